"""Words of a text: none is lost, those of the lexicon stay whole."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.lexicon.load import load
from policyparse.nlp.words import Segmenter, segmenter
from tests.plans import LEXICON, corpus_sets, name_of, read, shared_sets

TEXTS = (
    "为独居老人安装门磁报警器，每季度回访1次。",
    "推动农贸市场、粮库和社区食堂（含配餐中心）改造。",
    "VOCs治理率达到95.5%，PM2.5浓度下降3%以上。",
    "澜江省住房城乡建设厅会同云屏市供销社",
    "𠮷祥社区—“一户一码”",
    "",
    " \u3000\n",
)


def whole() -> Segmenter:
    """The segmenter with the whole dictionary."""
    return segmenter(load(LEXICON_FILES))


LEXICON_FILES = (LEXICON,)


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_the_text_in_order(text: str) -> None:
    words = list(whole().words(text))
    assert "".join(word.text for word in words) == text
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert whole().cut(text) == [word.text for word in words]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([*TEXTS, "社", "食堂", "12", "，", "A", "\u200b"]), max_size=6))
def test_no_character_of_any_text_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    assert "".join(whole().cut(text)) == text


@pytest.mark.parametrize("files", [*corpus_sets()[:3], *shared_sets()], ids=name_of)
def test_a_part_of_the_dictionary_cuts_as_the_whole(files: tuple[Path, ...]) -> None:
    lines = [task.text for task in read(files)[0].tasks]
    small = Segmenter(load(LEXICON_FILES), lines)
    for line in lines:
        assert list(small.words(line)) == list(whole().words(line))


def test_words_of_the_lexicon_stay_whole() -> None:
    words = whole().cut("澜江省住房城乡建设厅牵头，云屏市配合")
    assert words == ["澜江省", "住房城乡建设厅", "牵头", "，", "云屏市", "配合"]


def test_phrases_that_are_handed_in_stay_whole() -> None:
    phrases = ("门磁报警器", "一户一码")
    cutter = Segmenter(load(), TEXTS, phrases)
    assert "门磁报警器" in cutter.cut(TEXTS[0])
    assert "一户一码" in cutter.cut(TEXTS[4])


def test_common_words_are_frequent_and_unknown_ones_are_not() -> None:
    known = {word.text: word for word in whole().words("建设戏台鿍")}
    assert known["建设"].frequency > known["戏台"].frequency > 0
    assert (known["鿍"].frequency, known["鿍"].tag) == (0, "x")


def test_tags_tell_verbs_from_nouns() -> None:
    tags = {word.text: word.tag for word in whole().words("修建仓库")}
    assert tags == {"修建": "v", "仓库": "n"}
