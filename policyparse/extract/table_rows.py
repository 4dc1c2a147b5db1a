"""Rows of a task table -> what each task is made of, merged and continued cells resolved."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyparse.extract.table_columns import Column
from policyparse.extract.table_grid import Row, Span
from policyparse.extract.table_layout import Table
from policyparse.grammar.numbering import Rank, claim
from policyparse.grammar.numerals import number
from policyparse.grammar.table_headings import ColumnKind
from policyparse.lexicon.lexicon import Lexicon
from policyparse.normalise import NormalisedText
from policyparse.normalise.text import Cell

_K = ColumnKind
_CLOSED = tuple("。；！？;!?.）)")
_EMPTY = re.compile(r"[\s—–\-－/／\\.。·~～无]*")


@dataclass(frozen=True, slots=True)
class Held:
    """A cell that a task holds, in its column; ``inherited`` from a row above."""

    column: Column
    cell: Cell
    inherited: bool = False


@dataclass(slots=True)
class Item:
    """One task of a table in the making."""

    number: str  # of its row as figures; empty where the row has none
    fresh: bool  # begins a number of its own
    categories: tuple[Span, ...]  # from the top down
    title: Cell | None
    texts: list[Cell]
    stages: list[Held] = field(default_factory=list)
    units: list[Held] = field(default_factory=list)
    due: list[Held] = field(default_factory=list)
    contacts: list[Held] = field(default_factory=list)
    targets: list[Held] = field(default_factory=list)
    cut: bool = False  # a page break has cut its text: the last stretch runs on


class RowReader:
    """Reads the rows of one task table."""

    def __init__(self, table: Table, text: NormalisedText, lexicon: Lexicon):
        self.table = table
        self.text = text
        self.totals = lexicon.file.columns.totals
        self.numbers = table.of_kind(_K.NUMBER)
        if not any(self._number(row) for row in table.rows):
            self.numbers = []
        self.tasks = table.of_kind(_K.TASK)
        self.measures = table.of_kind(_K.MEASURE)
        self.roles = table.of_kind(_K.ROLE)
        self._sections: list[tuple[int, Span]] = []  # rows that are a heading: rank, place
        self._last: dict[int, Cell] = {}  # category cells by column, for empty ones below
        self._closing = self._closes()

    def items(self) -> list[Item]:
        """The tasks of the table in the order of its rows."""
        found: list[Item] = []
        for row in self.table.rows:
            if self._is_silent(row) or self._is_section(row):
                continue
            self._take(row, found)
        return found

    # --- rows that are no tasks ---------------------------------------------------------------

    def _words(self, cell: Cell | None) -> str:
        return self.text.plain[cell.start : cell.end].strip() if cell is not None else ""

    def _filled(self, row: Row) -> list[Cell]:
        return [cell for cell in row.distinct() if self._words(cell)]

    def _is_silent(self, row: Row) -> bool:
        """Totals, and a row that counts the columns."""
        words = [self._words(cell) for cell in self._filled(row)]
        if not words or words[0].rstrip("：:") in self.totals:
            return True
        return len(words) > 2 and words == [str(n) for n in range(1, len(words) + 1)]

    def _is_section(self, row: Row) -> bool:
        """A row across all columns that names what follows: 一、知识产权保护方面（共5项）."""
        filled = self._filled(row)
        if len(filled) != 1:
            return False
        cell, words = filled[0], self._words(filled[0])
        wide = cell.column_span >= max(2, len(row.cells) - 1)
        if not wide and any(self._words(c) for c in row.cells if c not in (None, cell)):
            return False
        found = claim(words)
        named = found is not None and found.rank <= Rank.SUBSECTION and len(words) <= 60
        column = self.table.columns[cell.column]
        left = column.kind in (_K.NUMBER, _K.CATEGORY) and number(words.rstrip(".．、")) is None
        if not wide and not left and not (named and self._before_text(cell)):
            return False
        rank = int(found.rank) if found is not None else int(Rank.SECTION)
        self._sections = [s for s in self._sections if s[0] < rank]
        self._sections.append((rank, (cell.start, cell.end)))
        self._last.clear()
        return True

    def _before_text(self, cell: Cell) -> bool:
        texts = self.tasks or self.measures
        return bool(texts) and cell.column <= texts[0].number

    # --- rows that are tasks ------------------------------------------------------------------

    def _take(self, row: Row, found: list[Item]) -> None:
        """Add the row as a task, or to the task above where it names no work of its own."""
        before = found[-1] if found else None
        texts = self._texts(row)
        if not texts:
            if before is not None:
                self._hold(row, before, own=True)
            return
        shown = self._number(row)
        if before is not None and self._runs_on(row, texts, before, shown):
            before.texts += texts
            before.cut = True
            return
        title, repeated = self._title(row, texts, before)
        fresh = bool(shown) if self.numbers else not repeated
        item = Item(
            number=(shown if self.numbers else self._claimed(title or texts[0])) if fresh else "",
            fresh=fresh,
            categories=self._categories(row),
            title=title,
            texts=texts,
        )
        self._hold(row, item, own=False)
        if before is not None and not fresh:
            self._inherit(item, before)
        found.append(item)

    def _texts(self, row: Row) -> list[Cell]:
        """The cells that say what is to be done and begin in this row."""
        texts = self._own(row, self.measures)
        stages = [held.cell for held in self._held(row, _K.STAGE) if row.own[held.column.number]]
        return texts or self._own(row, self.tasks) or stages[:1]

    def _own(self, row: Row, columns: list[Column]) -> list[Cell]:
        cells: list[Cell] = []
        for column in columns:
            cell = row.cells[column.number]
            new = cell is not None and row.own[column.number] and cell not in cells
            if cell is not None and new and not _EMPTY.fullmatch(self._words(cell)):
                cells.append(cell)
        return cells

    def _title(self, row: Row, texts: list[Cell], before: Item | None) -> tuple[Cell | None, bool]:
        """The cell that names the task, and whether a row above has it already."""
        if not self.measures:
            return None, False
        for column in reversed(self.tasks):
            cell = row.cells[column.number]
            if cell in texts:
                return None, False
            if cell is not None and self._words(cell):
                return cell, not row.own[column.number]
        same = before is not None and before.categories == self._categories(row)
        return (before.title, before.title is not None) if before and same else (None, False)

    def _number(self, row: Row) -> str:
        """The number of the row; empty where it has none of its own."""
        for column in self.numbers:
            cell = row.cells[column.number]
            if cell is None or not row.own[column.number]:
                continue
            words = self._words(cell).strip("（）()[]【】.．、 ")
            value = number(words)
            if value is not None:
                return str(value)
            if re.fullmatch(r"[A-Za-z]?\d+(?:[.\-—]\d+)*", words):
                return words
        return ""

    def _claimed(self, cell: Cell) -> str:
        found = claim(self._words(cell))
        return str(found.value) if found is not None else ""

    def _categories(self, row: Row) -> tuple[Span, ...]:
        spans = [span for _, span in self._sections]
        for column in self.table.of_kind(_K.CATEGORY):
            cell = row.cells[column.number]
            if cell is not None and self._words(cell):
                if self._last.get(column.number) not in (None, cell):
                    self._last = {n: c for n, c in self._last.items() if n <= column.number}
                self._last[column.number] = cell
            cell = self._last.get(column.number)
            if cell is not None and (cell.start, cell.end) not in spans:
                spans.append((cell.start, cell.end))
        return tuple(spans)

    # --- what stands beside the work ----------------------------------------------------------

    def _held(self, row: Row, kind: ColumnKind) -> Iterator[Held]:
        last: Cell | None = None
        for column in self.table.of_kind(kind):
            cell = row.cells[column.number]
            if cell is not None and cell is not last and not _EMPTY.fullmatch(self._words(cell)):
                yield Held(column, cell, not row.own[column.number])
            last = cell

    def _hold(self, row: Row, item: Item, *, own: bool) -> None:
        """Give the item what the row says; with ``own`` only what begins in the row."""
        for kind, held in (
            (_K.ROLE, item.units),
            (_K.DEADLINE, item.due),
            (_K.STAGE, item.stages),
            (_K.CONTACT, item.contacts),
            (_K.TARGET, item.targets),
        ):
            held += [h for h in self._held(row, kind) if not (own and h.inherited)]

    @staticmethod
    def _inherit(item: Item, before: Item) -> None:
        """A second task under one number takes the units (and the date) that it does not have."""
        if item.units:
            return
        item.units = [Held(h.column, h.cell, True) for h in before.units]
        item.contacts = item.contacts or [Held(h.column, h.cell, True) for h in before.contacts]
        item.due = item.due or [Held(h.column, h.cell, True) for h in before.due]

    # --- text cut by a page -------------------------------------------------------------------

    def _closes(self) -> bool:
        """Whether the texts of this table end in a full stop, as a rule."""
        texts = [self._words(cell) for row in self.table.rows for cell in self._texts(row)]
        return 3 * sum(words.endswith(_CLOSED) for words in texts) >= 2 * len(texts)

    def _runs_on(self, row: Row, texts: list[Cell], before: Item, shown: str) -> bool:
        """Whether the row holds no more than the rest of the text above."""
        if not self._closing or shown or self._words(before.texts[-1]).endswith(_CLOSED):
            return False
        return self._filled(row) == texts and texts[0].column == before.texts[-1].column
