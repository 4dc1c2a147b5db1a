"""However a plan is set, it says the same: shapes of characters, blanks, breaks, line ends.

``POLICYPARSE_SEEDS=20`` tries as many placings of each as said.
"""

import os
import random
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from policyparse.model import Plan, Target
from policyparse.pipeline import parse_text, parse_with_text
from tests.conftest import CORPUS
from tests.plans import LEXICON, corpus_sets, name_of, read
from tests.property.plans import PLANS
from tests.property.retold import CHARACTERS, RETELLINGS
from tests.test_evidence import places, unblanked

SEEDS = int(os.environ.get("POLICYPARSE_SEEDS", "1"))
MAIN = [files for files in corpus_sets() if files[0].parent == CORPUS]
SOURCES = [*PLANS, *map(name_of, MAIN)]
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_MARKS = str.maketrans("，；：！？（）〔〕∶", ",;:!?()():")


@cache
def lines_of(name: str) -> list[str]:
    """The paragraphs of a plan, without its tables."""
    if name in PLANS:
        return PLANS[name].splitlines()
    text = read(next(files for files in MAIN if name_of(files) == name))[1]
    blocks = (text.text[b.start : b.end] for b in text.blocks if b.kind != "table")
    return "\n".join(blocks).splitlines()


@cache
def plain_reading(name: str) -> Counter[tuple[object, ...]]:
    """What a plan says when nothing is changed."""
    return said(parse_text("\n".join(lines_of(name)), "plan", (LEXICON,)))


def bare(text: object) -> str:
    """A value without the differences that a retelling makes."""
    usual = unicodedata.normalize("NFKC", str(text).translate(CHARACTERS))
    return _UNSEEN.sub("", usual).translate(_MARKS)


def figure(target: Target) -> tuple[object, ...]:
    return (target.op, target.value, target.value_high, bare(target.unit), target.kind)


def said(plan: Plan) -> Counter[tuple[object, ...]]:
    """Who is to do what by when, and what is to be reached."""
    rows: list[tuple[object, ...]] = []
    for task in plan.tasks:
        rows.append(("task", task.id, bare(task.title), task.category, task.open_ended))
        rows += [
            ("unit", task.id, bare(a.unit.name), a.role, a.by_duty, a.inherited)
            for a in task.assignments
        ]
        rows += [("date", task.id, bare(d.raw), d.kind, d.start, d.end) for d in task.deadlines]
        rows += [("target", task.id, bare(t.indicator), *figure(t)) for t in task.targets]
    rows += [("goal", bare(goal.indicator), *figure(goal)) for goal in plan.goals]
    rows += [("member", m.position, bare(m.person)) for m in plan.roster]
    head = plan.document
    rows.append(("document", bare(head.title), bare(head.doc_number), head.issued_on, head.kind))
    return Counter(rows)


@pytest.mark.parametrize("name", SOURCES)
def test_there_is_enough_to_compare(name: str) -> None:
    kinds = Counter(str(row[0]) for row in plain_reading(name))
    assert kinds["task"] >= 4
    assert kinds["unit"] >= 8
    assert kinds["date"] >= 2
    assert kinds["target"] + kinds["goal"] >= 4


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("retelling", RETELLINGS)
@pytest.mark.parametrize("name", SOURCES)
def test_it_says_the_same(name: str, retelling: str, seed: int) -> None:
    rng = random.Random(f"{name} {retelling} {seed}")
    content = RETELLINGS[retelling](lines_of(name), rng)
    now, before = said(parse_text(content, "plan", (LEXICON,))), plain_reading(name)
    assert (before - now, now - before) == (Counter(), Counter()), "what is lost, what is new"


@pytest.mark.parametrize("retelling", RETELLINGS)
@pytest.mark.parametrize("name", PLANS)
def test_what_is_quoted_stands_in_the_source(name: str, retelling: str, tmp_path: Path) -> None:
    """As it was set there: nothing is mended in a quotation but blanks."""
    content = RETELLINGS[retelling](lines_of(name), random.Random(retelling))
    source = tmp_path / "plan.txt"
    source.write_text(content, encoding="utf-8", newline="")
    plan, text = parse_with_text(source, (LEXICON,))
    seen = _UNSEEN.sub("", content)
    for place in places(plan):
        assert place.text == text.text[place.start : place.end]
        traced = "".join(words for _, words in text.trace(place.start, place.end))
        assert unblanked(traced) == unblanked(place.text)
        assert unblanked(place.text) in seen
