"""One table -> one worksheet, laid out to be printed and to be filtered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policyparse.model.comparison import Mark
from policyparse.model.evidence import Certainty
from policyparse.reports.fitting import MAX_HEIGHT, cut, height_of
from policyparse.reports.layouts import CONTINUED
from policyparse.reports.tables import Cell, Column, Line, LineKind, Paper, Table, clean, piece_of

BODY, HEADER, TITLE = "仿宋", "黑体", "方正小标宋简体"
CHINESE, ROMAN, MODERN = 134, 1, 3  # character set and font families, for a fallback of that kind
SIZE, TITLE_SIZE, NOTE_SIZE = 10.5, 20.0, 10.0
PAPERS = {Paper.A4: 9, Paper.A3: 8}
RISKY = ("=", "+", "-", "@")
LIKELY_COLOUR, UNSURE_COLOUR = "#FFF7D6", "#FFD9C2"
COLOURS = {Certainty.LIKELY: LIKELY_COLOUR, Certainty.UNSURE: UNSURE_COLOUR}
FOOTER = '&C&"宋体,常规"&12—&P—'
CONTINUED_NOTE = "序号后标“（续）”的行接上一行，是同一条内容，不另计行数。"
MARKS: dict[Mark, dict[str, Any]] = {  # to be told apart in black and white too
    Mark.SAME: {},
    Mark.GONE: {"bold": True, "underline": 1, "font_color": "#9C0006"},
    Mark.NEW: {"italic": True, "font_color": "#1F3864"},
}
REDLINE: dict[Mark, dict[str, Any]] = {
    Mark.SAME: {},
    Mark.GONE: {"font_strikeout": True, "font_color": "#9C0006"},
    Mark.NEW: {"bold": True, "underline": 1, "font_color": "#1F3864"},
}
LEGEND = "底色：浅黄为由上下文推断，橙色为存疑，均请对照原文核实"


class Formats:
    """The cell formats of a workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(
                {"font_charset": CHINESE, "text_wrap": True, "valign": "vcenter", **properties}
            )
        return self._made[key]

    def body(self, column: Column, cell: Cell, table: Table) -> Any:
        """Return the format of a cell of the table."""
        properties: dict[str, Any] = {
            "font_name": BODY,
            "font_family": MODERN,
            "font_size": SIZE,
            "border": 1,
            "align": "center" if column.centred else "left",
        }
        if cell.text.startswith(RISKY):
            properties["quote_prefix"] = True
        if table.coloured and cell.certainty in COLOURS:
            properties["bg_color"] = COLOURS[cell.certainty]
        if len(cell.pieces) == 1:  # marked as a whole
            properties.update((REDLINE if table.redline else MARKS)[cell.pieces[0].mark])
        return self.get(**properties)

    def runs(self, cell: Cell, table: Table) -> list[Any]:
        """Return the stretches of a cell, each behind the format of its mark."""
        font = {"font_name": BODY, "font_family": MODERN, "font_size": SIZE}
        signs = REDLINE if table.redline else MARKS
        runs = ((self.get(**font, **signs[piece.mark]), piece.text) for piece in cell.pieces)
        return [part for run in runs for part in run]

    def head(self, colour: str = "#E7E6E6") -> Any:
        """Return the format of the table's head."""
        return self.get(
            font_name=HEADER,
            font_family=MODERN,
            font_size=SIZE,
            border=1,
            align="center",
            bg_color=colour,
        )

    def band(self) -> Any:
        """Return the format of a heading across the table."""
        return self.get(
            font_name=HEADER,
            font_family=MODERN,
            font_size=SIZE,
            border=1,
            align="left",
            bg_color="#F5F5F5",
        )

    def title(self) -> Any:
        """Return the format of the title."""
        return self.get(font_name=TITLE, font_family=ROMAN, font_size=TITLE_SIZE, align="center")

    def note(self, align: str = "left") -> Any:
        """Return the format of a line beside the table."""
        return self.get(font_name=BODY, font_family=MODERN, font_size=NOTE_SIZE, align=align)


@dataclass(slots=True)
class Physical:
    """One row of the sheet: a line of the table, or a piece of a long one."""

    cells: dict[str, Cell | None]  # None: the cell above goes on
    line: Line
    height: float = 0.0
    band: str = ""
    continued: bool = False  # a further piece of the line above


def write_sheet(sheet: Any, table: Table, formats: Formats) -> None:
    """Write a table: title, head, lines, notes, and how it is printed."""
    last = len(table.shown) - 1
    row = _write_title(sheet, table, formats, last)
    head = row
    _write_head(sheet, table, formats, head)
    physical = physical_rows(table)
    for index, item in enumerate(physical):
        sheet.set_row(head + 1 + index, item.height)
    _write_body(sheet, table, formats, head + 1, physical)
    end = head + len(physical)
    continued = any(row.continued for row in physical)
    notes = (*table.notes, CONTINUED_NOTE) if continued else table.notes
    for index, note in enumerate(notes):
        text = f"注：{note}" if len(notes) == 1 else f"注{index + 1}：{note}"
        _across(sheet, end + 1 + index, last, clean(text), formats.note())
        sheet.set_row(end + 1 + index, _note_height(table, text))
    _set_page(sheet, table, head, end)


def _across(sheet: Any, row: int, last: int, text: str, style: Any) -> None:
    if last > 0:
        sheet.merge_range(row, 0, row, last, "", style)
    sheet.write_string(row, 0, text, style)


def _width(table: Table) -> int:
    return sum(column.width for column in table.shown)


def _note_height(table: Table, text: str) -> float:
    return height_of(text, _width(table), NOTE_SIZE)


def _write_title(sheet: Any, table: Table, formats: Formats, last: int) -> int:
    """Write what stands above the table; return the row of its head."""
    title = clean(table.title)
    _across(sheet, 0, last, title, formats.title())
    sheet.set_row(0, height_of(title, _width(table), TITLE_SIZE) + 8)
    row = 1
    if table.subtitle:
        _across(sheet, row, last, table.subtitle, formats.note("center"))
        sheet.set_row(row, max(18, _note_height(table, table.subtitle)))
        row += 1
    if table.coloured and _any_doubt(table):
        _across(sheet, row, last, LEGEND, formats.note("right"))
        sheet.set_row(row, 18)
        row += 1
    for text in table.lead:
        _across(sheet, row, last, clean(text), formats.note())
        sheet.set_row(row, _note_height(table, text))
        row += 1
    return row


def _any_doubt(table: Table) -> bool:
    return any(
        line.cell(column.key).certainty is not Certainty.SURE
        for line in table.lines
        for column in table.shown
    )


def _write_head(sheet: Any, table: Table, formats: Formats, row: int) -> None:
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width, None, {"hidden": column.hidden})
        sheet.write_string(row, index, column.header, formats.head())
    heights = (height_of(column.header, column.width, SIZE) for column in table.shown)
    sheet.set_row(row, max(heights, default=20) + 6)


def physical_rows(table: Table) -> list[Physical]:
    """Return the rows of the sheet with their heights; long texts run over several rows."""
    rows: list[Physical] = []
    before: Line | None = None
    for line in table.lines:
        if line.kind is LineKind.BAND:
            text = clean(line.text)
            rows.append(Physical({}, line, height_of(text, _width(table), SIZE) + 4, band=text))
        else:
            rows.extend(_physical_line(table, line, before))
        before = line
    _stretch(table, rows)
    return rows


def _physical_line(table: Table, line: Line, before: Line | None) -> list[Physical]:
    pieces = {column.key: _cut_cell(line.cell(column.key), column) for column in table.shown}
    count = max(len(parts) for parts in pieces.values())
    rows = []
    for index in range(count):
        cells: dict[str, Cell | None] = {}
        for column in table.shown:
            whole = line.cell(column.key)
            parts = pieces[column.key]
            if index < len(parts):
                joined = index == 0 and _goes_on(table, column, line, before)
                cells[column.key] = None if joined else parts[index]
            else:
                again = parts[0].text if len(parts) == 1 and not parts[0].pieces else ""
                mark = CONTINUED if column.key == "number" else ""
                cells[column.key] = Cell(again + mark, whole.certainty)
        height = _height(table, cells)
        rows.append(Physical(cells, line, height, continued=index > 0))
    return rows


def _cut_cell(cell: Cell, column: Column) -> list[Cell]:
    """Return a cell in pieces that each fit a row."""
    whole = Cell(clean(cell.text), cell.certainty, cell.pieces)
    parts: list[Cell] = []
    at = 0
    for text in cut(whole.text, column.width, SIZE):
        parts.append(piece_of(whole, at, at + len(text)))
        at += len(text)
    return parts


def _goes_on(table: Table, column: Column, line: Line, before: Line | None) -> bool:
    """Say whether a cell is one with the cell above: same group, same text."""
    if table.filtered or not column.merged or before is None or before.group != line.group:
        return False
    above, here = before.cell(column.key), line.cell(column.key)
    return bool(here.text) and above == here and len(cut(here.text, column.width, SIZE)) == 1


def _height(table: Table, cells: dict[str, Cell | None]) -> float:
    """Return the height that the cells of a row need that stand in it alone."""
    needed = 20.0
    for column in table.shown:
        cell = cells[column.key]
        if cell is not None and not column.merged:
            needed = max(needed, height_of(cell.text, column.width, SIZE))
    return min(needed, MAX_HEIGHT + 9)


def _runs(column: Column, rows: Sequence[Physical]) -> list[tuple[int, int]]:
    """Return first and last row of each cell of a column, merged ones included."""
    runs: list[tuple[int, int]] = []
    for index, row in enumerate(rows):
        if row.band:
            continue
        if row.cells[column.key] is None and runs:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _stretch(table: Table, rows: list[Physical]) -> None:
    """Raise rows until every cell fits, merged ones included."""
    for column in table.shown:
        for first, last in _runs(column, rows):
            cell = rows[first].cells[column.key]
            needed = height_of(cell.text, column.width, SIZE) if cell else 0
            lacking = needed - sum(row.height for row in rows[first : last + 1])
            if lacking > 0:
                for row in rows[first : last + 1]:
                    row.height = min(row.height + lacking / (last - first + 1), MAX_HEIGHT + 9)


def _write_body(
    sheet: Any, table: Table, formats: Formats, top: int, rows: Sequence[Physical]
) -> None:
    for index, row in enumerate(rows):
        if row.band:
            _across(sheet, top + index, len(table.shown) - 1, row.band, formats.band())
    for number, column in enumerate(table.shown):
        numeric = column.numeric and all(
            (cell := row.cells[column.key]) is None or cell.text.isdecimal() or not cell.text
            for row in rows
            if not row.band
        )
        for first, last in _runs(column, rows):
            cell = rows[first].cells[column.key] or Cell()
            style = formats.body(column, cell, table)
            if last > first:
                sheet.merge_range(top + first, number, top + last, number, "", style)
            if numeric and cell.text:
                sheet.write_number(top + first, number, int(cell.text), style)
            else:
                runs = formats.runs(cell, table)
                _write_text(sheet, (top + first, number), cell, style, runs)
    for number, column in enumerate(table.columns):
        if column.hidden:
            for index, row in enumerate(rows):
                sheet.write_string(top + index, number, clean(row.line.cell(column.key).text))


def _write_text(
    sheet: Any, place: tuple[int, int], cell: Cell, style: Any, runs: Sequence[Any]
) -> None:
    """Write a text, with its marked words where it has any."""
    if len(runs) > 2:  # fewer are no rich text to a workbook
        sheet.write_rich_string(*place, *runs, style)
    else:
        sheet.write_string(*place, cell.text, style)


def _set_page(sheet: Any, table: Table, head: int, end: int) -> None:
    """Set how the sheet is printed, frozen and filtered."""
    sheet.set_landscape()
    sheet.set_paper(PAPERS[table.paper])
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_margins(left=0.6, right=0.6, top=0.75, bottom=0.8)
    sheet.center_horizontally()
    sheet.set_footer(FOOTER)
    sheet.hide_gridlines(2)
    keys = [column.key for column in table.shown]
    fixed = keys.index("title") + 1 if table.filtered and "title" in keys else 0
    if not table.lead:  # else the panes that stay would fill the screen
        sheet.freeze_panes(head + 1, fixed)
    if table.filtered and end > head:
        sheet.autofilter(head, 0, end, len(table.columns) - 1)
    for number, column in enumerate(table.columns):
        if column.choices and end > head:
            options = {"validate": "list", "source": list(column.choices)}
            sheet.data_validation(head + 1, number, end, number, options)
