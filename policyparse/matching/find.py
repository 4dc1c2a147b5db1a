"""Where in a plan a measure is taken up: candidates by the index, then words one by one."""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import mul

from policyparse.matching.align import Bag, bag, degrees
from policyparse.matching.clauses import Clause
from policyparse.matching.index import ClauseIndex, terms
from policyparse.matching.measures import Measure, is_condition
from policyparse.matching.stretches import stretches
from policyparse.matching.words import DATE, Token, Vocabulary

CANDIDATES = 12
FAVOURED = 40  # further candidates, where they stand in a favoured task
_SAYS = 0.25  # a word of this weight says something
_VERB = 0.4
_OBJECT = 1.8  # 体验馆 in 支持企业开设居家适老化改造体验馆
_TOPIC = 0.2  # a word of this weight in a title says what a task is about
_TITLE = 0.15  # a title that says the same proves little
_NEAR = 0.25  # what it is worth to stand where the task is about the same
_CITED = re.compile("《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》")
Claims = Mapping[int, tuple[str, tuple[str, ...]]]  # unit -> measure and the words it takes up
_NO_CLAIMS: Claims = {}
_NOBODY: tuple[str, tuple[str, ...]] = ("", ())
_KEPT = 8192  # units whose words are kept at hand
_ROOM = 2.2  # a passage is at most so many times as long as the measure ...
_MORE = 14  # ... and so many characters
_GAIN = 0.08  # a neighbour is taken in only where it says so much more
_WORD_FOR_WORD = 0.99  # nothing better can come
_SHARE = 0.6  # ... or, a short one, so much of what its length would let one expect
_SIZE = 0.004  # per character: of two passages that say the same the shorter one


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of an upper task when one of its measures is looked for."""

    task: str = ""
    topic: tuple[tuple[str, float], ...] = ()  # words of its title with their weights
    favoured: Mapping[str, float] = field(default_factory=dict)  # lower tasks that take it up


_NOWHERE = Setting()


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring units of the lower plan that say what a measure says."""

    first: int  # numbers of units
    last: int
    coverage: float  # share of the measure's weight that is found, 0 to 1
    found: tuple[float, ...]  # for each word of the measure how far it is found


class Finder:
    """Looks measures up in the clauses of a plan."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        clauses: Sequence[Clause],
        further: Mapping[str, Sequence[int]] | None = None,
    ):
        """``further``: by the measure's id, clauses that another source would look at too."""
        self.vocabulary = vocabulary
        self.clauses = clauses
        self._further = further or {}
        self._pairs: dict[str, frozenset[str]] = {}
        self._bag = lru_cache(maxsize=_KEPT)(self._make_bag)
        self._known: dict[tuple[str, int, str], tuple[float, ...]] = {}
        self._near: dict[tuple[str, str], float] = {}
        self._own: dict[str, Bag] = {}
        self._weights: dict[str, tuple[float, ...]] = {}
        self.units = tuple(
            unit
            for number, clause in enumerate(clauses)
            for unit in stretches(number, clause, vocabulary.phrases_in(clause.text))
        )

    @cached_property
    def _index(self) -> ClauseIndex:
        return ClauseIndex([self._terms(unit.text) for unit in self.units])

    def _terms(self, text: str) -> set[str]:
        groups = {f"#{n}" for n in self.vocabulary.groups_in(text)}
        return terms(DATE.sub(" ", text)) | groups

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
        """Weights of a measure's words: less for the verb of a clause, more for its object."""
        known = self._weights.get(measure.id)
        if known is None:
            own: list[float] = []
            for clause in measure.clauses:
                own += self._of_clause(self.vocabulary.tokens(clause.text))
            known = self._weights[measure.id] = tuple(own)
        return known

    def _of_clause(self, tokens: Sequence[Token]) -> list[float]:
        weights = [self.weight(token) for token in tokens]
        acts = [n for n, token in enumerate(tokens) if token.text in self.vocabulary.acts]
        if acts and any(weight > _SAYS for weight in weights[acts[0] + 1 :]):
            weights[acts[0]] *= _VERB  # whether it became weaker is asked of the ladders
        said = [n for n, weight in enumerate(weights) if weight > _SAYS and not tokens[n].number]
        if said and not _in_list(tokens, said[-1]):
            weights[said[-1]] *= _OBJECT
        return weights

    def words(self, measure: Measure) -> Iterator[tuple[Clause, Token]]:
        """The words of a measure with the clauses they stand in."""
        for clause in measure.clauses:
            for token in self.vocabulary.tokens(clause.text):
                yield clause, token

    def passages(
        self,
        measure: Measure,
        claims: Claims = _NO_CLAIMS,
        setting: Setting = _NOWHERE,
    ) -> list[Passage]:
        """The passages that say most of a measure, best first; what others claim says nothing."""
        query = set().union(*(self._terms(clause.text) for clause in measure.clauses))
        weights = self.weights(measure)
        room = int(_ROOM * (measure.end - measure.start)) + _MORE
        found: dict[tuple[int, int], Passage] = {}
        most = CANDIDATES + (FAVOURED if setting.favoured else 0)
        numbers = [
            number
            for rank, (number, _) in enumerate(self._index.search(query, most))
            if rank < CANDIDATES or setting.favoured.get(self.task_of(number))
        ]
        for clause in self._further.get(measure.id, ()):
            numbers += range(self._unit_starts[clause], self._unit_starts[clause + 1])
        for number in dict.fromkeys(numbers):
            passage = self._grown(measure, weights, number, room, claims)
            passage = self._completed(measure, weights, passage, claims)
            found[passage.first, passage.last] = passage
            if passage.coverage >= _WORD_FOR_WORD and not self.is_title(passage):
                break
        return sorted(found.values(), key=lambda p: (-self.worth(p, setting), p.first))

    def worth(self, passage: Passage, setting: Setting) -> float:
        """By what passages are ranked: what they say, and where."""
        bare = _TITLE if self.is_title(passage) else 0.0
        size = _SIZE * self._size(passage) / 10
        return passage.coverage + _NEAR * self.nearness(passage, setting) - bare - size

    def nearness(self, passage: Passage, setting: Setting) -> float:
        """How near a passage stands to what its task is about, 0 to 1."""
        return self._near_task(self.task_of(passage.first), setting)

    def clause_nearness(self, number: int, setting: Setting) -> float:
        """As ``nearness``, of a clause."""
        return self._near_task(self.clauses[number].task, setting)

    def _near_task(self, task: str, setting: Setting) -> float:
        known = self._near.get((setting.task, task))
        if known is None:
            known = self._near[setting.task, task] = self._nearness(task, setting)
        return known

    def _nearness(self, task: str, setting: Setting) -> float:
        favour = 1.0 if setting.favoured.get(task) else 0.0
        total = sum(weight for _, weight in setting.topic)
        said = sum(weight for word, weight in setting.topic if self._speaks_of(task, word))
        return 0.4 * favour + 0.6 * (said / total if total else 0.0)

    def _speaks_of(self, task: str, word: str) -> bool:
        pairs = self._task_pairs(task)
        return any(word[at : at + 2] in pairs for at in range(len(word) - 1))

    def _task_pairs(self, task: str) -> frozenset[str]:
        """Every two characters side by side in a task."""
        known = self._pairs.get(task)
        if known is None:
            texts = [self.clauses[n].text for n in self._by_task[task]]
            known = frozenset(t[at : at + 2] for t in texts for at in range(len(t) - 1))
            self._pairs[task] = known
        return known

    @cached_property
    def _by_task(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for number, clause in enumerate(self.clauses):
            found.setdefault(clause.task, []).append(number)
        return found

    def topic(self, title: str) -> tuple[tuple[str, float], ...]:
        """The words of a title that say something, with their weights."""
        weighed = ((t.text, self.weight(t)) for t in self.vocabulary.tokens(title))
        return tuple((word, weight) for word, weight in weighed if weight > _TOPIC)

    def is_title(self, passage: Passage) -> bool:
        """Whether a passage is but the lead phrase of a task."""
        return self.clauses[self.units[passage.last].clause].lead

    def task_of(self, number: int) -> str:
        """The task a unit stands in."""
        return self.clauses[self.units[number].clause].task

    def _grown(
        self,
        measure: Measure,
        weights: Sequence[float],
        number: int,
        room: int,
        claims: Claims,
    ) -> Passage:
        """A unit with as many neighbours as say something more."""
        best = self.passage(measure, weights, number, number, claims)
        while True:
            wider = [
                self.passage(measure, weights, *ends, claims)
                for ends in ((best.first - 1, best.last), (best.first, best.last + 1))
                if self._together(*ends, room)
            ]
            top = max(wider, key=lambda p: p.coverage, default=best)
            gain = top.coverage - best.coverage
            more = self._size(top) - self._size(best)
            if gain < min(_GAIN, _SHARE * more / (measure.end - measure.start)) or gain <= 0:
                return best
            best = top

    def _completed(
        self, measure: Measure, weights: Sequence[float], passage: Passage, claims: Claims
    ) -> Passage:
        """A passage that ends in 对……的 goes on to what is done about it."""
        last = passage.last
        while last + 1 < len(self.units) and is_condition(self.units[last].text, self.vocabulary):
            here, behind = (self.clauses[self.units[n].clause] for n in (last, last + 1))
            if here.sentence != behind.sentence:
                break
            last += 1
        if last == passage.last:
            return passage
        return self.passage(measure, weights, passage.first, last, claims)

    def _size(self, passage: Passage) -> int:
        return sum(len(self.units[n].text) for n in range(passage.first, passage.last + 1))

    def _together(self, first: int, last: int, room: int) -> bool:
        if first < 0 or last >= len(self.units):
            return False
        low, high = (self.clauses[self.units[n].clause] for n in (first, last))
        size = sum(len(self.units[n].text) for n in range(first, last + 1))
        return low.task == high.task and high.sentence - low.sentence <= 1 and size <= room

    def passage(
        self,
        measure: Measure,
        weights: Sequence[float],
        first: int,
        last: int,
        claims: Claims = _NO_CLAIMS,
    ) -> Passage:
        """How far some units say what a measure says."""
        shares = [self._shares(measure, n, claims) for n in range(first, last + 1)]
        found = tuple(map(max, *shares)) if len(shares) > 1 else shares[0]
        total = sum(weights)
        got = sum(map(mul, weights, found))
        return Passage(first, last, got / total if total else 0.0, found)

    def _shares(self, measure: Measure, number: int, claims: Claims) -> tuple[float, ...]:
        """For each word of a measure how far it is found in a unit."""
        owner, words = claims.get(number, _NOBODY)
        if owner == measure.id:
            owner, words = _NOBODY
        key = (measure.id, number, owner)
        known = self._known.get(key)
        if known is None:
            other = self._bag(number, measure.cites, words)
            known = self._known[key] = tuple(
                share
                for clause in measure.clauses
                for share in degrees(clause.text, self.vocabulary.tokens(clause.text), other)
            )
        return known

    def whole(self, measure: Measure, first: int, last: int) -> Passage:
        """The passage of some clauses that say all of a measure."""
        ends = self._unit_starts[first], self._unit_starts[last + 1] - 1
        return Passage(*ends, 1.0, (1.0,) * len(self.weights(measure)))

    @cached_property
    def _unit_starts(self) -> list[int]:
        """For each clause, and behind the last, the number of its first unit."""
        numbers = [unit.clause for unit in self.units]
        return [bisect_left(numbers, n) for n in range(len(self.clauses) + 1)]

    def text_of(self, passage: Passage) -> str:
        """The words of a passage."""
        return "，".join(self.units[n].text for n in range(passage.first, passage.last + 1))

    def _make_bag(self, number: int, cited: bool, claimed: tuple[str, ...]) -> Bag:
        """The words of a unit, without titles of other documents and what is claimed."""
        text = self.units[number].text
        tokens = self.vocabulary.tokens(text)
        if "《" in text and not cited:
            text, tokens = _uncited(text, tokens)  # a title that is cited demands nothing
        if claimed:
            tokens = tuple(t for t in tokens if t.text not in claimed)
            for word in claimed:
                text = text.replace(word, " ")
        return bag([(text, tokens)])

    def clauses_in(self, start: int, end: int) -> Iterator[Clause]:
        """The clauses that lie, at least in part, in a stretch of the plan."""
        for number in range(bisect_right(self._ends, start), len(self.clauses)):
            if self.clauses[number].start >= end:
                return
            yield self.clauses[number]

    @cached_property
    def _ends(self) -> list[int]:
        return [clause.end for clause in self.clauses]

    def own_bag(self, measure: Measure) -> Bag:
        """The words of a measure."""
        known = self._own.get(measure.id)
        if known is None:
            tokens = self.vocabulary.tokens
            known = bag((clause.text, tokens(clause.text)) for clause in measure.clauses)
            self._own[measure.id] = known
        return known

    def answered(self, measure: Measure, passage: Passage) -> float:
        """The share of a passage that is about a measure, 0 to 1."""
        tokens = self.vocabulary.tokens
        own = self.own_bag(measure)
        total = said = 0.0
        for number in range(passage.first, passage.last + 1):
            text = self.units[number].text
            for t in tokens(text):
                total += t.weight
                left, right = text[t.start - 1 : t.start], text[t.end : t.end + 1]
                said += t.weight * own.degree(t, left, right)
        return said / total if total else 0.0

    def claimed_by(self, measure: Measure, number: int) -> tuple[str, tuple[str, ...]]:
        """A measure and the words of a unit that it takes up, the longest first."""
        tokens = self.vocabulary.tokens
        own = self.own_bag(measure)
        text = self.units[number].text
        words = {
            t.text
            for t in tokens(text)
            if t.weight and own.degree(t, text[t.start - 1 : t.start], text[t.end : t.end + 1])
        }
        return measure.id, tuple(sorted(words, key=lambda w: (-len(w), w)))


def _uncited(text: str, tokens: tuple[Token, ...]) -> tuple[str, tuple[Token, ...]]:
    """A clause without the titles of the documents that it names."""
    kept = _CITED.sub(lambda match: " " * len(match.group()), text)
    return kept, tuple(t for t in tokens if kept[t.start : t.end].strip())


def _in_list(tokens: Sequence[Token], number: int) -> bool:
    """Whether a word ends a list of several objects: 生产线、生产环节、生产设施."""
    before = [token.text for token in tokens[max(0, number - 3) : number]]
    return bool({"、", "和", "及", "以及", "或"} & set(before))
