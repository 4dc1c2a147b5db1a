"""Tables of a page: which are data and which only lay out; their rows and cells."""

from collections.abc import Iterator

from policyparse.readers.grid import GridCell
from policyparse.readers.html_text import Paragraphs
from policyparse.readers.html_tree import Element, parse
from policyparse.readers.losses import Ledger

_GROUPS = ("thead", "tbody", "tfoot")
_PROSE = 0.8  # share of the table's text in one cell that makes the table a frame
_FRAME = 400  # characters of a cell that holds an article
_BLOCKS = ("p", "div", "h1", "h2", "h3", "br", "table", "section", "ul", "ol")


def is_layout(table: Element) -> bool:
    """Whether a table only frames text: one cell, one column, or one cell with nearly all of it."""
    if table.attribute("role") == "presentation":
        return True
    rows = [[cell for cell in cells(row) if cell.chars] for row, _ in rows_of(table)]
    filled = [cell for row in rows for cell in row]
    if not filled or max(map(len, rows)) <= 1:
        return True
    largest = max(filled, key=lambda cell: cell.chars)
    if largest.chars < _FRAME or largest.chars < table.chars * _PROSE:
        return False
    return sum(below.tag in _BLOCKS for below in largest.descendants()) >= 3


def rows_of(table: Element) -> Iterator[tuple[Element, bool]]:
    """The rows of this table, not of those inside it, and whether they stand in its <thead>."""
    for child in table.elements():
        if child.tag == "tr":
            yield child, False
        elif child.tag in _GROUPS:
            for row in child.elements():
                if row.tag == "tr":
                    yield row, child.tag == "thead"


def cells(row: Element) -> Iterator[Element]:
    """The cells of a row."""
    return (cell for cell in row.elements() if cell.tag in ("td", "th"))


def grid_rows(
    table: Element, ledger: Ledger
) -> tuple[tuple[tuple[GridCell, ...], ...], list[Element]]:
    """The cells of a data table row by row, and the tables that were inside them."""
    rows: list[tuple[GridCell, ...]] = []
    nested: list[Element] = []
    for row, in_head in rows_of(table):
        listed = []
        for cell in cells(row):
            paragraphs = Paragraphs(ledger)
            paragraphs.visit(cell)
            nested.extend(paragraphs.tables)
            listed.append(
                GridCell(
                    paragraphs.joined(),
                    _span(cell, "rowspan"),
                    max(1, _span(cell, "colspan")),
                    in_head or cell.tag == "th",
                )
            )
        rows.append(tuple(listed))
    return tuple(rows), nested


def table_rows(markup: str, ledger: Ledger) -> tuple[tuple[GridCell, ...], ...]:
    """The rows of the first table in a piece of HTML; inline markup is dropped."""
    page = parse(markup, "表格")
    table = next((e for e in page.body.descendants() if e.tag == "table"), None)
    if table is None:
        return ()
    rows, nested = grid_rows(table, ledger)
    if nested:
        ledger.note("nested-table", count=len(nested))
    return rows


def _span(cell: Element, name: str) -> int:
    """A span as written; 0 rows mean all rows that are left; nonsense counts as 1."""
    value = cell.attribute(name).strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
