"""The order in which the lines of a page are read: down each column, or row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from policyparse.readers.page_lines import Line
from policyparse.readers.page_space import enclosing

_OVERLAP = 3.0  # points by which lines side by side overlap in height
_NARROWEST = 8.0  # em: a column of prose is at least as wide
_GAP = 0.8  # em between columns
_EDGE = 1.6  # em within which a line reaches the edge of its column
_FULL = 0.4  # of the lines of a column of prose reach its edge; cells of a list do not
_LEAST = 3  # lines side by side that make columns
_SPREAD = 1.8  # em: a justified line is hardly spread more
_LATIN = 0.55  # em: Latin letters are hardly wider on average
_SET_IN = 3.0  # em by which the lines of a column may be set in
_DEEPEST = 2  # cuts: four columns


def arranged(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page in reading order.

    Those in columns say in which, pieces of one row are made one line.
    """
    found: list[list[Line]] = []
    cut: float | None = None
    for lines in pages:
        ordered = sorted(lines, key=_top)
        if _beside(ordered):
            cut = _cut(ordered) or (cut if _goes_on(ordered, cut) else None)
            found.append(_rows(ordered) if cut is None else _down_columns(ordered, cut))
        else:
            found.append(ordered)
    return found


def may_hold_gaps(lines: Sequence[Line]) -> bool:
    """Whether several lines are much longer than their characters, as if they cross columns."""
    return sum(_free(line) > _SPREAD * line.size for line in lines) >= _LEAST


def _free(line: Line) -> float:
    """How much longer than its characters a line is, in points; cheap, and not exact."""
    wide = (len(line.text.encode("utf-8", "replace")) - len(line.text)) / 2
    latin = (len(line.text) - wide) * _LATIN
    return line.box.x1 - line.box.x0 - (wide + latin) * line.size


def _goes_on(ordered: Sequence[Line], cut: float | None) -> bool:
    """Whether the columns of the page before end here, with too few lines to be found."""
    if cut is None:
        return False
    em = median(line.size for line in ordered)
    right = [line for line in ordered if line.box.x0 >= cut]
    return all(line.box.x0 < cut + _SET_IN * em for line in right)


def _down_columns(ordered: Sequence[Line], cut: float) -> list[Line]:
    found: list[Line] = []
    for band in _bands(ordered, cut):
        columns = _columns(band, cut, _DEEPEST)
        for number, column in enumerate(columns):
            place = (number + 1, len(columns)) if len(columns) > 1 else (0, 0)
            found.extend(replace(line, column=place) for line in _rows(column))
    return found


def _top(line: Line) -> tuple[float, float]:
    return line.box.top, line.box.x0


def _beside(ordered: Sequence[Line]) -> int:
    """How many lines stand beside the one before them."""
    return sum(_is_beside(before, after) for before, after in pairwise(ordered))


def _is_beside(one: Line, other: Line) -> bool:
    if other.box.top >= one.box.bottom - _OVERLAP:
        return False
    return other.box.x0 >= one.box.x1 or other.box.x1 <= one.box.x0


def _cut(ordered: Sequence[Line]) -> float | None:
    """Where the page is cut into columns of prose: the left edge of the right one."""
    em = median(line.size for line in ordered)
    best: tuple[int, float] | None = None
    for cut in sorted({round(line.box.x0) - 1.0 for line in ordered}):
        left = [line for line in ordered if line.box.x1 <= cut - _GAP * em + 1]
        right = [line for line in ordered if line.box.x0 >= cut]
        if min(len(left), len(right)) < _LEAST or not (_is_prose(left) and _is_prose(right)):
            continue
        beside = _beside(sorted((*left, *right), key=_top))
        if beside >= _LEAST and (best is None or beside > best[0]):
            best = beside, cut
    return None if best is None else best[1]


def _is_prose(column: Sequence[Line]) -> bool:
    em = median(line.size for line in column)
    left = min(line.box.x0 for line in column)
    right = max(line.box.x1 for line in column)
    full = sum(line.box.x1 >= right - _EDGE * em for line in column)
    return right - left >= _NARROWEST * em and full >= _FULL * len(column)


def _bands(ordered: Sequence[Line], cut: float) -> Iterator[list[Line]]:
    """The lines between those that go across the cut, and each of these by itself."""
    band: list[Line] = []
    for line in ordered:
        if line.box.x0 < cut < line.box.x1:
            yield band
            yield [line]
            band = []
        else:
            band.append(line)
    yield band


def _columns(lines: list[Line], cut: float, deepest: int) -> list[list[Line]]:
    """Lines cut into columns, and these again; one that goes across a cut keeps all whole."""
    left = [line for line in lines if line.box.x1 <= cut]
    right = [line for line in lines if line.box.x0 >= cut]
    few = min(len(left), len(right)) < 1 or len(lines) < _LEAST
    if few or len(left) + len(right) < len(lines):
        return [lines]
    found = []
    for side in (left, right):
        again = _cut(side) if deepest > 1 else None
        found.extend([side] if again is None else _columns(side, again, deepest - 1))
    return found


def _rows(ordered: Sequence[Line]) -> list[Line]:
    """Pieces that stand side by side made one line, from left to right."""
    rows: list[list[Line]] = []
    for line in ordered:
        if rows and all(_is_level(other, line) for other in rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined(row) for row in rows]


def _is_level(one: Line, other: Line) -> bool:
    """Whether two pieces are of one row: beside each other, at nearly the same height."""
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    lower = min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)
    return shared > 0.6 * lower and _is_beside(one, other)


def _joined(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    pieces = sorted(row, key=lambda line: line.box.x0)
    text = " ".join(piece.text for piece in pieces)
    return replace(pieces[0], text=text, box=enclosing([piece.box for piece in pieces]))
