"""Deadlines by unit and by date. 时限时间轴"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policyparse.model import Deadline, DeadlineKind, Deliverable, Evidence, Role, Task
from policyparse.reports.cells import chinese_date
from policyparse.reports.labels import RECURS
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.schedule import LATER, group_of, group_of_date
from policyparse.reports.values import mark
from policyparse.reports.views_lists import CalendarRow, DueRow, TimelineView

NO_UNIT = "未写明单位"


@dataclass(frozen=True, slots=True)
class Entry:
    """A date and what is due by then, of whom."""

    source: SourceText
    task: Task
    raw: str
    iso: str  # empty where no date follows from the words
    recurring: bool
    what: str
    units: tuple[str, ...]
    state: str
    evidence: tuple[Evidence, ...]


def timeline_view(texts: SourceTexts, today: date | None) -> TimelineView:
    """The calendar of units and the lists by date."""
    entries = [
        entry
        for source in texts.all
        for task in source.plan.tasks
        for entry in entries_of(source, task, today)
    ]
    dated = sorted((e for e in entries if e.iso and not e.recurring), key=lambda e: e.iso)
    months = sorted({entry.iso[:7] for entry in dated})
    return TimelineView(
        years=tuple(
            (f"{year}年", sum(month.startswith(year) for month in months))
            for year in dict.fromkeys(month[:4] for month in months)
        ),
        months=tuple(f"{int(month[5:])}月" if month[5:] else "年内" for month in months),
        calendar=tuple(_calendar(texts, dated, months)),
        due=_rows(texts, dated),
        recurring=_rows(texts, (e for e in entries if e.recurring)),
        undated=_rows(texts, (e for e in entries if not e.iso and not e.recurring)),
        note=_note(texts, entries, dated, today),
    )


def entries_of(source: SourceText, task: Task, today: date | None) -> Iterator[Entry]:
    """The deadlines of a task; one inside a hand-over is that of the hand-over and its unit.

    A deadline that a task repeats for the same thing is one entry with several places.
    """
    merged: dict[tuple[str, str, str], Entry] = {}
    for entry in _mentions(source, task, today):
        key = (entry.raw, entry.iso, entry.what)
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
            yield _handover(source, task, item, today)


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
    starts = deadline.kind is DeadlineKind.FROM
    recurs = RECURS.get(deadline.recurs or "", deadline.recurs or "")
    note = f"（{recurs}）" if recurs and recurs not in deadline.raw else ""
    state = group_of(deadline, today) if today else ""
    return Entry(
        source=source,
        task=task,
        raw=mark(deadline.raw, deadline.certainty) + note,
        iso=(deadline.start if starts else deadline.end) or "",
        recurring=deadline.kind is DeadlineKind.RECURRING or bool(deadline.recurs),
        what=f"{item.what}" if item else task.title,
        units=item.who if item and item.who else charged(task),
        state="" if starts or state == LATER else state,
        evidence=deadline.evidence,
    )


def _handover(source: SourceText, task: Task, item: Deliverable, today: date | None) -> Entry:
    by = item.by or ""
    state = group_of_date(by, today) if today else ""
    return Entry(
        source=source,
        task=task,
        raw=mark(chinese_date(by), item.certainty),
        iso=by,
        recurring=False,
        what=item.what,
        units=item.who or charged(task),
        state="" if state == LATER else state,
        evidence=item.evidence,
    )


def charged(task: Task) -> tuple[str, ...]:
    """The units that answer for a task's date: its leads, else those responsible."""
    for role in (Role.LEAD, Role.RESPONSIBLE):
        names = [a.unit.name for a in task.assignments if a.role is role]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _calendar(
    texts: SourceTexts, dated: Sequence[Entry], months: Sequence[str]
) -> Iterator[CalendarRow]:
    rows: dict[tuple[int, str], list[Entry]] = {}
    for entry in dated:
        for unit in entry.units or (NO_UNIT,):
            rows.setdefault((entry.source.index, unit), []).append(entry)
    for (index, unit), entries in sorted(rows.items(), key=lambda r: (r[0][0], -len(r[1]))):
        cells: list[Link | None] = []
        for month in months:
            found = [entry for entry in entries if entry.iso[:7] == month]
            names = "；".join(f"{entry.raw} {entry.what}" for entry in found)
            places = [(entry.source.name, entry.evidence) for entry in found]
            cells.append(texts.links(str(len(found)), places, names) if found else None)
        yield CalendarRow(texts.all[index - 1].code, unit, tuple(cells), str(len(entries)))


def _rows(texts: SourceTexts, entries: Iterable[Entry]) -> tuple[DueRow, ...]:
    return tuple(
        DueRow(
            iso=entry.iso,
            state=entry.state,
            raw=texts.link(entry.raw, entry.source.name, entry.evidence),
            what=entry.what,
            units="、".join(entry.units) or NO_UNIT,
            code=entry.source.code,
            source=texts.reference(entry.source.name, entry.evidence, entry.task),
        )
        for entry in entries
    )


def _note(
    texts: SourceTexts, entries: Sequence[Entry], dated: Sequence[Entry], today: date | None
) -> str:
    recurring = sum(entry.recurring for entry in entries)
    open_ = len(entries) - len(dated) - recurring
    written = sum(len(task.deadlines) for source in texts.all for task in source.plan.tasks)
    text = (
        f"任务中写明时限{written}处。同一任务重复写的合并，用于几个交办事项的分开，共列{len(entries)}项："
        f"有日期的{len(dated)}项，定期和长期的{recurring}项，写明时限但不能推出日期的{open_}项。"
        "表中同一时限涉及几个单位的，在各单位名下分别计数。"
    )
    if today is not None:
        day = f"{today.year}年{today.month}月{today.day}日"
        text += f"是否到期以{day}为准，“已过期”只按日期推算，不表示工作未完成。"
    return text
