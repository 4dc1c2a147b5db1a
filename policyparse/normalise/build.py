"""Raw blocks -> normalised text."""

from collections.abc import Iterator

from policyparse.grammar.punctuation import full_width
from policyparse.model import RawBlock, RawDocument
from policyparse.normalise.clean import RUN_ON_NUMBER, clean, fold_blanks
from policyparse.normalise.lines import PAGE_NUMBER, continues, line_of, page_of
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
        if text.text and not PAGE_NUMBER.fullmatch(text.text):
            yield _Part(text, block)


def _joined(parts: list[_Part], raw: RawDocument) -> list[_Part]:
    """The parts with the lines of one paragraph put together."""
    rows = [
        None if part.block.kind == "table" else line_of(part.block.text, full_width(part.text.text))
        for part in parts
    ]
    page = page_of([row for row in rows if row is not None]) if raw.hard_wrapped else None
    groups: list[list[_Part]] = []
    before, last = "", None  # the paragraph so far and its last line
    for part, row in zip(parts, rows, strict=True):
        goes_on = row is not None and last is not None and part.block.kind != "heading"
        if row is not None and last is not None and goes_on and continues(before, last, row, page):
            groups[-1].append(part)
            before += row.text
        else:
            groups.append([part])
            before = row.text if row is not None else ""
        last = row
    return [group[0] if len(group) == 1 else _glued(group) for group in groups]


def _glued(group: list[_Part]) -> _Part:
    texts: list[Mapped] = []
    for part in group:
        if texts and _parted(texts[-1].text, part.text.text):
            texts.append(Mapped(" ", ()))
        texts.append(part.text)
    return _Part(fold_blanks(join(texts)), group[0].block)


def _parted(before: str, after: str) -> bool:
    """Whether a line break stands for a blank: between Latin words, before a number."""
    if before.endswith(_WORDS):
        return after.startswith(_WORDS)
    return not before.endswith(("、", "，", "第")) and bool(RUN_ON_NUMBER.match(after))


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
