"""Stretches of a text with what stands there, found by place."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, TypeVar

from policyparse.model.tracked import Span

Held = TypeVar("Held")


class Spans(Generic[Held]):
    """Answers what lies, if only in part, in a stretch; in the order of the text."""

    def __init__(self, held: Iterable[tuple[Span, Held]]):
        self._held = sorted(held, key=lambda one: one[0])
        self._starts = [start for (start, _), _ in self._held]
        self._furthest = list(accumulate((end for (_, end), _ in self._held), max))

    def crossing(self, span: Span) -> Iterator[tuple[Span, Held]]:
        """What has characters in common with a stretch."""
        start, end = span
        first = bisect_right(self._furthest, start)  # all before it end where the stretch begins
        for (low, high), held in self._held[first : bisect_left(self._starts, end)]:
            if start < high:
                yield (low, high), held
