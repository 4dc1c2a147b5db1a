"""Three drafts and more: tasks down, drafts across."""

from itertools import pairwise

from policyparse.drafts.several import table
from policyparse.model import Plan
from policyparse.model.diff import TaskChange
from policyparse.model.drafts import DraftCell, DraftTable
from tests.drafts.passages import compared, draft

DREDGE = "疏浚进水渠。清淤3公里。（市水利局牵头，市财政局配合）"
DREDGE_AGAIN = "疏浚进水渠。清淤5公里。（市水利局牵头，市财政局配合）"
FENCE = "拆除围网。拆除废弃围网200处，清运围网残料。（市农业农村局牵头，市水利局配合）"
FENCE_TURNED = "拆除围网。拆除废弃围网200处，清运围网残料。（市水利局牵头，市农业农村局配合）"
REEDS = "收割芦苇。深秋收割湖滩芦苇800亩。（市林业局负责）"
BOTH = "拆除围网。拆除废弃围网200处，清运围网残料。深秋收割湖滩芦苇800亩。（市林业局负责）"


def across(*plans: Plan) -> DraftTable:
    steps = [compared(one, other) for one, other in pairwise(plans)]
    return table(plans, steps, compared(plans[0], plans[-1]))


def of(*tasks: str) -> Plan:
    return draft(*(f"（{number}）{task}" for number, task in zip("一二三四", tasks, strict=False)))


def charges(cell: DraftCell | None) -> list[tuple[str, str]]:
    return [(one.unit, one.role.value) for one in cell.units] if cell else []


def test_who_is_in_charge_stands_under_each_draft() -> None:
    found = across(of(FENCE, REEDS), of(FENCE_TURNED, REEDS), of(REEDS, FENCE_TURNED))
    reeds, fence = found.rows
    before = [("市农业农村局", "lead"), ("市水利局", "support")]
    after = [("市水利局", "lead"), ("市农业农村局", "support")]
    assert [charges(cell) for cell in fence.drafts] == [before, after, after]
    assert [cell.tasks if cell else None for cell in fence.drafts] == [("1.1",), ("1.1",), ("1.2",)]
    assert [[one.kind for one in step] for step in fence.steps] == [
        [TaskChange.CHANGED],
        [TaskChange.MOVED],
    ]
    assert "“市水利局”由配合单位改为牵头单位。" in fence.steps[0][0].said
    assert [one.kind for one in reeds.steps[0]] == [TaskChange.SAME]


def test_a_task_that_was_left_out_and_came_back_is_one_row() -> None:
    found = across(of(DREDGE, REEDS), of(REEDS), of(DREDGE_AGAIN, REEDS))
    dredge, reeds = found.rows
    assert [bool(cell) for cell in dredge.drafts] == [True, False, True]
    assert [[one.kind for one in step] for step in dredge.steps] == [
        [TaskChange.REMOVED],
        [TaskChange.ADDED],
    ]
    assert dredge.steps[1][0].back == 1
    assert dredge.steps[1][0].said == ("第1稿已有，其后未列，本稿恢复。",)
    assert not reeds.changed


def test_tasks_that_became_one_share_a_row() -> None:
    found = across(of(DREDGE, FENCE, REEDS), of(DREDGE, BOTH), of(DREDGE, BOTH))
    dredge, both = found.rows
    assert [cell.tasks if cell else () for cell in both.drafts] == [
        ("1.2", "1.3"),
        ("1.2",),
        ("1.2",),
    ]
    assert [step[0].kind for step in both.steps] == [TaskChange.MERGED, TaskChange.SAME]
    assert not dredge.changed


def test_what_is_gone_stands_where_it_was() -> None:
    found = across(of(DREDGE, FENCE, REEDS), of(DREDGE, REEDS), of(REEDS, DREDGE_AGAIN))
    assert [row.title for row in found.rows] == ["收割芦苇", "疏浚进水渠", "拆除围网"]
    assert [bool(cell) for cell in found.rows[2].drafts] == [True, False, False]


def test_every_task_of_every_draft_stands_in_one_row() -> None:
    plans = of(DREDGE, FENCE, REEDS), of(DREDGE, BOTH), of(REEDS), of(REEDS, FENCE_TURNED)
    found = across(*plans)
    for number, plan in enumerate(plans):
        cells = [row.drafts[number] for row in found.rows]
        held = [task for cell in cells if cell for task in cell.tasks]
        assert sorted(held) == sorted(task.id for task in plan.tasks)
    assert (found.overall.old, found.overall.new) == (found.drafts[0], found.drafts[-1])
