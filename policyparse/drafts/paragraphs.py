"""Two drafts paragraph by paragraph and cell by cell. 逐段比对"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from typing import TypeVar

from policyparse.drafts.alignment import Item, chain
from policyparse.drafts.grid import Line, lines_of
from policyparse.drafts.likeness import heading, pairs_of
from policyparse.drafts.wording import Redline
from policyparse.model.comparison import Mark
from policyparse.model.diff import WordChange
from policyparse.normalise import Block, NormalisedText

_UNIT = 0.4  # likeness of two paragraphs or tables that are shown as one, reworded
_ROW = 0.4  # ... of two rows
_WIDEST = 63  # columns of a table that Word can hold; rows of a wider one stand as paragraphs
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in the old and in the new draft, with the steps from one to the other."""

    old: str
    new: str
    changes: tuple[WordChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that stayed, perhaps reworded, or is gone, or new."""

    mark: Mark
    wording: Wording
    level: int | None = None  # of a heading, as its file claims


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a row."""

    span: int  # columns
    rows: int  # rows that it reaches over; 0 where it goes on with the cell above
    wording: Wording


@dataclass(frozen=True, slots=True)
class Row:
    """A row that stayed, or is gone, or new."""

    mark: Mark
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that stayed, or is gone, or new."""

    mark: Mark
    columns: int
    rows: tuple[Row, ...]


Passage = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a table of one draft."""

    text: str
    level: int | None = None
    lines: tuple[Line, ...] = ()
    columns: int = 0


def units_of(text: NormalisedText) -> tuple[Unit, ...]:
    """All that a draft consists of, in reading order."""
    return tuple(joined.from_iterable(_units(block, text.text) for block in text.blocks))


def _units(block: Block, text: str) -> Iterator[Unit]:
    if block.kind != "table":
        if block.start < block.end:
            yield Unit(text[block.start : block.end], block.level)
        return
    table = table_of(lines_of(block, text))
    if table.columns > _WIDEST:
        yield from (Unit(words) for line in table.lines if (words := _words(line)).strip())
    elif table.columns:
        yield table


def table_of(lines: tuple[Line, ...]) -> Unit:
    """A table of these rows."""
    columns = max((sum(cell.span for cell in line) for line in lines), default=0)
    return Unit("\n".join(map(_words, lines)), None, lines, columns)


def _words(line: Line) -> str:
    return "\t".join(cell.text for cell in line)


def passages(old: Sequence[Unit], new: Sequence[Unit], redline: Redline) -> tuple[Passage, ...]:
    """Both drafts in one row: what is gone stands before what came in its place.

    What moved is gone from one place and new in another.
    """
    found = chain([_item(unit) for unit in old], [_item(unit) for unit in new], _UNIT)
    return tuple(_passage(*step, redline) for step in _merged(old, new, found))


def _item(unit: Unit) -> Item:
    """A paragraph is the same under another number."""
    if unit.lines:
        return Item(unit.text, pairs_of(unit.text), unit.columns)
    return Item(heading(unit.text) or unit.text, pairs_of(unit.text))


def _merged(
    old: Sequence[Thing], new: Sequence[Thing], pairs: Iterable[tuple[int, int]]
) -> Iterator[tuple[Mark, Thing | None, Thing | None]]:
    o = n = 0
    for to_old, to_new in (*pairs, (len(old), len(new))):
        yield from ((Mark.GONE, one, None) for one in old[o:to_old])
        yield from ((Mark.NEW, None, one) for one in new[n:to_new])
        if to_old < len(old):
            yield Mark.SAME, old[to_old], new[to_new]
        o, n = to_old + 1, to_new + 1


def _passage(mark: Mark, old: Unit | None, new: Unit | None, redline: Redline) -> Passage:
    one = new or old or Unit("")
    if not one.lines:
        words = _wording(old.text if old else None, new.text if new else None, redline)
        return Paragraph(mark, words, one.level)
    rows = _rows(old.lines if old else (), new.lines if new else (), redline)
    return Grid(mark, one.columns, tuple(rows))


def _wording(old: str | None, new: str | None, redline: Redline) -> Wording:
    """What is only in one draft has no steps."""
    if old is None or new is None:
        return Wording(old or "", new or "")
    return Wording(old, new, redline.changes(old, new))


def _rows(old: Sequence[Line], new: Sequence[Line], redline: Redline) -> Iterator[Row]:
    """Rows stand for each other where their cells stand alike."""
    one, other = [_row_item(line) for line in old], [_row_item(line) for line in new]
    for mark, before, after in _merged(old, new, chain(one, other, _ROW)):
        line = after or before or ()
        yield Row(
            mark,
            tuple(
                CellChange(
                    cell.span,
                    max(cell.rows, before[at].rows) if before else cell.rows,
                    _wording(
                        before[at].text if before else None,
                        after[at].text if after else None,
                        redline,
                    ),
                )
                for at, cell in enumerate(line)
            ),
        )


def _row_item(line: Line) -> Item:
    text = _words(line)
    return Item(text, pairs_of(text), tuple((cell.span, cell.rows > 0) for cell in line))
