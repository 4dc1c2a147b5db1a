"""Lines of text of a PDF page with their boxes, from the engine PDFium."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

import pypdfium2 as pdfium
import pypdfium2.raw as engine

from policyparse.readers.pdf_space import Box, Space

_BREAKS = "\r\n"
_HYPHEN = "\x02"  # PDFium's mark for a hyphen at the end of a line
_UNMAPPED = frozenset("\ufffd\ufffe\uffff\0")


@dataclass(frozen=True, slots=True)
class Char:
    """One character; its box is as high as the font and as wide as its advance."""

    text: str
    box: Box | None  # None for a blank that PDFium has put between words
    size: float  # of the font, in points as shown


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; lengths in points, y from the top of the page."""

    text: str
    page: int  # from 1
    box: Box
    size: float  # of its first character's font, which is the width of a Chinese character
    page_width: float


def page_lines(page: pdfium.PdfPage, number: int, space: Space) -> list[Line]:
    """The lines of a page; only the first and last character of each is measured."""
    text_page = page.get_textpage()
    try:
        lines = []
        for start, text in _ranges(text_page):
            found = _measured(text_page, start, text, number, space)
            if found is not None:
                lines.append(found)
        return lines
    finally:
        text_page.close()


def page_chars(page: pdfium.PdfPage, space: Space) -> list[list[Char]]:
    """Every character with its box, line by line as PDFium breaks them."""
    text_page = page.get_textpage()
    try:
        return [
            [
                Char(char, box, _size(text_page, index))
                for index, char in enumerate(text, start)
                if (box := _box(text_page, index, space)) is not None or char == " "
            ]
            for start, text in _ranges(text_page)
        ]
    finally:
        text_page.close()


def line_of(chars: Sequence[Char], number: int, space: Space) -> Line | None:
    """Characters as a line, such as those that are left when a table is taken out."""
    text = "".join(char.text for char in chars).strip()
    boxes = [char.box for char in chars if char.box is not None and char.text.strip()]
    if not text or not boxes:
        return None
    box = Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
    size = next(char.size for char in chars if char.box is not None and char.text.strip())
    return Line(text, number, box, size, space.width)


def unmapped(text: str) -> int:
    """Characters that the font's tables do not turn into text: U+FFFD, private use, (cid:9)."""
    odd = sum(char in _UNMAPPED or "\ue000" <= char <= "\uf8ff" for char in text)
    return odd + text.count("(cid:")


def _ranges(text_page: pdfium.PdfTextPage) -> Iterator[tuple[int, str]]:
    """The index of the first character of each line, and the line."""
    text = _characters(text_page)
    start = 0
    for index, char in enumerate(text):
        if char in _BREAKS:
            if index > start:
                yield start, text[start:index]
            start = index + 1
    if start < len(text):
        yield start, text[start:]


def _characters(text_page: pdfium.PdfTextPage) -> str:
    """The page's characters, one for each index of PDFium (halves of surrogate pairs dropped)."""
    count = text_page.count_chars()
    text: str = text_page.get_text_range()
    if len(text) != count:
        codes = (engine.FPDFText_GetUnicode(text_page, index) for index in range(count))
        text = "".join(chr(c) if 0 < c < 0xD800 or 0xDFFF < c <= 0x10FFFF else " " for c in codes)
    return text.replace(_HYPHEN, "-")


def _measured(
    text_page: pdfium.PdfTextPage, start: int, text: str, number: int, space: Space
) -> Line | None:
    stripped = text.strip()
    if not stripped:
        return None
    first_at = start + len(text) - len(text.lstrip())
    first = _box(text_page, first_at, space)
    last = _box(text_page, first_at + len(stripped) - 1, space)
    if first is None or last is None:
        return None
    box = Box(
        min(first.x0, last.x0),
        min(first.top, last.top),
        max(first.x1, last.x1),
        max(first.bottom, last.bottom),
    )
    return Line(stripped, number, box, _size(text_page, first_at), space.width)


def _size(text_page: pdfium.PdfTextPage, index: int) -> float:
    """The font size of a character as shown: what the font says times its matrix."""
    size: float = engine.FPDFText_GetFontSize(text_page, index)
    matrix = engine.FS_MATRIX()
    if engine.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
        size *= hypot(matrix.c, matrix.d)
    return size or 1.0


def _box(text_page: pdfium.PdfTextPage, index: int, space: Space) -> Box | None:
    """The loose box of a character; None for one that PDFium has put in."""
    rectangle = engine.FS_RECTF()
    if not engine.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rectangle)):
        return None
    if rectangle.left == rectangle.right:
        return None
    return space.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
