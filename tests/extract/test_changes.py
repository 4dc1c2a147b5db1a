"""The changes that opinions ask for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.extract.changes import ChangeReader
from policyparse.model import Change
from tests.extract.contexts import TITLE, context_of, is_exact


def changes(text: str, who: str = "市林业局") -> list[Change]:
    context, _ = context_of(f"{TITLE}\n{text}\n")
    start = context.text.text.index("\n") + 1
    found = ChangeReader(context).changes(start, len(context.text.text), who, None)
    assert all(is_exact(context, change.evidence) for change in found)
    return list(found)


def units(text: str, who: str = "市林业局") -> list[tuple[str, str | None, str | None]]:
    return [(str(c.op), c.unit, c.role) for c in changes(text, who)]


WORDS = [
    ("建议将第5页“甲段”中的“乙”修改为“丙”。", "replace", "第5页“甲段”", "乙", "丙"),
    ("第3页第2行“推进推进”应为“推进”。", "replace", "第3页第2行", "推进推进", "推进"),
    ("建议：第三大点第（八）项整体修改为“甲”。", "replace", "第三大点第（八）项", None, "甲"),
    ("第三条修改为：鼓励各区试点。", "replace", "第三条", None, "鼓励各区试点。"),
    ("将第二部分中的年检机构修改为检验机构", "replace", "第二部分", "年检机构", "检验机构"),
    ("将完成时限由“6月底”延长至“12月底”", "replace", "完成时限", "6月底", "12月底"),
    ("“组织巡演”每年不少于2次改为不少于4次", "replace", "组织巡演", "每年不少于2次", "不少于4次"),
    ("“开放书屋”完成时限建议延长至10月底前", "replace", "开放书屋", None, "10月底前"),
    ("“报送台账”报送对象由市文旅局改为市档案局", "replace", "报送台账", "市文旅局", "市档案局"),
    ("“甲”的表述建议统一改为乙丙", "replace", None, "甲", "乙丙"),
    ("奖补标准建议由300元调减为200元", "replace", "奖补标准", "300元", "200元"),
    ("第七条增加“社区助餐”表述。", "add_text", "第七条", None, "社区助餐"),
    ("在“加强监管”之后补充“依法”二字", "add_text", "“加强监管”之后", None, "依法"),
    ("建议删除第二条中的“甲”。", "delete_text", "第二条", "甲", None),
    ("建议将“甲”的表述删去", "delete_text", None, "甲", None),
    ("建议删除“甲段”部分中的“乙”。", "delete_text", "“甲段”部分", "乙", None),
    ("建议删除第六条。", "delete_text", "第六条", None, None),
    ("建议删除附件2第5行。", "delete_text", "附件2第5行", None, None),
    ("建议删除附表一第3行的“甲”。", "delete_text", "附表一第3行", "甲", None),
]


@pytest.mark.parametrize(("text", "op", "where", "old", "new"), WORDS)
def test_changes_of_words(
    text: str, op: str, where: str | None, old: str | None, new: str | None
) -> None:
    assert [(str(c.op), c.where, c.old, c.new) for c in changes(text)] == [(op, where, old, new)]


UNITS = [
    ("建议将“市林业局”移出牵头单位名单。", [("remove_unit", "市林业局", "lead")]),
    (
        "请将我局移出责任单位、配合单位。",
        [("remove_unit", "市林业局", "responsible"), ("remove_unit", "市林业局", "support")],
    ),
    (
        "我局不作为牵头单位和责任单位",
        [("remove_unit", "市林业局", "lead"), ("remove_unit", "市林业局", "responsible")],
    ),
    ("第三条中，我局不作为配合单位。", [("remove_unit", "市林业局", "support")]),
    ("我局从第三条责任单位中删除", [("remove_unit", "市林业局", "responsible")]),
    ("建议不再作为牵头单位。", [("remove_unit", "市林业局", "lead")]),
    ("将我局由牵头单位调整为配合单位", [("change_role", "市林业局", "support")]),
    ("建议将我局移出牵头单位，列为配合单位", [("change_role", "市林业局", "support")]),
    ("建议将市林业局列为配合单位", [("change_role", "市林业局", "support")]),
    ("建议将市公安局列为“甲”的配合单位", [("add_unit", "市公安局", "support")]),
    ("由我局牵头改为配合。", [("change_role", "市林业局", "support")]),
    ("将第三条的牵头单位“市公安局”改为配合单位", [("change_role", "市公安局", "support")]),
    (
        "建议增加市公安局、民政局为第四条的配合单位。",
        [("add_unit", "市公安局", "support"), ("add_unit", "市民政局", "support")],
    ),
    (
        "责任单位中增加“市公安局”，删除“市民政局”。",
        [("add_unit", "市公安局", "responsible"), ("remove_unit", "市民政局", "responsible")],
    ),
    ("建议增加“配合单位：市公安局”", [("add_unit", "市公安局", "support")]),
    (
        "建议由市公安局牵头，我局配合。",
        [("change_role", "市公安局", "lead"), ("change_role", "市林业局", "support")],
    ),
]


@pytest.mark.parametrize(("text", "found"), UNITS)
def test_changes_of_units(text: str, found: list[tuple[str, str, str]]) -> None:
    assert units(text) == found


def test_two_notes_are_compared_unit_by_unit() -> None:
    text = "将“牵头单位：市林业局、财政局”修改为“牵头单位：市财政局。配合单位：市林业局、公安局”"
    assert units(text) == [
        ("change_role", "市林业局", "support"),
        ("add_unit", "市公安局", "support"),
    ]
    assert units(text.replace("“", "").replace("”", "")) == units(text)


def test_a_list_of_units_is_replaced_as_a_whole() -> None:
    change = changes("第五条的牵头单位调整为“市林业局、财政局、公安局按职责负责”")[0]
    assert (str(change.op), change.unit, change.role) == ("replace_units", None, "lead")
    assert change.new == ("市林业局", "市财政局", "市公安局")
    assert change.where == "第五条"


def test_a_renamed_unit_is_a_change_of_words() -> None:
    assert units("牵头单位“市发改委”改为“市发展和改革委员会”") == [("replace", None, None)]


def test_points_have_their_passages_and_reasons() -> None:
    found = changes(
        "1.建议将第3页“甲”改为“乙”。理由：应将“丙”改为“丁”。2.在第5页增加“戊”。3.其他无意见。"
    )
    assert [(c.where, c.new) for c in found] == [("第3页", "乙"), ("第5页", "戊")]


def test_points_share_the_passage_before_them() -> None:
    found = changes("建议：第二条第1点“落实资金”，一是将“甲”修改为“乙”；二是增加“丙”。")
    assert {c.where for c in found} == {"第二条第1点“落实资金”"}


def test_reasons_are_no_changes_but_a_further_proposal_is() -> None:
    found = changes("建议删除“甲”。理由：因此应由市公安局牵头。建议将“乙”改为“丙”。")
    assert [str(c.op) for c in found] == ["delete_text", "replace"]


def test_numbers_inside_a_reason_are_no_points() -> None:
    assert len(changes("第三点修改为“甲”。理由：一是规范表述；二是增加依据。")) == 1


def test_a_shared_beginning_up_to_an_ellipsis_is_the_passage() -> None:
    change = changes("将“三、任务……严查生产。”改为：“三、任务……严查生产、储存。”")[0]
    assert (change.where, change.old, change.new) == ("三、任务", "严查生产。", "严查生产、储存。")


def test_line_breaks_inside_words_do_not_matter() -> None:
    assert units("建议将市自然\n资源局移出牵\n头单位。") == [
        ("remove_unit", "市自然资源局", "lead")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "建议明确第三条的牵头单位。",
        "建议进一步细化考核指标，提高可操作性。",
        "建议进一步征求市司法局意见。",
        "“甲项”调整到第4条。",
        "我局职责中没有该项工作。",
    ],
)
def test_wishes_without_words_are_no_changes(text: str) -> None:
    assert changes(text) == []


WORDS_SEEN = [
    *("建议", "将", "“", "”", "修改为", "增加", "删除", "牵头单位", "配合单位：", "我局"),
    *("市财政局", "、", "，", "。", "\n", "第3条", "中的", "调整为", "理由：", "1.", "2."),
    *("由", "牵头", "甲"),
]
PIECES = st.lists(st.sampled_from(WORDS_SEEN), max_size=30)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_evidence_is_exact_whatever_the_words(pieces: list[str]) -> None:
    changes("建议" + "".join(pieces))
