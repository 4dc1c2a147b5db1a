"""Where in a plan a measure is taken up: candidates from the index, then the passage word by word."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyparse.grammar.brackets import split_outside
from policyparse.matching.align import Bag, bag, degrees
from policyparse.matching.clauses import Clause
from policyparse.matching.index import ClauseIndex, terms
from policyparse.matching.measures import Measure
from policyparse.matching.words import Token, Vocabulary

CANDIDATES = 12
_LONG = 36  # characters: a longer clause is searched by the items of its lists
_ROOM = 2.2  # a passage is at most so many times as long as the measure ...
_MORE = 14  # ... and so many characters
_GAIN = 0.08  # a neighbour is taken in only where it says so much more
_SHARE = 0.6  # ... or, a short one, so much of what its length would let one expect
_SIZE = 0.004  # per character: of two passages that say the same the shorter one


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause, or an item of a long one: what passages are made of."""

    clause: int
    start: int  # within the clause
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring units of the lower plan that say what a measure says."""

    first: int  # numbers of units
    last: int
    coverage: float  # share of the measure's weight that is found, 0 to 1
    found: tuple[float, ...]  # for each word of the measure how far it is found


class Finder:
    """Looks measures up in the clauses of a plan."""

    def __init__(self, vocabulary: Vocabulary, clauses: Sequence[Clause]):
        self.vocabulary = vocabulary
        self.clauses = clauses
        self.units = tuple(
            unit for number, clause in enumerate(clauses) for unit in _units(number, clause)
        )

    @cached_property
    def _index(self) -> ClauseIndex:
        return ClauseIndex([self._terms(unit.text) for unit in self.units])

    def _terms(self, text: str) -> set[str]:
        groups = {f"#{n}" for n in self.vocabulary.groups_in(text)}
        return terms(text) | groups

    def weight(self, token: Token) -> float:
        """What a word says here: less where every other clause holds it."""
        pairs = [token.text[at : at + 2] for at in range(len(token.text) - 1)]
        if not token.weight or not pairs:
            return token.weight
        often = min(self._index.count(pair) for pair in pairs)
        size = math.log(self._index.size + 1) or 1.0
        local = math.log((self._index.size + 1) / (often + 1)) / size
        return token.weight * (0.3 + 0.7 * local)

    def weights(self, measure: Measure) -> tuple[float, ...]:
        """Weights of a measure's words."""
        return tuple(self.weight(token) for _, token in self.words(measure))

    def words(self, measure: Measure) -> Iterator[tuple[Clause, Token]]:
        """The words of a measure with the clauses they stand in."""
        for clause in measure.clauses:
            for token in self.vocabulary.tokens(clause.text):
                yield clause, token

    def passages(self, measure: Measure, used: frozenset[int] = frozenset()) -> list[Passage]:
        """The passages that say most of a measure, best first; units in ``used`` say nothing."""
        query = set().union(*(self._terms(clause.text) for clause in measure.clauses))
        weights = self.weights(measure)
        room = int(_ROOM * (measure.end - measure.start)) + _MORE
        found: dict[tuple[int, int], Passage] = {}
        for number, _ in self._index.search(query, CANDIDATES):
            if number in used:
                continue
            passage = self._grown(measure, weights, number, room, used)
            found[passage.first, passage.last] = passage
        return sorted(found.values(), key=lambda p: (-self._worth(p), p.first))

    def _worth(self, passage: Passage) -> float:
        return passage.coverage - _SIZE * self._size(passage) / 10

    def _grown(
        self,
        measure: Measure,
        weights: Sequence[float],
        number: int,
        room: int,
        used: frozenset[int],
    ) -> Passage:
        """A unit with as many neighbours as say something more."""
        best = self.passage(measure, weights, number, number)
        while True:
            wider = [
                self.passage(measure, weights, *ends)
                for ends in ((best.first - 1, best.last), (best.first, best.last + 1))
                if self._together(*ends, room) and not used & {*ends}
            ]
            top = max(wider, key=lambda p: p.coverage, default=best)
            gain = top.coverage - best.coverage
            more = self._size(top) - self._size(best)
            if gain < min(_GAIN, _SHARE * more / (measure.end - measure.start)) or gain <= 0:
                return best
            best = top

    def _size(self, passage: Passage) -> int:
        return sum(len(self.units[n].text) for n in range(passage.first, passage.last + 1))

    def _together(self, first: int, last: int, room: int) -> bool:
        if first < 0 or last >= len(self.units):
            return False
        low, high = (self.clauses[self.units[n].clause] for n in (first, last))
        size = sum(len(self.units[n].text) for n in range(first, last + 1))
        return low.task == high.task and high.sentence - low.sentence <= 1 and size <= room

    def passage(
        self, measure: Measure, weights: Sequence[float], first: int, last: int
    ) -> Passage:
        """How far some units say what a measure says."""
        found = self.found_in(measure, self.bag_of(range(first, last + 1)))
        total = sum(weights)
        got = sum(w * f for w, f in zip(weights, found, strict=True))
        return Passage(first, last, got / total if total else 0.0, found)

    def text_of(self, passage: Passage) -> str:
        """The words of a passage."""
        return "，".join(self.units[n].text for n in range(passage.first, passage.last + 1))

    def bag_of(self, units: Iterable[int]) -> Bag:
        """The words of some units."""
        texts = [self.units[n].text for n in units]
        return bag((text, self.vocabulary.tokens(text)) for text in texts)

    def found_in(self, measure: Measure, other: Bag) -> tuple[float, ...]:
        """For each word of a measure how far it is found."""
        return tuple(
            share
            for clause in measure.clauses
            for share in degrees(clause.text, self.vocabulary.tokens(clause.text), other)
        )


def _units(number: int, clause: Clause) -> Iterator[Unit]:
    text = clause.text
    parts: Iterable[tuple[int, int]] = [(0, len(text))]
    if len(text) > _LONG:
        parts = split_outside(text, "、", 0, len(text))
    for start, end in parts:
        if start < end:
            yield Unit(number, start, end, text[start:end])
