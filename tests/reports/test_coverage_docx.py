"""The coverage report as a Word file: one page for a leader, then the annexes."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from policyparse.model.comparison import CoverageStatus, MeasureState, RelationKind
from policyparse.reports.coverage_brief import TEXT_HEIGHT, brief, height
from policyparse.reports.coverage_docx import write_coverage_docx
from policyparse.reports.coverage_front import sorted_findings
from policyparse.reports.coverage_names import Names
from tests.reports.coverage_builder import BADGE, compared

TODAY = date(2026, 5, 8)


def written(folder: Path, comparisons: Any = None, **more: Any) -> Any:
    given = comparisons or [compared()]
    (path,) = write_coverage_docx(given, folder / "对照.docx", today=TODAY, **more)
    return docx.Document(str(path))


def page_texts(document: Any) -> list[str]:
    """The paragraphs of the first section."""
    texts: list[str] = []
    for paragraph in document.paragraphs:
        if (
            paragraph._element.pPr is not None
            and paragraph._element.pPr.find(qn("w:sectPr")) is not None
        ):
            return texts
        texts.append(paragraph.text)
    raise AssertionError("the page has no end")


def test_the_page_says_how_it_stands_what_matters_and_what_to_do(tmp_path: Path) -> None:
    texts = page_texts(written(tmp_path))
    assert texts[0] == "关于雾江市方案承接上级文件情况的呈报"
    heads = [text for text in texts if text[:2] in ("一、", "二、", "三、")]
    assert heads == ["一、总体情况", "二、主要问题", "三、修改建议"]
    assert "措施5条：√ 已体现1条、△ 表述减弱1条、× 未见对应内容3条" in texts[2]
    assert any("98%" in text and "请核实" in text for text in texts)
    assert texts[-1] == (
        "附件：1.主要问题和待人工核实事项　2.措施对照表　3.责任单位对应表　4.指标时限对照表"
    )


def test_a_gap_is_given_its_place_and_the_upper_words(tmp_path: Path) -> None:
    texts = page_texts(written(tmp_path))
    assert any(
        f"请核实是否在下级方案任务3.1中补充，上级原文：“{BADGE}”。" in text for text in texts
    )


def test_a_task_that_is_not_there_is_put_nowhere_by_force(tmp_path: Path) -> None:
    comparison = compared()
    gone = [
        one.model_copy(
            update={"state": MeasureState.MISSING, "lower": (), "owner": None, "review": None}
        )
        for one in comparison.tasks[0].measures
    ]
    update = {"measures": tuple(gone), "lower_tasks": (), "status": CoverageStatus.MISSING}
    task = comparison.tasks[0].model_copy(update=update)
    texts = page_texts(written(tmp_path, [comparison.model_copy(update={"tasks": (task,)})]))
    assert any("下级方案没有对应的任务，请核实是否补充，上级原文：" in text for text in texts)


@pytest.mark.parametrize("lowers", [1, 2, 14])
@pytest.mark.parametrize("copies", [1, 6, 30])
def test_the_page_fits_whatever_was_found(lowers: int, copies: int) -> None:
    several = [compared(place=f"第{n}市", source=f"{n}.docx", copies=copies) for n in range(lowers)]
    top, rest = sorted_findings(several)
    page = brief(several, top, rest, Names(several), ["措施对照表"])
    assert height(page) <= TEXT_HEIGHT
    assert page.parts[1][1]


def test_first_an_upright_page_then_turned_ones_all_numbered(tmp_path: Path) -> None:
    first, last = written(tmp_path).sections
    assert first.page_height > first.page_width
    assert [round(side / Mm(1)) for side in (first.top_margin, first.left_margin)] == [37, 28]
    assert last.orientation == WD_ORIENT.LANDSCAPE
    for section in (first, last):
        assert section.footer.paragraphs[0].text == "—1—"
        assert section.even_page_footer.paragraphs[0].text == "—1—"


def test_the_annexes_carry_numbers_and_start_on_pages_of_their_own(tmp_path: Path) -> None:
    document = written(tmp_path)
    marks = [p for p in document.paragraphs if p.style.name == "附件标识"]
    assert [p.text for p in marks] == ["附件1", "附件2", "附件3", "附件4"]
    breaks = [p._element.pPr.find(qn("w:pageBreakBefore")) is not None for p in marks]
    assert breaks == [False, True, True, True]
    assert len(document.tables) == 4


def test_differences_are_bold_and_underlined_or_slanted(tmp_path: Path) -> None:
    table = written(tmp_path).tables[1]
    runs = [
        run for row in table.rows for cell in row.cells for p in cell.paragraphs for run in p.runs
    ]
    assert "全部关停" in [run.text for run in runs if run.bold and run.underline]
    assert "开展检查" in [run.text for run in runs if run.italic]
    assert "△ 表述减弱" in [run.text for run in runs]


def test_a_task_heads_its_measures(tmp_path: Path) -> None:
    rows = [[cell.text for cell in row.cells] for row in written(tmp_path).tables[1].rows]
    assert rows[1][0] == "二、1. 整治不合格浴场　△ 部分体现"
    assert rows[3][3] == "（最接近的一处）公示投诉电话"
    assert "可能属上级事权" in rows[5][4]
    assert "核对结果：另文落实（文件及条款）　《雾江市培训计划》第二条" in rows[6][4]


def test_reasons_stand_where_a_person_must_look(tmp_path: Path) -> None:
    rows = [[cell.text for cell in row.cells] for row in written(tmp_path).tables[2].rows]
    assert rows[1][1:] == ["省卫生健康委（牵头）", "市卫生健康委（牵头）", "对应一致", ""]
    assert rows[2][3] == "未列入\n无对应机构"
    assert rows[2][4].endswith("请核实。")


def test_history_is_compared_and_nothing_has_to_be_mended(tmp_path: Path) -> None:
    texts = page_texts(written(tmp_path, [compared(RelationKind.HISTORY)]))
    assert texts[0] == "关于雾江市方案对照参考情况的呈报"
    assert "三、修改建议" not in texts
    assert any("不作为缺项" in text for text in texts)


def test_several_lower_plans_share_the_page_and_have_tables_each(tmp_path: Path) -> None:
    both = [compared(), compared(place="石湾市", source="石湾.docx")]
    document = written(tmp_path, both)
    texts = page_texts(document)
    assert texts[0] == "关于2个下级方案承接上级文件情况的呈报"
    found = [text for text in texts if text.startswith(("1.", "2."))]
    assert found[0].startswith("1.雾江市：")
    assert found[1].startswith("2.石湾市：")
    assert len(document.tables) == 8
    assert document.tables[1].rows[0].cells[-1].text == "石湾市"


def test_with_many_lower_plans_only_what_must_be_looked_at_is_printed(tmp_path: Path) -> None:
    many = [compared(place=f"第{n}市", source=f"{n}.docx") for n in range(5)]
    document = written(tmp_path, many)
    assert "已体现的措施未列出，见同名工作簿。" in "".join(p.text for p in document.paragraphs)
    states = [row.cells[1].text for row in document.tables[2].rows[1:]]
    assert "△ 表述减弱" in states
    assert not any(state.startswith("√") for state in states)


def test_an_office_may_lay_out_the_page_itself(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    template = docx.Document()
    template.add_paragraph("{{ 标题 }}")
    template.add_paragraph("{%p for 行 in 各行 %}")
    template.add_paragraph("{{ 行.小标题 }}{{ 行.内容 }}")
    template.add_paragraph("{%p endfor %}")
    template.save(str(own / "呈报件.docx"))
    paths = write_coverage_docx(compared(), tmp_path / "对照.docx", today=TODAY, user_dir=own)
    assert [path.name for path in paths] == ["对照.docx", "对照-附件.docx"]
    texts = [p.text for p in docx.Document(str(paths[0])).paragraphs]
    assert texts[:2] == ["关于雾江市方案承接上级文件情况的呈报", "一、总体情况"]
    assert docx.Document(io.BytesIO(paths[1].read_bytes())).paragraphs[0].text == "附件1"


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        write_coverage_docx(compared(), tmp_path / name, today=TODAY)[0].read_bytes()
        for name in ("甲.docx", "乙.docx")
    )
    assert first == second
