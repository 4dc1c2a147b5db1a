"""Deadlines and hand-overs as lists of their own: 时限倒排表 and 报送材料清单."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policyparse.model.assignment import Role
from policyparse.model.deadline import Deadline, DeadlineKind
from policyparse.model.deliverable import Deliverable
from policyparse.model.plan import Plan
from policyparse.model.task import Task
from policyparse.reports.cells import Due, Shown, due_of, join
from policyparse.reports.layouts import (
    HIDDEN,
    others_cell,
    shared_cells,
    sole_document,
    table_title,
)
from policyparse.reports.measures import measures_of
from policyparse.reports.order import AS_NAMED, UnitOrder
from policyparse.reports.rows import Row, handover_rows, placed_tasks, plans_of, task_row
from policyparse.reports.tables import Cell, Column, Line, Table, band, drop_empty

THIS_MONTH, PAST, LATER = "本月到期", "已过期", "以后到期"
STANDING, OPEN = "长期坚持", "未明确"
GROUPS = (THIS_MONTH, PAST, LATER, STANDING, OPEN)
GROUP_NOTES = {
    STANDING: "含每月、每季等定期事项和只写起始时间的事项",
    OPEN: "含未写时限、所写时限不能定到日期的事项",
}
STANDING_WORDS = re.compile(r"长期|持续|常态|始终|日常")

DUE_COLUMNS = (
    Column("number", "序号", 6, centred=True, numeric=True),
    Column("due", "完成时限", 15, centred=True),
    Column("title", "工作任务", 19),
    Column("text", "具体内容", 54),
    Column("lead", "牵头单位", 17, centred=True),
    Column("others", "配合（责任）单位", 23),
    Column("source", "出处", 14),
)
HANDOVER_COLUMNS = (
    Column("number", "序号", 6, centred=True, numeric=True),
    Column("who", "报送单位", 22),
    Column("what", "材料名称", 42),
    Column("to", "报送对象", 30),
    Column("due", "时限", 16, centred=True),
    Column("source", "出处", 20),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline of one task, or a task without any."""

    row: Row
    due: Due | None
    text: str
    group: str
    task: Task


def deadline_table(plans: Plan | Iterable[Plan], today: date, order: UnitOrder = AS_NAMED) -> Table:
    """时限倒排表: all deadlines by date, seen from a given day."""
    plans = plans_of(plans)
    entries = list(_entries(plans, today, order))
    several = not sole_document(plans)
    lines: list[Line] = []
    number = 0
    for group in GROUPS:
        members = [entry for entry in entries if entry.group == group]
        if group in (THIS_MONTH, PAST, LATER):
            members.sort(key=lambda entry: entry.due.iso or "" if entry.due else "")
        if members:
            note = f"，{GROUP_NOTES[group]}" if group in GROUP_NOTES else ""
            lines.append(band(f"{group}（{len(members)}项{note}）"))
        for entry in members:
            number += 1
            lines.append(Line(_due_cells(entry, number, several), group=number))
    day = f"{today.year}年{today.month}月{today.day}日"
    notes = [_entry_note(plans, entries), *source_notes(plans)]
    if any(entry.group == PAST for entry in entries):
        notes.append("“已过期”只按日期推算，不表示工作未完成。")
    table = Table(
        name="时限倒排表",
        title=table_title(plans, "时限倒排表"),
        subtitle=f"（以{day}为准）",
        columns=(*DUE_COLUMNS, *HIDDEN),
        lines=tuple(lines),
        notes=tuple(notes),
    )
    return drop_empty(table)


def source_notes(plans: Sequence[Plan]) -> list[str]:
    """Name the document once that all references of a table lead to."""
    cited = sole_document(plans)
    return [f"出处均为{cited}的条款。"] if cited else []


def group_of(deadline: Deadline, today: date) -> str:
    """Say in which part of the list a deadline stands."""
    if deadline.recurs or deadline.kind in (DeadlineKind.RECURRING, DeadlineKind.FROM):
        return STANDING
    if deadline.end is None:
        return STANDING if STANDING_WORDS.search(deadline.raw) else OPEN
    return group_of_date(deadline.end, today)


def group_of_date(iso: str, today: date) -> str:
    """Say in which part of the list a date stands; a day of this month may be past too."""
    if iso < today.isoformat():
        return PAST
    return THIS_MONTH if iso[:7] == today.isoformat()[:7] else LATER


def _entries(plans: Sequence[Plan], today: date, order: UnitOrder) -> Iterator[Entry]:
    for placed in placed_tasks(plans):
        whole = task_row(placed, order)
        yield from _task_entries(placed.task, whole, handover_rows(placed, whole), today)


def _task_entries(task: Task, whole: Row, handovers: Sequence[Row], today: date) -> Iterator[Entry]:
    used: list[Due] = []
    for row in handovers:
        for due in row.dues:
            if due not in used:
                used.append(due)
                yield Entry(row, due, row.text, _group(due, today), task)
    for deadline in task.deadlines:
        due = due_of(deadline)
        if due not in used:
            text = sentence_of(task, deadline) or whole.text
            yield Entry(whole, due, text, group_of(deadline, today), task)
    if not task.deadlines and not used:
        yield Entry(whole, None, opening(task), OPEN, task)


def _group(due: Due, today: date) -> str:
    if due.deadline is not None:
        return group_of(due.deadline, today)
    return group_of_date(due.iso, today) if due.iso else OPEN


def opening(task: Task) -> str:
    """Return the first sentence of a task; …… where more follows."""
    measures = measures_of(task)
    return measures[0].text + ("……" if len(measures) > 1 else "") if measures else ""


def sentence_of(task: Task, deadline: Deadline) -> str:
    """Return the sentence a deadline stands in."""
    measures = measures_of(task)
    for measure in measures:
        if any(measure.holds(place.start, place.end) for place in deadline.evidence[:1]):
            return measure.text
    return next((m.text for m in measures if deadline.raw in m.text), "")


def _due_cells(entry: Entry, number: int, several: bool) -> dict[str, Cell]:
    row, due = entry.row, entry.due
    return {
        **shared_cells(row),
        "number": Cell(str(number)),
        "due": Cell(Shown(due.text, due.certainty).marked(), due.certainty) if due else Cell(),
        "iso": Cell(due.iso or "" if due else ""),
        "text": Cell(entry.text),
        "source": Cell(row.source if several else row.clause),
        "others": others_cell(row),
    }


def _entry_note(plans: Sequence[Plan], entries: Sequence[Entry]) -> str:
    tasks = sum(len(plan.tasks) for plan in plans)
    without = sum(entry.due is None for entry in entries)
    return f"任务{tasks}项，所写时限{len(entries) - without}处，未写时限的任务{without}项。"


def handover_table(plans: Plan | Iterable[Plan], order: UnitOrder = AS_NAMED) -> Table:
    """报送材料清单: who hands in what, to whom, by when."""
    plans = plans_of(plans)
    several = not sole_document(plans)
    named: list[dict[str, Cell]] = []
    other: list[dict[str, Cell]] = []
    for placed in placed_tasks(plans):
        rows = handover_rows(placed, task_row(placed, order))
        for row, deliverable in zip(rows, placed.task.deliverables, strict=True):
            (named if deliverable.to else other).append(_handover_cells(row, deliverable, several))
    table = Table(
        name="报送材料清单",
        title=table_title(plans, "报送材料清单"),
        columns=(*HANDOVER_COLUMNS, *HIDDEN),
        lines=tuple(_handover_lines(named, other)),
        notes=(
            f"本表共列材料和事项{len(named) + len(other)}项，其中写明报送对象的{len(named)}项。",
            *source_notes(plans),
        ),
        annex=True,
    )
    return drop_empty(table)


def _handover_lines(
    named: Sequence[dict[str, Cell]], other: Sequence[dict[str, Cell]]
) -> Iterator[Line]:
    number = 0
    for title, members in (
        ("写明报送对象的材料", named),
        ("未写明报送对象的材料和事项", other),
    ):
        if members and named and other:
            yield band(f"{title}（共{len(members)}项）")
        for cells in members:
            number += 1
            yield Line({**cells, "number": Cell(str(number))}, group=number)


def _handover_cells(row: Row, deliverable: Deliverable, several: bool) -> dict[str, Cell]:
    units = join((Shown(name, deliverable.certainty) for name in deliverable.who), "、")
    leads = row.units(Role.LEAD).text
    unnamed = f"（原文未写明，任务牵头单位：{leads}）" if leads else "（原文未写明）"
    what = Shown(deliverable.what, deliverable.certainty)
    return {
        **shared_cells(row),
        "who": Cell(units.text or unnamed, units.certainty),
        "what": Cell(what.marked(), what.certainty),
        "to": Cell(deliverable.to or ""),
        "source": Cell(row.source if several else row.clause),
    }
