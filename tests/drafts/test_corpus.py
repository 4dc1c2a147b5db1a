"""The two drafts of the sample set: every planted change is found, and nothing else is claimed."""

from policyparse.model.diff import Diff
from tests.conftest import CORPUS
from tests.drafts.passages import compared, told
from tests.plans import read

PLANTED = {
    "开展排查建档": {("unit", "市住房城乡建设局", "role", "lead", "support")},
    "实施分批改造": {("unit", "市自然资源局", "removed", "lead", "")},
    "统一建设标准": {("figure", "stricter", "9", "8")},
    "加强水质监测": {
        ("date", "added", "", "每半年"),
        ("figure", "added", "", "1"),
        ("measure", "added", "", "水箱（水池）每半年清洗消毒不少于1次"),
    },
    "强化泵房安全防范": {("unit", "市公安局", "added", "", "support")},
    "严格涉水产品监管": {("unit", "市市场监管局", "role", "support", "lead")},
    "落实改造资金": {
        ("measure", "added", "", "补助资金按改造进度分期拨付"),
        ("measure", "added", "", "对财力困难的区，市级补助比例可适当提高"),
    },
}


def drafts() -> Diff:
    old, new = (read((next((CORPUS / "drafts").glob(f"{n}-*")),))[0] for n in (1, 2))
    return compared(old, new)


def test_the_planted_changes_are_found_and_nothing_else() -> None:
    found = drafts()
    assert {task.title: told(task) for task in found.tasks if told(task)} == PLANTED
    assert found.goals == ()
    assert [t.title for t in found.tasks if t.moved] == ["完善价格机制", "落实改造资金"]


def test_what_only_moved_has_no_change() -> None:
    moved = [task for task in drafts().tasks if task.kind == "moved"]
    assert [(task.title, task.old, task.new) for task in moved] == [
        ("完善价格机制", ("2.3.2",), ("2.3.1",))
    ]


def test_every_bureau_sees_what_changed_for_it() -> None:
    rows = {u.unit: (len(u.gained), len(u.lost), len(u.roles)) for u in drafts().units}
    assert rows == {
        "市住房城乡建设局": (0, 0, 1),
        "市自然资源局": (0, 1, 0),
        "市公安局": (1, 0, 0),
        "市市场监管局": (0, 0, 1),
    }
