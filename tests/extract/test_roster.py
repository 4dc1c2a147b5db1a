"""Members of leading groups, from lines, prose and tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.extract.roster import read_roster
from policyparse.model import Part, RosterMember
from tests.extract.contexts import context_of, is_exact

SET_UP = "为加强统筹，成立岚江市托育服务工作领导小组，成员名单如下："


def roster(content: str, suffix: str = ".txt") -> list[RosterMember]:
    """The members of a made document, their evidence checked."""
    context, names = context_of(content, suffix)
    members = list(read_roster(context, names))
    assert all(is_exact(context, member.evidence) for member in members)
    return members


def short(members: list[RosterMember]) -> list[str]:
    return [f"{m.position}|{m.person}|{m.office}|{m.unit or ''}" for m in members]


def test_one_member_a_line_takes_the_position_of_the_label_above() -> None:
    members = roster(
        f"二、组织机构\n{SET_UP}\n"
        "组  长：卓  航  市委副书记、市长\n"
        "副组长：易  楠  副市长\n"
        "        骆一鸣  市政府副秘书长、二级调研员\n"
        "成  员：欧阳朔  市教育局局长\n"
        "        邵  阳  团市委书记\n"
        "        古丽娜·阿里  市民族宗教局局长\n"
        "三、重点任务\n（一）扩大供给。\n"
    )
    assert short(members) == [
        "组长|卓航|市委副书记、市长|市委",
        "副组长|易楠|副市长|",
        "副组长|骆一鸣|市政府副秘书长、二级调研员|市政府",
        "成员|欧阳朔|市教育局局长|市教育局",
        "成员|邵阳|团市委书记|团市委",
        "成员|古丽娜·阿里|市民族宗教局局长|市民族宗教局",
    ]


def test_evidence_is_person_office_unit_and_the_label_as_rule() -> None:
    member = roster(f"{SET_UP}\n成  员：汪  洋  市财政局局长\n")[0]
    assert [(place.text, place.part) for place in member.evidence] == [
        ("汪 洋", Part.VALUE),
        ("市财政局局长", Part.VALUE),
        ("市财政局", Part.VALUE),
        ("成 员", Part.RULE),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "成员：汪洋（市财政局局长）、卓航（市教育局副局长）",
        "成员：汪洋(市财政局局长)卓航(女，市教育局副局长)",
        "成员：市财政局局长汪洋、市教育局副局长卓航",
        "成员：汪洋 市财政局局长 卓航 市教育局副局长",
        "成员：汪洋  市财政局局长；卓航  市教育局副局长",
        "成员：市财政局局长  汪洋  市教育局副局长  卓航",
    ],
)
def test_several_members_on_a_line(line: str) -> None:
    assert short(roster(f"{SET_UP}\n{line}\n")) == [
        "成员|汪洋|市财政局局长|市财政局",
        "成员|卓航|市教育局副局长|市教育局",
    ]


def test_posts_after_a_name_are_its_own() -> None:
    members = roster(f"{SET_UP}\n成员：汪洋  市财政局党组书记、局长、卓航  市教育局局长\n")
    assert [m.office for m in members] == ["市财政局党组书记、局长", "市教育局局长"]


@pytest.mark.parametrize("mark", ["- ", "1.", "（1）", "●"])
def test_labels_may_be_marked_or_numbered(mark: str) -> None:
    assert short(roster(f"{SET_UP}\n{mark}组长：卓航  市长\n{mark}召集人：汪某  副市长\n")) == [
        "组长|卓航|市长|",
        "召集人|汪某|副市长|",
    ]


def test_names_alone() -> None:
    assert short(roster(f"{SET_UP}\n成员：汪洋、卓航、欧阳朔\n")) == [
        "成员|汪洋||",
        "成员|卓航||",
        "成员|欧阳朔||",
    ]


def test_prose_with_several_positions() -> None:
    members = roster(
        "（一）成立由市委副书记、市长卓航任组长，副市长易楠、骆一鸣任副组长，"
        "市教育局局长汪洋为成员的托育服务领导小组。办公室设在市卫生健康委，"
        "由市卫生健康委主任苏琪兼任主任。\n"
    )
    assert short(members) == [
        "组长|卓航|市委副书记、市长|市委",
        "副组长|易楠|副市长|",
        "副组长|骆一鸣||",
        "成员|汪洋|市教育局局长|市教育局",
        "办公室主任|苏琪|市卫生健康委主任|市卫生健康委",
    ]


def test_head_of_the_office_takes_the_post_that_the_list_gives() -> None:
    members = roster(
        f"{SET_UP}\n组长：卓航  市长\n成员：汪洋  市教育局局长\n"
        "领导小组办公室设在市教育局，办公室主任由汪洋同志兼任。\n"
    )
    assert short(members)[-1] == "办公室主任|汪洋|市教育局局长|市教育局"


TABLE = """# 城市更新指挥部组成人员名单

| 职务 | 姓名 | 单位及职务 |
|---|---|---|
| 指挥长 | 卓 航 | 市委副书记、市长 |
| 副指挥长 | 易楠 | 副市长、市公安局局长 |
|  | 骆一鸣 | 市政府副秘书长 |
| 成员 | 汪洋 | 市财政局局长 |
"""


def test_table_with_a_position_left_empty() -> None:
    assert short(roster(TABLE, ".md")) == [
        "指挥长|卓航|市委副书记、市长|市委",
        "副指挥长|易楠|副市长、市公安局局长|市公安局",
        "副指挥长|骆一鸣|市政府副秘书长|市政府",
        "成员|汪洋|市财政局局长|市财政局",
    ]


def test_table_with_unit_and_post_in_columns_of_their_own() -> None:
    members = roster(
        "| 序号 | 组内职务 | 姓名 | 工作单位 | 职务 |\n|---|---|---|---|---|\n"
        "| 1 | 组长 | 卓航 | 市财政局 | 局长 |\n| 2 | 成员 | 汪洋 | 市教育局 | 副局长 |\n",
        ".md",
    )
    assert short(members) == [
        "组长|卓航|市财政局局长|市财政局",
        "成员|汪洋|市教育局副局长|市教育局",
    ]


@pytest.mark.parametrize(
    "content",
    [
        "由市教育局局长负责。主任由各单位推荐。成员单位：市教育局、市财政局。\n",
        f"{SET_UP}\n组长：市长\n成员：市教育局、市财政局、各区人民政府主要负责人\n",
        f"{SET_UP}\n成员单位：市教育局、市财政局\n",
        f"{SET_UP}\n成员：石化公司经理、文化站站长\n三、任务\n1.文化 惠民\n",
        "领导小组要加强调度。成员单位要各负其责，组长要亲自抓。\n",
        "组长：卓航\n",
    ],
)
def test_no_members_are_invented(content: str) -> None:
    assert roster(content) == []


def test_contact_list_is_no_roster() -> None:
    assert (
        roster(
            "| 单位 | 姓名 | 职务 | 电话 |\n|---|---|---|---|\n"
            "| 市教育局 | 汪洋 | 主任 | 1 |\n| 市财政局 | 卓航 | 副主任 | 2 |\n",
            ".md",
        )
        == []
    )


def test_list_ends_at_the_next_heading() -> None:
    members = roster(f"{SET_UP}\n组长：卓航  市长\n三、重点任务\n（一）汪洋  扩大供给\n")
    assert len(members) == 1


WORDS_SEEN = [
    *("领导小组", "组长：", "成  员：", "汪洋", "  ", "、", "（", "）", "市财政局局长", "\n"),
    *("副市长", "由", "任组长", "办公室主任由", "担任", "，", "。", "欧阳朔", "|", "市委"),
]
PIECES = st.lists(st.sampled_from(WORDS_SEEN), max_size=40)


@settings(max_examples=200, deadline=None)
@given(PIECES)
def test_evidence_is_exact_whatever_the_words(pieces: list[str]) -> None:
    context, names = context_of(SET_UP + "\n" + "".join(pieces))
    for member in read_roster(context, names):
        assert is_exact(context, member.evidence)
        assert member.evidence[0].text.replace(" ", "") == member.person
