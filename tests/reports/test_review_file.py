"""The sheet 核对结果 is written, filled in by people, and read back."""

import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from policyparse.comparison.review import ReviewEntry, apply_reviews
from policyparse.errors import BadConfig
from policyparse.model.comparison import Comparison, MeasureState, Review, ReviewResult
from policyparse.reports.files import write_whole
from policyparse.reports.review_file import COLUMNS, read_reviews, review_table
from policyparse.reports.xlsx import xlsx_bytes
from tests.comparison.reviewed import CLOSE, HIRE, INSPECT, LOWER, UPPER, compared

ELSEWHERE = Review(
    result=ReviewResult.ELSEWHERE, reason="《云屏市船员管理办法》第六条", by="审核员甲"
)
HEAD = "上级文件,下级文件,任务编号,措施原文,情况,核对结果,理由,核对人"
ROW = f"{UPPER},{LOWER},2.1,{HIRE},× 未见对应内容,另文落实,《云屏市船员管理办法》第六条,审核员甲"


def written(comparison: Comparison, path: Path) -> Path:
    return write_whole(path, xlsx_bytes([review_table([comparison])], datetime(2026, 1, 1)))


def head_of(sheet: object) -> tuple[int, list[str]]:
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)  # type: ignore[attr-defined]
    return next((n, [str(c) for c in cells]) for n, cells in rows if "措施原文" in cells)


def test_the_sheet_lists_the_gaps_with_the_columns_agreed(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(compared(), tmp_path / "表.xlsx"))["核对结果"]
    head, names = head_of(sheet)
    assert names == HEAD.split(",") == [column.header for column in COLUMNS]
    measures = [sheet.cell(row, 4).value for row in range(head + 1, head + 3)]
    assert measures == [HIRE, INSPECT]
    assert sheet.data_validations.dataValidation[0].formula1.startswith('"需补充,')


def test_what_people_fill_in_is_read_back_and_stays_across_runs(tmp_path: Path) -> None:
    path = written(compared(), tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["核对结果"]
    head, _ = head_of(sheet)
    for column, value in ((6, "另文落实（文件及条款）"), (7, ELSEWHERE.reason), (8, ELSEWHERE.by)):
        sheet.cell(head + 1, column).value = value
    book.save(path)
    entries = read_reviews(path)
    assert entries == (
        ReviewEntry(head + 1, HIRE, ELSEWHERE, UPPER, LOWER, "2.1", MeasureState.MISSING),
    )
    again = apply_reviews(compared("5.1", "5.2"), entries)
    assert again.tasks[0].measures[0].review == ELSEWHERE
    back = read_reviews(written(again, tmp_path / "再次.xlsx"))
    assert [(e.text, e.review, e.task) for e in back] == [(HIRE, ELSEWHERE, "5.1")]


def test_a_taken_measure_keeps_its_row_once_it_has_a_result(tmp_path: Path) -> None:
    entry = ReviewEntry(1, CLOSE, Review(result=ReviewResult.NONE, reason="已有规定"))
    table = review_table([apply_reviews(compared(), [entry])])
    assert [line.cell("measure").text for line in table.lines] == [HIRE, INSPECT, CLOSE]


def test_a_measure_cut_over_several_rows_is_read_as_one(tmp_path: Path) -> None:
    long = "；".join(f"第{n}号渡口配备持证船员并公示值班安排和联系电话" for n in range(60)) + "。"
    entry = ReviewEntry(1, long, ELSEWHERE)
    path = written(apply_reviews(compared(hire=long), [entry]), tmp_path / "长.xlsx")
    (found,) = read_reviews(path)
    assert (found.text, found.review) == (long, ELSEWHERE)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_a_csv_file_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "核对.csv"
    path.write_bytes(f"{HEAD}\r\n{ROW}\r\n{ROW.replace('另文落实', '')}\r\n".encode(encoding))
    (entry,) = read_reviews(path)
    assert entry == ReviewEntry(2, HIRE, ELSEWHERE, UPPER, LOWER, "2.1", MeasureState.MISSING)


@pytest.mark.parametrize(
    "item",
    [
        {"措施原文": HIRE, "核对结果": "上级事权", "理由": "由省里组织考试"},
        {"text": HIRE, "result": "upper", "reason": "由省里组织考试", "by": None},
    ],
    ids=["Chinese keys", "English keys"],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_json_file(tmp_path: Path, item: dict[str, str], wrapped: bool) -> None:
    path = tmp_path / "核对.json"
    found = {"reviews": [item]} if wrapped else [item]
    path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    review = Review(result=ReviewResult.UPPER, reason="由省里组织考试")
    assert read_reviews(path) == (ReviewEntry(1, HIRE, review),)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("表.csv", f"{HEAD}\n{ROW.replace('另文落实', '以后再说')}\n", "第2行：不认识的核对结果"),
        ("表.csv", f"{HEAD}\n{ROW.replace(HIRE, '')}\n", "第2行：没有写措施原文"),
        ("表.csv", "措施,结果\n甲,乙\n", "没有同时写明"),
        ("表.json", '[\n{"核对结果": }]', "第2行不合 JSON 格式"),
        ("表.json", '{"核对结果": 3}', "应是一个列表"),
        ("表.json", "[" * 100_000, "不合 JSON 格式"),
        ("表.xlsx", "不是工作簿", "不是完好的 Excel 工作簿"),
        ("表.doc", "甲", "不是 xlsx、csv 或 json"),
    ],
)
def test_a_bad_file_is_refused_with_row_and_what_to_do(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadConfig) as raised:
        read_reviews(path)
    assert said in str(raised.value)
    assert name in str(raised.value)
    assert "请" in str(raised.value)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="请检查文件名"):
        read_reviews(tmp_path / "没有.xlsx")
