"""Random known edits to the plans of the sample set: diff tells exactly these.

``POLICYPARSE_SEEDS=1000`` tries as many.
"""

import os
import random
from functools import cache
from pathlib import Path

import pytest

from policyparse import readers
from policyparse.lexicon.load import load
from policyparse.model.diff import Diff
from policyparse.normalise import normalise
from policyparse.pipeline import parse_text
from tests.conftest import CORPUS
from tests.drafts.more_mutations import MORE, several, split
from tests.drafts.mutations import Edit, Ground, applied, edits
from tests.drafts.passages import compared, told
from tests.plans import LEXICON, read

SEEDS = int(os.environ.get("POLICYPARSE_SEEDS", "40"))
MOST = 6
PLANS = (
    "01-*.docx",
    "02-*方案.docx",
    "03-*.html",
    "drafts/1-*.docx",
    "drafts/2-*.docx",
)


@cache
def ground(pattern: str) -> Ground:
    """A plan of the sample set, read from its text alone."""
    text = read((next(CORPUS.glob(pattern)),))[1].text
    text = normalise(readers.read(Path("plan.txt"), text.encode())).text
    plan = parse_text(text, "plan", (LEXICON,))
    assert all(e.text == text[e.start : e.end] for task in plan.tasks for e in task.evidence)
    return Ground(plan, text, load((LEXICON,)))


@pytest.mark.parametrize("seed", range(SEEDS))
def test_diff_tells_exactly_what_was_edited(seed: int) -> None:
    rng = random.Random(seed)
    base = ground(PLANS[seed % len(PLANS)])
    made = edits(base, rng, MOST)
    assert made
    changed = parse_text(applied(base.text, made), "plan", (LEXICON,))
    check(compared(base.plan, changed), made)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_diff_tells_measures_put_otherwise_and_open_ends(seed: int) -> None:
    rng = random.Random(seed)
    base = ground(PLANS[seed % len(PLANS)])
    made = edits(base, rng, MOST, MORE) or edits(base, rng, MOST)
    changed = parse_text(applied(base.text, made), "plan", (LEXICON,))
    check(compared(base.plan, changed), made)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_diff_tells_several_edits_of_one_task(seed: int) -> None:
    base = ground(PLANS[seed % len(PLANS)])
    edit = several(base, random.Random(seed))
    assert edit
    changed = parse_text(applied(base.text, [edit]), "plan", (LEXICON,))
    check(compared(base.plan, changed), [edit])


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_task_cut_into_two_is_split_and_the_other_way_round_merged(seed: int) -> None:
    base, rng = ground(PLANS[seed % 3]), random.Random(seed)
    tasks = rng.sample(base.plan.tasks, len(base.plan.tasks))
    edit, second = next(made for task in tasks if (made := split(base, task, rng)))
    (first,) = edit.told
    changed = parse_text(applied(base.text, [edit]), "plan", (LEXICON,))
    for plans, kind in (((base.plan, changed), "split"), ((changed, base.plan), "merged")):
        found = compared(*plans)
        both, one = (first, second), (first,)
        expected = (kind, *((one, both) if kind == "split" else (both, one)), False, set())
        told_of = [(t.kind.value, t.old, t.new, t.moved, told(t)) for t in found.tasks]
        assert [row for row in told_of if row[0] != "same"] == [expected]


def check(found: Diff, made: list[Edit]) -> None:
    """Compare what is told with what was done."""
    expected = {task: said for edit in made for task, said in edit.told.items() if said}
    assert {task.old[0]: told(task) for task in found.tasks if task.old and told(task)} == expected
    assert [task.new for task in found.tasks if not task.old or not task.new] == []
    assert {t.old[0] for t in found.tasks if t.moved} == {t for edit in made for t in edit.moved}
    touched = {task for edit in made for task in edit.touched}
    assert {task.old[0] for task in found.tasks if task.wording} == touched
    renamed = {task: names for edit in made for task, names in edit.renamed.items()}
    assert {
        task.old[0]: (one.old, one.new) for task in found.tasks for one in task.renamed
    } == renamed
    assert found.goals == ()
