"""Tables as rows: every place of the grid knows the cell that covers it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyparse.normalise import NormalisedText
from policyparse.normalise.text import Block, Cell

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; a cell merged down stands in each row that it spans."""

    cells: tuple[Cell | None, ...]  # by column
    own: tuple[bool, ...]  # whether the cell begins in this row

    def distinct(self) -> Iterator[Cell]:
        """The cells that begin in this row, each once, from left to right."""
        last: Cell | None = None
        for cell, own in zip(self.cells, self.own, strict=True):
            if cell is not None and own and cell is not last:
                yield cell
            last = cell


class Grid:
    """The rows of one table block and the text of their cells."""

    def __init__(self, text: NormalisedText, block: Block):
        self.text = text
        self.block = block
        self.columns = max((c.column + c.column_span for c in block.cells), default=0)
        self.rows = self._rows(block.cells)

    def _rows(self, cells: Sequence[Cell]) -> tuple[Row, ...]:
        height = max((c.row + c.row_span for c in cells), default=0)
        places: list[list[Cell | None]] = [[None] * self.columns for _ in range(height)]
        for cell in cells:
            for row in places[cell.row : cell.row + cell.row_span]:
                for column in range(cell.column, cell.column + cell.column_span):
                    if row[column] is None:
                        row[column] = cell
        return tuple(
            Row(tuple(row), tuple(c is not None and c.row == number for c in row))
            for number, row in enumerate(places)
        )

    def words(self, cell: Cell | None) -> str:
        """The text of a cell; empty where there is none."""
        return self.text.plain[cell.start : cell.end] if cell is not None else ""

    def filled(self, row: Row) -> list[Cell]:
        """The cells of a row that hold words and begin in it."""
        return [cell for cell in row.distinct() if self.words(cell).strip()]

    def full_width(self, row: Row) -> Cell | None:
        """The only cell of a row, where it runs across the whole table."""
        first = row.cells[0] if row.cells else None
        if first is None or self.columns < 2:
            return None
        return first if all(cell is first for cell in row.cells) else None

    def sole(self, row: Row) -> Cell | None:
        """The only cell of a row that holds words, wherever it stands."""
        filled = self.filled(row)
        covered = [c for c in row.cells if c is not None and self.words(c).strip()]
        return filled[0] if len(filled) == 1 and all(c is filled[0] for c in covered) else None
