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
