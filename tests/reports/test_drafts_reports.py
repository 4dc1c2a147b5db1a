"""Three drafts of one plan: page, workbook and Word file with tasks down and drafts across."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
from lxml import html

from policyparse.drafts.several import table
from policyparse.model import Plan
from policyparse.model.diff import TaskChange
from policyparse.model.drafts import DraftTable
from policyparse.reports.drafts_docx import write_drafts_docx
from policyparse.reports.drafts_html import drafts_html
from policyparse.reports.drafts_xlsx import write_drafts_xlsx
from tests.drafts.passages import compared, draft

TODAY = date(2026, 6, 1)
DREDGE = "疏浚进水渠。清淤3公里。（市水利局牵头，市财政局、市审计局配合）"
DREDGE_TURNED = "疏浚进水渠。清淤5公里。（市财政局牵头，市水利局配合）"
FENCE = "拆除围网。拆除废弃围网200处。（市农业农村局负责）"
REEDS = "收割芦苇。深秋收割湖滩芦苇800亩，<逐片>登记。（市林业局负责）"


@cache
def plans() -> tuple[Plan, ...]:
    return (
        draft(f"（一）{DREDGE}", f"（二）{FENCE}"),
        draft(f"（一）{DREDGE_TURNED}", f"（二）{REEDS}"),
        draft(f"（一）{REEDS}", f"（二）{DREDGE_TURNED}"),
    )


@cache
def across() -> DraftTable:
    first, second, third = plans()
    steps = [compared(first, second), compared(second, third)]
    return table(plans(), steps, compared(first, third))


def page(**more: Any) -> Any:
    return html.document_fromstring(drafts_html(across(), plans(), today=TODAY, **more))


def words(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def row(tree: Any, title: str) -> Any:
    (found,) = [r for r in tree.xpath("//table//tbody/tr") if words(r.xpath("./th")[0]) == title]
    return found


def test_every_task_is_a_row_and_every_draft_a_column() -> None:
    tree = page()
    heads = [words(cell) for cell in tree.xpath("//table//thead//th")]
    assert heads == ["序号", "任务", "第1稿", "第2稿", "第3稿", "变化"]
    titles = [words(cell) for cell in tree.xpath("//table//tbody//th")]
    assert titles == [one.title for one in across().rows]


def test_who_is_in_charge_is_marked_against_the_draft_before() -> None:
    first, second, third = row(page(), "疏浚进水渠").xpath("./td")[1:4]
    assert words(first) == "一、（一）牵头单位：市水利局 配合单位：市财政局、市审计局"
    assert not first.xpath(".//ins|.//del")
    assert [words(e) for e in second.xpath(".//ins")] == ["市财政局", "市水利局"]
    assert [words(e) for e in second.xpath(".//del")] == ["市水利局", "市财政局", "市审计局"]
    assert not third.xpath(".//ins|.//del")
    assert words(third) == "一、（二）牵头单位：市财政局 配合单位：市水利局"


def test_a_draft_without_the_task_says_so() -> None:
    tree = page()
    assert words(row(tree, "收割芦苇").xpath("./td")[1]) == "——"
    assert [words(c) for c in row(tree, "拆除围网").xpath("./td")[1:4]][1:] == ["——", "——"]
    assert words(row(tree, "收割芦苇").xpath("./td")[-1]) == "第1稿→第2稿新增。第2稿→第3稿仅移动。"


def test_every_change_of_every_step_is_told() -> None:
    told = words(page().xpath("//section[@id='matters']")[0])
    for one in across().rows:
        for step in one.steps:
            for change in step:
                assert all(text in told for text in change.said)


def test_steps_lead_to_their_pages() -> None:
    links = page(pages=("比对-1.html",)).xpath("//dl//a/@href")
    assert links == ["%E6%AF%94%E5%AF%B9-1.html"]
    assert not page().xpath("//dl//a")


def test_text_is_shown_as_text_and_the_page_is_the_same_each_time() -> None:
    once = drafts_html(across(), plans(), texts=("<b>一稿</b>", "", ""), today=TODAY)
    assert "<b>一稿" not in once
    assert once == drafts_html(across(), plans(), texts=("<b>一稿</b>", "", ""), today=TODAY)


def test_the_workbook_has_the_table_and_the_changes_of_all_steps(tmp_path: Path) -> None:
    (path,) = write_drafts_xlsx(across(), tmp_path / "各稿.xlsx", plans=plans(), today=TODAY)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["各稿对照", "修改对照表", "责任调整", "本单位变化", "时限指标"]
    sheet = book["责任调整"]
    steps = [cell.value for cell in sheet["A"] if cell.value and "→" in str(cell.value)]
    changes = [len(t.responsibility) for t in across().steps[0].tasks]
    assert steps == ["第1稿→第2稿"] * sum(changes)
    clauses = book["修改对照表"]
    filled = [row for row in clauses.iter_rows(values_only=True) if "→" in str(row[0])]
    kinds = [t.kind for step in across().steps for t in step.tasks]
    assert len(filled) == sum(kind is not TaskChange.SAME for kind in kinds)
    assert all(one.freeze_panes and one.auto_filter.ref for one in book)
    (again,) = write_drafts_xlsx(across(), tmp_path / "又.xlsx", plans=plans(), today=TODAY)
    assert again.read_bytes() == path.read_bytes()


def test_in_word_units_that_stay_are_said_to_stay(tmp_path: Path) -> None:
    (path,) = write_drafts_docx(across(), tmp_path / "各稿.docx", plans=plans(), today=TODAY)
    (made,) = docx.Document(str(path)).tables
    cells = {line.cells[1].text: [c.text for c in line.cells[2:5]] for line in made.rows}
    assert cells["疏浚进水渠"][2] == "一、（二）\n责任单位与前一稿相同"
    assert cells["拆除围网"] == ["一、（二）\n责任单位：市农业农村局", "——", "——"]
    (again,) = write_drafts_docx(across(), tmp_path / "又.docx", plans=plans(), today=TODAY)
    assert again.read_bytes() == path.read_bytes()
