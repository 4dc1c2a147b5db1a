"""Changes between two drafts as tables: clauses side by side, and by kind. 修改对照表

Columns without content are dropped by whoever writes a table.
"""

from collections.abc import Iterable, Sequence

from policyparse.model.comparison import Mark, Piece
from policyparse.reports.diff_pieces import GAP, abridged
from policyparse.reports.diff_views import (
    DUTY,
    HAND_OVER,
    AroundRow,
    ChangeRow,
    DiffReport,
    OpinionRow,
    PassageRow,
    TaskRow,
)
from policyparse.reports.diff_words import NO_CHANGE, WHOLE, task_told
from policyparse.reports.tables import Cell, Column, Line, Table, band, marked

CLAUSES, DUTIES, UNITS = "修改对照表", "责任调整", "本单位变化"
VALUES, MEASURES, OPINIONS = "时限指标", "措施", "意见修改情况"
COMMENTS, OTHERS = "批注", "任务以外"
TITLES = {VALUES: "时限指标变化", MEASURES: "措施变化"}
HOW_MARKED = "原稿中加删除线的为删去或改动的文字，新稿中加粗并加下划线的为新增或改动的文字。"
LEFT_OUT = "没有修改的句子以“……”代替。"
UNCHANGED = "没有修改的条款不列。"
QUERY, NEAREST = "请核实", "（最接近的表述，供核对）"

NUMBER = Column("number", "序号", 6, centred=True, numeric=True)
_CERTAINTY = Column("certainty", "把握程度", 10, centred=True)
_BASIS = Column("basis", "依据", 18)
_AUTHOR = Column("author", "修改人", 12)
_WHEN = Column("when", "修改时间", 18)
CLAUSE_COLUMNS = (
    NUMBER,
    Column("old", "原稿条款及内容", 44),
    Column("new", "新稿条款及内容", 44),
    Column("change", "变化", 28),
    Column("basis", "依据", 18),
)
DUTY_COLUMNS = (
    NUMBER,
    Column("title", "任务", 20),
    Column("place", "条款", 14),
    Column("unit", "单位", 18),
    Column("matter", "交办事项", 20),
    Column("change", "变化", 12, centred=True),
    Column("old", "原稿分工", 14, centred=True),
    Column("new", "新稿分工", 14, centred=True),
    Column("why", "说明", 34),
    _CERTAINTY,
    _BASIS,
    _AUTHOR,
    _WHEN,
)
UNIT_COLUMNS = (
    Column("title", "单位", 18),
    Column("change", "变化", 12, centred=True),
    Column("task", "任务", 24),
    Column("place", "条款", 14),
    Column("old", "原稿分工", 12, centred=True),
    Column("new", "新稿分工", 12, centred=True),
    Column("why", "说明", 34),
    _BASIS,
)
VALUE_COLUMNS = (
    NUMBER,
    Column("title", "任务", 18),
    Column("place", "条款", 14),
    Column("kind", "类别", 8, centred=True),
    Column("subject", "事项（指标）", 22),
    Column("change", "变化", 8, centred=True),
    Column("old", "原稿", 22),
    Column("new", "新稿", 22),
    Column("why", "说明", 28),
    _CERTAINTY,
    _BASIS,
    _AUTHOR,
    _WHEN,
)
MEASURE_COLUMNS = (
    NUMBER,
    Column("title", "任务", 18),
    Column("place", "条款", 14),
    Column("change", "变化", 8, centred=True),
    Column("old", "原稿", 36),
    Column("new", "新稿", 36),
    Column("subject", "备注", 12),
    Column("why", "说明", 30),
    _CERTAINTY,
    _BASIS,
    _AUTHOR,
    _WHEN,
)
OPINION_COLUMNS = (
    Column("number", "意见序号", 8, centred=True, numeric=True),
    Column("who", "单位", 16),
    Column("opinion", "意见建议", 40),
    Column("adopted", "采纳情况", 10, centred=True),
    Column("verdict", "修改情况", 12, centred=True),
    Column("query", "提示", 10, centred=True),
    Column("quote", "新稿原文", 36),
    Column("why", "说明", 30),
)
COMMENT_COLUMNS = (
    NUMBER,
    Column("title", "任务", 20),
    Column("place", "条款", 14),
    Column("quoted", "所批文字", 36),
    Column("text", "批注", 46),
    Column("author", "批注人", 12),
    Column("when", "批注时间", 18),
)


def clause_table(report: DiffReport) -> Table:
    """Old and new clauses side by side, a row for each task that changed."""
    lines = [_clause_line(at, task) for at, task in enumerate(report.changed, 1)]
    goals = [row for row in report.targets if not row.title]
    lines += [_goal_line(at, row) for at, row in enumerate(goals, len(lines) + 1)]
    around = [_around_line(at, row) for at, row in enumerate(report.around, len(lines) + 1)]
    lines += around
    others = [_passage_line(at, row) for at, row in enumerate(report.passages, len(lines) + 1)]
    if around or others:
        lines.insert(len(lines) - len(around), band(OTHERS))
    lines += others
    old, new = (title for _, title, _ in report.drafts)
    return Table(
        name=CLAUSES,
        title=CLAUSES,
        subtitle=f"原稿：《{old}》\n新稿：《{new}》",
        columns=CLAUSE_COLUMNS,
        lines=tuple(lines) or (band(NO_CHANGE),),
        notes=(_how_read(lines), *report.notes) if lines else _but_no_change(report.notes),
        redline=True,
    )


def _but_no_change(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(note for note in notes if note != NO_CHANGE)


def _how_read(lines: Sequence[Line]) -> str:
    cells = [line.cell(key) for line in lines for key in ("old", "new")]
    return HOW_MARKED + (LEFT_OUT if any(GAP in cell.text for cell in cells) else "") + UNCHANGED


def _clause_line(number: int, task: TaskRow) -> Line:
    cells = {
        "number": Cell(str(number)),
        "old": _clause_cell(task.old_place, _shown(task, task.old_text), task.old_units),
        "new": _clause_cell(task.new_place, _shown(task, task.new_text), task.new_units),
    }
    return Line({**cells, **_cells_of(tuple(task_told(task)))}, group=number)


def _shown(task: TaskRow, text: Sequence[Piece]) -> tuple[Piece, ...]:
    """A wording that did not change is known by its first sentence."""
    return abridged(text) if task.words or task.whole else abridged(text, 0)


def _clause_cell(place: str, text: Sequence[Piece], units: Sequence[Piece]) -> Cell:
    if not place:
        return Cell()
    gap = (Piece(text="\n", mark=Mark.SAME),) if units else ()
    return marked((Piece(text=f"{place}\n", mark=Mark.SAME), *text, *gap, *units))


def _cells_of(told: Sequence[tuple[str, str]]) -> dict[str, Cell]:
    """变化 and 依据: what changed, numbered where the bases have to refer to it."""
    if len(told) == 1:
        return {"change": Cell(told[0][0]), "basis": Cell(told[0][1])}
    bases: dict[str, list[str]] = {}
    for at, (_, basis) in enumerate(told, 1):
        if basis:
            bases.setdefault(basis, []).append(str(at))
    if len(bases) == 1 and all(basis for _, basis in told):
        named = next(iter(bases))
    else:
        named = "\n".join(f"第{'、'.join(at)}项：{basis}" for basis, at in bases.items())
    return {
        "change": Cell("\n".join(f"{at}.{text}" for at, (text, _) in enumerate(told, 1))),
        "basis": Cell(named),
    }


def _around_line(number: int, row: AroundRow) -> Line:
    cells = {
        "number": Cell(str(number)),
        "old": Cell(row.old.text),
        "new": Cell(row.new.text),
        "change": Cell(f"{row.kind}：{row.why}"),
    }
    return Line(cells, group=number)


def _passage_line(number: int, row: PassageRow) -> Line:
    cells = {
        "number": Cell(str(number)),
        "old": marked(abridged(row.old_text)),
        "new": marked(abridged(row.new_text)),
        "change": Cell(row.said),
    }
    return Line(cells, group=number)


def _goal_line(number: int, row: ChangeRow) -> Line:
    return Line(
        {
            "number": Cell(str(number)),
            "old": Cell(row.old.text),
            "new": Cell(row.new.text),
            "change": Cell(row.said),
            "basis": Cell(row.basis),
        },
        group=number,
    )


def duty_table(report: DiffReport) -> Table:
    """Every change of who answers for a task, or hands something over."""
    return _sheet(DUTIES, DUTY_COLUMNS, (*report.responsibility, *report.handovers))


def value_table(report: DiffReport) -> Table:
    """Every change of a date or a figure."""
    return _sheet(VALUES, VALUE_COLUMNS, (*report.deadlines, *report.targets))


def measure_table(report: DiffReport) -> Table:
    """Every measure that came, went or changed."""
    return _sheet(MEASURES, MEASURE_COLUMNS, report.measures)


def unit_table(report: DiffReport) -> Table:
    """By unit: what it gained, what it lost, where its role changed."""
    lines = [
        Line({**_cells(row), "title": Cell(unit.name), "task": Cell(row.title)}, group=unit.name)
        for unit in report.units
        for row in (*unit.gained, *unit.lost, *unit.roles)
    ]
    return _table(UNITS, UNIT_COLUMNS, lines)


def opinion_table(report: DiffReport) -> Table:
    """What the new draft makes of each opinion."""
    lines = [
        Line(
            {
                "number": Cell(str(row.number)),
                "who": Cell(row.who),
                "opinion": Cell(row.opinion),
                "adopted": Cell(row.adopted),
                "verdict": Cell(row.label),
                "query": Cell(QUERY if row.query else ""),
                "quote": Cell(_quoted(row)),
                "why": Cell(row.why),
            },
            group=at,
        )
        for at, row in enumerate(report.opinions)
    ]
    return _table(OPINIONS, OPINION_COLUMNS, lines)


def comment_table(report: DiffReport) -> Table:
    """The comments in the margin of a file with tracked changes."""
    lines = [
        Line(
            {
                "number": Cell(str(at)),
                "title": Cell(row.title),
                "place": Cell(row.place.text),
                "quoted": Cell(row.quoted.text),
                "text": Cell(row.text),
                "author": Cell(row.author),
                "when": Cell(row.when),
            },
            group=at,
        )
        for at, row in enumerate(report.comments, 1)
    ]
    return _table(COMMENTS, COMMENT_COLUMNS, lines)


def _quoted(row: OpinionRow) -> str:
    return NEAREST + row.quote.text if row.quote.text and row.nearest else row.quote.text


def _sheet(name: str, columns: tuple[Column, ...], rows: Iterable[ChangeRow]) -> Table:
    lines = [
        Line({**_cells(row), "number": Cell(str(at))}, group=at) for at, row in enumerate(rows, 1)
    ]
    return _table(name, columns, lines)


def _cells(row: ChangeRow) -> dict[str, Cell]:
    return {
        "title": Cell(row.title),
        "place": Cell(row.place.text),
        "kind": Cell(row.kind),
        "unit": Cell(row.subject if row.kind == DUTY else ""),
        "matter": Cell(row.subject if row.kind == HAND_OVER else ""),
        "subject": Cell(row.subject),
        "change": Cell(row.label + (WHOLE if row.whole else "")),
        "old": Cell(row.old.text),
        "new": Cell(row.new.text),
        "why": Cell(row.why),
        "certainty": Cell(row.certainty),
        "basis": Cell(row.basis),
        "author": Cell(row.author),
        "when": Cell(row.when),
    }


def _table(name: str, columns: tuple[Column, ...], lines: Sequence[Line]) -> Table:
    title = TITLES.get(name, name)
    return Table(name=name, title=title, columns=columns, lines=tuple(lines), filtered=True)


TABLES = (
    *(clause_table, duty_table, unit_table, value_table, measure_table),
    *(opinion_table, comment_table),
)
