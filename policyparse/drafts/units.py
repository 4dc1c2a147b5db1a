"""What changed for each unit: gained, lost, another role. 本单位变化"""

from collections.abc import Iterable

from policyparse.model.diff import (
    Responsibility,
    TaskChange,
    TaskDiff,
    UnitChange,
    UnitDiff,
    UnitTask,
)


def by_unit(tasks: Iterable[TaskDiff]) -> tuple[UnitDiff, ...]:
    """Every unit whose part changed anywhere, in the order in which the changes name it."""
    found: dict[str, list[UnitTask]] = {}
    current = _current_names(tasks := tuple(tasks))
    for task in tasks:
        for change in task.responsibility:
            for name in _concerned(task, change):
                found.setdefault(current.get(name, name), []).append(_row(task, change))
    return tuple(
        UnitDiff(
            unit=name,
            gained=tuple(row for row in rows if row.change is UnitChange.ADDED),
            lost=tuple(row for row in rows if row.change is UnitChange.REMOVED),
            roles=tuple(
                row for row in rows if row.change not in (UnitChange.ADDED, UnitChange.REMOVED)
            ),
        )
        for name, rows in found.items()
    )


def _current_names(tasks: Iterable[TaskDiff]) -> dict[str, str]:
    """Old names of units -> those that the new draft uses for them."""
    return {one.old: one.new for task in tasks for one in task.renamed}


def _concerned(task: TaskDiff, change: Responsibility) -> tuple[str, ...]:
    """The units whose part it is; 等 is nobody."""
    return () if change.new_role is None and change.old_role is None else (change.unit,)


def _row(task: TaskDiff, change: Responsibility) -> UnitTask:
    return UnitTask(
        task=(task.new or task.old)[0],
        title=task.title,
        change=change.change,
        old_role=change.old_role,
        new_role=change.new_role,
        whole=task.kind in (TaskChange.ADDED, TaskChange.REMOVED),
    )
