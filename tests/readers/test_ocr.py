"""Scanned pages: what is recognised is read like any page, and told; what is doubtful is named."""

from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from policyparse.errors import UnreadableSource
from policyparse.readers import ocr, read
from policyparse.readers.page_rules import Rule
from tests.conftest import CORPUS
from tests.readers.test_broken import pdf as scan
from tests.readers.test_pdf_layouts import FIXTURES, told

SCAN = scan()
PIXELS = 200 / 72  # to a point


def box(x: float, y: float, text: str, em: float = 16) -> list[list[float]]:
    """The corners of a line in pixels, as the engine gives them."""
    wide, high = em * len(text) * PIXELS, 1.2 * em * PIXELS
    x, y = x * PIXELS, y * PIXELS
    return [[x, y], [x + wide, y], [x + wide, y + high], [x, y + high]]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float, str, float]]:
    """What a stand-in for the engine finds: place in points, text, confidence."""
    lines: list[tuple[float, float, str, float]] = []
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(
        ocr, "_lines", lambda _: [(box(x, y, text), text, sure) for x, y, text, sure in lines]
    )
    monkeypatch.setattr(ocr, "_rules", lambda *_: RULES)
    return lines


RULES: list[Rule] = []


def test_recognised_lines_are_joined_and_told(seen: list[tuple[float, float, str, float]]) -> None:
    full = "对全县流域面积五十平方千米以上的河流开展一次全面排查，"
    seen += [(112, 100, full[:-2], 0.99), (80, 128, full, 0.99), (80, 156, full, 0.97)]
    seen += [(80, 184, "由县水务局牵头。", 0.71), (112, 212, "一、疏浚河段。", 0.98)]
    seen.append((290, 800, "-9一", 0.95))
    document = read(Path("扫描件.pdf"), SCAN)
    assert [block.text for block in document.blocks] == [
        full[:-2] + full * 2 + "由县水务局牵头。",
        "一、疏浚河段。",
    ]
    assert document.blocks[0].place.page == 1
    assert document.blocks[0].place.box is not None
    recognised, doubtful = document.losses
    assert (recognised.code, doubtful.code) == ("recognised", "doubtful")
    assert "由县水务局牵头。（71%）" in doubtful.message


def test_a_ruled_table_on_a_scan_is_a_table(
    seen: list[tuple[float, float, str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    xs, ys = (70, 120, 320, 520), (90, 130, 170)
    rules = [Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, ys[0], x, ys[-1]) for x in xs]
    monkeypatch.setattr(ocr, "_rules", lambda *_: rules)
    rows = (("序号", "任务", "责任单位"), ("１", "疏浚淤塞河段", "县水务局"))
    seen += [
        (x + 5, y + 10, text, 0.99)
        for y, row in zip(ys, rows, strict=False)
        for x, text in zip(xs, row, strict=False)
    ]
    (table,) = read(Path("扫描件.pdf"), SCAN).blocks
    assert (table.rows, table.columns) == (2, 3)
    assert tuple(cell.text for cell in table.cells) == tuple(t for row in rows for t in row)


def test_a_scan_on_which_nothing_is_found_or_the_engine_fails(
    seen: list[tuple[float, float, str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnreadableSource, match="没有文字层"):
        read(Path("扫描件.pdf"), SCAN)

    def fail(_: object) -> None:
        raise ocr.RecognitionFailed

    monkeypatch.setattr(ocr, "_lines", fail)
    with pytest.raises(UnreadableSource, match="没有文字层"):
        read(Path("扫描件.pdf"), SCAN)


def scanned(source: Path, number: int) -> bytes:
    """One page of a PDF as a scanner gives it: a picture with 200 dots an inch."""
    with pdfium.PdfDocument(source) as document:
        page = document[number]
        wide, high = page.get_size()
        picture = BytesIO()
        page.render(scale=PIXELS).to_pil().convert("RGB").save(picture, "JPEG", quality=80)
    made = pdfium.PdfDocument.new()
    image = pdfium.PdfImage.new(made)
    image.load_jpeg(BytesIO(picture.getvalue()), inline=True)
    image.set_matrix(pdfium.PdfMatrix().scale(wide, high))
    sheet = made.new_page(wide, high)
    sheet.insert_obj(image)
    sheet.gen_content()
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.skipif(not ocr.is_installed(), reason="the extra ocr is not installed")
def test_a_scanned_page_reads_as_the_page_it_was() -> None:
    """Of a page with running text all but a few characters, of a table every cell's place."""
    source = next((CORPUS / "formats").glob("03*.pdf"))
    document = read(Path("a.pdf"), scanned(source, 0))
    whole = ["".join(b.text.split()) for b in read(source).blocks if b.place.page == 1]
    found = ["".join(b.text.split()) for b in document.blocks]
    assert sum(text in whole for text in found) >= 0.8 * len(found)
    (table,) = (
        b
        for b in read(Path("a.pdf"), scanned(FIXTURES / "landscape-turned.pdf", 0)).blocks
        if b.kind == "table"
    )
    word = next(b for b in read(FIXTURES / "landscape.docx").blocks if b.kind == "table")
    shape = [(c.row, c.column, c.row_span, c.column_span) for c in word.cells]
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells] == shape
    assert told(table)
