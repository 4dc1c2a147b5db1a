"""Each phrasing holds its hits and no misses."""

import re

import pytest

from policyparse.grammar.change_phrasings import PHRASINGS, Phrasing
from policyparse.grammar.changes import ChangeGrammar
from policyparse.grammar.requests import masked
from policyparse.lexicon.load import load

ROWS = list(zip(PHRASINGS, (pattern for _, pattern in ChangeGrammar(load()).rules), strict=True))


@pytest.mark.parametrize(("row", "pattern"), ROWS, ids=[row.hits[0] for row in PHRASINGS])
def test_hits_and_misses(row: Phrasing, pattern: re.Pattern[str]) -> None:
    assert [hit for hit in row.hits if not pattern.search(masked(hit))] == []
    assert [miss for miss in row.misses if pattern.search(masked(miss))] == []
