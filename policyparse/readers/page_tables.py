"""Pieces of a table on successive pages -> one table."""

import re
from dataclasses import replace

from policyparse.model import Place, RawBlock, RawCell
from policyparse.readers.page_cells import Piece, PieceCell, lines_joined

_HEADER_ROWS = 3  # the most that a repeated header has
_SAME_EDGE = 6.0  # points
_CLOSED = tuple("。；！？.;")


def joined(first: Piece, second: Piece) -> Piece | None:
    """One piece of two that follow each other, or None if they are two tables."""
    if first.columns != second.columns or second.page <= first.page:
        return None
    shift = second.edges[0] - first.edges[0]
    if any(abs(b - a - shift) > _SAME_EDGE for a, b in zip(first.edges, second.edges, strict=True)):
        return None
    header = _repeated_header(first, second)
    rest = [cell for cell in second.cells if cell.row >= header]
    cells = list(first.cells)
    carried = _carried(first, second, header)
    offset = first.rows - header - (1 if carried else 0)
    for cell in rest:
        if carried and cell.row == header:
            _append(cells, first.rows - 1, cell)
            if cell.row_span > 1:
                _extend(cells, first.rows - 1, replace(cell, row_span=cell.row_span - 1))
        elif cell.row == header and _goes_on_above(first, cell):
            _extend(cells, first.rows - 1, cell)
        else:
            cells.append(replace(cell, row=cell.row + offset))
    return Piece(first.page, first.box, tuple(cells), second.rows + offset, first.edges)


def table_block(piece: Piece, number: int) -> RawBlock:
    """A table as a block; the label says its number and page."""
    label = f"表{number}"
    cells = tuple(
        RawCell(
            cell.text,
            cell.row,
            cell.column,
            cell.row_span,
            cell.column_span,
            place=Place(f"{label}第{cell.row + 1}行第{cell.column + 1}列", piece.page),
        )
        for cell in sorted(piece.cells, key=lambda cell: (cell.row, cell.column))
    )
    place = Place(f"第{piece.page}页{label}", piece.page, piece.box.rounded())
    return RawBlock("table", place, cells=cells, rows=piece.rows, columns=piece.columns)


def _repeated_header(first: Piece, second: Piece) -> int:
    """How many rows at the top of the second piece repeat those of the first."""
    count = 0
    for row in range(min(_HEADER_ROWS, first.rows, second.rows)):
        if _row(first, row) != _row(second, row) or not any(_row(first, row)):
            break
        count = row + 1
    return count


def _row(piece: Piece, row: int) -> list[str]:
    return [re.sub(r"\s", "", cell.text) for cell in piece.cells if cell.row == row]


def _carried(first: Piece, second: Piece, header: int) -> bool:
    """Whether the page break has cut a row in two: its number is missing, its text open."""
    top = [cell for cell in second.cells if cell.row == header]
    filled = [cell for cell in top if cell.text.strip()]
    if not filled or top[0].text.strip() or any(cell.row_span > 1 for cell in filled):
        return False
    above = [first.at(first.rows - 1, cell.column) for cell in filled]
    begun = [cell for cell in above if cell is not None and cell.row_span == 1 and cell.text]
    if len(begun) < len(filled):
        return False
    longest = max(begun, key=lambda cell: len(cell.text))
    return not longest.text.endswith(_CLOSED)


def _append(cells: list[PieceCell], row: int, cell: PieceCell) -> None:
    """Add the rest of a cut cell to its beginning on the page before."""
    for index, above in enumerate(cells):
        if above.row + above.row_span - 1 == row and above.column == cell.column and cell.text:
            text = lines_joined(above.text, above.room, cell.text)
            cells[index] = replace(above, text=text, room=cell.room)


def _goes_on_above(first: Piece, cell: PieceCell) -> bool:
    """Whether an empty cell is the rest of a cell merged down over the page break."""
    above = first.at(first.rows - 1, cell.column)
    if cell.text.strip() or above is None or above.column_span != cell.column_span:
        return False
    return above.row_span > 1 or cell.row_span > 1


def _extend(cells: list[PieceCell], row: int, cell: PieceCell) -> None:
    for index, above in enumerate(cells):
        if above.row <= row < above.row + above.row_span and above.column == cell.column:
            cells[index] = replace(above, row_span=above.row_span + cell.row_span)
