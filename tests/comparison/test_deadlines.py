"""Dates of two plans beside each other, of the same thing."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.comparison.deadlines import MeasurePair, deadline_coverage
from policyparse.comparison.targets import target_coverage
from policyparse.lexicon.load import load
from policyparse.matching.dates import compare_dates
from policyparse.model import Plan
from policyparse.model.comparison import DateVerdict as V
from policyparse.model.comparison import DeadlineCoverage
from policyparse.model.deadline import Deadline, DeadlineKind, Precision
from policyparse.model.evidence import Certainty, Evidence
from policyparse.pipeline import parse, parse_set, parse_text

CORPUS = Path(__file__).parents[2] / "corpus"
WORDS = (CORPUS / "lexicon.toml",)
LEXICON = load(WORDS)
TURNED = {V.EARLIER: V.LATER, V.LATER: V.EARLIER}


def plan(*sentences: str, place: str = "云屏市", year: str = "2026年") -> Plan:
    """A plan with a task for each sentence."""
    tasks = "".join(
        f"（{n}）管好水。{sentence}（牵头单位：水务局）\n"
        for n, sentence in zip("一二三四五", sentences, strict=False)
    )
    return parse_text(f"{place}{year}供水节水工作方案\n一、重点任务\n{tasks}", lexicon=WORDS)


def compared(upper: Plan, lower: Plan) -> list[DeadlineCoverage]:
    return list(deadline_coverage(upper, lower, lexicon=LEXICON))


def one(upper: Plan, lower: Plan) -> DeadlineCoverage:
    (found,) = compared(upper, lower)
    assert found.upper.raw in found.why
    return found


ROWS = [
    ("9月底前完成老旧供水管网排查。", "8月底前完成老旧供水管网排查。", V.EARLIER),
    ("9月底前完成老旧供水管网排查。", "2026年9月30日前完成老旧供水管网排查。", V.SAME),
    ("8月底前完成老旧供水管网排查。", "8月前完成老旧供水管网排查。", V.EARLIER),
    ("第三季度完成老旧供水管网排查。", "10月底前完成老旧供水管网排查。", V.LATER),
    ("制定节水补贴办法，于9月底前印发。", "于11月底前制定印发节水补贴办法。", V.LATER),
    ("每月5日前报送供水水质数据。", "每月3日前报送供水水质数据。", V.EARLIER),
    ("每月5日前报送供水水质数据。", "每月月底前报送供水水质数据。", V.LATER),
    ("每季度开展供水水质抽检。", "每半年开展供水水质抽检。", V.LATER),
    ("自7月起实行供水水质公示。", "自9月起实行供水水质公示。", V.LATER),
    ("汛期前完成供水设施隐患排查。", "汛期前完成供水设施隐患排查。", V.SAME),
]


@pytest.mark.parametrize(("above", "below", "verdict"), ROWS)
def test_dates_of_one_thing(above: str, below: str, verdict: V) -> None:
    assert one(plan(above), plan(below)).verdict is verdict


@pytest.mark.parametrize(("above", "below", "verdict"), ROWS)
def test_swapped_plans_swap_earlier_and_later(above: str, below: str, verdict: V) -> None:
    assert one(plan(below), plan(above)).verdict is TURNED.get(verdict, verdict)


def test_a_date_belongs_to_its_own_clause() -> None:
    upper = plan("4月底前建成供水调度平台，10月底前完成老旧供水管网排查。")
    lower = plan("9月底前完成老旧供水管网排查，6月底前建成供水调度平台。")
    first, second = compared(upper, lower)
    assert (first.what, first.verdict) == ("供水调度平台", V.LATER)
    assert (second.what, second.verdict) == ("完成老旧供水管网排查", V.EARLIER)


def test_a_date_governs_the_clauses_behind_it() -> None:
    upper = plan("10月底前新增再生水日处理能力20万吨以上。")
    lower = plan("9月底前建成东郊净水厂，新增再生水日处理能力5万吨，加强运行管理。")
    assert one(upper, lower).verdict is V.EARLIER


def test_a_list_to_be_handed_over_is_not_the_work_itself() -> None:
    upper = plan("4月底前制定老旧供水管网改造计划。")
    for found in compared(upper, plan("8月底前完成老旧供水管网改造。")):
        assert (found.verdict, found.certainty) != (V.LATER, Certainty.SURE)


def test_whole_years_are_said_as_years() -> None:
    upper = plan("2027年底前建成供水调度平台。", year="2026—2027年")
    assert "提前1年" in one(upper, plan("2026年底前建成供水调度平台。")).why


def test_a_month_and_its_end_are_told_apart() -> None:
    found = one(plan("8月底前建成供水调度平台。"), plan("8月前建成供水调度平台。"))
    assert "“8月前”按7月31日止计" in found.why


def test_a_thing_without_a_date_below_is_missing() -> None:
    found = one(plan("9月底前建成供水调度平台。"), plan("建成供水调度平台。"))
    assert (found.verdict, found.lower) == (V.MISSING, None)
    assert found.lower_task is not None


def test_a_plan_of_one_year_is_a_date() -> None:
    upper = plan("2027年底前建成供水调度平台。", place="澜江省", year="2026—2027年")
    found = one(upper, plan("建成供水调度平台。"))
    assert (found.verdict, found.certainty) == (V.EARLIER, Certainty.LIKELY)
    assert "2026年度方案" in found.why


def test_a_date_behind_the_lower_period_is_not_missing() -> None:
    upper = plan("2027年底前建成供水调度平台。", place="澜江省", year="2026—2027年")
    assert one(upper, plan("加强夜间值班。")).verdict is V.NOT_COMPARABLE


def test_work_for_other_places_is_said() -> None:
    upper = plan("6月底前在东浦区、望岭区建成供水调度平台。")
    found = one(upper, plan("8月底前建成供水调度平台。", place="云屏市栖川区"))
    assert found.verdict is V.NOT_COMPARABLE
    assert "东浦区、望岭区" in found.why


def test_another_level_of_a_thing_is_unsure() -> None:
    upper = plan("10月底前建成省级供水调度平台。", place="澜江省")
    found = one(upper, plan("9月底前建成市级供水调度平台。"))
    assert found.certainty is Certainty.UNSURE


def test_a_pair_of_measures_leads_to_the_lower_date() -> None:
    upper = plan("5月底前淘汰高耗水设备。")
    lower = plan("7月底前更换耗水量大的设备。", "5月底前淘汰落后水泵设备。")
    task = lower.tasks[0]
    pair = MeasurePair(
        upper_task=upper.tasks[0].id,
        upper=(upper.tasks[0].evidence[0].start, upper.tasks[0].evidence[0].end),
        lower_task=task.id,
        lower=((task.evidence[0].start, task.evidence[0].end),),
    )
    (found,) = deadline_coverage(upper, lower, [pair], lexicon=LEXICON)
    assert found.lower_task == task.id
    assert "7月底前" in found.why


DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31)).map(lambda day: day.isoformat())


def by(day: str) -> Deadline:
    place = Evidence(text="到期前", start=0, end=3, block=0)
    return Deadline(
        raw="到期前",
        kind=DeadlineKind.BY,
        end=day,
        precision=Precision.DAY,
        rule="day-before",
        evidence=(place,),
    )


@given(DAYS, DAYS)
def test_days_turned_round(one: str, other: str) -> None:
    there = compare_dates(by(one), by(other), LEXICON).verdict
    assert compare_dates(by(other), by(one), LEXICON).verdict is TURNED.get(there, there)
    assert compare_dates(by(one), by(one), LEXICON).verdict is V.SAME


@pytest.fixture(scope="module")
def region() -> Plan:
    return parse(next(CORPUS.glob("01-*.docx")), WORDS)


@pytest.fixture(scope="module")
def city() -> Plan:
    return parse_set([*sorted(CORPUS.glob("02-*.docx")), *CORPUS.glob("02-*.xlsx")], WORDS)[0]


@pytest.fixture(scope="module")
def district() -> Plan:
    return parse(next(CORPUS.glob("03-*.html")), WORDS)


def told(found: list[DeadlineCoverage], raw: str, words: str) -> V:
    hits = [f for f in found if f.upper.raw == raw and words in f.why.partition("，")[0]]
    assert len(hits) == 1, [f.why for f in hits]
    return hits[0].verdict


def test_planted_between_region_and_city(region: Plan, city: Plan) -> None:
    found = compared(region, city)
    assert told(found, "2026年9月底前", "低值可回收物目录") is V.LATER
    assert told(found, "2026年9月底前", "一场一策") is V.EARLIER
    assert told(found, "每季度", "地下水监测") is V.LATER


def test_planted_between_city_and_district(city: Plan, district: Plan) -> None:
    found = compared(city, district)
    assert told(found, "6月底前", "居民小区撤桶并点") is V.LATER
    assert told(found, "4月底前", "撤桶并点小区清单") is V.LATER
    assert told(found, "每月5日前", "上传上月数据") is V.EARLIER
    assert told(found, "7月10日前", "暂存点位置图") is V.EARLIER
    assert told(found, "9月底前", "各开工建设") is V.NOT_COMPARABLE


@pytest.mark.parametrize("name", ["region", "city", "district"])
def test_a_whole_plan_agrees_with_itself(name: str, request: pytest.FixtureRequest) -> None:
    own = request.getfixturevalue(name)
    odd = [f.why for f in compared(own, own) if f.verdict is not V.SAME]
    assert odd == []


def test_a_goal_two_years_ahead(shared: Path) -> None:
    plans = shared / "plans"
    upper = parse(plans / "guangxi-heavy-pollution-action.txt")
    lower = parse(plans / "guigang-2023-air-plan.md")
    targets = target_coverage(upper, lower, lexicon=load())
    goal, feasts = deadline_coverage(upper, lower, lexicon=load(), targets=targets)
    assert (goal.verdict, feasts.verdict) == (V.EARLIER, V.SAME)
