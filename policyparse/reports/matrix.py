"""Units down, tasks across: the responsibility graph as a table a person can read. 责任分工图"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from policyparse.graph import Graph
from policyparse.graph.build import task_key
from policyparse.graph.query import Duty, Load, loads
from policyparse.model import Role, Task
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.sources import (
    clause_of,
    has_own_heading,
    headings_of,
    number_of,
    without_number,
)
from policyparse.reports.svg import matrix_pages
from policyparse.reports.views_lists import CellView, ColumnView, MatrixView, UnitRow

MARKS = {Role.LEAD: "牵", Role.SUPPORT: "配", Role.RESPONSIBLE: "责", Role.GUIDE: "指"}
SHOWN_TITLE = 12  # characters of a task's title at the head of its column


def matrix_views(graph: Graph, texts: SourceTexts) -> tuple[MatrixView, ...]:
    """One matrix a document; documents without any assignment have none."""
    found = (_matrix(graph, texts, source) for source in texts.all)
    return tuple(replace(view, pictures=matrix_pages(view)) for view in found if view is not None)


def _matrix(graph: Graph, texts: SourceTexts, source: SourceText) -> MatrixView | None:
    units = loads(graph, source.name)
    if not units:
        return None
    busy = {duty.task for unit in units for duty in unit.duties}
    tasks = [t for t in source.plan.tasks if task_key(source.name, t) in busy]
    left_out = [t for t in source.plan.tasks if task_key(source.name, t) not in busy]
    used = {duty.role for unit in units for duty in unit.duties}
    roles = [role for role in Role if role in used]
    sections = [(heads, list(found)) for heads, found in groupby(tasks, key=headings_of)]
    return MatrixView(
        code=source.code,
        title=source.title,
        anchor=f"matrix{source.index}",
        groups=tuple((heads[-1] if heads else "", len(found)) for heads, found in sections),
        columns=tuple(
            _column(texts, source, task, last=task is found[-1])
            for _, found in sections
            for task in found
        ),
        roles=tuple((role.value, MARKS[role], label(role)) for role in roles),
        rows=tuple(_row(texts, source, unit, tasks, roles) for unit in units),
        left_out=_left_out(source, left_out),
    )


def _column(texts: SourceTexts, source: SourceText, task: Task, *, last: bool) -> ColumnView:
    title = without_number(task.title) or task.title
    return ColumnView(
        number=short_number(task),
        title=texts.link(title, source.name, task.evidence, f"{clause_of(task)} {title}"),
        short=title if len(title) <= SHOWN_TITLE else title[: SHOWN_TITLE - 1] + "…",
        last=last,
    )


def short_number(task: Task) -> str:
    """The task's own number, bare: 1, （一） -> 一; with its part 1-2; empty if it has none."""
    number = number_of(task.path[-1]) if has_own_heading(task) else ""
    part = task.id.rpartition("-")[2] if "-" in task.id else ""
    bare = number.strip(" .．、()（）")
    return f"{bare}-{part}" if part.isdigit() and bare else bare


def _row(
    texts: SourceTexts,
    source: SourceText,
    unit: Load,
    tasks: Sequence[Task],
    roles: Sequence[Role],
) -> UnitRow:
    by_task: dict[str, list[Duty]] = {}
    for duty in unit.duties:
        by_task.setdefault(duty.task, []).append(duty)
    cells = tuple(
        _cell(texts, source, task, by_task.get(task_key(source.name, task), [])) for task in tasks
    )
    counts = [_count(texts, unit.of(role)) for role in roles]
    return UnitRow(
        label=unit.label,
        full=unit.canonical,
        cells=cells,
        counts=(*counts, _count(texts, unit.duties)),
    )


def _count(texts: SourceTexts, duties: Sequence[Duty]) -> Link | None:
    """In how many tasks; a figure that leads to each of them."""
    tasks = len({duty.task for duty in duties})
    places = [(duty.document, duty.evidence) for duty in duties]
    return texts.links(str(tasks), places) if tasks else None


def _cell(
    texts: SourceTexts, source: SourceText, task: Task, duties: Sequence[Duty]
) -> CellView | None:
    if not duties:
        return None
    order = list(Role)
    duties = sorted(duties, key=lambda duty: order.index(duty.role))
    marks = "".join(MARKS[duty.role] for duty in duties)
    more = "（按职责分工）" if any(duty.by_duty for duty in duties) else ""
    roles = "、".join(label(duty.role) for duty in duties)
    return CellView(
        role=duties[0].role.value,
        mark=marks,
        link=texts.links(marks, ((source.name, duty.evidence) for duty in duties)),
        hint=f"{duties[0].mention}：{roles}{more}，{clause_of(task)}{task.title}",
    )


def _left_out(source: SourceText, tasks: Sequence[Task]) -> str:
    if not tasks:
        return ""
    named = "、".join(f"{clause_of(task)}{task.title}" for task in tasks[:8])
    more = "等" if len(tasks) > 8 else ""
    return f"另有{len(tasks)}项任务未写明单位，图中未列：{named}{more}。"
