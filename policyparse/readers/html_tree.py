"""HTML text -> a plain tree with the length of its text, the one place that knows selectolax."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from policyparse.errors import UnreadableSource

MAX_DEPTH = 120  # deeper elements are hung up at this depth, so that no walk can overflow
_SILENT = frozenset(
    "script style noscript template select option button textarea input head "  # noqa: SIM905
    "-comment -doctype".split()
)
_MARKS = re.compile("[，。；]")


@dataclass(slots=True, eq=False)
class Element:
    """An element; text nodes are plain strings among its children."""

    tag: str
    attributes: dict[str, str | None]
    children: list["Element | str"] = field(default_factory=list)
    chars: int = 0  # characters that are not blank, in the whole subtree
    linked: int = 0  # of these, inside <a>
    marks: int = 0  # commas and full stops outside <a>: prose has them, menus have not

    def attribute(self, name: str) -> str:
        """An attribute's value, empty if it is absent."""
        return self.attributes.get(name) or ""

    @property
    def plain(self) -> int:
        """Characters of the subtree outside links: what makes an article."""
        return self.chars - self.linked

    def elements(self) -> Iterator["Element"]:
        """Its child elements."""
        return (child for child in self.children if isinstance(child, Element))

    def descendants(self) -> Iterator["Element"]:
        """All elements below it, in document order."""
        for child in self.elements():
            yield child
            yield from child.descendants()

    def text(self) -> str:
        """The text of the subtree as it stands in the file."""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: its body, the <title> and the <meta> values by lower-case name."""

    body: Element
    title: str
    meta: dict[str, str]
    flattened: int  # elements that were nested deeper than MAX_DEPTH


def parse(text: str, source: Path | str) -> Page:
    """The tree of a page or fragment; broken markup is mended as browsers mend it."""
    try:
        parser = LexborHTMLParser(text)
        body = parser.body
    except Exception as error:  # SelectolaxError, ValueError, UnicodeEncodeError
        raise UnreadableSource(
            source, "打不开这个网页文件", hint="请在浏览器中打开并重新保存，或复制到 Word 中再试"
        ) from error
    meta = {
        (node.attributes.get("name") or "").lower(): node.attributes.get("content") or ""
        for node in parser.css("meta[name]")
    }
    title = parser.css_first("title")
    tree, flattened = _copy(body) if body is not None else (Element("body", {}), 0)
    return Page(tree, title.text().strip() if title is not None else "", meta, flattened)


def _copy(body: LexborNode) -> tuple[Element, int]:
    """The tree without scripts and form fields, walked without recursion."""
    root = Element("body", {})
    flattened = 0
    stack: list[tuple[LexborNode | None, Element, int]] = [(body.first_child, root, 0)]
    opened = [root]  # in document order: children after their parents
    parents: list[Element | None] = [None]
    while stack:
        node, parent, depth = stack.pop()
        if node is None:
            continue
        stack.append((node.next, parent, depth))
        tag = node.tag or ""
        if tag == "-text":
            _add_text(parent, node.text_content or "")
        elif tag not in _SILENT:
            element = Element(tag, dict(node.attributes))
            parent.children.append(element)
            opened.append(element)
            parents.append(parent)
            too_deep = depth >= MAX_DEPTH
            flattened += too_deep
            stack.append((node.first_child, parent if too_deep else element, depth + 1))
    _sum_up(opened, parents)
    return root, flattened


def _add_text(parent: Element, text: str) -> None:
    parent.children.append(text)
    parent.chars += len("".join(text.split()))
    parent.marks += len(_MARKS.findall(text))


def _sum_up(opened: list[Element], parents: list[Element | None]) -> None:
    """Lengths from the leaves up."""
    for element, parent in zip(reversed(opened), reversed(parents), strict=True):
        if element.tag == "a":
            element.linked, element.marks = element.chars, 0
        if parent is not None:
            parent.chars += element.chars
            parent.linked += element.linked
            parent.marks += element.marks
