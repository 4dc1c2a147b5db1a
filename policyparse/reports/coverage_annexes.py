"""The annexes of the 呈报件, a page wide: findings, measures, units, figures and dates. 附件"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policyparse.comparison.losses import lost_words
from policyparse.model.comparison import (
    Comparison,
    DateVerdict,
    FigureVerdict,
    MeasureCoverage,
    MeasureState,
    Side,
    TaskCoverage,
    UnitCoverage,
    UnitVerdict,
)
from policyparse.model.evidence import Certainty
from policyparse.reports.coverage_front import Found, finding_lines
from policyparse.reports.coverage_measures import MARKED, measure_line
from policyparse.reports.coverage_names import Names, clause, hints, how_sure
from policyparse.reports.coverage_tables import date_table, matrix_tables, target_table, task_place
from policyparse.reports.labels import SHORT_ROLES, TASK_SIGNS, label
from policyparse.reports.sources import squeeze
from policyparse.reports.tables import Cell, Column, Line, LineKind, Table, band

FINDING_COLUMNS = (
    Column("number", "序号", 6, centred=True),
    Column("kind", "类别", 12, centred=True),
    Column("says", "问题", 44),
    Column("upper", "上级原文", 34),
    Column("lower", "下级原文", 34),
)
MEASURE_COLUMNS = (
    Column("measure", "措施原文", 32),
    Column("state", "情况", 13, centred=True),
    Column("lower_place", "下级条款", 18),
    Column("lower", "下级原文", 40),
    Column("remark", "差异和提示", 24),
)
UNIT_COLUMNS = (
    Column("title", "上级任务", 26, merged=True),
    Column("upper", "上级单位（分工）", 28),
    Column("lower", "本级单位（分工）", 28),
    Column("verdict", "对应情况", 14, centred=True),
    Column("why", "说明", 40),
)
VALUE_COLUMNS = (
    Column("title", "指标或事项", 22),
    Column("upper", "上级规定", 24),
    Column("upper_place", "上级出处", 14),
    Column("lower", "下级规定", 24),
    Column("lower_place", "下级条款", 18),
    Column("verdict", "对照情况", 14, centred=True),
    Column("why", "说明", 34),
)
PLAIN = tuple(label(verdict) for verdict in (FigureVerdict.MET, DateVerdict.SAME))
LEFT_OUT = "已体现的措施未列出，见同名工作簿。"
TO_CHECK = (UnitVerdict.LOST, UnitVerdict.PROMOTED, UnitVerdict.DEMOTED)


def finding_annex(
    comparisons: Sequence[Comparison], top: Sequence[Found], rest: Sequence[Found], names: Names
) -> Table:
    """All findings with both quotes; why it matters stands with those of the front page."""
    lines = []
    number = 0
    several = len(comparisons) > 1
    for line in finding_lines(comparisons, top, rest, names):
        if line.kind is LineKind.ROW:
            number += 1
            line = Line(_finding_cells(line, number <= len(top), several), group=line.group)
        lines.append(line)
    title = "主要问题和待人工核实事项" if rest else "主要问题"
    return _annex(title, FINDING_COLUMNS, lines)


def _finding_cells(line: Line, first: bool, several: bool) -> dict[str, Cell]:
    text = {key: cell.text for key, cell in line.cells.items()}
    plan = f"{text['lower_plan']}　" if several else ""
    says = f"{plan}{text['task']}：{text['says']}"
    if first:
        says += f"\n为什么要看：{text['matters']}"
    kind = "\n".join(part for part in (text["kind"], text["hint"], text["result"]) if part)
    return {**line.cells, "kind": Cell(kind), "says": Cell(says)}


def matrix_annex(comparisons: Sequence[Comparison], names: Names) -> list[Table]:
    """All upper tasks by all lower plans, where there are several of these."""
    if len(comparisons) == 1:
        return []
    tables = matrix_tables(comparisons, names)
    return [replace(table, dense=True, filtered=False) for table in tables]


def measure_annex(comparison: Comparison, names: Names, *, only_gaps: bool = False) -> Table:
    """The measures under their tasks, side by side; ``only_gaps``: but those that are taken up."""
    lines = _by_task(comparison, names, only_gaps)
    notes = (*MARKED, LEFT_OUT) if only_gaps else MARKED
    return _annex("措施对照表", MEASURE_COLUMNS, lines, comparison.lower, notes)


def _by_task(comparison: Comparison, names: Names, only_gaps: bool) -> Iterator[Line]:
    for task in comparison.tasks:
        shown = [m for m in task.measures if not only_gaps or m.state is not MeasureState.TAKEN]
        if not shown:
            continue
        where = clause(task.upper_task, task.path, task.title)
        yield band(f"{where} {task.title}　{TASK_SIGNS[task.status]} {label(task.status)}")
        for measure in shown:
            line = measure_line(comparison, task, measure, names)
            remark = "\n".join(text for text in _remarks(measure) if text)
            yield Line({**line.cells, "remark": Cell(remark)}, group=line.group)


def _remarks(measure: MeasureCoverage) -> Iterator[str]:
    yield "；".join(lost_words(measure))
    yield hints(measure)
    if measure.state is not MeasureState.TAKEN or measure.certainty is not Certainty.SURE:
        yield f"把握程度：{label(measure.certainty)}"
    if measure.review:
        yield f"核对结果：{label(measure.review.result)}　{measure.review.reason}".rstrip()


def unit_annex(comparison: Comparison, *, only_gaps: bool = False) -> Table:
    """Who answers for each task; the reason stands where a person must look."""
    lines = (
        Line(_unit_cells(task, unit), group=task.upper_task)
        for task in comparison.tasks
        for unit in task.units
        if not only_gaps or unit.verdict in TO_CHECK
    )
    return _annex("责任单位对应表", UNIT_COLUMNS, lines, comparison.lower)


def _unit_cells(task: TaskCoverage, unit: UnitCoverage) -> dict[str, Cell]:
    role = f"（{SHORT_ROLES[unit.role]}）" if unit.upper and unit.role else ""
    lower_role = f"（{SHORT_ROLES[unit.lower_role]}）" if unit.lower and unit.lower_role else ""
    verdict = [label(unit.verdict), label(unit.note) if unit.note else ""]
    if unit.certainty is not Certainty.SURE:
        verdict.append(how_sure(unit.certainty))
    return {
        "title": Cell(f"{task_place(task)} {task.title}"),
        "upper": Cell((unit.upper or "") + role),
        "lower": Cell((unit.lower or "") + lower_role),
        "verdict": Cell("\n".join(part for part in verdict if part)),
        "why": Cell(unit.why if unit.verdict in TO_CHECK else ""),
    }


def value_annex(comparison: Comparison, names: Names, *, only_gaps: bool = False) -> Table:
    """Figures, then dates; the reason stands where they are not the same."""
    lines = _value_lines(comparison, names, only_gaps)
    return _annex("指标时限对照表", VALUE_COLUMNS, lines, comparison.lower)


def _value_lines(comparison: Comparison, names: Names, only_gaps: bool) -> Iterator[Line]:
    for head, table in (("量化指标", target_table), ("完成时限", date_table)):
        lines = [
            line
            for line in table([comparison], names).lines
            if not only_gaps or line.cell("verdict").text not in PLAIN
        ]
        if lines:
            yield band(f"{head}（{len(lines)}项）")
        for line in lines:
            yield Line(_value_cells(line), group=f"{head}/{line.group}")


def _value_cells(line: Line) -> dict[str, Cell]:
    cells = dict(line.cells)
    sure = label(Certainty.SURE)
    for side in ("upper", "lower"):
        when = line.cell(f"{side}_by").text
        if when:
            cells[side] = Cell(f"{line.cell(side).text}\n（{when}）")
    verdict, certainty = line.cell("verdict").text, line.cell("certainty").text
    if verdict in PLAIN and certainty == sure:
        cells["why"] = Cell()
    if certainty != sure:
        cells["verdict"] = Cell(f"{verdict}\n{certainty}")
    return cells


def _annex(
    title: str,
    columns: tuple[Column, ...],
    lines: Sequence[Line] | Iterator[Line],
    lower: Side | None = None,
    notes: tuple[str, ...] = (),
) -> Table:
    subtitle = f"下级方案：《{squeeze(lower.title)}》" if lower else ""
    return Table(title, title, columns, tuple(lines), subtitle, notes=notes, dense=True)
