"""Plans -> rows of the task-assignment table. 任务分解表"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from policyparse.model.assignment import Assignment, Role
from policyparse.model.deadline import Deadline
from policyparse.model.deliverable import Deliverable
from policyparse.model.evidence import Certainty, Evidence
from policyparse.model.plan import Plan
from policyparse.model.target import Target
from policyparse.model.task import Category, Task
from policyparse.reports.cells import (
    Due,
    Shown,
    UnitList,
    UnitName,
    chinese_date,
    due_of,
    listed,
    most_doubtful,
    unit_list,
    unit_name,
)
from policyparse.reports.measures import (
    LEAD_PHRASE_LIMIT,
    Measure,
    body_start,
    has_lead_phrase,
    measures_of,
)
from policyparse.reports.order import AS_NAMED, UnitOrder
from policyparse.reports.sources import (
    cited_names,
    clause_and_page,
    has_own_heading,
    headings_of,
    squeeze,
    without_number,
)

Found = TypeVar("Found", Deadline, Target)


class RowsBy(StrEnum):
    """What makes a row."""

    TASK = "task"  # 任务
    MEASURE = "measure"  # 措施
    DELIVERABLE = "deliverable"  # 交办事项


ROWS_BY = {"任务": RowsBy.TASK, "措施": RowsBy.MEASURE, "交办事项": RowsBy.DELIVERABLE}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a task, a measure of it, or a hand-over of it."""

    number: str  # 序号: 2, 2.1
    task_number: str  # 任务编号, stable and hidden: 3.1.2, 3.1.2#d1
    file: str  # name of the source file
    document: str  # the document as cited: 《…方案》
    task: int  # place of the task in the whole table, from 1: rows of one task share it
    by: RowsBy
    headings: tuple[str, ...]
    category: Category
    title: str
    text: str  # 具体措施
    lists: tuple[UnitList, ...]  # one a role
    source: str  # 出处: 《…方案》三、（一）1.，第5页
    clause: str  # the same without the document
    targets: tuple[Shown, ...] = ()
    dues: tuple[Due, ...] = ()
    text_certainty: Certainty = Certainty.SURE  # of a hand-over
    contacts: tuple[tuple[str, str], ...] = ()  # heading of the column, name
    start: int | None = None  # offset of the text in the task's text
    end: int | None = None
    place: int | None = None  # offset of the text in the normalised text

    def units(self, role: Role) -> UnitList:
        """Return the units in one role."""
        return next((held for held in self.lists if held.role is role), UnitList(role))

    @property
    def iso(self) -> str:
        """Return the earliest date of the row for sorting; empty if there is none."""
        return min((due.iso for due in self.dues if due.iso), default="")

    @property
    def certainty(self) -> Certainty:
        """Return the least sure mark of anything in the row."""
        marks = [unit.certainty for held in self.lists for unit in held.units]
        marks += [target.certainty for target in self.targets]
        marks += [due.certainty for due in self.dues]
        return most_doubtful([*marks, self.text_certainty])


class PlacedTask(NamedTuple):
    """A task with its document and its place among all tasks."""

    plan: Plan
    cited: str  # 《…方案》
    task: Task
    number: int  # from 1


def rows_of(
    plans: Plan | Iterable[Plan], by: RowsBy = RowsBy.TASK, order: UnitOrder = AS_NAMED
) -> tuple[Row, ...]:
    """Lay the tasks of one or several plans out in rows, in the order of the source."""
    placed = placed_tasks(plans_of(plans))
    return tuple(row for task in placed for row in _rows_of_task(task, by, order))


def plans_of(plans: Plan | Iterable[Plan]) -> tuple[Plan, ...]:
    """Take one plan or several."""
    return (plans,) if isinstance(plans, Plan) else tuple(plans)


def placed_tasks(plans: Sequence[Plan]) -> Iterator[PlacedTask]:
    """Yield the tasks of all plans, numbered on."""
    count = 0
    for plan, cited in zip(plans, cited_names(plans), strict=True):
        for task in plan.tasks:
            count += 1
            yield PlacedTask(plan, cited, task, count)


def _rows_of_task(placed: PlacedTask, by: RowsBy, order: UnitOrder) -> Iterator[Row]:
    task = placed.task
    whole = task_row(placed, order)
    if by is RowsBy.MEASURE:
        yield from _measure_rows(whole, task)
    elif by is RowsBy.DELIVERABLE and task.deliverables:
        inside = [due for d in task.deliverables for due in handover_dues(task, d)]
        yield replace(whole, dues=tuple(due for due in whole.dues if due not in inside))
        yield from handover_rows(placed, whole)
    else:
        yield whole


def task_row(placed: PlacedTask, order: UnitOrder = AS_NAMED) -> Row:
    """Return the row of a whole task."""
    task = placed.task
    start = body_start(task)
    return Row(
        number=str(placed.number),
        task_number=task.id,
        file=placed.plan.source.name,
        document=placed.cited,
        task=placed.number,
        by=RowsBy.TASK,
        headings=headings_of(task),
        category=task.category,
        title=shown_title(task),
        text=task.text[start:].strip(),
        lists=tuple(unit_list(task, role, order) for role in Role),
        source=placed.cited + clause_and_page(task),
        clause=clause_and_page(task),
        targets=tuple(Shown(target.raw, target.certainty) for target in listed(task.targets)),
        dues=tuple(due_of(deadline) for deadline in task.deadlines),
        contacts=tuple((contact.role, contact.name) for contact in task.contacts),
        start=start,
        end=len(task.text),
    )


def shown_title(task: Task) -> str:
    """Return a title that fits a cell: a sentence gives its first clause or its heading."""
    title = squeeze(task.title)
    if has_lead_phrase(task):
        return title
    clause = title.partition("，")[0]
    if 6 <= len(clause) <= LEAD_PHRASE_LIMIT:
        return f"{clause}……"
    heading = without_number(squeeze(task.path[-1])) if has_own_heading(task) else ""
    if 0 < len(heading) <= LEAD_PHRASE_LIMIT:
        return heading
    return f"{title[: LEAD_PHRASE_LIMIT - 2]}……"


def _measure_rows(whole: Row, task: Task) -> Iterator[Row]:
    measures = measures_of(task)
    if len(measures) < 2:
        yield replace(whole, by=RowsBy.MEASURE)
        return
    dues = _share(measures, task.deadlines)
    targets = _share(measures, listed(task.targets))
    for index, measure in enumerate(measures):
        yield replace(
            whole,
            number=f"{whole.number}.{index + 1}",
            task_number=f"{whole.task_number}#m{index + 1}",
            by=RowsBy.MEASURE,
            text=measure.text,
            dues=tuple(due_of(deadline) for deadline in dues[index]),
            targets=tuple(Shown(target.raw, target.certainty) for target in targets[index]),
            start=measure.start,
            end=measure.end,
            place=measure.place,
        )


def _share(measures: Sequence[Measure], values: Sequence[Found]) -> list[list[Found]]:
    """Give each value to the sentence it stands in; what stands in none goes to the first."""
    shares: list[list[Found]] = [[] for _ in measures]
    for value in values:
        shares[_sentence_of(measures, value)].append(value)
    return shares


def _sentence_of(measures: Sequence[Measure], value: Deadline | Target) -> int:
    for index, measure in enumerate(measures):
        if any(measure.holds(place.start, place.end) for place in value.evidence[:1]):
            return index
    if any(measure.place is not None for measure in measures) and value.evidence:
        known = [i for i, m in enumerate(measures) if m.place is None and value.raw in m.text]
        return known[0] if known else 0
    return next((i for i, measure in enumerate(measures) if value.raw in measure.text), 0)


def handover_rows(placed: PlacedTask, whole: Row) -> list[Row]:
    """Return a sub-row for each hand-over of a task."""
    return [
        _handover_row(placed.task, whole, deliverable, index)
        for index, deliverable in enumerate(placed.task.deliverables, start=1)
    ]


def _handover_row(task: Task, whole: Row, deliverable: Deliverable, index: int) -> Row:
    """Return the sub-row of one hand-over with its own unit and date.

    Where the plan names nobody, it is the business of the task's lead.
    """
    clause = clause_and_page(task, deliverable.evidence)
    own = handover_units(task, deliverable)
    if not deliverable.who:
        own = tuple(held for held in whole.lists if held.role is Role.LEAD and held.units)
    return replace(
        whole,
        number=f"{whole.number}.{index}",
        task_number=f"{whole.task_number}#d{index}",
        by=RowsBy.DELIVERABLE,
        text=deliverable.raw,
        lists=own or whole.lists,
        source=whole.document + clause,
        clause=clause,
        targets=(),
        dues=handover_dues(task, deliverable),
        text_certainty=deliverable.certainty,
        contacts=(),
        start=None,
        end=None,
        place=deliverable.evidence[0].start if deliverable.evidence else None,
    )


def handover_units(task: Task, deliverable: Deliverable) -> tuple[UnitList, ...]:
    """Return who hands over: a lead where the plan calls it one, else the unit responsible."""
    leads: list[UnitName] = []
    others: list[UnitName] = []
    leading = any(f"{name}牵头" in deliverable.raw for name in deliverable.who)
    for name in deliverable.who:
        held = named_in(task, name)
        known = unit_name(held) if held else UnitName(name, f"/{name}")
        unit = replace(known, name=name, certainty=deliverable.certainty)
        lead = leading or (held is not None and held.role is Role.LEAD)
        (leads if lead else others).append(unit)
    return (UnitList(Role.LEAD, tuple(leads)), UnitList(Role.RESPONSIBLE, tuple(others)))


def named_in(task: Task, name: str) -> Assignment | None:
    """Return the assignment of a unit that a hand-over names."""
    names = (
        (assignment, (assignment.unit.name, assignment.unit.canonical, assignment.unit.mention))
        for assignment in task.assignments
    )
    return next((assignment for assignment, known in names if name in known), None)


def handover_dues(task: Task, deliverable: Deliverable) -> tuple[Due, ...]:
    """Return a hand-over's date as written; its ISO date where the words are not known."""
    inside = [d for d in task.deadlines if _within(d.evidence, deliverable.evidence)]
    if not inside and deliverable.by:
        inside = [d for d in task.deadlines if d.end == deliverable.by and d.raw in deliverable.raw]
    if inside or not deliverable.by:
        return tuple(due_of(deadline) for deadline in inside)
    same = [d for d in task.deadlines if d.end == deliverable.by]
    text = same[0].raw if same else chinese_date(deliverable.by)
    certainty = deliverable.certainty if same else Certainty.UNSURE
    return (Due(text, deliverable.by, same[0] if same else None, certainty),)


def _within(inner: Sequence[Evidence], outer: Sequence[Evidence]) -> bool:
    if not inner:
        return False
    first = inner[0]
    return any(place.start <= first.start and first.end <= place.end for place in outer)
