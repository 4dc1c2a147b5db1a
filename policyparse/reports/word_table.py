"""One table -> the XML of a Word table: fixed widths, merged cells, a head on every page."""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from docx.oxml.ns import nsdecls

from policyparse.model.comparison import Mark, Piece
from policyparse.reports.fitting import lines_of
from policyparse.reports.tables import Cell, Column, Line, LineKind, Table, clean, display_width

SIDE_MARGIN = 68  # twips left and right of the text in a cell
CHARACTER = 210  # twips: one Chinese character of 10.5 points
SHORT = 20  # lines; a row of no more than that is not split over two pages
SHORT_FIRST = 8  # the same for the first row, which shares its page with the title
DATE = 17  # half-width characters of a date that is kept on one line: 2023年12月底前
ONE_LINE = ("due", "source")
SIZE = 10.5
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
CELL_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 23), ("left", SIDE_MARGIN), ("bottom", 23), ("right", SIDE_MARGIN))
)
MARKS = {  # to be told apart in black and white too; in the order of the schema
    Mark.SAME: "",
    Mark.GONE: '<w:rPr><w:b/><w:bCs/><w:u w:val="single"/></w:rPr>',
    Mark.NEW: "<w:rPr><w:i/><w:iCs/></w:rPr>",
}
REDLINE = {
    Mark.SAME: "",
    Mark.GONE: "<w:rPr><w:strike/></w:rPr>",
    Mark.NEW: '<w:rPr><w:b/><w:bCs/><w:u w:val="single"/></w:rPr>',
}
UNFIT = re.compile(r"[^0-9A-Za-z]")
BOOKMARK_SIGNS = {"-": "_p", "~": "_r", "#": "_x", ".": "_"}


def table_xml(table: Table, width: int) -> str:
    """Return a w:tbl as wide as the text."""
    columns = table.shown
    widths = column_widths(table, width)
    grid = "".join(f'<w:gridCol w:w="{part}"/>' for part in widths)
    rows = "".join(_rows(table, columns, widths))
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{BORDERS}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{CELL_MARGINS}</w:tblCellMar>"
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def column_widths(table: Table, width: int) -> list[int]:
    """Share the width out; a narrow column keeps room for its head and its numbers."""
    columns = table.shown
    total = sum(column.width for column in columns)
    shares = [max(column.width * width // total, _least(column, table)) for column in columns]
    widest = max(range(len(columns)), key=lambda index: shares[index])
    shares[widest] += width - sum(shares)
    return shares


def _least(column: Column, table: Table) -> int:
    """Return the width that keeps a short head, or a number, on one line."""
    longest = min(display_width(column.header), 8)
    if column.numeric or column.key in ONE_LINE:
        texts = (line.cell(column.key).text for line in table.lines)
        sizes = (display_width(text) + 2 * (column.key in ONE_LINE) for text in texts)
        longest = max(longest, *(size for size in sizes if size <= DATE), 0)
    return longest * CHARACTER // 2 + 2 * SIDE_MARGIN + 40


def _rows(table: Table, columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    head = "".join(
        _cell(part, "TableHead", column.header, centre=True)
        for column, part in zip(columns, widths, strict=True)
    )
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    for index, line in enumerate(table.lines):
        if line.kind is LineKind.BAND:
            yield _band(line, widths)
            continue
        before = table.lines[index - 1] if index else None
        after = table.lines[index + 1] if index + 1 < len(table.lines) else None
        row = _row(line, (before, after), columns, widths, index, redline=table.redline)
        yield _in_small_type(row) if table.dense else row


def _in_small_type(row: str) -> str:
    for style, small in (("TableText", "TableSmall"), ("TableCentre", "TableSmallCentre")):
        row = row.replace(f'<w:pStyle w:val="{style}"/>', f'<w:pStyle w:val="{small}"/>')
    return row


def _band(line: Line, widths: Sequence[int]) -> str:
    cell = _cell(sum(widths), "TableBand", clean(line.text), span=len(widths))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _row(
    line: Line,
    beside: tuple[Line | None, Line | None],
    columns: Sequence[Column],
    widths: Sequence[int],
    index: int,
    *,
    redline: bool,
) -> str:
    before, after = beside
    together = after is not None and after.group == line.group
    cells = []
    for column, part in zip(columns, widths, strict=True):
        above = _joined(column, before, line)
        below = _joined(column, line, after)
        whole = line.cell(column.key)
        cells.append(
            _cell(
                part,
                "TableCentre" if column.centred else "TableText",
                "" if above else clean(whole.text),
                centre=True,
                merge="continue" if above else "restart" if below else "",
                mark=_mark(line, index) if column.key == "number" else "",
                together=together,
                pieces=() if above else whole.pieces,
                redline=redline,
            )
        )
    most = SHORT_FIRST if before is None or (not before.cells and index == 1) else SHORT
    short = _lines(line, columns, widths) <= most
    properties = "<w:trPr><w:cantSplit/></w:trPr>" if short else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _joined(column: Column, first: Line | None, second: Line | None) -> bool:
    """Say whether a cell is one with the cell above: same group, same text."""
    if not column.merged or first is None or second is None or first.group != second.group:
        return False
    here: Cell = second.cell(column.key)
    return bool(here.text) and first.cell(column.key) == here


def _lines(line: Line, columns: Sequence[Column], widths: Sequence[int]) -> int:
    return max(
        lines_of(line.cell(column.key).text, part // (CHARACTER // 2), SIZE)
        for column, part in zip(columns, widths, strict=True)
    )


def _mark(line: Line, index: int) -> str:
    """Return a bookmark that keeps the hidden 任务编号 with its row."""
    number = line.cell("task_number").text
    if not number:
        return ""
    name = "".join(BOOKMARK_SIGNS.get(sign, sign) for sign in number)
    name = f"task_{UNFIT.sub('_', name)}_{index}"[:40]
    return f'<w:bookmarkStart w:id="{index}" w:name="{name}"/><w:bookmarkEnd w:id="{index}"/>'


def _cell(
    width: int,
    style: str,
    text: str,
    *,
    span: int = 1,
    merge: str = "",
    centre: bool = True,
    mark: str = "",
    together: bool = False,
    pieces: Sequence[Piece] = (),
    redline: bool = False,
) -> str:
    """Return a w:tc; its properties stand in the order of the schema."""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>'
    if centre:
        properties += '<w:vAlign w:val="center"/>'
    if pieces:
        text_xml = marked_xml(pieces, style, together, redline=redline)
    else:
        text_xml = paragraphs_xml(text, style, mark, together)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text_xml}</w:tc>"


def paragraphs_xml(text: str, style: str, mark: str = "", together: bool = False) -> str:
    """Return a paragraph for each line of a text; ``together`` keeps it with the next row."""
    properties = f'<w:pStyle w:val="{style}"/>' + ("<w:keepNext/>" if together else "")
    parts = []
    for index, part in enumerate(text.split("\n")):
        run = f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' if part else ""
        parts.append(f"<w:p><w:pPr>{properties}</w:pPr>{mark if not index else ''}{run}</w:p>")
    return "".join(parts)


def marked_xml(
    pieces: Sequence[Piece], style: str, together: bool = False, *, redline: bool = False
) -> str:
    """Return paragraphs in which some words are marked."""
    properties = f'<w:pStyle w:val="{style}"/>' + ("<w:keepNext/>" if together else "")
    signs = REDLINE if redline else MARKS
    paragraphs = [""]
    for piece in pieces:
        first, *others = clean(piece.text).split("\n")
        paragraphs[-1] += _run(first, signs[piece.mark])
        paragraphs += [_run(text, signs[piece.mark]) for text in others]
    return "".join(f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>" for runs in paragraphs)


def _run(text: str, properties: str) -> str:
    if not text:
        return ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph_xml(text: str, style: str) -> str:
    """Return a paragraph that stands outside a table."""
    xml = paragraphs_xml(clean(text).replace("\n", " "), style)
    return xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)
