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
Group = tuple[list[int], list[int]]  # numbers of equal old items, and of the new ones


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
    groups = _groups(old, new)
    weights: dict[Match, int] = {}
    for o, n in _equal(groups):
        weights[o, n] = 2 * len(old[o].pairs) + 3
    for o, n in _alike(old, new, _single(groups, 0), _single(groups, 1)):
        if (o, n) not in weights and dice(old[o].pairs, new[n].pairs) >= least:
            weights[o, n] = 2 * len(old[o].pairs & new[n].pairs) + 1
    return tuple(_heaviest(weights, len(old)))


def _groups(old: Sequence[Item], new: Sequence[Item]) -> list[Group]:
    """The numbers of items that are equal, in the old and in the new row."""
    groups: dict[Hashable, Group] = defaultdict(lambda: ([], []))
    for side, items in enumerate((old, new)):
        for number, item in enumerate(items):
            groups[item.kind, item.key][side].append(number)
    return list(groups.values())


def _equal(groups: Sequence[Group]) -> Iterator[Match]:
    for olds, news in groups:
        if len(olds) * len(news) <= _ALL:
            yield from ((o, n) for o in olds for n in news)
        else:  # too many to try them all: counted from the first, and from the last
            yield from zip(olds, news, strict=False)
            yield from zip(reversed(olds), reversed(news), strict=False)


def _single(groups: Sequence[Group], side: int) -> list[int]:
    """Items of one side of which not every one has an equal that was tried."""
    return sorted(
        number
        for group in groups
        if len(group[side]) > len(group[1 - side]) or len(group[0]) * len(group[1]) > _ALL
        for number in group[side]
    )


def _alike(
    old: Sequence[Item], new: Sequence[Item], olds: Sequence[int], news: Sequence[int]
) -> Iterator[Match]:
    """Of the items that have no equal of their own, those that share the most words."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for o in olds:
        for pair in old[o].pairs:
            places[old[o].kind, pair].append(o)
    for n in news:
        item, here = new[n], n * len(old) // len(new)
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
