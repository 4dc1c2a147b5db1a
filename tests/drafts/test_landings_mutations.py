"""Random changes asked for in a made table, some followed, some half, some not at all.

``POLICYPARSE_SEEDS=1000`` tries as many.
"""

import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from policyparse.drafts.explained import unexplained
from policyparse.model.diff import Diff
from tests.drafts.asked import Ask, asks, pieces_of
from tests.drafts.mutations import Edit, edits
from tests.drafts.tabled import SUFFIXES, judged
from tests.drafts.test_mutations import PLANS, ground

SEEDS = int(os.environ.get("POLICYPARSE_SEEDS", "40"))
MOST = 6
VERDICTS = {"full": "landed", "none": "not landed", "part": "partly"}
ADOPTED = {"采纳": "yes", "不采纳": "no", "部分采纳": "partly", "": "blank"}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_opinion_fares_as_the_draft_was_changed(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    base = ground(PLANS[seed % len(PLANS)])
    further = edits(base, rng, 2)
    used = {task for edit in further for task in edit.tasks}
    made = asks(base, rng, MOST, used)
    rows = list(opinions(made, rng))
    pieces = [*(p for edit in further for p in edit.pieces), *pieces_of(made)]
    text = base.text
    for start, end, new in sorted(set(pieces), reverse=True):
        text = text[:start] + new + text[end:]
    table = [row[:3] for row in rows]
    found = judged(base.text, text, table, tmp_path, rng.choice(SUFFIXES))
    check(found, rows, further)


Row = tuple[str, str, str, tuple[Ask, ...]]  # who, opinion, adoption, what it asks


def opinions(made: Sequence[Ask], rng: random.Random) -> list[Row]:
    """One ask or two in a row, and rows that ask for nothing."""
    rows: list[Row] = []
    left = list(made)
    while left:
        own = tuple(left.pop() for _ in range(min(len(left), rng.choice((1, 1, 1, 2)))))
        said = own[0].said
        if len(own) == 2:
            said = "；".join(f"（{n}）{ask.said}" for n, ask in enumerate(own, 1)).replace(
                "。；", "。"
            )
        rows.append(("市审计局", said, rng.choice(list(ADOPTED)), own))
        if rng.random() < 0.4:
            rows.append(("市统计局", rng.choice(("无意见。", "经研究，无修改意见")), "", ()))
    return rows


def check(found: Diff, rows: Sequence[Row], further: Sequence[Edit]) -> None:
    """Compare what is said of each opinion with what was done, and what none explains."""
    expected = {
        n: (verdict(own), ADOPTED[adopted]) for n, (_, _, adopted, own) in enumerate(rows, 1) if own
    }
    said = {o.n: (o.verdict.value, o.adopted.value) for o in found.opinions}
    told = [f"{o.n} {rows[o.n - 1][1]} | {o.why}" for o in found.opinions]
    assert said == expected, "\n".join(told)
    changed = {
        task
        for edit in further
        for task, what in edit.told.items()
        if any(one[0] != "measure" for one in what)
    }
    assert {task.old[0] for task, _ in unexplained(found) if task} == changed


def verdict(own: Sequence[Ask]) -> str:
    """What follows from all that a row asks for."""
    verdicts = {VERDICTS[ask.done] for ask in own}
    return verdicts.pop() if len(verdicts) == 1 else "partly"
