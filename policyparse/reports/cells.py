"""What stands in the cells of a row: units, dates and figures as printed, and how sure they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyparse.model.assignment import Assignment, Role
from policyparse.model.deadline import Deadline
from policyparse.model.evidence import Certainty
from policyparse.model.target import Target, TargetKind
from policyparse.model.task import Task
from policyparse.model.unit import Unit, UnitKind
from policyparse.reports.labels import PLEASE_CHECK
from policyparse.reports.order import UnitOrder

ETC = "等"
DOUBT = {Certainty.SURE: 0, Certainty.LIKELY: 1, Certainty.UNSURE: 2}


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as printed."""

    text: str
    certainty: Certainty = Certainty.SURE

    def marked(self) -> str:
        """Return the text, with （请核实） where it is unsure."""
        return self.text + (PLEASE_CHECK if self.certainty is Certainty.UNSURE else "")


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit as printed, and what makes two names the same unit."""

    name: str
    key: str
    kind: UnitKind = UnitKind.UNKNOWN
    certainty: Certainty = Certainty.SURE

    def marked(self) -> str:
        """Return the name, with （请核实） where it is unsure."""
        return Shown(self.name, self.certainty).marked()


@dataclass(frozen=True, slots=True)
class UnitList:
    """The units of a row in one role, in printed order."""

    role: Role
    units: tuple[UnitName, ...] = ()
    open_ended: bool = False  # the list closes with 等
    by_duty: bool = False  # 按职责分工

    @property
    def text(self) -> str:
        """Return the list as one line: 市发改委、市工信局等."""
        names = list(dict.fromkeys(unit.marked() for unit in self.units))
        return "、".join(names) + (ETC if self.open_ended and names else "")


@dataclass(frozen=True, slots=True)
class Due:
    """A time expression as written, and the ISO date it is sorted by."""

    text: str
    iso: str | None
    deadline: Deadline | None  # none where only a hand-over's ISO date is known
    certainty: Certainty = Certainty.SURE


def unit_key(unit: Unit) -> str:
    """Return what makes two mentions the same unit: its place and its full name."""
    return f"{unit.jurisdiction or ''}/{unit.canonical or unit.name}"


def unit_name(assignment: Assignment) -> UnitName:
    """Return an assignment's unit as printed."""
    unit = assignment.unit
    return UnitName(unit.name, unit_key(unit), unit.kind, assignment.certainty)


def unit_list(
    task: Task, role: Role, order: UnitOrder, among: Sequence[Assignment] | None = None
) -> UnitList:
    """Return the units of a task (or some of its assignments) in one role."""
    held = [a for a in (task.assignments if among is None else among) if a.role is role]
    ordered = order.sort(held, lambda assignment: assignment.unit, role)
    first = {unit_key(a.unit): unit_name(a) for a in reversed(ordered)}
    names = tuple(first[key] for key in dict.fromkeys(unit_key(a.unit) for a in ordered))
    return UnitList(
        role=role,
        units=names,
        open_ended=among is None and role is etc_role(task),
        by_duty=any(a.by_duty for a in held),
    )


def etc_role(task: Task) -> Role | None:
    """Return the role whose list closes with 等: the one it stands behind, else the last named."""
    if not task.open_ended or not task.assignments:
        return None
    for assignment in reversed(task.assignments):
        if assignment.evidence and _followed_by_etc(task, assignment.evidence[0].end):
            return assignment.role
    return task.assignments[-1].role


def _followed_by_etc(task: Task, end: int) -> bool:
    return any(
        stretch.start <= end < stretch.end
        and stretch.text[end - stretch.start : end - stretch.start + 1] == ETC
        for stretch in task.evidence
    )


def due_of(deadline: Deadline) -> Due:
    """Return a deadline as printed; an open end is sorted by its start."""
    return Due(deadline.raw, deadline.end or deadline.start, deadline, deadline.certainty)


def listed(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Leave out the numbers that only say what a sentence is about."""
    return tuple(target for target in targets if target.kind is not TargetKind.CONDITION)


def join(values: Iterable[Shown], mark: str = "；") -> Shown:
    """Join printed values, each wording once, as doubtful as the most doubtful of them."""
    values = list(values)
    texts = list(dict.fromkeys(value.marked() for value in values))
    return Shown(mark.join(texts), most_doubtful(value.certainty for value in values))


def most_doubtful(marks: Iterable[Certainty]) -> Certainty:
    """Return the least sure of several marks."""
    return max(marks, key=DOUBT.__getitem__, default=Certainty.SURE)


def chinese_date(iso: str) -> str:
    """Write an ISO date as 2023年8月31日; anything else stays as it is."""
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts):
        return iso
    return "".join(f"{int(part)}{sign}" for part, sign in zip(parts, "年月日", strict=False))
