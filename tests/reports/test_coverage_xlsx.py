"""The coverage report as a workbook, as Excel, WPS and a reviewer will read it."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from policyparse.comparison.tasklist import merge
from policyparse.comparison.trace import trace
from policyparse.model.comparison import RelationKind
from policyparse.reports.coverage_xlsx import write_coverage_xlsx
from policyparse.reports.review_file import read_reviews
from tests.reports.coverage_builder import BADGE, CLOSE, FORMULA, INSPECT, compared
from tests.reports.tables_builder import MAIN, PlanBuilder

TODAY = date(2026, 5, 8)
SHEETS = [
    "对照结论",
    "覆盖矩阵",
    "措施对照",
    "单位对应",
    "指标对照",
    "时限对照",
    "本级新增任务",
    "核对结果",
]


def workbook(target: Path, comparisons: Any = None, **more: Any) -> Any:
    given = comparisons or [compared()]
    (path,) = write_coverage_xlsx(given, target / "对照.xlsx", today=TODAY, **more)
    return openpyxl.load_workbook(path, rich_text=True)


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a table by their headings."""
    found: list[dict[str, Any]] = []
    heads: list[str] = []
    for cells in sheet.iter_rows(values_only=True):
        if not heads and sum(isinstance(cell, str) for cell in cells) > 2:
            heads = [str(cell) for cell in cells]
        elif heads and cells[1] is not None:
            found.append(dict(zip(heads, cells, strict=True)))
    return found


def texts(sheet: Any) -> str:
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def test_there_is_a_sheet_for_everything_that_was_compared(tmp_path: Path) -> None:
    assert workbook(tmp_path).sheetnames == SHEETS
    assert [path.name for path in tmp_path.iterdir()] == ["对照.xlsx"]


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        write_coverage_xlsx(compared(), tmp_path / name, today=TODAY)[0].read_bytes()
        for name in ("甲.xlsx", "乙.xlsx")
    )
    assert first == second


def test_the_front_page_counts_what_the_sheets_hold(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    front = texts(book["对照结论"])
    assert "直接承接" in front
    assert "上级任务1项：√ 全部体现0项、△ 部分体现1项、× 未体现0项。" in front
    assert "措施5条：√ 已体现1条、△ 表述减弱1条、× 未见对应内容3条" in front
    assert "另有原则性表述1条，不计入" in front
    assert "查找范围：主要任务4项、保障措施2项。" in front
    states = [row["情况"] for row in rows(book["措施对照"]) if row["提示"] != "原则性表述"]
    assert [sum(sign in state for state in states) for sign in "√△×"] == [1, 1, 3]


def test_the_front_page_gives_both_quotes_and_why(tmp_path: Path) -> None:
    found = rows(workbook(tmp_path)["对照结论"])
    softer = next(row for row in found if row["上级原文"].startswith(CLOSE))
    assert softer["下级原文"].startswith(INSPECT)
    assert softer["为什么要看"]
    assert "（最接近的一处）公示投诉电话" in [row["下级原文"] for row in found]


def test_a_measure_has_a_row_with_both_passages_and_where_they_stand(tmp_path: Path) -> None:
    found = rows(workbook(tmp_path)["措施对照"])
    assert len(found) == 6
    first, second, *_ = found
    assert str(first["措施原文"]) == CLOSE
    assert first["上级出处"] == "二、1.，第3页"
    assert first["情况"] == "△ 表述减弱"
    assert first["下级条款"] == "任务3.1"
    assert str(first["下级原文"]) == INSPECT
    assert first["差异"] == "关停 → 检查；未见“全部”"
    assert (second["情况"], second["措施原文"]) == ("× 未见对应内容", BADGE)
    assert second["下级原文"] == "（最接近的一处）公示投诉电话"
    assert found[3]["提示"] == "可能属上级事权"
    assert found[4]["核对结果"] == "另文落实（文件及条款）"
    assert found[4]["理由"] == "《雾江市培训计划》第二条"


def test_words_that_differ_can_be_told_in_black_and_white(tmp_path: Path) -> None:
    first = rows(workbook(tmp_path)["措施对照"])[0]
    upper, lower = first["措施原文"], first["下级原文"]
    assert isinstance(upper, CellRichText)
    assert isinstance(lower, CellRichText)
    gone = [run for run in upper if isinstance(run, TextBlock) and run.font.b]
    assert [(run.text, run.font.u) for run in gone] == [("全部关停", "single")]
    new = [run for run in lower if isinstance(run, TextBlock) and run.font.i]
    assert [run.text for run in new] == ["开展检查"]


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    assert FORMULA in texts(book["措施对照"])
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_lower_tasks_go_by_clause_and_title_where_the_plan_is_at_hand(tmp_path: Path) -> None:
    builder = PlanBuilder(name="市.docx").add((MAIN, "1.检查浴场"), "检查浴场。", id="3.1")
    plan = builder.add((MAIN, "4.评选"), "评选洁净浴场。每季度评选。", id="3.4").plan()
    book = workbook(tmp_path, plans=[plan])
    assert rows(book["措施对照"])[0]["下级条款"] == "三、1.“检查浴场”"
    added = rows(book["本级新增任务"])
    assert [row["本级新增任务"] for row in added] == ["评选洁净浴场"]


def test_several_lower_plans_stand_side_by_side(tmp_path: Path) -> None:
    both = [compared(), compared(place="石湾市", source="石湾.docx")]
    book = workbook(tmp_path, both)
    (task, total) = rows(book["覆盖矩阵"])
    assert task["雾江市"] == task["石湾市"] == "△ 部分体现\n√1　△1　×3"
    assert total["上级任务"] == "合计"
    assert {row["下级方案"] for row in rows(book["措施对照"])} == {"雾江市", "石湾市"}
    assert {row["下级方案"] for row in rows(book["对照结论"])} == {"雾江市", "石湾市"}


def test_with_several_upper_plans_a_row_says_which_pair_it_is_of(tmp_path: Path) -> None:
    first = compared()
    second = compared(place="鹭洲区", source="区.docx").model_copy(update={"upper": first.lower})
    book = workbook(tmp_path, [first, second])
    assert book.sheetnames[1:3] == ["覆盖矩阵1", "覆盖矩阵2"]
    plans = {row["下级方案"] for row in rows(book["措施对照"])}
    assert len(plans) == 2
    assert "雾江市→鹭洲区" in plans


def test_a_named_but_absent_annex_is_said_with_every_hole(tmp_path: Path) -> None:
    book = workbook(tmp_path, [compared(searched=("主要任务4项", "附件《浴场名单》未提供"))])
    assert rows(book["措施对照"])[1]["情况"] == "× 正文未见，附件未提供"
    assert "× 正文未见，附件未提供3条" in texts(book["对照结论"])


@pytest.mark.parametrize("kind", [RelationKind.HISTORY, RelationKind.PEER])
def test_plans_that_owe_each_other_nothing_are_only_compared(
    tmp_path: Path, kind: RelationKind
) -> None:
    front = texts(workbook(tmp_path, [compared(kind)])["对照结论"])
    assert "上下级方案对照参考" in front
    assert "不作为缺项" in front
    assert "主要问题" not in front


def test_the_sheet_for_results_is_read_back(tmp_path: Path) -> None:
    (path,) = write_coverage_xlsx(compared(), tmp_path / "对照.xlsx", today=TODAY)
    (entry,) = read_reviews(path)
    assert entry.text == "每年培训浴场管理员"
    assert entry.review.reason == "《雾江市培训计划》第二条"
    sheet = openpyxl.load_workbook(path)["核对结果"]
    assert "需补充" in sheet.data_validations.dataValidation[0].formula1


def test_every_sheet_prints_on_a4_landscape_one_page_wide(tmp_path: Path) -> None:
    for sheet in workbook(tmp_path).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
    book = workbook(tmp_path)
    for name in SHEETS[1:]:
        assert book[name].auto_filter.ref
        assert book[name].freeze_panes


def test_a_list_of_tasks_and_three_levels_have_sheets_of_their_own(tmp_path: Path) -> None:
    plan = PlanBuilder(name="省.docx").add((MAIN, "1.甲"), "检查浴场。", lead="市水利局").plan()
    middle = compared()
    lower = compared(place="雾江市鹭洲区", source="区.docx")
    between = lower.model_copy(update={"upper": middle.lower})
    found = trace(middle, between, lower)
    book = workbook(tmp_path, task_list=merge([plan]), trace=found)
    assert book.sheetnames == [*SHEETS[:-1], "任务清单", "逐级追踪", "核对结果"]
    assert rows(book["任务清单"])[0]["牵头单位"] == "市水利局"
    assert {row["情况"] for row in rows(book["逐级追踪"])} == {"中间层级起未见", "逐级减弱"}


def test_tasks_go_by_their_clause_and_their_id_is_hidden(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    for name in ("覆盖矩阵", "措施对照", "单位对应"):
        sheet = book[name]
        heads = next(row for row in sheet.iter_rows() if any(c.value == "上级出处" for c in row))
        (number,) = (cell for cell in heads if cell.value == "上级任务编号")
        assert sheet.column_dimensions[number.column_letter].hidden
        assert number is not heads[0]  # a title in a hidden column could not be read
