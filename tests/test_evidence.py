"""Every quoted place holds the words it quotes, and leads to the same words in the source file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from policyparse.model import Evidence, Plan, RawBlock, RawCell, RawDocument
from policyparse.model.raw import Place
from policyparse.normalise import NormalisedText, normalise
from policyparse.pipeline import parse_set
from tests.plans import corpus_sets, name_of, read, shared_sets

DOCUMENTS = [*corpus_sets(), *shared_sets()]


def places(value: object) -> Iterator[Evidence]:
    """Every Evidence inside a value, however deep."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from places(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from places(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from places(item)


def values_without_place(plan: Plan) -> Iterator[object]:
    """Extracted values that quote nothing."""
    for task in plan.tasks:
        found = (*task.assignments, *task.deadlines, *task.targets, *task.deliverables)
        yield from (value for value in (task, *found) if not value.evidence)
    more = (*plan.goals, *plan.roster, *plan.opinions, *plan.document.citations)
    yield from (value for value in more if not value.evidence)


def unblanked(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("files", DOCUMENTS, ids=name_of)
def test_every_place_holds_its_words(files: tuple[Path, ...]) -> None:
    plan, text = read(files)
    wrong = [e for e in places(plan) if e.text != text.text[e.start : e.end] or not e.text]
    assert wrong == []


@pytest.mark.parametrize("files", DOCUMENTS, ids=name_of)
def test_every_place_names_its_block_and_page(files: tuple[Path, ...]) -> None:
    plan, text = read(files)
    for place in places(plan):
        block = text.blocks[place.block]
        assert block.start <= place.start < block.end
        assert place.page == block.page


@pytest.mark.parametrize("files", DOCUMENTS, ids=name_of)
def test_every_place_leads_to_the_same_words_in_the_source(files: tuple[Path, ...]) -> None:
    plan, text = read(files)
    for place in places(plan):
        traced = text.trace(place.start, place.end)
        assert unblanked("".join(words for _, words in traced)) == unblanked(place.text)


@pytest.mark.parametrize("files", DOCUMENTS, ids=name_of)
def test_every_value_quotes_its_place(files: tuple[Path, ...]) -> None:
    plan, _ = read(files)
    assert list(values_without_place(plan)) == []


@pytest.mark.parametrize("files", DOCUMENTS, ids=name_of)
def test_normalising_loses_and_invents_no_word(files: tuple[Path, ...]) -> None:
    """Every character but a blank comes from the source, and in its order."""
    _, text = read(files)
    traced = "".join(words for _, words in text.trace(0, len(text.text)))
    assert unblanked(traced) == unblanked(text.text)


NOISE = st.sampled_from(
    ["\u3000", " ", "  ", "\u200b", "\n", "**", "__", "\t", "\u00a0", "<br>", "<b>", "</b>", "\\."]
)
WORDS = st.sampled_from(
    [
        "一、工作目标",
        "（一）整治扬尘。",
        "1．加强巡查，2023年8月底前完成。",
        "（市发改委、工信局牵头，各县区按职责分工负责）",
        "PM2.5 浓度不高于35微克/立方米",
        "VOCs",
        "到2025年，达标率达到86%以上",
        "—1—",
        "《关于印发方案的通知》（桂政办〔2023〕3号）",
        "责任单位：市住建局等",
        "，",
        "。",
        "（",
        "Ａ１２",
        "𠮷",
    ]
)
LINES = st.lists(st.one_of(WORDS, NOISE), max_size=12).map("".join)
PLACE = Place(label="第1段")


def raw_document(lines: list[str], cells: list[str], format: str, wrapped: bool) -> RawDocument:
    """A document of some paragraphs and one table."""
    table = RawBlock(
        kind="table",
        place=PLACE,
        cells=tuple(RawCell(text, row, 0) for row, text in enumerate(cells)),
        rows=len(cells),
        columns=1,
    )
    paragraphs = tuple(RawBlock(kind="paragraph", place=PLACE, text=line) for line in lines)
    return RawDocument(format=format, blocks=(*paragraphs, table), hard_wrapped=wrapped)


@given(
    lines=st.lists(LINES, max_size=8),
    cells=st.lists(LINES, min_size=1, max_size=4),
    format=st.sampled_from(["text", "markdown", "docx"]),
    wrapped=st.booleans(),
    data=st.data(),
)
def test_any_stretch_of_noisy_text_leads_to_its_source(
    lines: list[str], cells: list[str], format: str, wrapped: bool, data: st.DataObject
) -> None:
    text = normalise(raw_document(lines, cells, format, wrapped))
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    traced = "".join(words for _, words in text.trace(start, end))
    assert unblanked(traced) == unblanked(text.text[start:end])
    check_blocks(text)


def check_blocks(text: NormalisedText) -> None:
    """Blocks and cells lie in order, inside the text and inside each other."""
    at = 0
    for block in text.blocks:
        assert at <= block.start <= block.end <= len(text.text)
        at = block.end
        for cell in block.cells:
            assert block.start <= cell.start <= cell.end <= block.end


@settings(deadline=None, max_examples=40)
@given(content=st.lists(LINES, max_size=20).map("\n".join))
def test_whatever_is_found_in_noisy_text_has_its_place(
    content: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not content.strip("\u200b \n\t\u3000\u00a0"):
        return
    source = tmp_path_factory.mktemp("noisy") / "plan.txt"
    source.write_text(content, encoding="utf-8", newline="")
    plan, text = parse_set((source,))
    assert [e for e in places(plan) if e.text != text.text[e.start : e.end]] == []


def test_control_characters_are_no_part_of_a_name(tmp_path: Path) -> None:
    """An old .doc file as text leaves field marks; an escape would colour the terminal."""
    source = tmp_path / "方案.txt"
    note = "（牵头单位：市水\x13利局；配合单位：市财政局\x1f）"
    source.write_text(
        f"甲市护岸方案\n\n一、任务\n\n（一）加固\x1b[31m护岸。加固护岸。{note}\n", "utf-8"
    )
    plan, text = parse_set((source,))
    assert [a.unit.name for a in plan.tasks[0].assignments] == ["市水利局", "市财政局"]
    assert not [c for c in text.text if c < " " and c not in "\t\n"]
