"""Characters and lines of a fixed page, as PDF and OFD have them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policyparse.readers.page_space import Box, enclosing

_UNMAPPED = re.compile("[\ufffd-\uffff\0\ue000-\uf8ff]|\\(cid:")


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
    column: tuple[int, int] = (0, 0)  # which of how many; none where lines go across the page


def line_of(chars: Sequence[Char], number: int, page_width: float) -> Line | None:
    """Characters as a line, such as those that are left when a table is taken out."""
    text = "".join(char.text for char in chars).strip()
    boxes = [char.box for char in chars if char.box is not None and char.text.strip()]
    if not text or not boxes:
        return None
    box = enclosing(boxes)
    size = next(char.size for char in chars if char.box is not None and char.text.strip())
    return Line(text, number, box, size, page_width)


def unmapped(text: str) -> int:
    """Characters that the font's tables do not turn into text: U+FFFD, private use, (cid:9)."""
    return len(_UNMAPPED.findall(text))
