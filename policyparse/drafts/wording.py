"""The wording of a task in two drafts, word by word. 文字修改"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from policyparse.drafts.alignment import Item, chain
from policyparse.drafts.likeness import pairs_of
from policyparse.grammar.mentions import MentionGrammar
from policyparse.grammar.numbering import claim
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.matching.words import DATE
from policyparse.model import Task
from policyparse.model.diff import WordChange, WordOp
from policyparse.nlp.words import Segmenter

_FIGURE = re.compile(rf"{DATE.pattern}|\d+(?:\.\d+)?(?:[—-]\d+(?:\.\d+)?)?[%‰％万亿]*|[A-Za-z]+")
_MARKS = "。；！？\n"
_BRIDGE = 1  # characters that agree between two changes and make them no two
_LONG = 2000  # words, more are compared sentence by sentence
_LIKE = 0.4  # likeness of two sentences of which one became the other
_OPS = {"insert": WordOp.INSERT, "delete": WordOp.DELETE, "replace": WordOp.REPLACE}
Step = tuple[int, int, int, int]  # from and to in the old words, from and to in the new ones


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


class Redline:
    """Cuts texts into words that are never broken: names of units, dates, figures, words."""

    def __init__(self, lexicon: Lexicon, texts: Iterable[str], units: Iterable[str]):
        self._mentions = MentionGrammar(UnitNames(lexicon))
        named = {name for name in units if len(name) > 1}
        self._units = re.compile(alternation(named)) if named else re.compile("(?!)")
        self._segmenter = Segmenter(lexicon, list(texts), sorted(named))

    def changes(self, old: str, new: str) -> tuple[WordChange, ...]:
        """The steps from the old text to the new one."""
        if old == new:
            return ()
        before, after = tuple(self._words(old)), tuple(self._words(new))
        steps = _steps([word.text for word in before], [word.text for word in after])
        spans = [
            (*_span(before, a, b, len(old)), *_span(after, c, d, len(new))) for a, b, c, d in steps
        ]
        changed = (
            span
            for span in _bridged(spans, old)
            if old[span[0] : span[1]] != new[span[2] : span[3]]
        )
        return tuple(_change(old, new, span) for span in changed)

    def units(self, text: str) -> Iterator[str]:
        """The names of units in a text."""
        for mention in self._mentions.find(text, 0, len(text)):
            yield text[mention.start : mention.end]

    def _words(self, text: str) -> Iterator[_Word]:
        """Names, dates and figures whole; what is between them by the dictionary."""
        at = 0
        for start, end in self._whole(text):
            yield from self._plain(text, at, start)
            yield _Word(text[start:end], start, end)
            at = end
        yield from self._plain(text, at, len(text))

    def _plain(self, text: str, low: int, high: int) -> Iterator[_Word]:
        for word in self._segmenter.words(text[low:high]):
            yield _Word(word.text, low + word.start, low + word.end)

    def _whole(self, text: str) -> Iterator[tuple[int, int]]:
        """Stretches that are never broken; of two that overlap the one that begins first."""
        found = [m.span() for m in self._units.finditer(text)]
        found += [(m.start, m.end) for m in self._mentions.find(text, 0, len(text))]
        found += [m.span() for m in _FIGURE.finditer(text)]
        number = claim(text)
        if number:
            found.append((0, number.length))
        at = 0
        for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
            if start >= at:
                yield start, end
                at = end


def names_of(tasks: Iterable[Task]) -> set[str]:
    """All names of units, as written and with what they carry along."""
    units = [a.unit for task in tasks for a in task.assignments]
    return {name for unit in units for name in (unit.mention, unit.name)}


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """Where two rows of words differ; very long ones are first compared sentence by sentence."""
    if min(len(old), len(new)) <= _LONG:
        for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if op != "equal":
                yield a, b, c, d
        return
    one, other = _sentences(old), _sentences(new)
    found = chain([_item(old, *span) for span in one], [_item(new, *span) for span in other], _LIKE)
    a = c = 0
    for o, n in found:
        (low, high), (least, most) = one[o], other[n]
        if a < low or c < least:
            yield a, low, c, least
        if old[low:high] != new[least:most]:
            yield from _inside(old, new, (low, high, least, most))
        a, c = high, most
    if a < len(old) or c < len(new):
        yield a, len(old), c, len(new)


def _inside(old: Sequence[str], new: Sequence[str], step: Step) -> Iterator[Step]:
    """The differences of two sentences; of two endless ones the whole is one."""
    a, b, c, d = step
    if min(b - a, d - c) > _LONG:
        yield step
        return
    for low, high, least, most in _steps(old[a:b], new[c:d]):
        yield a + low, a + high, c + least, c + most


def _sentences(words: Sequence[str]) -> list[tuple[int, int]]:
    ends = [n for n, word in enumerate(words, start=1) if word in _MARKS]
    return list(pairwise(dict.fromkeys((0, *ends, len(words)))))


def _item(words: Sequence[str], start: int, end: int) -> Item:
    text = "".join(words[start:end])
    return Item(text, pairs_of(text))


def _span(words: Sequence[_Word], first: int, last: int, size: int) -> tuple[int, int]:
    start = words[first].start if first < len(words) else size
    return start, words[last - 1].end if last > first else start


def _bridged(
    spans: Iterable[tuple[int, int, int, int]], old: str
) -> Iterator[tuple[int, int, int, int]]:
    """Changes with but a character between them as one; a mark keeps them apart."""
    held: tuple[int, int, int, int] | None = None
    for span in spans:
        between = old[held[1] : span[0]] if held else ""
        if held and len(between) <= _BRIDGE and not any(m in between for m in _MARKS):
            held = held[0], span[1], held[2], span[3]
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _change(old: str, new: str, span: tuple[int, int, int, int]) -> WordChange:
    gone, come = old[span[0] : span[1]], new[span[2] : span[3]]
    op = "replace" if gone and come else "insert" if come else "delete"
    return WordChange(op=_OPS[op], old=gone, new=come, old_at=span[0], new_at=span[2])
