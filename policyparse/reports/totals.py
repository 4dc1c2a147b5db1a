"""核对: what the plan holds against what the table holds, counted apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from policyparse.model.assignment import Role
from policyparse.model.evidence import Certainty
from policyparse.model.plan import Plan
from policyparse.model.task import Category, Task
from policyparse.reports.cells import listed, unit_key
from policyparse.reports.measures import measures_of
from policyparse.reports.order import AS_NAMED, UnitOrder
from policyparse.reports.rows import Row, RowsBy, plans_of, rows_of
from policyparse.reports.sources import cited_names
from policyparse.reports.tables import Cell, Column, Line, Table, band

SAME, DIFFERENT = "一致", "不一致，请核实"

COLUMNS = (
    Column("item", "项目", 44),
    Column("plan", "方案", 12, centred=True, numeric=True),
    Column("table", "本表", 12, centred=True, numeric=True),
    Column("state", "核对结果", 18, centred=True),
    Column("lead", "牵头", 9, centred=True, numeric=True),
    Column("support", "配合", 9, centred=True, numeric=True),
    Column("responsible", "责任", 9, centred=True, numeric=True),
    Column("guide", "指导", 9, centred=True, numeric=True),
)


@dataclass(slots=True)
class UnitCount:
    """How often a unit is named, a role at a time."""

    name: str
    roles: dict[Role, int] = field(default_factory=dict)
    rank: int = 0

    @property
    def total(self) -> int:
        """Return the number of assignments in all roles."""
        return sum(self.roles.values())

    def add(self, role: Role) -> None:
        """Count one assignment."""
        self.roles[role] = self.roles.get(role, 0) + 1


def units_in_plans(plans: Sequence[Plan], order: UnitOrder = AS_NAMED) -> dict[str, UnitCount]:
    """Count the units of plans: a unit once a task and role, in the order of the office."""
    counts: dict[str, UnitCount] = {}
    for plan in plans:
        for task in plan.tasks:
            for key, role in dict.fromkeys((unit_key(a.unit), a.role) for a in task.assignments):
                unit = next(a.unit for a in task.assignments if unit_key(a.unit) == key)
                known = counts.setdefault(key, UnitCount(unit.name, rank=order.rank(unit)))
                known.add(role)
    return dict(sorted(counts.items(), key=lambda item: item[1].rank))


def units_in_rows(rows: Sequence[Row]) -> dict[str, UnitCount]:
    """Count the units of a table the same way, from its printed rows."""
    counts: dict[str, UnitCount] = {}
    seen: set[tuple[int, str, Role]] = set()
    for row in rows:
        if row.by is RowsBy.DELIVERABLE:
            continue  # a hand-over's unit is counted with the hand-overs
        for held in row.lists:
            for unit in held.units:
                if (row.task, unit.key, held.role) in seen:
                    continue
                seen.add((row.task, unit.key, held.role))
                counts.setdefault(unit.key, UnitCount(unit.name)).add(held.role)
    return counts


def totals_table(
    plans: Plan | Iterable[Plan], rows: Sequence[Row], order: UnitOrder = AS_NAMED
) -> Table:
    """核对: figures of the plan beside figures of the table, and the load of each unit."""
    plans = plans_of(plans)
    lines = [*_item_lines(plans, rows), *_unit_lines(plans, rows, order), *_doubt_lines(plans)]
    return Table(
        name="核对",
        title="核对情况",
        columns=COLUMNS,
        lines=tuple(lines),
        notes=(
            "“方案”一列由各文件的解析结果直接统计，“本表”一列由表内各行统计；"
            "同一单位在同一任务中同一角色只计一次。",
        ),
    )


def reconciled(table: Table) -> bool:
    """Say whether all figures of a 核对 table agree."""
    return all(line.cell("state").text != DIFFERENT for line in table.lines)


def _item_lines(plans: Sequence[Plan], rows: Sequence[Row]) -> Iterator[Line]:
    yield band("一、条款和行数")
    numbers = {row.task for row in rows}
    first = 1
    for plan, cited in zip(plans, cited_names(plans), strict=True):
        last = first + len(plan.tasks)
        count = sum(number in numbers for number in range(first, last))
        yield _line(f"{cited}任务（条款）数", len(plan.tasks), count)
        first = last
    tasks = [task for plan in plans for task in plan.tasks]
    by_task = {row.task: row for row in rows}
    if len(plans) > 1:
        yield _line("任务（条款）合计", len(tasks), len(by_task))
    guards = sum(task.category is Category.SAFEGUARD for task in tasks)
    shown = sum(row.category is Category.SAFEGUARD for row in by_task.values())
    yield _line("其中：保障措施", guards, shown)
    yield _line("表内行数", _rows_expected(tasks, rows), len(rows))
    targets = sum(len(listed(task.targets)) for task in tasks)
    yield _line("量化指标（处）", targets, sum(len(row.targets) for row in rows))
    dues = {(row.task, due) for row in rows for due in row.dues if due.deadline is not None}
    yield _line("时限（处）", sum(_distinct(task.deadlines) for task in tasks), len(dues))
    yield _line("未写时限的任务", *_without_dues(plans, rows))
    yield _line("未写责任分工的任务", *_without_units(plans, rows))


def _rows_expected(tasks: Sequence[Task], rows: Sequence[Row]) -> int:
    """Return how many rows the tasks take, by the way the table is laid out."""
    ways = {row.by for row in rows}
    if RowsBy.MEASURE in ways:
        return sum(max(len(measures_of(task)), 1) for task in tasks)
    if RowsBy.DELIVERABLE in ways:
        return len(tasks) + sum(len(task.deliverables) for task in tasks)
    return len(tasks)


def _distinct(values: Sequence[object]) -> int:
    unique: list[object] = []
    for value in values:
        if value not in unique:
            unique.append(value)
    return len(unique)


def _without_dues(plans: Sequence[Plan], rows: Sequence[Row]) -> tuple[int, int]:
    dated = {row.task for row in rows if row.dues}
    tasks = [task for plan in plans for task in plan.tasks]
    parted = any(row.by is RowsBy.DELIVERABLE for row in rows)
    ours = sum(
        not task.deadlines and not (parted and any(item.by for item in task.deliverables))
        for task in tasks
    )
    return ours, len({row.task for row in rows} - dated)


def _without_units(plans: Sequence[Plan], rows: Sequence[Row]) -> tuple[int, int]:
    whole = [row for row in rows if row.by is not RowsBy.DELIVERABLE]
    held = {row.task for row in whole if any(kept.units for kept in row.lists)}
    tasks = [task for plan in plans for task in plan.tasks]
    return sum(not task.assignments for task in tasks), len({row.task for row in whole} - held)


def _unit_lines(plans: Sequence[Plan], rows: Sequence[Row], order: UnitOrder) -> Iterator[Line]:
    ours, theirs = units_in_plans(plans, order), units_in_rows(rows)
    yield band("二、各单位承担任务数（同一单位可在多项任务中承担多种角色）")
    for key, unit in ours.items():
        shown = theirs.get(key)
        total = shown.total if shown else 0
        same = shown is not None and shown.roles == unit.roles
        yield _line(unit.name, unit.total, total, same, unit.roles)
    whole = UnitCount("合计（单位×任务）")
    for unit in ours.values():
        for role, number in unit.roles.items():
            whole.roles[role] = whole.roles.get(role, 0) + number
    total = sum(unit.total for unit in theirs.values())
    yield _line(f"合计（{len(ours)}个单位）", whole.total, total, roles=whole.roles)


def _line(
    item: str,
    ours: int,
    theirs: int,
    same: bool | None = None,
    roles: dict[Role, int] | None = None,
) -> Line:
    agreed = ours == theirs if same is None else same and ours == theirs
    cells = {
        "item": Cell(item),
        "plan": Cell(str(ours)),
        "table": Cell(str(theirs)),
        "state": Cell(SAME if agreed else DIFFERENT),
    }
    for role in Role if roles is not None else ():
        cells[role.value] = Cell(str((roles or {}).get(role, 0)))
    return Line(cells, group=item)


def _doubt_lines(plans: Sequence[Plan]) -> Iterator[Line]:
    doubtful = [
        (row, field_name, text)
        for row in rows_of(plans, RowsBy.DELIVERABLE)
        for field_name, text in _doubts(row)
    ]
    if not doubtful:
        return
    yield band(f"三、待人工核实（{len(doubtful)}处）")
    for row, field_name, text in doubtful:
        cells = {
            "item": Cell(f"{row.number}　{row.title}：{text}"),
            "state": Cell(field_name),
        }
        yield Line(cells, group=f"{row.number} {text}")


def _doubts(row: Row) -> Iterator[tuple[str, str]]:
    for held in row.lists if row.by is not RowsBy.DELIVERABLE else ():
        for unit in held.units:
            if unit.certainty is not Certainty.SURE:
                yield "责任单位", unit.name
    for due in row.dues:
        if due.certainty is not Certainty.SURE:
            yield "时限", due.text
    for target in row.targets:
        if target.certainty is not Certainty.SURE:
            yield "指标", target.text
    if row.text_certainty is not Certainty.SURE:
        yield "交办事项", row.text
