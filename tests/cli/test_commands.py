"""What each command prints and leaves, and with which exit code."""

import json
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import etree

from policyparse.cli.graph import FORMATS
from policyparse.cli.options import ROWS
from policyparse.cli.table import LAYOUTS, SHARES
from policyparse.graph import Format
from policyparse.model import Plan
from policyparse.reports.catalogue import Layout
from policyparse.reports.rows import ROWS_BY
from tests.cli.conftest import Call

TODAY = ("--today", "2026-11-25")


def test_run_does_the_main_job(call: Call, plan: Path) -> None:
    result = call("run", plan.parent, *TODAY)
    assert result.exit_code == 0, result.output
    assert "任务2项" in result.stdout
    assert "2026年11月25日" in result.stdout
    assert result.stderr == ""
    assert Path("output/任务分解表.xlsx").is_file()


def test_run_tells_what_failed_and_goes_on(call: Call, plan: Path) -> None:
    (plan.parent / "扫描.pdf").touch()
    result = call("run", plan.parent, *TODAY)
    assert result.exit_code == 1
    assert "有1项没有完成" in result.stderr
    assert "扫描.pdf：文件是空的" in result.stderr
    assert "任务2项" in result.stdout


def test_run_takes_the_word_file_of_the_folder(call: Call, plan: Path) -> None:
    (plan.parent / "词表.toml").write_text(
        '[[division]]\nname = "渺渺市"\nlevel = "city"\ncode = "990001"\n', encoding="utf-8"
    )
    result = call("run", plan.parent, *TODAY)
    assert "自动采用" in result.stdout
    data = json.loads(Path("output/方案.json").read_bytes())
    assert data["document"]["jurisdiction"]["code"] == "990001"


def test_run_on_an_empty_folder_says_so(call: Call, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    result = call("run", "空")
    assert result.exit_code == 1
    assert "没有读到方案" in result.stdout
    assert not Path("output").exists()


def test_parse_prints_json_alone(call: Call, plan: Path) -> None:
    result = call("parse", "--json", plan)
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert list(data)[:4] == ["schema", "source", "status", "document"]
    assert data["schema"] == "policyparse/plan/1"
    assert Plan.model_validate(data).tasks[0].title == "清理河道垃圾"


def test_json_fits_the_schema_that_is_printed(call: Call, plan: Path) -> None:
    schema = json.loads(call("schema").stdout)
    data = json.loads(call("parse", "--json", plan).stdout)
    assert set(data) == set(schema["properties"]) == set(schema["required"])
    assert schema["$schema"].endswith("2020-12/schema")


def test_places_in_json_are_places_in_text(call: Call, plan: Path) -> None:
    text = call("text", plan).stdout
    data = json.loads(call("parse", "--json", plan).stdout)
    place = data["tasks"][0]["assignments"][0]["evidence"][0]
    assert place["text"] == text[place["start"] : place["end"]] == "市水利局"


def test_parse_shows_a_plan_to_people(call: Call, plan: Path) -> None:
    result = call("parse", plan)
    assert result.exit_code == 0
    for words in ("渺政办发〔2026〕8号", "[2.1]", "牵头  市水利局", "时限  6月底前", "≥95%"):
        assert words in result.stdout


def test_parse_goes_on_behind_a_bad_file(call: Call, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "坏.docx").touch()
    result = call("parse", "坏.docx", plan)
    assert result.exit_code == 1
    assert "坏.docx" in result.stderr
    assert "清理河道垃圾" in result.stdout


def test_json_is_for_one_document(call: Call, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "乙.txt").write_text("乙", encoding="utf-8")
    result = call("parse", "--json", plan, "乙.txt")
    assert result.exit_code == 2
    assert "一次只能读一份" in result.stderr


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout != SHARES])
def test_table_writes_each_layout_in_both_formats(layout: str, call: Call, plan: Path) -> None:
    for kind in ("xlsx", "docx"):
        result = call("table", plan, "--layout", layout, "--format", kind, *TODAY)
        assert result.exit_code == 0, result.output
        assert result.stdout == f"已写出 output/{layout}.{kind}\n"
    assert openpyxl.load_workbook(f"output/{layout}.xlsx").sheetnames == [layout]
    assert docx.Document(f"output/{layout}.docx").tables


def test_table_writes_all_layouts_and_shares(call: Call, plan: Path) -> None:
    call("table", plan, "--out", "全部.xlsx", *TODAY)
    assert openpyxl.load_workbook("全部.xlsx").sheetnames == [layout.value for layout in Layout]
    call("table", plan, "--layout", SHARES, "--format", "xlsx", *TODAY)
    with zipfile.ZipFile("output/分送件.zip") as bundle:
        assert {Path(name).suffix for name in bundle.namelist()} == {".xlsx"}


@pytest.mark.parametrize("rows", ROWS)
def test_table_takes_every_kind_of_row(rows: str, call: Call, plan: Path) -> None:
    assert call("table", plan, "--rows", rows, "--out", "表.xlsx").exit_code == 0


def test_table_keeps_what_people_changed(call: Call, plan: Path) -> None:
    call("table", plan)
    Path("output/任务分解表.xlsx").write_bytes(b"changed")
    result = call("table", plan)
    assert "已改名保留" in result.stdout
    assert Path("output/任务分解表（改动稿1）.xlsx").read_bytes() == b"changed"


@pytest.mark.parametrize("kind", FORMATS)
def test_graph_writes_each_format(kind: str, call: Call, plan: Path) -> None:
    result = call("graph", plan, "--format", kind, "--out", f"图/关系.{kind}")
    assert result.exit_code == 0, result.output
    written = [Path(line.removeprefix("已写出 ")) for line in result.stdout.splitlines()]
    assert all(path.stat().st_size for path in written)
    if kind in ("svg", "graphml", "gexf"):
        etree.parse(written[0])


def test_report_is_one_page(call: Call, plan: Path) -> None:
    result = call("report", plan, "--out", "报告.html", *TODAY)
    assert result.exit_code == 0, result.output
    page = Path("报告.html").read_text(encoding="utf-8")
    assert "清理河道垃圾" in page
    assert 'src="http' not in page


def test_choices_are_those_of_the_reports() -> None:
    assert {*LAYOUTS, "核对"} == {*(layout.value for layout in Layout), SHARES}
    assert tuple(ROWS_BY) == ROWS
    assert {*FORMATS} == {"svg", *(kind.value for kind in Format)}
