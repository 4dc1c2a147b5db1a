"""Who came in, who went, whose part is another one; and what is no change at all."""

import pytest

from policyparse.model import Certainty
from policyparse.model.diff import UnitChange
from tests.drafts.passages import between, compared, draft, told

WORK = "拆除围网。6月底前拆除废弃围网200处。"


def units(old: str, new: str) -> set[tuple[str, ...]]:
    return told(between(f"{WORK}（{old}）", f"{WORK}（{new}）"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("市发改委牵头", "市发展和改革委员会牵头"),
        ("市水利局、财政局负责", "市水利局、市财政局负责"),
        ("栖川公安分局负责", "市公安局栖川分局负责"),
        ("市环保局牵头", "市生态环境局牵头"),
        ("市安监局牵头", "市应急管理局牵头"),
        ("市工信委牵头", "市工信局牵头"),
        ("市农委牵头", "市农业农村局牵头"),
        ("市大数据局牵头", "市数据局牵头"),
        ("市政务服务和大数据管理局牵头", "市数据局牵头"),
        ("市扶贫办负责", "市乡村振兴局负责"),
        ("市水利局、市财政局、市大数据局负责", "市水利局、财政局、数据局负责"),
        ("市水利局、各有关部门负责", "市水利局、各相关部门负责"),
        ("各县（市、区）人民政府负责", "各县（市、区）政府负责"),
        ("牵头单位：市水利局；配合单位：市财政局", "市水利局牵头，市财政局配合"),
    ],
)
def test_another_name_is_no_change(old: str, new: str) -> None:
    assert units(old, new) == set()
    assert units(new, old) == set()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "市水利局牵头",
            "市水利局牵头，市财政局配合",
            {("unit", "市财政局", "added", "", "support")},
        ),
        (
            "市水利局牵头，市财政局、审计局配合",
            "市水利局牵头，市财政局配合",
            {("unit", "市审计局", "removed", "support", "")},
        ),
        (
            "市发改委牵头，市工信局、财政局配合",
            "市工信局牵头，市财政局配合",
            {
                ("unit", "市发改委", "removed", "lead", ""),
                ("unit", "市工信局", "role", "support", "lead"),
            },
        ),
        (
            "市水利局、市财政局按职责分工负责",
            "市水利局牵头，市财政局配合",
            {
                ("unit", "市水利局", "role", "responsible", "lead"),
                ("unit", "市财政局", "role", "responsible", "support"),
            },
        ),
        (
            "市水利局、市财政局牵头",
            "市财政局、市水利局牵头",
            {("unit", "市财政局", "order", "lead", "lead")},
        ),
        (
            "市水利局、市财政局牵头",
            "市审计局、市水利局、市财政局牵头",
            {("unit", "市审计局", "added", "", "lead")},
        ),
        (
            "市水利局、市财政局按职责分工负责，排在第一位的为牵头单位",
            "市财政局、市水利局按职责分工负责，排在第一位的为牵头单位",
            {
                ("unit", "市水利局", "role", "lead", "responsible"),
                ("unit", "市财政局", "role", "responsible", "lead"),
            },
        ),
        (
            "各县（市、区）人民政府负责",
            "各区人民政府负责",
            {("unit", "各区人民政府", "scope", "responsible", "responsible")},
        ),
        ("市水利局、市财政局等负责", "市水利局、市财政局负责", {("unit", "等", "scope", "", "")}),
        (
            "市公安局负责",
            "市公安局交警支队负责",
            {
                ("unit", "市公安局", "removed", "responsible", ""),
                ("unit", "市公安局交警支队", "added", "", "responsible"),
            },
        ),
        (
            "市公安局负责",
            "栖川公安分局负责",
            {
                ("unit", "市公安局", "removed", "responsible", ""),
                ("unit", "栖川公安分局", "added", "", "responsible"),
            },
        ),
        (
            "市环保局牵头，市财政局配合",
            "市财政局牵头，市生态环境局配合",
            {
                ("unit", "市生态环境局", "role", "lead", "support"),
                ("unit", "市财政局", "role", "support", "lead"),
            },
        ),
    ],
)
def test_a_change_is_told(old: str, new: str, expected: set[tuple[str, ...]]) -> None:
    assert units(old, new) == expected


def test_a_change_is_said_in_one_sentence_with_both_places() -> None:
    task = between(f"{WORK}（市水利局牵头，市财政局配合）", f"{WORK}（市财政局、市水利局牵头）")
    change = next(c for c in task.responsibility if c.unit == "市财政局")
    assert change.why == "“市财政局”由配合单位改为牵头单位。"
    assert change.old_evidence[0].text == "市财政局"
    assert change.new_evidence[0].text == "市财政局"


def test_a_renamed_unit_is_named_under_both_names() -> None:
    task = between(f"{WORK}（市环保局牵头）", f"{WORK}（市生态环境局牵头）")
    assert [(one.old, one.new) for one in task.renamed] == [("市环保局", "市生态环境局")]
    assert task.kind == "same"


def test_a_bureau_sees_all_that_changed_for_it_under_its_new_name() -> None:
    other = "（二）疏浚进水渠。清淤3公里。"
    old = draft(f"（一）{WORK}（市环保局牵头，市财政局配合）", f"{other}（市环保局牵头）")
    new = draft(f"（一）{WORK}（市财政局牵头，市生态环境局配合）", f"{other}（市水利局牵头）")
    rows = {unit.unit: unit for unit in compared(old, new).units}
    assert {name: len(row.roles) for name, row in rows.items()} == {
        "市生态环境局": 1,
        "市财政局": 1,
        "市水利局": 0,
    }
    assert [row.title for row in rows["市生态环境局"].lost] == ["疏浚进水渠"]
    assert [row.title for row in rows["市水利局"].gained] == ["疏浚进水渠"]


def test_two_units_that_became_one_are_both_renamed() -> None:
    task = between(f"{WORK}（市工商局、市质监局负责）", f"{WORK}（市市场监管局负责）")
    assert told(task) == set()
    assert [(one.old, one.new) for one in task.renamed] == [
        ("市工商局", "市市场监管局"),
        ("市质监局", "市市场监管局"),
    ]


def test_an_office_that_may_be_renamed_is_asked_about() -> None:
    task = between(f"{WORK}（市城管局负责）", f"{WORK}（市城市管理综合行政执法局负责）")
    fresh, gone = task.responsibility
    assert fresh.why == "新增“市城市管理综合行政执法局”为责任单位，可能是由“市城管局”改称。"
    assert gone.why == ("“市城管局”原为责任单位，新稿未列，可能是改称“市城市管理综合行政执法局”。")
    assert {fresh.certainty, gone.certainty} == {Certainty.LIKELY}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            "市水利局、市财政局负责",
            "市水利局、市财政局按职责分工负责",
            "“市水利局”“市财政局”增加“按职责分工”。",
        ),
        (
            "市水利局牵头，市财政局、市审计局按职责分工负责",
            "市水利局牵头，市财政局、市审计局负责",
            "“市财政局”“市审计局”不再写“按职责分工”。",
        ),
    ],
)
def test_by_duty_added_or_dropped_is_told(old: str, new: str, why: str) -> None:
    (change,) = between(f"{WORK}（{old}）", f"{WORK}（{new}）").responsibility
    assert (change.change, change.why) == (UnitChange.SCOPE, why)
    assert change.old_evidence
    assert change.new_evidence


def test_by_duty_that_goes_with_the_role_is_not_told_twice() -> None:
    assert units("市水利局、市财政局按职责分工负责", "市水利局牵头，市财政局配合") == {
        ("unit", "市水利局", "role", "responsible", "lead"),
        ("unit", "市财政局", "role", "responsible", "support"),
    }
