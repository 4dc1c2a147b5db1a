"""Reply forms: tables with a row an opinion, forms with labels, tables of several units."""

from policyparse.model.reply import ReplyKind
from tests.extract.contexts import context_of
from tests.extract.replies_made import (
    changes_of,
    covered,
    named,
    page,
    replies_of,
    reply_of,
    rows_of,
    table,
)

HEADING = "《岚江市湿地保护行动计划（征求意见稿）》征求意见表"


def test_old_and_new_wording_side_by_side_are_one_replacement() -> None:
    content = page(
        HEADING,
        "填报单位（盖章）：市水利局　　　填报时间：2026年4月1日",
        table(
            ("序号", "页码", "条款", "原文", "建议修改为", "修改理由"),
            ("1", "3", "第二条", "每年巡查一次", "每季度巡查一次", "与上级一致"),
            ("2", "4", "第五条", "", "删除“主管部门”", ""),
            ("3", "", "", "", "", ""),
        ),
        "联系人：钱七 电话：0000",
    )
    reply = reply_of(content, ".html")
    assert named(reply) == ["市水利局 form"]
    assert [(row.clause, row.text) for row in reply.suggestions] == [
        ("第3页 第二条", "将“每年巡查一次”修改为“每季度巡查一次”。\n修改理由：与上级一致"),
        ("第4页 第五条", "删除“主管部门”"),
    ]
    assert changes_of(reply.suggestions[0]) == [("replace", "每年巡查一次", "每季度巡查一次")]
    assert changes_of(reply.suggestions[1]) == [("delete_text", "主管部门", None)]
    assert reply.rest == ()


def test_a_form_with_labels_is_read_like_a_letter() -> None:
    content = page(
        "征求意见反馈表",
        table(
            ("单位名称", "云台区人民政府", "联系人", "周九"),
            ("意见建议", '<td colspan="3">一、第三条增加“区级财政”。<br>二、删除第八条。</td>'),
            ("单位意见（盖章）", '<td colspan="3">同意上报<br>2026年4月3日</td>'),
        ),
    )
    reply = reply_of(content, ".html")
    assert named(reply) == ["云台区人民政府 form"]
    assert [row.text for row in reply.suggestions] == ["第三条增加“区级财政”。", "删除第八条。"]
    assert reply.doubts == ()


def test_a_form_that_says_none() -> None:
    rows = (("单位", "市民政局"), ("意见建议", "无"), ("联系人", "孙八"))
    reply = reply_of(page(HEADING, table(*rows)), ".html")
    assert (reply.kind, named(reply)) == (ReplyKind.NONE, ["市民政局 form"])


def test_a_row_that_says_none_in_a_table_of_opinions() -> None:
    rows = (("序号", "原文", "修改意见", "说明"), ("", "", "无修改意见", ""))
    reply = reply_of(page("岚江市档案馆意见表", table(*rows)), ".html")
    assert (reply.kind, named(reply)) == (ReplyKind.NONE, ["岚江市档案馆 title"])


def test_a_table_behind_a_letter_holds_its_opinions() -> None:
    content = page(
        "市林业局：",
        "来函收悉，我局意见详见附表。",
        "岚江市住房城乡建设局",
        "2026年4月3日",
        "附表：",
        table(
            ("序号", "章节", "修改意见", "理由"),
            ("1", "三（二）", "增加我局为配合单位", "三定方案"),
            ("2", "四", "无意见", ""),
        ),
    )
    reply = reply_of(content, ".html")
    assert [(row.clause, row.text) for row in reply.suggestions] == [
        ("三（二）", "修改意见：增加我局为配合单位\n理由：三定方案")
    ]
    assert changes_of(reply.suggestions[0]) == [("add_unit", "岚江市住房城乡建设局", None)]
    assert (reply.rest, reply.doubts) == ((), ())


def test_a_merged_clause_holds_for_both_opinions() -> None:
    content = page(
        "市科技局",
        table(
            ("序号", "条款", "修改建议"),
            ("1", '<td rowspan="2">第三条</td>', "增加“科技支撑”"),
            ("2", "删除“等”"),
        ),
    )
    assert rows_of(content, ".html") == [("第三条", "增加“科技支撑”"), ("第三条", "删除“等”")]


def test_units_of_a_district_speak_inside_it() -> None:
    content = page(
        "云台区对《岚江市湿地保护行动计划（征求意见稿）》的意见汇总表",
        table(
            ("序号", "单位", "意见建议"),
            ("1", "区财政局", "无意见"),
            ("2", "区水利局", "建议增加“水位监测”"),
        ),
    )
    reply = reply_of(content, ".html")
    assert named(reply) == ["云台区 title"]
    assert [(row.speaker, row.text) for row in reply.suggestions] == [
        ("区水利局", "建议增加“水位监测”")
    ]


def test_units_of_one_level_in_a_table_each_have_their_own() -> None:
    content = page(
        "电话记录",
        table(
            ("序号", "单位", "意见建议"),
            ("1", "市财政局", "无意见"),
            ("2", "市水利局", "建议增加“水位监测”"),
        ),
    )
    found = {reply.namings[0].name: reply for reply in replies_of(content, ".html")}
    assert found["市财政局"].kind is ReplyKind.NONE
    assert [row.text for row in found["市水利局"].suggestions] == ["建议增加“水位监测”"]
    assert found["市财政局"].suggestions == ()


def test_no_cell_vanishes() -> None:
    content = page(
        HEADING,
        table(
            ("序号", "条款", "修改意见", "理由", "备注"),
            ("1", "第一条", "建议删除", "重复", "急"),
            ("2", "第二条", "", "应由区里承担", ""),
            ("建议另行征求企业意见", "", "", "", ""),
        ),
    )
    context, _ = context_of(content, ".html")
    replies = replies_of(content, ".html")
    assert covered(replies, context.text.text) == ""
    asked = [row.text for row in replies[0].suggestions] + [p.text for p in replies[0].rest]
    assert any("应由区里承担" in text for text in asked)
    assert any("建议另行征求企业意见" in text for text in asked)
