"""What is due when, and of whom: the deadlines of tasks and of their hand-overs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from policyparse.model import Deadline, DeadlineKind, Deliverable, Evidence, Role, Task
from policyparse.reports.cells import chinese_date
from policyparse.reports.labels import RECURS
from policyparse.reports.places import SourceText
from policyparse.reports.schedule import LATER, STANDING, group_of, group_of_date
from policyparse.reports.values import mark

Quoted = tuple[str, tuple[Evidence, ...]]  # a name and where it stands


@dataclass(frozen=True, slots=True)
class Entry:
    """A date and what is due by then, of whom."""

    source: SourceText
    task: Task
    raw: str
    iso: str  # empty where no date follows from the words
    standing: bool  # 定期、长期: nothing that is over on a day
    what: Quoted
    units: tuple[Quoted, ...]
    state: str  # 已过期, 本月到期 or empty
    evidence: tuple[Evidence, ...]


def entries_of(source: SourceText, task: Task, today: date | None) -> Iterator[Entry]:
    """The deadlines of a task; one inside a hand-over is that of the hand-over and its unit.

    A deadline that a task repeats for the same thing is one entry with several places.
    """
    merged: dict[tuple[str, str, str], Entry] = {}
    for entry in _mentions(source, task, today):
        key = (entry.raw, entry.iso, entry.what[0])
        if key in merged:
            evidence = merged[key].evidence + entry.evidence
            merged[key] = replace(merged[key], evidence=evidence)
        else:
            merged[key] = entry
    yield from merged.values()


def _mentions(source: SourceText, task: Task, today: date | None) -> Iterator[Entry]:
    given: set[int] = set()  # places of the deliverables that have found their deadline
    for deadline in task.deadlines:
        found = _handovers(task, deadline)
        if not found:
            yield _entry(source, task, deadline, None, today)
        for place in found:
            given.add(place)
            yield _entry(source, task, deadline, task.deliverables[place], today)
    for place, item in enumerate(task.deliverables):
        if item.by and place not in given:
            yield _undeclared(source, task, item, today)


def _handovers(task: Task, deadline: Deadline) -> list[int]:
    """The hand-overs that a deadline stands in; else those of the same date that hold none."""
    items = list(enumerate(task.deliverables))
    inside = [place for place, item in items if _holds(item, deadline)]
    return inside or [
        place
        for place, item in items
        if item.by
        and item.by == deadline.end
        and not any(_holds(item, other) for other in task.deadlines)
    ]


def _holds(item: Deliverable, deadline: Deadline) -> bool:
    if not item.evidence or not deadline.evidence or item.by not in (deadline.end, None):
        return False
    place, outer = deadline.evidence[0], item.evidence[0]
    return outer.start <= place.start and place.end <= outer.end


def _entry(
    source: SourceText,
    task: Task,
    deadline: Deadline,
    item: Deliverable | None,
    today: date | None,
) -> Entry:
    recurs = RECURS.get(deadline.recurs or "", deadline.recurs or "")
    note = f"（{recurs}）" if recurs and recurs not in deadline.raw else ""
    group = group_of(deadline, today or date.min)
    starts = deadline.kind is DeadlineKind.FROM
    return Entry(
        source=source,
        task=task,
        raw=mark(deadline.raw, deadline.certainty) + note,
        iso=(deadline.start if starts else deadline.end) or "",
        standing=group == STANDING,
        what=(item.what, item.evidence) if item else (task.title, task.evidence),
        units=_units(task, item),
        state=group if today and group not in (LATER, STANDING) and deadline.end else "",
        evidence=deadline.evidence,
    )


def _undeclared(source: SourceText, task: Task, item: Deliverable, today: date | None) -> Entry:
    """A hand-over with a date of which the task holds no deadline."""
    by = item.by or ""
    group = group_of_date(by, today) if today else LATER
    return Entry(
        source=source,
        task=task,
        raw=mark(chinese_date(by), item.certainty),
        iso=by,
        standing=False,
        what=(item.what, item.evidence),
        units=_units(task, item),
        state="" if group == LATER else group,
        evidence=item.evidence,
    )


def _units(task: Task, item: Deliverable | None) -> tuple[Quoted, ...]:
    """The units that answer for a date: who hands over, else the leads, else those responsible."""
    if item and item.who:
        known = {a.unit.name: a.evidence for a in reversed(task.assignments)}
        return tuple((name, known.get(name, item.evidence)) for name in item.who)
    for role in (Role.LEAD, Role.RESPONSIBLE):
        found = {a.unit.name: a.evidence for a in reversed(task.assignments) if a.role is role}
        if found:
            return tuple(reversed(found.items()))
    return ()
