"""Tables in Markdown: over page breaks, without rules, in HTML."""

from pathlib import Path

import pytest

from policyparse.model import RawBlock
from policyparse.readers import read

HEAD = "| 任务 | 单位 |\n|---|---|\n| 清淤 | 水务局 |\n"


def tables(text: str) -> list[RawBlock]:
    return [b for b in read(Path("a.md"), text.encode()).blocks if b.kind == "table"]


def rows(table: RawBlock) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row].append(cell.text)
    return found


@pytest.mark.parametrize("gap", ["\n", "\n---\n", "\n— 3 —\n\n", "\n第3页\n"])
@pytest.mark.parametrize("head", ["|  |  |\n|---|---|\n", "| 任务 | 单位 |\n|---|---|\n"])
def test_a_table_goes_on_after_a_page_break(gap: str, head: str) -> None:
    (table,) = tables(HEAD + gap + head + "| 绿化 | 林业局 |\n")
    assert rows(table) == [["任务", "单位"], ["清淤", "水务局"], ["绿化", "林业局"]]


def test_a_first_row_made_a_header_by_the_page_break_is_data() -> None:
    (table,) = tables(HEAD + "\n| 绿化 | 林业局 |\n|---|---|\n| 巡河 | 各镇 |\n")
    assert rows(table)[2:] == [["绿化", "林业局"], ["巡河", "各镇"]]


@pytest.mark.parametrize("between", ["\n正文一句。\n\n", "\n## 附件2\n\n"])
def test_text_between_parts_two_tables(between: str) -> None:
    assert len(tables(HEAD + between + HEAD)) == 2


def test_another_width_is_another_table() -> None:
    assert len(tables(HEAD + "\n| 甲 | 乙 | 丙 |\n|---|---|---|\n| 1 | 2 | 3 |\n")) == 2


def test_rows_of_pipes_without_a_rule() -> None:
    (table,) = tables("附表\n\n|任务|单位|\n|清淤|水务局|\n")
    assert rows(table) == [["任务", "单位"], ["清淤", "水务局"]]


def test_short_and_long_rows_are_told() -> None:
    document = read(Path("a.md"), (HEAD + "| 绿化 |\n| 巡河 | 各镇 | 多余 |\n").encode())
    (table,) = [b for b in document.blocks if b.kind == "table"]
    assert table.columns == 3
    assert rows(table)[-1] == ["巡河", "各镇", "多余"]


def test_an_escaped_pipe_is_text() -> None:
    (table,) = tables("| 任务 | 单位 |\n|---|---|\n| a\\|b | 水务局 |\n")
    assert rows(table)[1] == ["a|b", "水务局"]


def test_header_cells_are_marked() -> None:
    (table,) = tables(HEAD)
    assert [cell.header for cell in table.cells] == [True, True, False, False]


def test_an_html_table_keeps_its_spans() -> None:
    text = (
        "正文。\n\n<table>\n<tr><td rowspan=2>任务</td><td>单位</td></tr>\n\n"
        "<tr><td>水务局<br>财政局</td></tr>\n</table>\n\n后文。\n"
    )
    document = read(Path("a.md"), text.encode())
    before, table, after = document.blocks
    assert (before.text, after.text) == ("正文。", "后文。")
    assert [(c.text, c.row, c.column, c.row_span) for c in table.cells] == [
        ("任务", 0, 0, 2),
        ("单位", 0, 1, 1),
        ("水务局\n财政局", 1, 1, 1),
    ]


def test_an_html_table_that_never_ends_is_text() -> None:
    document = read(Path("a.md"), "# 题\n\n# 题\n\n<table><tr><td>甲\n\n正文。\n".encode())
    assert document.blocks[-1].text == "正文。"
