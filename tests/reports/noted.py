"""Word files of the tests with comments put in, and what is then in them."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from policyparse.model import RawDocument
from policyparse.readers import read
from policyparse.readers.docx_xml import VML, W
from policyparse.reports.docx_marks import Point
from policyparse.reports.docx_notes import Annotated, Author, Note
from tests.readers.word import saved
from tests.reports import wordml

FILE = Path("方案.docx")
WHO = Author("文稿核查", "核查", date(2027, 4, 6))
_MAY_HOLD = {"p", "hyperlink", "ins", "moveTo", "sdtContent", "smartTag", "customXml"}


def box(content: str) -> str:
    """A run with a text box."""
    inside = f"<w:txbxContent><w:p>{content}</w:p></w:txbxContent>"
    shape = f'<v:shape xmlns:v="{VML[1:-1]}"><v:textbox>{inside}</v:textbox></v:shape>'
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def texts(annotated: Annotated) -> Iterator[tuple[int, int | None, str]]:
    """Block, cell and characters of every paragraph and cell."""
    for number, block in enumerate(annotated.located.blocks):
        if block.kind == "table":
            yield from ((number, at, cell.text) for at, cell in enumerate(block.cells))
        else:
            yield number, None, block.text


def note(annotated: Annotated, words: str, said: str = "请核实") -> Note:
    """A comment on the first place where the words stand."""
    for block, cell, text in texts(annotated):
        at = text.find(words)
        if at >= 0:
            start, end = (Point(block, cell, place) for place in (at, at + len(words)))
            return Note(start, end, (said,), "（PP000）")
    raise AssertionError(words)


def noted(document: Any, *words: str) -> bytes:
    """The file with a comment on each of these words."""
    annotated = Annotated(FILE, saved(document))
    return annotated.with_notes([note(annotated, one) for one in words], WHO)


def quotes(data: bytes) -> list[str]:
    """The words that our comments hang on."""
    return [one.quoted for one in reread(data).comments if one.author == WHO.name]


def reread(data: bytes) -> RawDocument:
    """What the reader makes of it."""
    return read(FILE, data)


def members(data: bytes) -> dict[str, bytes]:
    """The files in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def check_marks(data: bytes) -> None:
    """Each comment begins, ends and is referred to once, in this order, where it may be."""
    seen: dict[str, list[str]] = {}
    for mark in wordml.document_of(data).iter(
        W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"
    ):
        name = str(mark.tag).removeprefix(W + "comment")
        seen.setdefault(mark.get(W + "id"), []).append(name)
        holder = mark.getparent()
        if name == "Reference":
            assert holder.tag == W + "r"
            holder = holder.getparent()
        assert str(holder.tag).removeprefix(W) in _MAY_HOLD
    assert all(names == ["RangeStart", "RangeEnd", "Reference"] for names in seen.values())
    root = wordml.part_of(data, "word/comments.xml")
    assert [one.get(W + "id") for one in root] == sorted(seen, key=int)
