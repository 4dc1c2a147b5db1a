"""分送件: a file for each unit."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl

from policyparse.reports.bundle import Format, write_bundle
from policyparse.reports.counties import COUNTIES, Counties
from policyparse.reports.order import UnitOrder
from policyparse.reports.rows import RowsBy
from tests.reports.tables_builder import MAIN, PlanBuilder, small_plan

TODAY = date(2023, 9, 15)
PLACES = Counties({COUNTIES: ("河东区人民政府", "青溪县人民政府")})


def bundle(folder: Path, plan: Any = None, **more: Any) -> zipfile.ZipFile:
    (path,) = write_bundle(plan or small_plan(), folder / "分送件.zip", today=TODAY, **more)
    return zipfile.ZipFile(path)


def opened(archive: zipfile.ZipFile, name: str) -> Any:
    return docx.Document(io.BytesIO(archive.read(name)))


def rows(document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def heads(document: Any) -> list[str]:
    return [row[0] for row in rows(document) if len(set(row)) == 1]


def test_each_unit_gets_a_file_as_first_named(tmp_path: Path) -> None:
    names = bundle(tmp_path).namelist()
    assert names == [
        "00分送目录.docx",
        "01市水利局.docx",
        "02市生态环境局.docx",
        "03市财政局.docx",
        "04各县（市、区）人民政府.docx",
        "05市住房城乡建设局.docx",
        "06市教育局.docx",
        "07河东区政府.docx",
    ]


def test_a_file_is_laid_out_in_blocks_by_role(tmp_path: Path) -> None:
    builder = PlanBuilder()
    builder.add((MAIN, "1.甲事"), "甲事。做甲。", guide="市水利局")
    builder.add((MAIN, "2.乙事"), "乙事。做乙。", lead="市水利局")
    builder.add((MAIN, "3.丙事"), "丙事。做丙。", lead="市财政局", support="市水利局")
    builder.add((MAIN, "4.丁事"), "丁事。做丁。", responsible="市水利局")
    document = opened(bundle(tmp_path, builder.plan()), "01市水利局.docx")
    assert heads(document) == [
        "牵头任务（共1项）",
        "配合任务（共1项）",
        "责任任务（共1项）",
        "指导任务（共1项）",
    ]
    assert [row[1] for row in rows(document) if row[0] == "1"] == ["乙事", "丙事", "丁事", "甲事"]
    assert document.paragraphs[0].text == "云川市水环境治理实施方案任务分解表（市水利局）"


def test_what_a_unit_must_hand_in_stands_at_the_end(tmp_path: Path) -> None:
    document = opened(bundle(tmp_path), "01市水利局.docx")
    assert heads(document) == ["牵头任务（共1项）", "交办和报送事项（共1项）"]
    assert rows(document)[-1][2:4] == [
        "市水利局牵头制定清淤方案，于2023年8月前报市政府",
        "2023年8月前",
    ]


def test_collective_units_are_spelt_out_from_the_list(tmp_path: Path) -> None:
    archive = bundle(tmp_path, counties=PLACES)
    names = archive.namelist()
    assert not any("各县" in name for name in names)
    east = next(name for name in names if "河东区" in name)
    assert "河东区人民政府" in east
    assert sum("河东区" in name for name in names) == 1  # 河东区政府 is the same
    document = opened(archive, east)
    assert heads(document) == ["责任任务（共2项）", "交办和报送事项（共1项）"]
    assert "“各县（市、区）人民政府”" in document.paragraphs[-1].text


def test_without_a_list_the_collective_gets_one_file_and_a_note(tmp_path: Path) -> None:
    archive = bundle(tmp_path)
    document = opened(archive, "04各县（市、区）人民政府.docx")
    assert "县区名单中没有列出所指单位" in document.paragraphs[-1].text
    index = rows(opened(archive, "00分送目录.docx"))
    assert "请据实转发" in index[4][-1]


def test_the_index_reconciles_with_the_plan(tmp_path: Path) -> None:
    archive = bundle(tmp_path, counties=PLACES)
    note = opened(archive, "00分送目录.docx").paragraphs[-2].text
    assert "分送7个单位。方案责任分工共8次" in note
    assert "各件合计10次" in note


def test_the_order_of_the_office_numbers_the_files(tmp_path: Path) -> None:
    archive = bundle(tmp_path, order=UnitOrder({"市教育局": 1, "市财政局": 2}))
    assert archive.namelist()[1:3] == ["01市教育局.docx", "02市财政局.docx"]


def test_measures_keep_the_number_of_their_task(tmp_path: Path) -> None:
    document = opened(bundle(tmp_path, by=RowsBy.MEASURE), "02市生态环境局.docx")
    assert [row[0] for row in rows(document)[2:]] == ["1.1", "1.2", "2.1", "2.2", "2.3"]


def test_workbooks_may_be_sent_too(tmp_path: Path) -> None:
    archive = bundle(tmp_path, formats=(Format.DOCX, Format.XLSX))
    book = openpyxl.load_workbook(io.BytesIO(archive.read("01市水利局.xlsx")))
    assert book.sheetnames == ["任务清单"]
    assert "00分送目录.xlsx" in archive.namelist()


def test_names_that_windows_refuses_are_changed(tmp_path: Path) -> None:
    builder = PlanBuilder().add((MAIN, "1.甲"), "甲。做。", lead="甲/乙:局")
    assert bundle(tmp_path, builder.plan()).namelist()[1] == "01甲_乙_局.docx"


def test_an_office_template_shapes_each_file(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    document = docx.Document()
    document.add_paragraph("本单位版式：{{ title }}")
    document.save(str(own / "分送件.docx"))
    archive = bundle(tmp_path, user_dir=own)
    assert opened(archive, "01市水利局.docx").paragraphs[0].text.startswith("本单位版式：云川市")
