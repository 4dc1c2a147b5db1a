"""Coverage of annotated pairs of real plans never falls below what was reached before.

The scorer and its annotations stand beside the checkout. ``python -m tests.test_gold`` records.
"""

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import SHARED, TOP

SLACK = 0.001  # the scorer prints three digits
SCORER = SHARED / "tools" / "score_coverage.py"
RECORDED = TOP / "tests" / "recorded_scores.json"
LINE = re.compile(
    r"accuracy (?P<accuracy>[\d.]+)  macro-F1 (?P<f1>[\d.]+)"
    r"  task status (?P<right>\d+)/(?P<tasks>\d+)  right passage (?P<where>\d+)/(?P<quoted>\d+)"
)
BARS = {"macro-F1": 0.8, "task status": 9 / 11, "right passage": 0.9}


def annotated() -> list[Path]:
    """The annotated pairs, where they are."""
    return sorted((SHARED / "gold").glob("coverage-*.json"))


def recorded() -> dict[str, dict[str, float]]:
    """What was reached before, by annotated pair."""
    found: dict[str, dict[str, float]] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return {name: scores for name, scores in found.items() if name.startswith("coverage-")}


@cache
def scores(path: Path) -> dict[str, float]:
    """Scores of one annotated pair, as the scorer gives them."""
    command = f"{sys.executable} -m policyparse compare --json"
    done = subprocess.run(
        [sys.executable, str(SCORER), str(path), "--cmd", command],
        cwd=TOP,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    told = LINE.search(done.stdout)
    assert told is not None, done.stdout + done.stderr
    return {
        "accuracy": float(told["accuracy"]),
        "macro-F1": float(told["f1"]),
        "right passage": round(int(told["where"]) / max(1, int(told["quoted"])), 4),
        "task status": round(int(told["right"]) / max(1, int(told["tasks"])), 4),
    }


@pytest.mark.parametrize("name", sorted(recorded()))
def test_no_score_falls(name: str, shared: Path) -> None:
    now = scores(shared / "gold" / name)
    before = recorded()[name]
    assert {k: (v, now[k]) for k, v in before.items() if now[k] < v - SLACK} == {}


@pytest.mark.parametrize("what", sorted(BARS))
def test_what_is_asked_for_is_reached(what: str, shared: Path) -> None:
    fallen = {path.name: scores(path)[what] for path in annotated()}
    assert {name: score for name, score in fallen.items() if score < BARS[what] - SLACK} == {}


def test_every_annotated_pair_is_recorded(shared: Path) -> None:
    assert {path.name for path in annotated()} == set(recorded())
