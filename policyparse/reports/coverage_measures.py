"""One row a measure: what is asked above, what stands below, what differs. 措施对照"""

import re
from collections.abc import Iterator, Sequence

from policyparse.comparison.losses import lost_words
from policyparse.model.comparison import (
    Comparison,
    Mark,
    MeasureCoverage,
    MeasureState,
    Piece,
    TaskCoverage,
)
from policyparse.reports.coverage_names import (
    Names,
    cited,
    clause,
    hints,
    how_sure,
    quoted,
    state_of,
)
from policyparse.reports.labels import label
from policyparse.reports.tables import Cell, Column, Line, Table, drop_empty, marked

NEAREST = "（最接近的一处）"
NONE_NEAR = "（无相近表述）"
CLAUSE = re.compile(r"[^，。；：]*[，。；：]|[^，。；：]+$")
MARKED = (
    "上级原文中加粗并加下划线的，是下级未见的文字；下级原文中的斜体，是上级该任务没有的文字。",
    "√ 已体现，△ 表述减弱，× 未见对应内容；× 一行所列下级原文为查找范围内最接近的一处。",
)
COLUMNS = (
    Column("title", "上级任务", 15),
    Column("lower_plan", "下级方案", 11),
    Column("measure", "措施原文", 30),
    Column("upper_place", "上级出处", 11),
    Column("state", "情况", 12, centred=True),
    Column("lower_place", "下级条款", 16),
    Column("lower", "下级原文", 34),
    Column("lost", "差异", 17),
    Column("certainty", "把握程度", 10, centred=True),
    Column("hint", "提示", 11),
    Column("result", "核对结果", 11, centred=True),
    Column("reason", "理由", 15),
    Column("id", "措施编号", 10, hidden=True),
    Column("number", "上级任务编号", 9, hidden=True),
    Column("why", "说明", 10, hidden=True),
    Column("upper_file", "上级文件", 10, hidden=True),
    Column("lower_file", "下级文件", 10, hidden=True),
)


def measure_table(comparisons: Sequence[Comparison], names: Names) -> Table:
    """All measures of all comparisons, to be filtered."""
    several = len(comparisons) > 1
    lines = tuple(
        measure_line(comparison, task, measure, names, several)
        for comparison in comparisons
        for task in comparison.tasks
        for measure in task.measures
    )
    return drop_empty(
        Table(
            name="措施对照",
            title="上级措施与下级方案对照表",
            columns=COLUMNS,
            lines=lines,
            notes=MARKED,
            filtered=True,
        )
    )


def measure_line(
    comparison: Comparison,
    task: TaskCoverage,
    measure: MeasureCoverage,
    names: Names,
    several: bool = False,
) -> Line:
    """One measure above and below."""
    lower, review = comparison.lower, measure.review
    where = clause(task.upper_task, task.path, task.title)
    cells = {
        "number": Cell(task.upper_task),
        "title": Cell(task.title),
        "lower_plan": Cell(names.pair(comparison) if several else ""),
        "measure": upper_cell(measure),
        "upper_place": Cell(cited(where, measure.evidence)),
        "state": Cell(state_of(measure, comparison)),
        "lower_place": Cell(names.place(lower, measure.lower_task, measure.lower)),
        "lower": lower_cell(measure, task),
        "lost": Cell("；".join(lost_words(measure))),
        "certainty": Cell(how_sure(measure.certainty)),
        "hint": Cell(hints(measure)),
        "result": Cell(label(review.result) if review else ""),
        "reason": Cell(review.reason if review else ""),
        "id": Cell(measure.id),
        "why": Cell(measure.why),
        "upper_file": Cell(comparison.upper.source),
        "lower_file": Cell(lower.source),
    }
    return Line(cells, group=f"{lower.source}/{measure.id}")


def upper_cell(measure: MeasureCoverage) -> Cell:
    """The upper passage; where some of its words stand below, those that do not are marked."""
    pieces = measure.upper_pieces
    if not any(piece.mark is Mark.SAME for piece in pieces):
        return Cell(measure.text)
    return marked(pieces)


def lower_cell(measure: MeasureCoverage, task: TaskCoverage) -> Cell:
    """The lower passage with its new words; for what is missing the nearest one, unmarked."""
    if not measure.lower:
        return Cell(NONE_NEAR if measure.state is MeasureState.MISSING else "")
    if measure.state is MeasureState.MISSING:
        return Cell(NEAREST + quoted(measure.lower))
    if not measure.lower_pieces:
        return Cell(quoted(measure.lower))
    return marked(tuple(_new_to_task(measure.lower_pieces, task)))


def _new_to_task(pieces: Sequence[Piece], task: TaskCoverage) -> Iterator[Piece]:
    """The pieces; words of clauses about something else, or of a sister measure, are not new."""
    above = _bare("".join(measure.text for measure in task.measures))
    clauses = CLAUSE.findall("".join(piece.text for piece in pieces))
    same = [False] * len(clauses)
    for at, _, piece in _in_clauses(pieces, clauses):
        same[at] |= piece.mark is Mark.SAME and bool(_bare(piece.text))
    for at, text, piece in _in_clauses(pieces, clauses):
        new = piece.mark is Mark.NEW and same[at] and _bare(text) not in above
        yield Piece(text=text, mark=Mark.NEW if new else Mark.SAME)


def _in_clauses(
    pieces: Sequence[Piece], clauses: Sequence[str]
) -> Iterator[tuple[int, str, Piece]]:
    """The stretches of pieces that lie within one clause, with its number."""
    at, left = 0, len(clauses[0])
    for piece in pieces:
        text = piece.text
        while text:
            part, text = text[:left], text[left:]
            yield at, part, piece
            left -= len(part)
            if not left and at + 1 < len(clauses):
                at += 1
                left = len(clauses[at])


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)
