"""A draft against itself, two drafts the other way round, the same again."""

from itertools import pairwise
from pathlib import Path

import pytest

from policyparse.model import Plan
from policyparse.model.diff import Diff
from tests.drafts.passages import compared, told
from tests.plans import corpus_sets, name_of, read, shared_sets

TURNED = {
    "added": "removed",
    "earlier": "later",
    "stricter": "looser",
    "strengthened": "weakened",
    "split": "merged",
}
TURNED |= {new: old for old, new in TURNED.items()}


def unchanged(plan: Plan) -> None:
    found = compared(plan, plan)
    assert {task.kind.value for task in found.tasks} <= {"same"}
    assert not any(told(task) or task.wording or task.renamed or task.moved for task in found.tasks)
    assert (found.goals, found.units) == ((), ())


@pytest.mark.parametrize("files", corpus_sets(), ids=name_of)
def test_a_plan_against_itself_has_no_change(files: tuple[Path, ...]) -> None:
    unchanged(read(files)[0])


def test_a_real_plan_against_itself_has_no_change(shared: object) -> None:
    for files in shared_sets():
        unchanged(read(files)[0])


def said(found: Diff, *, turned: bool) -> list[tuple[object, ...]]:
    """All pairs with all changes, as the other way round would tell them."""

    def way(change: str) -> str:
        return TURNED.get(change, change) if turned else change

    rows: list[tuple[object, ...]] = []
    for task in found.tasks:
        old, new = (task.new, task.old) if turned else (task.old, task.new)
        changes = [way(c.change.value) for c in task.deadlines]
        changes += [way(c.change.value) for c in task.targets]
        changes += [way(c.change.value) for c in task.measures]
        units = [way(c.change.value) for c in task.responsibility]
        rows.append((old, new, way(task.kind.value), task.moved, sorted(changes), sorted(units)))
    return sorted(rows, key=str)


def test_the_other_way_round_everything_is_turned() -> None:
    plans = [read(files)[0] for files in corpus_sets()]
    for old, new in pairwise(plan for plan in plans if plan.tasks):
        assert said(compared(old, new), turned=False) == said(compared(new, old), turned=True)


def test_the_same_drafts_give_the_same_json() -> None:
    one, other = (read(files)[0] for files in corpus_sets()[3:5])
    assert compared(one, other).model_dump_json() == compared(one, other).model_dump_json()
