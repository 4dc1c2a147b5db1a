"""Styles of a Word document: what a paragraph takes from the chain of its style."""

import re
from dataclasses import dataclass

from policyparse.readers.docx_xml import Element, W, integer, is_on, value

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*(?P<level>[1-9])$", re.IGNORECASE)
_TITLE_NAMES = ("title", "标题")
_BODY_TEXT = 9  # outline level of text that is no heading (17.3.1.20)


@dataclass(frozen=True, slots=True)
class ListRef:
    """A paragraph's place in a list: numId 0 takes it out of any list (17.9.18)."""

    num_id: int
    level: int | None  # 0 to 8; None where the property does not say


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style with all that it inherits."""

    list_ref: ListRef | None = None
    heading: int | None = None  # 1 is the highest
    hidden: bool = False


PLAIN = Style()


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: Element | None):
        elements = root.findall(W + "style") if root is not None else []
        self._elements = {element.get(W + "styleId"): element for element in elements}
        self._resolved: dict[str, Style] = {}
        self._default = next(
            (
                element.get(W + "styleId")
                for element in elements
                if element.get(W + "type") == "paragraph" and element.get(W + "default") == "1"
            ),
            None,
        )

    def paragraph(self, style_id: str | None) -> Style:
        """The style of a paragraph; without an id the default paragraph style."""
        name = style_id if style_id in self._elements else self._default
        return self.named(name) if name is not None else PLAIN

    def named(self, style_id: str) -> Style:
        """A style by its id, a plain one if there is none; cycles are cut."""
        if style_id not in self._resolved:
            chain: list[Element] = []
            current: str | None = style_id
            while current in self._elements and self._elements[current] not in chain:
                chain.append(self._elements[current])
                current = value(chain[-1], "basedOn")
            self._resolved[style_id] = _merged(chain)
        return self._resolved[style_id]

    def list_of(self, style_id: str) -> int | None:
        """The numId that a numbering style points to (17.9.21 numStyleLink)."""
        element = self._elements.get(style_id)
        found = list_ref(element.find(W + "pPr")) if element is not None else None
        return found.num_id if found else None


def list_ref(properties: Element | None) -> ListRef | None:
    """The list that paragraph properties name; numId may be missing, then it is -1."""
    number = properties.find(W + "numPr") if properties is not None else None
    if number is None:
        return None
    num_id = integer(value(number, "numId"))
    level = integer(value(number, "ilvl"))
    if num_id is None and level is None:
        return None
    return ListRef(-1 if num_id is None else num_id, level)


def outline_level(properties: Element | None) -> int | None:
    """The outline level 0 to 9 that paragraph properties state."""
    return integer(value(properties, "outlineLvl"))


def _merged(chain: list[Element]) -> Style:
    """The nearest style that says something wins."""
    reference: ListRef | None = None
    outline: int | None = None
    hidden: bool | None = None
    for element in chain:
        properties = element.find(W + "pPr")
        found = list_ref(properties)
        if found is not None:
            level = found.level if reference is None or reference.level is None else reference.level
            if reference is None or reference.num_id < 0:
                reference = ListRef(found.num_id, level)
        outline = outline_level(properties) if outline is None else outline
        run = element.find(W + "rPr")
        vanish = run.find(W + "vanish") if run is not None else None
        if hidden is None and vanish is not None:
            hidden = is_on(vanish)
    return Style(reference, _heading(chain, outline), bool(hidden))


def _heading(chain: list[Element], outline: int | None) -> int | None:
    """The heading level by outline level, else by the name of a built-in style."""
    if outline is not None:
        return outline + 1 if 0 <= outline < _BODY_TEXT else None
    for element in chain:
        name = value(element, "name") or ""
        match = _HEADING_NAME.match(name)
        if match:
            return int(match["level"])
        if name.lower() in _TITLE_NAMES:
            return 1
    return None
