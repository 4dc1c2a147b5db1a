"""What must not change a verdict, and what must change just one."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from policyparse.comparison.compare import compare
from policyparse.matching.measures import Measure
from policyparse.model import Plan
from policyparse.model.comparison import Comparison, DateVerdict, FigureVerdict
from tests.comparison.varied import (
    as_plan,
    asked,
    changes,
    grouped,
    parts,
    sample,
    shuffled,
    split,
    states,
    verdicts,
    with_unrelated,
    without,
)
from tests.matching.pairs import TAKEN, compared, known, only, plan
from tests.plans import LEXICON, corpus_sets, name_of, read, shared_sets

REGION, CITY, DISTRICT = 0, 1, 2
PAIRS = [(REGION, CITY), (CITY, DISTRICT)]
DOCUMENTS = [*corpus_sets(), *shared_sets()]
DATED = re.compile(r".{0,14}(?:底前|日前|月前|年前|起|季度印发)|.{0,8}于.{0,10}前.{0,3}报.*")
DELETED = 90  # clauses that are deleted, of all that the three plans hold

# --- a plan and itself


@pytest.mark.parametrize("number", [REGION, CITY, DISTRICT])
def test_targets_and_dates_of_a_plan_agree_with_themselves(number: int) -> None:
    made = as_plan(sample(number))
    found = compare(made, made, lexicon=(LEXICON,))
    assert {target.verdict for target in found.targets} <= {FigureVerdict.MET}
    assert {deadline.verdict for deadline in found.deadlines} <= {DateVerdict.SAME}


@pytest.mark.parametrize("files", DOCUMENTS, ids=name_of)
def test_all_of_a_plan_is_in_itself(files: tuple[Path, ...]) -> None:
    made = read(files)[0]
    found = compare(made, made, lexicon=(LEXICON,))
    told = [measure for task in found.tasks for measure in task.measures]
    assert [m.text for m in told if m.state != TAKEN or m.certainty != "sure" or m.lost] == []
    assert [task.title for task in found.tasks if task.status != "covered"] == []


@pytest.mark.parametrize(
    "text",
    [
        "为独居老人安装门磁报警器。",
        "开展“星级食堂”评选，并公布结果。",
        "养老床位达到5000张，护理型床位占比达到60%。",
        "开展示范食堂评选，年底前评选不少于30所。",
        "制定养老服务地方标准，2027年6月底前发布实施不少于5项。",
        "完善服务机制。推进有关项目。",
        "在养老院、幼儿园、卫生院、乡镇文化站、农贸批发市场、长途汽车站、大型商业中心等"
        "人员密集场所安装自动体外除颤仪和急救包。",
    ],
)
def test_a_passage_and_itself(text: str) -> None:
    made = plan(f"办好民生实事。{text}")
    found = [measure for measure in compared(made, made) if not measure.minor]
    assert [measure.text for measure in found if measure.state != TAKEN] == []


def test_nothing_is_called_lost_twice() -> None:
    made = read(corpus_sets()[REGION])[0]
    twice = [m.lost for m in compared(made, made) if len(set(m.lost)) < len(m.lost)]
    assert twice == []


@pytest.mark.parametrize(
    "task",
    [
        "推广智能手环。为高龄老人发放智能手环。",
        "发挥示范作用。组织党员为独居老人送餐。",
        "淘汰老旧灶具。加大老旧灶具淘汰力度，淘汰存在隐患的灶具。",
        "推行错峰用餐。鼓励有条件的学校推行错峰用餐和分区用餐相结合的办法。",
    ],
)
def test_a_title_and_itself(task: str) -> None:
    made = plan(task)
    assert {measure.state for measure in compared(made, made)} == {TAKEN}


# --- changes of form


@pytest.mark.parametrize(("upper", "lower"), PAIRS)
def test_neither_numbers_nor_order_nor_paragraphs_matter(upper: int, lower: int) -> None:
    above, tasks = as_plan(sample(upper)), sample(lower)
    before = verdicts(above, as_plan(tasks))
    for other in (grouped(tasks), split(tasks), shuffled(tasks, 1), shuffled(tasks, 20261125)):
        assert changes(before, verdicts(above, other)) == {}


@pytest.mark.parametrize(("upper", "lower"), PAIRS)
def test_the_form_of_the_upper_plan_does_not_matter(upper: int, lower: int) -> None:
    tasks, below = sample(upper), as_plan(sample(lower))
    before = verdicts(as_plan(tasks), below)
    for other in (grouped(tasks), split(tasks)):
        assert changes(before, verdicts(other, below)) == {}


@pytest.mark.parametrize(("upper", "lower"), PAIRS)
def test_a_paragraph_of_another_field_changes_nothing(upper: int, lower: int) -> None:
    above, tasks = as_plan(sample(upper)), sample(lower)
    before = verdicts(above, as_plan(tasks))
    for at in (0, len(tasks) // 2, len(tasks)):
        assert changes(before, verdicts(above, with_unrelated(tasks, at))) == {}


# --- a clause deleted


def deletions() -> list[tuple[tuple[str, ...], Measure, str]]:
    """Small plans, a measure in each and one of its clauses: a seeded choice of all there are."""
    found = []
    for number in (REGION, CITY, DISTRICT):
        for tasks in parts(number):
            for measure in asked(as_plan(tasks)):
                for clause in measure.clauses:
                    if not (clause.lead or DATED.fullmatch(clause.text)):
                        found.append((tasks, measure, clause.text))
    return random.Random(20261125).sample(found, DELETED)


def test_a_deleted_clause_changes_its_own_measure_only() -> None:
    whole, part = Counter[str](), Counter[str]()
    also: list[tuple[str, str]] = []
    for tasks, measure, words in deletions():
        above = as_plan(tasks)
        task = next(n for n, t in enumerate(above.tasks) if t.id == measure.task)
        found = compared(above, as_plan(without(tasks, task, words)))
        told = part if len(measure.clauses) > 1 else whole
        told[states(found)[measure.id]] += 1
        others = [m for m in found if not (m.minor or m.id == measure.id)]
        also += [(words, m.text) for m in others if m.state != TAKEN]
    assert also == []
    # of the clauses not chosen one leaves its measure taken: 有条件的就地处理, light words only
    assert part[TAKEN] == 0, part
    assert whole[TAKEN] <= 0.03 * whole.total(), whole  # what stands nearby says as much
    assert whole["missing"] >= 0.92 * whole.total(), whole


@pytest.mark.parametrize(
    ("left", "gone"),
    [
        ("登记独居老人", "安装门磁报警器"),
        ("更换食堂灶具", "公布抽检结果"),
        ("建设社区食堂", "培训护理员"),
        ("每季度召开1次调度会议", "每月将食堂改造进展报市民政局"),
    ],
)
def test_what_is_deleted_is_missing(left: str, gone: str) -> None:
    found = compared(plan(f"办好民生实事。{left}，{gone}。"), plan(f"办好民生实事。{left}。"))
    assert {m.text: m.state for m in found if not m.minor} == {left: TAKEN, gone: "missing"}


@pytest.mark.parametrize(
    ("title", "left", "gone"),
    [
        ("严格执法监督", "将校车安全纳入执法重点事项", "全年开展联合执法不少于4次"),
        ("建成鹤汀食堂", "公布鹤汀食堂菜价", "日供餐能力达到400份"),
        pytest.param(
            *("严禁无证送餐", "公布送餐线路和监督电话", "对无证送餐的单位督促整改"),
            marks=known("taken from the title and 监督 of its neighbour"),
        ),
        pytest.param(
            *("严禁无证送餐", "公布送餐线路和监督电话", "对无证送餐的单位依法处罚"),
            marks=known("weakened, from the title and 送餐 of its neighbour"),
        ),
        pytest.param(
            *("推行送餐上门", "送餐员持证上岗，名册每月更新一次", "统一建立送餐员名册"),
            marks=known("taken from two neighbours that share its words"),
        ),
        pytest.param(
            *("建成鹤汀食堂", "日供餐能力达到400份", "于10月底前建成投用鹤汀食堂"),
            marks=known("weakened, from the title alone"),
        ),
        pytest.param(
            *("建设养老服务平台", "实现床位信息归集", "10月底前建成省级养老服务平台"),
            marks=known("weakened, from the title alone"),
        ),
    ],
)
def test_neither_the_title_nor_a_neighbour_stands_for_it(title: str, left: str, gone: str) -> None:
    found = compared(plan(f"{title}。{left}，{gone}。"), plan(f"{title}。{left}。"))
    states_of = {m.text: m.state for m in found if not m.minor}
    assert states_of[gone] == "missing"


# --- the two plans swapped


def swapped_figures() -> tuple[Plan, Plan]:
    """The city plan, and the same with every other share and date changed."""
    chance = random.Random(20261125)

    def share(match: re.Match[str]) -> str:
        return f"不低于{int(match[1]) + chance.choice((-4, -2, 0, 3))}%"

    def month(match: re.Match[str]) -> str:
        return f"{int(match[1]) + chance.choice((-1, 0, 1))}月底前"

    tasks = sample(CITY)
    other = [re.sub(r"(?<!\d)([2-9]|10)月底前", month, task) for task in tasks]
    return as_plan(tasks), as_plan([re.sub(r"不低于(\d+)%", share, task) for task in other])


def test_swapping_the_plans_swaps_looser_and_stricter() -> None:
    one, two = swapped_figures()
    there, back = compare(one, two), compare(two, one)
    turned = {"looser": "stricter", "stricter": "looser", "met": "met"}
    verdicts_there = Counter(turned.get(t.verdict, t.verdict) for t in there.targets)
    assert verdicts_there == Counter(target.verdict.value for target in back.targets)
    assert {"looser", "stricter"} <= verdicts_there.keys()


def test_swapping_the_plans_swaps_earlier_and_later() -> None:
    one, two = swapped_figures()
    there, back = compare(one, two), compare(two, one)
    turned = {"earlier": "later", "later": "earlier", "same": "same"}
    verdicts_there = Counter(turned.get(d.verdict, d.verdict) for d in there.deadlines)
    assert verdicts_there == Counter(deadline.verdict.value for deadline in back.deadlines)
    assert {"earlier", "later"} <= verdicts_there.keys()


def places(found: Comparison) -> dict[tuple[int, int], set[str]]:
    """Verdicts of figures by where the two figures stand."""
    by_place: dict[tuple[int, int], set[str]] = {}
    for target in found.targets:
        if target.lower is not None:
            key = target.upper.evidence[0].start, target.lower.evidence[0].start
            by_place.setdefault(key, set()).add(target.verdict.value)
    return by_place


@pytest.mark.parametrize(("upper", "lower"), PAIRS)
def test_no_figure_is_stricter_both_ways(upper: int, lower: int) -> None:
    above, below = read(corpus_sets()[upper])[0], read(corpus_sets()[lower])[0]
    there = places(compare(above, below, lexicon=(LEXICON,)))
    back = places(compare(below, above, lexicon=(LEXICON,)))
    for (over, under), found in there.items():
        for verdict in ("stricter", "looser"):
            assert verdict not in found & back.get((under, over), set())


def test_a_softened_measure_is_no_loss_the_other_way_round() -> None:
    strong, soft = "淘汰不达标的护理床位。", "整治不达标的护理床位。"
    assert only(strong, soft).state == "weakened"
    assert only(soft, strong).state == TAKEN
