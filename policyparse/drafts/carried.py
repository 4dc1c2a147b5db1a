"""Measures that one task lost and another one gained: carried over, not given up. 措施移动"""

from collections.abc import Sequence

from policyparse.drafts import words
from policyparse.drafts.likeness import bare
from policyparse.model.diff import MeasureChange, MeasureDiff, TaskDiff


def with_carried(tasks: Sequence[TaskDiff]) -> tuple[TaskDiff, ...]:
    """The tasks with measures that say where they came from, or went to, in the same words."""
    came = _titles(tasks, MeasureChange.ADDED)
    gone = _titles(tasks, MeasureChange.REMOVED)
    return tuple(
        task.model_copy(
            update={"measures": tuple(_told(change, came, gone) for change in task.measures)}
        )
        for task in tasks
    )


def _titles(tasks: Sequence[TaskDiff], change: MeasureChange) -> dict[str, str]:
    """Bare text of a measure -> the first task in which it came or went."""
    found: dict[str, str] = {}
    for task in tasks:
        for one in task.measures:
            if one.change is change:
                found.setdefault(bare(one.new or one.old or ""), task.title)
    return found


def _told(change: MeasureDiff, came: dict[str, str], gone: dict[str, str]) -> MeasureDiff:
    text = change.new or change.old or ""
    title = None
    if change.change is MeasureChange.REMOVED:
        title = came.get(bare(text))
    elif change.change is MeasureChange.ADDED:
        title = gone.get(bare(text))
    if title is None:
        return change
    why = words.carried(text, title, away=change.change is MeasureChange.REMOVED)
    return change.model_copy(update={"why": why})
