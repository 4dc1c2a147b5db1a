"""Several documents of one place: the best that any of them says."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.comparison.compare import compare
from policyparse.comparison.joint import joined
from policyparse.model import Certainty, Comparator, Role, Target
from policyparse.model.comparison import (
    Comparison,
    CoverageStatus,
    FigureVerdict,
    Mark,
    MeasureCoverage,
    MeasureState,
    Piece,
    Quote,
    Relation,
    RelationKind,
    Side,
    TargetCoverage,
    TaskCoverage,
    UnitCoverage,
    UnitNote,
    UnitVerdict,
)
from policyparse.pipeline import parse_text

UPPER = """澜江省山塘管护行动方案

一、主要任务
（一）守好山塘大坝。汛期每日巡坝2次。坝体渗漏的立即降低水位。（省水利厅牵头）
（二）备足抢险物料。每座山塘储备编织袋500条。组建村级抢险队。（省应急厅牵头）
"""
PLAN = """云屏市山塘管护工作方案

一、主要任务
（一）守好山塘大坝。汛期每日巡坝2次。（市水利局牵头）
"""
EMERGENCY = """云屏市山塘险情应急预案

一、主要任务
（一）处置险情。坝体渗漏的立即降低水位。（市应急管理局牵头）
（二）备足抢险物料。每座山塘储备编织袋500条。组建村级抢险队。（市应急管理局牵头）
"""

T, W, M = MeasureState.TAKEN, MeasureState.WEAKENED, MeasureState.MISSING


def compared(name: str, text: str) -> Comparison:
    return compare(parse_text(UPPER, "省"), parse_text(text, name))


def quote(text: str, start: int = 0) -> Quote:
    return Quote(text=text, start=start, end=start + len(text), block=0)


def measure(
    state: MeasureState, same: str = "", *, certainty: Certainty = Certainty.SURE
) -> MeasureCoverage:
    """One measure as one document answers it; ``same`` are the words that are found."""
    whole = "每座山塘储备编织袋"
    pieces = (Piece(text=same, mark=Mark.SAME), Piece(text=whole[len(same) :], mark=Mark.GONE))
    return MeasureCoverage(
        id="1.1/1",
        text=whole,
        evidence=(quote(whole),),
        state=state,
        certainty=certainty,
        lower_task="1.2",
        lower=(quote(same or "另有安排"),),
        upper_pieces=pieces,
    )


def answer(
    source: str,
    *found: MeasureCoverage,
    units: tuple[UnitCoverage, ...] = (),
    targets: tuple[TargetCoverage, ...] = (),
    kind: RelationKind = RelationKind.DIRECT,
) -> Comparison:
    """A comparison of one task with one lower document."""
    task = TaskCoverage(
        upper_task="1.1",
        title="备足抢险物料",
        status=CoverageStatus.PARTIAL,
        measures=found,
        lower_tasks=("1.2",),
        units=units,
    )
    return Comparison(
        upper=Side(title="省方案", source="省.docx"),
        lower=Side(title=f"{source}方案", source=f"{source}.docx"),
        relation=Relation(kind=kind, why=""),
        tasks=(task,),
        targets=targets,
        lower_only=("1.9",),
        searched=("主要任务2项",),
        notes=(f"{source}未附图",),
    )


def states(comparison: Comparison) -> dict[str, MeasureState]:
    return {m.id: m.state for task in comparison.tasks for m in task.measures}


def test_a_plan_and_its_emergency_plan_answer_together() -> None:
    plan, emergency = compared("方案", PLAN), compared("预案", EMERGENCY)
    assert {task.status for task in plan.tasks} != {CoverageStatus.COVERED}
    both = joined([plan, emergency])
    assert [task.status for task in both.tasks] == [CoverageStatus.COVERED, CoverageStatus.COVERED]
    passages = {m.text: m.lower[0].source for task in both.tasks for m in task.measures}
    assert passages["汛期每日巡坝2次"] == "方案"
    assert passages["组建村级抢险队"] == "预案"
    clauses = {m.text: {q.source for q in m.matched} for task in both.tasks for m in task.measures}
    assert clauses["汛期每日巡坝2次"] == {"方案"}
    assert clauses["组建村级抢险队"] == {"预案"}
    assert both.lower.sources == ("方案", "预案")
    assert both.tasks[0].lower_tasks[0].startswith(("方案 ", "预案 "))
    assert len(both.searched) == 2
    assert all(part.startswith("《") for part in both.searched)


def test_one_alone_stays_as_it_is() -> None:
    plan = compared("方案", PLAN)
    assert joined([plan]) is plan


def test_of_what_none_has_the_nearest_passage_is_kept() -> None:
    far, near = answer("甲", measure(M, "每座")), answer("乙", measure(M, "每座山塘储备"))
    for order in permutations((far, near)):
        (found,) = joined(order).tasks[0].measures
        assert (found.state, found.lower[0].source) == (M, "乙.docx")
        assert found.lower_task == "乙.docx 1.2"


def test_of_equal_states_the_surer_counts() -> None:
    unsure = answer("甲", measure(T, "每座山塘", certainty=Certainty.UNSURE))
    sure = answer("乙", measure(T, "每座山塘"))
    assert joined([unsure, sure]).tasks[0].measures[0].certainty is Certainty.SURE


def test_notes_tasks_of_its_own_and_relation_are_of_all() -> None:
    both = joined([answer("甲", measure(T), kind=RelationKind.PROBABLE), answer("乙", measure(T))])
    assert both.notes == ("甲未附图", "乙未附图")
    assert both.lower_only == ("甲.docx 1.9", "乙.docx 1.9")
    assert both.searched == ("《甲方案》主要任务2项", "《乙方案》主要任务2项")
    assert both.relation.kind is RelationKind.DIRECT
    assert both.lower.title == "甲方案"


def unit(verdict: UnitVerdict, note: UnitNote | None = None) -> UnitCoverage:
    lower = None if verdict is UnitVerdict.LOST else "市水利局"
    return UnitCoverage(upper="省水利厅", role=Role.LEAD, lower=lower, verdict=verdict, note=note)


@pytest.mark.parametrize(
    ("one", "other", "best"),
    [
        (unit(UnitVerdict.LOST), unit(UnitVerdict.KEPT), UnitVerdict.KEPT),
        (unit(UnitVerdict.DEMOTED), unit(UnitVerdict.LOST), UnitVerdict.DEMOTED),
        (unit(UnitVerdict.LOST), unit(UnitVerdict.LOST), UnitVerdict.LOST),
    ],
)
def test_a_unit_has_its_best_part(
    one: UnitCoverage, other: UnitCoverage, best: UnitVerdict
) -> None:
    for order in permutations((answer("甲", units=(one,)), answer("乙", units=(other,)))):
        assert [row.verdict for row in joined(order).tasks[0].units] == [best]


def test_a_unit_named_elsewhere_is_the_milder_loss() -> None:
    lost, elsewhere = unit(UnitVerdict.LOST), unit(UnitVerdict.LOST, UnitNote.ELSEWHERE)
    both = joined([answer("甲", units=(lost,)), answer("乙", units=(elsewhere,))])
    assert both.tasks[0].units[0].note is UnitNote.ELSEWHERE


def test_a_unit_that_answers_in_one_document_is_not_added_in_the_other() -> None:
    added = UnitCoverage(lower="市水利局", lower_role=Role.LEAD, verdict=UnitVerdict.ADDED)
    both = joined([answer("甲", units=(added,)), answer("乙", units=(unit(UnitVerdict.KEPT),))])
    assert [row.verdict for row in both.tasks[0].units] == [UnitVerdict.KEPT]
    twice = joined([answer("甲", units=(added,)), answer("乙", units=(added,))])
    assert [row.verdict for row in twice.tasks[0].units] == [UnitVerdict.ADDED]


def figure(value: float, verdict: FigureVerdict, *, lower: float | None = None) -> TargetCoverage:
    def target(number: float) -> Target:
        return Target(
            raw=f"{number:g}%",
            indicator="巡查率",
            op=Comparator.AT_LEAST,
            value=number,
            unit="%",
            rule="made",
            evidence=(quote(f"{number:g}%"),),
        )

    return TargetCoverage(
        indicator="巡查率",
        upper=target(value),
        lower=None if lower is None else target(lower),
        verdict=verdict,
        why="下级写明。" if lower else "下级未设。",
    )


def test_a_figure_that_one_document_sets_is_set() -> None:
    unset = answer("甲", targets=(figure(90, FigureVerdict.MISSING),))
    met = answer("乙", targets=(figure(90, FigureVerdict.MET, lower=90),))
    for order in permutations((unset, met)):
        (row,) = joined(order).targets
        assert row.verdict is FigureVerdict.MET
        assert row.why == "下级写明。（见乙.docx）"


def test_documents_that_set_two_figures_are_told() -> None:
    looser = answer("甲", targets=(figure(90, FigureVerdict.LOOSER, lower=80),))
    met = answer("乙", targets=(figure(90, FigureVerdict.MET, lower=90),))
    both = joined([looser, met])
    assert [row.verdict for row in both.targets] == [FigureVerdict.MET]
    assert both.notes[-1] == (
        "“巡查率”在合并判断的下级文件中写法不一（80%、90%），以哪份文件为准请核实。"
    )


STATES = st.sampled_from(MeasureState)
SURE = st.sampled_from(Certainty)
FOUND = st.builds(
    lambda state, same, sure: measure(state, "每座山塘储备"[:same], certainty=sure),
    STATES,
    st.integers(0, 6),
    SURE,
)


@given(st.lists(FOUND, min_size=1, max_size=4), st.randoms())
def test_order_changes_no_verdict(found: list[MeasureCoverage], random: object) -> None:
    answers = [answer(f"件{number}", one) for number, one in enumerate(found)]
    mixed = list(answers)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = joined(answers), joined(mixed)
    assert one.tasks == other.tasks
    assert states(one)["1.1/1"] is min((f.state for f in found), key=list(MeasureState).index)


@given(st.lists(FOUND, min_size=2, max_size=4))
def test_joining_step_by_step_is_joining_at_once(found: list[MeasureCoverage]) -> None:
    answers = [answer(f"件{number}", one) for number, one in enumerate(found)]
    by_steps = joined([joined(answers[:-1]), answers[-1]])
    assert by_steps.tasks[0].measures == joined(answers).tasks[0].measures
