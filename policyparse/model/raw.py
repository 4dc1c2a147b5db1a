"""What a reader hands on: blocks as they stand in the file, before any cleaning."""

from dataclasses import dataclass, field
from enum import StrEnum
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


class Revisions(StrEnum):
    """Which of the two states of a file with tracked changes is read."""

    ORIGINAL = "original"  # as if all were rejected
    FINAL = "final"  # as if all were accepted


class RevisionKind(StrEnum):
    """What a tracked change did. 修订"""

    INSERT = "insert"
    DELETE = "delete"
    MOVE_FROM = "move from"  # taken away here ...
    MOVE_TO = "move to"  # ... and put here


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one block, or of one cell of it: ``text[start:end]``."""

    block: int  # number in RawDocument.blocks
    cell: int | None  # number in RawBlock.cells; None outside tables
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change as the file notes it. 修订"""

    kind: RevisionKind
    text: str  # what was put in or taken out; a line break for the end of a paragraph
    place: Place
    author: str | None = None
    when: str | None = None  # as written, ISO 8601
    stretches: tuple[Stretch, ...] = ()  # none where the state that is read does not show it


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment in the margin. 批注"""

    text: str
    quoted: str  # the words it hangs on, as the state that is read shows them
    place: Place
    author: str | None = None
    when: str | None = None
    resolved: bool = False  # ticked off as done
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A file as its reader saw it."""

    format: str  # docx, pdf, html, markdown, text
    blocks: tuple[RawBlock, ...]
    hard_wrapped: bool = False  # lines may break inside a sentence (text, pdf, markdown)
    pages: int | None = None
    losses: tuple[Loss, ...] = field(default=())
    # every revision in the file, in the same order whichever state is read
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
