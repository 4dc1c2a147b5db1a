"""Text with the stretches of it that a revision or a comment covers."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from policyparse.model import RawBlock, Stretch

Key = int | str  # number of a revision, or id of a comment


class Mark(NamedTuple):
    """``text[start:end]`` is covered."""

    key: Key
    start: int
    end: int
    cell: int | None = None


class Marked(NamedTuple):
    """A text and what covers it."""

    text: str
    marks: tuple[Mark, ...] = ()


class MarkedBlock(NamedTuple):
    """A block and what covers the text of it or of its cells."""

    block: RawBlock
    marks: tuple[Mark, ...] = ()


class Extents:
    """What is open while paragraphs are read; it may go on over several of them."""

    def __init__(self) -> None:
        self._open: dict[Key, int] = {}
        self._closed: list[Mark] = []

    def begin(self) -> None:
        """A paragraph begins: what is open covers it from its first character."""
        self._open = dict.fromkeys(self._open, 0)
        self._closed = []

    def open(self, key: Key, at: int = 0) -> None:
        """Something begins here, or before the next paragraph."""
        self._open.setdefault(key, at)

    def close(self, key: Key, at: int = 0) -> None:
        """It ends here, or after the last paragraph."""
        start = self._open.pop(key, None)
        if start is not None:
            self._closed.append(Mark(key, start, at))

    def end(self, at: int) -> tuple[Mark, ...]:
        """The paragraph ends: all that covers some of it."""
        rest = (Mark(key, start, at) for key, start in self._open.items())
        return (*self._closed, *rest)


def joined(parts: Iterable[Marked], separator: str = "") -> Marked:
    """The parts one behind the other."""
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for number, part in enumerate(parts):
        at += len(separator) if number else 0
        texts.append(part.text)
        marks += (m._replace(start=m.start + at, end=m.end + at) for m in part.marks)
        at += len(part.text)
    return Marked(separator.join(texts), tuple(marks))


def stretches(blocks: Iterable[MarkedBlock]) -> dict[Key, tuple[Stretch, ...]]:
    """Where each revision and comment stands; one that covers nothing has a place all the same."""
    found: dict[Key, list[Stretch]] = {}
    for index, (_, marks) in enumerate(blocks):
        for mark in marks:
            place = Stretch(index, mark.cell, mark.start, mark.end)
            found.setdefault(mark.key, []).append(place)
    return {key: _covering(places) for key, places in found.items()}


def _covering(places: list[Stretch]) -> tuple[Stretch, ...]:
    """Those with characters; what two paragraphs made one have side by side is one."""
    kept: list[Stretch] = []
    for place in places:
        last = kept[-1] if kept else None
        if last and _ends_at(last) == (place.block, place.cell, place.start):
            kept[-1] = replace(last, end=place.end)
        elif place.start < place.end:
            kept.append(place)
    return tuple(kept) or (places[0],)


def _ends_at(place: Stretch) -> tuple[int, int | None, int]:
    return place.block, place.cell, place.end
