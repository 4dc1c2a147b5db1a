"""The text of elements as a browser shows it: paragraphs, lines, blanks, list numbers."""

import re

from policyparse.readers.html_tree import Element
from policyparse.readers.losses import Ledger
from policyparse.readers.raised import raised

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset "  # noqa: SIM905
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav "
    "ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
DROPPED = frozenset(("nav", "footer", "svg", "rp", "rt", "audio", "video", "map", "canvas"))
_EMBEDDED = ("iframe", "object", "embed", "frame", "math")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_MARKER = re.compile(r"list-style(?:-type)?\s*:[^;]*none", re.IGNORECASE)
_TYPED_NUMBER = re.compile(r"\s*[（(〔]?[\d０-９一二三四五六七八九十①-⑳]+[、.．)）〕]?")
_CJK = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026"
# In joined text \r is a line break of the source, \n is <br>.
_BLANKS = re.compile(r"[ \r]+")
_SOFT_BREAK = re.compile(rf"(?<=[{_CJK}])\r(?=[{_CJK}])")
_AROUND_BREAK = re.compile(r"[ \r]?\n[ \r]?")
_SOURCE_BLANKS = re.compile(r"[ \t\r\n\f]+")
_INDENT = re.compile("[\u3000\u00a0\u2002\u2003]{2}|\u2003\u2003?|\u3000")
_LINES_OF_TITLE = 4  # more lines between <br> than this are paragraphs


class Paragraphs:
    """Collects the paragraphs of one element; tables met on the way are set aside."""

    def __init__(self, ledger: Ledger):
        self.ledger = ledger
        self.done: list[str] = []
        self.tables: list[Element] = []
        self._pieces: list[str] = []
        self._number = ""

    def visit(self, element: Element) -> None:
        """Take in the children of an element."""
        count = _first_number(element)
        for child in element.children:
            if isinstance(child, str):
                self._pieces.append(_source_text(child, element.tag))
            elif child.tag == "li" and element.tag == "ol":
                count = _item_number(child, count)
                self._number = _marker(element, count)
                self.take(child)
                self._number = ""
                count += 1
            else:
                self.take(child)

    def take(self, element: Element) -> None:
        """Take in one element, unless it is nothing to read."""
        if element.tag == "br":
            self._pieces.append("\n")
        elif self._unread(element):
            return
        elif element.tag == "table":
            self.flush()
            self.table(element)
        elif element.tag in BLOCKS:
            self.flush()
            self.visit(element)
            self.flush(element)
        elif element.tag == "sup":
            self._pieces.append(raised(element.text(), self._last()))
        else:
            self.visit(element)

    def table(self, element: Element) -> None:
        """A table inside: its rows are read by whoever asked for these paragraphs."""
        self.tables.append(element)

    def flush(self, element: Element | None = None) -> None:
        """Close the paragraph that is open."""
        text = shown("".join(self._pieces))
        self._pieces.clear()
        for paragraph in split_lines(text):
            self.emit(paragraph, element)

    def emit(self, text: str, element: Element | None) -> None:
        """One paragraph is done."""
        number = "" if _TYPED_NUMBER.match(text) else self._number
        self._number = ""
        self.done.append(f"{number} {text}" if number else text)

    def joined(self) -> str:
        """All paragraphs, a line each."""
        self.flush()
        return "\n".join(self.done)

    def _last(self) -> str:
        return next((piece[-1] for piece in reversed(self._pieces) if piece), "")

    def _unread(self, element: Element) -> bool:
        """Whether the element is left out; says so where it may have held text."""
        if element.tag in DROPPED:
            return True
        if element.tag == "img":
            self.ledger.note("image", element.attribute("alt") or element.attribute("title"))
            return True
        if element.tag in _EMBEDDED:
            self.ledger.note("embedded", element.text() or element.attribute("src"))
            return True
        hidden = "hidden" in element.attributes or _HIDDEN_STYLE.search(element.attribute("style"))
        if hidden and element.chars:
            self.ledger.note("hidden", element.text())
        return bool(hidden)


def shown(text: str) -> str:
    """Blanks folded as a browser folds them; a line break between Chinese characters is none."""
    text = _BLANKS.sub(lambda m: "\r" if "\r" in m[0] else " ", text)
    text = _SOFT_BREAK.sub("", _AROUND_BREAK.sub("\n", text))
    return text.replace("\r", " ").strip(" \n")


def split_lines(text: str) -> list[str]:
    """Paragraphs within one element: after an empty line, at an indent, or when lines are many."""
    if "\n" not in text:
        return [text] if text.strip() else []
    lines = text.split("\n")
    many = sum(bool(line.strip()) for line in lines) > _LINES_OF_TITLE
    paragraphs: list[str] = []
    fresh = True
    for line in lines:
        if not line.strip():
            fresh = True
            continue
        if fresh or many or _INDENT.match(line):
            paragraphs.append(line)
        else:
            paragraphs[-1] += "\n" + line
        fresh = False
    return paragraphs


def _source_text(text: str, tag: str) -> str:
    if tag == "pre":
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return _SOURCE_BLANKS.sub(lambda m: "\r" if "\n" in m[0] or "\r" in m[0] else " ", text)


def _first_number(element: Element) -> int:
    start = element.attribute("start").strip() if element.tag == "ol" else ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1


def _item_number(item: Element, count: int) -> int:
    value = item.attribute("value").strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else count


def _marker(ordered: Element, count: int) -> str:
    """The number that a browser shows before an item; none where the page turns it off."""
    if _NO_MARKER.search(ordered.attribute("style")):
        return ""
    kind = ordered.attribute("type")
    if kind in ("a", "A") and count <= 26:
        return chr(ord(kind) + count - 1) + "."
    return f"{count}."
