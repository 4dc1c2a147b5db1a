"""The merged list of upper tasks, and measures through three levels. 任务清单、逐级追踪"""

from policyparse.model.assignment import Role
from policyparse.model.comparison import MeasureState
from policyparse.model.tasklist import TaskList, TaskListRow, TaskSource
from policyparse.model.trace import MeasureTrace, Trace, TraceKind, TraceStep
from policyparse.reports.coverage_names import cited, how_sure, quoted
from policyparse.reports.labels import MINOR, SIGNS, label
from policyparse.reports.sources import clause_and_page
from policyparse.reports.tables import Cell, Column, Line, Table, drop_empty

LIST_COLUMNS = (
    Column("number", "序号", 6, centred=True, numeric=True),
    Column("category", "任务类别", 10, centred=True),
    Column("title", "工作任务", 20),
    Column("text", "具体措施", 52),
    Column("due", "完成时限", 14),
    Column("lead", "牵头单位", 16),
    Column("others", "配合（责任）单位", 22),
    Column("difference", "各文件不一致之处", 26),
    Column("certainty", "把握程度", 10, centred=True),
    Column("source", "出处", 30),
)
TRACE_COLUMNS = (
    Column("title", "任务", 16),
    Column("measure", "措施原文", 30),
    Column("kind", "情况", 14, centred=True),
    Column("middle_state", "{middle}", 9, centred=True),
    Column("middle", "{middle}原文", 30),
    Column("lower_state", "{lower}", 9, centred=True),
    Column("lower", "{lower}原文", 30),
    Column("why", "说明", 30),
    Column("certainty", "把握程度", 10, centred=True),
    Column("hint", "提示", 10),
    Column("number", "任务编号", 9, hidden=True),
)
SHORT_STATES = {
    MeasureState.TAKEN: "已体现",
    MeasureState.WEAKENED: "减弱",
    MeasureState.MISSING: "未见",
}


def list_table(tasks: TaskList) -> Table:
    """Each task of several upper plans once, with all its sources."""
    return drop_empty(
        Table(
            name="任务清单",
            title="上级任务清单",
            subtitle="　".join(f"《{plan.title}》" for plan in tasks.plans),
            columns=LIST_COLUMNS,
            lines=tuple(Line(_row_cells(row), group=row.number) for row in tasks.rows),
            notes=tasks.notes,
            filtered=True,
        )
    )


def _row_cells(row: TaskListRow) -> dict[str, Cell]:
    first = row.sources[0]
    supporting = (Role.SUPPORT, Role.RESPONSIBLE, Role.GUIDE)
    others = (
        f"{label(role)[:2]}：{names}" for role in supporting if (names := _units(first, role))
    )
    return {
        "number": Cell(str(row.number)),
        "category": Cell(label(row.category)),
        "title": Cell(row.title),
        "text": Cell(row.text),
        "due": Cell("；".join(dict.fromkeys(due.raw for due in first.task.deadlines))),
        "lead": Cell(_units(first, Role.LEAD)),
        "others": Cell("\n".join(others)),
        "difference": Cell("\n".join(difference.why for difference in row.differences)),
        "certainty": Cell(how_sure(row.certainty)),
        "source": Cell("\n".join(_source(source) for source in row.sources)),
    }


def _units(source: TaskSource, role: Role) -> str:
    names = (one.unit.name for one in source.task.assignments if one.role is role)
    return "、".join(dict.fromkeys(names))


def _source(source: TaskSource) -> str:
    return f"《{source.title}》{clause_and_page(source.task)}"


def trace_table(trace: Trace) -> Table:
    """On which level a measure was lost; those kept on every level are counted, not listed."""
    names = {"middle": _level(trace, "middle"), "lower": _level(trace, "lower")}
    columns = tuple(
        Column(c.key, c.header.format(**names), c.width, centred=c.centred) for c in TRACE_COLUMNS
    )
    shown = [row for row in trace.measures if row.kind is not TraceKind.KEPT]
    kept = len(trace.measures) - len(shown)
    said = f"各级均已体现的{kept}条（含{MINOR}）未列出。" if kept else ""
    return drop_empty(
        Table(
            name="逐级追踪",
            title="措施逐级追踪表",
            subtitle=f"《{trace.upper.title}》的措施在下两级的体现情况",
            columns=columns,
            lines=tuple(Line(_trace_cells(row), group=row.id) for row in shown),
            notes=tuple(note for note in (said, *trace.notes) if note),
            filtered=True,
        )
    )


def _level(trace: Trace, which: str) -> str:
    side = trace.middle if which == "middle" else trace.lower
    return side.jurisdiction.name if side.jurisdiction else side.title


def _trace_cells(row: MeasureTrace) -> dict[str, Cell]:
    return {
        "number": Cell(row.upper_task),
        "title": Cell(row.title),
        "measure": Cell(cited(row.text, row.evidence)),
        "kind": Cell(label(row.kind)),
        "middle_state": Cell(_state(row.middle)),
        "middle": Cell(quoted(row.middle.quotes)),
        "lower_state": Cell(_state(row.lower)),
        "lower": Cell(quoted(row.lower.quotes)),
        "why": Cell(row.why),
        "certainty": Cell(how_sure(row.certainty)),
        "hint": Cell(MINOR if row.minor else ""),
    }


def _state(step: TraceStep) -> str:
    return f"{SIGNS[step.state]} {SHORT_STATES[step.state]}"
