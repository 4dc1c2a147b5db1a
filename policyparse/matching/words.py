"""Words with what a comparison knows of them: weight, synonyms, steps of strength."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from policyparse.lexicon.lexicon import Lexicon
from policyparse.nlp.words import TOTAL, Segmenter, Word

NUMBER = re.compile(r"\d+(?:\.\d+)?(?:%|‰|万|亿)?|百分之[一二三四五六七八九十百]+")
DATE = re.compile(
    r"(?:20\d\d年|当年|次年|本年)?(?:1[0-2]|0?[1-9])月(?:[0-3]?\d日|底|末|上旬|中旬|下旬)?(?:之?前)?"
    r"|20\d\d(?:[—-]20\d\d)?年(?:年?[底末])?(?:之?前)?"
    r"|年底(?:之?前)?|[上下]半年|年内|月底前|(?<!\d)(?:[12]?\d|3[01])日(?=[前起至])"
)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_FIGURE = re.compile(f"(?P<date>{DATE.pattern})|{NUMBER.pattern}")
_NONE: frozenset[Any] = frozenset()
_SILENT = frozenset("ucpyexozk")  # particles, conjunctions, prepositions, punctuation
_FAINT = {"d": 0.12, "r": 0.1, "f": 0.1, "m": 0.15, "q": 0.1}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a clause: ``text == clause[start:end]``."""

    text: str
    start: int
    end: int
    tag: str
    weight: float  # 0 for what says nothing by itself
    groups: frozenset[int]  # synonym groups
    steps: frozenset[tuple[int, int]]  # ladder and step
    stands_for: frozenset[tuple[int, int]]  # ladders in which a stronger word may stand for it
    pairs: tuple[str, ...] = ()  # every two characters side by side
    whole: bool = False  # its parts match nothing
    number: bool = False


class _Official:
    """Units, collectives and places: which level acts is compared elsewhere, by its system."""

    def __init__(self, lexicon: Lexicon):
        self._lexicon = lexicon

    def __contains__(self, word: str) -> bool:
        lexicon = self._lexicon
        return word in lexicon.forms or word in lexicon.collectives or word in lexicon.divisions


class Vocabulary:
    """Cuts clauses into tokens; made once for a comparison."""

    def __init__(self, lexicon: Lexicon, texts: Iterable[str] | None = None):
        file = lexicon.file
        self.lexicon = lexicon
        self._groups = _by_word(enumerate(file.synonyms.same))
        self._steps: dict[str, set[tuple[int, int]]] = {}
        for number, ladder in enumerate(file.ladder):
            for step, words in enumerate(ladder.steps):
                for word in words:
                    self._steps.setdefault(word, set()).add((number, step))
        self._exchange = {n for n, ladder in enumerate(file.ladder) if ladder.exchange}
        self._whole = frozenset(file.false_friends.whole)
        self._light = frozenset(file.wording.light)
        self._places = _Official(lexicon)
        weaker = (w for ladder in file.ladder if ladder.added for w in ladder.steps[-1])
        self._light |= frozenset(weaker)  # where they are dropped nothing is lost
        self._common = self._light | {*file.wording.acts, *file.wording.adverbs}
        self.acts = frozenset(file.wording.acts)
        self.wording = file.wording
        phrases = {*self._groups, *self._steps, *self._whole}
        self._phrases = sorted(p for p in phrases if len(_HAN.sub("", p)) or len(p) > 3)
        own = {p for p in phrases if len(p) > 1} | {w for w in file.wording.acts if len(w) > 1}
        self._segmenter = Segmenter(lexicon, texts, sorted(own))
        self._group_phrases = sorted(p for p in self._groups if len(p) > 1)
        self._seen: dict[str, tuple[Token, ...]] = {}

    @cached_property
    def _group_automaton(self) -> AhoCorasick:
        return AhoCorasick(self._group_phrases)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._phrases, matchkind=MatchKind.LeftmostLongest)

    def is_light(self, word: str) -> bool:
        """Whether a word names nothing by itself: 开展, 工作, 机制."""
        return word in self._light

    def phrases_in(self, text: str) -> list[tuple[int, int]]:
        """Where phrases of the lexicon stand that hold a 、 themselves."""
        if "、" not in text:
            return []
        found = self._automaton.find_matches_as_indexes(text)
        return [(start, end) for _, start, end in found if "、" in text[start:end]]

    def groups_in(self, text: str) -> set[int]:
        """Synonym groups of the phrases that stand in a text, without cutting it into words."""
        found = self._group_automaton.find_matches_as_indexes(text, overlapping=True)
        return {n for phrase, *_ in found for n in self._groups[self._group_phrases[phrase]]}

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The words of a clause in order."""
        known = self._seen.get(text)
        if known is None:
            known = self._seen[text] = tuple(self._tokens(text))
        return known

    def _tokens(self, text: str) -> Iterator[Token]:
        at = 0
        for number, start, end in self._automaton.find_matches_as_indexes(text):
            yield from self._plain(text, at, start)
            yield self._token(Word(self._phrases[number], start, end, "n", 0))
            at = end
        yield from self._plain(text, at, len(text))

    def _plain(self, text: str, low: int, high: int) -> Iterator[Token]:
        at = low
        for match in _FIGURE.finditer(text, low, high):
            yield from self._words(text, at, match.start())
            dated = match["date"] is not None
            weight = 0.0 if dated else 0.5  # dates are compared by arithmetic
            yield Token(
                match.group(), *match.span(), "m", weight, _NONE, _NONE, _NONE, number=not dated
            )
            at = match.end()
        yield from self._words(text, at, high)

    def _words(self, text: str, low: int, high: int) -> Iterator[Token]:
        for word in self._segmenter.words(text[low:high]):
            at, half = low + word.start, len(word.text) // 2
            left, right = word.text[:half], word.text[half:]
            if len(word.text) == 4 and {left, right} <= self._common and not self._known(word.text):
                yield self._token(Word(left, at, at + half, "v", 0))  # 严格执行: two plain words
                yield self._token(Word(right, at + half, at + 4, "v", 0))
            else:
                yield self._token(Word(word.text, at, low + word.end, word.tag, word.frequency))

    def _known(self, word: str) -> bool:
        return word in self._groups or word in self._steps or word in self._whole

    def _token(self, word: Word) -> Token:
        return Token(
            word.text,
            word.start,
            word.end,
            word.tag,
            self._weight(word),
            self._groups.get(word.text, frozenset()),
            frozenset(self._steps.get(word.text, ())),
            frozenset(s for s in self._steps.get(word.text, ()) if s[0] in self._exchange),
            tuple(map("".join, pairwise(word.text))),
            word.text in self._whole,
        )

    def _weight(self, word: Word) -> float:
        """How much a word says, 0 to 1: rare words of the language more than common ones."""
        if not _HAN.search(word.text) and not word.text.isalnum():
            return 0.0
        if word.text in self._light or word.text in self._places:
            return 0.12
        if not word.frequency and word.text in self._common:
            return 0.4
        if word.tag in _SILENT and len(word.text) < 3 and word.frequency > 0:
            return 0.0
        if word.tag in _FAINT and not (word.tag == "d" and word.text in self.acts):
            return _FAINT[word.tag]
        rare = 1 - math.log(word.frequency + 2) / math.log(TOTAL)
        size = 0.4 if len(word.text) == 1 else min(1.5, 0.6 + 0.2 * len(word.text))
        return rare * size


def _by_word(groups: Iterable[tuple[int, tuple[str, ...]]]) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, words in groups:
        for word in words:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
