"""Rows -> the printed tables 印发版, 核对版 and 调度台账."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from policyparse.model.assignment import Role
from policyparse.model.evidence import Certainty
from policyparse.model.plan import Plan
from policyparse.model.task import Category
from policyparse.reports.cells import Shown, UnitList, join, most_doubtful
from policyparse.reports.fitting import lines_of
from policyparse.reports.labels import SHORT_ROLES
from policyparse.reports.rows import Row, RowsBy
from policyparse.reports.sources import cited_names, plan_title
from policyparse.reports.tables import Cell, Column, Line, Paper, Table, band, drop_empty

NUMBER = Column("number", "序号", 6, centred=True, numeric=True)
HIDDEN = (
    Column("task_number", "任务编号", 14, hidden=True),
    Column("file", "来源文件", 20, hidden=True),
    Column("iso", "日期（排序用）", 12, hidden=True),
)
ISSUE_COLUMNS = (
    NUMBER,
    Column("title", "重点任务", 18, merged=True),
    Column("text", "具体措施", 57),
    Column("due", "完成时限", 16, centred=True),
    Column("lead", "牵头单位", 17, centred=True, merged=True),
    Column("others", "配合（责任）单位", 23, merged=True),
)
CHECK_COLUMNS = (
    Column("number", "序号", 6, centred=True, numeric=True),
    Column("category", "任务类别", 17),
    Column("title", "工作任务", 18),
    Column("text", "具体措施", 58),
    Column("target", "量化指标", 20),
    Column("due", "完成时限", 14, centred=True),
    Column("lead", "牵头单位", 15),
    Column("support", "配合单位", 19),
    Column("responsible", "责任单位", 16),
    Column("guide", "指导单位", 12),
    Column("source", "出处", 18),
)
STATES = ("未到期", "临期", "逾期", "已完成")
LEDGER_COLUMNS = (
    Column("head", "责任领导", 9, centred=True, to_fill=True),
    Column("person", "责任人", 9, centred=True, to_fill=True),
    Column("contact", "联系人及电话", 14, centred=True, to_fill=True),
    Column("progress", "进展情况", 24, to_fill=True),
    Column("problem", "存在问题", 17, to_fill=True),
    Column("next", "下一步措施", 17, to_fill=True),
    Column("state", "完成状态", 9, centred=True, to_fill=True, choices=STATES),
    Column("remark", "备注", 8, to_fill=True),
)
CONTACT_COLUMNS = {  # words in a heading of the source -> our column; first match wins
    "领导": "head",
    "联系": "contact",
    "电话": "contact",
    "负责人": "person",
    "责任人": "person",
}
CONTINUED = "（续）"
TEXT_SIZE = 10.5
GROUP_LINES = 16  # lines of text that rows with merged cells may take together
SHORTER = {"title": 16, "text": 54, "due": 12, "lead": 14, "others": 19}  # beside empty columns


def issue_table(plans: Sequence[Plan], rows: Sequence[Row]) -> Table:
    """印发版: for issue, with headings across the table and merged cells."""
    table = Table(
        name="印发版",
        title=table_title(plans, "任务分解表"),
        columns=(*ISSUE_COLUMNS, *HIDDEN),
        lines=tuple(_with_bands(rows)),
        notes=(count_note(rows),),
        annex=True,
    )
    return split_groups(drop_empty(table))


def check_table(plans: Sequence[Plan], rows: Sequence[Row]) -> Table:
    """核对版: everything, one full row each, to be filtered and checked against the source."""
    lines = tuple(Line(check_cells(row), group=row.task) for row in rows)
    notes = [count_note(rows), "“（请核实）”和底色标出的内容由上下文推断或存疑，请对照原文核实。"]
    table = Table(
        name="核对版",
        title=table_title(plans, "任务分解表（核对版）"),
        columns=(*CHECK_COLUMNS, *HIDDEN),
        lines=lines,
        notes=tuple(notes if any(_doubtful(row) for row in rows) else notes[:1]),
        paper=Paper.A3,
        filtered=True,
        coloured=True,
    )
    return drop_empty(table)


def ledger_table(plans: Sequence[Plan], rows: Sequence[Row]) -> Table:
    """调度台账: 印发版 with columns that people fill in."""
    columns = tuple(
        replace(column, width=SHORTER.get(column.key, column.width), merged=False)
        for column in ISSUE_COLUMNS
    )
    table = Table(
        name="调度台账",
        title=table_title(plans, "任务调度台账"),
        columns=(*columns, *LEDGER_COLUMNS, *HIDDEN),
        lines=tuple(Line(ledger_cells(row), group=row.task) for row in rows),
        notes=(count_note(rows),),
        paper=Paper.A3,
        filtered=True,
    )
    return drop_empty(table)


def table_title(plans: Sequence[Plan], kind: str) -> str:
    """Return a title such as 某市…工作方案任务分解表; the kind alone for several plans."""
    titles = [plan_title(plan) for plan in plans if plan.tasks]
    return f"{titles[0]}{kind}" if len(titles) == 1 else kind


def sole_document(plans: Sequence[Plan]) -> str:
    """Return the one document that has tasks, as cited; nothing if there are several."""
    cited = [name for name, plan in zip(cited_names(plans), plans, strict=True) if plan.tasks]
    return cited[0] if len(cited) == 1 else ""


def shared_cells(row: Row) -> dict[str, Cell]:
    """Return the cells that all layouts have."""
    dues = join(Shown(due.text, due.certainty) for due in row.dues)
    return {
        "number": Cell(row.number),
        "title": Cell(row.title),
        "text": Cell(row.text, row.text_certainty),
        "due": Cell(dues.text, dues.certainty),
        "lead": unit_cell(row.units(Role.LEAD)),
        "task_number": Cell(row.task_number),
        "file": Cell(row.file),
        "iso": Cell(row.iso),
    }


def issue_cells(row: Row) -> dict[str, Cell]:
    """Return the cells of 印发版."""
    return {**shared_cells(row), "others": others_cell(row)}


def others_cell(row: Row) -> Cell:
    """Return all units but the leads in one cell, their role before them."""
    lists = [row.units(role) for role in Role if role is not Role.LEAD]
    lists = [held for held in lists if held.units]
    text = "\n".join(f"{SHORT_ROLES[held.role]}：{unit_cell(held).text}" for held in lists)
    marks = most_doubtful(unit_cell(held).certainty for held in lists)
    return Cell(text, marks)


def check_cells(row: Row) -> dict[str, Cell]:
    """Return the cells of 核对版."""
    targets = join(row.targets)
    return {
        **shared_cells(row),
        "category": Cell("\n".join(row.headings)),
        "target": Cell(targets.text, targets.certainty),
        "support": unit_cell(row.units(Role.SUPPORT)),
        "responsible": unit_cell(row.units(Role.RESPONSIBLE)),
        "guide": unit_cell(row.units(Role.GUIDE)),
        "source": Cell(row.source),
    }


def ledger_cells(row: Row) -> dict[str, Cell]:
    """Return the cells of 调度台账; persons only where the plan itself names them."""
    people: dict[str, list[str]] = {}
    for heading, name in row.contacts:
        key = next((key for word, key in CONTACT_COLUMNS.items() if word in heading), None)
        if key:
            people.setdefault(key, []).append(name)
    named = {key: Cell("、".join(dict.fromkeys(names))) for key, names in people.items()}
    return {**issue_cells(row), **named}


def unit_cell(held: UnitList) -> Cell:
    """Return a list of units, with 按职责分工 where the plan says so."""
    duty = "（按职责分工）" if held.by_duty and held.units else ""
    marks = most_doubtful(unit.certainty for unit in held.units)
    return Cell(held.text + duty, marks)


def count_note(rows: Sequence[Row]) -> str:
    """Return the closing note that tells how many tasks and rows a table has."""
    tasks = {row.task: row for row in rows}
    guards = sum(row.category is Category.SAFEGUARD for row in tasks.values())
    parts = [f"任务{len(tasks)}项" + (f"（含保障措施{guards}项）" if guards else "")]
    handovers = sum(row.by is RowsBy.DELIVERABLE for row in rows)
    if any(row.by is RowsBy.MEASURE for row in rows):
        parts.append(f"措施{len(rows)}条")
    if handovers:
        parts.append(f"交办事项{handovers}项")
    return f"本表共列{'、'.join(parts)}，计{len(rows)}行。"


def _with_bands(rows: Sequence[Row]) -> Iterator[Line]:
    """Yield the rows with a heading across the table wherever the category changes."""
    several = len({row.document for row in rows}) > 1
    sizes = Counter(
        place for row in {row.task: row for row in rows}.values() for place in _places(row)
    )
    above: tuple[str, ...] = ()
    for row in rows:
        path = (row.document, *row.headings)
        if path != above:
            pairs = zip(path, above, strict=False)
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            if same == 0 and several:
                yield band(f"{row.document}（共{sizes[path[:1]]}项）")
            shown = path[max(same, 1) :] or path[-1:]
            if row.headings:
                yield band(f"{'　'.join(shown)}（共{sizes[path]}项）")
            above = path
        yield Line(issue_cells(row), group=row.task)


def split_groups(table: Table) -> Table:
    """Cut the rows of a long task into groups that fit a page, so that no merged cell straddles."""
    plain = [column for column in table.shown if not column.merged]
    lines: list[Line] = []
    used = part = 0
    for index, line in enumerate(table.lines):
        heights = (lines_of(line.cell(c.key).text, c.width, TEXT_SIZE) for c in plain)
        height = max(heights, default=1)
        if not index or table.lines[index - 1].group != line.group:
            used = part = 0
        elif used + height > GROUP_LINES:
            used, part = 0, part + 1
        used += height
        lines.append(_continued(line, part) if part else line)
    return replace(table, lines=tuple(lines))


def _continued(line: Line, part: int) -> Line:
    title = line.cell("title")
    cells = {**line.cells, "title": replace(title, text=f"{title.text}{CONTINUED}")}
    return replace(line, cells=cells, group=f"{line.group}/{part}")


def _places(row: Row) -> list[tuple[str, ...]]:
    """Return the document and the whole path of a task, each once."""
    path = (row.document, *row.headings)
    return [path[:1], path] if row.headings else [path]


def _doubtful(row: Row) -> bool:
    return row.certainty is not Certainty.SURE
