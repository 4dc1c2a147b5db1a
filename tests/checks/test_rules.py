"""Every rule on its passages, and what every rule must have."""

import pytest

from policyparse.checks.registry import RULES, RULES_BY_CODE
from policyparse.checks.rule import Rule
from tests.checks.cases import Case, load_cases

CASES = load_cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_reports_exactly_the_marked_words(case: Case) -> None:
    assert case.reported() == case.wanted()


@pytest.mark.parametrize("code", RULES_BY_CODE)
def test_every_rule_has_a_passage_that_fires_and_one_that_is_silent(code: str) -> None:
    assert {case.fires for case in CASES if case.code == code} == {True, False}


def test_no_passage_is_of_an_unknown_rule() -> None:
    assert {case.code for case in CASES} <= set(RULES_BY_CODE)


def test_codes_and_names_are_used_once() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_what_why_and_what_to_do(rule: Rule) -> None:
    for text in (rule.title, rule.why, rule.fix):
        assert text.endswith("。")
