"""A table row by row, every place of its grid filled."""

from dataclasses import dataclass

from policyparse.normalise import Block, Cell


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell, or the part of a cell above that reaches into this row."""

    text: str
    span: int = 1  # columns
    rows: int = 1  # rows that it reaches over; 0 where it goes on with the cell above


Line = tuple[GridCell, ...]


def lines_of(block: Block, text: str) -> tuple[Line, ...]:
    """The rows of a table; where a row has no cell, an empty one stands."""
    height = max([block.rows, *(cell.row + 1 for cell in block.cells)])
    rows: list[dict[int, GridCell]] = [{} for _ in range(height)]
    for cell in sorted(block.cells, key=lambda cell: (cell.row, cell.column)):
        _place(cell, rows, text[cell.start : cell.end])
    columns = max((at + cell.span for row in rows for at, cell in row.items()), default=0)
    return tuple(_line(row, columns) for row in rows) if columns else ()


def _place(cell: Cell, rows: list[dict[int, GridCell]], text: str) -> None:
    """Put a cell where it stands; where a broken table has two cells, at the next free place."""
    below = range(cell.row, min(cell.row + cell.row_span, len(rows)))
    column = cell.column
    while taken := [
        at + other.span
        for row in below
        for at, other in rows[row].items()
        if at < column + cell.column_span and column < at + other.span
    ]:
        column = max(taken)
    rows[cell.row][column] = GridCell(text, cell.column_span, len(below))
    for row in below[1:]:
        rows[row][column] = GridCell("", cell.column_span, 0)


def _line(row: dict[int, GridCell], columns: int) -> Line:
    cells: list[GridCell] = []
    at = 0
    for column in sorted(row):
        cells += [GridCell("")] * (column - at)
        cells.append(row[column])
        at = column + row[column].span
    cells += [GridCell("")] * (columns - at)
    return tuple(cells)
