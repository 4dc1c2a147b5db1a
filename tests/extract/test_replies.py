"""Letters: whose they are, what is an opinion in them, what is only a greeting."""

import pytest

from policyparse.model.reply import ReplyKind
from tests.extract.replies_made import changes_of, covered, named, replies_of, reply_of, rows_of

LETTER = """岚江市水利局文件
岚水函〔2026〕12号

岚江市水利局关于《岚江市湿地保护行动计划（征求意见稿）》反馈意见的函

市林业局：

    《关于征求〈岚江市湿地保护行动计划（征求意见稿）〉意见的函》收悉。经研究，我局原则同意，现提出以下建议：
    一、建议将第三条第二款“市水利局负责”修改为“市水利局、市农业农村局负责”。理由：灌区由农业农村部门管理。
    二、第（三）项建议增加市科技局为责任单位。
    三、建议删除“专项资金”。
    其余无意见。
    特此函复。

    附件：有关依据

                                岚江市水利局办公室（代章）
                                  2026年3月5日
（联系人：钱七，联系电话：0000）
抄送：市政府办公室。
"""


def test_a_letter_is_cut_into_its_points() -> None:
    reply = reply_of(LETTER)
    assert reply.kind is ReplyKind.OPINIONS
    assert [(row.clause, row.text) for row in reply.suggestions] == [
        (
            "第三条第二款",
            "建议将第三条第二款“市水利局负责”修改为“市水利局、市农业农村局负责”。"
            "理由：灌区由农业农村部门管理。",
        ),
        ("第（三）项", "第（三）项建议增加市科技局为责任单位。"),
        (None, "建议删除“专项资金”。"),
    ]
    assert [place.text for place in reply.none] == ["其余无意见。"]
    assert (reply.rest, reply.doubts) == ((), ())
    assert named(reply) == [
        "岚江市水利局 letterhead",
        "岚江市水利局 title",
        "岚江市水利局办公室 signature",
    ]


def test_the_changes_asked_for_are_read_as_in_an_opinion_table() -> None:
    rows = reply_of(LETTER).suggestions
    assert changes_of(rows[1]) == [("add_unit", "市科技局", None)]
    assert changes_of(rows[2]) == [("delete_text", "专项资金", None)]


@pytest.mark.parametrize(
    "body",
    [
        "经研究，我局无意见。",
        "来函收悉。我局对《岚江市湿地保护行动计划（征求意见稿）》无修改意见，特此函复。",
        "经认真研究，同意该计划。",
        "原则同意，无其他意见。",
        "该计划符合我市实际，我局将积极配合做好相关工作，无意见。",
        "我局没有意见和建议。",
        "市应急管理局无意见。",
        "经征求各科室意见，我单位暂无不同意见。此复。",
        "反馈意见：无",
        "没意见",
        "无异议。",
        "同意印发实施。",
        "完全赞成。",
        "无意见和建议，同意按程序报批。",
        "贵局《湿地计划》我局已认真研究，无修改补充意见。",
        "对计划中涉及我局工作的内容表示同意。",
        "我局认为该计划科学合理、切实可行，无修改意见。",
        "我局没有需要修改的意见。",
    ],
)
def test_no_opinion_is_no_opinion(body: str) -> None:
    reply = reply_of(f"市林业局：\n{body}\n市应急管理局\n2026年4月3日\n")
    assert (reply.kind, reply.suggestions) == (ReplyKind.NONE, ())
    assert (reply.rest, reply.doubts) == ((), ())


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("我局无意见，但建议将我局调整为配合单位。", ["我局无意见，但建议将我局调整为配合单位。"]),
        ("无不同意见。同时，建议优化补偿标准。", ["同时，建议优化补偿标准。"]),
        ("一、无意见。\n二、建议删除第三条。", ["建议删除第三条。"]),
    ],
)
def test_an_opinion_beside_the_word_that_there_is_none_counts_and_is_queried(
    body: str, rows: list[str]
) -> None:
    reply = reply_of(f"市林业局：\n{body}\n市统计局\n2026年4月3日\n")
    assert [row.text for row in reply.suggestions] == rows
    assert reply.kind is ReplyKind.OPINIONS
    assert any("无意见" in doubt and "请核实" in doubt for doubt in reply.doubts)


@pytest.mark.parametrize(
    "body",
    [
        "除第三条外无意见。",
        "经研究，我局不同意将管护职责划转我局。",
        "同意市财政局意见。",
        "第九条缺少上位法依据。",
        "原则同意，但资金安排应由市级承担。",
        "“绿色通道”是指什么？",
        "我局无职责承担该任务。",
        "没有必要设立专班。",
        "同意第一条，第二条不同意。",
        "无法承担第五条任务。",
        "请与市财政局意见保持一致。",
        "无意见，仅第五条“按时”应为“及时”。",
    ],
)
def test_what_asks_for_something_is_never_counted_as_none(body: str) -> None:
    reply = reply_of(f"市林业局：\n{body}\n市统计局\n2026年4月3日\n")
    assert reply.kind is ReplyKind.OPINIONS
    assert [row.text for row in reply.suggestions] == [body.removeprefix("经研究，")]


def test_opinions_in_an_annex_that_is_not_there_are_not_none() -> None:
    reply = reply_of("市林业局：\n原则同意，具体修改意见见附件。\n市统计局\n2026年4月3日\n")
    assert reply.kind is ReplyKind.UNCLEAR
    assert any("附件" in doubt for doubt in reply.doubts)


def test_a_heading_names_the_unit_where_nobody_signs() -> None:
    reply = reply_of("市财政局意见：\n1.建议删除第三条。\n2.建议删除第四条。\n")
    assert (named(reply), len(reply.suggestions)) == (["市财政局 section"], 2)


def test_words_that_nobody_can_tell_are_kept_with_a_query() -> None:
    reply = reply_of("市林业局：\n对第五条没有把握。\n市统计局\n2026年4月3日\n")
    (row,) = reply.suggestions
    assert row.text == "对第五条没有把握。"
    assert "请核实" in row.doubts[0]


@pytest.mark.parametrize(
    ("foot", "units"),
    [
        ("岚江市财政局\n2026年4月2日", ["岚江市财政局"]),
        ("岚江市财政局（代章）\n二〇二六年四月二日", ["岚江市财政局"]),
        ("岚江市财政局\n（盖章）\n2026年4月2日", ["岚江市财政局"]),
        ("岚江市财政局　2026年4月2日", ["岚江市财政局"]),
        ("岚江市住房和\n城乡建设局\n2026年4月2日", ["岚江市住房和城乡建设局"]),
        ("岚江市财政局　　岚江市农业农村局\n2026年4月2日", ["岚江市财政局", "岚江市农业农村局"]),
        ("岚江市财政局\n岚江市农业农村局\n2026年4月2日", ["岚江市农业农村局", "岚江市财政局"]),
        ("岚江市财政局", ["岚江市财政局"]),
        ("岚 江 市 财 政 局\n2026 年 4 月 2 日", ["岚江市财政局"]),
    ],
)
def test_the_signature_names_the_units(foot: str, units: list[str]) -> None:
    reply = reply_of(f"市林业局：\n经研究，无意见。\n{foot}\n")
    assert sorted(named(reply)) == sorted(f"{unit} signature" for unit in units)


def test_units_that_an_opinion_names_do_not_sign_it() -> None:
    text = "市林业局：\n建议第三条的责任单位改为：\n市财政局\n"
    reply = reply_of(text)
    assert named(reply) == []
    assert "市财政局" in reply.suggestions[0].text


def test_an_e_mail_is_its_senders_and_the_quoted_letter_is_nobodys() -> None:
    reply = reply_of(
        "发件人：岚江市残联办公室 <a@example.cn>\n主题：回复\n贵局：\n经研究，没有修改意见。\n"
        "-----原始邮件-----\n发件人：市林业局\n建议于4月3日前反馈。\n"
    )
    assert (reply.kind, named(reply)) == (ReplyKind.NONE, ["岚江市残联办公室 sender"])
    assert any("引用" in doubt for doubt in reply.doubts)


def test_headings_without_opinion_lend_their_place() -> None:
    body = "一、关于防汛\n建议明确牵头单位。\n二、关于演练\n“每季度一次”过于频繁，建议改为每年。\n"
    assert rows_of(f"市林业局：\n{body}市应急管理局\n2026年4月3日\n") == [
        ("防汛", "建议明确牵头单位。"),
        ("演练", "“每季度一次”过于频繁，建议改为每年。"),
    ]


def test_points_below_points() -> None:
    body = "一、总体意见\n（一）建议补充资金。\n（二）建议明确考核。\n二、第七条建议删除。\n"
    texts = [text for _, text in rows_of(f"市林业局：\n{body}云台区人民政府\n2026年4月3日\n")]
    assert texts == ["建议补充资金。", "建议明确考核。", "第七条建议删除。"]


def test_a_gap_in_the_numbers_is_queried() -> None:
    body = "一、建议删除第一条。\n二、建议删除第二条。\n四、建议删除第四条。\n"
    rows = reply_of(f"市林业局：\n{body}市统计局\n2026年4月3日\n").suggestions
    assert len(rows) == 3
    assert "不连续" in rows[2].doubts[0]


def test_two_drafts_in_one_letter() -> None:
    text = """岚江市水利局关于《湿地计划（征求意见稿）》和《河长办法（征求意见稿）》的反馈意见
市林业局：
《湿地计划（征求意见稿）》《河长办法（征求意见稿）》收悉。
一、对《湿地计划（征求意见稿）》的意见
（一）建议将“每年”改为“每半年”。
二、对《河长办法（征求意见稿）》无意见。
岚江市水利局
2026年4月3日
"""
    reply = reply_of(text)
    assert [(row.document, row.text) for row in reply.suggestions] == [
        ("湿地计划", "建议将“每年”改为“每半年”。")
    ]
    assert (reply.documents, reply.doubts) == (("湿地计划", "河长办法"), ())


def test_several_units_in_one_file_keep_their_own_words() -> None:
    replies = replies_of(
        "市交通运输局：无意见。\n市水利局：建议第二条增加“步道”。\n市审计局对计划无修改意见。\n"
    )
    assert [(r.namings[0].name, r.kind, len(r.suggestions)) for r in replies] == [
        ("市交通运输局", ReplyKind.NONE, 0),
        ("市水利局", ReplyKind.OPINIONS, 1),
        ("市审计局", ReplyKind.NONE, 0),
    ]


@pytest.mark.parametrize("text", [LETTER, "1\n", "建议删除第三条。", "市财政局\n"])
def test_every_word_goes_somewhere(text: str) -> None:
    from tests.extract.contexts import context_of

    context, _ = context_of(text)
    assert covered(replies_of(text), context.text.text) == ""


def test_a_date_without_its_year_ends_a_letter() -> None:
    reply = reply_of(
        "关于征求意见的复函\n市林业局：\n建议如下：\n1、第二条“巡护”改为“管护”\n"
        "2、第三条增加“汛期”\n市水利局\n3月12日\n"
    )
    assert [row.text for row in reply.suggestions] == [
        "第二条“巡护”改为“管护”",
        "第三条增加“汛期”",
    ]
    assert named(reply)[0].startswith("市水利局 ")


def test_a_place_begins_behind_but() -> None:
    reply = reply_of(
        "市林业局：\n我局原则同意，但建议将第三条“巡护”改为“管护”。\n市水利局\n2026年3月5日\n"
    )
    assert [row.clause for row in reply.suggestions] == ["第三条"]
