"""Dates, units and figures on which several plans do not agree about one task."""

from collections.abc import Iterable, Iterator, Sequence

from policyparse.comparison.unit_words import ROLES
from policyparse.model import Assignment, Deadline, Evidence, Role, Target, UnitKind
from policyparse.model.comparison import Quote
from policyparse.model.tasklist import Difference, DifferenceKind, Stated, TaskSource

_OF_ONE_LEVEL = (UnitKind.COLLECTIVE, UnitKind.GOVERNMENT)  # 各县（市、区）: each level has its own
_CHECK = "请核实以哪份文件为准"


def differences(sources: Sequence[TaskSource]) -> tuple[Difference, ...]:
    """What the sources of one task state differently; what only one states is no difference."""
    if len(sources) < 2:
        return ()
    return (*_dates(sources), *_units(sources), *_figures(sources))


def _dates(sources: Sequence[TaskSource]) -> Iterator[Difference]:
    """Dates that not all the dated sources share."""
    dated = [source for source in sources if source.task.deadlines]
    keys = [{_date(deadline) for deadline in source.task.deadlines} for source in dated]
    common = set[tuple[str, ...]].intersection(*keys) if keys else set()
    stated = [
        _stated(
            source, ((d.raw, d.evidence) for d in source.task.deadlines if _date(d) not in common)
        )
        for source in dated
    ]
    yield from _difference(DifferenceKind.DEADLINE, "完成时限", [s for s in stated if s.text])


def _date(deadline: Deadline) -> tuple[str, ...]:
    when = deadline.recurs or deadline.end or deadline.start or deadline.raw
    return (deadline.kind.value, when)


def _units(sources: Sequence[TaskSource]) -> Iterator[Difference]:
    """Roles that the sources give to other units."""
    for role, label in ROLES.items():
        named = [(source, list(_in_role(source, role))) for source in sources]
        named = [(source, found) for source, found in named if found]
        keys = [{_unit(assignment) for assignment in found} for _, found in named]
        if all(key == keys[0] for key in keys):
            continue
        stated = [
            _stated(source, ((a.unit.name, a.evidence) for a in found)) for source, found in named
        ]
        yield from _difference(DifferenceKind.UNIT, label, stated)


def _in_role(source: TaskSource, role: Role) -> Iterator[Assignment]:
    for assignment in source.task.assignments:
        if assignment.role is role and assignment.unit.kind not in _OF_ONE_LEVEL:
            yield assignment


def _unit(assignment: Assignment) -> str:
    """What a unit shares with its counterpart of another level, where it is known."""
    unit = assignment.unit
    return unit.system or unit.canonical or unit.name


def _figures(sources: Sequence[TaskSource]) -> Iterator[Difference]:
    """Figures of one indicator, year and scope that differ."""
    found: dict[tuple[str, ...], dict[int, list[Target]]] = {}
    for number, source in enumerate(sources):
        for target in source.task.targets:
            found.setdefault(_indicator(target), {}).setdefault(number, []).append(target)
    for (indicator, *_), by_source in found.items():
        values = [{_figure(t) for t in targets} for targets in by_source.values()]
        if len(values) < 2 or all(value == values[0] for value in values):
            continue
        stated = [
            _stated(sources[number], ((t.raw, t.evidence) for t in targets))
            for number, targets in by_source.items()
        ]
        yield from _difference(DifferenceKind.TARGET, indicator, stated)


def _indicator(target: Target) -> tuple[str, ...]:
    return (target.indicator, target.unit or "", (target.by or "")[:4], target.scope or "")


def _figure(target: Target) -> tuple[object, ...]:
    return (target.op, target.value, target.value_high)


def _difference(kind: DifferenceKind, what: str, stated: Sequence[Stated]) -> Iterator[Difference]:
    if len(stated) < 2:
        return
    said = "，".join(f"《{one.title}》为“{one.text}”" for one in stated)
    yield Difference(
        kind=kind, what=what, stated=tuple(stated), why=f"{what}不一致：{said}，{_CHECK}。"
    )


def _stated(source: TaskSource, values: Iterable[tuple[str, tuple[Evidence, ...]]]) -> Stated:
    """The words of one source, each once, with all their places."""
    found: dict[str, None] = {}
    quotes: dict[Quote, None] = {}
    for text, places in values:
        found.setdefault(text)
        for place in places:
            quotes.setdefault(Quote(**place.model_dump(), source=source.source))
    return Stated(
        title=source.title, source=source.source, text="、".join(found), evidence=tuple(quotes)
    )
