"""What changed around the tasks: what drafts say of themselves, headings, the leading group."""

import pytest

from policyparse.model import Plan
from policyparse.model.diff import HeadingChange, MemberChange
from policyparse.pipeline import parse_text
from tests.drafts.passages import compared
from tests.plans import LEXICON

PLAN = """{title}

一、主要任务
{heads[0]}
1. 疏浚进水渠。清淤3公里。（市水利局负责）
2. 拆除围网。拆除废弃围网200处。（市农业农村局负责）
{heads[1]}
1. 收割芦苇。深秋收割芦苇800亩。（市林业局负责）
2. 修复驳岸。修复驳岸6公里。（市水利局负责）
{roster}
"""
TITLE = "云屏市2026年湖滩整治工作方案"
HEADS = ("（一）清理湖面", "（二）修复湖岸")
ROSTER = """
附件

云屏市湖滩整治工作领导小组成员名单

组  长：冯远山  副市长
副组长：宋清河  市水利局局长
成  员：梁小舟  市财政局副局长
        唐晚亭  市林业局副局长
"""


def plan(title: str = TITLE, heads: tuple[str, str] = HEADS, roster: str = "") -> Plan:
    return parse_text(PLAN.format(title=title, heads=heads, roster=roster), "plan", (LEXICON,))


def test_nothing_around_changed() -> None:
    found = compared(plan(roster=ROSTER), plan(roster=ROSTER))
    assert (found.document, found.headings, found.roster) == ((), (), ())


def test_which_draft_it_is_belongs_to_no_title() -> None:
    found = compared(plan(f"{TITLE}（征求意见稿）"), plan(f"{TITLE}（送审稿）"))
    assert found.document == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (TITLE.replace("工作", "行动"), {"title"}),
        (TITLE.replace("2026年", "2027年"), {"title", "period"}),
    ],
)
def test_another_title_is_told(title: str, expected: set[str]) -> None:
    found = compared(plan(), plan(title))
    assert {one.field for one in found.document} == expected
    assert found.document[0].why == f"文件标题由“{TITLE}”改为“{title}”。"


def test_a_number_that_the_new_draft_has_is_told() -> None:
    notice = f"云屏市人民政府办公室关于印发{TITLE}的通知\n云政办发〔2026〕17号\n\n"
    found = compared(plan(), plan(f"{notice}{TITLE}"))
    assert ("doc_number", None, "云政办发〔2026〕17号") in {
        (one.field, one.old, one.new) for one in found.document
    }


def test_a_heading_in_other_words_is_told_once() -> None:
    found = compared(plan(), plan(heads=("（一）清洁湖面", "（二）修复湖岸")))
    (heading,) = found.headings
    assert heading.change is HeadingChange.REWORDED
    assert heading.why == "标题由“（一）清理湖面”改为“（一）清洁湖面”。"
    assert not any(task.moved for task in found.tasks)


def test_headings_in_another_order_are_the_same() -> None:
    assert compared(plan(), plan(heads=("（一）清理湖面", "（二）修复湖岸"))).headings == ()
    renumbered = PLAN.replace("一、主要", "二、主要")
    text = renumbered.format(title=TITLE, heads=HEADS, roster="")
    assert compared(plan(), parse_text(text, "plan", (LEXICON,))).headings == ()


def test_a_heading_that_came_or_went_is_told() -> None:
    whole, joined = plan(), plan(heads=(HEADS[0], ""))
    assert [(one.change, one.old) for one in compared(whole, joined).headings] == [
        (HeadingChange.REMOVED, "（二）修复湖岸")
    ]
    assert [(one.change, one.new) for one in compared(joined, whole).headings] == [
        (HeadingChange.ADDED, "（二）修复湖岸")
    ]


@pytest.mark.parametrize(
    ("old", "new", "change", "why"),
    [
        ("梁小舟", "方知远", MemberChange.PERSON, "成员“市财政局副局长”由“梁小舟”改为“方知远”。"),
        ("市财政局副", "市审计局副", MemberChange.OFFICE, "由“市财政局副局长”改为“市审计局副局长”"),
        (
            "        唐晚亭  市林业局副局长\n",
            "",
            MemberChange.REMOVED,
            "原有成员“唐晚亭”（市林业局",
        ),
    ],
)
def test_a_change_in_the_leading_group_is_told(
    old: str, new: str, change: MemberChange, why: str
) -> None:
    (found,) = compared(plan(roster=ROSTER), plan(roster=ROSTER.replace(old, new))).roster
    assert found.change is change
    assert why in found.why


def test_a_new_member_is_told() -> None:
    found = compared(
        plan(roster=ROSTER), plan(roster=f"{ROSTER.rstrip()}\n        白鹿鸣  市审计局副局长\n")
    )
    (member,) = found.roster
    assert (member.change, member.person) == (MemberChange.ADDED, "白鹿鸣")
    assert member.new_evidence[0].text == "白鹿鸣"


def test_a_renamed_office_moves_nobody() -> None:
    old, new = (ROSTER.replace("市林业局", name) for name in ("市环保局", "市生态环境局"))
    assert compared(plan(roster=old), plan(roster=new)).roster == ()
