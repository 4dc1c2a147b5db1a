"""Footnotes of a page: small lines at its foot, each with a mark that is raised in the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from policyparse.readers.page_lines import Char, Line
from policyparse.readers.page_running import PAGE_NUMBER

_SMALL = 0.92  # of the body's size: notes are smaller
_RAISED = 0.75  # of the size of its line: a mark is smaller
_APART = 2.5  # sizes between notes and what stands below them, such as the page's number
_MARK = re.compile(r"\s*[\[〔【（(]?\s*(\d{1,3}|[①-⑳*＊※])\s*[\]〕】）)]?")

Row = list[Char]


def may_hold_notes(lines: Sequence[Line]) -> bool:
    """Whether any line with a mark is small: cheap, and misses none."""
    size = max((line.size for line in lines), default=0.0) * _SMALL
    return any(line.size < size and _MARK.match(line.text) for line in lines)


def without_notes(rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The rows without notes and their marks, and the text of each note."""
    placed = sorted((row for row in rows if _first(row) is not None), key=_top)
    size = _body(placed)
    small = len(placed)
    while small and _size(placed[small - 1]) < size * _SMALL:
        small -= 1
    raised = {mark for row in placed[:small] for mark, _ in _raised(row)}
    begin = next((i for i in range(small, len(placed)) if _mark(placed[i]) in raised), None)
    if begin is None:
        return list(rows), []
    notes: list[list[Row]] = []
    for index in range(begin, len(placed)):
        row = placed[index]
        apart = index > begin and _top(row) - _top(placed[index - 1]) > _APART * _size(row)
        if apart or PAGE_NUMBER.fullmatch(_text(row)):
            break
        if _mark(row) in raised or not notes:
            notes.append([])
        notes[-1].append(row)
    marks = {_mark(note[0]) for note in notes}
    taken = {id(row) for note in notes for row in note}
    kept = [_unmarked(row, marks) for row in rows if id(row) not in taken]
    return kept, ["".join(map(_text, note)) for note in notes]


def _body(rows: Sequence[Row]) -> float:
    """The size of most characters."""
    sizes = Counter(round(char.size, 1) for row in rows for char in row if char.box is not None)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _size(row: Row) -> float:
    """The size of most characters of a row, whose first may be a raised mark."""
    return _body([row])


def _first(row: Row) -> Char | None:
    return next((char for char in row if char.box is not None), None)


def _top(row: Row) -> float:
    return max((char.box.top for char in row if char.box is not None), default=0.0)


def _text(row: Row) -> str:
    return "".join(char.text for char in row).strip()


def _mark(row: Row) -> str | None:
    found = _MARK.match(_text(row))
    return found[1] if found else None


def _raised(row: Row) -> Iterator[tuple[str, range]]:
    """The raised marks of a row behind other text, and which characters they are."""
    size = _size(row)
    begin = 0
    while begin < len(row):
        end = begin
        while end < len(row) and row[end].box is not None and row[end].size < size * _RAISED:
            end += 1
        found = _MARK.fullmatch(_text(row[begin:end]))
        if begin and found:
            yield found[1], range(begin, end)
        begin = max(end, begin + 1)


def _unmarked(row: Row, marks: set[str | None]) -> Row:
    gone = {index for mark, place in _raised(row) if mark in marks for index in place}
    return [char for index, char in enumerate(row) if index not in gone] if gone else row
