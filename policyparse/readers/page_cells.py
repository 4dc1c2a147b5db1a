"""Ruled tables of a page: the characters of its lines are given to the cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from policyparse.readers.page_lines import Char
from policyparse.readers.page_paragraphs import first_token, glued
from policyparse.readers.page_space import Box

_SNAP = 3.0  # points within which edges are the same
_PADDING = 6.0  # points: the most that a cell keeps free at its sides
_EXACT = 0.02  # em by which measuring may be wrong


@dataclass(frozen=True, slots=True)
class PieceCell:
    """A cell of the part of a table that stands on one page."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    room: float = 0.0  # em left free in its last line


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a table that stands on one page."""

    page: int
    box: Box
    cells: tuple[PieceCell, ...]
    rows: int
    edges: tuple[float, ...]  # of the columns, from left to right

    @property
    def columns(self) -> int:
        """How many columns the rules draw."""
        return len(self.edges) - 1

    def at(self, row: int, column: int) -> PieceCell | None:
        """The cell that covers a place."""
        for cell in self.cells:
            if (
                cell.row <= row < cell.row + cell.row_span
                and cell.column <= column < cell.column + cell.column_span
            ):
                return cell
        return None


@dataclass(frozen=True, slots=True)
class _Segment:
    text: str
    x0: float
    x1: float
    top: float


class _Frame:
    """The rules of one table as a grid: which cell a point is in."""

    def __init__(self, boxes: Sequence[Box]):
        self.xs = merged([x for box in boxes for x in (box.x0, box.x1)])
        self.ys = merged([y for box in boxes for y in (box.top, box.bottom)])
        self.boxes = boxes
        self.spans = [self._span(box) for box in boxes]
        self.box = Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
        self._owners = {
            (row, column): index
            for index, (top, left, high, wide) in enumerate(self.spans)
            for row in range(top, top + high)
            for column in range(left, left + wide)
        }

    def owner(self, point: tuple[float, float]) -> int | None:
        """The index of the cell that holds a point of the table."""
        row = _interval(self.ys, point[1])
        column = _interval(self.xs, point[0])
        return self._owners.get((row, column))

    def _span(self, box: Box) -> tuple[int, int, int, int]:
        top, left = _nearest(self.ys, box.top), _nearest(self.xs, box.x0)
        high = max(1, _nearest(self.ys, box.bottom) - top)
        wide = max(1, _nearest(self.xs, box.x1) - left)
        return top, left, high, wide


def pieces(
    found: Sequence[Sequence[Box]], lines: Sequence[Sequence[Char]], page: int
) -> tuple[list[Piece], list[list[Char]]]:
    """The tables, each given by the boxes of its cells, filled; and the lines outside them."""
    made = [_Frame(boxes) for boxes in found if len(boxes) > 1]
    frames = [frame for frame in made if len(frame.xs) > 2]
    texts: list[dict[int, list[_Segment]]] = [{} for _ in frames]
    outside: list[list[Char]] = []
    for line in lines:
        rest = _sort_out(line, frames, texts)
        if any(char.text.strip() for char in rest):
            outside.append(rest)
    filled = [_piece(frame, text, page) for frame, text in zip(frames, texts, strict=True)]
    return filled, outside


def _sort_out(
    line: Sequence[Char], frames: Sequence[_Frame], texts: list[dict[int, list[_Segment]]]
) -> list[Char]:
    """Give the characters of a line to the cells they are in; what is left is outside."""
    rest: list[Char] = []
    run: list[Char] = []
    owner: tuple[int, int] | None = None
    for char in line:
        if char.box is None:  # a blank between two words belongs where the word before it is
            (rest if owner is None else run).append(char)
            continue
        now = _owner(char, frames)
        if now != owner:
            _close(run, owner, texts)
            run, owner = [], now
        (rest if now is None else run).append(char)
    _close(run, owner, texts)
    return rest


def _owner(char: Char, frames: Sequence[_Frame]) -> tuple[int, int] | None:
    if char.box is None:
        return None
    point = char.box.middle
    for index, frame in enumerate(frames):
        if frame.box.holds(point):
            cell = frame.owner(point)
            return None if cell is None else (index, cell)
    return None


def _close(
    run: list[Char], owner: tuple[int, int] | None, texts: list[dict[int, list[_Segment]]]
) -> None:
    text = "".join(char.text for char in run).strip()
    boxes = [char.box for char in run if char.box is not None]
    if owner is None or not text or not boxes:
        return
    segment = _Segment(text, boxes[0].x0, max(box.x1 for box in boxes), boxes[0].top)
    texts[owner[0]].setdefault(owner[1], []).append(segment)


def _piece(frame: _Frame, texts: dict[int, list[_Segment]], page: int) -> Piece:
    padding = min(
        (
            segment.x0 - frame.boxes[index].x0
            for index, segments in texts.items()
            for segment in segments
            if segment.x0 > frame.boxes[index].x0
        ),
        default=_PADDING,
    )
    padding = min(padding, _PADDING)
    cells = []
    for index, box in enumerate(frame.boxes):
        segments = sorted(texts.get(index, ()), key=lambda s: (round(s.top / _SNAP), s.x0))
        room = _room(segments[-1], box, padding) if segments else 0.0
        text = _cell_text(segments, box, padding)
        cells.append(PieceCell(text, *frame.spans[index], box, room))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Piece(page, frame.box, tuple(cells), len(frame.ys) - 1, tuple(frame.xs))


def _cell_text(segments: Sequence[_Segment], box: Box, padding: float) -> str:
    """Lines of a cell joined where the line before was full; else a newline."""
    text = ""
    before: _Segment | None = None
    for segment in segments:
        if before is None:
            text = segment.text
        elif abs(segment.top - before.top) < _SNAP:
            text = f"{text} {segment.text}"
        else:
            text = lines_joined(text, _room(before, box, padding), segment.text)
        before = segment
    return text


def lines_joined(before: str, room: float, after: str) -> str:
    """Two lines of a cell: one line if the next word had no room (in em) in the first."""
    return f"{before}\n{after}" if room > first_token(after) - _EXACT else glued(before, after)


def _room(segment: _Segment, box: Box, padding: float) -> float:
    """The em that are free in a cell's line; of a centred line those on both sides."""
    left, right = segment.x0 - box.x0, box.x1 - segment.x1
    centred = abs(left - right) <= _em(segment)
    free = left + right - 2 * padding if centred else right - padding
    return free / _em(segment)


def _em(segment: _Segment) -> float:
    wide = sum(1.0 if ord(char) > 0x2E7F else 0.5 for char in segment.text if char != " ")
    return (segment.x1 - segment.x0) / wide if wide else 12.0


def merged(positions: list[float]) -> list[float]:
    """Positions in order, those within a few points taken as one."""
    ordered: list[float] = []
    for position in sorted(positions):
        if not ordered or position - ordered[-1] > _SNAP:
            ordered.append(position)
    return ordered


def _nearest(positions: Sequence[float], value: float) -> int:
    return min(range(len(positions)), key=lambda index: abs(positions[index] - value))


def _interval(positions: Sequence[float], value: float) -> int:
    """The index of the gap between two positions in which a value is."""
    index = 0
    while index < len(positions) - 2 and value >= positions[index + 1]:
        index += 1
    return index
