"""Scores against annotated plans never fall below those recorded in recorded_scores.json.

After an improvement: ``python -m tests.test_gold`` records the scores of what stands now.
"""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from policyparse.batch.plan_json import plan_json
from policyparse.pipeline import parse
from tests.comparison import test_coverage_gold
from tests.conftest import SHARED, TOP

RECORDED = TOP / "tests" / "recorded_scores.json"
OWN = TOP / "tests" / "golden"  # our own annotations of real plans
SLACK = 0.0001  # recorded scores are rounded


def annotations() -> list[Path]:
    """All annotated plans that there are, the given ones and our own."""
    folders = [SHARED / "gold", OWN]
    found = [path for folder in folders if folder.is_dir() for path in folder.glob("*.json")]
    return sorted(path for path in found if not path.name.startswith("coverage-"))


def scorer() -> Any:
    """The scorer that stands beside the plans."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scores(path: Path) -> dict[str, float]:
    """F1 by what is scored, for one annotated plan; what neither side has is left out."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    plan = parse(SHARED / "plans" / gold["file"])
    tallies = scorer().score(gold, json.loads(plan_json(plan)))
    return {
        name: round(tally.row()[2], 4)
        for name, tally in sorted(tallies.items())
        if tally.gold or tally.out
    }


def recorded() -> dict[str, dict[str, float]]:
    """The scores that were reached before, by annotated plan."""
    found: dict[str, dict[str, float]] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return {name: scores for name, scores in found.items() if not name.startswith("coverage-")}


@pytest.mark.parametrize("name", sorted(recorded()))
def test_no_score_falls(name: str, shared: Path) -> None:
    path = next((path for path in annotations() if path.name == name), None)
    assert path is not None, f"no annotation {name} any more"
    now = scores(path)
    fallen = {
        what: (before, now.get(what))
        for what, before in recorded()[name].items()
        if now.get(what, 0.0) < before - SLACK
    }
    assert fallen == {}, "what was recorded, what it is now"


def test_every_annotation_is_recorded(shared: Path) -> None:
    assert {path.name for path in annotations()} == set(recorded())


def record() -> None:
    """Write down the scores of what stands now."""
    now = {path.name: scores(path) for path in annotations()}
    now |= {path.name: test_coverage_gold.scores(path) for path in test_coverage_gold.annotated()}
    RECORDED.write_text(json.dumps(now, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(RECORDED.read_text(encoding="utf-8"))


if __name__ == "__main__":
    record()
