"""PDF pages of several makes: each is read as the Word file that it was made from."""

from pathlib import Path

import pytest

from policyparse.model import RawBlock, RawDocument
from policyparse.readers import read

FIXTURES = Path(__file__).parent / "fixtures"
PAIRS = {name: name for name in ("indented", "spaced", "columns")}
PAIRS["landscape-turned"] = "landscape"


def bare(text: str) -> str:
    return "".join(text.split())


def told(block: RawBlock) -> object:
    """A block without blanks and places; line breaks in cells count."""
    if block.kind != "table":
        return bare(block.text)
    return block.rows, [
        (c.row, c.column, c.row_span, c.column_span, c.text.replace(" ", "")) for c in block.cells
    ]


@pytest.mark.parametrize("name", PAIRS)
def test_blocks_are_those_of_the_word_file(name: str) -> None:
    pdf = read(FIXTURES / f"{name}.pdf")
    word = read(FIXTURES / f"{PAIRS[name]}.docx")
    assert [told(block) for block in pdf.blocks] == [told(block) for block in word.blocks]
    assert pdf.losses == ()


def test_a_table_over_pages_is_one_with_one_header() -> None:
    (table,) = [b for b in read(FIXTURES / "indented.pdf").blocks if b.kind == "table"]
    numbers = [c.text for c in table.cells if c.column == 0]
    assert numbers == ["序号", *map(str, range(1, 27))]
    kinds = [(c.row, c.row_span) for c in table.cells if c.column == 1]
    assert kinds == [(0, 1), (1, 7), (8, 7), (15, 7), (22, 5)]


def test_broken_lines_may_be_left_where_nothing_is_set_in() -> None:
    assert not read(FIXTURES / "indented.pdf").hard_wrapped
    assert read(FIXTURES / "spaced.pdf").hard_wrapped


def page(content: str, *, count: int = 1, more: bytes = b"") -> bytes:
    """A PDF of some like pages in Helvetica; ``content`` is a content stream (ISO 32000-1, 8)."""
    kids = b" ".join(b"%d 0 R" % (4 + at) for at in range(count))
    stream = content.encode("latin-1")
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for at in range(count):
        shown = stream.replace(b"PAGE", b"%d" % (at + 1))
        parts.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>>>>>" % (more, 4 + count + at)
        )
        parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
    ordered = [*parts[:3], *parts[3::2], *parts[4::2]]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(ordered, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + tail % (len(places) + 1, len(out))


def line(text: str, x: float, y: float, size: float = 12) -> str:
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def texts(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks]


def test_heads_feet_and_page_numbers_are_left_out() -> None:
    full = "On page PAGE the county orders that all rivers be cleaned up by June."
    body = line(full, 100, 700) + line("So be it.", 100, 680)
    sheet = line("Works of the county", 250, 800) + body + line("- PAGE -", 290, 40)
    found = texts(read(Path("a.pdf"), page(sheet, count=3)))
    whole = "".join(found).replace(" So", "So")
    assert whole == "".join(full.replace("PAGE", str(at)) + "So be it." for at in (1, 2, 3))


def test_a_figure_in_the_text_is_no_page_number() -> None:
    body = line("The number of stations is given below:", 100, 500) + line("12", 100, 470)
    assert texts(read(Path("a.pdf"), page(body)))[-1].endswith("12")


def test_a_slanting_watermark_is_told_and_left_out() -> None:
    mark = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (DRAFT) Tj ET\n"
    document = read(Path("a.pdf"), page(line("Clean up the river by June.", 100, 700) + mark))
    assert texts(document) == ["Clean up the river by June."]
    assert [loss.code for loss in document.losses] == ["rotated-text"]
    assert "DRAFT" in document.losses[0].message


def test_words_broken_over_lines_get_a_blank() -> None:
    full = "The county office of water works shall clean up all rivers and streams in"
    body = "".join(line(full, 72, 700 - 20 * at) for at in range(8)) + line("time.", 72, 540)
    (found,) = texts(read(Path("a.pdf"), page(body)))
    assert found == " ".join([full] * 8) + " time."


def test_quotation_marks_of_another_font_stand_where_they_are_seen() -> None:
    """Some programs write the marks of a line behind all of its words."""
    words = "BT /F 12 Tf 1 0 0 1 100 700 Tm [(Plan of) -900 (Green Lake) -900 (by June)] TJ ET\n"
    marks = line("\\223", 146, 700) + line("\\224", 215, 700)
    (found,) = texts(read(Path("a.pdf"), page(words + marks)))
    assert found.replace(" ", "") == "Planof“GreenLake”byJune"


def test_comments_are_told() -> None:
    mark = b"/Annots[<</Type/Annot/Subtype/Text/Rect[9 9 29 29]/Contents(Check)>>]"
    document = read(Path("a.pdf"), page(line("Clean up the river.", 100, 700), more=mark))
    assert [loss.code for loss in document.losses] == ["annotation"]


def test_a_frame_around_text_is_no_table() -> None:
    frame = "90 650 400 80 re S\n"
    document = read(Path("a.pdf"), page(frame + line("Clean up the river by June.", 100, 700)))
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("paragraph", "Clean up the river by June.")
    ]
