"""Raw blocks -> normalised text."""

from collections.abc import Iterator

from policyparse.grammar.punctuation import full_width
from policyparse.model import RawBlock, RawDocument
from policyparse.normalise import lines
from policyparse.normalise.clean import clean, fold_blanks
from policyparse.normalise.mapped import Mapped, join, of_source, strip
from policyparse.normalise.text import Block, Cell, NormalisedText

_WORDS = tuple("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class _Part:
    """A block on its way: its cleaned text and the raw block it began with."""

    __slots__ = ("block", "cells", "text")

    def __init__(self, text: Mapped, block: RawBlock, cells: tuple[Mapped, ...] = ()):
        self.text = text
        self.block = block
        self.cells = cells


def normalise(raw: RawDocument) -> NormalisedText:
    """The text that all later stages read: broken lines joined, blanks and markup folded."""
    parts = _joined(list(_cleaned(raw)), raw)
    return _assembled(parts, raw)


def _cleaned(raw: RawDocument) -> Iterator[_Part]:
    markup = raw.format in ("markdown", "text")
    for index, block in enumerate(raw.blocks):
        if block.kind == "table":
            cells = tuple(
                strip(clean(of_source(cell.text, (index, number)), markup=markup))
                for number, cell in enumerate(block.cells)
            )
            yield _Part(Mapped("", ()), block, cells)
            continue
        text = strip(clean(of_source(block.text, (index, None)), markup=markup))
        if text.text and not lines.PAGE_NUMBER.fullmatch(text.text):
            yield _Part(text, block)


def _joined(parts: list[_Part], raw: RawDocument) -> list[_Part]:
    texts = [part.text.text for part in parts if part.block.kind != "table"]
    page = lines.page_width(texts) if raw.hard_wrapped else None
    done: list[_Part] = []
    last = 0  # length of the last raw line in done[-1]
    for part in parts:
        if part.block.kind == "table" or not done or done[-1].block.kind == "table":
            done.append(part)
            last = 0
            continue
        before = full_width(done[-1].text.text)
        line = before[last:] if page is not None else before
        if part.block.kind != "heading" and lines.continues(
            line if page is not None and not lines.open_bracket(before[-400:]) else before,
            full_width(part.text.text),
            page,
        ):
            last = len(before)
            done[-1] = _Part(_glued(done[-1].text, part.text), done[-1].block)
        else:
            done.append(part)
            last = 0
    return done


def _glued(before: Mapped, after: Mapped) -> Mapped:
    latin = before.text.endswith(_WORDS) and after.text.startswith(_WORDS)
    return fold_blanks(join((before, after), " " if latin else ""))


def _assembled(parts: list[_Part], raw: RawDocument) -> NormalisedText:
    texts: list[Mapped] = []
    blocks: list[Block] = []
    at = 0
    for index, part in enumerate(parts):
        cells: tuple[Cell, ...] = ()
        text = part.text
        if part.block.kind == "table":
            text, cells = _table(part, at)
        blocks.append(
            Block(
                index=index,
                kind=part.block.kind,
                start=at,
                end=at + len(text.text),
                page=part.block.place.page,
                level=part.block.level,
                cells=cells,
                rows=part.block.rows,
                columns=part.block.columns,
            )
        )
        texts.append(text)
        at += len(text.text) + 1
    whole = join(texts, "\n")
    return NormalisedText(whole.text, tuple(blocks), whole.pieces, raw)


def _table(part: _Part, at: int) -> tuple[Mapped, tuple[Cell, ...]]:
    """Cells one behind the other: a tab between cells, a line for each row."""
    cells: list[Cell] = []
    pieces: list[Mapped] = []
    row = None
    for raw, text in zip(part.block.cells, part.cells, strict=True):
        if pieces:
            pieces.append(Mapped("\t" if raw.row == row else "\n", ()))
            at += 1
        row = raw.row
        cells.append(
            Cell(
                at,
                at + len(text.text),
                raw.row,
                raw.column,
                raw.row_span,
                raw.column_span,
                raw.header,
            )
        )
        pieces.append(text)
        at += len(text.text)
    return join(pieces), tuple(cells)
