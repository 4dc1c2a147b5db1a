"""Characters with places, in whatever order they were drawn -> rows from top to bottom."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from policyparse.readers.page_lines import Char

_LEVEL = 0.4  # em by which characters of a row may stand higher or lower
_RAISED = 0.75  # of the size of its line: a smaller character may be raised
_TWICE = 0.4  # of its width: a character this near to an equal one is drawn again, as if bold
_BLANK = 0.25  # em between words
_BLANK_WIDE = 0.6  # em between Chinese characters, which justified lines set apart
_APART = 2.0  # em: what stands further apart may be in two columns
_WIDE = 0x2E80


def rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Each row from left to right, what is drawn twice once, with blanks between words."""
    found: list[list[Char]] = []
    largest: Char | None = None  # of the row
    for char in sorted(chars, key=_place):
        if largest is not None and _is_level(largest, char):
            found[-1].append(char)
            largest = max(largest, char, key=lambda one: one.size)
        else:
            found.append([char])
            largest = char
    return [_with_blanks(_once(sorted(row, key=_left))) for row in found]


def parted(chars: Iterable[Char]) -> list[list[Char]]:
    """The rows cut where their characters stand far apart, as in columns."""
    return [part for row in rows(chars) for part in _parts(row)]


def _parts(row: Sequence[Char]) -> list[list[Char]]:
    found: list[list[Char]] = [[]]
    right: float | None = None
    for char in row:
        if char.box is None:
            found[-1].append(char)
            continue
        if right is not None and char.box.x0 - right > _APART * char.size:
            found.append([])
        right = char.box.x1
        found[-1].append(char)
    return found


def _place(char: Char) -> tuple[float, float]:
    return (0.0, 0.0) if char.box is None else (char.box.bottom, char.box.x0)


def _left(char: Char) -> float:
    return 0.0 if char.box is None else char.box.x0


def _is_level(one: Char, other: Char) -> bool:
    """Whether two stand on one line, or the smaller is raised beside the larger."""
    small, large = sorted((one, other), key=lambda char: char.size)
    if small.box is None or large.box is None:
        return False
    if small.size < _RAISED * large.size:
        return large.box.top < small.box.middle[1] < large.box.bottom
    return abs(small.box.bottom - large.box.bottom) <= _LEVEL * small.size


def _once(row: Sequence[Char]) -> list[Char]:
    kept: list[Char] = []
    for char in row:
        if not any(_is_again(before, char) for before in kept[-2:]):
            kept.append(char)
    return kept


def _is_again(before: Char, char: Char) -> bool:
    if before.text != char.text or before.box is None or char.box is None:
        return False
    return char.box.x0 - before.box.x0 < _TWICE * (before.box.x1 - before.box.x0)


def _with_blanks(row: Sequence[Char]) -> list[Char]:
    spaced = list(row[:1])
    for before, char in pairwise(row):
        if _is_apart(before, char):
            spaced.append(Char(" ", None, char.size))
        spaced.append(char)
    return spaced


def _is_apart(before: Char, char: Char) -> bool:
    if before.box is None or char.box is None or before.text == " " or char.text == " ":
        return False
    wide = ord(before.text[-1]) >= _WIDE and ord(char.text[0]) >= _WIDE
    gap = char.box.x0 - before.box.x1
    return gap > (_BLANK_WIDE if wide else _BLANK) * min(before.size, char.size)
