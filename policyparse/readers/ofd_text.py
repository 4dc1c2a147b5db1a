"""Text objects of an OFD page (GB/T 33190-2016, 11): each character with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.readers.ofd_package import Element, children, local, number
from policyparse.readers.ofd_space import Matrix
from policyparse.readers.page_lines import Char
from policyparse.readers.page_space import Box

_ASCENT, _DESCENT = 0.88, 0.12  # em above and below the line that characters stand on
_WIDE = 0x2E80  # from here on characters are as wide as high
_FREE = 1.25  # times its usual width that a Latin letter's advance may be its width
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{4})")
_PLACEHOLDER = "¤"  # stands for a glyph without a character
_UNKNOWN = "\ufffd"
_UPRIGHT = 10.0  # degrees by which text may be tilted and still be read as upright
_DIRECTIONS = {90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}
_LONGEST = 200_000  # characters of one run


@dataclass(frozen=True, slots=True)
class Run:
    """The characters of one TextCode. 文字定位"""

    chars: list[Char]
    angle: int | None  # clockwise, a multiple of 90; None for what is aslant
    stacked: bool  # upright characters one below the other

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(char.text for char in self.chars)


def runs_of(element: Element, matrix: Matrix) -> Iterator[Run]:
    """The runs of a TextObject; ``matrix`` leads from its own space to points on the page."""
    size = number(element.get("Size")) or 3.5
    stretch = number(element.get("HScale")) or 1.0
    turned = number(element.get("CharDirection")) or 0.0
    onward = _DIRECTIONS.get(int(number(element.get("ReadDirection")) or 0), (1.0, 0.0))
    angle = _quarter(matrix.angle + turned)
    glyphs = _is_glyphs_only(element)
    x = y = 0.0
    for code in children(element, "TextCode"):
        start = number(code.get("X")), number(code.get("Y"))
        x = x if start[0] is None else start[0]  # left out: where the run before it began
        y = y if start[1] is None else start[1]
        text = _shown(code.text or "", glyphs)
        if not text.strip():
            continue
        places = _places(code, text, (x, y), size * stretch, onward)
        chars = [
            Char(char, _box(matrix.at(*at), width * matrix.wide, size * matrix.high), high)
            for char, at, width in zip(
                text, places, _widths(text, places, size * stretch), strict=True
            )
            if (high := size * matrix.high) > 0
        ]
        if chars:
            yield Run(chars, angle, _is_stacked(chars, angle))


def _shown(text: str, glyphs: bool) -> str:
    """Escaped characters as themselves, without line breaks that lay out the XML."""
    if "\n" in text:
        text = text.strip()
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "\\" in text else text
    if glyphs:
        text = text.replace(_PLACEHOLDER, _UNKNOWN)
    return "".join(char if char >= " " else " " for char in text[:_LONGEST])


def _is_glyphs_only(element: Element) -> bool:
    """Whether a transform names glyphs, so that ¤ may stand for one. 字形变换"""
    return any(local(child) == "CGTransform" for child in element)


def _places(
    code: Element,
    text: str,
    start: tuple[float, float],
    size: float,
    onward: tuple[float, float],
) -> list[tuple[float, float]]:
    """Where each character stands: by the offsets given, else by usual widths."""
    across = _offsets(code.get("DeltaX"), len(text) - 1)
    down = _offsets(code.get("DeltaY"), len(text) - 1)
    places = [start]
    for index in range(len(text) - 1):
        x, y = places[-1]
        if index < len(across) or index < len(down):
            x += across[index] if index < len(across) else 0.0
            y += down[index] if index < len(down) else 0.0
        else:
            usual = _usual(text[index], size)
            x, y = x + usual * onward[0], y + usual * onward[1]
        places.append((x, y))
    return places


def _offsets(written: str | None, most: int) -> list[float]:
    """A list of offsets; "g 5 3.2" stands for five times 3.2. No more than are needed."""
    parts = (written or "").replace(",", " ").split()
    found: list[float] = []
    at = 0
    while at < len(parts) and len(found) < most:
        if parts[at].lower() == "g" and at + 2 < len(parts):
            count, value = number(parts[at + 1]), number(parts[at + 2])
            at += 3
            found.extend([value or 0.0] * max(0, min(int(count or 0), most - len(found))))
        else:
            found.append(number(parts[at]) or 0.0)
            at += 1
    return found


def _widths(text: str, places: list[tuple[float, float]], size: float) -> Iterator[float]:
    """How wide each character is: a Latin letter up to the next, where that is near."""
    for index, char in enumerate(text):
        usual = _usual(char, size)
        advance = places[index + 1][0] - places[index][0] if index + 1 < len(text) else 0.0
        latin = ord(char) < _WIDE and 0 < advance <= usual * 2 * _FREE
        yield advance if latin else min(usual, advance) if advance > usual / 2 else usual


def _usual(char: str, size: float) -> float:
    return size if ord(char) >= _WIDE or char in "“”‘’…—·" else size / 2


def _box(origin: tuple[float, float], wide: float, high: float) -> Box:
    x, y = origin
    return Box(x, y - _ASCENT * high, x + wide, y + _DESCENT * high)


def _quarter(angle: float) -> int | None:
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= _UPRIGHT else None


def _is_stacked(chars: list[Char], angle: int | None) -> bool:
    boxes = [char.box for char in chars if char.box is not None]
    if len(boxes) < 2 or angle != 0:
        return False
    first, last = boxes[0], boxes[-1]
    return abs(last.top - first.top) > max(abs(last.x0 - first.x0), 0.5 * chars[0].size)
