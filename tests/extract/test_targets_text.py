"""Targets in running text: words that belong to a name, numbers that only say how long."""

import pytest

from policyparse.pipeline import parse_text

PLAN = "海屿县2026年行动方案\n一、工作目标\n{}\n二、重点任务\n（一）推进改造。{}\n"


def goals(sentence: str) -> list[tuple[str, str | None, float | None]]:
    return [(g.indicator, g.scope, g.value) for g in parse_text(PLAN.format(sentence, "")).goals]


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("到2027年，农村公路优良路率达到88%以上。", "农村公路优良路率"),
        ("到2027年，全市城镇新增就业不少于3万人。", "城镇新增就业"),
        ("全县城乡供水一体化覆盖率达到90%。", "城乡供水一体化覆盖率"),
    ],
)
def test_a_sort_of_place_is_part_of_the_name(sentence: str, indicator: str) -> None:
    assert [name for name, _, _ in goals(sentence)] == [indicator]


def test_the_area_of_the_plan_is_not() -> None:
    assert goals("全市危桥改造率达到95%以上。") == [("危桥改造率", "全市", 95.0)]


@pytest.mark.parametrize("length", ["三年内", "3年内", "十年之内"])
def test_how_long_is_neither_date_nor_target(length: str) -> None:
    plan = parse_text(PLAN.format("", f"{length}改造管网，更新率达到60%以上。"))
    (task,) = plan.tasks
    assert task.deadlines == ()
    assert [(t.indicator, t.value) for t in task.targets] == [("更新率", 60.0)]


def test_within_the_year_is_a_date() -> None:
    (task,) = parse_text(PLAN.format("", "年内完成管网改造。")).tasks
    assert [(d.raw, d.end) for d in task.deadlines] == [("年内", "2026-12-31")]
