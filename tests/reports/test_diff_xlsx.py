"""The workbook on two drafts, as Excel and WPS will read it."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from policyparse.model.diff import Diff, TaskChange, WordChange, WordOp
from policyparse.reports.diff_words import verdict_label
from policyparse.reports.diff_xlsx import write_diff_xlsx
from tests.reports.diff_builder import BANNED, Judged, judged, pair

TODAY = date(2026, 6, 1)
PAIRS = pytest.mark.parametrize("given", [pair, judged], ids=["made", "corpus"])


def written(given: Judged, folder: Path) -> Path:
    (path,) = write_diff_xlsx(
        given.diff,
        folder / "稿件比对.xlsx",
        old=given.old,
        new=given.new,
        opinions=given.opinions,
        today=TODAY,
    )
    return path


def workbook(given: Judged, folder: Path) -> Any:
    return openpyxl.load_workbook(written(given, folder), rich_text=True)


def head_of(sheet: Any) -> int:
    """The row of the headings: the last of those that stay when the sheet is scrolled."""
    return int("".join(filter(str.isdigit, sheet.freeze_panes))) - 1


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *lines = sheet.iter_rows(min_row=head_of(sheet), values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines if line[1] is not None]


def marked(cell: Any) -> tuple[list[str], list[str]]:
    """Words struck out, and words in bold with a line under them."""
    blocks = [b for b in cell if isinstance(b, TextBlock)] if isinstance(cell, CellRichText) else []
    gone = [b.text for b in blocks if b.font.strike]
    return gone, [b.text for b in blocks if b.font.b and b.font.u]


def test_the_sheets_and_how_they_are_used(tmp_path: Path) -> None:
    made, corpus = workbook(pair(), tmp_path), workbook(judged(), tmp_path)
    sheets = ["修改对照表", "责任调整", "本单位变化", "时限指标", "措施"]
    assert made.sheetnames == sheets
    assert corpus.sheetnames == [*sheets, "意见修改情况"]
    for sheet in corpus:
        head = head_of(sheet)
        assert sheet.auto_filter.ref.startswith(f"A{head}:")
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.value for cell in sheet[head])


@PAIRS
def test_every_change_has_its_row(given: Any, tmp_path: Path) -> None:
    diff: Diff = given().diff
    book = workbook(given(), tmp_path)
    duties = [c.why for task in diff.tasks for c in task.responsibility]
    handed = [c.why for task in diff.tasks for c in task.handovers]
    assert [row["说明"] for row in rows(book["责任调整"])] == [*duties, *handed]
    dates = [c.why for task in diff.tasks for c in task.deadlines]
    figures = [c.why for task in diff.tasks for c in task.targets]
    assert [row["说明"] for row in rows(book["时限指标"])] == [*dates, *figures]
    measures = [c.why for task in diff.tasks for c in task.measures]
    assert [row["说明"] for row in rows(book["措施"])] == measures
    parts = sum(len(u.gained) + len(u.lost) + len(u.roles) for u in diff.units)
    assert len(rows(book["本单位变化"])) == parts
    changed = [task for task in diff.tasks if task.kind is not TaskChange.SAME]
    told = [row for row in rows(book["修改对照表"]) if row["变化"]]
    assert len(told) == len(changed) + len(diff.passages)


def test_words_that_went_are_struck_out_and_new_ones_stand_out(tmp_path: Path) -> None:
    first = rows(workbook(pair(), tmp_path)["修改对照表"])[0]
    assert marked(first["原稿条款及内容"]) == (
        ["2026年6月底前", "12", "市市场监管局", "市审计局"],
        [],
    )
    assert marked(first["新稿条款及内容"]) == ([], ["2026年9月底前", "15", "市市场监管局"])
    assert str(first["原稿条款及内容"]).startswith("一、（一）\n统一划线。")


def test_a_task_that_came_or_went_leaves_its_other_side_empty(tmp_path: Path) -> None:
    told = rows(workbook(pair(), tmp_path)["修改对照表"])
    gone = next(row for row in told if row["变化"] == "删除（整条）")
    come = next(row for row in told if row["变化"] == "新增（整条）")
    assert not gone["新稿条款及内容"]
    assert not come["原稿条款及内容"]
    assert BANNED in str(come["新稿条款及内容"])


def test_what_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    given = pair()
    formula = '=HYPERLINK("x")'
    tasks = tuple(t.model_copy(update={"title": formula}) for t in given.diff.tasks)
    diff = given.diff.model_copy(update={"tasks": tasks})
    sheet = workbook(Judged(diff, given.old, given.new, given.texts), tmp_path)["责任调整"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == formula]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_wording_alone_and_a_move_alone_are_said(tmp_path: Path) -> None:
    told = {
        str(row["新稿条款及内容"]).split("\n")[1].split("。")[0]: row["变化"]
        for row in rows(workbook(pair(), tmp_path)["修改对照表"])
        if "\n" in str(row["新稿条款及内容"])
    }
    assert told["设置洗手池"] == "仅移动"
    assert "增加“身份证”" in told["登记摊主"]


def test_bases_stand_with_their_changes(tmp_path: Path) -> None:
    book = workbook(judged(), tmp_path)
    bases = {row["单位"]: row["依据"] for row in rows(book["责任调整"])}
    assert bases["市市场监管局"] == "未见意见依据"
    assert bases["市自然资源局"] == "第4条意见（市自然资源局，采纳）"
    verdicts = {row["意见序号"]: row for row in rows(book["意见修改情况"])}
    assert set(verdicts) == {one.n for one in judged().diff.opinions}
    assert all(verdicts[one.n]["修改情况"] == verdict_label(one) for one in judged().diff.opinions)
    assert [n for n, row in verdicts.items() if row["提示"]] == [7]


def test_without_opinions_and_authors_there_are_no_columns_for_them(tmp_path: Path) -> None:
    for sheet in workbook(pair(), tmp_path):
        heads = {cell.value for cell in sheet[head_of(sheet)]}
        assert not heads & {"依据", "修改人", "修改时间"}


def test_who_made_a_tracked_change_and_when(tmp_path: Path) -> None:
    given = pair()
    first = given.diff.tasks[0]
    traced = first.model_copy(
        update={
            "responsibility": tuple(
                c.model_copy(update={"author": "李某", "when": "2026-03-05T09:30:00Z"})
                for c in first.responsibility
            )
        }
    )
    diff = given.diff.model_copy(update={"tasks": (traced, *given.diff.tasks[1:])})
    row = rows(workbook(Judged(diff, given.old, given.new, given.texts), tmp_path)["责任调整"])[0]
    assert (row["修改人"], row["修改时间"]) == ("李某", "2026年3月5日 09:30")


def test_the_same_drafts_give_the_same_bytes(tmp_path: Path) -> None:
    once = written(judged(), tmp_path / "1").read_bytes()
    assert once == written(judged(), tmp_path / "2").read_bytes()


def test_a_long_clause_goes_on_in_further_rows_with_its_marks(tmp_path: Path) -> None:
    given = pair()
    filler = "".join(f"第{n}处摊区逐条登记造册。" for n in range(300))
    old, new = f"统一划线。{filler}", f"统一划线。{filler.replace('造册', '入库')}"
    steps = tuple(
        WordChange(op=WordOp.REPLACE, old="造册", new="入库", old_at=m.start(), new_at=m.start())
        for m in re.finditer("造册", old)
    )
    first = given.diff.tasks[0].model_copy(
        update={"old_text": old, "new_text": new, "wording": steps}
    )
    diff = given.diff.model_copy(update={"tasks": (first, *given.diff.tasks[1:])})
    sheet = workbook(Judged(diff, given.old, given.new, given.texts), tmp_path)["修改对照表"]
    told = [row for row in rows(sheet) if str(row["序号"]).rstrip("（续）") == "1"]
    assert len(told) > 1
    shown = "".join(str(row["新稿条款及内容"]) for row in told)
    assert new in shown
    assert sum(len(marked(row["原稿条款及内容"])[0]) for row in told) == 300 + 2
    heights = [sheet.row_dimensions[at].height for at in range(1, sheet.max_row + 1)]
    assert max(height or 0 for height in heights) <= 409
