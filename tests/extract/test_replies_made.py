"""Letters put together from known parts: what went in comes out, and nothing else."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.model.reply import ReplyKind
from tests.extract.contexts import context_of
from tests.extract.replies_made import covered, replies_of, reply_of

UNITS = (
    "岚江市水利局",
    "市财政局",
    "云台区人民政府",
    "岚江市住房和城乡建设局",
    "中共岚江市委宣传部",
    "国网岚江供电公司",
    "岚江海关",
    "市大数据发展中心",
    "岚江经济技术开发区管理委员会",
    "岚江市公安局云台分局",
    "国家税务总局岚江市税务局",
    "岚江职业技术学院",
    "松岭县人民政府办公室",
)
OPINIONS = (
    "建议将第三条“每年”修改为“每半年”。",
    "建议删除第五条“及时”。理由：一是难以操作；二是没有依据。",
    "请在第二部分“组织保障”中增加市财政局为配合单位。",
    "第（三）项“绿色通道”表述不准确，建议斟酌。",
    "附件2第3行数据有误，应为35%。",
    "建议细化第六条考核办法。依据：《岚江市考核办法》第二条。",
    "第9页“完成改造20处。”与附表“18处”不一致，请核实。",
    "我局职责不包括巡查，建议将我局移出第十条责任单位。",
    "建议增加一条：“建立联席会议制度。各成员单位每季度会商一次。”",
    "第十二条“应急演练”建议改为“综合演练”；同时将“每月”改为“每季度”。",
    "不同意将管护责任划转至基层站所。",
)
DRAFT = "《岚江市湿地保护行动计划（征求意见稿）》"
HEADS = ("", "{u}\n", "{u}文件\n岚水函〔2026〕3号\n", "{u}便函\n")
TITLES = (
    "",
    f"{{u}}关于{DRAFT}的复函\n",
    f"关于对{DRAFT}意见的回复\n",
    "{u}关于反馈《岚江市湿地保护\n行动计划（征求意见稿）》意见的函\n",
)
ADDRESSEES = ("", "市林业局：\n", "贵局：\n")
LEADS = (
    "",
    "来函收悉。经研究，现将我单位意见反馈如下：\n",
    "来函收悉，我单位无原则性意见，提出以下修改建议：\n",
    "经研究，原则同意，建议如下：\n",
)
CHINESE = "一二三四五六七八九十"
NUMBERS = (
    lambda n: f"{CHINESE[n]}、",
    lambda n: f"{n + 1}.",
    lambda n: f"（{n + 1}）",
    lambda n: f"（{CHINESE[n]}）",
    lambda n: f"{CHINESE[n]}是",
    lambda n: f"第{CHINESE[n]}，",
    lambda n: f"意见{CHINESE[n]}：",
    lambda n: "",
)
TAILS = ("", "特此函复。\n", "其余无意见。\n", "以上意见供参考。\n此复。\n")
FEET = (
    "{u}\n2026年4月3日\n",
    "{u}（代章）\n2026年4月3日\n",
    "{u}   2026年4月3日\n",
    "附件：有关依据\n{u}\n2026年4月3日\n（联系人：钱七，联系电话：0000）\n",
    "联系人：钱七　电话：0000\n{u}\n二〇二六年四月三日\n抄送：市政府办公室。\n",
    "{u}\n",
)


@st.composite
def letters(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """A letter, the unit that signs it, and its opinions in order."""
    unit = draw(st.sampled_from(UNITS))
    opinions = draw(st.lists(st.sampled_from(OPINIONS), max_size=4, unique=True))
    number = draw(st.sampled_from(NUMBERS))
    lead = draw(st.sampled_from(LEADS)) if opinions else "来函收悉。经研究，我单位无意见。\n"
    between = draw(st.sampled_from(("", "\n"))) if number(0) else "\n"
    body = between.join(number(n) + text for n, text in enumerate(opinions))
    parts = (
        *(draw(st.sampled_from(rows)) for rows in (HEADS, TITLES, ADDRESSEES)),
        lead,
        body + "\n" if body else "",
        draw(st.sampled_from(TAILS)) if opinions else "",
        draw(st.sampled_from(FEET)),
    )
    return "".join(parts).format(u=unit), unit, opinions


@given(letters())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_letter_gives_back_its_opinions_and_its_unit(
    letter: tuple[str, str, list[str]],
) -> None:
    text, unit, opinions = letter
    reply = reply_of(text)
    assert [row.text for row in reply.suggestions] == opinions
    assert reply.kind is (ReplyKind.OPINIONS if opinions else ReplyKind.NONE)
    assert {n.name for n in reply.namings if n.origin == "signature"} == {unit}
    assert reply.rest == ()


LINES = st.sampled_from(
    (
        *OPINIONS,
        "市林业局：",
        "岚江市水利局",
        "2026年4月3日",
        "我局无意见。",
        "其余无意见。",
        "除第四条外无意见。",
        "一、总体意见",
        "（一）建议补充资金。",
        "1.建议删除第二条。",
        "二、市水利局：无意见",
        "特此函复。",
        "附件：意见表",
        "—1—",
        "-----原始邮件-----",
        "资金来源不明。",
        "联系人：甲",
    )
)


@given(st.lists(LINES, min_size=1, max_size=9), st.sampled_from(("\n", "\n\n", "")))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_character_vanishes_and_none_is_counted_twice(lines: list[str], mark: str) -> None:
    text = mark.join(lines) + "\n"
    context, _ = context_of(text)
    replies = replies_of(text)
    assert covered(replies, context.text.text) == ""
    places = [p for reply in replies for row in reply.suggestions for p in row.evidence]
    spans = sorted((place.start, place.end) for place in places)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
