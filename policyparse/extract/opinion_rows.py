"""Rows of opinion tables as cells, where the table is still a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyparse.extract.layout import grid
from policyparse.grammar.opinions import Column, OpinionGrammar
from policyparse.model import Adopted
from policyparse.normalise import Block, Cell, NormalisedText

Span = tuple[int, int]

CONTINUED = "（续）"  # behind the number of a row that goes on over the page
_NEAR = 120  # characters in front of a table that may say what it is
_DIGITS = re.compile(r"[（(]?(\d{1,4})[）)]?[.．、]?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the places of its cells, blank ones left out."""

    number: int
    cells: dict[Column, Span]
    adopted: Adopted = Adopted.BLANK  # by a tick
    heading: Span | None = None  # of the column that was ticked


@dataclass(slots=True)
class _Heading:
    """What the columns of a table hold."""

    columns: dict[int, Column]
    ticks: dict[int, Adopted] = field(default_factory=dict)
    places: dict[int, Span] = field(default_factory=dict)
    width: int = 0


class TableRows:
    """Finds the rows of the opinion tables that are tables."""

    def __init__(self, text: NormalisedText, grammar: OpinionGrammar):
        self.source = text
        self.text = text.text
        self.grammar = grammar

    def rows(self, *, known: bool) -> Iterator[Row]:
        """All rows; ``known`` where the document as a whole is an opinion table."""
        heading: _Heading | None = None
        before = 0
        for block in self.source.blocks:
            if block.kind != "table":
                before = max(before, block.end - _NEAR)
                continue
            rows = grid(self.source, block)
            own, first = self._heading(rows, self.text[before : block.start], known)
            if own is None and (heading is None or heading.width != block.columns):
                heading = None
                continue
            heading = own or heading
            if heading is not None:
                yield from self._table(block, rows[first:], heading)
            before = block.end

    def _said(self, span: Span | Cell) -> str:
        low, high = (span.start, span.end) if isinstance(span, Cell) else span
        return self.text[low:high]

    # --- tables ----------------------------------------------------------------------------

    def _heading(
        self, rows: list[dict[int, Cell]], before: str, known: bool
    ) -> tuple[_Heading | None, int]:
        """The heading, one or two rows high, and where the body begins."""
        for number, row in enumerate(rows[:4]):
            texts = [self._said(cell) for cell in row.values()]
            if self.grammar.is_opinion_table(texts, before, known=known):
                found = self._columns(row)
                below = rows[number + 1] if number + 1 < len(rows) else {}
                return found, number + 1 + self._add_ticks(found, below)
        return None, 0

    def _columns(self, row: dict[int, Cell]) -> _Heading:
        found = _Heading({}, width=max(row, default=-1) + 1)
        for column, cell in row.items():
            kind = self.grammar.column(self._said(cell))
            if kind is not None:
                found.columns[column] = kind
                found.places[column] = (cell.start, cell.end)
                letter = self.grammar.letter_of_heading(self._said(cell))
                if kind is Column.ADOPTED and letter is not Adopted.BLANK:
                    found.ticks[column] = letter
        if Column.REASON not in found.columns.values():
            for column, kind in found.columns.items():
                if kind is Column.REMARKS:
                    found.columns[column] = Column.REASON
        return found

    def _add_ticks(self, heading: _Heading, row: dict[int, Cell]) -> int:
        """A second row of headings under 采纳情况: 采纳 | 不采纳; how many rows it takes."""
        letters = {}
        for column, cell in row.items():
            letter = self.grammar.letter_of_heading(self._said(cell))
            if heading.columns.get(column) is Column.ADOPTED and letter is not Adopted.BLANK:
                letters[column] = letter
        if len(set(letters.values())) < 2:
            return 0
        heading.ticks.update(letters)
        for column, cell in row.items():
            heading.places[column] = (cell.start, cell.end)
        return 1

    def _table(self, block: Block, rows: list[dict[int, Cell]], heading: _Heading) -> Iterator[Row]:
        number = 0
        open_row: Row | None = None
        for row in rows:
            if self._is_no_row(row, heading):
                continue
            made = self._row(row, heading, number)
            above = open_row
            if above is not None and not {Column.NUMBER, Column.WHO} & set(made.cells):
                made = self._below(above, made)
                if made.cells.get(Column.OPINION) == above.cells.get(Column.OPINION):
                    continue  # nothing of its own
            if open_row is not None:
                yield open_row
            number = made.number
            open_row = made
        if open_row is not None:
            yield open_row

    def _is_no_row(self, row: dict[int, Cell], heading: _Heading) -> bool:
        """Repeated headings, titles over the whole width, sums and empty rows."""
        cells = list(dict.fromkeys(row.values()))
        filled = [cell for cell in cells if cell.end > cell.start]
        if not filled or (len(cells) == 1 and heading.width > 2):
            return True
        if self.grammar.total.match(self._said(filled[0])):
            return True
        numbers = [row.get(c) for c, kind in heading.columns.items() if kind is Column.NUMBER]
        if any(cell is not None and _DIGITS.fullmatch(self._said(cell)) for cell in numbers):
            return False  # 8 | 某区人民政府 | 无意见 | 采纳: all of them words of headings
        kinds = self._columns(row).columns
        return len(kinds) >= 3 and Column.OPINION in kinds.values()

    def _row(self, row: dict[int, Cell], heading: _Heading, number: int) -> Row:
        cells: dict[Column, Span] = {}
        adopted, ticked = Adopted.BLANK, None
        for column, kind in sorted(heading.columns.items()):
            cell = row.get(column)
            if cell is None or cell.start == cell.end:
                continue
            span = (cell.start, cell.end)
            if column in heading.ticks and self.grammar.is_tick(self._said(span)):
                adopted, ticked = heading.ticks[column], heading.places[column]
            if kind is Column.REASON:
                cells[kind] = span  # the last one is that of the table's maker
            cells.setdefault(kind, span)
        written = None
        if Column.NUMBER in cells and self._said(cells[Column.NUMBER]).endswith(CONTINUED):
            goes_on = (Column.NUMBER, Column.WHO)  # as in the row above
            cells = {kind: span for kind, span in cells.items() if kind not in goes_on}
        if Column.NUMBER in cells:
            written = _DIGITS.fullmatch(self._said(cells[Column.NUMBER]))
        return Row(int(written[1]) if written else number + 1, cells, adopted, ticked)

    def _below(self, above: Row, row: Row) -> Row:
        """A row without number and unit: a further opinion of the unit above it."""
        cells: dict[Column, Span] = {
            k: above.cells[k] for k in (Column.NUMBER, Column.WHO) if k in above.cells
        }
        return Row(above.number, {**cells, **row.cells}, row.adopted, row.heading)
