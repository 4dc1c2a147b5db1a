"""All rules by their codes, and the choice among them."""

import re
from collections.abc import Sequence

from policyparse.checks import (
    annexes,
    bodies,
    citations,
    counts,
    deadlines,
    issued,
    names,
    numbering,
    openings,
    opinion_tables,
    pairs,
    promises,
    repeated,
    responsibility,
    roster,
    running,
    slogans,
    sums,
    tables,
    targets,
    trifles,
    wording,
)
from policyparse.checks.rule import Rule
from policyparse.errors import BadConfig

FAMILIES = (  # a row for each file of rules
    opinion_tables.RULES,
    tables.RULES,
    targets.RULES,
    sums.RULES,
    numbering.RULES,
    running.RULES,
    responsibility.RULES,
    issued.RULES,
    deadlines.RULES,
    repeated.RULES,
    openings.RULES,
    roster.RULES,
    bodies.RULES,
    counts.RULES,
    slogans.RULES,
    annexes.RULES,
    citations.RULES,
    names.RULES,
    pairs.RULES,
    promises.RULES,
    wording.RULES,
    trifles.RULES,
)
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in FAMILIES for rule in family), key=lambda rule: rule.code)
)
RULES_BY_CODE = {rule.code: rule for rule in RULES}


def select(chosen: Sequence[str] = (), ignored: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules whose code starts, or whose name is, as chosen and not as ignored.

    Nothing chosen means all. Raises BadConfig for a choice that fits no rule.
    """
    chosen, ignored = _words(chosen), _words(ignored)
    for word in (*chosen, *ignored):
        if not any(_fits(rule, word) for rule in RULES):
            raise BadConfig(f"没有编号或名称为“{word}”的规则，全部规则见 policyparse explain。")
    return tuple(
        rule
        for rule in RULES
        if (not chosen or any(_fits(rule, word) for word in chosen))
        and not any(_fits(rule, word) for word in ignored)
    )


def _words(chosen: Sequence[str]) -> tuple[str, ...]:
    """Each code by itself: several may be written with commas between them."""
    return tuple(
        word.strip() for one in chosen for word in re.split("[,，、]", one) if word.strip()
    )


def _fits(rule: Rule, word: str) -> bool:
    return rule.code.startswith(word.upper()) or rule.name == word.lower()
