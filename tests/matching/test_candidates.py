"""A further source of candidates: it says where to look, words still decide."""

from collections.abc import Sequence

import pytest

from policyparse.comparison.compare import compare
from policyparse.errors import BadConfig
from policyparse.matching.candidates import candidate_source
from policyparse.model.comparison import MeasureCoverage
from tests.matching.pairs import TAKEN, WEAKENED, plan
from tests.plans import LEXICON

UPPER = "照护老人。组织志愿者为行动不便的老人上门送餐。"
LOWER = "方便出行。增开夜间公交班次。"


def of_the_measure(found: Sequence[MeasureCoverage]) -> MeasureCoverage:
    return next(measure for measure in found if "送餐" in measure.text)


def last_clause(measures: Sequence[str], clauses: Sequence[str]) -> list[list[int]]:
    """As a model might: for every measure the last clause, and one that does not exist."""
    return [[len(clauses) - 1, len(clauses) + 7] for _ in measures]


def test_what_a_source_finds_is_quoted_but_not_believed() -> None:
    upper, lower = plan(UPPER), plan(LOWER)
    words = (LEXICON,)
    plain = compare(upper, lower, lexicon=words)
    helped = compare(upper, lower, lexicon=words, candidates=last_clause)
    measure = of_the_measure(helped.tasks[0].measures)
    assert measure.state == of_the_measure(plain.tasks[0].measures).state
    assert measure.state not in (TAKEN, WEAKENED)


def test_a_source_changes_nothing_where_the_index_found_the_passage() -> None:
    upper, lower = plan(UPPER), plan(UPPER, LOWER)
    words = (LEXICON,)
    plain = compare(upper, lower, lexicon=words)
    assert compare(upper, lower, lexicon=words, candidates=last_clause).tasks == plain.tasks


def test_a_source_that_is_not_installed_is_named() -> None:
    with pytest.raises(BadConfig, match="没有安装名为“语义模型”的候选来源"):
        candidate_source("语义模型")
