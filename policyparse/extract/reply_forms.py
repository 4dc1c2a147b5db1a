"""Reply forms 意见反馈表: tables with a row an opinion, and forms with a label beside each cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from policyparse.extract.layout import grid
from policyparse.grammar.opinions import Column
from policyparse.grammar.replies import LineKind, ReplyGrammar
from policyparse.model.reply import Naming, Origin
from policyparse.normalise import Block, Cell, NormalisedText

Span = tuple[int, int]

_HEAD_ROWS = 6


class Part(StrEnum):
    """What a column of a reply form holds, beyond those of an opinion table."""

    OLD = "old"  # 原文
    NEW = "new"  # 修改为


Kind = Column | Part


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: the cells in which its opinion stands, with their headings."""

    cells: tuple[tuple[str, Span], ...]  # heading, or nothing where it says no more
    asked: Span  # the cell that asks
    clauses: tuple[tuple[str, Span], ...] = ()  # with their headings
    who: Span | None = None
    old: Span | None = None
    new: bool = False  # the cell is the new wording itself


@dataclass(slots=True)
class Form:
    """What the tables of a file hold."""

    rows: list[FormRow] = field(default_factory=list)
    none: list[tuple[Span, Span | None]] = field(default_factory=list)  # with who says it
    body: list[Span] = field(default_factory=list)  # cells to be read as the body of a letter
    frame: list[Span] = field(default_factory=list)
    rest: list[Span] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)


class FormReader:
    """Reads the tables of one reply."""

    def __init__(self, text: NormalisedText, grammar: ReplyGrammar):
        self.source = text
        self.text = text.text
        self.grammar = grammar
        self.form = Form()
        self._width = 0
        self._columns: dict[int, Kind] = {}
        self._headings: dict[int, str] = {}
        self._seen: set[Span] = set()

    def read(self) -> Form:
        """All tables; one without heading goes on with the one before it."""
        for block in self.source.blocks:
            if block.kind == "table":
                self._table(block)
        return self.form

    def _table(self, block: Block) -> None:
        rows = grid(self.source, block)
        body = self._heading(rows)
        if body is None and self._columns and max(map(len, rows), default=0) == self._width:
            body = 0
        if body is None:
            for row in rows:
                self._labelled(row)
            return
        for row in rows[:body]:
            self._above(row)
        for row in rows[body:]:
            self._row(row)

    # --- headings --------------------------------------------------------------------------

    def _heading(self, rows: Sequence[dict[int, Cell]]) -> int | None:
        """The first row below the heading, if the table has one for opinions."""
        for at, row in enumerate(rows[:_HEAD_ROWS]):
            kinds = {column: kind for column, c in row.items() if (kind := self._kind(c))}
            distinct = set(kinds.values())
            if {Column.OPINION, Part.NEW} & distinct and len(distinct) > 1:
                self._columns, self._width = kinds, len(row)
                self._headings = {c: self._said(row[c]) for c in kinds}
                return at + 1
        return None

    def _kind(self, cell: Cell) -> Kind | None:
        text = re.sub(r"\s", "", self._said(cell))
        bare = re.sub(r"[（(].*?[）)]", "", text).strip("：:")
        if not bare or len(bare) > 20 or text.endswith(("：", ":")):
            return None
        if bare.endswith(self.grammar.words.new):
            return Part.NEW
        if bare.endswith(self.grammar.words.old):
            return Part.OLD
        return self.grammar.opinions.column(bare)

    def _said(self, span: Span | Cell) -> str:
        low, high = (span.start, span.end) if isinstance(span, Cell) else span
        return self.text[low:high]

    # --- rows of opinions ------------------------------------------------------------------

    def _above(self, row: dict[int, Cell]) -> None:
        """A heading, or the name of the unit above it."""
        for cell in dict.fromkeys(row.values()):
            if cell.end > cell.start and not self._label(cell):
                self.form.frame.append((cell.start, cell.end))

    def _row(self, row: dict[int, Cell]) -> None:
        cells = [c for c in dict.fromkeys(row.values()) if c.end > c.start]
        fresh = [c for c in cells if (c.start, c.end) not in self._seen]
        self._seen |= {(c.start, c.end) for c in cells}
        if not fresh or (len(set(row.values())) == 1 and self._width > 2):
            self._single(fresh)
            return
        by_kind: dict[Kind, list[int]] = {}
        for column, kind in sorted(self._columns.items()):
            cell = row.get(column)
            if cell is not None and cell.end > cell.start:
                by_kind.setdefault(kind, []).append(column)
        if by_kind and all(self._said(row[c]) == self._headings.get(c) for c in row):
            self.form.frame += [(c.start, c.end) for c in fresh]  # the heading of a new page
            return
        self._made(row, by_kind, fresh)

    def _made(
        self, row: dict[int, Cell], by_kind: dict[Kind, list[int]], fresh: list[Cell]
    ) -> None:
        """An opinion, the word that there is none, or a row that nobody filled."""
        asked = [*by_kind.get(Part.NEW, ()), *by_kind.get(Column.OPINION, ())]
        filled = [c for c in asked if not self.grammar.opinions.is_blank(self._said(row[c]))]
        who = next((_span(row[c]) for c in by_kind.get(Column.WHO, ())), None)
        says = [c for c in filled if not self._says_none(row[c])]
        if not says:
            self._not_asked(row, [c for c in asked if c not in says], fresh, who, by_kind)
            return
        used = sorted(
            {*says, *by_kind.get(Part.OLD, ()), *by_kind.get(Column.REASON, ())}
            | {*by_kind.get(Column.REMARKS, ())}
        )
        cells = tuple((self._headings.get(c, ""), _span(row[c])) for c in used)
        shown = {span for _, span in cells}
        clauses = tuple(
            (self._headings.get(c, ""), _span(row[c])) for c in by_kind.get(Column.CLAUSE, ())
        )
        taken = {*shown, *(span for _, span in clauses), *([who] if who else [])}
        self._left([c for c in fresh if _span(c) not in taken])
        old = next((_span(row[c]) for c in by_kind.get(Part.OLD, ())), None)
        self.form.rows.append(
            FormRow(
                cells if len(cells) > 1 else (("", cells[0][1]),),
                _span(row[says[0]]),
                clauses,
                who,
                old,
                says[0] in by_kind.get(Part.NEW, ()),
            )
        )

    def _says_none(self, cell: Cell) -> bool:
        return self.grammar.opinions.is_none(self._said(cell))

    def _not_asked(
        self,
        row: dict[int, Cell],
        asked: list[int],
        fresh: list[Cell],
        who: Span | None,
        by_kind: dict[Kind, list[int]],
    ) -> None:
        """无意见, or an empty row of the form."""
        words = [c for c in asked if self._said(row[c]) and self._says_none(row[c])]
        if words:
            self.form.none.append((_span(row[words[0]]), who))
        spoken = {_span(row[c]) for c in words[:1]} | ({who} if who and words else set())
        known = {_span(row[c]) for columns in by_kind.values() for c in columns}
        for cell in fresh:
            span = _span(cell)
            if span in spoken:
                continue
            old = Part.OLD in by_kind and span == _span(row[by_kind[Part.OLD][0]])
            ask = self.grammar.asks(self._said(cell)) and not old
            (self.form.rest if ask or span not in known else self.form.frame).append(span)

    def _left(self, cells: Sequence[Cell]) -> None:
        """Numbers and other cells of a row that are no part of its opinion."""
        for cell in cells:
            ask = self.grammar.asks(self._said(cell))
            (self.form.rest if ask else self.form.frame).append(_span(cell))

    def _single(self, cells: Sequence[Cell]) -> None:
        """A row with one cell over its whole width: a band, a note, a name."""
        for cell in cells:
            if self._label(cell):
                continue
            ask = self.grammar.asks(self._said(cell))
            (self.form.body if ask else self.form.frame).append(_span(cell))

    # --- forms with labels -----------------------------------------------------------------

    def _labelled(self, row: dict[int, Cell]) -> None:
        """单位 | 市水利局 | 联系人 | …; 意见建议 | a cell that is read like a letter."""
        cells = [c for c in dict.fromkeys(row.values()) if _span(c) not in self._seen]
        self._seen |= {_span(c) for c in cells}
        cells = [c for c in cells if c.end > c.start]
        at = 0
        while at < len(cells):
            kind = self._label_kind(cells[at])
            if kind is not None and at + 1 < len(cells):
                self.form.frame.append(_span(cells[at]))
                self._value(kind, cells[at + 1])
                at += 2
                continue
            if not self._label(cells[at]):
                self._free(cells[at], labelled=kind is not None)
            at += 1

    def _label_kind(self, cell: Cell) -> str | None:
        text = re.sub(r"\s", "", self._said(cell)).strip("：:")
        if len(text) > 16:
            return None
        line = self.grammar.line(text + "：")
        if line is LineKind.LABEL:
            return "unit"
        if self.grammar.opinions.column(text) is Column.OPINION:
            return "opinion"
        return "contact" if line is LineKind.CONTACT else None

    def _value(self, kind: str, cell: Cell) -> None:
        if kind == "unit" and self._named(_span(cell)):
            return
        if kind == "opinion":
            self.form.body.append(_span(cell))
        elif self.grammar.asks(self._said(cell)):
            self.form.rest.append(_span(cell))
        else:
            self.form.frame.append(_span(cell))

    def _free(self, cell: Cell, *, labelled: bool) -> None:
        said = self._said(cell)
        whole = len(said) > 8 or self.grammar.asks(said) or self.grammar.opinions.is_none(said)
        (self.form.body if whole and not labelled else self.form.frame).append(_span(cell))

    # --- names -----------------------------------------------------------------------------

    def _label(self, cell: Cell) -> bool:
        """单位（盖章）：市水利局 in one cell."""
        said = self._said(cell)
        value = self.grammar.label_value(said)
        if value is None or "\n" in said:
            return False
        named = self._named((cell.start + value[0], cell.start + value[1]))
        if named:
            self.form.frame.append((cell.start, cell.end))
        return named

    def _named(self, span: Span) -> bool:
        said = self.text[span[0] : span[1]]
        found = self.grammar.unit_spans(said)
        for low, high in found:
            place = self.source.evidence(span[0] + low, span[0] + high)
            name = re.sub(r"\s", "", place.text)
            self.form.namings.append(Naming(name=name, origin=Origin.FORM, evidence=(place,)))
        if found and span not in self.form.frame:
            self.form.frame.append(span)
        return bool(found)


def _span(cell: Cell) -> Span:
    return cell.start, cell.end
