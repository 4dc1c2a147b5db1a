"""Opinions in the words of offices: figures behind a title, titles without marks, set phrases."""

from pathlib import Path

import pytest

from tests.drafts.opinion_cases import LODGING
from tests.drafts.tabled import judged
from tests.drafts.test_landings_traps import edited

BEDS = "每半年开展1次消防检查"
ROAD = "旅游公路改造60公里"


@pytest.mark.parametrize(
    ("edit", "said", "adopted", "verdict"),
    [
        (
            (BEDS, "每季度开展1次消防检查"),
            "“强化消防安全”每半年开展1次改为每季度开展1次。",
            "采纳",
            "landed",
        ),
        ((BEDS, BEDS), "“强化消防安全”每半年开展1次改为每季度开展1次。", "采纳", "not landed"),
        ((ROAD, "旅游公路改造45公里"), "改造里程由60公里调减为45公里。", "采纳", "landed"),
        (
            ("市交通运输局；配合单位：市自然资源局、", "市交通运输局；配合单位："),
            "我局不宜作为“完善配套设施”的配合单位，建议删除。",
            "采纳",
            "landed",
        ),
        (
            (BEDS, BEDS),
            "我局不宜作为“完善配套设施”的配合单位，建议删除。",
            "不采纳",
            "not landed",
        ),
        (
            ("配合单位：市财政局", "配合单位：市财政局、市自然资源局"),
            "培育特色品牌涉及土地供应，建议增加市自然资源局为配合单位。",
            "采纳",
            "landed",
        ),
        (
            ("（牵头单位：市市场监管局；配合单位：市发改委）", "（牵头单位：市发改委）"),
            "“规范价格行为”由市市场监管局牵头，市发改委配合，维持原分工。",
            "不采纳",
            "cannot tell",
        ),
    ],
)
def test_an_opinion_has_its_verdict(
    edit: tuple[str, str], said: str, adopted: str, verdict: str, tmp_path: Path
) -> None:
    found = judged(LODGING, edited(LODGING, (edit,)), [("市自然资源局", said, adopted)], tmp_path)
    (opinion,) = found.opinions
    assert opinion.verdict.value == verdict, opinion.why
