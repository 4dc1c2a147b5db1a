"""Numerals as items are numbered."""

import pytest

from policyparse.grammar.numerals import chinese_number, chinese_numeral


@pytest.mark.parametrize(
    ("n", "written"),
    [(3, "三"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三"), (99, "九十九")],
)
def test_a_numeral_is_written_as_it_is_read(n: int, written: str) -> None:
    assert chinese_numeral(n) == written
    assert chinese_number(written) == n


def test_what_numbers_no_item_stays_a_figure() -> None:
    assert [chinese_numeral(n) for n in (0, 100)] == ["0", "100"]
