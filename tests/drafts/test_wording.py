"""The redline: words and phrases, never half of a unit's name, a date or a figure."""

from policyparse.model.diff import TaskDiff
from tests.drafts.passages import between, compared, draft

NOTE = "（市水利局牵头）"


def steps(task: TaskDiff) -> list[tuple[str, str, str]]:
    return [(step.op.value, step.old, step.new) for step in task.wording]


def test_a_unit_is_replaced_whole() -> None:
    task = between(
        f"建立台账。由市交通运输局汇总。{NOTE}", f"建立台账。由市交通运输综合执法支队汇总。{NOTE}"
    )
    assert steps(task) == [("replace", "市交通运输局", "市交通运输综合执法支队")]


def test_a_date_and_a_figure_are_replaced_whole() -> None:
    task = between(
        f"建立台账。2026年6月底前登记120处。{NOTE}", f"建立台账。2026年9月底前登记125处。{NOTE}"
    )
    assert steps(task) == [
        ("replace", "2026年6月底前", "2026年9月底前"),
        ("replace", "120", "125"),
    ]


def test_the_steps_lead_from_the_old_text_to_the_new_one() -> None:
    task = between(
        f"建立台账。摸清围网底数，登记造册。{NOTE}",
        f"建立台账。全面摸清围网和网箱底数，逐处登记，公开结果。{NOTE}",
    )
    text, shift = task.old_text, 0
    for step in task.wording:
        at = step.old_at + shift
        assert text[at : at + len(step.old)] == step.old
        text = text[:at] + step.new + text[at + len(step.old) :]
        shift += len(step.new) - len(step.old)
        assert task.new_text[step.new_at : step.new_at + len(step.new)] == step.new
    assert text == task.new_text


def test_a_text_that_stayed_has_no_steps() -> None:
    task = between("建立台账。（市水利局牵头）", "建立台账。（市财政局牵头）")
    assert task.wording == ()
    assert task.kind == "changed"


def test_a_line_broken_elsewhere_is_no_change() -> None:
    old = "（一）拆除围网。拆除废弃围网。\n对残料集中处置。（市农业农村局负责）"
    found = compared(draft(old), draft(old.replace("\n", "")))
    assert [task.kind.value for task in found.tasks] == ["same"]
    assert found.tasks[0].wording == ()
