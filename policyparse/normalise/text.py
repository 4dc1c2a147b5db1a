"""The normalised text of a document and the blocks it is made of."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from policyparse.grammar.punctuation import as_read
from policyparse.model import Evidence, Part, Place, RawDocument, Stretch
from policyparse.normalise.mapped import Piece, Source, sources


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell in the normalised text; a merged cell stands once."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or table: ``text[start:end]``."""

    index: int
    kind: str  # paragraph, heading, table
    start: int
    end: int
    page: int | None = None
    level: int | None = None
    cells: tuple[Cell, ...] = ()
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True)
class NormalisedText:
    """What every later stage reads: one string, its blocks, and the map back to the file."""

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    raw: RawDocument

    @cached_property
    def plain(self) -> str:
        """The text in its usual shapes, marks of full width: what patterns read; same offsets."""
        return as_read(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> Block:
        """The block that holds a character."""
        return self.blocks[max(0, bisect_right(self._starts, offset) - 1)]

    def evidence(self, start: int, end: int, part: Part = Part.VALUE) -> Evidence:
        """The place from start to end."""
        block = self.block_at(start)
        return Evidence(
            text=self.text[start:end],
            start=start,
            end=end,
            block=block.index,
            page=block.page,
            part=part,
        )

    @cached_property
    def _by_source(self) -> dict[Source, list[Piece]]:
        found: dict[Source, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.source, []).append(piece)
        return found

    def placed(self, stretch: Stretch) -> tuple[int, int] | None:
        """Where characters of a block or cell stand in the text; None if nothing of them is kept.

        A stretch without characters is a place between two.
        """
        pieces = self._by_source.get((stretch.block, stretch.cell), [])
        if stretch.start == stretch.end:
            for piece in pieces:
                if piece.origin <= stretch.start <= piece.origin + piece.length:
                    at = piece.start + stretch.start - piece.origin
                    return at, at
            return None
        kept = [
            (piece.start + low - piece.origin, piece.start + high - piece.origin)
            for piece in pieces
            if (low := max(piece.origin, stretch.start))
            < (high := min(piece.origin + piece.length, stretch.end))
        ]
        return (kept[0][0], kept[-1][1]) if kept else None

    def trace(self, start: int, end: int) -> tuple[tuple[Place, str], ...]:
        """The places of ``text[start:end]`` in the source file, with the text that stands there."""
        found = []
        for piece in sources(self.pieces, start, end):
            block = self.raw.blocks[piece.source[0]]
            if piece.source[1] is None:
                place, text = block.place, block.text
            else:
                cell = block.cells[piece.source[1]]
                place, text = cell.place or block.place, cell.text
            found.append((place, text[piece.origin : piece.origin + piece.length]))
        return tuple(found)
