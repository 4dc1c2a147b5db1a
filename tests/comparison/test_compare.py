"""The three plans of the sample set: what is planted in them is found. See corpus/README.md."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from policyparse.comparison.compare import compare
from policyparse.model.comparison import (
    Comparison,
    CoverageStatus,
    DateVerdict,
    FigureVerdict,
    MeasureCoverage,
    Quote,
    RelationKind,
    TaskCoverage,
    UnitVerdict,
)
from tests.matching.pairs import known
from tests.plans import LEXICON, corpus_sets, name_of, read, shared_sets

REGION, CITY, DISTRICT = 0, 1, 2
ABOVE, BELOW = (REGION, CITY), (CITY, DISTRICT)  # 甲, 乙
TAKEN, WEAKENED, MISSING = "taken", "weakened", "missing"


@cache
def found(pair: tuple[int, int]) -> Comparison:
    """Two plans of the sample set compared, once."""
    upper, lower = (read(corpus_sets()[number])[0] for number in pair)
    return compare(upper, lower, lexicon=(LEXICON,))


def measure(pair: tuple[int, int], words: str) -> MeasureCoverage:
    """The one measure that holds these words."""
    measures = [m for t in found(pair).tasks for m in t.measures if words in m.text]
    assert [m for m in measures if not m.minor] == measures[-1:]
    return measures[-1]


def task(pair: tuple[int, int], title: str) -> TaskCoverage:
    """The task with this title."""
    return next(t for t in found(pair).tasks if t.title == title)


@pytest.mark.parametrize(
    ("pair", "words", "state", "lost"),
    [
        (ABOVE, "同步设计、同步建设、同步验收", MISSING, ""),  # 甲1
        (ABOVE, "全部淘汰密闭性能不达标", WEAKENED, "淘汰 → 整治"),  # 甲2
        (ABOVE, "收运单位依法处罚", WEAKENED, "处罚"),  # 甲3
        (ABOVE, "取消其作业资格", MISSING, ""),
        (ABOVE, "每学期安排相关课程不少于4课时", WEAKENED, "4 → 2"),  # 甲5
        (ABOVE, "每季度开展1次填埋场地下水监测", WEAKENED, "每季度 → 每半年"),  # 甲6
        (ABOVE, "炉渣综合利用率", MISSING, ""),  # 甲10
        (ABOVE, "新能源车辆比例不低于60%", TAKEN, ""),  # 甲11
        (ABOVE, "每季度委托第三方机构", TAKEN, ""),  # 己1
        (ABOVE, "暂存时间不超过90日", TAKEN, ""),  # 己3
        pytest.param(
            *(ABOVE, "交由有资质的单位处置", TAKEN, ""),
            marks=known("交由 weighs as much as the object of the clause"),
        ),
        (BELOW, "主次干道沿街商户", MISSING, ""),  # 乙1
        (BELOW, "全面推行定时定点投放", WEAKENED, "鼓励"),  # 乙2
        (BELOW, "为行动不便的老年人", MISSING, ""),  # 乙3
        (BELOW, "视频智能识别技术", MISSING, ""),  # 乙9
        (BELOW, "应急收运预案报市分类办", MISSING, ""),  # 乙10
        (BELOW, "报送全年工作总结", MISSING, ""),  # 乙14
        (BELOW, "建成尾菜就地处理设施", TAKEN, ""),  # 己2
        (BELOW, "入户宣传率达到95%以上", TAKEN, ""),
    ],
)
def test_planted_measures(pair: tuple[int, int], words: str, state: str, lost: str) -> None:
    it = measure(pair, words)
    assert it.state == state
    assert lost in "；".join(it.lost)


@pytest.mark.parametrize(
    ("pair", "title", "status"),
    [
        (ABOVE, "规范分类投放设施", CoverageStatus.PARTIAL),
        (ABOVE, "推动炉渣和沼渣资源化利用", CoverageStatus.MISSING),
        (BELOW, "开展沿街商户上门收运", CoverageStatus.MISSING),
        (BELOW, "加强应急收运保障", CoverageStatus.PARTIAL),
    ],
)
def test_planted_statuses(pair: tuple[int, int], title: str, status: CoverageStatus) -> None:
    assert task(pair, title).status is status


@pytest.mark.parametrize("pair", [ABOVE, BELOW])
def test_the_plans_answer_each_other(pair: tuple[int, int]) -> None:
    assert found(pair).relation.kind is RelationKind.DIRECT


@pytest.mark.parametrize(
    ("pair", "upper", "lower", "verdict"),
    [
        (ABOVE, 39, 37, FigureVerdict.LOOSER),  # 甲4
        (ABOVE, 4, 2, FigureVerdict.LOOSER),  # 甲5
        (ABOVE, 60, 70, FigureVerdict.STRICTER),  # 甲11
        (BELOW, 40, 38, FigureVerdict.LOOSER),  # 乙4
        (BELOW, 4, 6, FigureVerdict.STRICTER),  # 乙11
    ],
)
def test_planted_figures(
    pair: tuple[int, int], upper: float, lower: float, verdict: FigureVerdict
) -> None:
    figures = [
        (t.upper.value, t.lower.value, t.verdict)
        for t in found(pair).targets
        if t.lower is not None
    ]
    assert (upper, lower, verdict) in figures


@pytest.mark.parametrize(
    ("pair", "upper", "lower", "verdict"),
    [
        (ABOVE, "2026年9月底前", "11月底前", DateVerdict.LATER),  # 甲7
        (ABOVE, "2026年9月底前", "8月底前", DateVerdict.EARLIER),  # 甲12
        (BELOW, "6月底前", "8月底前", DateVerdict.LATER),  # 乙5
        (BELOW, "4月底前", "5月20日前", DateVerdict.LATER),  # 乙6
        (BELOW, "每月5日前", "每月3日前", DateVerdict.EARLIER),  # 乙12
        (BELOW, "7月10日前", "6月底前", DateVerdict.EARLIER),  # 乙13
    ],
)
def test_planted_dates(pair: tuple[int, int], upper: str, lower: str, verdict: DateVerdict) -> None:
    dates = [
        (d.upper.evidence[0].text, d.lower.evidence[0].text, d.verdict)
        for d in found(pair).deadlines
        if d.lower is not None
    ]
    assert (upper, lower, verdict) in dates


@pytest.mark.parametrize(
    ("pair", "title", "unit", "verdict"),
    [
        (ABOVE, "健全可回收物回收网络", "省商务厅", UnitVerdict.DEMOTED),  # 甲8
        (ABOVE, "加快厨余垃圾处理设施建设", "省农业农村厅", UnitVerdict.LOST),  # 甲9
        (BELOW, "规范分类投放设施", "市民政局", UnitVerdict.LOST),  # 乙8
        (BELOW, "规范分类投放设施", "市自然资源局", UnitVerdict.KEPT),
    ],
)
def test_planted_units(pair: tuple[int, int], title: str, unit: str, verdict: UnitVerdict) -> None:
    found_units = {
        u.upper: u.verdict for t in found(pair).tasks for u in t.units if t.title == title
    }
    assert found_units[unit] is verdict


def test_what_the_city_adds_by_itself() -> None:
    assert {"3.1.3", "3.2.4", "3.4.3", "3.5.3", "3.5.4"} <= set(found(ABOVE).lower_only)


def test_rows_that_repeat_a_task_are_not_its_own() -> None:
    assert [own for own in found(BELOW).lower_only if own.startswith("a.")] == []


# --- of every comparison


def quotes(comparison: Comparison) -> Iterator[tuple[str, Quote]]:
    """Every quote of measures, with the side it is on."""
    for covered in comparison.tasks:
        for it in covered.measures:
            yield from (("upper", quote) for quote in it.evidence)
            yield from (("lower", quote) for quote in it.lower)


def all_pairs() -> list[tuple[tuple[Path, ...], tuple[Path, ...]]]:
    """Upper and lower documents of the sample set and of the real plans."""
    sets = corpus_sets()
    real = {name_of(files).split("/")[-1]: files for files in shared_sets()}
    pairs = [(sets[REGION], sets[CITY]), (sets[CITY], sets[DISTRICT])]
    above = real.get("guangxi-heavy-pollution-action.txt")
    if above is not None:
        pairs += [(above, files) for name, files in sorted(real.items()) if "action" not in name]
    return pairs


@pytest.mark.parametrize(
    ("upper", "lower"), all_pairs(), ids=[f"{name_of(a)} {name_of(b)}" for a, b in all_pairs()]
)
def test_every_quote_is_exact_and_the_json_whole(
    upper: tuple[Path, ...], lower: tuple[Path, ...]
) -> None:
    (above, over), (below, under) = read(upper), read(lower)
    made = compare(above, below, lexicon=(LEXICON,))
    for side, quote in quotes(made):
        text = (over if side == "upper" else under).text
        assert quote.text == text[quote.start : quote.end] != ""
    for covered in made.tasks:
        for it in covered.measures:
            assert "".join(piece.text for piece in it.upper_pieces) == it.text
            assert (it.lost != ()) <= (it.state == WEAKENED)
            assert it.state == MISSING or it.lower
    again = json.loads(made.model_dump_json(by_alias=True))
    assert again["schema"] == "policyparse/comparison/1"
    assert Comparison.model_validate(again) == made


def test_the_same_twice() -> None:
    upper, lower = (read(corpus_sets()[number])[0] for number in ABOVE)
    assert compare(upper, lower, lexicon=(LEXICON,)) == found(ABOVE)
