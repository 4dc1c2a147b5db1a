"""What a reader hands on: blocks as they stand in the file, before any cleaning."""

from dataclasses import dataclass, field
from typing import Literal

from policyparse.model.plan import Loss


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in the source file, as far as the format can say."""

    label: str  # for people: 第3段, 表2第4行第1列
    page: int | None = None  # from 1
    box: tuple[float, float, float, float] | None = None  # x0, top, x1, bottom in points
    file: str | None = None  # set when a document is made of several files


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell of a table; a merged cell stands once, at its first row and column."""

    text: str  # paragraphs of the cell are joined by newlines
    row: int  # from 0
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False  # marked as a heading cell by the format
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A paragraph, a heading or a table in reading order."""

    kind: Literal["paragraph", "heading", "table"]
    place: Place
    text: str = ""  # as it stands in the file, shown numbers included; empty for a table
    number: str = ""  # the part of text, at its start, that is an automatic number
    level: int | None = None  # of a heading, as the format claims: 1 is the highest
    cells: tuple[RawCell, ...] = ()
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as its reader saw it."""

    format: str  # docx, pdf, html, markdown, text
    blocks: tuple[RawBlock, ...]
    hard_wrapped: bool = False  # lines may break inside a sentence (text, pdf, markdown)
    pages: int | None = None
    losses: tuple[Loss, ...] = field(default=())
