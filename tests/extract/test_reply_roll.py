"""Which unit on the list a name means, and which it must not be taken for."""

import pytest

from policyparse.extract.reply_roll import Roll, home_of
from policyparse.extract.sent_list import SentList
from policyparse.grammar.replies import ReplyGrammar
from policyparse.model import Certainty
from policyparse.model.reply import Asked
from tests.extract.contexts import context_of

SENT = """征求意见单位名单
主送：市发展改革委、教育局、财政局、住房城乡建设局、税务局，市委宣传部、编办
云台区人民政府，松岭县、国网岚江供电公司、市总工会
各有关企业
1.市公安局
2.溪石市财政局
"""


def listed(content: str, suffix: str = ".txt") -> tuple[tuple[Asked, ...], list[str], ReplyGrammar]:
    context, names = context_of(content, suffix)
    grammar = ReplyGrammar(names)
    found = SentList(context, grammar)
    return found.asked(), found.notes, grammar


def test_recipients_in_a_row_carry_their_prefix() -> None:
    asked, _, _ = listed(SENT)
    assert [one.name for one in asked if not one.collective] == [
        "市发展改革委",
        "市教育局",
        "市财政局",
        "市住房城乡建设局",
        "市税务局",
        "市委宣传部",
        "市编办",
        "云台区人民政府",
        "松岭县",
        "国网岚江供电公司",
        "市总工会",
        "市公安局",
        "溪石市财政局",
    ]
    assert [one.name for one in asked if one.collective] == ["各有关企业"]
    assert all(one.evidence[0].text == one.mention for one in asked if one.mention in SENT)


def test_a_list_as_a_table() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{unit}</td><td>甲某</td></tr>"
        for n, unit in ((1, "市财政局"), (2, "市水利局"), (3, "市水利局"))
    )
    head = "<tr><td>序号</td><td>单位</td><td>联系人</td></tr>"
    asked, notes, _ = listed(f"<html><body><table>{head}{rows}</table></body></html>", ".html")
    assert [one.name for one in asked] == ["市财政局", "市水利局"]
    assert notes == ["名单中“市水利局”列了不止一次，只计一次"]


def test_what_is_no_unit_is_said() -> None:
    _, notes, _ = listed("市财政局\n甲某某\n")
    assert notes == ["名单中“甲某某”没有认出单位，未计入，请核实"]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("岚江市发展和改革委员会", "市发展改革委"),
        ("市发改委", "市发展改革委"),
        ("岚江市财政局", "市财政局"),
        ("岚江市住房和城乡建设局办公室", "市住房城乡建设局"),
        ("岚江市云台区人民政府办公室", "云台区人民政府"),
        ("云台区政府", "云台区人民政府"),
        ("松岭县人民政府", "松岭县"),
        ("中共岚江市委宣传部", "市委宣传部"),
        ("中共岚江市委机构编制委员会办公室", "市编办"),
        ("岚江市总工会", "市总工会"),
        ("国家税务总局岚江市税务局", "市税务局"),
        ("岚江市教育局（市委教育工委）", "市教育局"),
        ("溪石市财政局", "溪石市财政局"),
        ("松岭县财政局", None),
        ("云台区财政局", None),
        ("贺山市财政局", None),
        ("岚江市公安局云台分局", None),
        ("市水利局", None),
        ("国网松岭供电公司", None),
    ],
)
def test_a_unit_is_never_taken_for_another(name: str, asked: str | None) -> None:
    units, _, grammar = listed(SENT)
    found = Roll(grammar, units, "岚江市").find(name)
    assert (found.asked.name if found.asked else None) == asked


def test_another_name_of_the_same_work_is_queried() -> None:
    units, _, grammar = listed(SENT)
    found = Roll(grammar, units, "岚江市").find("市教育体育局")
    assert found.asked is not None
    assert (found.asked.name, found.certainty) == ("市教育局", Certainty.LIKELY)
    assert "请核实" in (found.doubt or "")


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("云台区财政局", "区财政局"),
        ("岚江市财政局", None),
        ("青河镇人民政府", "青河镇"),
        ("云台区青河镇人民政府", "青河镇"),
        ("白石街道办事处", "白石街道"),
        ("岚江市公安局云台分局", "市公安局云台分局"),
        ("武警岚江支队", "武警岚江支队"),
    ],
)
def test_a_list_of_a_district(name: str, asked: str | None) -> None:
    text = "区财政局、水利局、市公安局云台分局、武警岚江支队，青河镇、白石街道，街道办事处\n"
    units, _, grammar = listed(text)
    assert [one.name for one in units if one.collective] == ["街道办事处"]
    found = Roll(grammar, units, "云台区").find(name)
    assert (found.asked.name if found.asked else None) == asked


def test_where_the_place_of_the_list_is_not_known_it_is_queried() -> None:
    units, _, grammar = listed("市财政局\n市水利局\n")
    found = Roll(grammar, units, None).find("岚江市财政局")
    assert (found.asked is not None, found.certainty) == (True, Certainty.LIKELY)


def test_of_two_that_fit_none_is_taken() -> None:
    units, _, grammar = listed("岚江市财政局\n溪石市财政局\n")
    assert Roll(grammar, units, None).find("市财政局").asked is None


def test_the_home_of_a_list_is_the_place_of_the_drafts() -> None:
    assert home_of(["岚江市湿地保护行动计划"], ["溪石市财政局", "溪石市水利局"]) == "岚江市"
    assert home_of([], ["溪石市财政局", "溪石市水利局", "岚江市水利局"]) == "溪石市"
    assert home_of([], ["溪石市财政局", "岚江市水利局"]) is None
