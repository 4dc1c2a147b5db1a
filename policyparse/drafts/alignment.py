"""Which texts of two rows stand for each other, in the order of both: the heaviest chain."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from policyparse.drafts.likeness import Pairs, dice

_NEAR = 24  # places of a pair of characters that are looked at, those nearest in order
_BEST = 8  # texts that share the most pairs, of which the likeness is measured
_ALL = 400  # of equal texts every one may stand for every one, up to so many pairs
Match = tuple[int, int]  # numbers of the old and of the new item


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph, a sentence, a row: what makes it equal to another, and what alike."""

    key: str
    pairs: Pairs
    kind: Hashable = None  # only items of one kind stand for each other


def chain(old: Sequence[Item], new: Sequence[Item], least: float) -> tuple[Match, ...]:
    """Pairs that cross no other pair and hold the most words in common.

    Two that are not equal are at least as alike as ``least``.
    """
    weights: dict[Match, int] = {}
    for o, n in _equal(old, new):
        weights[o, n] = 2 * len(old[o].pairs) + 3
    for o, n in _alike(old, new):
        if (o, n) not in weights and dice(old[o].pairs, new[n].pairs) >= least:
            weights[o, n] = 2 * len(old[o].pairs & new[n].pairs) + 1
    return tuple(_heaviest(weights, len(old)))


def _equal(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Match]:
    groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, items in enumerate((old, new)):
        for number, item in enumerate(items):
            groups[item.kind, item.key][side].append(number)
    for olds, news in groups.values():
        if len(olds) * len(news) <= _ALL:
            yield from ((o, n) for o in olds for n in news)
        else:  # too many to try them all: counted from the first, and from the last
            yield from zip(olds, news, strict=False)
            yield from zip(reversed(olds), reversed(news), strict=False)


def _alike(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Match]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for o, item in enumerate(old):
        for pair in item.pairs:
            places[item.kind, pair].append(o)
    for n, item in enumerate(new):
        here = n * len(old) // len(new)
        found: Counter[int] = Counter()
        for pair in item.pairs:
            found.update(_near(places.get((item.kind, pair), []), here))
        best = sorted(found, key=lambda o: (-found[o], abs(o - here), o))
        yield from ((o, n) for o in best[:_BEST])


def _near(places: list[int], here: int) -> list[int]:
    """Those of the sorted places that are nearest to one."""
    if len(places) <= _NEAR:
        return places
    first = max(0, min(bisect_left(places, here) - _NEAR // 2, len(places) - _NEAR))
    return places[first : first + _NEAR]


def _heaviest(weights: dict[Match, int], size: int) -> list[Match]:
    """The chain, rising on both sides, whose weights sum to the most."""
    tree: list[tuple[int, Match | None]] = [(0, None)] * (size + 1)  # best by old number, Fenwick
    before: dict[Match, Match | None] = {}
    for o, n in sorted(weights, key=lambda match: (match[1], -match[0])):
        total, last = _best_up_to(tree, o)
        before[o, n] = last
        at, total = o + 1, total + weights[o, n]
        while at <= size:
            if total > tree[at][0]:
                tree[at] = (total, (o, n))
            at += at & -at
    found: list[Match] = []
    last = _best_up_to(tree, size)[1]
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]


def _best_up_to(tree: list[tuple[int, Match | None]], size: int) -> tuple[int, Match | None]:
    """The heaviest chain whose old numbers are all smaller than ``size``."""
    best: tuple[int, Match | None] = (0, None)
    while size:
        if tree[size][0] > best[0]:
            best = tree[size]
        size -= size & -size
    return best
