"""How the text lies: the lines that a file had, and the cells of a table by row and column."""

from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.extract.table_grid import Grid
from policyparse.normalise import Block, Cell, NormalisedText


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph as the file had it: ``text[start:end]``; joined blocks hold several."""

    start: int
    end: int
    block: int


def lines(text: NormalisedText) -> Iterator[Line]:
    """The lines of all blocks that are no tables, also of those that normalising joined."""
    breaks = _breaks(text)
    at = 0
    for block in text.blocks:
        if block.kind == "table":
            continue
        while at < len(breaks) and breaks[at] <= block.start:
            at += 1
        start = block.start
        while at < len(breaks) and breaks[at] < block.end:
            yield from _split(text.text, start, breaks[at], block.index)
            start = breaks[at]
            at += 1
        yield from _split(text.text, start, block.end, block.index)


def _breaks(text: NormalisedText) -> list[int]:
    """Where the text of one raw block ends and that of the next begins."""
    return [
        piece.start
        for before, piece in zip(text.pieces, text.pieces[1:], strict=False)
        if before.source != piece.source
    ]


def _split(text: str, start: int, end: int, block: int) -> Iterator[Line]:
    for part in text[start:end].split("\n"):
        low = start + len(part) - len(part.lstrip())
        high = low + len(part.strip())
        if low < high:
            yield Line(low, high, block)
        start += len(part) + 1


def grid(text: NormalisedText, block: Block) -> list[dict[int, Cell]]:
    """The rows of a table by column; a merged cell stands in all the places it spans."""
    return [
        {column: cell for column, cell in enumerate(row.cells) if cell is not None}
        for row in Grid(text, block).rows
    ]
