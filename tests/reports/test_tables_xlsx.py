"""The workbook, as Excel and WPS will read it."""

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from policyparse.model import Contact
from policyparse.model.evidence import Certainty
from policyparse.reports.catalogue import Layout
from policyparse.reports.rows import RowsBy
from policyparse.reports.xlsx import write_xlsx
from tests.reports.tables_builder import MAIN, PlanBuilder, small_plan

TODAY = date(2023, 9, 15)


def workbook(target: Path, plan: Any = None, **more: Any) -> Any:
    (path,) = write_xlsx(plan or small_plan(), target / "表.xlsx", today=TODAY, **more)
    return openpyxl.load_workbook(path)


def header_row(sheet: Any) -> int:
    return next(row for row in range(1, 6) if sheet.cell(row, 1).value in ("序号", "项目"))


def texts(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_there_is_a_sheet_for_each_layout(tmp_path: Path) -> None:
    book = workbook(tmp_path)
    assert book.sheetnames == [
        "印发版",
        "核对版",
        "调度台账",
        "时限倒排表",
        "报送材料清单",
        "核对",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["表.xlsx"]


def test_layouts_can_be_written_alone(tmp_path: Path) -> None:
    assert workbook(tmp_path, which=[Layout.LEDGER]).sheetnames == ["调度台账"]


@pytest.mark.parametrize("layout", list(Layout))
def test_a_sheet_prints_on_one_page_width_with_its_head_repeated(
    tmp_path: Path, layout: Layout
) -> None:
    sheet = workbook(tmp_path)[layout.value]
    head = header_row(sheet)
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == (8 if layout in (Layout.CHECK, Layout.LEDGER) else 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in ((1, 0), (None, 0))
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.freeze_panes.endswith(str(head + 1))


def test_filters_and_merged_cells_never_meet(tmp_path: Path) -> None:
    book = workbook(tmp_path, by=RowsBy.MEASURE)
    for sheet in book.worksheets:
        head = header_row(sheet)
        last = head
        while sheet.cell(last + 1, 1).value and not str(sheet.cell(last + 1, 1).value).startswith(
            "注"
        ):
            last += 1
        inside = [m for m in sheet.merged_cells.ranges if head <= m.min_row <= last]
        if sheet.auto_filter.ref:
            assert not inside
            assert sheet.auto_filter.ref.endswith(str(last))
    assert book["核对版"].auto_filter.ref
    assert book["调度台账"].auto_filter.ref
    assert book["印发版"].merged_cells.ranges


def test_hidden_columns_carry_numbers_and_dates(tmp_path: Path) -> None:
    sheet = workbook(tmp_path)["核对版"]
    head = header_row(sheet)
    headers = {sheet.cell(head, c).value: c for c in range(1, sheet.max_column + 1)}
    for name in ("任务编号", "来源文件", "日期（排序用）"):
        assert sheet.column_dimensions[get_column_letter(headers[name])].hidden
    assert sheet.cell(head + 1, headers["任务编号"]).value == "3.1.1"
    assert sheet.cell(head + 1, headers["日期（排序用）"]).value == "2023-06-30"
    assert sheet.cell(head + 1, headers["完成时限"]).value == "2023年6月底前；到2023年底"


def test_measures_of_a_task_share_its_merged_cells(tmp_path: Path) -> None:
    sheet = workbook(tmp_path, by=RowsBy.MEASURE)["印发版"]
    head = header_row(sheet)
    assert f"B{head + 2}:B{head + 3}" in [str(m) for m in sheet.merged_cells.ranges]
    assert sheet.cell(head + 2, 2).value == "清理河道"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r="])
def test_what_looks_like_a_formula_stays_text(tmp_path: Path, sign: str) -> None:
    title = f"{sign}1+1|cmd"
    builder = PlanBuilder().add((MAIN, "1.甲"), f"{title}。做。", title=title, lead="=HYPERLINK(1)")
    book = workbook(tmp_path, builder.plan())
    for sheet in book.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert "=HYPERLINK(1)" in texts(book["印发版"])


def test_characters_that_xml_cannot_hold_become_blanks(tmp_path: Path) -> None:
    builder = PlanBuilder().add((MAIN, "1.甲"), "甲。做\x00乙\x0b丙\ufffe丁\ud800戊。", title="甲")
    assert "做 乙 丙 丁 戊。" in texts(workbook(tmp_path, builder.plan())["印发版"])


def test_no_character_of_a_very_long_text_is_lost(tmp_path: Path) -> None:
    long = "".join(
        f"第{number}项工作要按照规定认真完成并及时上报有关情况。" for number in range(200)
    )
    builder = PlanBuilder().add((MAIN, "1.甲"), f"甲。{long}", lead="市水利局")
    book = workbook(tmp_path, builder.plan())
    for name in ("印发版", "核对版", "调度台账"):
        sheet = book[name]
        head = header_row(sheet)
        column = next(c for c in range(1, 12) if sheet.cell(head, c).value == "具体措施")
        pieces = [sheet.cell(row, column).value or "" for row in range(head + 1, sheet.max_row)]
        assert "".join(p for p in pieces if p.startswith("第")) == long
        assert all((sheet.row_dimensions[r].height or 0) <= 409.5 for r in range(1, sheet.max_row))


def test_people_are_never_invented_but_kept_where_the_plan_names_them(tmp_path: Path) -> None:
    plan = small_plan()
    contact = Contact(role="联系人及电话", name="王某", evidence=())
    task = plan.tasks[0].model_copy(update={"contacts": (contact,)})
    plan = plan.model_copy(update={"tasks": (task, *plan.tasks[1:])})
    sheet = workbook(tmp_path, plan)["调度台账"]
    head = header_row(sheet)
    headers = {sheet.cell(head, c).value: c for c in range(1, 15)}
    assert sheet.cell(head + 1, headers["联系人及电话"]).value == "王某"
    for name in ("责任领导", "责任人", "进展情况", "存在问题", "下一步措施", "完成状态", "备注"):
        assert not sheet.cell(head + 1, headers[name]).value
    assert "未到期,临期,逾期,已完成" in sheet.data_validations.dataValidation[0].formula1


def test_doubtful_cells_are_coloured_and_explained(tmp_path: Path) -> None:
    builder = PlanBuilder()
    builder.add((MAIN, "1.甲"), "甲。做。", lead="市水利局", certainty=Certainty.LIKELY)
    sheet = workbook(tmp_path, builder.plan())["核对版"]
    assert any("底色" in text for text in texts(sheet))
    colours = {cell.fill.start_color.rgb for row in sheet.iter_rows() for cell in row if cell.value}
    assert "FFFFF7D6" in colours


def test_numbers_are_numbers_where_they_all_are(tmp_path: Path) -> None:
    plain, parted = workbook(tmp_path), workbook(tmp_path, by=RowsBy.DELIVERABLE)
    head = header_row(plain["核对版"])
    assert plain["核对版"].cell(head + 1, 1).value == 1
    assert parted["核对版"].cell(head + 1, 1).value == "1"


def test_a_plan_without_tasks_gives_empty_tables(tmp_path: Path) -> None:
    book = workbook(tmp_path, PlanBuilder().plan())
    assert "注：本表共列任务0项，计0行。" in texts(book["印发版"])


SCRIPT = """
import sys
from datetime import date
from pathlib import Path
from policyparse.reports.bundle import write_bundle
from policyparse.reports.word import write_docx
from policyparse.reports.xlsx import write_xlsx
from tests.reports.tables_builder import small_plan
folder, today = Path(sys.argv[1]), date(2023, 9, 15)
write_xlsx(small_plan(), folder / "a.xlsx", today=today)
write_docx(small_plan(), folder / "a.docx", today=today)
write_bundle(small_plan(), folder / "a.zip", today=today)
"""


def test_the_same_plan_gives_the_same_bytes_with_any_hash_seed(tmp_path: Path) -> None:
    outputs = []
    for seed in ("0", "12345"):
        folder = tmp_path / seed
        folder.mkdir()
        root = Path(__file__).resolve().parents[2]
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder)],
            check=True,
            cwd=root,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
        )
        outputs.append([(folder / name).read_bytes() for name in ("a.xlsx", "a.docx", "a.zip")])
    assert outputs[0] == outputs[1]


def test_the_date_in_the_properties_is_that_of_issue(tmp_path: Path) -> None:
    assert workbook(tmp_path).properties.created.date() == date(2023, 5, 26)


def test_an_old_file_survives_when_the_new_one_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "表.xlsx"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("policyparse.reports.files.os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_xlsx(small_plan(), target, today=TODAY)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_all_members_of_the_package_are_well_formed(tmp_path: Path) -> None:
    from lxml import etree

    (path,) = write_xlsx(small_plan(), tmp_path / "表.xlsx", today=TODAY)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
