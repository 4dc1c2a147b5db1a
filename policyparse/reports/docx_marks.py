"""The marks between which a comment's words stand, put among the runs of a Word file. 批注位置"""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from policyparse.model import RawBlock
from policyparse.readers.docx_places import Leaf, Located, Source

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUN, _TEXT, _LOOK = qn("w:r"), qn("w:t"), qn("w:rPr")
_SENTENCE = re.compile(r"[。；\n]")
_BOX = qn("w:txbxContent")
_CHANGED = qn("w:rPrChange")
# Elements of a paragraph among whose content a comment may begin or end (17.13.4).
_HOLDERS = frozenset(
    qn(f"w:{tag}")
    for tag in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent")
)
_CONTROL = qn("w:sdt")
# Of a content control: what it shows is plain text, or is filled in anew from data of the file.
_FILLED = (qn("w:text"), qn("w:dataBinding"))


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A place between two characters of a block or cell."""

    block: int
    cell: int | None
    at: int

    @property
    def source(self) -> Source:
        """The block or cell."""
        return self.block, self.cell


@dataclass(frozen=True, slots=True)
class Hung:
    """A comment was hung up: the words between its marks."""

    words: str  # that should stand between its marks, of each block a line
    exact: bool  # False where a formula or a text box holds them, which cannot be cut


class Marks:
    """The runs of a file, cut where comments begin and end."""

    def __init__(self, located: Located, root: Any):
        self._blocks = located.blocks
        self._leaves: Mapping[Source, list[Leaf]] = located.leaves
        self._sources = sorted(self._leaves, key=_order)
        self._last: dict[Any, Any] = {}  # host -> what of ours stands behind it
        self._changes = max(map(_number, root.iter(_CHANGED)), default=0)

    def has(self, start: Point, end: Point) -> bool:
        """Whether any element shows one of these characters; automatic numbers have none."""
        return bool(self._between(start, end))

    def fits(self, start: Point, end: Point) -> bool:
        """Whether just these characters can be marked: not inside formulas and text boxes."""
        found = self._between(start, end)
        return bool(found) and all(_is_cuttable(found[at][1].element) for at in (0, -1))

    def beside(self, point: Point) -> tuple[Point, Point]:
        """The first sentence of a block or cell, else of the last before it that can be marked."""
        before = [one for one in self._sources if _order(one) <= _order(point.source)]
        source = before[-1] if before else self._sources[0]
        start, end = self._leaves[source][0].start, self._leaves[source][-1].end
        stop = _SENTENCE.search(_text(self._blocks, source), start, end)
        return Point(*source, start), Point(*source, stop.end() if stop else end)

    def hang(self, start: Point, end: Point, comment: str) -> Hung:
        """Put the marks of a comment around the characters from start to end."""
        self._open(*self._between(start, end)[0], start)
        self._close(*self._between(start, end)[-1], end)
        found = self._between(start, end)
        opening, closing = (_host(found[at][1].element) for at in (0, -1))
        opening.addprevious(_mark("w:commentRangeStart", comment))
        after = self._behind(closing, _mark("w:commentRangeEnd", comment))
        self._behind(_outermost(closing), _reference(comment), after)
        return Hung(_words(self._blocks, found, start, end), self.fits(start, end))

    def _behind(self, host: Any, made: Any, after: Any = None) -> Any:
        """Put in behind what of ours stands behind a host already, so that no order is turned."""
        last = self._last.get(host, host)
        if after is not None and after.getparent() is host.getparent():
            last = after
        last.addnext(made)
        self._last[host] = made
        return made

    def _between(self, start: Point, end: Point) -> list[tuple[Source, Leaf]]:
        found = []
        for source in self._sources:
            if not _order(start.source) <= _order(source) <= _order(end.source):
                continue
            low = start.at if source == start.source else 0
            for leaf in self._leaves[source]:
                high = end.at if source == end.source else leaf.end
                if leaf.start < high and low < leaf.end:
                    found.append((source, leaf))
        return found

    def _open(self, source: Source, leaf: Leaf, point: Point) -> None:
        """Let a run begin with the first character."""
        if not _is_cuttable(leaf.element):
            return
        if source == point.source and leaf.start < point.at:
            leaf = self._cut(source, leaf, point.at)
        self._part(leaf.element)

    def _close(self, source: Source, leaf: Leaf, point: Point) -> None:
        """Let a run end with the last character."""
        if not _is_cuttable(leaf.element):
            return
        if source == point.source and point.at < leaf.end:
            self._cut(source, leaf, point.at)
        behind = leaf.element.getnext()
        if behind is not None:
            self._part(behind)

    def _cut(self, source: Source, leaf: Leaf, at: int) -> Leaf:
        """Cut the element of a text in two; what is behind stays in the same run for now."""
        element, length = leaf.element, at - leaf.start
        text = element.text or ""
        behind = element.makeelement(_TEXT)
        behind.text, element.text = text[length:], text[:length]
        for part in (element, behind):
            part.set(_SPACE, "preserve")
        element.addnext(behind)
        made = Leaf(behind, at, leaf.end)
        leaf.end = at
        own = self._leaves[source]
        own.insert(own.index(leaf) + 1, made)
        return made

    def _part(self, element: Any) -> None:
        """Let an element begin a run of its own, with all that stands behind it."""
        run = element.getparent()
        before = [child for child in element.itersiblings(preceding=True) if child.tag != _LOOK]
        if not before:
            return
        made = run.makeelement(_RUN, run.attrib)
        look = run.find(_LOOK)
        if look is not None:
            made.append(self._copied(look))
        made.extend([element, *element.itersiblings()])
        run.addnext(made)
        if run in self._last:  # ours stand behind the second part now
            self._last[made] = self._last.pop(run)

    def _copied(self, look: Any) -> Any:
        """The properties once more; a tracked change of them takes a number of its own."""
        made = copy.deepcopy(look)
        for change in made.iter(_CHANGED):
            self._changes += 1
            change.set(qn("w:id"), str(self._changes))
        return made


def _order(source: Source) -> tuple[int, int]:
    return source[0], -1 if source[1] is None else source[1]


def _number(element: Any) -> int:
    written = element.get(qn("w:id"), "")
    return int(written) if written.isdecimal() else 0


def _mark(tag: str, comment: str) -> Any:
    return etree.Element(qn(tag), {qn("w:id"): comment})


def _reference(comment: str) -> Any:
    run = etree.Element(_RUN)
    run.append(_mark("w:commentReference", comment))
    return run


def _path(element: Any) -> list[Any]:
    """The elements from a child of the paragraph down to this one; of a text box, its anchor's."""
    path = [element, *element.iterancestors()]
    boxes = [at for at, one in enumerate(path) if one.tag == _BOX]
    if boxes:
        path = path[boxes[-1] :]
    paragraph = next(at for at, one in enumerate(path) if one.tag == qn("w:p"))
    return path[:paragraph][::-1]


def _host(element: Any) -> Any:
    """The run, or the formula or the like, beside which marks may stand."""
    return next(one for one in _path(element) if not _holds_marks(one))


def _holds_marks(element: Any) -> bool:
    """Whether marks may stand among what is in an element of a paragraph."""
    if element.tag == _CONTROL:
        properties = element.find(qn("w:sdtPr"))
        return properties is None or all(properties.find(tag) is None for tag in _FILLED)
    return element.tag in _HOLDERS


def _outermost(host: Any) -> Any:
    """The child of the paragraph that holds a run: a hyperlink, a tracked change, the run."""
    return _path(host)[0]


def _is_cuttable(element: Any) -> bool:
    """Whether runs can be cut at an element: not in formulas and the like, nor raised figures."""
    run = element.getparent()
    if run.tag != _RUN or _host(element) is not run:
        return False
    return run.find(f"{_LOOK}/{qn('w:vertAlign')}[@{qn('w:val')}='superscript']") is None


def _words(
    blocks: tuple[RawBlock, ...], found: list[tuple[Source, Leaf]], start: Point, end: Point
) -> str:
    """The characters from start to end that elements show, a line for each block."""
    spans: dict[Source, tuple[int, int]] = {}
    for source, leaf in found:
        spans[source] = (spans.get(source, (leaf.start, 0))[0], leaf.end)
    lines = []
    for source, (first, last) in spans.items():
        low = max(first, start.at) if source == start.source else first
        high = min(last, end.at) if source == end.source else last
        lines.append(_text(blocks, source)[low:high])
    return "\n".join(lines)


def _text(blocks: tuple[RawBlock, ...], source: Source) -> str:
    block, cell = source
    return blocks[block].text if cell is None else blocks[block].cells[cell].text
