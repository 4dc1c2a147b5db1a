"""Rows of opinion tables as cells: from table blocks and from text with one cell per line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyparse.extract.layout import Line, grid, lines
from policyparse.grammar.numbering import claim
from policyparse.grammar.opinions import Column, OpinionGrammar
from policyparse.model import Adopted
from policyparse.normalise import Block, Cell, NormalisedText

Span = tuple[int, int]

_DIGITS = re.compile(r"[（(]?(\d{1,4})[）)]?[.．、]?")
_HEADING_LINES = 16  # at most, of a flattened table
_LAST_ROW = 40  # lines that the last row of a flattened table may have


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


class OpinionRows:
    """Finds the rows of all opinion tables of a document."""

    def __init__(self, text: NormalisedText, grammar: OpinionGrammar):
        self.source = text
        self.text = text.text
        self.grammar = grammar

    def rows(self, *, trusted: bool) -> Iterator[Row]:
        """All rows; ``trusted`` where the document's kind or headings speak of opinions."""
        heading: _Heading | None = None
        for block in self.source.blocks:
            if block.kind != "table":
                continue
            rows = grid(block)
            own, first = self._heading(rows, trusted)
            if own is None and (heading is None or heading.width != block.columns):
                heading = None
                continue
            heading = own or heading
            if heading is not None:
                yield from self._table(block, rows[first:], heading)
        yield from self._flattened()

    def _said(self, span: Span | Cell) -> str:
        low, high = (span.start, span.end) if isinstance(span, Cell) else span
        return self.text[low:high]

    # --- tables ----------------------------------------------------------------------------

    def _heading(self, rows: list[dict[int, Cell]], trusted: bool) -> tuple[_Heading | None, int]:
        """The heading, one or two rows high, and where the body begins."""
        for number, row in enumerate(rows[:4]):
            found = self._columns(row)
            kinds = set(found.columns.values())
            if {Column.WHO, Column.OPINION} <= kinds and (trusted or Column.ADOPTED in kinds):
                below = rows[number + 1] if number + 1 < len(rows) else {}
                body = number + 1 + self._add_ticks(found, below)
                return found, body
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
            if kind is Column.ADOPTED and column in heading.ticks:
                if self.grammar.is_tick(self._said(span)):
                    adopted, ticked = heading.ticks[column], heading.places[column]
                    cells.setdefault(kind, span)
                    continue
            if kind is Column.REASON and kind in cells and heading.columns:
                cells[kind] = span  # the last one is that of the table's maker
            cells.setdefault(kind, span)
        written = (
            _DIGITS.fullmatch(self._said(cells[Column.NUMBER]).strip())
            if (Column.NUMBER in cells)
            else None
        )
        return Row(int(written[1]) if written else number + 1, cells, adopted, ticked)

    def _below(self, above: Row, row: Row) -> Row:
        """A row without number and unit: a further opinion of the unit above it."""
        cells = {k: above.cells[k] for k in (Column.NUMBER, Column.WHO) if k in above.cells}
        return Row(above.number, {**cells, **row.cells}, row.adopted, row.heading)

    # --- flattened text ----------------------------------------------------------------------

    def _flattened(self) -> Iterator[Row]:
        """Tables whose cells have become lines: number, unit, opinion, adopted, reason."""
        if not any(self.text.find(word) >= 0 for word in self.grammar.words.number):
            return
        found = list(lines(self.source))
        at = 0
        while at < len(found):
            heading = self._flat_heading(found, at)
            if heading is None:
                at += 1
                continue
            columns, body = heading
            repeated = tuple(self._text(line) for line in found[at:body])
            rows, at = self._flat_rows(found, body, repeated)
            for number, own in rows:
                cells = self._cut(own, columns)
                yield Row(number, cells)

    def _text(self, line: Line) -> str:
        return self.text[line.start : line.end]

    def _flat_heading(self, found: list[Line], at: int) -> tuple[list[Column], int] | None:
        """The columns after the number, and the line of the first row."""
        if self.grammar.column(self._text(found[at])) is not Column.NUMBER:
            return None
        if self._text(found[at]) not in self.grammar.words.number:
            return None
        headings: list[str] = []
        for here in range(at + 1, min(at + _HEADING_LINES, len(found))):
            text = self._text(found[here])
            if text in ("1", "一", "1.", "1、"):
                columns = self._named(headings)
                fits = Column.WHO in columns and Column.OPINION in columns
                return (columns, here) if fits else None
            if len(text) > 30:
                return None
            self._add_heading(headings, text)
        return None

    def _add_heading(self, headings: list[str], line: str) -> None:
        """A line is a heading, or the rest of the one before it."""
        if headings:
            joined = headings[-1] + line
            whole = self.grammar.is_whole_heading(joined)
            open_end = headings[-1].endswith(("、", "及", "和", "（", "与", "或"))
            rest = self.grammar.column(line) is None and self.grammar.column(headings[-1])
            if whole or open_end or (rest and self.grammar.column(joined)):
                headings[-1] = joined
                return
        headings.append(line)

    def _named(self, headings: list[str]) -> list[Column]:
        columns = [self.grammar.column(text) or Column.OTHER for text in headings]
        if Column.WHO not in columns and Column.OTHER in columns:
            columns[columns.index(Column.OTHER)] = Column.WHO
        return columns

    def _flat_rows(
        self, found: list[Line], at: int, repeated: tuple[str, ...]
    ) -> tuple[list[tuple[int, list[Line]]], int]:
        """Rows as (number, lines behind it); numbers must count on."""
        rows: list[tuple[int, list[Line]]] = []
        while at < len(found):
            text = self._text(found[at])
            if tuple(self._text(line) for line in found[at : at + len(repeated)]) == repeated:
                at += len(repeated)
                continue
            number = _DIGITS.fullmatch(text)
            if number and self._counts_on(rows, int(number[1]), found, at):
                rows.append((int(number[1]), []))
            elif self._ends(rows, text):
                break
            elif rows:
                rows[-1][1].append(found[at])
            at += 1
        return rows, at

    def _counts_on(
        self, rows: list[tuple[int, list[Line]]], value: int, found: list[Line], at: int
    ) -> bool:
        last = rows[-1][0] if rows else 0
        if value == last + 1:
            return True
        if not rows or not rows[-1][1] or at + 1 >= len(found):
            return False
        return (
            value in (last, last + 2)
            and self.grammar.fit(Column.WHO, [self._text(found[at + 1])]) > 5.0
        )

    def _ends(self, rows: list[tuple[int, list[Line]]], text: str) -> bool:
        """A sum, a note or the next heading of the document ends the last row."""
        if self.grammar.total.match(text):
            return True
        own = rows[-1][1] if rows else []
        if len(own) > _LAST_ROW:
            return True
        number = claim(text)
        return (
            number is not None
            and number.kind == "section"
            and number.value > 1
            and len(text) <= 40
            and not any((c := claim(self._text(line))) and c.kind == "section" for line in own)
        )

    def _cut(self, own: list[Line], columns: list[Column]) -> dict[Column, Span]:
        """The lines of a row dealt out to the columns in their order, as they fit best."""
        texts = [self._text(line) for line in own]
        best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
        for column in columns:
            after: dict[int, tuple[float, tuple[int, ...]]] = {}
            for at, (score, ends) in best.items():
                for end in range(at, len(texts) + 1):
                    if column is Column.WHO and end - at > 6:
                        break
                    value = score + self.grammar.fit(column, texts[at:end])
                    if end not in after or value > after[end][0]:
                        after[end] = (value, (*ends, end))
            best = after
        cells: dict[Column, Span] = {}
        start = 0
        for column, end in zip(columns, best.get(len(texts), (0.0, ()))[1], strict=False):
            if end > start and column not in cells:
                cells[column] = (own[start].start, own[end - 1].end)
            start = end
        return cells
