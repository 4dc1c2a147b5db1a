"""Excel: values as a sheet shows them, merged cells, and sheets nobody sees."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from policyparse.readers import read
from policyparse.readers.xlsx import shown, used_rows


def reread(book: Any) -> Any:
    file = BytesIO()
    book.save(file)
    return read(Path("附件.xlsx"), file.getvalue())


def annex() -> Any:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "目标"
    sheet.append(["附件：松岭市河道清理目标任务表"])
    sheet.append(["序号", "县区", "目标", None])
    sheet.append([None, None, "长度", "比例"])
    sheet.append([1, "青溪县", 12.5, 0.86])
    sheet["D4"].number_format = "0%"
    for area in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
        sheet.merge_cells(area)
    sheet.append(["注：长度以市水务局核定的数据为准。"])
    return book


def test_title_table_and_remark() -> None:
    title, table, remark = reread(annex()).blocks
    assert title.text == "附件：松岭市河道清理目标任务表"
    assert remark.text == "注：长度以市水务局核定的数据为准。"
    spans = {c.text: (c.row, c.column, c.row_span, c.column_span) for c in table.cells}
    assert spans["序号"] == (0, 0, 2, 1)
    assert spans["目标"] == (0, 2, 1, 2)
    assert spans["86%"] == (2, 3, 1, 1)
    assert table.cells[-1].place.label == "工作表“目标”D4单元格"


def test_what_is_not_read_is_told() -> None:
    book = annex()
    book.create_sheet("旧稿").sheet_state = "hidden"
    book.active["B4"].comment = Comment("待核", "甲")
    book.active["C5"] = "=C4*2"
    losses = {loss.code: loss.message for loss in reread(book).losses}
    assert set(losses) == {"hidden", "annotation", "formula"}
    assert "旧稿" in losses["hidden"]
    assert "=C4*2" in losses["formula"]


def test_only_rows_in_use_are_made() -> None:
    rows = list(used_rows(annex().active))
    assert [len(row) for row in rows] == [4] * 5


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.865, "0.0%", "86.5%"),
        (30.9, "0.00", "30.90"),
        (12.0, "General", "12"),
        (12.5, "General", "12.5"),
        (date(2027, 6, 30), "yyyy-mm-dd", "2027年6月30日"),
        (True, "General", "是"),
        (None, "General", ""),
    ],
)
def test_values_as_shown(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text
