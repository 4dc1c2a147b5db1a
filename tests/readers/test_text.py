"""Plain text: every line as it stands, in every encoding that offices send."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.readers import read
from policyparse.readers.text import read_text

_LAST = "    责任单位：市水务局"
LINES = ["松岭市河道清理实施方案", "一、主要任务", "（一）清理淤泥。2027年底前完成。"]
PLAN = f"{LINES[0]}\n\n{LINES[1]}\r\n{LINES[2]}\n{_LAST}"
SENTENCE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1)


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode("utf-8"),
        PLAN.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"),
        PLAN.encode("utf-16-le"),
        PLAN.encode("gb18030"),
        PLAN.encode("gbk"),
    ],
    ids=["utf-8", "bom", "utf-16-le", "utf-16-be", "utf-16-unmarked", "gb18030", "gbk"],
)
def test_encodings(data: bytes) -> None:
    document = read(Path("方案.txt"), data)
    texts = [block.text for block in document.blocks]
    assert document.format == "text"
    assert texts == [*LINES, _LAST]
    assert not document.losses


def test_places_are_lines_as_an_editor_counts_them() -> None:
    labels = [block.place.label for block in read(Path("方案.txt"), PLAN.encode()).blocks]
    assert labels == ["第1行", "第3行", "第4行", "第5行"]


def test_a_four_byte_character_of_gb18030_stays() -> None:
    text = "㙍镇、𠮷山村的污水管网改造由市住房城乡建设局牵头。\n"
    assert read(Path("a.txt"), text.encode("gb18030")).blocks[0].text == text.strip()


def test_a_broken_byte_is_told() -> None:
    data = PLAN.encode() + "，市财政局配合。".encode()[:-1]
    document = read(Path("方案.txt"), data)
    assert [loss.code for loss in document.losses] == ["bad-bytes"]
    assert document.blocks[0].text == LINES[0]


@given(st.lists(SENTENCE, min_size=1), st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
def test_no_character_is_lost(lines: list[str], end: str) -> None:
    text = "方案" + end.join(lines)
    document = read_text(Path("a.txt"), text.encode("utf-8-sig"))
    found = "".join("".join(block.text.split()) for block in document.blocks)
    assert found == "".join(text.split())
