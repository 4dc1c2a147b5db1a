"""Markdown as converters and people write it."""

from pathlib import Path

from policyparse.model import RawDocument
from policyparse.readers import read

PLAN = """---
作者: 某人
---
# 松岭市河道清理实施方案

## 一、主要任务
1. 清理淤泥。**市水务局**牵头。
- 拆除围网。
> 附注一句。
![流程图](a.png)
<!-- 草稿：
不要发 -->
###三、无空格的标题

| 任务 | 单位 |
|------|:----:|
| 清淤 | 市水务局<br>市财政局 |
| 绿化 | 市林业局 |
"""


def plan() -> RawDocument:
    return read(Path("方案.md"), PLAN.encode())


def test_headings_have_their_level() -> None:
    headings = [(b.level, b.text) for b in plan().blocks if b.kind == "heading"]
    assert headings == [
        (1, "松岭市河道清理实施方案"),
        (2, "一、主要任务"),
        (3, "三、无空格的标题"),
    ]


def test_numbers_stay_and_marks_go() -> None:
    texts = [b.text for b in plan().blocks if b.kind == "paragraph"]
    assert texts == ["1. 清理淤泥。**市水务局**牵头。", "拆除围网。", "附注一句。"]


def test_places_count_the_lines_of_the_file() -> None:
    places = {b.text: b.place.label for b in plan().blocks}
    assert places["拆除围网。"] == "第8行"
    assert places["三、无空格的标题"] == "第13行"


def test_a_table_is_a_table() -> None:
    (table,) = [b for b in plan().blocks if b.kind == "table"]
    assert (table.rows, table.columns) == (3, 2)
    assert [c.text for c in table.cells if c.row == 2] == ["绿化", "市林业局"]
    (units,) = [c for c in table.cells if (c.row, c.column) == (1, 1)]
    assert "市水务局" in units.text
    assert "市财政局" in units.text


def test_what_is_left_out_is_told() -> None:
    losses = {loss.code: loss.message for loss in plan().losses}
    assert set(losses) == {"front-matter", "image", "comment"}
    assert "流程图" in losses["image"]


def test_text_with_a_table_rule_is_markdown_whatever_its_name() -> None:
    document = read(Path("方案.txt"), PLAN.encode())
    assert document.format == "markdown"
    assert "mislabelled" in {loss.code for loss in document.losses}
