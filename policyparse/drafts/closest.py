"""Pairs of what is most alike on two sides, each side's items once."""

from collections.abc import Callable, Sequence
from typing import TypeVar

One = TypeVar("One")


def closest(
    old: Sequence[One], new: Sequence[One], score: Callable[[One, One], float], least: float
) -> dict[int, int]:
    """Numbers of old items -> numbers of new ones; of equals those nearest in order."""
    scored = [
        (-round(value, 6), abs(o - n), o + n, o)
        for o, one in enumerate(old)
        for n, other in enumerate(new)
        if (value := score(one, other)) >= least
    ]
    made: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, both, o in sorted(scored):
        if o not in made and both - o not in taken:
            made[o] = both - o
            taken.add(both - o)
    return made
