"""The index: what says most of a question comes first."""

from policyparse.matching.index import ClauseIndex, terms

TEXTS = ("开办社区食堂", "修缮乡村戏台", "社区食堂抽检", "社区巡逻", "开办夜校")


def index() -> ClauseIndex:
    return ClauseIndex([terms(text) for text in TEXTS])


def test_the_same_text_comes_first_and_what_shares_nothing_does_not_come() -> None:
    found = [number for number, _ in index().search(terms("开办社区食堂"), 5)]
    assert found[0] == 0
    assert 1 not in found


def test_a_rarer_word_counts_for_more() -> None:
    assert index().weight("戏台") > index().weight("社区")


def test_nothing_is_found_where_there_is_nothing() -> None:
    assert ClauseIndex([]).search(terms("开办夜校"), 5) == []
    assert index().search(terms("燃气"), 5) == []
    assert index().search((), 5) == []


def test_letters_and_figures_are_terms() -> None:
    assert terms("VOCs治理率达95.5%") == {"vocs", "治理", "理率", "率达", "95.5%"}
