"""What a director should know of a comparison, what weighs most first. 主要发现"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policyparse.comparison.finding_rules import Strictness, counted, holds, least_sure
from policyparse.comparison.finding_words import Wording
from policyparse.lexicon.load import load
from policyparse.model.assignment import Role
from policyparse.model.comparison import (
    Comparison,
    CoverageFinding,
    CoverageStatus,
    DateVerdict,
    DeadlineCoverage,
    FigureVerdict,
    FindingKind,
    MeasureCoverage,
    MeasureState,
    Quote,
    TargetCoverage,
    TaskCoverage,
    UnitCoverage,
    UnitNote,
    UnitVerdict,
)
from policyparse.model.deadline import DeadlineKind
from policyparse.model.evidence import Certainty, Evidence

MOST = 10  # findings of a front page
_SAME_TASK, _SAME_KIND = 30.0, 6.0  # what a finding loses for each one like it before it
_AMOUNT = re.compile(r"\d|每|[一二三四五六七八九十]次")
_SHOWN = 3  # quotes of a finding that is about several things
_LISTED = 6  # units of a lower task that are listed instead of one that is not there
_NEAR = 12  # characters between a figure and the words that say how often
_ORDER = list(Certainty)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A finding and how much it weighs beside the others."""

    weight: float
    finding: CoverageFinding


def findings(
    comparison: Comparison, *, lexicon: Sequence[Path] = ()
) -> tuple[CoverageFinding, ...]:
    """All that a reader may want to look at, ranked; like things are one finding.

    Certainty is stricter than that of the verdicts: what is sure here may stand on a front page.
    """
    maker = _Maker(comparison, lexicon)
    return tuple(_ranked(list(maker.all())))


def front(found: Sequence[CoverageFinding], most: int = MOST) -> tuple[CoverageFinding, ...]:
    """Those for a front page: sure, nobody else's business, not settled by a reviewer."""
    return tuple(
        one
        for one in found
        if one.certainty is Certainty.SURE
        and one.kind is not FindingKind.UNIT_PROMOTED
        and one.owner is None
    )[:most]


def _ranked(found: list[_Weighed]) -> Iterator[CoverageFinding]:
    """What weighs most first; each next one weighs less where its task or kind was named."""
    for certainty in _ORDER:
        left = [one for one in found if one.finding.certainty is certainty]
        tasks: Counter[str] = Counter()
        kinds: Counter[FindingKind] = Counter()
        while left:
            best = max(left, key=lambda one: _now(one, tasks, kinds))  # the first of equals
            left.remove(best)
            tasks[best.finding.upper_task] += 1
            kinds[best.finding.kind] += 1
            yield best.finding


def _now(one: _Weighed, tasks: Counter[str], kinds: Counter[FindingKind]) -> float:
    finding = one.finding
    like = tasks[finding.upper_task] * _SAME_TASK if finding.upper_task else 0.0
    return one.weight - like - kinds[finding.kind] * _SAME_KIND


class _Maker:
    """The findings of one comparison, one kind after the other."""

    def __init__(self, comparison: Comparison, lexicon: Sequence[Path]):
        self.comparison = comparison
        self.strict = Strictness(comparison, load(lexicon))
        self.words = Wording(comparison)
        self.titles = {task.upper_task: task.title for task in comparison.tasks}
        self.told = [place for row in self._values() for place in row.upper.evidence[:1]]

    def all(self) -> Iterator[_Weighed]:
        """Every finding; what a figure or date says is not said again of its measure."""
        yield from self._figures()
        yield from self._dates()
        for task in self.comparison.tasks:
            if task.status is CoverageStatus.MISSING:
                yield self._task(task)
            else:
                yield from self._measures(task)
        yield from self._units()

    def _values(self) -> Iterator[TargetCoverage | DeadlineCoverage]:
        """Figures that are looser and dates that are later."""
        yield from (t for t in self.comparison.targets if t.verdict is FigureVerdict.LOOSER)
        yield from (d for d in self.comparison.deadlines if d.verdict is DateVerdict.LATER)

    # measures

    def _task(self, task: TaskCoverage) -> _Weighed:
        """One finding for a task of which nothing is there."""
        own = counted(task)
        found = self._finding(
            FindingKind.MEASURE_MISSING,
            task.upper_task,
            self.words.task_missing(task, len(own)),
            self.strict.of_missing_task(task),
            (tuple(q for m in own[:_SHOWN] for q in m.evidence), own[0].lower[:1]),
        )
        owners, reviews = {m.owner for m in own}, {m.review for m in own}
        return _Weighed(
            95.0,
            found.model_copy(
                update={
                    "owner": owners.pop() if len(owners) == 1 else None,
                    "review": reviews.pop() if len(reviews) == 1 else None,
                }
            ),
        )

    def _measures(self, task: TaskCoverage) -> Iterator[_Weighed]:
        for measure in counted(task):
            if measure.state is MeasureState.TAKEN:
                continue
            if self._told_already(measure):
                continue
            if measure.state is MeasureState.MISSING:
                yield self._missing(measure, task)
            else:
                yield self._weakened(measure, task)

    def _told_already(self, measure: MeasureCoverage) -> bool:
        """Whether all that a measure lost is a figure or date that is a finding of its own."""
        other = [lost for lost in measure.lost if not _AMOUNT.search(lost)]
        told = any(holds(measure.evidence, place) for place in self.told)
        return bool(measure.lost) and not other and told

    def _missing(self, measure: MeasureCoverage, task: TaskCoverage) -> _Weighed:
        says = self.words.measure_missing(measure)
        sure = self.strict.of_missing(measure, task)
        strong = 15.0 if self.strict.strong(measure.text) else 0.0
        kind = FindingKind.MEASURE_MISSING
        return _Weighed(60.0 + strong, self._of_measure(kind, measure, task, says, sure))

    def _weakened(self, measure: MeasureCoverage, task: TaskCoverage) -> _Weighed:
        steps = self.strict.clear_steps(measure, task)
        told = (*steps, *(f"未见“{p}”" for p in self.strict.clear_phrases(measure)))
        says = self.words.weakened(measure, told)
        sure = self.strict.of_weakened(measure, task)
        weight = (72.0 if steps else 52.0) + (5.0 if self.strict.strong(measure.text) else 0.0)
        kind = FindingKind.MEASURE_WEAKENED
        return _Weighed(weight, self._of_measure(kind, measure, task, says, sure))

    def _of_measure(
        self,
        kind: FindingKind,
        measure: MeasureCoverage,
        task: TaskCoverage,
        says: str,
        sure: Certainty,
    ) -> CoverageFinding:
        found = self._finding(kind, task.upper_task, says, sure, (measure.evidence, measure.lower))
        about = {"measure": measure.id, "owner": measure.owner, "review": measure.review}
        return found.model_copy(update=about)

    # figures and dates

    def _figures(self) -> Iterator[_Weighed]:
        for row in self.comparison.targets:
            if row.verdict is FigureVerdict.LOOSER:
                kind, weight = FindingKind.TARGET_LOOSER, 100.0
            elif row.verdict is FigureVerdict.MISSING and not self._in_a_hole(row):
                kind, weight = FindingKind.TARGET_MISSING, 55.0
            else:
                continue
            yield _Weighed(weight, self._value(kind, row, row.indicator))

    def _dates(self) -> Iterator[_Weighed]:
        figures = [
            place
            for row in self.comparison.targets
            if row.verdict is FigureVerdict.LOOSER
            for place in row.upper.evidence[:1]
        ]
        for row in self.comparison.deadlines:
            if row.verdict is not DateVerdict.LATER:
                continue
            own = row.upper.evidence[:1]
            if any(_near(a, b) for a in figures for b in own):
                continue  # how often, said with the figure
            recurs = row.upper.kind is DeadlineKind.RECURRING
            found = self._value(FindingKind.DEADLINE_LATER, row, row.what)
            if recurs:
                matters = self.words.matters(found.kind, recurs=True)
                found = found.model_copy(update={"matters": matters})
            yield _Weighed(72.0 if recurs else 90.0, found)

    def _value(
        self, kind: FindingKind, row: TargetCoverage | DeadlineCoverage, name: str
    ) -> CoverageFinding:
        sure = self.strict.of_value(row)
        if kind is FindingKind.TARGET_MISSING:
            sure = least_sure((sure, Certainty.LIKELY))
        below = row.lower.evidence if row.lower else ()
        measure = self._holding(row.upper.evidence[:1], row.upper_task)
        places = (
            measure.evidence if measure else _quotes(row.upper.evidence),
            self._passage(measure, below) or _quotes(below),
        )
        says = self.words.value(row)
        return self._finding(kind, row.upper_task or "", says, sure, places, title=name)

    def _holding(
        self, places: Sequence[Evidence], task_id: str | None = None
    ) -> MeasureCoverage | None:
        """The measure that holds a place of the upper plan."""
        return next(
            (
                measure
                for task in self.comparison.tasks
                if task_id is None or task.upper_task == task_id
                for measure in task.measures
                if any(holds(measure.evidence, place) for place in places)
            ),
            None,
        )

    def _passage(
        self, measure: MeasureCoverage | None, places: Sequence[Evidence]
    ) -> tuple[Quote, ...]:
        """The quoted passage that holds a figure, which says more than the figure alone."""
        quotes = measure.lower if measure else ()
        return tuple(q for q in quotes if any(holds((q,), place) for place in places[:1]))

    def _in_a_hole(self, row: TargetCoverage) -> bool:
        """Whether the measure that holds a figure is itself a finding."""
        measure = self._holding(row.upper.evidence[:1])
        return measure is not None and measure.state is not MeasureState.TAKEN

    # units

    def _units(self) -> Iterator[_Weighed]:
        lost: dict[tuple[str, bool], list[tuple[TaskCoverage, UnitCoverage]]] = {}
        hints: dict[str, list[tuple[TaskCoverage, UnitCoverage]]] = {}
        for task in self.comparison.tasks:
            demoted = [u for u in task.units if u.verdict is UnitVerdict.DEMOTED]
            promoted = [u for u in task.units if u.verdict is UnitVerdict.PROMOTED]
            if demoted:
                yield self._demoted(task, demoted, promoted)
            for unit in () if demoted else promoted:
                hints.setdefault(unit.upper or "", []).append((task, unit))
            for unit in task.units:
                if unit.verdict is UnitVerdict.LOST:
                    lead = unit.role is Role.LEAD
                    lost.setdefault((unit.upper or "", lead), []).append((task, unit))
        for (_, lead), rows in lost.items():
            yield self._lost(rows, lead)
        for rows in hints.values():
            titles = [task.title for task, _ in rows]
            says = self.words.promoted(rows[0][1], titles)
            yield _Weighed(10.0, self._of_units(FindingKind.UNIT_PROMOTED, rows, says))

    def _demoted(
        self,
        task: TaskCoverage,
        demoted: Sequence[UnitCoverage],
        promoted: Sequence[UnitCoverage],
    ) -> _Weighed:
        leads = [unit.lower for unit in promoted if unit.lower]
        says = self.words.demoted(demoted, leads, task.title)
        rows = [(task, unit) for unit in (*demoted, *promoted)]
        return _Weighed(80.0, self._of_units(FindingKind.UNIT_DEMOTED, rows, says))

    def _lost(self, rows: Sequence[tuple[TaskCoverage, UnitCoverage]], lead: bool) -> _Weighed:
        says = self.words.unit_lost(rows[0][1], [task.title for task, _ in rows])
        return _Weighed(85.0 if lead else 35.0, self._of_units(FindingKind.UNIT_LOST, rows, says))

    def _of_units(
        self, kind: FindingKind, rows: Sequence[tuple[TaskCoverage, UnitCoverage]], says: str
    ) -> CoverageFinding:
        sure = least_sure(self.strict.of_unit(task, unit) for task, unit in rows)
        above = tuple(q for _, unit in rows for q in unit.evidence[:1])
        below = tuple(q for _, unit in rows for q in _units_below(unit))
        places = (above[:_SHOWN], below[:_LISTED])
        return self._finding(kind, rows[0][0].upper_task, says, sure, places)

    def _finding(
        self,
        kind: FindingKind,
        task: str,
        says: str,
        sure: Certainty,
        places: tuple[tuple[Quote, ...], tuple[Quote, ...]],
        title: str = "",
    ) -> CoverageFinding:
        return CoverageFinding(
            kind=kind,
            upper_task=task,
            title=self.titles.get(task, title),
            says=says,
            matters=self.words.matters(kind),
            upper=places[0],
            lower=places[1],
            certainty=sure,
        )


def _near(figure: Evidence, often: Evidence) -> bool:
    """Whether the words that say how often stand by a figure or within it."""
    inside = figure.start <= often.start and often.end <= figure.end
    return inside or abs(figure.start - often.end) <= _NEAR


def _units_below(unit: UnitCoverage) -> tuple[Quote, ...]:
    """Where the lower plan has the unit; for one that is lost the units it lists instead.

    A roster may name the unit by its head; a person's name is no place to quote.
    """
    if unit.verdict is not UnitVerdict.LOST:
        return unit.lower_evidence[:1]
    if unit.note is UnitNote.ELSEWHERE:
        return tuple(q for q in unit.lower_evidence[:1] if q.text in unit.why)
    return unit.lower_evidence[:_LISTED]


def _quotes(places: Sequence[Evidence]) -> tuple[Quote, ...]:
    return tuple(Quote.model_validate(place.model_dump()) for place in places[:_SHOWN])
