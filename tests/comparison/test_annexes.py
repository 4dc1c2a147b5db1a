"""Annexes that are named and were not given are said."""

import pytest

from policyparse.comparison.annexes import annex_notes, searched
from policyparse.matching.annexes import annexes
from policyparse.model import Plan
from policyparse.pipeline import parse_text

BODY = """云屏市河道清淤工作方案
一、工作目标
全市清淤河段不少于90公里，各县任务详见附件。
二、主要任务
（一）清理淤积河段。逐段清淤，断面名录见附件2。（市水利局牵头）
（二）管护河堤。补植缺株。（市林业局牵头）
三、保障措施
（一）加强调度。每月通报进度。（市水利局牵头）
"""
ONE = "附件：各县清淤任务表\n"
TWO = "附件：1.各县清淤任务表\n2.断面名录\n"
TABLE = "附件1\n各县清淤任务表\n序号\t县\t公里\n1\t芦县\t40\n"


def read(text: str) -> tuple[Plan, dict[str, str]]:
    return parse_text(text, "方案"), {"方案": text}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BODY, [("附件", False), ("附件2", False)]),
        (BODY + ONE, [("附件《各县清淤任务表》", False)]),
        (BODY + TWO, [("附件《各县清淤任务表》", False), ("附件《断面名录》", False)]),
        (BODY + TWO + TABLE, [("附件《各县清淤任务表》", True), ("附件《断面名录》", False)]),
        (BODY + ONE + TABLE.replace("附件1", "附件"), [("附件《各县清淤任务表》", True)]),
        (BODY.replace("附件", "另文"), []),
        (BODY.replace("附件。", "附件1。") + TABLE, [("附件1", True), ("附件2", False)]),
    ],
    ids=["mentioned", "one absent", "two absent", "one of two", "there", "none", "one mentioned"],
)
def test_each_annex_is_there_or_not(text: str, expected: list[tuple[str, bool]]) -> None:
    found = annexes(read(text)[0], text)
    assert [(annex.shown, annex.read) for annex in found] == expected


@pytest.mark.parametrize("text", [BODY, BODY + TWO + TABLE], ids=["mentioned", "listed"])
def test_an_annex_is_quoted_where_it_is_named(text: str) -> None:
    found = annexes(read(text)[0], text)
    assert found
    assert all(text.startswith(annex.text, annex.start) for annex in found)


def test_what_is_absent_is_said_of_either_side() -> None:
    plan, texts = read(BODY + ONE)
    upper, lower = annex_notes([plan], [plan], texts)
    assert upper.startswith("上级文件《云屏市河道清淤工作方案》写明附件《各县清淤任务表》")
    assert "未列入对照" in upper
    assert "仅就已读的部分而言" in lower


def test_without_the_text_the_plan_itself_says_it() -> None:
    plan, _ = read(BODY + ONE)
    assert len(annex_notes([], [plan])) == 1


def test_an_annex_in_a_file_of_its_own_is_there() -> None:
    plan, texts = read(BODY + ONE)
    source = plan.source.model_copy(update={"parts": ("方案-附件.xlsx",)})
    assert annex_notes([], [plan.model_copy(update={"source": source})], texts) == ()


def test_one_file_is_not_two_annexes() -> None:
    plan, texts = read(BODY + TWO)
    for parts, absent in ((("附件.xlsx",), 2), (("附件1.xlsx", "附件2.xlsx"), 0)):
        source = plan.source.model_copy(update={"parts": parts})
        assert len(annex_notes([], [plan.model_copy(update={"source": source})], texts)) == absent


def test_where_it_was_looked_for() -> None:
    plan, texts = read(BODY + ONE)
    assert searched([plan], texts) == (
        "主要任务2项",
        "保障措施1项",
        "目标和指标1项",
        "附件《各县清淤任务表》未提供",
    )
    assert searched([plan, plan], texts)[0] == "《云屏市河道清淤工作方案》主要任务2项"
