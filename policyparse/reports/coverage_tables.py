"""Matrix, units, figures and dates of comparisons as tables. 覆盖矩阵、单位对应、指标时限对照"""

from collections.abc import Iterator, Sequence

from policyparse.comparison.finding_words import plain_dates
from policyparse.comparison.totals import MeasureCounts, totals
from policyparse.model.comparison import (
    Comparison,
    DeadlineCoverage,
    TargetCoverage,
    TaskCoverage,
    UnitCoverage,
)
from policyparse.model.deadline import Deadline
from policyparse.model.target import Target
from policyparse.reports.coverage_names import Names, cited, clause, date_label, how_sure, often
from policyparse.reports.labels import TASK_SIGNS, label
from policyparse.reports.sources import squeeze
from policyparse.reports.tables import Cell, Column, Line, Table, drop_empty
from policyparse.reports.values import year_text

NOT_COMPARED = "—"
COUNTED = "每格为任务情况和措施条数：√ 已体现、△ 表述减弱、× 未见对应内容；不含原则性表述。"
PAGE, NARROW = 120, 40  # the width that a page has for titles and lower plans, and for titles
WIDE = 8  # lower plans; with more of them the columns are narrower

UNIT_COLUMNS = (
    Column("lower_plan", "下级方案", 11),
    Column("title", "上级任务", 18),
    Column("place", "上级出处", 12),
    Column("upper", "上级单位", 18),
    Column("role", "上级分工", 10, centred=True),
    Column("lower", "本级单位", 18),
    Column("lower_role", "本级分工", 10, centred=True),
    Column("verdict", "对应情况", 12, centred=True),
    Column("note", "附注", 12),
    Column("certainty", "把握程度", 10, centred=True),
    Column("why", "说明", 40),
    Column("number", "上级任务编号", 9, hidden=True),
)
FIGURE_COLUMNS = (
    Column("lower_plan", "下级方案", 11),
    Column("title", "指标", 20),
    Column("upper", "上级规定", 26),
    Column("upper_by", "上级年度和范围", 14),
    Column("upper_place", "上级出处", 16),
    Column("lower", "下级规定", 26),
    Column("lower_by", "下级年度和范围", 14),
    Column("lower_place", "下级条款", 16),
    Column("verdict", "对照情况", 12, centred=True),
    Column("certainty", "把握程度", 10, centred=True),
    Column("why", "说明", 36),
)
DATE_COLUMNS = (
    Column("lower_plan", "下级方案", 11),
    Column("title", "事项", 28),
    Column("upper", "上级时限", 16),
    Column("upper_place", "上级出处", 16),
    Column("lower", "下级时限", 16),
    Column("lower_place", "下级条款", 18),
    Column("verdict", "对照情况", 12, centred=True),
    Column("certainty", "把握程度", 10, centred=True),
    Column("why", "说明", 46),
    Column("upper_iso", "上级日期（排序用）", 12, hidden=True),
    Column("lower_iso", "下级日期（排序用）", 12, hidden=True),
)
ADDED_COLUMNS = (
    Column("number", "序号", 6, centred=True, numeric=True),
    Column("lower_plan", "下级方案", 24),
    Column("title", "本级新增任务", 34),
    Column("text", "原文", 60),
    Column("place", "出处", 24),
    Column("id", "任务编号", 12, hidden=True),
)


def matrix_tables(comparisons: Sequence[Comparison], names: Names) -> tuple[Table, ...]:
    """All upper tasks by all lower plans; a table for each upper plan."""
    groups: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        groups.setdefault(comparison.upper.source, []).append(comparison)
    several = len(groups) > 1
    return tuple(
        _matrix(group, names, f"覆盖矩阵{number}" if several else "覆盖矩阵")
        for number, group in enumerate(groups.values(), start=1)
    )


def _matrix(group: Sequence[Comparison], names: Names, name: str) -> Table:
    width = 20 if len(group) <= WIDE else 12
    rest = max(PAGE - width * len(group), NARROW)
    lowers = tuple(
        Column(f"lower{at}", names.lower(comparison.lower), width, centred=True)
        for at, comparison in enumerate(group)
    )
    columns = (
        Column("title", "上级任务", rest * 6 // 10),
        Column("place", "上级出处", rest * 4 // 10),
        Column("measures", "措施数", 8, centred=True, numeric=True),
        *lowers,
        Column("number", "上级任务编号", 9, hidden=True),
    )
    return Table(
        name=name,
        title="上级任务覆盖矩阵",
        subtitle=f"上级文件：《{squeeze(group[0].upper.title)}》",
        columns=columns,
        lines=tuple(_matrix_lines(group)),
        notes=(COUNTED,),
        filtered=True,
    )


def _matrix_lines(group: Sequence[Comparison]) -> Iterator[Line]:
    found = [totals(comparison) for comparison in group]
    by_task = [{task.upper_task: task for task in one.by_task} for one in found]
    heads = {task.upper_task: task for comparison in group for task in comparison.tasks}
    for number, task in heads.items():
        cells = {
            "number": Cell(number),
            "title": Cell(task.title),
            "place": Cell(task_place(task)),
        }
        for at, own in enumerate(by_task):
            if number not in own:
                cells[f"lower{at}"] = Cell(NOT_COMPARED)
                continue
            cells["measures"] = Cell(str(own[number].measures.counted))
            status = own[number].status
            shown = f"{TASK_SIGNS[status]} {label(status)}\n{in_signs(own[number].measures)}"
            cells[f"lower{at}"] = Cell(shown)
        yield Line(cells, group=number)
    tail = {"title": Cell("合计"), "measures": Cell(str(found[0].measures.counted))}
    for at, one in enumerate(found):
        statuses = "　".join(f"{TASK_SIGNS[status]}{n}项" for status, n in one.tasks.items())
        tail[f"lower{at}"] = Cell(f"任务：{statuses}\n措施：{in_signs(one.measures)}")
    yield Line(tail, group="total")


def in_signs(counts: MeasureCounts) -> str:
    """√5　△1　×2."""
    return f"√{counts.taken}　△{counts.weakened}　×{counts.missing}"


def task_place(task: TaskCoverage) -> str:
    """The clause an upper task stands in, with the page of its first measure."""
    quotes = next((measure.evidence for measure in task.measures), ())
    return cited(clause(task.upper_task, task.path, task.title), quotes)


def unit_table(comparisons: Sequence[Comparison], names: Names) -> Table:
    """Who answers for each task above and below."""
    lines = tuple(
        Line(_unit_cells(comparison, task, unit, names), group=f"{task.upper_task}/{number}")
        for comparison in comparisons
        for task in comparison.tasks
        for number, unit in enumerate(task.units)
    )
    notes = ("“本级新增”和“明确为牵头”供参考；“未列入”“无对应机构”请核实。",)
    return _sheet("单位对应", "责任单位对应表", UNIT_COLUMNS, lines, comparisons, notes)


def _unit_cells(
    comparison: Comparison, task: TaskCoverage, unit: UnitCoverage, names: Names
) -> dict[str, Cell]:
    return {
        "lower_plan": Cell(names.pair(comparison)),
        "number": Cell(task.upper_task),
        "title": Cell(task.title),
        "place": Cell(task_place(task)),
        "upper": Cell(unit.upper or ""),
        "role": Cell(label(unit.role) if unit.role else ""),
        "lower": Cell(unit.lower or ""),
        "lower_role": Cell(label(unit.lower_role) if unit.lower_role else ""),
        "verdict": Cell(label(unit.verdict)),
        "note": Cell(label(unit.note) if unit.note else ""),
        "certainty": Cell(how_sure(unit.certainty)),
        "why": Cell(unit.why),
    }


def target_table(comparisons: Sequence[Comparison], names: Names) -> Table:
    """Figures above and below."""
    lines = tuple(
        Line(_target_cells(comparison, row, names), group=f"target {number}")
        for comparison in comparisons
        for number, row in enumerate(comparison.targets)
    )
    return _sheet("指标对照", "量化指标对照表", FIGURE_COLUMNS, lines, comparisons)


def _target_cells(comparison: Comparison, row: TargetCoverage, names: Names) -> dict[str, Cell]:
    lower = row.lower
    return {
        "lower_plan": Cell(names.pair(comparison)),
        "title": Cell(row.indicator),
        "upper": Cell(often(row.why, "上级") + row.upper.raw),
        "upper_by": Cell(_year_and_scope(row.upper)),
        "upper_place": Cell(_upper_place(comparison, row.upper_task, row.upper, names)),
        "lower": Cell(often(row.why, "下级") + lower.raw if lower else ""),
        "lower_by": Cell(_year_and_scope(lower) if lower else ""),
        "lower_place": Cell(_lower_place(comparison, row.lower_task, lower, names)),
        "verdict": Cell(label(row.verdict)),
        "certainty": Cell(how_sure(row.certainty)),
        "why": Cell(plain_dates(row.why)),
    }


def date_table(comparisons: Sequence[Comparison], names: Names) -> Table:
    """Dates above and below."""
    lines = tuple(
        Line(_date_cells(comparison, row, names), group=f"date {number}")
        for comparison in comparisons
        for number, row in enumerate(comparison.deadlines)
    )
    return _sheet("时限对照", "完成时限对照表", DATE_COLUMNS, lines, comparisons)


def _date_cells(comparison: Comparison, row: DeadlineCoverage, names: Names) -> dict[str, Cell]:
    lower = row.lower
    return {
        "lower_plan": Cell(names.pair(comparison)),
        "title": Cell(row.what),
        "upper": Cell(row.upper.raw),
        "upper_place": Cell(_upper_place(comparison, row.upper_task, row.upper, names)),
        "lower": Cell(lower.raw if lower else ""),
        "lower_place": Cell(_lower_place(comparison, row.lower_task, lower, names)),
        "verdict": Cell(date_label(row)),
        "certainty": Cell(how_sure(row.certainty)),
        "why": Cell(plain_dates(row.why)),
        "upper_iso": Cell(row.upper.end or ""),
        "lower_iso": Cell((lower.end if lower else None) or ""),
    }


def _year_and_scope(target: Target) -> str:
    return "，".join(part for part in (year_text(target.by), target.scope) if part)


def _upper_place(
    comparison: Comparison, number: str | None, value: Target | Deadline, names: Names
) -> str:
    task = next((t for t in comparison.tasks if t.upper_task == number), None)
    if task is not None:
        where = clause(task.upper_task, task.path, task.title)
    else:
        where = _section(value) or names.place(comparison.upper, number)
    return cited(where, value.evidence)


def _lower_place(
    comparison: Comparison, number: str | None, value: Target | Deadline | None, names: Names
) -> str:
    if value is None:
        return names.place(comparison.lower, number) if number else ""
    if number is None and _section(value):
        return cited(_section(value), value.evidence)
    return names.place(comparison.lower, number, value.evidence)


def _section(value: Target | Deadline) -> str:
    return squeeze(value.section or "") if isinstance(value, Target) else ""


def added_table(comparisons: Sequence[Comparison], names: Names) -> Table:
    """What the lower plans add by themselves."""
    rows = [(comparison, number) for comparison in comparisons for number in comparison.lower_only]
    lines = []
    for at, (comparison, number) in enumerate(rows, start=1):
        task = names.task(comparison.lower, number)
        cells = {
            "number": Cell(str(at)),
            "lower_plan": Cell(names.pair(comparison)),
            "id": Cell(number),
            "title": Cell(squeeze(task.title) if task else ""),
            "text": Cell(task.text if task else ""),
            "place": Cell(names.place(comparison.lower, number) if task else ""),
        }
        lines.append(Line(cells, group=at))
    notes = ("所列任务在上级文件中未找到对应任务，属本级自行安排，供参考。",)
    table = Table(
        name="本级新增任务",
        title="本级新增任务",
        columns=ADDED_COLUMNS,
        lines=tuple(lines),
        notes=notes,
        filtered=True,
    )
    return drop_empty(table)


def _sheet(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    lines: tuple[Line, ...],
    comparisons: Sequence[Comparison],
    notes: tuple[str, ...] = (),
) -> Table:
    """A table to be filtered; the lower plan has a column where there are several."""
    if len(comparisons) == 1:
        columns = tuple(column for column in columns if column.key != "lower_plan")
    return drop_empty(
        Table(name=name, title=title, columns=columns, lines=lines, notes=notes, filtered=True)
    )
