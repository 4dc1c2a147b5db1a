"""Where each element of a Word file that shows characters stands in the blocks that are read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from policyparse.model import RawBlock, Revisions
from policyparse.readers.docx import Walk
from policyparse.readers.docx_package import open_package
from policyparse.readers.docx_revisions import Tracker
from policyparse.readers.docx_styles import Styles
from policyparse.readers.docx_text import TextReader
from policyparse.readers.docx_xml import Element, W
from policyparse.readers.losses import Ledger
from policyparse.readers.marked import Key, stretches

Source = tuple[int, int | None]  # block, cell (None outside tables)


@dataclass(slots=True)
class Leaf:
    """An element and the characters ``text[start:end]`` of its block or cell that it shows."""

    element: Element
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Located:
    """The blocks of a Word file and the elements that their characters come from."""

    blocks: tuple[RawBlock, ...]
    leaves: Mapping[Source, list[Leaf]]  # in reading order


def locate(source: Path, data: bytes, root: Element) -> Located:
    """Read a file with all revisions accepted; ``root`` is its main part as the caller parsed it.

    Automatic numbers are in the blocks but come from no element.
    """
    parts = replace(open_package(source, data), document=root)
    ledger = Ledger()
    tracker = Tracker(Revisions.FINAL, (root, parts.footnotes, parts.endnotes), ledger)
    elements: dict[Key, Element] = {}
    walk = Walk(parts, ledger, tracker, partial(_Locator, elements))
    body = root.find(W + "body")
    found = tuple(walk.story(body, "")) if body is not None else ()
    leaves: dict[Source, list[Leaf]] = {}
    for key, places in stretches(found).items():
        for one in places if key in elements else ():
            if one.start < one.end:
                leaf = Leaf(elements[key], one.start, one.end)
                leaves.setdefault((one.block, one.cell), []).append(leaf)
    for own in leaves.values():
        own.sort(key=lambda leaf: leaf.start)
    return Located(tuple(one.block for one in found), leaves)


class _Locator(TextReader):
    """Marks what each element shows, as revisions and comments are marked."""

    def __init__(
        self, elements: dict[Key, Element], styles: Styles, ledger: Ledger, tracker: Tracker
    ):
        super().__init__(styles, ledger, tracker)
        self._elements = elements

    def _put(self, element: Element, text: str) -> None:
        start = self._at()
        super()._put(element, text)
        key = f"element {len(self._elements)}"
        self._elements[key] = element
        self._extents.open(key, start)
        self._extents.close(key, start + len(text))
