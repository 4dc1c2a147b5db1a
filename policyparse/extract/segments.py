"""Outline + notes -> the stretches of text that are tasks, and the notes that close them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policyparse.extract.context import Context
from policyparse.extract.sections import SectionKind, Sections
from policyparse.grammar.notes import Note
from policyparse.grammar.numbering import Rank
from policyparse.lexicon.lexicon import alternation
from policyparse.model import Category, DocumentKind
from policyparse.nlp.annotate import Passage
from policyparse.outline import Node, Paragraph

Stretch = tuple[int, int]
_PLAN_ANNEX = re.compile(r"方案|计划|任务|分工|清单|措施|要点|分解|行动|台账")
_MARKS = " \t\n\u3000。；;，,、"
_SILENT = (
    DocumentKind.DRAFTING_NOTE,
    DocumentKind.OPINION_TABLE,
    DocumentKind.SPEECH,
    DocumentKind.REPORT,
)


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note and the passage that its places refer to."""

    passage: Passage
    note: Note

    @property
    def start(self) -> int:
        return self.passage.base + self.note.start

    @property
    def end(self) -> int:
        return self.passage.base + self.note.end


@dataclass(slots=True)
class Segment:
    """One task in the making: its stretches of text and its notes."""

    node: Node
    stretches: list[Stretch] = field(default_factory=list)
    notes: list[PlacedNote] = field(default_factory=list)
    inherited: list[PlacedNote] = field(default_factory=list)
    category: Category = Category.MAIN
    number: int = 0  # 1, 2 … where one item holds several tasks


@dataclass(slots=True)
class _NodeNotes:
    """What the passages of one node hold."""

    segments: list[Segment]
    head: list[PlacedNote]  # before any text of its own
    loose: list[PlacedNote]  # the last note, where it has a paragraph of its own


class Segmenter:
    """Cuts the outline into tasks."""

    def __init__(self, context: Context):
        self.context = context
        self.sections = Sections(context.lexicon, context.text)
        closings = alternation(context.lexicon.file.sections.closings)
        self._closing = re.compile(f"(?:{closings})")
        self._found: dict[int, _NodeNotes] = {}
        self._group: dict[int, list[PlacedNote]] = {}
        nodes = list(context.outline.walk())
        self._last = self._last_nodes(nodes)
        for node in nodes:
            self._found[id(node)] = self._read(node)
        for node in nodes:
            self._hoist(node)

    def segments(self) -> Iterator[Segment]:
        """All tasks of the running text, in reading order."""
        if self.context.document.kind in _SILENT:
            return
        for node in self.context.outline.walk():
            yield from self._of_node(node)

    def notes(self) -> Iterator[PlacedNote]:
        """All notes, in reading order."""
        for node in self.context.outline.walk():
            found = self._found[id(node)]
            yield from found.head
            for segment in found.segments:
                yield from segment.notes
            yield from self._group.get(id(node), ())

    # --- one node -------------------------------------------------------------------------

    @staticmethod
    def _last_nodes(nodes: list[Node]) -> set[int]:
        """Leaves that close the body or an annex: signatures and remarks hang on them."""
        last = set()
        for node, following in zip(nodes, [*nodes[1:], None], strict=False):
            if following is None or following.kind in ("annex", "remarks") or following.rank <= 0:
                last.add(id(node))
        return last

    def _passages(self, node: Node) -> list[Passage]:
        """The node's own passages: its heading line first."""
        starts = [node.title[0]] if node.title[1] > node.title[0] else []
        starts += [p.start for p in self._body(node) if not p.table]
        found: list[Passage] = []
        for start in starts:
            passage = self.context.passages.get(start)
            if passage is not None and (not found or passage.base >= found[-1].end):
                found.append(passage)
        return found

    def _body(self, node: Node) -> list[Paragraph]:
        """The paragraphs, without what closes the document."""
        text = self.context.text.plain
        kept: list[Paragraph] = []
        for number, paragraph in enumerate(node.body):
            own_line = number == 0 and not node.alone
            part = text[paragraph.start : paragraph.end]
            if not own_line and id(node) in self._last:
                if self._closing.match(part) or self._signed(part):
                    break
            elif not own_line and re.match(r"(?:附件|附表)[0-9一二三四五六]?[:：]", part):
                break
            kept.append(paragraph)
        return kept

    @staticmethod
    def _signed(part: str) -> bool:
        return (
            len(part) <= 40
            and not re.search("[，。；]", part)
            and bool(
                re.search(
                    r"(?:政府|办公室|办公厅|委员会|[局厅委部])$|^\d{4}年\d{1,2}月\d{1,2}日$|^二[〇○零O]",
                    part,
                )
            )
        )

    def _read(self, node: Node) -> _NodeNotes:
        segments: list[Segment] = []
        head: list[PlacedNote] = []
        loose: list[PlacedNote] = []
        current: list[Stretch] = []
        pending = Segment(node)
        for number, passage in enumerate(self._passages(node)):
            heading_only = number == 0 and node.alone
            at = 0
            for note in passage.notes:
                placed = PlacedNote(passage, note)
                stretch = self._stretch(passage, at, note.start)
                at = note.end
                if stretch and not heading_only:
                    current.append(stretch)
                if current:
                    pending.stretches = current
                    pending.notes = [placed]
                    segments.append(pending)
                    pending, current = Segment(node), []
                    loose = [] if stretch else [placed]
                elif segments:
                    segments[-1].notes.append(placed)
                    loose = [*loose, placed] if not stretch and loose else loose
                else:
                    head.append(placed)
                    loose = [placed] if not heading_only and not stretch else loose
            rest = self._stretch(passage, at, len(passage.text))
            if rest and not heading_only:
                current.append(rest)
        if current:
            if segments and not node.children:
                segments[-1].stretches += current
            else:
                pending.stretches = current
                segments.append(pending)
        return _NodeNotes(segments, head, loose)

    @staticmethod
    def _stretch(passage: Passage, start: int, end: int) -> Stretch | None:
        text = passage.text
        while start < end and text[start] in _MARKS:
            start += 1
        while start < end and text[end - 1] in " \t\n\u3000":
            end -= 1
        return (passage.base + start, passage.base + end) if end - start >= 2 else None

    # --- notes that cover several items ------------------------------------------------------

    def _hoist(self, node: Node) -> None:
        """A note that stands alone behind the last of several items without notes covers all."""
        found = self._found[id(node)]
        if node.children or node.parent is None or not self._only_loose(found, node):
            return
        covered: Node = node
        top: Node | None = node.parent
        while top is not None and covered is top.children[-1] and len(top.children) > 1:
            siblings = top.children[:-1]
            if any(self._has_notes(below) for sibling in siblings for below in sibling.walk()):
                break
            covered, top = top, top.parent
        if covered is node:
            return
        notes = found.loose or [n for s in found.segments for n in s.notes]
        for segment in found.segments:
            segment.notes = [n for n in segment.notes if n not in notes]
        found.head[:] = [n for n in found.head if n not in notes]
        self._group[id(covered)] = notes

    def _only_loose(self, found: _NodeNotes, node: Node) -> bool:
        notes = [n for s in found.segments for n in s.notes] + found.head
        if not notes:
            return False
        if found.loose:
            return all(n in found.loose for n in notes)
        inline = len(notes) == 1 and node.rank >= Rank.SUBITEM
        return inline and notes[0].end >= (found.segments[-1].stretches or [(0, 0)])[-1][1]

    def _has_notes(self, node: Node) -> bool:
        found = self._found[id(node)]
        return bool(found.head or any(s.notes for s in found.segments) or id(node) in self._group)

    # --- tasks ------------------------------------------------------------------------------

    def _of_node(self, node: Node) -> Iterator[Segment]:
        found = self._found[id(node)]
        kind = self.sections.kind_of(node)
        if kind is SectionKind.REMARKS:
            return
        category = Category.SAFEGUARD if kind is SectionKind.SAFEGUARD else Category.MAIN
        noted = [s for s in found.segments if s.notes]
        for number, segment in enumerate(noted if noted else found.segments, 1):
            segment.category = category
            segment.number = number if len(noted) > 1 else 0
            segment.inherited = [] if _binding(segment.notes) else self._from_above(node)
            if segment.notes or self._is_leaf_task(node, kind):
                if segment.notes and node.children and not self._has_body(segment):
                    continue
                yield segment
        if not found.segments and not node.children and self._is_leaf_task(node, kind):
            yield self._bare(node, found, category)

    def _bare(self, node: Node, found: _NodeNotes, category: Category) -> Segment:
        """An item that is no more than its heading."""
        passage = self.context.passages.get(node.title[0])
        end = min((n.start for n in found.head if n.start >= node.title[0]), default=node.title[1])
        stretch = (node.title[0], max(node.title[0], min(end, node.title[1])))
        if passage is not None and node.title[1] < passage.end and not found.head:
            stretch = (stretch[0], passage.end)
        own = list(found.head)
        above = [] if _binding(own) else self._from_above(node)
        return Segment(node, [stretch], own, above, category)

    def _has_body(self, segment: Segment) -> bool:
        """More than a heading in front of the note."""
        text = self.context.text.plain
        body = "".join(text[a:b] for a, b in segment.stretches)
        title = text[slice(*segment.node.title)]
        return len(body.strip(_MARKS)) > len(title.strip(_MARKS)) + 4

    def _is_leaf_task(self, node: Node, kind: SectionKind) -> bool:
        if node.children or self.context.document.kind is not DocumentKind.PLAN:
            return False
        if kind in (SectionKind.BACKGROUND, SectionKind.REMARKS):
            return False
        top = node.path()[0]
        if top.kind == "annex":
            heading = self.context.text.plain[top.start : top.start + 120]
            return bool(_PLAN_ANNEX.search(heading)) and node is not top and bool(node.value)
        return bool(node.value) or node.kind == "heading"

    def _from_above(self, node: Node) -> list[PlacedNote]:
        """The note of the nearest heading above, or that of a group the item stands in."""
        here: Node | None = node
        while here is not None:
            if here is not node or not self._found[id(here)].segments:
                head = self._found[id(here)].head
                own = [n for s in self._found[id(here)].segments for n in s.notes]
                above = _binding(head) or _binding(own)
                if here is not node and above:
                    return above
            if id(here) in self._group:
                return self._group[id(here)]
            here = here.parent
        return []


def _binding(notes: list[PlacedNote]) -> list[PlacedNote]:
    """Notes that name units; a date or a telephone number alone assigns nothing."""
    return [placed for placed in notes if placed.note.mentions]
