"""How long work is followed from outside, such as by a progress bar."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Track(Protocol):
    """Gives the items of a piece of work one by one, and sees how far it has come."""

    def __call__(self, label: str, items: Sequence[Item], /) -> Iterable[Item]:
        """The same items in the same order."""


def silent(label: str, items: Sequence[Item], /) -> Iterable[Item]:
    """Follow nothing."""
    return items
