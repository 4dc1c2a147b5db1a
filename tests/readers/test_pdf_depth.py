"""PDF pages that are turned, set in columns, annotated or without character codes."""

from pathlib import Path
from random import Random

import pytest

from policyparse.errors import UnreadableSource
from policyparse.model import RawDocument
from policyparse.readers import read
from policyparse.readers.page_columns import arranged
from policyparse.readers.page_lines import Line
from policyparse.readers.page_space import Box
from tests.readers.test_pdf_layouts import FIXTURES, line, page, texts, told

BODY = "The county cleans up all of its rivers and streams by June."


def one(*content: str) -> RawDocument:
    return read(Path("a.pdf"), page("".join(content)))


def codes(document: RawDocument) -> dict[str, str]:
    return {loss.code: loss.message for loss in document.losses}


@pytest.mark.parametrize("degrees", ["0  ", "180", "270"])
def test_a_page_drawn_on_its_side_is_turned(degrees: str) -> None:
    """The fixture is drawn sideways for /Rotate 90; with another angle it is seen askew."""
    data = (FIXTURES / "landscape-turned.pdf").read_bytes()
    assert data.count(b"/Rotate 90/") == 1
    document = read(Path("a.pdf"), data.replace(b"/Rotate 90/", f"/Rotate {degrees}/".encode()))
    word = read(FIXTURES / "landscape.docx")
    assert [told(block) for block in document.blocks] == [told(block) for block in word.blocks]
    assert document.losses == ()


@pytest.mark.parametrize("order", ["down", "across"])
def test_three_columns_in_whatever_order_they_are_drawn(order: str) -> None:
    words = "Clean up the rivers"
    drawn = [(at, c, x) for at in range(12) for c, x in COLUMNS]
    if order == "down":
        drawn.sort(key=lambda one: one[1])
    rows = [line(f"{words} {at}{c}", x, 700 - 16 * at, 10) for at, c, x in drawn]
    heading = "The works of all offices of the county and of its towns by the end of June next"
    document = one(line(heading, 60, 740, 14), *rows)
    found = "".join(texts(document))
    assert found.startswith(heading)
    places = [found.index(f"{words} {at}{c}") for c, _ in COLUMNS for at in range(12)]
    assert places == sorted(places)


COLUMNS = (("a", 60), ("b", 230), ("c", 400))


def test_a_list_in_two_parts_is_read_row_by_row() -> None:
    """Names and tasks side by side: the pieces do not fill their columns."""
    pairs = (("Water", "rivers"), ("Roads and bridges", "all bridges"), ("Schools", "yards"))
    rows = [
        line(word, x, 700 - 20 * at)
        for x, side in ((72, 0), (330, 1))
        for at, pair in enumerate(pairs)
        for word in (pair[side],)
    ]
    assert texts(one(*rows)) == [" ".join(pair) for pair in pairs]


def random_lines(random: Random) -> list[Line]:
    made = []
    for at in range(random.randrange(1, 40)):
        x, top = random.uniform(0, 500), random.uniform(0, 800)
        box = Box(x, top, x + random.uniform(5, 400), top + random.uniform(5, 30))
        made.append(Line(f"<{at}>", 1, box, 12.0, 595.0))
    return made


def test_no_line_is_lost_or_read_twice_in_any_layout() -> None:
    random = Random(5)
    for _ in range(300):
        lines = random_lines(random)
        (found,) = arranged([lines])
        words = " ".join(one.text for one in found).split()
        assert sorted(words) == sorted(line.text for line in lines)


def test_footnotes_and_their_marks_are_left_out_and_told() -> None:
    cut = "The county cleans up its rivers"
    body = (
        line(cut, 72, 700) + line("1", 72 + 170.8, 705, 7) + line("and streams by June.", 250, 700)
    )
    notes = line("1 Rivers of", 72, 120, 8) + line("more than ten miles.", 72, 110, 8)
    document = one(body, line(BODY, 72, 680), notes, line("- 7 -", 290, 92, 8))
    found = " ".join(" ".join(texts(document)).split())
    assert found == f"{cut} and streams by June. {BODY}"
    assert "1条脚注" in codes(document)["footnote"]
    assert "more than ten miles." in codes(document)["footnote"]
    assert "7" not in codes(document)["footnote"]


def test_small_print_without_a_mark_in_the_text_is_no_footnote() -> None:
    document = one(line(BODY, 72, 700), line("1 Copies go to all towns.", 72, 120, 8))
    assert texts(document) == [BODY, "1 Copies go to all towns."]
    assert document.losses == ()


@pytest.mark.parametrize("shift", [(0, 0), (0.3, 0), (0.4, -0.4)])
def test_text_drawn_twice_is_read_once(shift: tuple[float, float]) -> None:
    again = line(BODY, 72 + shift[0], 700 + shift[1])
    assert texts(one(line(BODY, 72, 700), line("So be it.", 72, 600), again)) == [BODY, "So be it."]


@pytest.mark.parametrize("name", ["spaced", "columns"])
def test_a_font_without_character_codes_is_refused(name: str) -> None:
    """Its glyph numbers would be read as other characters."""
    data = (FIXTURES / f"{name}.pdf").read_bytes()
    with pytest.raises(UnreadableSource) as caught:
        read(Path("a.pdf"), data.replace(b"/ToUnicode", b"/NoUnicode"))
    assert caught.value.code == "garbled-text"


def test_a_few_glyphs_without_character_codes_are_told() -> None:
    odd = b"/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/g1/g2/g3]>>"
    drawn = "".join(line(BODY, 72, 700 - 20 * at) for at in range(3)) + line("\\001\\002", 72, 600)
    document = read(Path("a.pdf"), page(drawn).replace(b"/Encoding/WinAnsiEncoding", odd))
    assert "2个字符缺少文字编码" in codes(document)["unmapped-text"]
    assert "".join(texts(document)).endswith("\ufffd\ufffd")
