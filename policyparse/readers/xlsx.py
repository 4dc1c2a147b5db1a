"""Excel workbooks (ECMA-376 part 1, SpreadsheetML): a table a sheet, values as shown."""

from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from policyparse.errors import UnreadableSource
from policyparse.model import Place, RawBlock, RawCell, RawDocument
from policyparse.readers.losses import Ledger

_MOST_ROWS, _MOST_COLUMNS = 20_000, 200
_HINT = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”再试"


def read_xlsx(source: Path, data: bytes) -> RawDocument:
    """The visible sheets in order: text above a table is a paragraph, the rest its cells."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # KeyError, ValueError, BadZipFile, lxml's: a broken package
        raise UnreadableSource(source, "打不开这个 Excel 工作簿", hint=_HINT) from error
    ledger = Ledger()
    blocks: list[RawBlock] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            ledger.note("hidden", f"工作表“{sheet.title}”")
            continue
        blocks += _sheet(sheet, ledger)
    if not blocks:
        raise UnreadableSource(source, "工作簿里没有文字", hint="请核对是否选错文件")
    return RawDocument("xlsx", tuple(blocks), losses=ledger.losses())


def _sheet(sheet: Any, ledger: Ledger) -> Iterator[RawBlock]:
    for image in getattr(sheet, "_images", ()):
        ledger.note("image", place=f"工作表“{sheet.title}”{image.anchor._from.row + 1}行")
    spans = {
        (area.min_row, area.min_col): (area.size["rows"], area.size["columns"])
        for area in sheet.merged_cells.ranges
    }
    grid = _grid(sheet)
    while grid and (alone := _sole(grid[0])) is not None:  # the title and remarks above a table
        row, column, text = alone
        yield RawBlock("paragraph", _place(sheet.title, row, column), text=text)
        grid.pop(0)
    foot: list[tuple[int, int, str]] = []
    while len(grid) > 1 and (alone := _sole(grid[-1])) is not None and len(alone[2]) > 12:
        foot.insert(0, alone)
        grid.pop()
    if grid:
        yield _table(sheet.title, grid, spans)
    for row, column, text in foot:
        yield RawBlock("paragraph", _place(sheet.title, row, column), text=text)


def _grid(sheet: Any) -> list[list[tuple[int, int, str]]]:
    """Rows that hold anything, each with its filled cells: (row, column, text), from 1."""
    rows = []
    for cells in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS):
        filled = [(c.row, c.column, shown(c.value, c.number_format)) for c in cells]
        filled = [cell for cell in filled if cell[2]]
        if filled:
            rows.append(filled)
    return rows


def _sole(row: list[tuple[int, int, str]]) -> tuple[int, int, str] | None:
    return row[0] if len(row) == 1 else None


def _table(
    title: str,
    grid: list[list[tuple[int, int, str]]],
    spans: dict[tuple[int, int], tuple[int, int]],
) -> RawBlock:
    first_column = min(cell[1] for row in grid for cell in row)
    numbers = {row[0][0]: at for at, row in enumerate(grid)}
    cells = []
    for at, row in enumerate(grid):
        for number, column, text in row:
            height, width = spans.get((number, column), (1, 1))
            covered = sum(1 for n in range(number, number + height) if n in numbers)
            cells.append(
                RawCell(
                    text,
                    at,
                    column - first_column,
                    max(1, covered),
                    width,
                    place=_place(title, number, column),
                )
            )
    columns = max(cell.column + cell.column_span for cell in cells)
    place = Place(f"工作表“{title}”")
    return RawBlock("table", place, cells=tuple(cells), rows=len(grid), columns=columns)


def _place(title: str, row: int, column: int) -> Place:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return Place(f"工作表“{title}”{letters}{row}单元格")


def shown(value: object, number_format: str) -> str:
    """A cell's value as a sheet shows it: 0.86 under 0% is 86%, 30.90 under 0.00 is 30.90."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return _day(value.date()) if value.time() == time(0) else str(value)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value).strip()


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _number(value: float, number_format: str) -> str:
    positive = number_format.split(";")[0]
    percent = positive.count("%")
    decimals = len(positive.partition(".")[2].replace("%", "").rstrip('"_ )'))
    if percent or "0." in positive:
        return f"{value * 100**percent:.{decimals}f}" + "%" * percent
    if positive in ("0", "#,##0", "#0"):
        return f"{value:.0f}"
    return f"{value:.10g}"
