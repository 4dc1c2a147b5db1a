"""Word tables: rows and cells with their spans (ECMA-376 part 1, 17.4)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyparse.model import RawCell
from policyparse.readers.docx_xml import VAL, Element, W, integer, is_on, value
from policyparse.readers.grid import MAX_COLUMNS, Grid, cell_place

_WRAPPERS = frozenset(W + name for name in ("customXml", "ins", "moveTo", "smartTag"))


@dataclass(frozen=True, slots=True)
class WordCell:
    """A w:tc at its place in the grid."""

    element: Element
    row: int
    column: int
    span: int
    continues: bool  # goes on with the merged cell above
    header: bool


@dataclass(slots=True)
class WordTable:
    """The cells of a table in reading order, before their text is read."""

    cells: list[WordCell]
    rows: int
    columns: int
    irregular: bool
    deleted: int  # rows deleted by a revision


def lay_out(table: Element) -> WordTable:
    """Where each cell stands; gridSpan and gridBefore move the cells after them."""
    cells: list[WordCell] = []
    rows = deleted = 0
    widths: list[int] = []
    for element in children(table, W + "tr"):
        properties = element.find(W + "trPr")
        if properties is not None and properties.find(W + "del") is not None:
            deleted += 1
            continue
        column = min(integer(value(properties, "gridBefore")) or 0, MAX_COLUMNS)
        header = properties is not None and is_on(properties.find(W + "tblHeader"))
        for cell in children(element, W + "tc"):
            span = _span(cell)
            if _merged_left(cell) and cells and cells[-1].row == rows:
                cells[-1] = replace(cells[-1], span=cells[-1].span + span)
            else:
                cells.append(WordCell(cell, rows, column, span, _continues(cell), header))
            column += span
        widths.append(column + min(integer(value(properties, "gridAfter")) or 0, MAX_COLUMNS))
        rows += 1
    columns = max(widths, default=0)
    return WordTable(cells, rows, columns, len(set(widths)) > 1, deleted)


def children(parent: Element, tag: str) -> Iterator[Element]:
    """Rows or cells of a table, also inside content controls and insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is not None:
                yield from children(content, tag)
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


def merge_down(table: WordTable, texts: list[str], label: str) -> tuple[Grid, list[str]]:
    """Cells joined with those that they continue above, and texts that a merge hides."""
    open_at: dict[int, int] = {}  # column -> index in merged of the last cell there
    merged: list[RawCell] = []
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
            if text.strip():
                hidden.append(text)
            continue
        open_at[cell.column] = len(merged)
        place = cell_place(label, cell.row, cell.column)
        merged.append(RawCell(text, cell.row, cell.column, 1, cell.span, cell.header, place))
    return Grid(tuple(merged), table.rows, table.columns, table.irregular), hidden


def _span(cell: Element) -> int:
    properties = cell.find(W + "tcPr")
    return max(1, min(integer(value(properties, "gridSpan")) or 1, MAX_COLUMNS))


def _continues(cell: Element) -> bool:
    properties = cell.find(W + "tcPr")
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and (merge.get(VAL) or "continue") == "continue"


def _merged_left(cell: Element) -> bool:
    """The old way to merge across: a cell that goes on with the one before it (17.4.22)."""
    properties = cell.find(W + "tcPr")
    merge = properties.find(W + "hMerge") if properties is not None else None
    return merge is not None and (merge.get(VAL) or "continue") == "continue"
