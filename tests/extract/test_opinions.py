"""Opinion tables, as tables and flattened: rows, verdicts, reasons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.extract.opinions import read_opinions
from policyparse.model import Opinion, Part
from tests.extract.contexts import context_of, is_exact

TITLE = "《岚江市托育服务条例（草案）》意见采纳情况表"


def opinions(content: str, suffix: str = ".txt") -> list[Opinion]:
    """The rows of a made document, their evidence checked."""
    context, names = context_of(content, suffix)
    found = list(read_opinions(context, names))
    for opinion in found:
        assert is_exact(context, opinion.evidence)
        assert all(is_exact(context, change.evidence) for change in opinion.changes)
        assert opinion.opinion in context.text.text
    return found


def short(found: list[Opinion]) -> list[str]:
    return [f"{o.n}|{o.who}|{'无' if o.none else '有'}|{o.adopted}|{o.reason or ''}" for o in found]


def flattened(*cells: str) -> str:
    return TITLE + "\n序号\n单位\n修改意见\n采纳\n情况\n不采纳理由\n" + "\n".join(cells) + "\n"


def test_flattened_rows_with_broken_units_and_empty_cells() -> None:
    found = opinions(
        flattened(
            *("1", "市", "民政局", "建议第七条增加“社区助餐”内容。", "采纳"),
            *("2", "岚江轨道交通集团有限", "公司", "无意见。"),
            *(
                "3",
                "市财政局",
                "建议将“三年”改为",
                "“两年”。",
                "不采纳",
                "财力不足，且上级",
                "已有要求。",
            ),
            *("4", "市医保局", "无意见。", "采纳"),
            *("5", "市卫生健康委", "建议删除第九条。"),
            "合计：反馈意见3条。",
        )
    )
    assert short(found) == [
        "1|市民政局|有|yes|",
        "2|岚江轨道交通集团有限公司|无|blank|",
        "3|市财政局|有|no|财力不足，且上级\n已有要求。",
        "4|市医保局|无|yes|",
        "5|市卫生健康委|有|blank|",
    ]


def test_flattened_reason_without_a_verdict_belongs_to_the_opinion() -> None:
    found = opinions(
        flattened(
            "1", "市民政局", "建议将“甲”改为“乙”。", "理由：表述更准。", "2", "市财政局", "无"
        )
    )
    assert found[0].opinion == "建议将“甲”改为“乙”。\n理由：表述更准。"
    assert found[0].reason is None
    assert [change.new for change in found[0].changes] == ["乙"]


def test_flattened_columns_in_another_order_and_text_behind_the_table() -> None:
    found = opinions(
        "二、意见采纳情况\n序号\n意见内容\n提出单位\n采纳情况\n说明\n"
        "1\n第七条增加“社区助餐”内容。\n市民政局\n采纳\n"
        "2\n建议删除第九条。\n王某某\n部分采纳\n已合并至第八条\n"
        "三、下一步工作\n（一）抓紧报批。\n1.按程序提请审议。\n"
    )
    assert short(found) == ["1|市民政局|有|yes|", "2|王某某|有|partly|已合并至第八条"]


def test_flattened_heading_is_repeated_and_has_a_column_of_passages() -> None:
    heading = "序号\n单位\n涉及条款\n修改意见\n采纳情况\n"
    found = opinions(
        "附件2\n意见汇总表\n"
        + heading
        + "1\n市民政局\n三、（二）1\n建议增加市财政局为配合单位。\n采纳\n"
        "2\n市教育局\n全文\n无修改意见\n" + heading + "3\n岚江港务集团\n有限公司\n/\n同意印发。\n"
    )
    assert short(found) == [
        "1|市民政局|有|yes|",
        "2|市教育局|无|blank|",
        "3|岚江港务集团有限公司|无|blank|",
    ]
    change = found[0].changes[0]
    assert (change.where, change.unit, change.role) == ("三、（二）1", "市财政局", "support")
    assert [(p.text, p.part) for p in change.evidence][-1] == ("三、（二）1", Part.CONTEXT)


MERGED = """<h1>意见采纳情况表</h1><table>
<tr><td rowspan=2>序号</td><td rowspan=2>反馈单位</td><td rowspan=2>反馈意见</td>
<td colspan=3>是否采纳</td><td rowspan=2>备注</td></tr>
<tr><td>采纳</td><td>部分采纳</td><td>不采纳</td></tr>
<tr><td rowspan=2>1</td><td rowspan=2>市财政<br>局</td><td>将“补助”修改为“奖补”。</td>
<td>√</td><td></td><td></td><td></td></tr>
<tr><td>删除“全额”二字。</td><td></td><td></td><td>√</td><td>上位文件有规定</td></tr>
<tr><td>2</td><td>市司法局</td><td>经研究，我局无修改意见。</td><td></td><td></td><td></td><td></td></tr>
<tr><td colspan=7>合计：2家</td></tr></table>"""


def test_table_with_merged_cells_and_ticks() -> None:
    found = opinions(MERGED, ".html")
    assert short(found) == [
        "1|市财政局|有|yes|",
        "1|市财政局|有|no|上位文件有规定",
        "2|市司法局|无|blank|",
    ]
    assert (Part.RULE, "不采纳") in [(p.part, p.text) for p in found[1].evidence]


def test_table_with_verdict_and_reason_in_one_cell_and_without_numbers() -> None:
    found = opinions(
        "# 意见采纳情况表\n\n| 单位名称 | 意见建议 | 采纳情况及理由 |\n|---|---|---|\n"
        "| 望江区政府 | 建议第二条增加“老旧厂区”。 | 部分采纳。理由：已在第四条体现。 |\n"
        "| 东浦区政府 | 无 | / |\n| | 建议加快进度。 | 已采纳 |\n"
        "| 单位名称 | 意见建议 | 采纳情况及理由 |\n"
        "| 市残联 | 建议增加无障碍条款。 | 第1条采纳，第2条不采纳，财力有限 |\n",
        ".md",
    )
    assert short(found) == [
        "1|望江区政府|有|partly|已在第四条体现。",
        "2|东浦区政府|无|blank|",
        "2|东浦区政府|有|yes|",
        "3|市残联|有|partly|财力有限",
    ]


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("无意见。", True),
        ("暂无修改意见和建议", True),
        ("来文收悉，我单位无意见，特此函复。", True),
        ("经研究，我局对《条例（草案）》无修改意见。", True),
        ("原则同意，无其他意见。", True),
        ("同意印发", True),
        ("同意将市教育局列为牵头单位", False),
        ("无障碍设施应当纳入", False),
        ("对第三条无意见，第五条建议修改", False),
        ("未反馈", False),
    ],
)
def test_what_counts_as_no_opinion(text: str, none: bool) -> None:
    found = opinions(
        f"{TITLE}\n\n| 单位 | 意见 | 采纳情况 |\n|---|---|---|\n| 甲 | {text} | |\n", ".md"
    )
    assert [opinion.none for opinion in found] == [none]


@pytest.mark.parametrize(
    "content",
    [
        "# 整改台账\n\n| 序号 | 责任单位 | 整改建议 | 落实情况 |\n|---|---|---|---|\n"
        "| 1 | 市教育局 | 建议加强管理 | 已落实 |\n",
        "采纳意见后印发。\n序号\n单位\n工作任务\n完成时限\n1\n市教育局\n增加学位\n6月底\n",
        "1.市民政局\n建议采纳群众意见。\n",
    ],
)
def test_other_tables_give_no_opinions(content: str) -> None:
    assert opinions(content, ".md") == []


WORDS_SEEN = [
    *("1", "2", "3", "市民政局", "岚江集团有限", "公司", "无意见。", "建议将“甲”改为“乙”。"),
    *("采纳", "不采纳", "理由：财力有限", "“", "将我局移出牵头单位", "合计：", "一、总则"),
    *("序号", "单位", "修改意见", "采纳情况", "/", "1.删除“甲”。"),
    "建议增加“市财政局、\n市教育局”为配合单位",
]
CELLS = st.lists(st.sampled_from(WORDS_SEEN), max_size=24)


@settings(max_examples=150, deadline=None)
@given(CELLS)
def test_evidence_is_exact_whatever_the_cells(cells: list[str]) -> None:
    opinions(flattened(*cells))


def test_a_row_whose_words_are_all_those_of_headings_is_a_row() -> None:
    table = """| 序号 | 单位 | 意见建议 | 采纳情况 |
|---|---|---|---|
| 1 | 市财政局 | 建议删除第三条。 | 采纳 |
| 2 | 栖川区人民政府 | 无意见 | 采纳 |
"""
    assert [(row.who, row.none) for row in opinions(table, ".md")] == [
        ("市财政局", False),
        ("栖川区人民政府", True),
    ]
