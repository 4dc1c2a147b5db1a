"""One opinion table in every format that people send: the same rows, reasons and changes."""

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from policyparse.model import Opinion
from policyparse.pipeline import parse

TITLE = "征求意见采纳情况表"
GRID = (
    ("序号", "反馈单位", "涉及条款", "意见建议", "采纳情况", "不采纳理由或说明"),
    (
        "1",
        "市司法局",
        "二、（一）1",
        "建议将“每年抽检”修改为“每半年抽检”。\n理由：与条例一致。",
        "采纳",
        "",
    ),
    (
        "2",
        "市财政局",
        "二、（一）2",
        "1.建议删除“安排专项资金”。\n2.建议增加市审计局为配合单位。",
        "部分采纳",
        "第1点采纳；\n第2点与职责不符，未采纳。",
    ),
    ("3", "市民政局", "/", "无意见。", "", ""),
    (
        "4",
        "市残联\n（含下属单位）",
        "二、（二）1",
        "建议“建设无障碍设施”牵头单位调整为“市住房城乡建设局、市残联”。",
        "不采纳",
        "按职责分工，由市住房城乡建设局一家牵头。",
    ),
    ("5", "栖川区人民政府", "全文", "无", "/", "/"),
)


def _word(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=len(GRID), cols=len(GRID[0]))
    for number, row in enumerate(GRID):
        for column, text in enumerate(row):
            first, *more = text.split("\n")
            cell = table.cell(number, column)
            cell.text = first
            for part in more:
                cell.add_paragraph(part)
    document.save(str(path))


def _workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    sheet.merge_cells("A1:F1")
    for row in GRID:
        sheet.append([int(row[0]) if row[0].isdigit() else row[0], *row[1:]])
    book.save(path)


def _page(path: Path) -> None:
    rows = ("".join(f"<td>{text}</td>" for text in row) for row in GRID)
    body = "".join(f"<tr>{row}</tr>" for row in rows).replace("\n", "<br>")
    path.write_text(f"<h1>{TITLE}</h1><table>{body}</table>", encoding="utf-8")


def _markdown(path: Path) -> None:
    lines = [f"| {' | '.join(row)} |".replace("\n", "<br>") for row in GRID]
    lines.insert(1, "|---" * len(GRID[0]) + "|")
    path.write_text("\n".join((f"# {TITLE}", "", *lines)), encoding="utf-8")


def _flattened(path: Path) -> None:
    cells = [text for row in GRID for text in row if text]
    path.write_text("\n".join((TITLE, *cells)), encoding="utf-8")


FORMATS: dict[str, Callable[[Path], None]] = {
    ".docx": _word,
    ".xlsx": _workbook,
    ".html": _page,
    ".md": _markdown,
    ".txt": _flattened,
}


def told(opinion: Opinion) -> tuple[object, ...]:
    """A row as it is to be read, line breaks aside."""
    changes = [
        (c.op.value, c.where, c.old, c.new, c.unit, c.role and str(c.role)) for c in opinion.changes
    ]
    reason = "".join(opinion.reason.split()) if opinion.reason else None
    return opinion.n, opinion.who, opinion.none, opinion.adopted.value, reason, changes


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_rows(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"意见表{suffix}"
    FORMATS[suffix](path)
    listed = ("市住房城乡建设局", "市残联")
    half = ("replace", "二、（一）1", "每年抽检", "每半年抽检", None, None)
    assert [told(opinion) for opinion in parse(path).opinions] == [
        (1, "市司法局", False, "yes", None, [half]),
        (
            2,
            "市财政局",
            False,
            "partly",
            "第1点采纳；第2点与职责不符，未采纳。",
            [
                ("delete_text", "二、（一）2", "安排专项资金", None, None, None),
                ("add_unit", "二、（一）2", None, None, "市审计局", "support"),
            ],
        ),
        (3, "市民政局", True, "blank", None, []),
        (
            4,
            "市残联（含下属单位）",
            False,
            "no",
            "按职责分工，由市住房城乡建设局一家牵头。",
            [("replace_units", "建设无障碍设施", None, listed, None, "lead")],
        ),
        (5, "栖川区人民政府", True, "blank", None, []),
    ]
