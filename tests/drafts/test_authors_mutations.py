"""Random known edits as tracked changes, each by a hand of its own: every change names it."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from policyparse.batch.tracked import draft_states
from policyparse.drafts.authors import with_authors
from policyparse.model.diff import Diff, TaskDiff
from tests.drafts.mutations import Edit, edits
from tests.drafts.passages import compared
from tests.drafts.test_mutations import MOST, PLANS, SEEDS, check, ground
from tests.plans import LEXICON
from tests.readers.tracked import by, gone, made, run
from tests.readers.word import saved


@pytest.mark.parametrize("seed", range(SEEDS // 4))
def test_every_change_names_the_hand_that_made_it(seed: int, tmp_path: Path) -> None:
    base = ground(PLANS[seed % len(PLANS)])
    done = edits(base, random.Random(seed), MOST)
    source = tmp_path / "方案.docx"
    source.write_bytes(saved(made(*paragraphs(base.text, done))))
    states = draft_states((source,), (LEXICON,))
    assert states.old.text == base.text
    old, new = states.old.plan, states.new.plan
    found = compared(old, new)
    check(found, done)
    assert_hands(with_authors(found, old, new, states.tracked), done)


def hand(number: int) -> tuple[str, str]:
    return f"第{number}人", f"2027-03-{number + 1:02}T09:00:00Z"


def paragraphs(text: str, done: list[Edit]) -> list[str]:
    """The text as paragraphs; what an edit takes out and puts in is tracked, line ends too."""
    page = Page()
    at = 0
    pieces = [(*piece, number) for number, edit in enumerate(done) for piece in edit.pieces]
    for start, stop, new, number in sorted(pieces):
        page.add(text[at:start], "", number)
        page.add(text[start:stop], "del", number)
        page.add(new, "ins", number)
        at = stop
    page.add(text[at:], "", 0)
    return [*page.whole, "".join(page.begun)]


class Page:
    """Paragraphs that are done, and the one that is being written."""

    def __init__(self) -> None:
        self.whole: list[str] = []
        self.begun: list[str] = []

    def add(self, words: str, kind: str, number: int) -> None:
        first, *more = words.split("\n")
        self._write(first, kind, number)
        for line in more:
            mark = by(kind, "", *hand(number)) if kind else ""
            self.whole.append(f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" + "".join(self.begun))
            self.begun = []
            self._write(line, kind, number)

    def _write(self, words: str, kind: str, number: int) -> None:
        own = (gone if kind == "del" else run)(escape(words))
        self.begun.append(by(kind, own, *hand(number)) if kind else own)


def assert_hands(found: Diff, done: list[Edit]) -> None:
    whose = {task: hand(n) for n, edit in enumerate(done) for task in edit.tasks}
    for task in found.tasks:
        for change in changes(task):
            assert (change.author, change.when) == whose[task.old[0]], change
        if task.moved:
            assert task.author == whose[task.old[0]][0]


def changes(task: TaskDiff) -> Iterator[Any]:
    yield from (*task.responsibility, *task.deadlines, *task.targets)
    yield from (*task.measures, *task.wording)
