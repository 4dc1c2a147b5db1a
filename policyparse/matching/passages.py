"""The clause and the sentence that a value stands in, from the task's own text."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from policyparse.model.evidence import Evidence
from policyparse.model.plan import Plan
from policyparse.model.task import Task

_SENTENCE = "。；;\n"
_CLAUSE = "，,：:" + _SENTENCE
_NOISE = re.compile(
    r"[\W_]|\d+|全[省市县区]|(?<![小社园城街辖校片厂库景灾地])[省市县区](?=[^内外政])|(?:年|月|日|每)?(?:底|末|起)?前|人民政府"
)


def stretch(task: Task, start: int) -> Evidence | None:
    """The piece of a task's text in which an offset lies."""
    return next((e for e in task.evidence if e.start <= start < e.end), None)


def piece(place: Evidence, start: int, end: int, stops: str = _CLAUSE) -> tuple[int, int]:
    """The stretch between two stops that holds ``start:end``, as offsets in the text."""
    low, high = start - place.start, end - place.start
    while low > 0 and place.text[low - 1] not in stops:
        low -= 1
    while high < len(place.text) and place.text[high] not in stops:
        high += 1
    return place.start + low, place.start + high


def sentence(place: Evidence, start: int, end: int) -> tuple[int, int]:
    """As ``piece``, between full stops and semicolons."""
    return piece(place, start, end, _SENTENCE)


def text_of(place: Evidence, span: tuple[int, int]) -> str:
    """The words of a span."""
    return place.text[span[0] - place.start : span[1] - place.start]


def bigrams(text: str) -> frozenset[str]:
    """Pairs of characters, without figures, dates and words of level."""
    bare = _NOISE.sub("", text)
    return frozenset(map("".join, pairwise(bare)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two texts have in common, from 0 to 1; a short text inside a long one is near."""
    return _likeness(len(one & other), len(one), len(other))


def _likeness(common: int, one: int, other: int) -> float:
    if not common:
        return 0.0
    dice = 2 * common / (one + other)
    return (dice + common / min(one, other)) / 2


class Postings:
    """Many texts by their pairs of characters, so that no text is held against all of them."""

    def __init__(self, texts: Iterable[frozenset[str]]):
        self._sizes: list[int] = []
        self._at: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            self._sizes.append(len(text))
            for pair in text:
                self._at.setdefault(pair, []).append(number)

    def common(self, text: frozenset[str]) -> dict[int, int]:
        """How many pairs the texts share with this one; texts that share none are left out."""
        found: dict[int, int] = {}
        for pair in text:
            for number in self._at.get(pair, ()):
                found[number] = found.get(number, 0) + 1
        return found

    def likeness(self, text: frozenset[str]) -> dict[int, float]:
        """As the function of this name, for all texts that share something with this one."""
        size, sizes = len(text), self._sizes
        return {n: _likeness(same, size, sizes[n]) for n, same in self.common(text).items()}


def spoken(plan: Plan) -> Iterator[tuple[Task, frozenset[str]]]:
    """The sentences of all tasks, as pairs of characters."""
    for task in plan.tasks:
        for text in re.split(f"[{_SENTENCE}]", task.text):
            if text.strip():
                yield task, bigrams(text)
