"""Deadlines by unit and by date. 时限时间轴"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from policyparse.reports.dates import Entry, Quoted, entries_of
from policyparse.reports.links import Link
from policyparse.reports.places import SourceTexts
from policyparse.reports.views_lists import CalendarRow, DueRow, TimelineView

NO_UNIT = "未写明单位"


def timeline_view(texts: SourceTexts, today: date | None) -> TimelineView:
    """The calendar of units and the lists by date."""
    entries = [
        entry
        for source in texts.all
        for task in source.plan.tasks
        for entry in entries_of(source, task, today)
    ]
    dated = sorted((e for e in entries if e.iso and not e.standing), key=lambda e: e.iso)
    months = sorted({entry.iso[:7] for entry in dated})
    return TimelineView(
        years=tuple(
            (f"{year}年", sum(month.startswith(year) for month in months))
            for year in dict.fromkeys(month[:4] for month in months)
        ),
        months=tuple(f"{int(month[5:])}月" if month[5:] else "年内" for month in months),
        calendar=tuple(_calendar(texts, dated, months)),
        due=_rows(texts, dated),
        standing=_rows(texts, (e for e in entries if e.standing)),
        undated=_rows(texts, (e for e in entries if not e.iso and not e.standing)),
        note=_note(texts, entries, dated, today),
    )


def _calendar(
    texts: SourceTexts, dated: Sequence[Entry], months: Sequence[str]
) -> Iterator[CalendarRow]:
    rows: dict[tuple[int, str], list[tuple[Entry, Quoted]]] = {}
    for entry in dated:
        for unit in entry.units or ((NO_UNIT, ()),):
            rows.setdefault((entry.source.index, unit[0]), []).append((entry, unit))
    for (index, name), found in sorted(rows.items(), key=lambda row: (row[0][0], -len(row[1]))):
        source = texts.all[index - 1]
        entries = [entry for entry, _ in found]
        yield CalendarRow(
            code=source.code,
            unit=texts.link(name, source.name, found[0][1][1]),
            cells=tuple(_cell(texts, entries, month) for month in months),
            total=_count(texts, entries),
        )


def _cell(texts: SourceTexts, entries: Sequence[Entry], month: str) -> Link | None:
    found = [entry for entry in entries if entry.iso[:7] == month]
    return _count(texts, found) if found else None


def _count(texts: SourceTexts, entries: Sequence[Entry]) -> Link:
    names = "；".join(f"{entry.raw} {entry.what[0]}" for entry in entries)
    places = [(entry.source.name, entry.evidence) for entry in entries]
    return texts.links(str(len(entries)), places, names)


def _rows(texts: SourceTexts, entries: Iterable[Entry]) -> tuple[DueRow, ...]:
    return tuple(_row(texts, entry) for entry in entries)


def _row(texts: SourceTexts, entry: Entry) -> DueRow:
    name = entry.source.name
    return DueRow(
        iso=entry.iso,
        state=entry.state,
        raw=texts.link(entry.raw, name, entry.evidence),
        what=texts.link(entry.what[0], name, entry.what[1]),
        units=tuple(texts.link(unit, name, found) for unit, found in entry.units)
        or (Link(NO_UNIT),),
        code=entry.source.code,
        source=texts.reference(name, entry.evidence, entry.task),
    )


def _note(
    texts: SourceTexts, entries: Sequence[Entry], dated: Sequence[Entry], today: date | None
) -> str:
    standing = sum(entry.standing for entry in entries)
    open_ = len(entries) - len(dated) - standing
    written = sum(len(task.deadlines) for source in texts.all for task in source.plan.tasks)
    text = (
        f"任务中写明时限{written}处。同一任务重复写的合并，用于几个交办事项的分开，"
        f"共列{len(entries)}项：有日期的{len(dated)}项，定期和长期的{standing}项，"
        f"写明时限但不能推出日期的{open_}项。表中同一时限涉及几个单位的，在各单位名下分别计数。"
    )
    if today is not None:
        day = f"{today.year}年{today.month}月{today.day}日"
        text += f"是否到期以{day}为准，“已过期”只按日期推算，不表示工作未完成。"
    return text
