"""The same indicator side by side: cautious, with year and scope, never judged."""

import pytest

from policyparse.reports.indicators import (
    aliases_of,
    differing,
    indicator_views,
    key_of,
    measure_of,
    same_place,
)
from policyparse.reports.places import SourceTexts
from tests.graph.made_plans import Draft, city, region, texts_of


def shelf(*drafts: Draft) -> SourceTexts:
    return SourceTexts([d.name for d in drafts], [d.plan for d in drafts], texts_of(*drafts))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("全市细颗粒物（PM2.5）平均浓度", "PM₂.₅浓度"),
        ("细颗粒物年均浓度", "细颗粒物（PM2.5）浓度"),
        ("全省用水效率", "全市用水效率"),
        ("“三同时”执行率", "三同时执行率"),
    ],
)
def test_names_that_mean_the_same(one: str, two: str) -> None:
    aliases = aliases_of([one, two])
    assert key_of(one, aliases) == key_of(two, aliases)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("PM2.5浓度", "PM10浓度"),
        ("臭氧日平均浓度", "臭氧年平均浓度"),
        ("优良天数比率", "重污染天数比率"),
        ("县城污水处理率", "城市污水处理率"),
    ],
)
def test_names_that_do_not(one: str, two: str) -> None:
    assert key_of(one) != key_of(two)


def test_units_of_measure_in_other_spellings() -> None:
    assert measure_of("μg/m³") == measure_of("微克/立方米")
    assert measure_of("％") == "%"
    assert measure_of("万吨") != measure_of("吨")


def test_values_of_two_documents_stand_side_by_side_with_year_and_scope() -> None:
    (view,) = indicator_views(shelf(region(), city()))
    assert (view.name, view.unit, view.sure, view.years) == ("用水效率", "%", True, ("2026年",))
    cells = [row.cells[0][0] for row in view.rows]
    assert [(value.text, more) for value, more in cells] == [
        ("≥80%", "澜江省，全文第2段"),
        ("≥82%", "云屏市，全文第3段"),
    ]
    assert view.remarks == ("没有年份、行政区域都相同的数值，不宜直接比较。",)


def test_other_figures_for_the_same_year_and_place_are_a_point_to_check() -> None:
    other = city()
    other.name = "other.txt"
    other.goals.clear()
    other.goal("2026年全市用水效率达到90%。", "用水效率", 90, by="2026", scope="全市")
    texts = shelf(city(), other)
    view = indicator_views(texts)[0]
    assert view.remarks == ("2026年、云屏市的数值，文1与文2不同，请核实。",)
    (found,) = differing(texts)
    assert same_place(found)


def test_a_row_of_the_upper_table_meets_the_lower_plans_own_figure() -> None:
    upper, lower = region(), city()
    upper.goals.clear()
    upper.goal("云屏市用水效率81%", "用水效率", 81, by="2026", scope="云屏市")
    (found,) = differing(shelf(upper, lower))
    assert [value.area for value in found] == ["云屏市", "云屏市"]
    assert not same_place(found)


@pytest.mark.parametrize("scope", ["城市", "重点行业", "各县（区）", None])
def test_scopes_that_name_no_place_are_never_compared(scope: str | None) -> None:
    one, two = region(), city()
    for draft, value in ((one, 80), (two, 70)):
        draft.goals.clear()
        draft.goal(f"用水效率{value}%", "用水效率", value, by="2026", scope=scope)
    assert not differing(shelf(one, two))


def test_districts_of_one_name_in_two_cities_are_two_places() -> None:
    one, two = city(), Draft("b.txt", "东临市节水方案", "东临市", parents=("海陵省",))
    for draft, value in ((one, 80), (two, 70)):
        draft.goals.clear()
        draft.goal(f"鼓楼区用水效率{value}%", "用水效率", value, by="2026", scope="鼓楼区")
    assert not differing(shelf(one, two))


def test_conditions_and_other_units_are_left_out() -> None:
    one, two = region(), city()
    two.goals.clear()
    two.goal("用水效率80吨", "用水效率", 80, unit="吨", by="2026")
    two.goal("用水效率低于80%的", "用水效率", 80, kind="condition", by="2026")
    assert not indicator_views(shelf(one, two))


def test_names_with_the_same_ending_are_a_question() -> None:
    one, two = region(), city()
    for draft, name in ((one, "农田灌溉水利用系数"), (two, "全域农田灌溉水利用系数")):
        draft.goals.clear()
        draft.goal(f"{name}达到0.6", name, 0.6, unit=None, by="2026")
    (view,) = indicator_views(shelf(one, two))
    assert not view.sure
    assert view.remarks[0] == "各文件所用名称不完全相同，是否为同一指标，请核实。"


def test_one_document_alone_has_nothing_to_compare() -> None:
    assert not indicator_views(shelf(city()))
