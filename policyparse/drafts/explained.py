"""Which opinion asked for a change between two drafts. 意见依据"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from policyparse.drafts.folded import Span
from policyparse.drafts.outcome import Outcome, PairKey
from policyparse.model import Evidence, Task
from policyparse.model.diff import (
    DeadlineDiff,
    Diff,
    HandOverDiff,
    Landing,
    MeasureDiff,
    Responsibility,
    TargetDiff,
    TaskDiff,
)

_DONE = (Landing.LANDED, Landing.PARTLY)
TaskIndex = Mapping[str, Task]
Valued = TypeVar("Valued", DeadlineDiff, TargetDiff)
Quoting = TypeVar("Quoting", MeasureDiff, HandOverDiff)


@dataclass(slots=True)
class Grounds:
    """What opinions took out of the old draft and brought into the new one."""

    same: Callable[[str, str], bool]  # whether two names are one unit
    gone: list[tuple[Span, int]] = field(default_factory=list)
    come: list[tuple[Span, int]] = field(default_factory=list)
    units: list[tuple[PairKey, str, int]] = field(default_factory=list)
    tasks: dict[PairKey, int] = field(default_factory=dict)

    def add(self, n: int, outcome: Outcome) -> None:
        """What opinion ``n`` did, where it did anything."""
        if outcome.verdict in _DONE:
            self.gone += [(span, n) for span in outcome.gone]
            self.come += [(span, n) for span in outcome.come]
            self.units += [(key, unit, n) for key, unit in outcome.units]
            for key in outcome.tasks:
                self.tasks.setdefault(key, n)

    def by_place(self, old: Sequence[Evidence], new: Sequence[Evidence]) -> int | None:
        """The opinion in whose words a value came, or with whose words it went."""
        here, places = (new, self.come) if new else (old, self.gone)
        if not here:
            return None
        value = here[0]
        return next(
            (n for (low, high), n in places if low < value.end and value.start < high), None
        )


def explained(found: Diff, grounds: Grounds, old: TaskIndex, new: TaskIndex) -> Diff:
    """The diff with the opinion that asked for each change, where one did."""
    tasks = tuple(_task(task, grounds, old, new) for task in found.tasks)
    goals = tuple(_valued(goal, grounds) for goal in found.goals)
    return found.model_copy(update={"tasks": _shared(tasks), "goals": goals})


def _task(task: TaskDiff, grounds: Grounds, old: TaskIndex, new: TaskIndex) -> TaskDiff:
    whole = None
    if not task.old or not task.new:
        whole = grounds.tasks.get((task.old, task.new)) or grounds.by_place(
            *(
                [e for number in ids for e in index[number].evidence[:1]]
                for ids, index in ((task.old, old), (task.new, new))
            )
        )
    return task.model_copy(
        update={
            "explained_by": whole,
            "responsibility": tuple(
                _unit(change, task, grounds, whole) for change in task.responsibility
            ),
            "deadlines": tuple(_valued(change, grounds) for change in task.deadlines),
            "targets": tuple(_valued(change, grounds) for change in task.targets),
            "measures": tuple(_quoting(change, grounds) for change in task.measures),
            "handovers": tuple(_quoting(change, grounds) for change in task.handovers),
        }
    )


def _unit(
    change: Responsibility, task: TaskDiff, grounds: Grounds, whole: int | None
) -> Responsibility:
    key = (task.old, task.new)
    names = [name for name in (change.unit, change.old_unit) if name]
    asked = (
        n
        for own, unit, n in grounds.units
        if own == key and any(grounds.same(unit, name) for name in names)
    )
    by = next(asked, None) or whole or grounds.by_place(change.old_evidence, change.new_evidence)
    return change.model_copy(update={"explained_by": by})


def _valued(change: Valued, grounds: Grounds) -> Valued:
    old, new = (value.evidence if value else () for value in (change.old, change.new))
    return change.model_copy(update={"explained_by": grounds.by_place(old, new)})


def _quoting(change: Quoting, grounds: Grounds) -> Quoting:
    by = grounds.by_place(change.old_evidence, change.new_evidence)
    return change.model_copy(update={"explained_by": by})


def _shared(tasks: Sequence[TaskDiff]) -> tuple[TaskDiff, ...]:
    """One note for several tasks: what an opinion changed in it, it changed for all of them."""
    known = {
        _place(change): change.explained_by
        for task in tasks
        for change in task.responsibility
        if change.explained_by is not None
    }
    return tuple(
        task.model_copy(
            update={
                "responsibility": tuple(
                    change.model_copy(update={"explained_by": known[_place(change)]})
                    if change.explained_by is None and _place(change) in known
                    else change
                    for change in task.responsibility
                )
            }
        )
        for task in tasks
    )


def _place(change: Responsibility) -> tuple[object, ...]:
    old, new = (e[0].start if e else None for e in (change.old_evidence, change.new_evidence))
    return change.change, change.unit, old, new


Changed = TaskDiff | Responsibility | DeadlineDiff | TargetDiff | HandOverDiff
_Row = tuple[TaskDiff | None, Changed]  # figures outside tasks have no task


def unexplained(found: Diff) -> Iterator[_Row]:
    """Tasks, parts, dates, figures, hand-overs that changed though no opinion asked for it."""
    return (row for row in _changes(found) if row[1].explained_by is None)


def explained_changes(found: Diff) -> Iterator[_Row]:
    """Those that an opinion asked for."""
    return (row for row in _changes(found) if row[1].explained_by is not None)


def _changes(found: Diff) -> Iterator[_Row]:
    for task in found.tasks:
        if not task.old or not task.new:
            yield task, task
            continue
        yield from ((task, unit) for unit in task.responsibility)
        yield from ((task, date) for date in task.deadlines)
        yield from ((task, figure) for figure in task.targets)
        yield from ((task, handover) for handover in task.handovers)
    yield from ((None, goal) for goal in found.goals)


def perhaps(found: Diff, row: _Row) -> tuple[int, ...]:
    """Opinions of which it cannot be told whether they asked for a change that none explains.

    They speak of the same task, or come from the unit whose part it is.
    """
    task, change = row
    unit = change.unit if isinstance(change, Responsibility) else None
    old = set(task.old) if task else set()
    return tuple(
        one.n
        for one in found.opinions
        if one.verdict is Landing.CANNOT_TELL
        and not one.none
        and (old.intersection(one.tasks) or (unit and unit == one.who))
    )
