"""Upper measures against a lower plan: states, quotes and shown words. 措施对照"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from policyparse.matching.clauses import Clause
from policyparse.matching.find import Finder, Passage
from policyparse.matching.judge import Verdict
from policyparse.matching.measures import Measure
from policyparse.matching.stretches import Stretch
from policyparse.model import Evidence
from policyparse.model.comparison import (
    CoverageStatus,
    Mark,
    MeasureCoverage,
    MeasureState,
    Piece,
    Quote,
)

_FULL, _PART = re.compile("[。！？\n]"), re.compile("[。！？\n；;]")
_SENTENCE = 120  # characters: a sentence up to this length is quoted as a whole
_WHOLE = 90  # a clause up to this length


def measure_coverage(finder: Finder, verdict: Verdict) -> MeasureCoverage:
    """One verdict as it is reported."""
    measure = verdict.measure
    shown = verdict.passages
    if verdict.state is MeasureState.WEAKENED:
        shown += verdict.also
    places = tuple(_quoted(finder, shown))
    best = verdict.passages[0] if verdict.passages else None
    return MeasureCoverage(
        id=measure.id,
        text=measure.evidence.text,
        evidence=(_quote(measure.evidence),),
        minor=measure.minor,
        state=verdict.state,
        certainty=verdict.certainty,
        lower_task=finder.task_of(best.first) if best else None,
        lower=places,
        matched=tuple(_matched(finder, verdict)),
        lost=_lost(verdict),
        why=_why(verdict),
        upper_pieces=tuple(_upper_pieces(finder, verdict)),
        lower_pieces=tuple(_lower_pieces(finder, measure, places)),
    )


def status_of(measures: Iterable[MeasureCoverage]) -> CoverageStatus:
    """Covered when all are taken, missing when none is there at all; minor ones do not count."""
    all_of = list(measures)
    states = {m.state for m in all_of if not m.minor} or {m.state for m in all_of}
    if states <= {MeasureState.TAKEN}:
        return CoverageStatus.COVERED
    return CoverageStatus.MISSING if states == {MeasureState.MISSING} else CoverageStatus.PARTIAL


def _quote(place: Evidence) -> Quote:
    return Quote.model_validate(place.model_dump())


def _matched(finder: Finder, verdict: Verdict) -> Iterator[Quote]:
    """Just the clauses that take a measure up."""
    if verdict.state is MeasureState.MISSING:
        return
    for passage in verdict.passages:
        for number in range(passage.first, passage.last + 1):
            unit = finder.units[number]
            clause = finder.clauses[unit.clause]
            yield _cut(clause, clause.start + unit.start, clause.start + unit.end)


def _quoted(finder: Finder, passages: Iterable[Passage]) -> Iterator[Quote]:
    """The passages with the sentences they stand in, one quote for each stretch of the plan."""
    for passage in passages:
        units = [finder.units[n] for n in range(passage.first, passage.last + 1)]
        spans = [(finder.clauses[unit.clause], *_span(finder, unit)) for unit in units]
        for _, group in groupby(spans, key=lambda span: span[0].place.start):
            own = list(group)
            yield _cut(own[0][0], own[0][1], own[-1][2])


def _span(finder: Finder, unit: Stretch) -> tuple[int, int]:
    """Where the sentence of a unit begins and ends; its clause, or itself, where that is long."""
    clause = finder.clauses[unit.clause]
    text, base = clause.place.text, clause.place.start
    for stops in (_FULL, _PART):
        low, high = _between(text, clause.start - base, clause.end - base, stops)
        if high - low <= _SENTENCE:
            return base + low, base + high
    if len(clause.text) <= _WHOLE:
        return clause.start, clause.end
    return clause.start + unit.start, clause.start + unit.end


def _between(text: str, start: int, end: int, stops: re.Pattern[str]) -> tuple[int, int]:
    """The stretch between two stops round a clause, blanks left out."""
    before = [match.end() for match in stops.finditer(text, 0, start)]
    behind = stops.search(text, end)
    low, high = before[-1] if before else 0, behind.start() if behind else len(text)
    while low < start and text[low].isspace():
        low += 1
    return low, max(end, len(text[:high].rstrip()))


def _cut(clause: Clause, low: int, high: int) -> Quote:
    base = clause.place.start
    text = clause.place.text[low - base : high - base]
    return _quote(clause.place.model_copy(update={"text": text, "start": low, "end": high}))


def _lost(verdict: Verdict) -> tuple[str, ...]:
    if verdict.state is not MeasureState.WEAKENED:
        return ()
    return (*verdict.softer, *(t if "→" in t else f"未见“{t}”" for t in verdict.lost))


def _why(verdict: Verdict) -> str:
    if verdict.state is MeasureState.TAKEN:
        return "下级方案写有相同或相近的内容。"
    if verdict.state is MeasureState.WEAKENED:
        lost = "；".join(_lost(verdict)) or "用语与上级不尽相同"
        return f"下级方案写到同一事项，但表述有出入：{lost}。请核实。"
    if not verdict.passages:
        return "在查找范围内未见对应内容，也没有相近的表述。"
    return "在查找范围内未见对应内容；所引为最接近的一处。"


def _upper_pieces(finder: Finder, verdict: Verdict) -> Iterator[Piece]:
    measure = verdict.measure
    found = verdict.found or (0.0,) * len(list(finder.words(measure)))
    marks: list[tuple[int, int, Mark]] = []
    for (clause, token), share in zip(finder.words(measure), found, strict=True):
        if token.weight:
            mark = Mark.SAME if share >= 0.5 else Mark.GONE
            marks.append((clause.start + token.start, clause.start + token.end, mark))
    yield from _pieces(measure.evidence.text, measure.start, marks)


def _lower_pieces(finder: Finder, measure: Measure, places: Iterable[Quote]) -> Iterator[Piece]:
    own = finder.own_bag(measure)
    for number, place in enumerate(places):
        if number:
            yield Piece(text="……", mark=Mark.SAME)
        marks: list[tuple[int, int, Mark]] = []
        for clause in finder.clauses_in(place.start, place.end):
            text = clause.text
            for token in finder.vocabulary.tokens(text):
                at = clause.start + token.start
                if token.weight and place.start <= at < place.end:
                    left, right = text[token.start - 1 : token.start], text[token.end :][:1]
                    same = own.degree(token, left, right) >= 0.5
                    marks.append((at, at + len(token.text), Mark.SAME if same else Mark.NEW))
        yield from _pieces(place.text, place.start, marks)


def _pieces(text: str, base: int, marks: Sequence[tuple[int, int, Mark]]) -> Iterator[Piece]:
    """The whole text in marked stretches; what says nothing goes with the words before it."""
    at, mark = base, marks[0][2] if marks else Mark.SAME
    for start, _, own in marks:
        if own is not mark:
            if start > at:
                yield Piece(text=text[at - base : start - base], mark=mark)
            at, mark = start, own
    if at - base < len(text):
        yield Piece(text=text[at - base :], mark=mark)
