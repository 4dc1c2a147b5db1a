"""The sheet 核对结果: written for reviewers to fill in, and read back. 核对结果"""

import csv
import io
import json
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policyparse.comparison.review import RESULT_LABELS, STATE_LABELS, ReviewEntry, normalised
from policyparse.errors import BadConfig
from policyparse.model.comparison import (
    Comparison,
    MeasureCoverage,
    MeasureState,
    Review,
    ReviewResult,
)
from policyparse.reports.order import decode
from policyparse.reports.tables import Cell, Column, Line, Paper, Table

SHEET = "核对结果"
COLUMNS = (
    Column("upper", "上级文件", 26),
    Column("lower", "下级文件", 26),
    Column("number", "任务编号", 10, centred=True),
    Column("measure", "措施原文", 52),
    Column("state", "情况", 14, centred=True),
    Column(
        "result",
        "核对结果",
        16,
        centred=True,
        to_fill=True,
        choices=tuple(RESULT_LABELS.values()),
    ),
    Column("reason", "理由", 36, to_fill=True),
    Column("by", "核对人", 10, centred=True, to_fill=True),
)
GUIDE = (
    "“核对结果”一列从下拉选项中选择，并写明理由；另文落实的，写明文件名称及条款。",
    "保存后在下次对照时载入，按措施原文和文件标题对应，任务编号变动不影响结果。",
)
CONTINUED = "（续）"
NEEDED = ("measure", "result")
_HEADERS = {normalised(column.header): column.key for column in COLUMNS}
_KEYS = {  # of a JSON file; the Chinese headings do as well
    **_HEADERS,
    "upper": "upper",
    "lower": "lower",
    "task": "number",
    "text": "measure",
    "state": "state",
    "result": "result",
    "reason": "reason",
    "by": "by",
}
_RESULTS = {normalised(label): result for result, label in RESULT_LABELS.items()}
_RESULTS |= {normalised(result.value): result for result in ReviewResult}
_RESULTS[normalised("另文落实")] = ReviewResult.ELSEWHERE
_AS_SHOWN = "请用本程序导出的“核对结果”表填写"


@dataclass(slots=True)
class _Row:
    """A row of the file by column key, and where it stands."""

    line: int
    cells: dict[str, str]


def review_table(comparisons: Sequence[Comparison]) -> Table:
    """The table for reviewers: each gap, with the result where there is one already."""
    lines = tuple(
        Line(
            {
                "upper": Cell(comparison.upper.title),
                "lower": Cell(comparison.lower.title),
                "number": Cell(task.upper_task),
                "measure": Cell(measure.text),
                "state": Cell(STATE_LABELS[measure.state]),
                **_result_cells(measure.review),
            },
            group=f"{comparison.upper.title}/{comparison.lower.title}/{measure.id}",
        )
        for comparison in comparisons
        for task in comparison.tasks
        for measure in task.measures
        if _to_review(measure)
    )
    return Table(
        name=SHEET,
        title=SHEET,
        columns=COLUMNS,
        lines=lines,
        notes=GUIDE,
        paper=Paper.A3,
        filtered=True,
    )


def _to_review(measure: MeasureCoverage) -> bool:
    gap = measure.state is not MeasureState.TAKEN and not measure.minor
    return gap or measure.review is not None


def _result_cells(review: Review | None) -> dict[str, Cell]:
    if review is None:
        return {}
    return {
        "result": Cell(RESULT_LABELS[review.result]),
        "reason": Cell(review.reason),
        "by": Cell(review.by or ""),
    }


def read_reviews(path: Path) -> tuple[ReviewEntry, ...]:
    """The results in a workbook, a CSV or a JSON file; rows without a result are passed over.

    Raises BadConfig with file, row and what to do.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadConfig(f"读不到核对结果文件 {path}。请检查文件名和权限。") from error
    suffix = path.suffix.lower()
    if suffix in (".xlsx", ".xlsm"):
        rows = _below_header(path, _sheet_rows(path, data))
    elif suffix in (".csv", ".txt"):
        rows = _below_header(path, _csv_rows(path, decode(path, data)))
    elif suffix == ".json":
        rows = _json_rows(path, data)
    else:
        raise BadConfig(
            f"核对结果文件 {path} 不是 xlsx、csv 或 json 文件。请另存为其中一种后重试。"
        )
    return tuple(_entry(path, row) for row in _joined(rows) if row.cells.get("result"))


def _sheet_rows(path: Path, data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of the sheet 核对结果, else of the first sheet that has its columns."""
    import openpyxl

    try:
        with warnings.catch_warnings():  # openpyxl warns of extensions that hold no text
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            sheets = sorted(book.worksheets, key=lambda sheet: sheet.title != SHEET)
            found = [
                [
                    (number, [_shown(value) for value in values])
                    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1)
                ]
                for sheet in sheets
            ]
    except Exception as error:  # KeyError, ValueError, BadZipFile, lxml's: a broken package
        raise BadConfig(
            f"核对结果文件 {path} 打不开，不是完好的 Excel 工作簿。请用 Excel 或 WPS 另存后重试。"
        ) from error
    fitting = (rows for rows in found if any(_header(cells) for _, cells in rows))
    return next(fitting, found[0] if found else [])


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _csv_rows(path: Path, text: str) -> list[tuple[int, list[str]]]:
    rows = []
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    line = 1
    try:
        for cells in reader:
            rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadConfig(
            f"核对结果文件 {path} 第{line}行读不出来。请用 Excel 或 WPS 另存为 csv 后重试。"
        ) from error
    return rows


def _delimiter(text: str) -> str:
    """What parts the headings: comma, tab or semicolon."""
    head = next((line for line in text.splitlines() if "措施原文" in line), "")
    return max(",\t;", key=head.count)


def _header(cells: Sequence[str]) -> dict[int, str]:
    """The columns of a row of headings; empty if it is none."""
    found = {at: key for at, cell in enumerate(cells) if (key := _HEADERS.get(normalised(cell)))}
    return found if set(NEEDED) <= set(found.values()) else {}


def _below_header(path: Path, rows: Sequence[tuple[int, list[str]]]) -> list[_Row]:
    for at, (_, cells) in enumerate(rows):
        if header := _header(cells):
            return [
                _Row(line, {key: below[n] for n, key in header.items() if n < len(below)})
                for line, below in rows[at + 1 :]
            ]
    raise BadConfig(
        f"核对结果文件 {path} 中没有同时写明“措施原文”和“核对结果”两列的表头。{_AS_SHOWN}后重试。"
    )


def _json_rows(path: Path, data: bytes) -> list[_Row]:
    try:
        found = json.loads(decode(path, data))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise BadConfig(
            f"核对结果文件 {path} 第{line}行不合 JSON 格式。请检查引号、逗号和括号后重试。"
        ) from error
    items = found.get("reviews", found.get(SHEET)) if isinstance(found, dict) else found
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise BadConfig(
            f"核对结果文件 {path} 应是一个列表，每条写明“措施原文”“核对结果”“理由”。请改正后重试。"
        )
    return [
        _Row(
            number,
            {
                key: _shown(value)
                for name, value in item.items()
                if (key := _KEYS.get(normalised(name)))
            },
        )
        for number, item in enumerate(items, start=1)
    ]


def _joined(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Rows of a long text that was cut over several are one again."""
    whole: _Row | None = None
    for row in rows:
        if whole is not None and row.cells.get("number", "").endswith(CONTINUED):
            for key in ("measure", "reason"):
                piece = row.cells.get(key, "")
                if piece and piece != whole.cells.get(key):
                    whole.cells[key] = whole.cells.get(key, "") + piece
            continue
        if whole is not None:
            yield whole
        whole = row
    if whole is not None:
        yield whole


def _entry(path: Path, row: _Row) -> ReviewEntry:
    cells = row.cells
    result = _RESULTS.get(normalised(cells["result"]))
    if result is None:
        known = "、".join(RESULT_LABELS.values())
        raise BadConfig(
            f"核对结果文件 {path} 第{row.line}行：不认识的核对结果“{cells['result']}”。"
            f"请改为{known}之一。"
        )
    if not normalised(cells.get("measure", "")):
        raise BadConfig(
            f"核对结果文件 {path} 第{row.line}行：没有写措施原文，无法对应。"
            "请补上措施原文，或清空这一行的核对结果。"
        )
    return ReviewEntry(
        line=row.line,
        text=cells["measure"],
        review=Review(result=result, reason=cells.get("reason", ""), by=cells.get("by") or None),
        upper=cells.get("upper", ""),
        lower=cells.get("lower", ""),
        task=cells.get("number", ""),
        state=_state(cells.get("state", "")),
    )


def _state(written: str) -> MeasureState | None:
    """The state as shown, with or without its sign."""
    bare = re.sub(r"^[√△×✓✗]\s*", "", written)
    if bare.startswith("正文未见"):
        return MeasureState.MISSING
    known = {label: state for state, label in STATE_LABELS.items()}
    return known.get(bare) or next((s for s in MeasureState if s.value == bare), None)
