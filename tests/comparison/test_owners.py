"""Gaps that may be nobody's fault are marked, all others are not."""

from pathlib import Path

import pytest

from policyparse.comparison.compare import compare
from policyparse.lexicon.load import load
from policyparse.model import Level
from policyparse.model.comparison import MeasureState, Owner
from policyparse.pipeline import parse_text
from tests.plans import LEXICON

UPPER = """澜江省茶园提质行动方案
一、主要任务
（一）改良茶树品种。每个产茶县建设母本园1处。
（二）{title}。{work}。
"""
LOWER = """云屏市茶园提质工作方案
一、主要任务
（一）改良茶树品种。每个产茶县建设母本园1处。
"""


def owner_of(title: str, work: str, more: str = "") -> Owner | None:
    upper = parse_text(UPPER.format(title=title, work=work), "省", (LEXICON,))
    lower = parse_text(LOWER + more, "市", (LEXICON,))
    (measure,) = (
        measure
        for task in compare(upper, lower, lexicon=(LEXICON,)).tasks
        for measure in task.measures
        if measure.text.startswith(work[:4])
    )
    assert measure.state is MeasureState.MISSING
    return measure.owner


@pytest.mark.parametrize(
    ("title", "work", "owner"),
    [
        ("培训制茶师傅", "举办炒青手艺轮训班", None),
        ("培训制茶师傅", "省供销社组织炒青手艺轮训班", Owner.UPPER),
        ("建立溯源档案", "建成省级茶叶溯源档案库", Owner.UPPER),
        ("建立溯源档案", "省级以上示范社全部建立溯源档案", None),
        ("建立溯源档案", "制定茶叶溯源档案地方标准", Owner.UPPER),
        ("拓宽销路", "在港口设置春茶速运窗口", Owner.ABSENT),
        ("服务港口外销", "设置春茶速运窗口", Owner.ABSENT),
        ("坚决制止乱施农药", "查封违禁农药网店", None),
    ],
)
def test_what_may_be_of_others_is_marked(title: str, work: str, owner: Owner | None) -> None:
    assert owner_of(title, work) is owner


def test_what_the_place_speaks_of_it_has() -> None:
    harbour = "（二）修整道路。硬化通往港口的茶区道路。\n"
    assert owner_of("拓宽销路", "在港口设置春茶速运窗口", harbour) is None


def test_an_office_adds_words_of_a_level(tmp_path: Path) -> None:
    own = tmp_path / "词表.toml"
    own.write_text('[[level]]\nlevel = "region"\nown = ["全省统一"]\n', encoding="utf-8")
    row = load((own,)).levels[Level.REGION]
    assert {"省级", "全省统一"} <= set(row.own)
    assert "省" in row.prefixes


def test_places_of_a_text_are_read_from_left_to_right() -> None:
    places = load((LEXICON,)).places_in("澜江省云屏市与栖川区共用检测车")
    assert list(places) == ["澜江省", "云屏市", "栖川区"]
