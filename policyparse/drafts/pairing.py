"""Which task of the old draft became which of the new one. 条目对应"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from policyparse.drafts.likeness import Pairs, annexed, bare, pairs_of, section, words_of
from policyparse.drafts.order import displaced
from policyparse.model import Task

_TEXT, _TITLE, _SECTION = 0.65, 0.3, 0.05  # what likeness of each is worth
_ENOUGH = 0.5  # likeness of two texts, or of all together
_TITLED = 0.75  # likeness of two titles ...
_FAINT = 0.15  # ... beside which the bodies need be hardly alike
_INSIDE = 0.6  # share of a task that must stand in the one it was cut from
_FRESH = 0.5  # ... and share of that which stands in no other part of it
_LEAST = 8  # pairs of characters that a part must have


@dataclass(frozen=True, slots=True)
class Pair:
    """Tasks that are one and the same matter in both drafts; one side may be empty."""

    old: tuple[int, ...]  # numbers in the old draft
    new: tuple[int, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class _Seen:
    """A task as it is compared; its pairs of characters as the bits of a number."""

    words: str
    text: int
    title: int
    section: tuple[str, ...]


def pair(old: Sequence[Task], new: Sequence[Task]) -> tuple[Pair, ...]:
    """All tasks of both drafts, each once: in the new order, what is gone where it stood."""
    before, after = _seen(old, new)
    found = dict(_identical(before, after))
    found |= _similar(before, after, found)
    parts = _parts(after, before, {n: o for o, n in found.items()})
    whole = {*found, *parts.values()}
    pieces = {
        o: n for o, n in _parts(before, after, found).items() if o not in whole and n not in parts
    }
    olds: dict[int, set[int]] = {n: {o} for o, n in found.items()}  # by the first new task
    news: dict[int, set[int]] = {n: {n} for n in found.values()}
    for n, o in parts.items():
        first = found.setdefault(o, n)
        olds.setdefault(first, {o})
        news.setdefault(first, {first}).add(n)
    for o, n in pieces.items():
        olds.setdefault(n, set()).add(o)
        news.setdefault(n, {n})
    pairs = [Pair(tuple(sorted(olds[n])), tuple(sorted(news[n]))) for n in olds]
    return tuple(_ordered(_with_moves(pairs, before, after), len(old), len(new)))


def _seen(old: Sequence[Task], new: Sequence[Task]) -> tuple[list[_Seen], list[_Seen]]:
    """All tasks with the same bit for the same pair: sets of them meet much faster so."""
    texts = [[pairs_of(words_of(task)) for task in tasks] for tasks in (old, new)]
    titles = [[pairs_of(task.title) for task in tasks] for tasks in (old, new)]
    bits = {
        pair: n for n, pair in enumerate(sorted({p for s in chain(*texts, *titles) for p in s}))
    }
    before, after = (
        [
            _Seen(bare(words_of(task)), _number(text, bits), _number(title, bits), section(task))
            for task, text, title in zip(tasks, *parts, strict=True)
        ]
        for tasks, *parts in zip((old, new), texts, titles, strict=True)
    )
    return before, after


def _number(pairs: Pairs, bits: Mapping[str, int]) -> int:
    found = bytearray(len(bits) // 8 + 1)
    for bit in map(bits.__getitem__, pairs):
        found[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(found, "little")


def _dice(one: int, other: int) -> float:
    """The share that two sets have in common, 0 to 1; two empty ones are alike."""
    sizes = one.bit_count() + other.bit_count()
    return 2 * (one & other).bit_count() / sizes if sizes else 1.0


def _share(one: int, other: int) -> float:
    """How much of the first stands in the second."""
    return (one & other).bit_count() / one.bit_count() if one else 0.0


def _identical(old: Sequence[_Seen], new: Sequence[_Seen]) -> Iterator[tuple[int, int]]:
    """Tasks of the very same words; of several first those under the same heading."""
    found: dict[int, int] = {}
    for by_section in (True, False):
        places: dict[object, list[int]] = defaultdict(list)
        used = set(found.values())
        for n, seen in enumerate(new):
            if n not in used:
                places[seen.words, by_section and seen.section].append(n)
        for o, seen in enumerate(old):
            same = places[seen.words, by_section and seen.section]
            if o not in found and same:
                found[o] = same.pop(0)
    yield from found.items()


def _similar(
    old: Sequence[_Seen], new: Sequence[_Seen], found: Mapping[int, int]
) -> dict[int, int]:
    """The rest, those most alike first; of equals those that stand nearest to their place."""
    taken = set(found.values())
    scored = [
        (-round(score, 6), abs(o / len(old) - n / len(new)), o + n, o, n)
        for o in range(len(old))
        if o not in found
        for n in range(len(new))
        if n not in taken and (score := _score(old[o], new[n]))
    ]
    made: dict[int, int] = {}
    for *_, o, n in sorted(scored):
        if o not in made and n not in taken:
            made[o] = n
            taken.add(n)
    return made


def _score(old: _Seen, new: _Seen) -> float:
    """How alike two tasks are; 0 where they are too little so."""
    text, title = _dice(old.text, new.text), _dice(old.title, new.title)
    score = _TEXT * text + _TITLE * title + _SECTION * (old.section == new.section)
    if text >= _ENOUGH or score >= _ENOUGH or (title >= _TITLED and text >= _FAINT):
        return score
    return 0.0


def _parts(
    ones: Sequence[_Seen], wholes: Sequence[_Seen], found: Mapping[int, int]
) -> dict[int, int]:
    """What is not yet paired but stands in a task of the other draft -> that task.

    What of it stands in the task's own partner too was not cut from there.
    """
    partners = {whole: one for one, whole in found.items()}
    made: dict[int, int] = {}
    for n, one in enumerate(ones):
        if n in found or one.text.bit_count() < _LEAST:
            continue
        best = _INSIDE
        for at, whole in enumerate(wholes):
            inside = _share(one.text, whole.text)
            if inside < best or (inside == best and n in made):
                continue
            if at in partners and not _fresh(one, whole, ones[partners[at]]):
                continue
            best, made[n] = inside, at
    return made


def _fresh(one: _Seen, whole: _Seen, partner: _Seen) -> bool:
    common = one.text & whole.text
    return (common & ~partner.text).bit_count() >= _FRESH * common.bit_count()


def _with_moves(
    pairs: Iterable[Pair], old: Sequence[_Seen], new: Sequence[_Seen]
) -> tuple[Pair, ...]:
    """The pairs in the new order, marked where they left their place or their heading."""
    ordered = sorted(pairs, key=lambda pair: pair.new)
    kept = {seen.section for seen in old} & {seen.section for seen in new}
    moved = {pair for pair in ordered if _elsewhere(pair, old, new, kept)}
    stayed = [pair for pair in ordered if pair not in moved]
    away = displaced([pair.old[0] for pair in stayed])
    moved |= {pair for n, pair in enumerate(stayed) if n in away}
    return tuple(replace(pair, moved=pair in moved) for pair in ordered)


def _elsewhere(
    pair: Pair,
    old: Sequence[_Seen],
    new: Sequence[_Seen],
    kept: set[tuple[str, ...]],
) -> bool:
    """Whether a task came under another heading; one that was only reworded is no other."""
    here, there = old[pair.old[0]].section, new[pair.new[0]].section
    if annexed(here) != annexed(there):
        return True
    return here != there and (here in kept or there in kept)


def _ordered(pairs: Sequence[Pair], old: int, new: int) -> Iterator[Pair]:
    """In the new order; what is gone behind what stood before it."""
    partner = {o: pair.new[0] for pair in pairs for o in pair.old}
    used = {n for pair in pairs for n in pair.new}
    keyed = [((pair.new[0], 0, 0), pair) for pair in pairs]
    keyed += [((n, 0, 0), Pair((), (n,))) for n in range(new) if n not in used]
    behind = -1
    for o in range(old):
        if o in partner:
            behind = partner[o]
        else:
            keyed.append(((behind, 1, o), Pair((o,), ())))
    yield from (pair for _, pair in sorted(keyed, key=lambda item: item[0]))
