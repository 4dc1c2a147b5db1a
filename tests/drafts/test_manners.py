"""Drafts as offices edit them: units in running text, annexes taken into the body, other names."""

import pytest

from policyparse.drafts.names import Names
from policyparse.lexicon.load import load
from policyparse.model.diff import TaskChange
from policyparse.pipeline import parse_text
from tests.drafts.passages import TITLE, between, compared, draft, told
from tests.plans import LEXICON

PIER = "修缮渔港码头。加固防波堤12处。"


def test_who_answers_in_running_text_is_told_once_and_is_no_measure() -> None:
    task = between(
        f"{PIER}由市水利局牵头，市财政局、市林业局配合。",
        f"{PIER}由市财政局、市水利局牵头，市林业局配合。",
    )
    assert told(task) == {("unit", "市财政局", "role", "support", "lead")}
    assert task.wording
    assert all(change.duty and not change.unit for change in task.wording)


def test_work_that_a_unit_does_in_running_text_stays_a_measure() -> None:
    task = between(
        f"{PIER}市水利局负责防波堤日常巡护。",
        f"{PIER}市水利局负责防波堤日常巡护，劝离违规垂钓人员。",
    )
    assert ("measure", "added", "", "劝离违规垂钓人员") in told(task)


@pytest.mark.parametrize(
    ("old", "new", "change", "why"),
    [
        ("督促船东清理网具", "责令船东清理网具", "strengthened", "督促 → 责令。"),
        ("加快清理沉船", "稳步清理沉船", "weakened", "加快 → 稳步。"),
        ("鼓励渔民安装定位仪", "推动渔民安装定位仪", "strengthened", "鼓励 → 推动。"),
        ("对拒不整改的依法予以处罚", "对拒不整改的督促限期改正", "weakened", "处罚 → 督促。"),
    ],
)
def test_a_word_that_gives_way_to_a_stronger_one_is_told(
    old: str, new: str, change: str, why: str
) -> None:
    task = between(f"{PIER}{old}。（市水利局负责）", f"{PIER}{new}。（市水利局负责）")
    assert [(m.change.value, m.why) for m in task.measures] == [(change, why)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("市生态环境局河东分局", "河东生态环境分局", True),
        ("市生态环境局河东分局", "区生态环境分局", True),
        ("市公安局河东分局", "河西公安分局", False),
        ("市公安局河东分局", "市公安局河西分局", False),
        ("市公安局河东分局", "区公安局", False),
        ("市公安消防支队", "市消防救援支队", True),
        ("市公安局特警支队", "市公安局交警支队", False),
        ("各县（区）政府", "各县（区）人民政府", True),
    ],
)
def test_branches_are_known_by_their_place(one: str, other: str, same: bool) -> None:
    names = Names(load())
    assert names.one(one, other) is same
    assert names.one(other, one) is same


def test_how_often_is_quoted_to_its_end() -> None:
    task = between(
        "通报水位。按月通报水位。（市水利局负责）", "通报水位。按季度通报水位。（市水利局负责）"
    )
    assert ("date", "later", "按月", "按季度") in told(task)


def test_a_task_table_moved_into_the_body_moves_nothing_else() -> None:
    rest = "二、保障\n（一）强化督导。市政府督查室每季度开展一次督导。（市政府督查室负责）"
    rows = (
        "序号\t任务\t责任单位\n1\t补植岸线苗木6000株。\t市林业局\n2\t拆除废弃围网40处。\t市水利局"
    )
    old = f"{TITLE}\n\n一、主要任务\n任务见附件。\n{rest}\n附件\n任务清单\n{rows}"
    new = (
        f"{TITLE}\n\n一、主要任务\n（一）补植苗木。补植岸线苗木6000株。（市林业局负责）\n"
        f"（二）拆除围网。拆除废弃围网40处。（市水利局负责）\n{rest}"
    )
    found = compared(*(parse_text(text, TITLE, (LEXICON,)) for text in (old, new)))
    assert not any(task.moved for task in found.tasks if task.title == "强化督导")


def test_which_draft_it_is_stands_in_no_heading() -> None:
    tasks = ("（一）补植苗木。补植岸线苗木6000株。（市林业局负责）",)
    one, other = (
        parse_text(f"{TITLE}（{stage}）\n\n一、主要任务\n{tasks[0]}", TITLE, (LEXICON,))
        for stage in ("征求意见稿", "送审稿")
    )
    found = compared(one, other)
    assert (found.headings, found.document) == ((), ())
    assert [task.kind for task in found.tasks] == [TaskChange.SAME]


def test_a_heading_that_was_a_task_is_not_new() -> None:
    old = draft("（一）疏浚进水渠。清淤3公里。（市水利局负责）")
    new = draft(
        "（一）疏浚进水渠",
        "1．清除淤泥。清淤3公里。（市水利局负责）",
        "2．加固渠坎。（市水利局负责）",
    )
    assert not any(one.old is None for one in compared(old, new).headings)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "编制水位公告，按月更新，严禁擅自改动。",
            "编制水位公告，按季度更新，严禁擅自改动。",
            "编制水位公告",
        ),
        (
            "市水利局要会同市林业局于6月底前完成摸底。",
            "市水利局要会同市林业局于9月底前完成摸底。",
            "完成摸底",
        ),
    ],
)
def test_what_is_due_is_the_work_and_not_who_does_it(old: str, new: str, what: str) -> None:
    task = between(f"{PIER}{old}（市水利局负责）", f"{PIER}{new}（市水利局负责）")
    assert [date.what for date in task.deadlines] == [what]


def test_how_old_a_thing_is_is_read_whole_when_a_sentence_is_turned() -> None:
    task = between(
        f"{PIER}优先更换使用年限超过20年的浮桥。（市水利局负责）",
        f"{PIER}使用年限超过20年的浮桥应当优先更换。（市水利局负责）",
    )
    assert not [said for said in told(task) if said[0] == "figure"]
