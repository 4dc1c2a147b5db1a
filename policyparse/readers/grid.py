"""Cells with spans -> their places in a table's grid (HTML 5, 4.9.12 forming a table)."""

from collections.abc import Sequence
from dataclasses import dataclass

from policyparse.model import Place, RawBlock, RawCell

MAX_COLUMNS = 1000  # as browsers cap colspan


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as its row lists it: its place follows from the cells before and above it."""

    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with every cell at its row and column."""

    cells: tuple[RawCell, ...]
    rows: int
    columns: int
    irregular: bool = False  # some row is shorter than the widest

    def block(self, label: str, page: int | None = None) -> RawBlock:
        """The table as a block."""
        return RawBlock(
            "table", Place(label, page), cells=self.cells, rows=self.rows, columns=self.columns
        )


def cell_place(label: str, row: int, column: int, page: int | None = None) -> Place:
    """表2第4行第1列; row and column from 0."""
    return Place(f"{label}第{row + 1}行第{column + 1}列", page)


def form_grid(rows: Sequence[Sequence[GridCell]], label: str) -> Grid:
    """Place the cells row by row, left to right, in the first column that is free."""
    cells: list[RawCell] = []
    until: list[int] = []  # for each column, the first row that no cell from above covers
    irregular = False
    for row, listed in enumerate(rows):
        column = 0
        for cell in listed:
            while column < len(until) and until[column] > row:
                column += 1
            span = max(1, min(cell.column_span, MAX_COLUMNS - column))
            if column >= MAX_COLUMNS:
                irregular = True
                break
            height = max(1, min(cell.row_span or len(rows), len(rows) - row))
            until.extend([0] * (column + span - len(until)))
            until[column : column + span] = [row + height] * span
            place = cell_place(label, row, column)
            cells.append(RawCell(cell.text, row, column, height, span, cell.header, place))
            column += span
    return Grid(tuple(cells), len(rows), len(until), irregular or _ragged(cells, len(until), rows))


def _ragged(cells: list[RawCell], columns: int, rows: Sequence[Sequence[GridCell]]) -> bool:
    covered = sum(cell.row_span * cell.column_span for cell in cells)
    return covered != columns * len(rows)
