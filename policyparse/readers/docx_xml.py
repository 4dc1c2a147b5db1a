"""Names and small helpers for WordprocessingML (ECMA-376 part 1, 17)."""

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"

VAL = W + "val"
_OFF = ("0", "false", "off", "none")

__all__ = [
    "DRAWING",
    "MATH",
    "MC",
    "OFFICE",
    "VAL",
    "VML",
    "W14",
    "W15",
    "WP",
    "Element",
    "W",
    "integer",
    "is_on",
    "value",
]


def is_on(toggle: Element | None) -> bool:
    """Whether an on/off property is set (17.17.4): present, and not switched off."""
    return toggle is not None and (toggle.get(VAL) or "1").lower() not in _OFF


def value(parent: Element | None, name: str) -> str | None:
    """The w:val of a child such as w:pStyle; None where child or value is absent."""
    child = parent.find(W + name) if parent is not None else None
    return child.get(VAL) if child is not None else None


def integer(text: str | None) -> int | None:
    """A whole number as XML writes it, or None for anything else."""
    text = (text or "").strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
