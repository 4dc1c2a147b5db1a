"""Whatever was edited: accepting all changes gives the new draft, rejecting all the old one."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.drafts.paragraphs import Paragraph, passages, units_of
from policyparse.drafts.wording import Redline
from policyparse.lexicon.load import load
from policyparse.model import Revisions
from policyparse.normalise import NormalisedText
from policyparse.reports.redline import fit, prove, redline_bytes
from tests.plans import LEXICON
from tests.reports import wordml
from tests.reports.redline_builder import Tile, drafted, expected, said

NAMES = ("市水务局", "市自然资源局", "云屏市渔政管理站", "各区人民政府")
WHOLE = (*NAMES, "2026年9月底前", "2027年", "120", "8.5%")
PHRASES = (
    *WHOLE,
    "修缮码头",
    "疏浚航道",
    "会同",
    "、",
    "；",
    "，并",
)
REDLINE = Redline(load((LEXICON,)), PHRASES, NAMES)
ODD = st.sampled_from(
    [" ", "  ", "\t", "\n", "\r", "\x00", "\x0b", "\x85", "\ud800", "𠮷", "é", "<&>"]
)
NUMBER = st.sampled_from(["", "一、", "二、", "（一）", "（二）", "（1）"])
WORDS = st.lists(st.sampled_from(PHRASES), max_size=8).map("，".join)
SENTENCES = st.builds("{}{}。{}".format, NUMBER, WORDS, WORDS)
STRANGE = st.lists(ODD | st.sampled_from(PHRASES) | st.text(max_size=3), max_size=6).map("".join)
TEXT = SENTENCES | STRANGE


@st.composite
def tables(draw: st.DrawFn) -> tuple[Tile, ...]:
    """A table whose cells, some of them merged, fill its grid."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    tiles = []
    while free:
        row, column = min(free)
        height = draw(st.integers(1, rows - row))
        width = 1
        while draw(st.booleans()) and (row, column + width) in free:
            width += 1
        tiles.append(Tile(draw(TEXT), row, column, height, width))
        free -= {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
    return tuple(tiles)


BLOCK = TEXT | tables()
DRAFT = st.lists(BLOCK, max_size=6)


@st.composite
def edited(draw: st.DrawFn) -> tuple[NormalisedText, NormalisedText]:
    """A draft and what became of it: blocks gone, new, moved, reworded."""
    old = draw(DRAFT)
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        draw(st.sampled_from(EDITS))(draw, new, at)
    return drafted(*old), drafted(*new)


def add(draw: st.DrawFn, blocks: list[Any], at: int) -> None:
    blocks.insert(at, draw(BLOCK))


def drop(draw: st.DrawFn, blocks: list[Any], at: int) -> None:
    del blocks[at : at + 1]


def move(draw: st.DrawFn, blocks: list[Any], at: int) -> None:
    for block in blocks[at : at + 1]:
        blocks.remove(block)
        blocks.insert(draw(st.integers(0, len(blocks))), block)


def reword(draw: st.DrawFn, blocks: list[Any], at: int) -> None:
    for number, block in enumerate(blocks[at : at + 1], start=at):
        if isinstance(block, str):
            blocks[number] = respelt(draw, block)
        elif isinstance(block, tuple):
            cell = draw(st.integers(0, len(block) - 1))
            changed = block[cell]._replace(text=respelt(draw, block[cell].text))
            blocks[number] = (*block[:cell], changed, *block[cell + 1 :])


def respelt(draw: st.DrawFn, text: str) -> str:
    start = draw(st.integers(0, len(text)))
    return text[:start] + draw(TEXT) + text[draw(st.integers(start, len(text))) :]


EDITS: tuple[Callable[[st.DrawFn, list[Any], int], None], ...] = (add, drop, move, reword)
PAIRS = edited() | st.tuples(DRAFT, DRAFT).map(lambda two: (drafted(*two[0]), drafted(*two[1])))


def tracked(old: NormalisedText, new: NormalisedText) -> bytes:
    before, after = units_of(fit(old)), units_of(fit(new))
    found = passages(before, after, REDLINE)
    data = redline_bytes(found, ("旧稿", "新稿"), "稿件比对", date(2026, 5, 8))
    prove(data, before, after)
    return data


@settings(max_examples=100, deadline=None)
@given(PAIRS)
def test_both_drafts_are_in_the_file(pair: tuple[NormalisedText, NormalisedText]) -> None:
    old, new = pair
    data = tracked(old, new)
    wordml.check(data)
    assert said(data, Revisions.ORIGINAL) == expected(old)
    assert said(data, Revisions.FINAL) == expected(new)


@settings(max_examples=15, deadline=None)
@given(PAIRS)
def test_the_same_drafts_give_the_same_bytes(
    pair: tuple[NormalisedText, NormalisedText],
) -> None:
    assert tracked(*pair) == tracked(*pair)


@settings(max_examples=15, deadline=None)
@given(DRAFT)
def test_a_draft_has_no_changes_against_itself(draft: list[Any]) -> None:
    body = wordml.document_of(tracked(drafted(*draft), drafted(*draft)))
    assert [*body.iter(wordml.W + "ins", wordml.W + "del")] == []


@settings(max_examples=100, deadline=None)
@given(SENTENCES, SENTENCES)
def test_no_name_date_or_figure_is_cut(old: str, new: str) -> None:
    found = passages(units_of(drafted(old)), units_of(drafted(new)), REDLINE)
    for passage in found:
        assert isinstance(passage, Paragraph)
        for change in passage.wording.changes:
            assert not {change.old_at, change.old_at + len(change.old)} & inner(old)
            assert not {change.new_at, change.new_at + len(change.new)} & inner(new)


def inner(text: str) -> set[int]:
    """Places inside a name, a date or a figure."""
    places: set[int] = set()
    for phrase in WHOLE:
        at = text.find(phrase)
        while at >= 0:
            places |= set(range(at + 1, at + len(phrase)))
            at = text.find(phrase, at + 1)
    return places
