"""Drafts as the normaliser gives them, and what a Word file with tracked changes says."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from policyparse.errors import UnreadableSource
from policyparse.model import RawDocument, Revisions
from policyparse.normalise import Block, Cell, NormalisedText
from policyparse.readers.docx import read_docx

Rows = Sequence[Sequence[str]]  # a table without merged cells


class Tile(NamedTuple):
    """A cell of a table with merged cells."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def drafted(*blocks: str | Rows | tuple[Tile, ...]) -> NormalisedText:
    """A draft of paragraphs and tables."""
    parts: list[str] = []
    made: list[Block] = []
    at = 0
    for index, block in enumerate(blocks):
        if isinstance(block, str):
            text = block
            made.append(Block(index, "paragraph", at, at + len(text)))
        else:
            tiles = sorted(_tiles(block), key=lambda tile: (tile.row, tile.column))
            text = "\t".join(tile.text for tile in tiles)
            made.append(_table(index, at, tiles))
        parts.append(text)
        at += len(text) + 1
    return NormalisedText("\n".join(parts), tuple(made), (), RawDocument("text", ()))


def _tiles(table: Rows | tuple[Tile, ...]) -> Iterator[Tile]:
    for number, row in enumerate(table):
        if isinstance(row, Tile):
            yield row
        else:
            yield from (Tile(text, number, column) for column, text in enumerate(row))


def _table(index: int, at: int, tiles: Sequence[Tile]) -> Block:
    cells: list[Cell] = []
    for tile in tiles:
        cells.append(Cell(at, at + len(tile.text), *tile[1:]))
        at += len(tile.text) + 1
    rows = max(tile.row + tile.rows for tile in tiles)
    columns = max(tile.column + tile.columns for tile in tiles)
    return Block(
        index, "table", cells[0].start, at - 1, cells=tuple(cells), rows=rows, columns=columns
    )


Shown = list[str | list[Tile]]


def said(data: bytes, revisions: Revisions) -> Shown:
    """What our reader of Word files finds in one state of a file with tracked changes."""
    try:
        blocks = read_docx(Path("修订稿.docx"), data, revisions).blocks
    except UnreadableSource:  # nothing is left in it
        blocks = ()
    return [
        block.text
        if block.kind != "table"
        else [Tile(c.text, c.row, c.column, c.row_span, c.column_span) for c in block.cells]
        for block in blocks
    ]


def expected(draft: NormalisedText) -> Shown:
    """What it should find; a reader says nothing of paragraphs and cells of blanks alone."""
    shown: Shown = []
    for block in draft.blocks:
        text = office_text(draft.text[block.start : block.end])
        if block.kind == "table":
            cells = [(office_text(draft.text[c.start : c.end]), c) for c in block.cells]
            shown.append(
                [
                    Tile(text if text.strip() else "", c.row, c.column, c.row_span, c.column_span)
                    for text, c in cells
                ]
            )
        elif text.strip():
            shown.append(text)
    return shown


def office_text(text: str) -> str:
    """A blank for each character that no Word file can hold."""
    return "".join("\n" if c in "\r\x85" else c if _fits(c) else " " for c in text)


def _fits(character: str) -> bool:
    code = ord(character)
    control = (code < 0x20 and character not in "\t\n") or 0x7F <= code <= 0x9F
    return not (control or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF))
