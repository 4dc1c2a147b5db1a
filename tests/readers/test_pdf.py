"""PDF: paragraphs joined over lines and pages, running heads gone, ruled tables as tables."""

import re
from pathlib import Path

import pytest

from policyparse.model import RawDocument
from policyparse.readers import read
from tests.conftest import CORPUS

PDFS = sorted((CORPUS / "formats").glob("*.pdf"))


@pytest.fixture(scope="module", params=PDFS, ids=lambda path: path.name[:2])
def pair(request: pytest.FixtureRequest) -> tuple[RawDocument, RawDocument]:
    """A PDF and the Word file of the same plan."""
    source: Path = request.param
    word = next(CORPUS.rglob(f"{source.stem}.docx"))
    return read(source), read(word)


def bare(document: RawDocument) -> list[str]:
    return ["".join(b.text.split()) for b in document.blocks if b.kind != "table"]


def cells(document: RawDocument) -> list[list[tuple[object, ...]]]:
    return [
        [(c.row, c.column, c.row_span, c.column_span, "".join(c.text.split())) for c in b.cells]
        for b in document.blocks
        if b.kind == "table"
    ]


def test_there_are_pdfs() -> None:
    assert PDFS


def test_paragraphs_are_those_of_the_word_file(pair: tuple[RawDocument, RawDocument]) -> None:
    pdf, word = pair
    assert bare(pdf) == bare(word)


def test_tables_are_those_of_the_word_file(pair: tuple[RawDocument, RawDocument]) -> None:
    pdf, word = pair
    assert cells(pdf) == cells(word)


def test_page_numbers_are_gone(pair: tuple[RawDocument, RawDocument]) -> None:
    texts = bare(pair[0])
    assert not [text for text in texts if re.fullmatch(r"[-—–]*\d+[-—–]*", text)]


def test_every_block_has_its_page_and_box(pair: tuple[RawDocument, RawDocument]) -> None:
    pdf, _ = pair
    pages = [block.place.page or 0 for block in pdf.blocks]
    assert pdf.pages is not None
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] <= pdf.pages
    for block in pdf.blocks:
        assert block.place.box is not None
        x0, top, x1, bottom = block.place.box
        assert x0 < x1
        assert top < bottom or block.kind == "table"  # a box over two pages


def test_nothing_is_lost(pair: tuple[RawDocument, RawDocument]) -> None:
    assert not pair[0].losses
