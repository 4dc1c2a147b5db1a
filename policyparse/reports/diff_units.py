"""Who answers for a task in both drafts, with what changed marked. 责任单位"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from policyparse.model.assignment import Role
from policyparse.model.comparison import Mark, Piece
from policyparse.model.diff import Responsibility, UnitChange
from policyparse.model.task import Task
from policyparse.reports.cells import ETC, unit_list
from policyparse.reports.labels import label
from policyparse.reports.order import AS_NAMED

BY_DUTY = "（按职责分工）"
Named = tuple[Role | None, str]


def unit_lines(
    tasks: Sequence[Task], other: Sequence[Task], changes: Sequence[Responsibility], *, new: bool
) -> tuple[Piece, ...]:
    """牵头单位：市水务局；配合单位：市财政局. The units of one draft, a line for each task.

    ``other`` are the same tasks in the other draft.
    """
    own, beside = held(tasks), held(other)
    marked = {named for change in changes for named in marks(change, own, beside, new=new)}
    sign = Mark.NEW if new else Mark.GONE
    lines = [tuple(_line(task, marked, sign)) for task in tasks]
    pieces: list[Piece] = []
    for line in dict.fromkeys(line for line in lines if line):
        if pieces:
            pieces.append(_plain("\n"))
        pieces += line
    return tuple(pieces)


def held(tasks: Iterable[Task]) -> set[Named]:
    """Who answers for some tasks, and how."""
    return {(a.role, a.unit.name) for task in tasks for a in task.assignments}


def marks(
    change: Responsibility, own: Collection[Named], other: Collection[Named], *, new: bool
) -> Iterator[Named]:
    """Role and name of a unit where it changed; of an order only what comes first now."""
    names = {change.unit, change.old_unit or change.unit}
    name = change.unit if new else change.old_unit or change.unit
    if change.change is UnitChange.ROLE:
        yield from ((role, name) for role in _roles(own, names) - _roles(other, names))
    elif change.change is UnitChange.SCOPE or (new is (change.change is not UnitChange.REMOVED)):
        yield (change.new_role if new else change.old_role), name


def _roles(held: Iterable[Named], names: Collection[str]) -> set[Role | None]:
    return {role for role, name in held if name in names}


def _line(task: Task, marked: Collection[Named], sign: Mark) -> Iterator[Piece]:
    first = True
    for role in Role:
        units = unit_list(task, role, AS_NAMED)
        if not units.units:
            continue
        yield _plain(("" if first else "；") + f"{label(role)}：")
        first = False
        for number, unit in enumerate(units.units):
            if number:
                yield _plain("、")
            is_marked = (role, unit.name) in marked
            yield Piece(text=unit.marked(), mark=sign if is_marked else Mark.SAME)
        if units.open_ended:
            yield Piece(text=ETC, mark=sign if (None, ETC) in marked else Mark.SAME)
        if units.by_duty:
            yield _plain(BY_DUTY)


def _plain(text: str) -> Piece:
    return Piece(text=text, mark=Mark.SAME)
