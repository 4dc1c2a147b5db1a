"""The table of gathered replies: its columns, and that it is read again once people filled it."""

from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from policyparse.batch.replies import TABLE, gather, replies_outputs
from policyparse.extract.gathered import SortBy
from policyparse.model import Adopted
from policyparse.model.reply import Replies
from policyparse.pipeline import parse
from policyparse.reports.replies_tables import totals_text

COLUMNS = ["序号", "单位", "涉及条款", "意见建议", "采纳情况", "不采纳理由", "修改落实情况"]
LONG = "建议补充说明，" * 150
FILES = {
    "水利局.txt": "市林业局：\n一、建议将第三条“每年”改为“每半年”。\n"
    "二、第五条增加市财政局为配合单位。\n岚江市水利局\n2026年4月3日\n",
    "财政局.txt": "市林业局：\n经研究，我局无意见。\n岚江市财政局\n2026年4月3日\n",
    "联合.txt": "市林业局：\n建议删除第四条“及时”。\n岚江市教育局　岚江市民政局\n2026年4月3日\n",
    "长.txt": f"市林业局：\n一、{LONG}\n二、建议删除第八条。\n岚江市司法局\n2026年4月3日\n",
    "不明.txt": "建议删除第九条。\n",
}


@pytest.fixture
def found(tmp_path: Path) -> Replies:
    """Replies of several units."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    sent = tmp_path / "名单.txt"
    sent.write_text("市水利局、财政局、教育局、民政局、司法局、统计局\n", encoding="utf-8")
    return gather(tmp_path, sent, sort=SortBy.CLAUSE).found


def written(found: Replies, out: Path) -> dict[str, Path]:
    out.mkdir()
    for name, make in replies_outputs(found, out, date(2026, 4, 10), None):
        make()
        assert (out / name).is_file()
    return {kind: out / f"{TABLE}.{kind}" for kind in ("xlsx", "docx")}


def test_the_columns_are_those_of_the_office_and_people_fill_the_last_three(
    found: Replies, tmp_path: Path
) -> None:
    paths = written(found, tmp_path / "结果")
    table = docx.Document(str(paths["docx"])).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == COLUMNS
    assert {cell.text for row in table.rows[1:] for cell in row.cells[4:]} == {""}
    sheet = openpyxl.load_workbook(paths["xlsx"]).worksheets[0]
    rows = [[cell.value for cell in row][:7] for row in sheet.iter_rows()]
    assert COLUMNS in rows


def filled(path: Path) -> None:
    """Fill the columns of adoption: the first row adopted, the second not."""
    if path.suffix == ".docx":
        paper = docx.Document(str(path))
        rows = paper.tables[0].rows
        rows[1].cells[4].text = "采纳"
        rows[2].cells[4].text, rows[2].cells[5].text = "不采纳", "与上级规定不符"
        paper.save(str(path))
        return
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (head,) = [row[0].row for row in sheet.iter_rows() if row[0].value == "序号"]
    assert head is not None
    sheet.cell(head + 1, 5).value = "采纳"
    sheet.cell(head + 2, 5).value, sheet.cell(head + 2, 6).value = "不采纳", "与上级规定不符"
    book.save(path)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_filled_table_is_read_again(found: Replies, tmp_path: Path, kind: str) -> None:
    path = written(found, tmp_path / "结果")[kind]
    filled(path)
    read = parse(path).opinions
    assert {row.n for row in read} == {row.n for _, row in found.rows}
    assert "".join(row.opinion for row in read) == "".join(row.text for _, row in found.rows)
    assert [row.adopted for row in read[:3]] == [Adopted.YES, Adopted.NO, Adopted.BLANK]
    assert read[1].reason == "与上级规定不符"
    by_number = {row.n: row for row in reversed(read)}
    for reply, row in found.rows:
        again = by_number[row.n]
        assert again.who == ("、".join(reply.units) or "（单位未能确定，请核实）")
        assert [(c.op, c.old, c.unit) for c in again.changes] == [
            (c.op, c.old, c.unit) for c in row.changes
        ]
        assert not again.none


def test_the_totals_are_said_in_words(found: Replies) -> None:
    assert list(totals_text(found)) == [
        "征求意见单位6个：已回复5个，未回复1个（市统计局）。",
        "无意见1个（市财政局）。",
        "有意见4个（市水利局2条、市教育局1条、市民政局1条、市司法局2条）。",
        "单位未能确定的文件1份：不明.txt。请核实。",
        "意见建议共6条。",
    ]


def test_every_row_has_its_file_and_its_exact_words(found: Replies, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(found, tmp_path / "结果")["xlsx"])
    rows = [[cell.value for cell in row] for row in book["出处"].iter_rows()]
    for reply, row in found.rows:
        for place in row.evidence:
            quoted = [r for r in rows if str(r[0]) == str(row.n) and r[2] == reply.source]
            assert quoted
            assert place.text.startswith(str(quoted[0][4])[:60])
    checks = [cell for row in book["待核实"].iter_rows(values_only=True) for cell in row]
    assert "单位未能确定，请核实" in checks


def test_units_that_did_not_answer_have_a_row_too(found: Replies, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(found, tmp_path / "结果")["xlsx"])
    rows = {str(row[1]): row[2:4] for row in book["反馈情况"].iter_rows(values_only=True)}
    assert rows["市统计局"][0] == "未回复"
    assert rows["市财政局"] == ("已回复", "无意见")
    assert rows["市水利局"] == ("已回复", "有意见2条")
