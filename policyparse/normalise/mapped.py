"""A string that remembers, character run by character run, where it came from."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple

Source = tuple[int, int | None]  # raw block, raw cell (None outside tables)


class Piece(NamedTuple):
    """A run copied unchanged: ``text[start:start+length] == source[origin:origin+length]``."""

    start: int
    length: int
    source: Source
    origin: int


class Mapped(NamedTuple):
    """A text with its map back; characters outside the pieces were put in by a step."""

    text: str
    pieces: tuple[Piece, ...]


EMPTY = Mapped("", ())


def of_source(text: str, source: Source) -> Mapped:
    """The whole of a source text, unchanged."""
    return Mapped(text, (Piece(0, len(text), source, 0),) if text else ())


def cut(mapped: Mapped, start: int, end: int) -> Mapped:
    """The stretch from start to end, with its map."""
    pieces = tuple(_clip(mapped.pieces, start, end, -start))
    return Mapped(mapped.text[start:end], pieces)


def strip(mapped: Mapped) -> Mapped:
    """Without blanks at either end."""
    text = mapped.text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if start == 0 and end == len(text):
        return mapped
    return cut(mapped, start, max(start, end))


def join(parts: Iterable[Mapped], separator: str = "") -> Mapped:
    """The parts one behind the other, with a separator that has no source."""
    texts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for number, part in enumerate(parts):
        if number and separator:
            texts.append(separator)
            at += len(separator)
        texts.append(part.text)
        pieces.extend(Piece(p.start + at, p.length, p.source, p.origin) for p in part.pieces)
        at += len(part.text)
    return Mapped("".join(texts), tuple(pieces))


def substitute(
    mapped: Mapped, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], Mapped | str]
) -> Mapped:
    """``re.sub`` that keeps the map; a replacement that is Mapped keeps its own places."""
    matches = list(pattern.finditer(mapped.text))
    if not matches:
        return mapped
    parts: list[Mapped] = []
    at = 0
    for match in matches:
        parts.append(cut(mapped, at, match.start()))
        new = replacement(match)
        parts.append(new if isinstance(new, Mapped) else Mapped(new, ()))
        at = match.end()
    parts.append(cut(mapped, at, len(mapped.text)))
    return join(parts)


def delete(mapped: Mapped, pattern: re.Pattern[str]) -> Mapped:
    """Without what the pattern matches."""
    return substitute(mapped, pattern, lambda _: "")


def sources(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """The source runs of ``text[start:end]``, each clipped to it."""
    return tuple(_clip(pieces, start, end, 0))


def _clip(pieces: tuple[Piece, ...], start: int, end: int, shift: int) -> Iterable[Piece]:
    at = max(0, bisect_right(pieces, start, key=lambda p: p.start) - 1)
    for piece in pieces[at:]:
        if piece.start >= end:
            return
        low, high = max(piece.start, start), min(piece.start + piece.length, end)
        if low < high:
            yield Piece(low + shift, high - low, piece.source, piece.origin + low - piece.start)
