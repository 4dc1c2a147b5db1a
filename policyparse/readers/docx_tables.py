"""Word tables: rows and cells with their spans (ECMA-376 part 1, 17.4)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyparse.model import RawCell
from policyparse.readers.docx_revisions import KINDS, Tracker
from policyparse.readers.docx_xml import VAL, Element, W, integer, is_on, value
from policyparse.readers.grid import MAX_COLUMNS, Grid, cell_place
from policyparse.readers.marked import Key, Mark, Marked

_WRAPPERS = frozenset(W + name for name in ("customXml", "smartTag"))


@dataclass(frozen=True, slots=True)
class WordCell:
    """A w:tc at its place in the grid."""

    element: Element
    row: int
    column: int
    span: int
    continues: bool  # goes on with the merged cell above
    header: bool
    revisions: tuple[Key, ...]  # by which the row or the cell came or goes


@dataclass(slots=True)
class WordTable:
    """The cells of a table in reading order, before their text is read."""

    cells: list[WordCell]
    rows: int
    columns: int
    irregular: bool
    hidden: list[Element]  # rows and cells that this state does not show


def lay_out(table: Element, tracker: Tracker) -> WordTable:
    """Where each cell stands; gridSpan and gridBefore move the cells after them."""
    cells: list[WordCell] = []
    hidden: list[Element] = []
    widths: list[int] = []
    for element in children(table, W + "tr", tracker):
        if tracker.hidden(element.find(W + "trPr")):
            hidden.append(element)
            continue
        properties = tracker.properties(element, "trPr")
        column = min(integer(value(properties, "gridBefore")) or 0, MAX_COLUMNS)
        row = len(widths)
        for cell in _cells(element, row, column, tracker, hidden):
            column = cell.column + cell.span
            if _merged_left(cell.element, tracker) and cells and cells[-1].row == row:
                cells[-1] = replace(cells[-1], span=cells[-1].span + cell.span)
            else:
                cells.append(cell)
        widths.append(column + min(integer(value(properties, "gridAfter")) or 0, MAX_COLUMNS))
    columns = max(widths, default=0)
    return WordTable(cells, len(widths), columns, len(set(widths)) > 1, hidden)


def _cells(
    element: Element, row: int, column: int, tracker: Tracker, hidden: list[Element]
) -> Iterator[WordCell]:
    """The cells of a row one beside the other."""
    properties = tracker.properties(element, "trPr")
    header = properties is not None and is_on(properties.find(W + "tblHeader"))
    made = tracker.keys(element.find(W + "trPr"))
    for cell in children(element, W + "tc", tracker):
        own = cell.find(W + "tcPr")
        if tracker.hidden(own):
            hidden.append(cell)
            continue
        span, continues = _span(cell, tracker), _continues(cell, tracker)
        keys = (*made, *tracker.keys(own))
        yield WordCell(cell, row, column, span, continues, header, keys)
        column += span


def children(parent: Element, tag: str, tracker: Tracker) -> Iterator[Element]:
    """Rows or cells of a table, also inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from children(content, tag, tracker)
        elif child.tag in _WRAPPERS or (child.tag in KINDS and not tracker.hides(child)):
            yield from children(child, tag, tracker)


def merge_down(
    table: WordTable, texts: list[Marked], label: str
) -> tuple[Grid, tuple[Mark, ...], list[str]]:
    """Cells joined with those that they continue above, their marks, texts that a merge hides."""
    open_at: dict[int, int] = {}  # column -> index in merged of the last cell there
    merged: list[RawCell] = []
    marks: list[Mark] = []
    hidden: list[str] = []
    for cell, text in zip(table.cells, texts, strict=True):
        above = merged[open_at[cell.column]] if cell.column in open_at else None
        joins = (
            cell.continues
            and above is not None
            and above.row + above.row_span == cell.row
            and above.column_span == cell.span
        )
        if joins and above is not None:
            merged[open_at[cell.column]] = replace(above, row_span=above.row_span + 1)
            if text.text.strip():
                hidden.append(text.text)
            continue
        open_at[cell.column] = len(merged)
        marks += (mark._replace(cell=len(merged)) for mark in text.marks)
        place = cell_place(label, cell.row, cell.column)
        merged.append(RawCell(text.text, cell.row, cell.column, 1, cell.span, cell.header, place))
    grid = Grid(tuple(merged), table.rows, table.columns, table.irregular)
    return grid, tuple(marks), hidden


def _span(cell: Element, tracker: Tracker) -> int:
    properties = tracker.properties(cell, "tcPr")
    return max(1, min(integer(value(properties, "gridSpan")) or 1, MAX_COLUMNS))


def _continues(cell: Element, tracker: Tracker) -> bool:
    """Whether a cell goes on with the one above, by a tracked merge too (17.13.5.2 cellMerge)."""
    own = cell.find(W + "tcPr")
    tracked = own.find(W + "cellMerge") if own is not None else None
    if tracked is not None:
        merged = tracked.get(W + ("vMerge" if tracker.final else "vMergeOrig"))
        if merged is not None or not tracker.final:
            return merged == "cont"
    properties = tracker.properties(cell, "tcPr")
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and (merge.get(VAL) or "continue") == "continue"


def _merged_left(cell: Element, tracker: Tracker) -> bool:
    """The old way to merge across: a cell that goes on with the one before it (17.4.22)."""
    properties = tracker.properties(cell, "tcPr")
    merge = properties.find(W + "hMerge") if properties is not None else None
    return merge is not None and (merge.get(VAL) or "continue") == "continue"
