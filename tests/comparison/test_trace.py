"""Region, city, district: the level on which a measure was lost is named."""

import pytest

from policyparse.comparison.compare import compare
from policyparse.comparison.trace import trace
from policyparse.errors import BadConfig
from policyparse.model.comparison import (
    Comparison,
    CoverageStatus,
    MeasureCoverage,
    MeasureState,
    Quote,
    Relation,
    RelationKind,
    Side,
    TaskCoverage,
)
from policyparse.model.document import Jurisdiction
from policyparse.model.evidence import Certainty
from policyparse.model.trace import TraceKind
from tests.conftest import CORPUS
from tests.plans import LEXICON, corpus_sets, read

PROVINCE = "湖边垂钓点全部设置围栏。每月清理岸线垃圾。禁止在湖区投放外来鱼种。"
CITY = "湖边垂钓点逐步设置围栏。每月清理岸线垃圾。"
DISTRICT = "湖边垂钓点逐步设置围栏。岸线垃圾定期清理。"
TEXTS = {"省": PROVINCE, "市": CITY, "区": DISTRICT}
PLACES = {"省": "澜江省", "市": "云屏市", "区": "栖川区"}

T, W, M = MeasureState.TAKEN, MeasureState.WEAKENED, MeasureState.MISSING


def quote(level: str, text: str) -> Quote:
    start = TEXTS[level].index(text)
    return Quote(text=text, start=start, end=start + len(text), block=0, source=f"{level}.docx")


def side(level: str) -> Side:
    return Side(
        title=f"{PLACES[level]}湖区保护方案",
        source=f"{level}.docx",
        jurisdiction=Jurisdiction(name=PLACES[level]),
    )


def compared(
    upper: str, lower: str, *found: tuple[str, MeasureState, str | None, tuple[str, ...]]
) -> Comparison:
    """A comparison of one task: measure, state, passage below, what was lost."""
    measures = tuple(
        MeasureCoverage(
            id=f"2.1/{number}",
            text=text,
            evidence=(quote(upper, text),),
            state=state,
            lower=(quote(lower, below),) if below else (),
            lost=lost,
        )
        for number, (text, state, below, lost) in enumerate(found, start=1)
    )
    task = TaskCoverage(
        upper_task="2.1", title="保护湖区", status=CoverageStatus.PARTIAL, measures=measures
    )
    relation = Relation(kind=RelationKind.DIRECT, why="")
    return Comparison(upper=side(upper), lower=side(lower), relation=relation, tasks=(task,))


FENCE, RUBBISH, FISH = "湖边垂钓点全部设置围栏", "每月清理岸线垃圾", "禁止在湖区投放外来鱼种"
SOFTER = "湖边垂钓点逐步设置围栏"
FIRST = compared(
    "省",
    "市",
    (FENCE, W, SOFTER, ("全部 → 逐步",)),
    (RUBBISH, T, RUBBISH, ()),
    (FISH, M, RUBBISH, ()),  # the passage quoted is only the nearest one
)
SECOND = compared(
    "市",
    "区",
    (SOFTER, T, SOFTER, ()),
    (RUBBISH, W, "岸线垃圾定期清理", ("每月 → 定期",)),
)
WHOLE = compared(
    "省",
    "区",
    (FENCE, W, SOFTER, ("全部 → 逐步",)),
    (RUBBISH, W, "岸线垃圾定期清理", ("每月 → 定期",)),
    (FISH, M, None, ()),
)


def test_the_level_is_named_for_each_measure() -> None:
    found = trace(FIRST, SECOND, WHOLE)
    assert [(row.id, row.kind) for row in found.measures] == [
        ("2.1/1", TraceKind.WEAKENED_MIDDLE),
        ("2.1/2", TraceKind.WEAKENED_LOWER),
        ("2.1/3", TraceKind.LOST_MIDDLE),
    ]
    assert [row.carried for row in found.measures] == [("2.1/1",), ("2.1/2",), ()]
    assert [row.why for row in found.measures] == [
        "云屏市方案表述减弱（全部 → 逐步），栖川区方案沿用减弱后的表述，请核实。",
        "云屏市方案已体现，栖川区方案表述减弱（每月 → 定期），请核实。",
        "云屏市方案未见对应内容，栖川区方案也未见，请核实。",
    ]
    assert found.measures[2].middle.quotes == ()


def test_totals_reconcile() -> None:
    found = trace(FIRST, SECOND, WHOLE)
    assert found.notes[0] == (
        "上级措施共3条（不含原则性表述）：自云屏市方案起未见1条，"
        "自云屏市方案起减弱1条，栖川区方案减弱1条。"
    )


@pytest.mark.parametrize(
    ("middle", "below", "whole", "expected"),
    [
        (T, T, T, TraceKind.KEPT),
        (T, M, M, TraceKind.LOST_LOWER),
        (W, M, M, TraceKind.LOST_LOWER),
        (W, T, W, TraceKind.WEAKENED_MIDDLE),
        (W, W, W, TraceKind.WEAKENED_BOTH),
        (W, T, T, TraceKind.RESTORED),
        (M, T, T, TraceKind.ADDED_BACK),
        (M, T, W, TraceKind.ADDED_BACK),
        (M, T, M, TraceKind.LOST_MIDDLE),
    ],
)
def test_every_way_down(
    middle: MeasureState, below: MeasureState, whole: MeasureState, expected: TraceKind
) -> None:
    found = trace(
        compared("省", "市", (RUBBISH, middle, RUBBISH, ())),
        compared("市", "区", (RUBBISH, below, "岸线垃圾定期清理", ())),
        compared("省", "区", (RUBBISH, whole, "岸线垃圾定期清理", ())),
    )
    assert found.measures[0].kind is expected
    assert ("请核实" in found.measures[0].why) == (expected is not TraceKind.KEPT)


def test_two_ways_down_that_disagree_are_less_than_sure() -> None:
    found = trace(
        compared("省", "市", (RUBBISH, T, RUBBISH, ())),
        compared("市", "区", (RUBBISH, T, "岸线垃圾定期清理", ())),
        compared("省", "区", (RUBBISH, M, None, ())),
    )
    row = found.measures[0]
    assert (row.kind, row.certainty) == (TraceKind.KEPT, Certainty.LIKELY)
    assert [q.text for q in row.lower.quotes] == ["岸线垃圾定期清理"]
    assert "结论不一" in found.notes[-1]


def test_a_neighbour_in_the_same_sentence_does_not_count() -> None:
    found = trace(
        compared("省", "市", (RUBBISH, T, CITY, ())),  # the whole sentence is quoted
        compared("市", "区", (SOFTER, M, None, ()), (RUBBISH, T, "岸线垃圾定期清理", ())),
        compared("省", "区", (RUBBISH, T, "岸线垃圾定期清理", ())),
    )
    row = found.measures[0]
    assert (row.kind, row.carried, row.certainty) == (TraceKind.KEPT, ("2.1/2",), Certainty.SURE)


PLANTED = {  # corpus/README.md, 丙1 to 丙5
    "分类投放设施与主体工程同步设计": TraceKind.ADDED_BACK,
    "不予办理竣工验收备案": TraceKind.LOST_MIDDLE,
    "为行动不便的老年人、残疾人提供上门收集服务": TraceKind.LOST_LOWER,
    "炉渣综合利用率达到90%以上": TraceKind.LOST_MIDDLE,
    "全部淘汰密闭性能不达标": TraceKind.WEAKENED_MIDDLE,
    "全面推行定时定点投放": TraceKind.WEAKENED_LOWER,
}


def test_the_three_levels_of_the_samples() -> None:
    sets = [files for files in corpus_sets() if files[0].parent == CORPUS]
    upper, middle, lower = (read(files)[0] for files in sets)
    pairs = ((upper, middle), (middle, lower), (upper, lower))
    found = trace(*(compare(one, other, lexicon=(LEXICON,)) for one, other in pairs))
    kinds = {text: row.kind for text in PLANTED for row in found.measures if text in row.text}
    assert kinds == PLANTED


def test_three_comparisons_of_other_plans_are_refused() -> None:
    with pytest.raises(BadConfig, match="同一组文件"):
        trace(FIRST, WHOLE, SECOND)
