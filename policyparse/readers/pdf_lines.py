"""Lines of text of a PDF page with their boxes, from the engine PDFium."""

import ctypes
import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from math import degrees, hypot

import pypdfium2 as pdfium
import pypdfium2.raw as engine

from policyparse.readers.losses import Ledger
from policyparse.readers.page_lines import Char, Line
from policyparse.readers.page_space import Box, Space, enclosing

_BREAKS = re.compile("[\r\n]")
_HYPHEN = "\x02"  # PDFium's mark for a hyphen at the end of a line
_UNKNOWN = "\ufffd"
# What text hardly ever holds, but glyph numbers taken for characters do.
_SUSPECT = re.compile(
    "[\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xa1-\xa6\xaa\xac-\xaf\xb4\xb8-\u024f]"
)
_UPRIGHT = 10.0  # degrees by which a scanner or a font may tilt text
_STRAY = frozenset("“”‘’")  # often of another font, and then put behind the rest of their line


class TextLayer:
    """The text of one page, open as long as the page is."""

    def __init__(self, page: pdfium.PdfPage, number: int, space: Space, ledger: Ledger):
        self._text = page.get_textpage()
        self._number = number
        self._space = space
        self._ledger = ledger
        self._found = list(self._lines_found())

    def close(self) -> None:
        """Let go of the page's text."""
        self._text.close()

    def turn(self) -> int:
        """How far most of the text is turned clockwise: 0, 90, 180 or 270 degrees."""
        counts = Counter[int]()
        for _, text, angle in self._found:
            quarter = round(angle / 90) * 90 % 360
            counts[quarter if _off(angle - quarter) <= _UPRIGHT else 1] += len(text)
        most, count = counts.most_common(1)[0] if counts else (0, 0)
        return most if most != 1 and count * 2 > counts.total() else 0

    def keep_upright(self, space: Space) -> None:
        """Measure in this space; text that is turned in it is told and left out."""
        further = space.rotation - self._space.rotation
        self._space = space
        kept = []
        for start, text, angle in self._found:
            if _off(angle + further) > _UPRIGHT:  # as in a slanting watermark
                self._ledger.note("rotated-text", text, f"第{self._number}页")
            else:
                kept.append((start, text, angle + further))
        self._found = kept

    def lines(self) -> list[Line]:
        """The lines of the page; only the first and the last character of each is measured."""
        measured = (self._measured(*found) for found in self._ranges())
        return [line for line in measured if line is not None]

    def chars(self) -> list[list[Char]]:
        """Every character with its box, line by line as PDFium breaks them."""
        return [
            [
                Char(char, box, self._size(index))
                for index, char in zip(indices, text, strict=True)
                if (box := self._box(index)) is not None or char == " "
            ]
            for indices, text in self._ranges()
        ]

    def _ranges(self) -> Iterator[tuple[Sequence[int], str]]:
        """The indices of the characters of each line, and the line."""
        for start, text, _ in self._found:
            yield self._in_order(start, text)

    def _lines_found(self) -> Iterator[tuple[int, str, float]]:
        """Where each line begins, its text, and how far it is turned clockwise as one sees it."""
        at = 0
        for text in _BREAKS.split(self._characters()):
            start = at + len(text) - len(text.lstrip())
            at += len(text) + 1
            shown = text.strip()
            if shown:
                angle = degrees(engine.FPDFText_GetCharAngle(self._text, start))
                yield start, shown, angle + self._space.rotation

    def _in_order(self, start: int, text: str) -> tuple[Sequence[int], str]:
        """A line from left to right, its quotation marks in their places."""
        indices = range(start, start + len(text))
        if _STRAY.isdisjoint(text):
            return indices, text
        boxes = {index: self._box(index) for index in indices}
        measured = [(box, index) for index, box in boxes.items() if box is not None]
        placed = sorted(measured, key=lambda one: (one[0].x0, one[1]))
        marks = {index for _, index in measured if text[index - start] in _STRAY}
        if placed == measured or not _level(placed, marks):
            return indices, text
        ordered = [index for _, index in placed]
        kept: list[int] = []
        for index, after in zip(ordered, [*ordered[1:], None], strict=True):
            kept.append(index)
            blank = index + 1
            beside = index in marks or after in marks  # the blank was where the mark is
            if after is not None and not beside and blank in boxes and boxes[blank] is None:
                kept.append(blank)
        return kept, "".join(text[index - start] for index in kept)

    def _characters(self) -> str:
        """The characters, one for each of PDFium's indices (halves of surrogates are blank)."""
        count = self._text.count_chars()
        text: str = self._text.get_text_range()
        if len(text) != count:
            codes = [engine.FPDFText_GetUnicode(self._text, index) for index in range(count)]
            text = "".join(
                chr(c) if 0 < c < 0xD800 or 0xDFFF < c < 0x110000 else " " for c in codes
            )
        if _SUSPECT.search(text):
            text = "".join(
                _UNKNOWN if engine.FPDFText_HasUnicodeMapError(self._text, index) == 1 else char
                for index, char in enumerate(text)
            )
        return text.replace(_HYPHEN, "-")

    def _measured(self, indices: Sequence[int], text: str) -> Line | None:
        first = next((b for i in indices if (b := self._box(i)) is not None), None)
        last = next((b for i in reversed(indices) if (b := self._box(i))), None)
        if first is None or last is None:
            return None
        box = enclosing((first, last))
        return Line(text, self._number, box, self._size(indices[0]), self._space.width)

    def _size(self, index: int) -> float:
        """The font size of a character as shown: what the font says times its matrix."""
        size: float = engine.FPDFText_GetFontSize(self._text, index)
        matrix = engine.FS_MATRIX()
        if engine.FPDFText_GetMatrix(self._text, index, ctypes.byref(matrix)):
            size *= hypot(matrix.c, matrix.d)
        return size or 1.0

    def _box(self, index: int) -> Box | None:
        """The loose box of a character; None for one that PDFium has put in."""
        area = engine.FS_RECTF()
        if not engine.FPDFText_GetLooseCharBox(self._text, index, ctypes.byref(area)):
            return None
        if area.left == area.right and engine.FPDFText_IsGenerated(self._text, index) == 1:
            return None
        return self._space.box(area.left, area.bottom, area.right, area.top)


def _off(angle: float) -> float:
    """Degrees by which an angle is off zero, either way."""
    return abs((angle + 180) % 360 - 180)


def _level(placed: Sequence[tuple[Box, int]], marks: Container[int]) -> bool:
    """Whether each mark stands beside one of its neighbours, not above or below them."""
    for at, (box, index) in enumerate(placed):
        beside = [one for one, _ in (*placed[max(0, at - 1) : at], *placed[at + 1 : at + 2])]
        middle = box.middle[1]
        if index in marks and not any(one.top <= middle <= one.bottom for one in beside):
            return False
    return True
