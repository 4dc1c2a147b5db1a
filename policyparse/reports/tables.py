"""A table on paper, before it is a workbook or a Word file: columns, lines, notes."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from policyparse.model.comparison import Mark, Piece
from policyparse.model.evidence import Certainty

# What XML 1.0 cannot hold, and lone surrogates.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


WIDE = re.compile("[\u2000-\U0010ffff]+")


class Paper(StrEnum):
    """Paper of a table, always landscape."""

    A4 = "A4"
    A3 = "A3"


class LineKind(StrEnum):
    """What a line of a table is."""

    ROW = "row"
    BAND = "band"  # a heading across all columns


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its width counts half-width characters at 10.5 points."""

    key: str
    header: str
    width: int
    centred: bool = False
    hidden: bool = False  # for sorting and for programs, never printed
    to_fill: bool = False  # stays empty for people, is kept although empty
    merged: bool = False  # one cell over the rows of a group
    choices: tuple[str, ...] = ()
    numeric: bool = False  # whole numbers where all its cells are


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, how sure it is, and which of its words are marked."""

    text: str = ""
    certainty: Certainty = Certainty.SURE
    pieces: tuple[Piece, ...] = ()  # together the text; none where no word is marked


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells by column key, or a band with one text."""

    cells: dict[str, Cell] = field(default_factory=dict)
    group: int | str = 0  # rows of one group share their merged cells
    kind: LineKind = LineKind.ROW
    text: str = ""  # of a band

    def cell(self, key: str) -> Cell:
        """Return the cell of a column; an empty one if there is none."""
        return self.cells.get(key, EMPTY)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title and what stands around it."""

    name: str  # of the sheet
    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    subtitle: str = ""
    lead: tuple[str, ...] = ()  # sentences between the title and the table
    notes: tuple[str, ...] = ()  # at the foot
    paper: Paper = Paper.A4
    filtered: bool = False  # filter buttons; no cell is merged then
    coloured: bool = False  # doubtful cells are coloured, with a legend
    annex: bool = False  # 附件 above the title in Word
    dense: bool = False  # smaller type in Word
    redline: bool = False  # marked words went or came from one draft to the next

    @property
    def shown(self) -> tuple[Column, ...]:
        """Return the columns that are printed."""
        return tuple(column for column in self.columns if not column.hidden)


EMPTY = Cell()


def band(text: str) -> Line:
    """Return a heading across the table."""
    return Line(kind=LineKind.BAND, text=text, group=f"band {text}")


def marked(pieces: tuple[Piece, ...], certainty: Certainty = Certainty.SURE) -> Cell:
    """Return a cell with marked words; a cell without marks if nothing in it is marked."""
    kept = tuple(
        Piece(text=text, mark=piece.mark) for piece in pieces if (text := clean(piece.text))
    )
    text = "".join(piece.text for piece in kept)
    plain = all(piece.mark is Mark.SAME for piece in kept)
    return Cell(text, certainty, () if plain else kept)


def piece_of(cell: Cell, start: int, end: int) -> Cell:
    """Return a stretch of a cell, its marks kept."""
    at = 0
    kept: list[Piece] = []
    for piece in cell.pieces:
        text = piece.text[max(0, start - at) : max(0, end - at)]
        at += len(piece.text)
        if text:
            kept.append(Piece(text=text, mark=piece.mark))
    return Cell(cell.text[start:end], cell.certainty, tuple(kept))


def drop_empty(table: Table) -> Table:
    """Leave out columns in which no row has anything, but those that people fill."""
    rows = [line for line in table.lines if line.kind is LineKind.ROW]
    kept = tuple(
        column
        for column in table.columns
        if column.hidden
        or column.to_fill
        or not rows
        or any(line.cell(column.key).text for line in rows)
    )
    return replace(table, columns=kept)


def clean(text: str) -> str:
    """Put a blank where a character stands that no office file can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\x85", "\n")
    return ILLEGAL.sub(" ", text)


def display_width(text: str) -> int:
    """Count half-width columns: a Chinese character takes two."""
    return len(text) + len(text) - len(WIDE.sub("", text))
