"""Word files: what stands in them, and the order of their XML."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from policyparse.errors import BadConfig
from policyparse.reports.catalogue import Layout
from policyparse.reports.resources import template_path
from policyparse.reports.rows import RowsBy
from policyparse.reports.tables import Paper
from policyparse.reports.word import write_docx
from policyparse.reports.word_base import text_width
from tests.fixtures.build_templates import SAMPLE, sample
from tests.reports.tables_builder import MAIN, PlanBuilder, small_plan

TODAY = date(2023, 9, 15)
# The order of children by the schema (transitional), as far as this project writes them.
ORDERS = {
    "tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge shd vAlign",
    "pPr": "pStyle keepNext keepLines spacing ind jc rPr",
    "rPr": "rStyle rFonts b bCs sz szCs lang",
    "style": "name basedOn next link uiPriority unhideWhenUsed qFormat rsid pPr rPr tblPr",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "tblCellMar": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
}


def written(folder: Path, plan: Any = None, **more: Any) -> Path:
    (path,) = write_docx(plan or small_plan(), folder / "表.docx", today=TODAY, **more)
    return path


def reopened(path: Path) -> Any:
    """Open a file again; untyped, for tests look at its raw elements."""
    return docx.Document(str(path))


def elements(path: Path, name: str) -> Iterator[Any]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            if member.startswith("word/") and member.endswith(".xml"):
                yield from etree.fromstring(archive.read(member)).iter(qn(f"w:{name}"))


def grid(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_annex_opens_again_with_title_table_and_note(tmp_path: Path) -> None:
    document = reopened(written(tmp_path))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs == [
        "附件",
        "云川市水环境治理实施方案任务分解表",
        "注：本表共列任务4项（含保障措施1项），计4行。",
    ]
    rows = grid(document.tables[0])
    assert rows[0][:3] == ["序号", "重点任务", "具体措施"]
    assert rows[1][0] == "三、主要任务　（一）河湖治理（共2项）"
    assert rows[2][3:] == [
        "2023年6月底前；到2023年底",
        "市水利局、市生态环境局",
        "配合：市财政局\n责任：各县（市、区）人民政府",
    ]


def test_the_page_is_a_turned_gbt_9704_page_with_numbers_on_the_outer_side(tmp_path: Path) -> None:
    document = reopened(written(tmp_path))
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert round(section.left_margin / Mm(1)) == 35
    assert round(section.top_margin / Mm(1)) == 28
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "—1—"
        assert paragraph._element.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert " PAGE " in "".join(paragraph._element.itertext())


@pytest.mark.parametrize("by", list(RowsBy))
@pytest.mark.parametrize(
    "layout", [Layout.ISSUE, Layout.DEADLINES, Layout.HANDOVERS, Layout.LEDGER]
)
def test_widths_are_fixed_and_fill_the_page(tmp_path: Path, layout: Layout, by: RowsBy) -> None:
    path = written(tmp_path, layout=layout, by=by)
    (table,) = reopened(path).tables
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(widths) == text_width(Paper.A3 if layout is Layout.LEDGER else Paper.A4)
    assert min(widths) > 400
    for row in table._tbl.tr_lst:
        assert sum(int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst) == sum(
            widths
        )


def test_the_head_is_repeated_and_short_rows_stay_whole(tmp_path: Path) -> None:
    (table,) = reopened(written(tmp_path)).tables
    head, *rows = table._tbl.tr_lst
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_a_long_row_may_be_split(tmp_path: Path) -> None:
    builder = PlanBuilder().add((MAIN, "1.甲"), "甲。" + "认真做好各项工作。" * 120)
    (table,) = reopened(written(tmp_path, builder.plan())).tables
    row = table._tbl.tr_lst[-1]
    assert row.trPr is None or row.trPr.find(qn("w:cantSplit")) is None


def test_measures_of_a_task_share_merged_cells(tmp_path: Path) -> None:
    path = written(tmp_path, by=RowsBy.MEASURE)
    merges = [element.get(qn("w:val")) for element in elements(path, "vMerge")]
    assert merges.count("restart") > 0
    rows = grid(reopened(path).tables[0])
    assert [row[1] for row in rows[2:4]] == ["清理河道", "清理河道"]  # one merged cell
    assert [row[0] for row in rows[2:4]] == ["1.1", "1.2"]


def test_a_task_of_many_measures_is_cut_into_groups_that_fit_a_page(tmp_path: Path) -> None:
    builder = PlanBuilder()
    builder.add((MAIN, "1.甲"), "甲。" + "认真做好有关工作，及时上报情况。" * 40, lead="市水利局")
    rows = grid(reopened(written(tmp_path, builder.plan(), by=RowsBy.MEASURE)).tables[0])
    assert {row[1] for row in rows[2:]} == {"甲", "甲（续）"}
    assert all(row[3] == "市水利局" for row in rows[2:])


@pytest.mark.parametrize("layout", [Layout.ISSUE, Layout.DEADLINES, Layout.CHECK])
def test_children_stand_in_the_order_of_the_schema(tmp_path: Path, layout: Layout) -> None:
    path = written(tmp_path, layout=layout, by=RowsBy.MEASURE)
    for name, text in ORDERS.items():
        order = text.split()
        for element in elements(path, name):
            children = [etree.QName(child).localname for child in element]
            known = [order.index(child) for child in children if child in order]
            assert known == sorted(known), (name, children)


def test_each_cell_ends_with_a_paragraph_and_ids_are_unique(tmp_path: Path) -> None:
    path = written(tmp_path, by=RowsBy.DELIVERABLE)
    for cell in elements(path, "tc"):
        assert etree.QName(cell[-1]).localname == "p"
    marks = [
        (mark.get(qn("w:id")), mark.get(qn("w:name"))) for mark in elements(path, "bookmarkStart")
    ]
    assert len({number for number, _ in marks}) == len({name for _, name in marks}) == len(marks)
    assert marks[0][1].startswith("task_3_1_1_")
    assert all(len(name) <= 40 for _, name in marks)


def test_fonts_are_set_for_chinese_and_have_others_to_stand_in(tmp_path: Path) -> None:
    path = written(tmp_path)
    fonts = {f.get(qn("w:name")): f.find(qn("w:altName")) for f in elements(path, "font")}
    assert fonts["方正小标宋简体"].get(qn("w:val")).startswith("小标宋")
    assert fonts["仿宋_GB2312"].get(qn("w:val")).startswith("仿宋")
    used = {fonts.get(qn("w:eastAsia")) for fonts in elements(path, "rFonts")}
    assert {"方正小标宋简体", "黑体", "仿宋_GB2312", "宋体"} <= used


def test_markup_and_control_characters_are_text(tmp_path: Path) -> None:
    builder = PlanBuilder().add((MAIN, "1.甲"), "甲。<b>&做\x00乙</b>。", lead="市<水>利局")
    rows = grid(reopened(written(tmp_path, builder.plan())).tables[0])
    assert rows[2][2] == "<b>&做 乙</b>。"
    assert rows[2][3] == "市<水>利局"


def own_template(folder: Path, *paragraphs: str) -> Path:
    folder.mkdir(exist_ok=True)
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / "任务分解表.docx"))
    return folder


def test_the_sample_template_gives_the_same_table(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    shipped = template_path(SAMPLE)
    assert shipped is not None
    (own / "任务分解表.docx").write_bytes(shipped.read_bytes())
    ours = reopened(written(tmp_path))
    theirs = reopened(written(tmp_path, user_dir=own))
    assert grid(theirs.tables[0]) == grid(ours.tables[0])
    assert [p.text for p in theirs.paragraphs] == [p.text for p in ours.paragraphs]


def test_the_sample_is_what_its_script_makes() -> None:
    shipped = template_path(SAMPLE)
    assert shipped is not None
    assert shipped.read_bytes() == sample()


def test_a_template_may_use_chinese_names(tmp_path: Path) -> None:
    own = own_template(
        tmp_path / "own",
        "{{ 标题 }}，{{ 行数 }}行，{{ 日期 }}",
        "{%p for 行 in 各行 %}",
        "{{ 行.序号 }}{{ 行.重点任务 }}：{{ 行['配合（责任）单位'] }}{{ 行.小标题 }}",
        "{%p endfor %}",
    )
    texts = [p.text for p in reopened(written(tmp_path, user_dir=own)).paragraphs]
    assert texts[0] == "云川市水环境治理实施方案任务分解表，4行，2023年9月15日"
    assert "1清理河道：配合：市财政局\n责任：各县（市、区）人民政府" in texts


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{{ 题目 }}", "不认识的变量.*题目"),
        ("{{ row.title }}", "不认识的变量"),
        ("{{ title ", "标签写法有误"),
        ("{% if title %}", "标签写法有误"),
        ("{{ title.__class__.__mro__ }}", "模板"),
        ("{{ 1 / 0 }}", "无法填写"),
    ],
)
def test_a_slip_in_a_template_is_named_with_its_file(
    tmp_path: Path, text: str, problem: str
) -> None:
    own = own_template(tmp_path / "own", text)
    with pytest.raises(BadConfig, match=problem) as caught:
        written(tmp_path, user_dir=own)
    assert "任务分解表.docx" in str(caught.value)
    assert not (tmp_path / "表.docx").exists()


def test_a_template_that_is_no_word_file_is_named(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "任务分解表.docx").write_bytes(b"not a zip")
    with pytest.raises(BadConfig, match="不是完好的 docx"):
        written(tmp_path, user_dir=own)


def test_a_template_cannot_run_code(tmp_path: Path) -> None:
    own = own_template(tmp_path / "own", "{{ ''.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises(BadConfig):
        written(tmp_path, user_dir=own)


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path).read_bytes()
    assert written(tmp_path).read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
