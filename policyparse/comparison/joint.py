"""Several lower documents of one place judged together: the best that any of them says. 合并判断"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from policyparse.comparison.coverage import status_of
from policyparse.model.comparison import (
    Comparison,
    DateVerdict,
    DeadlineCoverage,
    FigureVerdict,
    Mark,
    MeasureCoverage,
    MeasureState,
    Quote,
    RelationKind,
    Side,
    TargetCoverage,
    TaskCoverage,
    UnitCoverage,
    UnitNote,
    UnitVerdict,
)
from policyparse.model.evidence import Certainty

_CLOSEST, _SUREST = tuple(RelationKind), tuple(Certainty)
_STATES = tuple(MeasureState)  # the best first, as in all of these
_UNITS = (UnitVerdict.KEPT, UnitVerdict.PROMOTED, UnitVerdict.DEMOTED, UnitVerdict.LOST)
_LOST = (UnitNote.ELSEWHERE, UnitNote.NO_COUNTERPART, None)
_FIGURES = (
    *(FigureVerdict.STRICTER, FigureVerdict.MET, FigureVerdict.LOOSER),
    *(FigureVerdict.NOT_COMPARABLE, FigureVerdict.MISSING),
)
_DATES = (
    *(DateVerdict.EARLIER, DateVerdict.SAME, DateVerdict.LATER),
    *(DateVerdict.NOT_COMPARABLE, DateVerdict.MISSING),
)
_FOUND = {*_FIGURES[:3], *_DATES[:3]}  # a lower figure or date that was compared

Row = TypeVar("Row")
Figure = TypeVar("Figure", TargetCoverage, DeadlineCoverage)


def joined(comparisons: Sequence[Comparison]) -> Comparison:
    """One comparison of all lower documents; the first one given names the place.

    All must be of the same upper plan. A lower task is named with its file: ``应急预案.docx 3.1``.
    """
    first = comparisons[0]
    if len(comparisons) == 1:
        return first
    own = [_sourced(one) for one in comparisons]
    relations = [one.relation for one in own]
    targets = [row for one in own for row in one.targets]
    deadlines = [row for one in own for row in one.deadlines]
    notes = dict.fromkeys(note for one in own for note in one.notes)
    return first.model_copy(
        update={
            "lower": _side([one.lower for one in own]),
            "relation": min(relations, key=lambda found: _CLOSEST.index(found.kind)),
            "tasks": tuple(_tasks(own)),
            "targets": tuple(_best(targets, _target_key, _target_rank)),
            "deadlines": tuple(_best(deadlines, _date_key, _date_rank)),
            "lower_only": tuple(task for one in own for task in one.lower_only),
            "searched": tuple(dict.fromkeys(part for one in own for part in one.searched)),
            "notes": (*notes, *dict.fromkeys(_disagreeing(targets))),
        }
    )


def _side(sides: Sequence[Side]) -> Side:
    names = (name for side in sides for name in side.sources or (side.source,))
    return sides[0].model_copy(update={"sources": tuple(dict.fromkeys(names))})


def _best(
    rows: Iterable[Row], key: Callable[[Row], Hashable], rank: Callable[[Row], tuple[object, ...]]
) -> Iterator[Row]:
    """The best row of each key, in the order in which the keys first come."""
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    for group in groups.values():
        yield min(group, key=rank)


# the lower file named at each passage and task


def _sourced(comparison: Comparison) -> Comparison:
    side = comparison.lower
    relation, name = comparison.relation, side.source
    return comparison.model_copy(
        update={
            "relation": relation.model_copy(update={"evidence": _quotes(relation.evidence, name)}),
            "tasks": tuple(_sourced_task(task, name) for task in comparison.tasks),
            "targets": tuple(_sourced_figure(row, name) for row in comparison.targets),
            "deadlines": tuple(_sourced_figure(row, name) for row in comparison.deadlines),
            "lower_only": tuple(_named(task, name) for task in comparison.lower_only),
            "searched": tuple(
                part if part.startswith("《") else f"《{side.title}》{part}"
                for part in comparison.searched
            ),
        }
    )


def _named(task: str, name: str) -> str:
    return task if " " in task else f"{name} {task}"


def _quotes(quotes: Iterable[Quote], name: str) -> tuple[Quote, ...]:
    return tuple(q if q.source else q.model_copy(update={"source": name}) for q in quotes)


def _sourced_task(task: TaskCoverage, name: str) -> TaskCoverage:
    return task.model_copy(
        update={
            "measures": tuple(_sourced_measure(measure, name) for measure in task.measures),
            "lower_tasks": tuple(_named(found, name) for found in task.lower_tasks),
            "units": tuple(
                unit.model_copy(update={"lower_evidence": _quotes(unit.lower_evidence, name)})
                for unit in task.units
            ),
        }
    )


def _sourced_measure(measure: MeasureCoverage, name: str) -> MeasureCoverage:
    found = _named(measure.lower_task, name) if measure.lower_task else None
    places = {"lower": _quotes(measure.lower, name), "matched": _quotes(measure.matched, name)}
    return measure.model_copy(update={"lower_task": found, **places})


def _sourced_figure(row: Figure, name: str) -> Figure:
    """Lower figures are plain evidence: a goal's file can only be named in the reason."""
    if row.lower is None:
        return row
    if row.lower_task:
        return row.model_copy(update={"lower_task": _named(row.lower_task, name)})
    said = f"（见{name}）"
    return row if said in row.why else row.model_copy(update={"why": row.why + said})


# the best of several verdicts


def _tasks(comparisons: Sequence[Comparison]) -> Iterator[TaskCoverage]:
    groups: dict[str, list[TaskCoverage]] = {}
    for comparison in comparisons:
        for task in comparison.tasks:
            groups.setdefault(task.upper_task, []).append(task)
    for group in groups.values():
        measures = tuple(
            _best((m for task in group for m in task.measures), lambda m: m.id, _measure_rank)
        )
        yield group[0].model_copy(
            update={
                "measures": measures,
                "status": status_of(measures),
                "lower_tasks": _lower_tasks(measures, group),
                "units": tuple(_units(group)),
            }
        )


def _measure_rank(measure: MeasureCoverage) -> tuple[object, ...]:
    """The better state, then the surer, then more of the measure's words; then the same always."""
    same = sum(len(piece.text) for piece in measure.upper_pieces if piece.mark is Mark.SAME)
    places = [(quote.source or "", quote.start, quote.end) for quote in measure.lower]
    certainty = _SUREST.index(measure.certainty)
    return (_STATES.index(measure.state), certainty, -same, not places, places)


def _lower_tasks(
    measures: Iterable[MeasureCoverage], group: Iterable[TaskCoverage]
) -> tuple[str, ...]:
    """The lower tasks that the best passages stand in, that which takes up most first."""
    counts: Counter[str] = Counter()
    for measure in measures:
        if measure.lower_task and measure.state is not MeasureState.MISSING:
            counts[measure.lower_task] += 2 if measure.state is MeasureState.TAKEN else 1
    others = {found for task in group for found in task.lower_tasks if found not in counts}
    return (*(found for found, _ in counts.most_common()), *sorted(others))


def _units(group: Iterable[TaskCoverage]) -> Iterator[UnitCoverage]:
    """Each upper unit with its best part below; a unit is added only where it answers none."""
    rows = [unit for task in group for unit in task.units]
    yield from _best((u for u in rows if u.upper), lambda u: (u.upper, u.role), _unit_rank)
    answering = {unit.lower for unit in rows if unit.upper and unit.lower}
    added = (unit for unit in rows if not unit.upper and unit.lower not in answering)
    yield from _best(added, lambda unit: unit.lower, _added_rank)


def _unit_rank(unit: UnitCoverage) -> tuple[object, ...]:
    lost = unit.verdict is UnitVerdict.LOST
    note = _LOST.index(unit.note) if lost and unit.note in _LOST else 0
    return (_UNITS.index(unit.verdict), note, *_added_rank(unit))


def _added_rank(unit: UnitCoverage) -> tuple[object, ...]:
    places = [(quote.source or "", quote.start) for quote in unit.lower_evidence]
    return (_SUREST.index(unit.certainty), unit.lower or "", not places, places)


def _target_key(row: TargetCoverage) -> Hashable:
    return (row.indicator, row.upper_task, row.upper.raw, _first(row))


def _date_key(row: DeadlineCoverage) -> Hashable:
    return (row.what, row.upper_task, row.upper.raw, _first(row))


def _first(row: TargetCoverage | DeadlineCoverage) -> tuple[int, int]:
    place = row.upper.evidence[0]
    return (place.start, place.end)


def _target_rank(row: TargetCoverage) -> tuple[object, ...]:
    return (_FIGURES.index(row.verdict), *_figure_rank(row))


def _date_rank(row: DeadlineCoverage) -> tuple[object, ...]:
    return (_DATES.index(row.verdict), *_figure_rank(row))


def _figure_rank(row: TargetCoverage | DeadlineCoverage) -> tuple[object, ...]:
    return (_SUREST.index(row.certainty), row.lower_task or "", row.why)


def _disagreeing(rows: Iterable[TargetCoverage]) -> Iterator[str]:
    """The lower documents do not set the same figure: which one binds is for a person to say."""
    groups: dict[Hashable, set[str]] = {}
    for row in rows:
        if row.lower is not None and row.verdict in _FOUND:
            groups.setdefault(_target_key(row), set()).add(row.lower.raw)
    for row in rows:
        written = groups.get(_target_key(row), set())
        if len(written) > 1:
            yield (
                f"“{row.indicator}”在合并判断的下级文件中写法不一（{'、'.join(sorted(written))}），"
                "以哪份文件为准请核实。"
            )
