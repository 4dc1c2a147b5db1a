"""What stands elsewhere than before, seen beside what kept its order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence


def displaced(places: Sequence[int]) -> frozenset[int]:
    """Positions of those that left the order of the others.

    ``places`` are the old places in the new order. What stands in every longest rising row kept
    its place: of five the last put first is one that moved, of two that changed places both did.
    """
    before = _longest(places)
    after = _longest([-place for place in reversed(places)])[::-1]
    most = max(before, default=0)
    on_row = [one + other - 1 == most for one, other in zip(before, after, strict=True)]
    at = Counter(length for length, on in zip(before, on_row, strict=True) if on)
    return frozenset(
        n
        for n, (length, on) in enumerate(zip(before, on_row, strict=True))
        if not on or at[length] > 1
    )


def _longest(places: Sequence[int]) -> list[int]:
    """For each place the length of the longest rising row that ends with it."""
    ends: list[int] = []
    found: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        found.append(at + 1)
    return found
