"""Dates and figures by arithmetic, measures by what they ask for."""

import pytest

from tests.drafts.passages import between, told

NOTE = "（市水利局牵头）"


def changes(old: str, new: str) -> set[tuple[str, ...]]:
    return told(between(f"治理湖滩。{old}{NOTE}", f"治理湖滩。{new}{NOTE}"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("6月底前拆除围网。", "9月底前拆除围网。", ("date", "later", "6月底前", "9月底前")),
        ("9月底前拆除围网。", "6月底前拆除围网。", ("date", "earlier", "9月底前", "6月底前")),
        ("6月底前拆除围网。", "拆除围网。", ("date", "removed", "6月底前", "")),
        ("拆除围网。", "6月底前拆除围网。", ("date", "added", "", "6月底前")),
        (
            "6月底前拆除围网。",
            "2026年6月底前拆除围网。",
            ("date", "reworded", "6月底前", "2026年6月底前"),
        ),
        (
            "每月5日前报送进展。",
            "每月10日前报送进展。",
            ("date", "later", "每月5日前", "每月10日前"),
        ),
        ("每季度巡查湖岸。", "每半年巡查湖岸。", ("date", "later", "每季度", "每半年")),
        ("植被覆盖率不低于60%。", "植被覆盖率不低于65%。", ("figure", "stricter", "60", "65")),
        (
            "裸露面积控制在20公顷以内。",
            "裸露面积控制在30公顷以内。",
            ("figure", "looser", "20", "30"),
        ),
        ("清运垃圾3000吨。", "清运垃圾0.5万吨。", ("figure", "stricter", "3000", "0.5")),
        (
            "对面积10公顷以上的湖滩建档管理。",
            "对面积5公顷以上的湖滩建档管理。",
            ("figure", "reworded", "10", "5"),
        ),
        (
            "建立围网台账。",
            "建立围网台账。严禁夜间行船。",
            ("measure", "added", "", "严禁夜间行船"),
        ),
        (
            "全面淘汰柴油观光船。",
            "对柴油观光船开展整治。",
            ("measure", "weakened", "全面淘汰柴油观光船", "对柴油观光船开展整治"),
        ),
        (
            "鼓励淘汰柴油观光船。",
            "淘汰柴油观光船。",
            ("measure", "strengthened", "鼓励淘汰柴油观光船", "淘汰柴油观光船"),
        ),
        (
            "运用视频监控和无人机巡查湖面。",
            "运用视频监控巡查湖面。",
            ("measure", "weakened", "运用视频监控和无人机巡查湖面", "运用视频监控巡查湖面"),
        ),
    ],
)
def test_a_change_is_told(old: str, new: str, expected: tuple[str, ...]) -> None:
    assert changes(old, new) == {expected}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("清运湖滩垃圾3000吨。", "湖滩垃圾清运3000吨。"),
        ("拆除围网，清理湖底残留网具和木桩。", "对围网予以拆除，湖底残留的网具、木桩一并清理。"),
        ("6月底前拆除围网，清运网具。", "拆除围网，6月底前清运网具。"),
    ],
)
def test_what_says_the_same_in_other_words_is_wording(old: str, new: str) -> None:
    task = between(f"治理湖滩。{old}{NOTE}", f"治理湖滩。{new}{NOTE}")
    assert {said for said in told(task) if said[0] != "date"} == set()
    assert task.kind == "changed"
    assert task.wording


def test_a_date_that_another_thing_takes_over_is_not_new() -> None:
    old, new = "6月底前拆除围网，清运网具。", "拆除围网，6月底前清运网具。"
    assert {said for said in changes(old, new) if said[1] in ("added", "removed")} == set()
