"""Softer verbs and rarer rounds weaken a measure, stronger ones do not."""

import pytest

from tests.matching.pairs import TAKEN, WEAKENED, known, only, said


@pytest.mark.parametrize(
    ("upper", "lower", "lost"),
    [
        (
            "淘汰不符合消防要求的护理床位。",
            "对不符合消防要求的护理床位开展整治。",
            "淘汰 → 整治",
        ),
        ("拆除侵占盲道的报刊亭。", "规范侵占盲道的报刊亭。", "拆除 → 规范"),
        ("提高农村公办园覆盖率。", "维持农村公办园覆盖率。", "提高 → 维持"),
        ("每季度开展1次床位安全抽查。", "每半年开展1次床位安全抽查。", "每季度 → 每半年"),
        ("每月清洗二次供水水箱。", "定期清洗二次供水水箱。", "每月 → 定期"),
        ("对擅自停运校车的企业依法处罚。", "对擅自停运校车的企业督促整改。", "处罚 → "),
        pytest.param(
            *("对拒不整改的托管机构依法查处。", "对拒不整改的托管机构进行约谈。", "查处 → 约谈"),
            marks=known(
                "依法查处, a synonym, hides 查处 of the ladder: only 未见“依法查处” is said"
            ),
        ),
        ("全面推行明厨亮灶。", "鼓励有条件的学校推行明厨亮灶。", "鼓励"),
        ("全面推行校车实名登记。", "试点推行校车实名登记。", "试点"),
        ("严禁在疏散通道堆放杂物。", "倡导不在疏散通道堆放杂物。", "倡导"),
        ("建设社区食堂。", "鼓励建设社区食堂。", "鼓励"),
    ],
)
def test_a_softer_word_weakens_and_is_said(upper: str, lower: str, lost: str) -> None:
    found = only(upper, lower)
    assert found.state == WEAKENED
    assert lost in said(found)
    assert "请核实" in found.why


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("督促整改存在隐患的燃气灶具。", "依法查处存在隐患的燃气灶具，督促整改。"),
        ("鼓励有条件的社区开办食堂。", "全部社区开办食堂。"),
        ("整治占用消防通道的摊点。", "取缔占用消防通道的摊点。"),
        ("每季度开展1次床位安全抽查。", "每月开展1次床位安全抽查。"),
        ("每半年为校车驾驶员体检。", "每季度为校车驾驶员体检。"),
        ("鼓励建设社区食堂。", "鼓励建设社区食堂。"),
        ("引导家长错峰接送。", "要求家长错峰接送。"),
    ],
)
def test_as_strong_or_stronger_is_taken(upper: str, lower: str) -> None:
    assert only(upper, lower).state == TAKEN


def test_a_softer_word_in_another_sentence_weakens_nothing() -> None:
    lower = "全面推行明厨亮灶。鼓励有条件的学校开办菜园。"
    assert only("全面推行明厨亮灶。", lower).state == TAKEN
