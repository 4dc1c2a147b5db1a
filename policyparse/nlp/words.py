"""Words of a text, by jieba with the lexicon as part of its dictionary.

jieba's own start builds a table of all 350,000 words and their beginnings and takes most of a
second. A ``Segmenter`` that is told which texts it will see loads only the words that can occur.
"""

import logging
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from policyparse.lexicon.lexicon import Lexicon

OWN = 3000  # as frequent as a common word, so that a word of the lexicon wins over its parts
_TAGS = {"vn": "v", "vd": "v", "vi": "v", "ad": "d", "an": "a"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``text[start:end]``."""

    text: str
    start: int
    end: int
    tag: str  # first letter of jieba's part of speech, x where it is unknown
    frequency: int  # in jieba's corpus of TOTAL words; 0 where it is unknown


class Segmenter:
    """Cuts texts into words."""

    def __init__(
        self, lexicon: Lexicon, texts: Iterable[str] | None = None, phrases: Iterable[str] = ()
    ):
        pairs = None if texts is None else _pairs(texts)
        self._tags: dict[str, str] = {}
        own = (*lexicon.jieba_words, *phrases)
        frequencies = self._frequencies(pairs)
        self._known = dict(frequencies)
        for word in own:
            if pairs is None or word[:2] in pairs:
                frequencies[word] = max(OWN, frequencies.get(word, 0))
                self._tags.setdefault(word, "n")
        self._tokenizer = _tokenizer(frequencies)

    def _frequencies(self, pairs: set[str] | None) -> dict[str, int]:
        lines = _dictionary()
        if pairs is not None:
            begins = pairs | {f"{pair} " for pair in pairs if len(pair) == 1}
            lines = [line for line in lines if line[:2] in begins]
        found: dict[str, int] = {}
        for word, frequency, tag in map(str.split, lines):
            found[word] = int(frequency)
            self._tags[word] = _TAGS.get(tag, tag[:1])
        return found

    def words(self, text: str) -> Iterator[Word]:
        """All words of a text in order; blanks and punctuation are words too."""
        at = 0
        for word in self._tokenizer.cut(text, HMM=False):
            end = at + len(word)
            yield Word(word, at, end, self._tags.get(word, "x"), self._known.get(word, 0))
            at = end

    def cut(self, text: str) -> list[str]:
        """The bare words."""
        return list(self._tokenizer.cut(text, HMM=False))


@cache
def segmenter(lexicon: Lexicon) -> Segmenter:
    """A segmenter for any text, made once."""
    return Segmenter(lexicon)


def _pairs(texts: Iterable[str]) -> set[str]:
    """Every character and every two characters that stand side by side."""
    found: set[str] = set()
    for text in texts:
        found.update(text)
        found.update(map("".join, pairwise(text)))
    return found


def _jieba() -> Any:
    """jieba without ``pkg_resources``, which it can do without and which takes most of its time."""
    if "jieba" not in sys.modules and "pkg_resources" not in sys.modules:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
        try:
            return _jieba_alone()
        finally:
            del sys.modules["pkg_resources"]
    return _jieba_alone()


def _jieba_alone() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own escapes
        import jieba
    jieba.setLogLevel(logging.WARNING)
    return jieba


@cache
def _dictionary() -> list[str]:
    """The lines of jieba's dictionary: word, frequency, part of speech."""
    with _jieba().dt.get_dict_file() as file:
        return file.read().decode("utf-8").splitlines()  # type: ignore[no-any-return]


def _tokenizer(frequencies: dict[str, int]) -> Any:
    """A tokenizer that holds just these words and, as jieba wants it, their beginnings."""
    tokenizer = _jieba().Tokenizer()
    table = dict(frequencies)
    for word in frequencies:
        for end in range(1, len(word)):
            table.setdefault(word[:end], 0)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = table, TOTAL, True
    return tokenizer


TOTAL = 60_101_967  # sum of all frequencies in jieba's dictionary
