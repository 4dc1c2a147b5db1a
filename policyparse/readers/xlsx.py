"""Excel workbooks (ECMA-376 part 1, SpreadsheetML): a table a sheet, values as shown."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from policyparse.errors import UnreadableSource
from policyparse.model import Place, RawBlock, RawDocument
from policyparse.readers.losses import Ledger
from policyparse.readers.sheet import MOST_COLUMNS, MOST_ROWS, Filled, cell_name, sheet_blocks

_FORMULA = re.compile(rb"<f[ >/]")
_HINT = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”再试"


def read_xlsx(source: Path, data: bytes) -> RawDocument:
    """The visible sheets in order: text above a table is a paragraph, the rest its cells."""
    ledger = Ledger()
    try:
        with warnings.catch_warnings():  # openpyxl warns of extensions that hold no text
            warnings.simplefilter("ignore")
            blocks = tuple(_workbook(data, ledger))
    except Exception as error:  # KeyError, ValueError, BadZipFile, lxml's: a broken package
        raise UnreadableSource(
            source, "打不开这个 Excel 工作簿，内容已损坏", hint=_HINT, code="damaged"
        ) from error
    if not blocks:
        raise UnreadableSource(
            source,
            "工作簿里没有文字",
            hint="请核对是否选错文件；有公式的请用 Excel 或 WPS 打开，保存一次再试",
            code="empty",
        )
    return RawDocument("xlsx", blocks, losses=ledger.losses())


def _workbook(data: bytes, ledger: Ledger) -> Iterator[RawBlock]:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    _note_uncounted(data, book, ledger)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield from _sheet(sheet, ledger)
        else:
            ledger.note("hidden", f"工作表“{sheet.title}”")


def _note_uncounted(data: bytes, book: Any, ledger: Ledger) -> None:
    """Formulas whose result the file does not hold: a program wrote them and no Excel counted."""
    import openpyxl

    with ZipFile(BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        if not any(_FORMULA.search(package.read(name)) for name in sheets):
            return
    for sheet in openpyxl.load_workbook(BytesIO(data)).worksheets:
        for cells in used_rows(sheet):
            for cell in cells:
                shows = book[sheet.title].cell(cell.row, cell.column).value
                if cell.data_type == "f" and shows is None:
                    where = _place(sheet.title, cell.row, cell.column)
                    ledger.note("formula", str(cell.value), where.label)


def _sheet(sheet: Any, ledger: Ledger) -> Iterator[RawBlock]:
    for image in getattr(sheet, "_images", ()):
        start = getattr(image.anchor, "_from", None)
        where = f"第{start.row + 1}行" if start is not None else ""
        ledger.note("image", place=f"工作表“{sheet.title}”{where}")
    spans = {
        (area.min_row, area.min_col): (area.size["rows"], area.size["columns"])
        for area in sheet.merged_cells.ranges
    }
    label = f"工作表“{sheet.title}”"
    yield from sheet_blocks(_grid(sheet, ledger), spans, label, partial(_place, sheet.title))


def _grid(sheet: Any, ledger: Ledger) -> list[list[Filled]]:
    """Rows that hold anything, each with its filled cells: (row, column, text), from 1."""
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        ledger.note("sheet-too-large", f"工作表“{sheet.title}”")
    rows = []
    for cells in used_rows(sheet):
        for cell in cells:
            if getattr(cell, "comment", None) is not None:
                place = _place(sheet.title, cell.row, cell.column)
                ledger.note("annotation", cell.comment.text or "", place.label)
        filled = [(c.row, c.column, shown(c.value, c.number_format)) for c in cells]
        filled = [cell for cell in filled if cell[2]]
        if filled:
            rows.append(filled)
    return rows


def used_rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows that are in use; openpyxl makes every cell that it is asked for."""
    last, right = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, MOST_COLUMNS)
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_row=last, max_col=right)
    return rows


def _place(title: str, row: int, column: int) -> Place:
    return Place(f"工作表“{title}”{cell_name(row, column)}单元格")


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
