"""Opinion tables that have lost their grid: text with one cell, or part of one, per line.

The cells of a row follow one another: number, unit, opinion, adoption or nothing, reason or
nothing. The lines of a row are dealt out to the columns in their order, as they fit best.
"""

import re
from collections.abc import Iterator

from policyparse.extract.layout import Line, lines
from policyparse.extract.opinion_rows import Row, Span
from policyparse.grammar.numbering import claim
from policyparse.grammar.opinions import Column, OpinionGrammar
from policyparse.normalise import NormalisedText

_Way = tuple[float, tuple[int, ...]]  # how well lines fit their columns, where each one ends
_Numbered = tuple[int, list[Line]]  # a row's number and the lines behind it

_NUMBER = re.compile(r"[（(]?(\d{1,4})[）)]?[.．、]?")
_FIRST = ("1", "1.", "1、", "一")
_UNFINISHED = ("、", "及", "和", "（", "与", "或", "，")
_WHO = "单位"  # for a heading that names the units one by one
_NEAR = 4  # lines in front of a table that may say what it is
_HEADING_LINES = 16  # at most
_HEADING_WIDTH = 30  # characters of one line
_ROW_LINES = 40  # at most


class FlattenedRows:
    """Finds the rows of flattened opinion tables."""

    def __init__(self, text: NormalisedText, grammar: OpinionGrammar):
        self.source = text
        self.text = text.text
        self.grammar = grammar
        self.found: list[Line] = []

    def rows(self, *, known: bool) -> Iterator[Row]:
        """All rows; ``known`` where the document as a whole is an opinion table."""
        if not any(word in self.text for word in self.grammar.words.number):
            return
        self.found = list(lines(self.source))
        at = 0
        while at < len(self.found):
            heading = self._heading(at, known)
            if heading is None:
                at += 1
                continue
            columns, body = heading
            rows, at = self._numbered(body, self._texts(at, body))
            for number, own in rows:
                yield Row(number, self._cut(own, columns))

    def _texts(self, start: int, end: int) -> list[str]:
        return [self._text(line) for line in self.found[start:end]]

    def _text(self, line: Line) -> str:
        return self.text[line.start : line.end]

    # --- heading ---------------------------------------------------------------------------

    def _heading(self, at: int, known: bool) -> tuple[list[Column], int] | None:
        """The columns after the number, and the line of the first row."""
        if self._text(self.found[at]) not in self.grammar.words.number:
            return None
        headings: list[str] = []
        for here, text in enumerate(self._texts(at + 1, at + _HEADING_LINES), start=at + 1):
            if text in _FIRST:
                columns = self._columns(headings)
                named = [h for h in headings if self.grammar.column(h)]
                named += [_WHO] * (Column.WHO in columns)
                before = "".join(self._texts(max(0, at - _NEAR), at))
                fits = self.grammar.is_opinion_table(named, before, known=known)
                return (columns, here) if fits else None
            if len(text) > _HEADING_WIDTH:
                return None
            self._add(headings, text)
        return None

    def _add(self, headings: list[str], line: str) -> None:
        """A line is a heading, or the rest of the one before it."""
        if headings:
            joined = headings[-1] + line
            alone = self.grammar.column(line) is None
            begun = headings[-1].endswith(_UNFINISHED) or self.grammar.column(headings[-1])
            if self.grammar.is_whole_heading(joined) or (
                alone and begun and (self.grammar.column(joined) or len(headings[-1]) < 3)
            ):
                headings[-1] = joined
                return
        headings.append(line)

    def _columns(self, headings: list[str]) -> list[Column]:
        columns = [self.grammar.column(text) or Column.OTHER for text in headings]
        if Column.WHO not in columns and Column.OTHER in columns:
            columns[columns.index(Column.OTHER)] = Column.WHO
        if Column.REASON not in columns and Column.REMARKS in columns:
            columns[columns.index(Column.REMARKS)] = Column.REASON
        return columns

    # --- rows ------------------------------------------------------------------------------

    def _numbered(self, at: int, repeated: list[str]) -> tuple[list[_Numbered], int]:
        """The rows from a line on, and the line behind the last; numbers must count on."""
        rows: list[_Numbered] = []
        while at < len(self.found):
            text = self._text(self.found[at])
            if text == repeated[0] and self._texts(at, at + len(repeated)) == repeated:
                at += len(repeated)
                continue
            number = _NUMBER.fullmatch(text)
            if number and self._counts_on(rows, int(number[1]), at):
                rows.append((int(number[1]), []))
            elif self._ends(rows, text, at):
                break
            elif rows:
                rows[-1][1].append(self.found[at])
            at += 1
        return rows, at

    def _counts_on(self, rows: list[_Numbered], value: int, at: int) -> bool:
        """The next number; a repeated or skipped one only where a unit follows."""
        last = rows[-1][0] if rows else 0
        if value == last + 1:
            return True
        if not rows or not rows[-1][1] or value not in (last, last + 2):
            return False
        return self.grammar.fit(Column.WHO, self._texts(at + 1, at + 2)) > 5.0

    def _ends(self, rows: list[_Numbered], text: str, at: int) -> bool:
        """A sum, a note or the next heading of the document ends the last row."""
        if not rows or self._goes_on(rows[-1][0], at):
            return False
        if self.grammar.total.match(text) or len(rows[-1][1]) > _ROW_LINES:
            return True
        number = claim(text)
        return (
            number is not None
            and number.kind == "section"
            and number.value > 1
            and len(text) <= 40
            and not any(
                (c := claim(self._text(own))) and c.kind == "section" for own in rows[-1][1]
            )
        )

    def _goes_on(self, last: int, at: int) -> bool:
        """Whether the next number still comes."""
        return str(last + 1) in self._texts(at, at + _ROW_LINES)

    # --- cells -----------------------------------------------------------------------------

    def _cut(self, own: list[Line], columns: list[Column]) -> dict[Column, Span]:
        """The lines of a row dealt out to the columns in their order, as they fit best."""
        texts = [self._text(line) for line in own]
        ways: dict[tuple[int, bool], _Way] = {(0, Column.ADOPTED not in columns): (0.0, ())}
        for column in columns:
            ways = self._dealt(ways, column, texts)
        full = [way for (end, _), way in ways.items() if end == len(texts)]
        ends = max(full, key=lambda way: way[0])[1] if full else ()
        cells: dict[Column, Span] = {}
        start = 0
        for column, end in zip(columns, ends, strict=False):
            if end > start and column not in cells:
                cells[column] = (own[start].start, own[end - 1].end)
            start = end
        return cells

    def _dealt(
        self, ways: dict[tuple[int, bool], _Way], column: Column, texts: list[str]
    ) -> dict[tuple[int, bool], _Way]:
        """The best ways one column further: by the lines used up and whether adoption is said."""
        after: dict[tuple[int, bool], _Way] = {}
        for (at, said), (score, ends) in ways.items():
            for end in range(at, min(len(texts), at + _ROW_LINES) + 1):
                value = score + self.grammar.fit(column, texts[at:end])
                if column is Column.REASON and end > at and not said:
                    value -= 4.0  # no reason without a verdict: the lines are the opinion's
                key = (end, said or (column is Column.ADOPTED and end > at))
                if key not in after or value > after[key][0]:
                    after[key] = (value, (*ends, end))
        return after
