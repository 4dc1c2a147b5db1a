"""Our own 任务分解表 and those of other offices, as workbook or csv, give their tasks back."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from policyparse.model import Plan, Role, Task
from policyparse.pipeline import parse
from policyparse.reports.catalogue import Layout
from policyparse.reports.xlsx import write_xlsx
from tests.conftest import CORPUS
from tests.plans import LEXICON, name_of
from tests.plans import read as read_plan

PLANS = [
    (next((CORPUS / "formats").glob("03-*.docx")),),
    (next(CORPUS.glob("01-*.docx")),),
    (next(CORPUS.glob("02-*.docx")), next(CORPUS.glob("02-*.xlsx"))),
]
LAYOUTS = [tuple(Layout), (Layout.ISSUE,), (Layout.CHECK,), (Layout.LEDGER,)]
HEADS = ["序号", "工作任务", "具体措施", "牵头单位", "配合单位", "完成时限"]
FIRST = [
    ["1", "疏浚灌渠", "疏浚干渠12公里。", "市水务局", "市财政局", "2026年6月底前"],
    [None, None, "清理淤泥3万方。", None, None, "2026年9月底前"],
    ["2", "修复闸门", "修复闸门30座。", "市水务局", "市交通局", "2026年10月底前"],
]
SECOND = [["1", "推广滴灌", "推广滴灌2万亩。", "市农业农村局", None, "2026年11月底前"]]


def said(task: Task) -> tuple[object, ...]:
    return "".join(task.title.split()), {(a.unit.name, a.role, a.by_duty) for a in task.assignments}


def days(task: Task) -> set[str]:
    """The days on which parts of a task end, where the table can say them: with their year."""
    return {d.end for d in task.deadlines if d.end and d.kind != "during"}


def workbook(folder: Path, *sheets: list[list[Any]], notes: bool = True) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        sheet.append([f"雁岭市2026年灌区修复任务分解表（第{number}组）"])
        for row in [HEADS, *rows]:
            sheet.append(row)
        for column in "ABDE" if len(rows) == 3 else "":
            sheet.merge_cells(f"{column}3:{column}4")
        if notes:
            sheet.append(["注：本表由市水务局按月调度。"])
    book.save(folder / "分解表.xlsx")
    return folder / "分解表.xlsx"


def as_csv(source: Path, encoding: str, separator: str = ",") -> Path:
    """The first sheet as Excel saves it: merged cells once, then empty."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    for row in openpyxl.load_workbook(source).worksheets[0].iter_rows(values_only=True):
        writer.writerow(["" if value is None else value for value in row])
    made = source.with_suffix(".csv")
    made.write_bytes(text.getvalue().encode(encoding))
    return made


@pytest.mark.parametrize("layouts", LAYOUTS, ids=lambda layouts: "、".join(layouts))
@pytest.mark.parametrize("files", PLANS, ids=name_of)
def test_our_own_table_comes_back(
    files: tuple[Path, ...], layouts: tuple[Layout, ...], tmp_path: Path
) -> None:
    before = read_plan(files)[0]
    target = tmp_path / "任务分解表.xlsx"
    write_xlsx(before, target, today=date(2026, 11, 25), which=layouts)
    check(before, parse(target, (LEXICON,)))


def check(before: Plan, after: Plan) -> None:
    assert [said(task) for task in after.tasks] == [said(task) for task in before.tasks]
    for task, again in zip(before.tasks, after.tasks, strict=True):
        assert days(task) <= days(again), task.title


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_our_own_table_comes_back_as_csv(encoding: str, tmp_path: Path) -> None:
    before = read_plan(PLANS[1])[0]
    target = tmp_path / "任务分解表.xlsx"
    write_xlsx(before, target, today=date(2026, 11, 25), which=(Layout.CHECK,))
    plan = parse(as_csv(target, encoding), (LEXICON,))
    assert plan.source.format == "csv"
    check(before, plan)


def test_merged_cells_are_filled_down(tmp_path: Path) -> None:
    source = workbook(tmp_path, FIRST)
    for path in (source, as_csv(source, "gbk"), as_csv(source, "utf-8", "\t")):
        dug, cleaned, mended = parse(path).tasks
        assert [dug.title, cleaned.title, mended.title] == ["疏浚灌渠", "疏浚灌渠", "修复闸门"]
        assert cleaned.text == "清理淤泥3万方。"
        assert said(cleaned)[1] == {
            ("市水务局", Role.LEAD, False),
            ("市财政局", Role.SUPPORT, False),
        }
        assert [days(task) for task in (dug, cleaned, mended)] == [
            {"2026-06-30"}, {"2026-09-30"}, {"2026-10-31"}
        ]  # fmt: skip


@pytest.mark.parametrize("notes", [True, False])
def test_every_sheet_has_tasks_of_its_own(notes: bool, tmp_path: Path) -> None:
    plan = parse(workbook(tmp_path, FIRST, SECOND, notes=notes))
    assert [task.title for task in plan.tasks][-2:] == ["修复闸门", "推广滴灌"]
    assert plan.warnings == ()


def test_a_sheet_that_shows_the_same_tasks_again_is_told(tmp_path: Path) -> None:
    again = [[*row[:5], "2026年12月底前"] if row[0] == "2" else row for row in FIRST]
    plan = parse(workbook(tmp_path, FIRST, again))
    assert len(plan.tasks) == 3
    assert [warning.code for warning in plan.warnings] == [
        "table-date-besides", "table-repeats-text"
    ]  # fmt: skip
    assert "前后两张任务表所写不同，以前表为准" in plan.warnings[0].message


def test_the_same_work_of_other_units_is_counted(tmp_path: Path) -> None:
    other = [[row[0], row[1], row[2], "云门县水务局", None, row[5]] for row in FIRST]
    assert len(parse(workbook(tmp_path, FIRST, other)).tasks) == 6
