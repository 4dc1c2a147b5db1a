"""Figures of two plans beside each other: unit, direction, year, place."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.comparison.targets import target_coverage
from policyparse.lexicon.load import load
from policyparse.model import Plan
from policyparse.model.comparison import FigureVerdict as V
from policyparse.model.comparison import TargetCoverage
from policyparse.model.document import Document, Jurisdiction, Period
from policyparse.model.evidence import Certainty, Evidence
from policyparse.model.plan import Source
from policyparse.model.target import Comparator, Target
from policyparse.model.unit import Level
from policyparse.pipeline import parse, parse_set, parse_text

CORPUS = Path(__file__).parents[2] / "corpus"
WORDS = (CORPUS / "lexicon.toml",)
LEXICON = load(WORDS)


def plan(
    sentence: str, *, place: str = "云屏市", year: str = "2026年", goals: bool = False
) -> Plan:
    """A plan with one sentence, as a task's or as a goal."""
    first = sentence if goals else "到期全部完成。"
    second = "加强调度。" if goals else sentence
    return parse_text(
        f"{place}{year}供水节水工作方案\n一、工作目标\n{first}\n二、重点任务\n"
        f"（一）管好水。{second}（牵头单位：水务局）\n",
        lexicon=WORDS,
    )


def compared(upper: Plan, lower: Plan) -> list[TargetCoverage]:
    return list(target_coverage(upper, lower, lexicon=LEXICON))


def one(upper: Plan, lower: Plan) -> TargetCoverage:
    (found,) = compared(upper, lower)
    assert re.search(r"[\u4e00-\u9fff].*。$", found.why)
    return found


SAME_PLACE = [
    ("管网漏损率控制在9%以内。", "管网漏损率控制在8%以内。", V.STRICTER),
    ("管网漏损率控制在9%以内。", "管网漏损率控制在10%以内。", V.LOOSER),
    ("公共供水管网漏损率不高于9%。", "全市供水管网漏损率控制在9%以内。", V.MET),
    ("漏损率达到9%。", "漏损率达到8%。", V.STRICTER),  # 达到 says no direction, 漏损率 does
    ("再生水利用率达到25%以上。", "再生水利用比例不低于25%。", V.MET),
    ("投诉办结时间不超过48小时。", "投诉办理时限不超过2880分钟。", V.MET),
    ("年供水量达到2.5亿立方米。", "年供水量达到26000万立方米。", V.STRICTER),
    ("渗滤液浓度不高于100毫克/升。", "渗滤液浓度不高于90000微克/升。", V.STRICTER),
    ("新建供水管网35公里。", "新建供水管网36000米。", V.STRICTER),
    ("更换智能水表1万只以上。", "更换智能水表9000只以上。", V.LOOSER),
    ("建成节水型小区30个。", "建成节水型小区30家。", V.MET),
    ("每季度开展1次水质抽检。", "每半年开展1次水质抽检。", V.LOOSER),
    ("每季度开展1次水质抽检。", "每月开展1次水质抽检。", V.STRICTER),
    ("每季度开展2次水质抽检。", "每半年开展4次水质抽检。", V.MET),
    ("全年开展夜间巡查不少于4次。", "每季度开展夜间巡查不少于1次。", V.MET),
    ("用水总量下降3%。", "用水总量下降2.5%。", V.LOOSER),
]


@pytest.mark.parametrize(("above", "below", "verdict"), SAME_PLACE)
def test_figures_of_one_place(above: str, below: str, verdict: V) -> None:
    assert one(plan(above), plan(below)).verdict is verdict


@pytest.mark.parametrize(("above", "below", "verdict"), SAME_PLACE)
def test_swapped_plans_swap_stricter_and_looser(above: str, below: str, verdict: V) -> None:
    turned = {V.STRICTER: V.LOOSER, V.LOOSER: V.STRICTER}
    assert one(plan(below), plan(above)).verdict is turned.get(verdict, verdict)


@pytest.mark.parametrize("sentence", sorted({row[n] for row in SAME_PLACE for n in (0, 1)}))
def test_a_plan_meets_itself(sentence: str) -> None:
    assert one(plan(sentence), plan(sentence)).verdict is V.MET


NOT_ONE_THING = [
    ("污水收集率达到70%。", "污水处理率达到70%。"),
    ("管网安装率达到95%。", "管网运行率达到95%。"),
    ("新增供水能力20万吨。", "供水能力达到90万吨。"),
    ("再生水利用率达到25%。", "再生水利用量达到25吨。"),
]


@pytest.mark.parametrize(("above", "below"), NOT_ONE_THING)
def test_other_indicators_are_not_taken_for_the_same(above: str, below: str) -> None:
    found = one(plan(above), plan(below))
    assert found.verdict is V.MISSING
    assert found.lower is None


def test_a_thing_spoken_of_without_a_figure_is_said() -> None:
    found = one(plan("再生水利用率达到25%。"), plan("提高再生水利用率。"))
    assert (found.verdict, found.certainty) == (V.MISSING, Certainty.LIKELY)
    assert "未写数值" in found.why


def test_years_are_said_and_not_mixed() -> None:
    upper = plan("到2027年底，再生水利用率达到30%。", year="2026—2027年", goals=True)
    stricter = one(upper, plan("到2026年底，再生水利用率达到31%。", goals=True))
    looser = one(upper, plan("到2026年底，再生水利用率达到25%。", goals=True))
    assert (stricter.verdict, looser.verdict) == (V.STRICTER, V.NOT_COMPARABLE)
    for found in (stricter, looser):
        assert "2027年" in found.why
        assert "2026年" in found.why


def test_a_year_behind_the_lower_period_is_not_missing() -> None:
    upper = plan("到2027年底，再生水利用率达到30%。", year="2026—2027年", goals=True)
    found = one(upper, plan("加强巡查。"))
    assert found.verdict is V.NOT_COMPARABLE
    assert "规划期" in found.why


def test_a_share_of_a_total_is_not_comparable() -> None:
    upper = plan("全省改造供水管网900公里。", place="澜江省")
    found = one(upper, plan("改造供水管网120公里。"))
    assert found.verdict is V.NOT_COMPARABLE
    assert "900公里" in found.why
    assert "120公里" in found.why


def test_an_amount_for_each_place_binds_the_place_itself() -> None:
    upper = plan("每个县（区）建成水质检测站不少于2座。")
    lower = plan("建成水质检测站1座。", place="云屏市栖川区")
    assert one(upper, lower).verdict is V.LOOSER


def test_a_mean_of_the_region_is_no_sure_breach() -> None:
    upper = plan("到2026年底，全省再生水利用率达到30%。", place="澜江省", goals=True)
    found = one(upper, plan("到2026年底，全市再生水利用率达到25%。", goals=True))
    assert (found.verdict, found.certainty) == (V.LOOSER, Certainty.UNSURE)


def test_parts_of_a_place_are_other_scopes() -> None:
    upper = plan("到2026年底，全市污水收集率达到70%。", goals=True)
    found = one(upper, plan("到2026年底，县城污水收集率达到60%。", goals=True))
    assert found.verdict is V.NOT_COMPARABLE
    assert "县城" in found.why


def test_base_years_are_not_mixed() -> None:
    found = one(plan("用水总量比2020年下降5%。"), plan("用水总量比2022年下降5%。"))
    assert found.verdict is V.NOT_COMPARABLE
    assert "2020年" in found.why


def test_matched_tasks_come_first() -> None:
    upper = plan("签约率达到95%以上。")
    lower = parse_text(
        "云屏市2026年供水节水工作方案\n一、重点任务\n"
        "（一）管好水。居民签约率达到90%以上。（牵头单位：水务局）\n"
        "（二）节约水。用户签约率达到96%以上。（牵头单位：水务局）\n",
        lexicon=WORDS,
    )
    first, second = (task.id for task in lower.tasks)
    for task, verdict in ((first, V.LOOSER), (second, V.STRICTER)):
        (found,) = target_coverage(upper, lower, {upper.tasks[0].id: [task]}, lexicon=LEXICON)
        assert (found.lower_task, found.verdict) == (task, verdict)


def with_rows(rows: dict[str, float], *, unit: str = "%", name: str = "再生水利用率") -> Plan:
    """A city plan whose only figures are the rows of its table of counties."""
    goals = tuple(
        Target(
            raw=f"{value:g}",
            indicator=name,
            op=Comparator.EQUAL,
            value=value,
            unit=unit,
            by="2026",
            scope=county,
            rule="table-cell",
            evidence=(Evidence(text=f"{value:g}", start=n, end=n + 2, block=0),),
        )
        for n, (county, value) in enumerate(rows.items())
    )
    document = Document(
        jurisdiction=Jurisdiction(name="云屏市", parents=("澜江省",)),
        level=Level.CITY,
        period=Period(start=2026, end=2026),
    )
    source = Source(name="表", format="txt", sha256="")
    return Plan(source=source, document=document, goals=goals)


@pytest.mark.parametrize(
    ("sentence", "rows", "verdict"),
    [
        ("全省再生水利用率达到25%。", {"东浦区": 26, "栖川区": 25}, V.MET),
        ("全省再生水利用率达到25%。", {"东浦区": 26, "栖川区": 20}, V.NOT_COMPARABLE),
        ("各县（市、区）再生水利用率达到25%。", {"东浦区": 26, "栖川区": 20}, V.LOOSER),
    ],
)
def test_rows_of_counties_where_the_city_sets_no_figure(
    sentence: str, rows: dict[str, float], verdict: V
) -> None:
    assert one(plan(sentence, place="澜江省"), with_rows(rows)).verdict is verdict


def test_rows_of_counties_add_up() -> None:
    lower = with_rows({"东浦区": 20, "栖川区": 15}, unit="公里", name="新建供水管网")
    found = one(plan("新建供水管网35公里。"), lower)
    assert found.verdict is V.MET
    assert "2行合计" in found.why


def test_a_county_unlike_the_mean_of_the_city_is_no_breach_where_it_has_a_row() -> None:
    upper = with_rows({"东浦区": 26, "栖川区": 20})
    found = one(upper, plan("再生水利用率达到20%。", place="云屏市栖川区"))
    assert (found.verdict, found.upper.value) == (V.MET, 20)


def test_figures_for_other_places_are_said_to_be() -> None:
    upper = plan("东浦区建成水质检测站3座。")
    found = one(upper, plan("建成水质检测站1座。", place="云屏市栖川区"))
    assert found.verdict is V.NOT_COMPARABLE


NAMES = ("管网漏损率", "再生水利用率", "供水管网", "抽检", "水压合格率")
UNITS = ("%", "公里", "次", "万吨")


@st.composite
def made(draw: st.DrawFn, years: tuple[str, ...] = ("2026",)) -> Plan:
    """A plan of invented goals for one place, one goal an indicator."""
    goals = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True)):
        value = float(draw(st.integers(0, 99)))
        op = draw(st.sampled_from((Comparator.AT_LEAST, Comparator.EQUAL)))
        unit = UNITS[NAMES.index(name) % len(UNITS)]
        raw = f"{name}达到{value:g}{unit}"
        place = Evidence(text=raw, start=0, end=len(raw), block=0)
        goals.append(
            Target(
                raw=raw,
                indicator=name,
                op=op,
                value=value,
                unit=unit,
                by=draw(st.sampled_from(years)),
                scope="全市",
                rule="compared",
                evidence=(place,),
            )
        )
    document = Document(period=Period(start=int(years[0]), end=int(years[-1])))
    return Plan(
        source=Source(name="甲", format="txt", sha256=""), document=document, goals=tuple(goals)
    )


@given(made(), made())
def test_swapping_swaps_verdicts(one: Plan, other: Plan) -> None:
    turned = {V.STRICTER: V.LOOSER, V.LOOSER: V.STRICTER}
    there = {f.indicator: f.verdict for f in compared(one, other) if f.lower}
    back = {f.indicator: f.verdict for f in compared(other, one) if f.lower}
    assert back == {name: turned.get(verdict, verdict) for name, verdict in there.items()}


@given(made(("2026", "2027")), made(("2026", "2027")))
def test_swapping_across_years_never_turns_a_verdict_round_wrongly(one: Plan, other: Plan) -> None:
    turned = {V.STRICTER: V.LOOSER, V.LOOSER: V.STRICTER}
    there = {f.indicator: f for f in compared(one, other) if f.lower}
    back = {f.indicator: f for f in compared(other, one) if f.lower}
    for name, found in there.items():
        pair = {turned.get(found.verdict, found.verdict), back[name].verdict}
        if found.upper.by == (found.lower and found.lower.by):
            assert len(pair) == 1
        else:
            assert len(pair - {V.NOT_COMPARABLE}) <= 1
            assert "年" in found.why


def test_words_of_direction_and_units_are_used_once() -> None:
    words = LEXICON.file.directions
    assert not set(words.lower) & set(words.higher)
    units = [unit for row in LEXICON.file.scale for unit in row.units]
    assert len(units) == len(set(units))
    names = [name for row in LEXICON.file.indicators.same for name in row]
    assert len(names) == len(set(names))


@given(made())
def test_any_plan_meets_itself(one: Plan) -> None:
    assert {found.verdict for found in compared(one, one)} == {V.MET}


@pytest.fixture(scope="module")
def region() -> Plan:
    return parse(next(CORPUS.glob("01-*.docx")), WORDS)


@pytest.fixture(scope="module")
def city() -> Plan:
    return parse_set([*sorted(CORPUS.glob("02-*.docx")), *CORPUS.glob("02-*.xlsx")], WORDS)[0]


@pytest.fixture(scope="module")
def district() -> Plan:
    return parse(next(CORPUS.glob("03-*.html")), WORDS)


def about(found: list[TargetCoverage], words: str) -> TargetCoverage:
    """The one result whose upper figure holds for the lower place and is about some words."""
    hits = [
        f for f in found if re.search(words, f"{f.upper.scope or ''} {f.indicator} {f.upper.raw}")
    ]
    assert len(hits) == 1, [f.why for f in hits]
    return hits[0]


def test_planted_between_region_and_city(region: Plan, city: Plan) -> None:
    found = compared(region, city)
    planted = {
        "云屏市 城市生活垃圾回收利用率": V.LOOSER,
        "每学期安排相关课程": V.LOOSER,
        "填埋场地下水监测": V.LOOSER,
        "新能源车辆比例": V.STRICTER,
        "转运站改造": V.NOT_COMPARABLE,
        "新增厨余垃圾日处理能力": V.NOT_COMPARABLE,
        "炉渣综合利用率": V.MISSING,
    }
    assert {words: about(found, words).verdict for words in planted} == planted
    assert about(found, "云屏市 城市生活垃圾回收").upper.value == 39
    later = [f for f in found if (f.upper.by or "").startswith("2027")]
    assert later
    assert not {V.MISSING, V.LOOSER} & {f.verdict for f in later}
    assert {f.verdict for f in later if f.upper.unit == "吨"} == {V.NOT_COMPARABLE}
    assert not any("沅宁市" in f.why for f in found)


def test_planted_between_city_and_district(city: Plan, district: Plan) -> None:
    found = compared(city, district)
    planted = {
        "栖川区 城市生活垃圾回收利用率": V.LOOSER,
        "栖川区 厨余垃圾日处理能力": V.MET,
        "栖川区 原生生活垃圾填埋比例": V.MET,
        "栖川区 撤桶并点小区数": V.MET,
        "联合执法": V.STRICTER,
        "转运站改造": V.NOT_COMPARABLE,
        "贮存期": V.MET,
    }
    assert {words: about(found, words).verdict for words in planted} == planted
    sure = [f for f in found if f.verdict is V.LOOSER and f.certainty is Certainty.SURE]
    assert [f.upper.value for f in sure] == [40]


@pytest.mark.parametrize("name", ["region", "city", "district"])
def test_a_whole_plan_meets_itself(name: str, request: pytest.FixtureRequest) -> None:
    own = request.getfixturevalue(name)
    odd = [f.why for f in compared(own, own) if f.verdict is not V.MET]
    assert odd == []


def test_an_annual_city_figure_two_years_ahead_of_the_region(shared: Path) -> None:
    plans = shared / "plans"
    upper = parse(plans / "guangxi-heavy-pollution-action.txt")
    lower = parse(plans / "guigang-2023-air-plan.md")
    (found,) = target_coverage(upper, lower, lexicon=load())
    assert found.verdict is V.MET
    for words in ("2025年", "2023年", "5行均为0.0%"):
        assert words in found.why
