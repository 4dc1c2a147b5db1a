"""A reviewer's results find their measures again, or say that they do not."""

from dataclasses import replace

from policyparse.comparison.review import ReviewEntry, apply_reviews, apply_to_all
from policyparse.model.comparison import Comparison, MeasureState, Review, ReviewResult
from tests.comparison.reviewed import CLOSE, HIRE, INSPECT, LOWER, UPPER, compared

NOT_HERE = Review(result=ReviewResult.NOT_HERE, reason="本市没有渡口", by="审核员甲")
ENTRY = ReviewEntry(4, HIRE, NOT_HERE, UPPER, LOWER, "2.1", MeasureState.MISSING)


def results(comparison: Comparison) -> dict[str, Review | None]:
    return {m.text: m.review for task in comparison.tasks for m in task.measures}


def test_a_result_is_put_on_its_measure_and_no_other() -> None:
    found = apply_reviews(compared(), [ENTRY])
    assert results(found) == {HIRE: NOT_HERE, INSPECT: None, CLOSE: None}
    assert found.notes == ()


def test_it_is_found_again_when_tasks_are_renumbered_and_marks_change() -> None:
    moved = compared("3.4", "3.5", hire="每个渡口，配备２名持证船员。")
    found = apply_reviews(moved, [replace(ENTRY, upper="《澜江省渡口安全行动方案(2026年)》")])
    assert found.tasks[0].measures[0].review == NOT_HERE
    assert found.notes == ()


def test_a_small_change_of_wording_is_said() -> None:
    found = apply_reviews(compared(hire="每个渡口均配备2名持证船员"), [ENTRY])
    assert found.tasks[0].measures[0].review == NOT_HERE
    assert found.notes == ("核对结果第4行：措施文字与本次略有出入，已按最相近的一条对应，请核实。",)


def test_a_measure_that_is_gone_is_said() -> None:
    found = apply_reviews(compared(), [replace(ENTRY, text="渡口设置候船亭")])
    assert set(results(found).values()) == {None}
    assert found.notes == ("核对结果第4行：未找到对应措施，请核实。",)


def test_a_result_written_on_another_state_is_kept_and_said() -> None:
    found = apply_reviews(compared(), [replace(ENTRY, state=MeasureState.WEAKENED)])
    assert found.tasks[0].measures[0].review == NOT_HERE
    assert found.notes == (
        "核对结果第4行：该措施的情况由“表述减弱”变为“未见对应内容”，请核实核对结果是否仍然适用。",
    )


def test_the_later_of_two_rows_counts() -> None:
    other = Review(result=ReviewResult.SUPPLEMENT, reason="年内补充")
    found = apply_reviews(compared(), [ENTRY, replace(ENTRY, line=9, review=other)])
    assert found.tasks[0].measures[0].review == other
    assert found.notes == ("核对结果第9行：与第4行是同一措施而结果不同，以本行为准，请核实。",)


def test_a_result_without_a_reason_is_kept_and_said() -> None:
    bare = replace(ENTRY, review=Review(result=ReviewResult.ELSEWHERE, reason=""))
    found = apply_reviews(compared(), [bare])
    assert found.notes == ("核对结果第4行：“另文落实（文件及条款）”未写理由，请补充。",)


def test_the_task_tells_measures_of_the_same_words_apart() -> None:
    twice = compared(hire=INSPECT)
    entry = ReviewEntry(5, INSPECT, NOT_HERE, task="2.2")
    found = apply_reviews(twice, [entry])
    assert [m.review for task in found.tasks for m in task.measures] == [None, NOT_HERE, None]


def test_rows_of_other_pairs_are_passed_over_and_those_of_none_are_said() -> None:
    one, two = compared(), compared(lower="澄湾市渡口安全工作方案")
    done, notes = apply_to_all([one, two], [ENTRY, replace(ENTRY, line=6, lower="沅宁市方案")])
    assert [c.tasks[0].measures[0].review for c in done] == [NOT_HERE, None]
    assert [c.notes for c in done] == [(), ()]
    assert notes == ("核对结果第6行：未找到对应的上级文件或下级文件，请核实。",)
