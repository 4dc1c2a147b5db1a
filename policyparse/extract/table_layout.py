"""What a table is for, by its headings: tasks, figures, opinions, a roster, or none of these."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from policyparse.extract.table_columns import Column, task_columns, value_columns
from policyparse.extract.table_grid import Grid, Row, Span
from policyparse.grammar.table_figures import figure_grammar
from policyparse.grammar.table_headings import ColumnKind, heading_words
from policyparse.lexicon.lexicon import Lexicon
from policyparse.model import Role
from policyparse.normalise import NormalisedText
from policyparse.normalise.text import Block, Cell
from policyparse.outline import Node, Outline

_DEPTH = 4  # the most rows that a heading has
_NOTE = re.compile(r"[（(]?(?:备?注|说明)\d?[:：]")
_NEXT_NOTE = re.compile(r"\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳]")
_RUNS_ON = re.compile(r"[（(]?(?:接上|续)(?:上?表|页)?[\d一二三四五六]*[）)]?|\W*")
_NO_CAPTION = re.compile(
    r"[。；！？]|[:：]$|^\d{4}年\d{1,2}月\d{1,2}日$|^[（(](?:此件|联系人)|^附件$"
)
_UNIT_LINE = re.compile(r"[（(]?(?:计量|数据|金额)?单位[:：](?P<unit>[^（）()]{1,16})[）)]?")
_YEAR = re.compile(r"20\d{2}年?")


class TableKind(StrEnum):
    """What a table holds."""

    TASKS = "tasks"  # 任务分解表
    INDICATORS = "indicators"  # 指标表
    OPINIONS = "opinions"  # 意见采纳情况表
    ROSTER = "roster"  # 领导小组名单
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one or more pages: its columns by meaning and its rows of data. 表格"""

    kind: TableKind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]  # without headings and notes
    captions: tuple[Span, ...]  # lines of its title
    notes: tuple[Span, ...]  # 注：…
    units: tuple[Span, ...]  # 单位：万人, for the whole table
    node: Node | None  # the heading it stands under
    start: int
    end: int

    def of_kind(self, *kinds: ColumnKind) -> list[Column]:
        """The columns of these kinds, from left to right."""
        return [column for column in self.columns if column.kind in kinds]


@dataclass(slots=True)
class _Draft:
    """A table on its way, page after page."""

    grid: Grid
    columns: tuple[Column, ...]
    heads: list[list[str]]  # words of its heading rows, for those repeated on later pages
    titles: list[Cell]
    rows: list[Row]
    last: Block
    notes: list[Span] = field(default_factory=list)


def read_tables(text: NormalisedText, outline: Outline, lexicon: Lexicon) -> tuple[Table, ...]:
    """All tables of a document, those that a page break has cut put together again."""
    return tuple(_Reader(text, outline, lexicon).read())


class _Reader:
    def __init__(self, text: NormalisedText, outline: Outline, lexicon: Lexicon):
        self.text = text
        self.lexicon = lexicon
        self.words = lexicon.file.columns
        self.headings = heading_words(lexicon)
        self.figures = figure_grammar(lexicon)
        self.nodes = {p.block: node for node in outline.walk() for p in node.body if p.table}
        self.starts = {node.start for node in outline.walk()}

    def read(self) -> Iterator[Table]:
        """The tables in reading order."""
        drafts: list[_Draft] = []
        for block in self.text.blocks:
            if block.kind != "table" or not block.cells:
                continue
            grid = Grid(self.text, block)
            draft = self._draft(grid)
            if drafts and self._goes_on(drafts[-1], draft):
                self._append(drafts[-1], draft)
            else:
                drafts.append(draft)
        for draft in drafts:
            yield self._table(draft)

    # --- headings ---------------------------------------------------------------------------

    def _draft(self, grid: Grid) -> _Draft:
        top, titles = 0, []
        while top < len(grid.rows) - 1 and (
            (cell := grid.full_width(grid.rows[top])) or not grid.filled(grid.rows[top])
        ):
            if cell is not None and grid.words(cell).strip():
                titles.append(cell)
            top += 1
        depth = self._depth(grid, top)
        head = grid.rows[top : top + depth]
        columns = self._columns(grid, head)
        heads = [[_squeezed(grid.words(c)) for c in row.cells] for row in head]
        if not columns:
            top, titles = 0, []
        return _Draft(grid, columns, heads, titles, list(grid.rows[top + depth :]), grid.block)

    def _depth(self, grid: Grid, top: int) -> int:
        """How many rows the headings take; none where the first row holds figures."""
        if grid.columns < 2 or top >= len(grid.rows):
            return 0
        first = list(grid.rows[top].distinct())
        depth = max((c.row + c.row_span - top for c in first), default=1)
        if any(1 < c.column_span < grid.columns for c in first):
            depth = max(depth, 2)
        depth = depth if depth <= _DEPTH else 1
        while (
            depth < _DEPTH and top + depth < len(grid.rows) - 1 and self._sub_head(grid, top, depth)
        ):
            depth += 1
        head = [c for row in grid.rows[top : top + depth] for c in grid.filled(row)]
        return 0 if len(head) < 2 or any(self._is_figure(grid.words(c)) for c in head) else depth

    def _sub_head(self, grid: Grid, top: int, depth: int) -> bool:
        """Whether the next row still belongs to the headings."""
        row, above = grid.rows[top + depth], grid.rows[top + depth - 1]
        filled = grid.filled(row)
        words = [_squeezed(grid.words(c)) for c in filled]
        if len(filled) < 2 or any(self._is_figure(w) for w in words):
            return False
        if all(c.header for c in filled):
            return True
        kinds = [self.headings.read(w)[0] for w in words]
        if sum(kind is not ColumnKind.OTHER for kind in kinds) == len(kinds):
            return True
        if words[0] in self.words.unit or all(self.figures.unit(w) for w in words):
            return sum(self.figures.unit(w) is not None for w in words) >= len(words) - 1
        label, before = _squeezed(grid.words(row.cells[0])), _squeezed(grid.words(above.cells[0]))
        following = grid.rows[top + depth + 1]
        figures = sum(self._is_figure(grid.words(c)) for c in grid.filled(following))
        return label in ("", before) and figures >= 2

    def _is_figure(self, words: str) -> bool:
        return not _YEAR.fullmatch(words) and self.figures.figure(words) is not None

    def _columns(self, grid: Grid, head: tuple[Row, ...]) -> tuple[Column, ...]:
        if not head:
            return ()
        columns = []
        for number in range(grid.columns):
            stack: list[Cell] = []
            for depth in range(len(head)):
                cell = self._group(grid, head, depth, number)
                if cell is not None and cell not in stack and grid.words(cell).strip():
                    stack.append(cell)
            kind, role = self._meaning([_squeezed(grid.words(c)) for c in stack])
            heading = "".join(dict.fromkeys(_squeezed(grid.words(c)) for c in stack))
            columns.append(Column(number, heading, kind, role, tuple(stack)))
        return tuple(columns)

    @staticmethod
    def _group(grid: Grid, head: Sequence[Row], depth: int, number: int) -> Cell | None:
        """The heading above a column; where merging was lost, that of the group to the left."""
        own = head[depth].cells[number]
        below = [row.cells[number] for row in head[depth + 1 :]]
        if grid.words(own).strip() or not any(grid.words(c).strip() for c in below):
            return own
        for column in range(number - 1, -1, -1):
            cell = head[depth].cells[column]
            if grid.words(cell).strip():
                heads = [row.cells[column] for row in head[depth + 1 :]]
                grouped = any(c is not cell and grid.words(c).strip() for c in heads)
                return cell if grouped else None
        return None

    def _meaning(self, words: list[str]) -> tuple[ColumnKind, Role | None]:
        """The kind of a column by its lowest heading, else by all of them."""
        found = [self.headings.read(w) for w in (*reversed(words), "".join(words))]
        for kind in (ColumnKind.PAST, ColumnKind.CONTACT):
            if any(k is kind for k, _ in found):
                return kind, None
        return next((f for f in found if f[0] is not ColumnKind.OTHER), (ColumnKind.OTHER, None))

    # --- pages ------------------------------------------------------------------------------

    def _goes_on(self, before: _Draft, draft: _Draft) -> bool:
        """Whether a table is the next page of the one before it."""
        between = self.text.blocks[before.last.index + 1 : draft.last.index]
        if any(not _RUNS_ON.fullmatch(self.text.plain[b.start : b.end]) for b in between):
            return False
        if before.grid.columns != draft.grid.columns or not before.columns:
            return False
        known = sum(column.kind is not ColumnKind.OTHER for column in draft.columns)
        return (known < 2 and not draft.titles) or draft.heads == before.heads

    @staticmethod
    def _append(before: _Draft, draft: _Draft) -> None:
        repeated = draft.heads == before.heads
        before.rows += draft.rows if repeated else list(draft.grid.rows)
        before.last = draft.last

    # --- the whole --------------------------------------------------------------------------

    def _table(self, draft: _Draft) -> Table:
        draft.rows = list(self._data(draft))
        spans = [(c.start, c.end) for c in draft.titles] or list(self._above(draft.grid.block))
        units = [s for s in spans if _UNIT_LINE.fullmatch(self.text.plain[slice(*s)])]
        captions = [s for s in spans if s not in units]
        notes = (*draft.notes, *self._below(draft.last))
        node = self.nodes.get(draft.grid.block.index)
        if captions and node is not None and node.kind == "remarks":
            node = None  # 注：… ended the table before: this one has a title of its own
        kind, columns = self._judged(draft, captions, node)
        return Table(
            kind, columns, tuple(draft.rows), tuple(captions), notes, tuple(units), node,
            draft.grid.block.start, draft.last.end,
        )  # fmt: skip

    def _data(self, draft: _Draft) -> Iterator[Row]:
        """The rows without headings repeated on a later page, notes and empty rows."""
        titles = {_squeezed(draft.grid.words(c)) for c in draft.titles}
        for row in draft.rows:
            filled = draft.grid.filled(row)
            if not filled:
                continue
            words = [_squeezed(draft.grid.words(c)) for c in row.cells]
            if len(filled) > 1 and words in draft.heads:
                continue
            sole = draft.grid.sole(row)
            if sole is not None and _squeezed(draft.grid.words(sole)) in titles:
                continue
            if sole is not None and _NOTE.match(draft.grid.words(sole)):
                draft.notes.append((sole.start, sole.end))
                continue
            yield row

    def _above(self, block: Block) -> Iterator[Span]:
        """The lines of the title that stands above a table."""
        found: list[Span] = []
        for above in reversed(self.text.blocks[max(0, block.index - 4) : block.index]):
            words = self.text.plain[above.start : above.end]
            if above.kind == "table" or above.start in self.starts or len(words) > 80:
                break
            if _NO_CAPTION.search(words) or _NOTE.match(words):
                break
            found.append((above.start, above.end))
            if re.match(r"(?:附?表|20\d{2})", words):
                break
        return reversed(found)

    def _below(self, block: Block) -> Iterator[Span]:
        """The notes that stand under a table."""
        noted = False
        for below in self.text.blocks[block.index + 1 : block.index + 8]:
            words = self.text.plain[below.start : below.end]
            if below.kind == "table" or not (
                _NOTE.match(words) or (noted and _NEXT_NOTE.match(words))
            ):
                return
            noted = True
            yield below.start, below.end

    # --- what it is for ---------------------------------------------------------------------

    def _judged(
        self, draft: _Draft, captions: list[Span], node: Node | None
    ) -> tuple[TableKind, tuple[Column, ...]]:
        columns = draft.columns
        kinds = {column.kind for column in columns}
        if not columns:
            return TableKind.OTHER, columns
        if {ColumnKind.OPINION, ColumnKind.ADOPTED} <= kinds:
            return TableKind.OPINIONS, columns
        if ColumnKind.PERSON in kinds:
            return TableKind.ROSTER, columns
        title = "".join(self.text.plain[slice(*span)] for span in captions)
        heading = self.text.plain[slice(*node.title)] if node else ""
        data = [[draft.grid.words(c) for c in row.cells] for row in draft.rows]
        tasks = task_columns(columns, data, title or heading, self.lexicon, self.figures)
        if tasks:
            return TableKind.TASKS, tasks
        values = value_columns(columns, data, title, heading, self.lexicon, self.figures)
        return (TableKind.INDICATORS, values) if values else (TableKind.OTHER, columns)


def _squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


__all__ = ["Column", "ColumnKind", "Table", "TableKind", "read_tables"]
