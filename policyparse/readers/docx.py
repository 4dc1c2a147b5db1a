"""Word documents: python-docx opens the package, this walk reads its XML in document order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from policyparse.model import Place, RawBlock, RawDocument, Revisions
from policyparse.readers.docx_comments import read_comments
from policyparse.readers.docx_numbering import Counters, Number, Numbering
from policyparse.readers.docx_package import Parts, open_package
from policyparse.readers.docx_revisions import KINDS, Tracker
from policyparse.readers.docx_styles import Style, Styles, list_ref, outline_level
from policyparse.readers.docx_tables import WordTable, lay_out, merge_down
from policyparse.readers.docx_text import COMMENT_MARKS, Shown, TextReader, is_placeholder
from policyparse.readers.docx_xml import MC, Element, W, is_on, value
from policyparse.readers.losses import Ledger
from policyparse.readers.marked import Marked, MarkedBlock, joined, stretches
from policyparse.readers.text import require_blocks

_WRAPPERS = frozenset([W + "customXml", W + "smartTag", MC + "AlternateContent"])
_DEEPEST = 20  # tables within tables; deeper ones are read as text only
_NOTHING = Marked("")
_NOTES = {"footnote": "脚注", "endnote": "尾注"}


def read_docx(source: Path, data: bytes, revisions: Revisions = Revisions.FINAL) -> RawDocument:
    """The paragraphs, headings and tables of a Word file with their shown numbers."""
    parts = open_package(source, data)
    ledger = Ledger()
    tracker = Tracker(revisions, (parts.document, parts.footnotes, parts.endnotes), ledger)
    body = parts.document.find(W + "body")
    walk = Walk(parts, ledger, tracker)
    found = tuple(walk.story(body, "")) if body is not None else ()
    blocks = tuple(one.block for one in found)
    places = stretches(found)
    comments = read_comments(parts.comments, parts.threads, blocks, places)
    for comment in comments:
        ledger.note("annotation", comment.text)
    require_blocks(blocks, source)
    return RawDocument(
        "docx",
        blocks,
        losses=ledger.losses(),
        revisions=tracker.revisions(places),
        comments=comments,
    )


@dataclass(frozen=True, slots=True)
class _Carried:
    """A paragraph whose end this state does not show: its text goes on in the next one."""

    text: Marked
    properties: Element | None


class Walk:
    """One pass through a document; counts of lists and open fields live as long as it."""

    def __init__(
        self,
        parts: Parts,
        ledger: Ledger,
        tracker: Tracker,
        reader: Callable[[Styles, Ledger, Tracker], TextReader] = TextReader,
    ):
        self._parts = parts
        self._ledger = ledger
        self._tracker = tracker
        self._styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering, self._styles)
        self._counters = Counters(self._numbering)
        self._text = reader(self._styles, ledger, tracker)
        self._paragraphs = 0
        self._tables = 0
        self._boxes = 0
        self._depth = 0
        self._carried = _Carried(_NOTHING, None)

    def story(self, parent: Element, within: str) -> Iterator[MarkedBlock]:
        """The blocks of a body, a cell or a text box; ``within`` names it in their places."""
        paragraphs = 0
        outside, self._carried = self._carried, _Carried(_NOTHING, None)
        for element in self._content(parent):
            if element.tag == W + "p":
                paragraphs += 1
                if not within:
                    self._paragraphs += 1
                number = paragraphs if within else self._paragraphs
                yield from self._paragraph(element, f"{within}第{number}段")
            else:
                yield from self._left(f"{within}第{paragraphs or self._paragraphs}段")
                yield from self._table(element, within)
        yield from self._left(f"{within}第{paragraphs or self._paragraphs}段")
        self._carried = outside

    def _left(self, label: str) -> Iterator[MarkedBlock]:
        """Text whose end is not shown, and after which no paragraph comes to join it."""
        left, self._carried = self._carried, _Carried(_NOTHING, None)
        if left.text.text.strip():
            yield from self._blocks(left.properties, None, left.text, label)

    def _paragraph(self, paragraph: Element, label: str) -> Iterator[MarkedBlock]:
        own = paragraph.find(W + "pPr")
        mark = own.find(W + "rPr") if own is not None else None
        properties = self._tracker.properties(paragraph, "pPr")
        shown = self._text.read(paragraph, label)
        before, self._carried = self._carried, _Carried(_NOTHING, None)
        text = joined((before.text, shown.marked))
        if before.text.text.strip() and not shown.marked.text.strip():
            properties = before.properties  # nothing of this one is left but its end
        for made in self._tracker.made(mark):
            self._tracker.met(made, label)
        if self._tracker.hidden(mark):
            self._tracker.tell(label)
            self._carried = _Carried(text, properties)
        elif shown.contents:
            if text.text.strip():
                self._ledger.note("toc", text.text, label)
        else:
            yield from self._blocks(properties, mark, text, label)
        self._note_notes(shown, label)
        for box in shown.boxes:
            self._boxes += 1
            self._ledger.note("text-box", self._tracker.text(box), label)
            yield from self.story(box, f"{label}文本框{self._boxes}")

    def _blocks(
        self, properties: Element | None, mark: Element | None, marked: Marked, label: str
    ) -> Iterator[MarkedBlock]:
        """The paragraph with its number; an empty one is counted but not shown."""
        style_id = value(properties, "pStyle")
        style = self._styles.paragraph(style_id)
        text = marked.text
        vanish = mark.find(W + "vanish") if mark is not None else None
        if not text.strip() and (style.hidden or is_on(vanish)):
            return
        number = self._number(properties, style_id, style, label)
        if not text.strip():
            return
        own = outline_level(properties)
        level = style.heading if own is None else own + 1 if 0 <= own < 9 else None
        shown = joined((Marked(number.text + number.suffix if number else ""), marked))
        block = RawBlock("paragraph", Place(label), shown.text, number.text if number else "")
        yield MarkedBlock(
            replace(block, kind="heading", level=level) if level else block, shown.marks
        )

    def _number(
        self, properties: Element | None, style_id: str | None, style: Style, label: str
    ) -> Number | None:
        reference = list_ref(properties)
        listed = properties.find(W + "numPr") if properties is not None else None
        if self._tracker.hidden(listed):  # the revision put it into the list
            reference = None
        if reference is None and style.list_ref is None:
            return None
        place = self._numbering.place(reference, style, style_id)
        number = self._counters.advance(place) if place is not None else None
        if number is not None and not (number.known and self._is_sure(listed)):
            self._ledger.note("numbering", number.text, label)
        return number

    def _is_sure(self, listed: Element | None) -> bool:
        """Old Word notes a changed number as text only, which nobody can count on from."""
        return self._tracker.final or listed is None or listed.find(W + "numberingChange") is None

    def _table(self, element: Element, within: str) -> Iterator[MarkedBlock]:
        self._tables += 1
        label = f"表{self._tables}"
        if self._depth >= _DEEPEST:
            self._ledger.note("too-deep", place=label)
            text = self._tracker.text(element)
            if text.strip():
                yield MarkedBlock(RawBlock("paragraph", Place(label), text))
            return
        table = lay_out(element, self._tracker)
        for gone in table.hidden:
            self._tracker.met(gone, label)
            self._tracker.tell(label)
            self._text.pass_over(gone)
        if table.irregular:
            self._ledger.note("table-irregular", place=label)
        if within:
            self._ledger.note("nested-table", place=label)
        yield from self._table_blocks(table, label)
        self._text.pass_over_rows(element)

    def _table_blocks(self, table: WordTable, label: str) -> Iterator[MarkedBlock]:
        """The table, then the tables that stand in its cells."""
        nested: list[MarkedBlock] = []
        texts: list[Marked] = []
        self._depth += 1
        for cell in table.cells:
            place = f"{label}第{cell.row + 1}行第{cell.column + 1}列"
            self._text.cover(cell.revisions)
            found = list(self.story(cell.element, place))
            self._text.uncover(cell.revisions)
            own = (Marked(b.text, marks) for b, marks in found if b.kind != "table")
            texts.append(joined(own, "\n"))
            nested.extend(one for one in found if one.block.kind == "table")
        self._depth -= 1
        grid, marks, hidden = merge_down(table, texts, label)
        for text in hidden:
            self._ledger.note("hidden", text, label)
        if grid.cells:
            yield MarkedBlock(grid.block(label), marks)
        yield from nested

    def _note_notes(self, shown: Shown, label: str) -> None:
        for kind, note_id in shown.notes:
            root = self._parts.footnotes if kind == "footnote" else self._parts.endnotes
            text = ""
            for note in root.findall(W + kind) if root is not None else ():
                if note.get(W + "id") == note_id:
                    self._tracker.met(note, f"{label}{_NOTES[kind]}")
                    text = self._tracker.text(note).strip()
            self._ledger.note("footnote", text, label)

    def _content(self, parent: Element) -> Iterator[Element]:
        """The paragraphs and tables of a story, also inside content controls and the like."""
        for child in parent:
            tag = child.tag
            if tag == W + "p" or tag == W + "tbl":
                yield child
            elif tag == W + "sdt":
                yield from self._controlled(child)
            elif tag == W + "altChunk":
                self._ledger.note("embedded", "插入的外部文档")
            elif tag in COMMENT_MARKS:
                self._text.comment(child)
            elif tag in KINDS:
                yield from self._revised(child)
            elif tag in _WRAPPERS:
                chosen = child.find(MC + "Choice")
                yield from self._content(child if chosen is None else chosen)

    def _controlled(self, control: Element) -> Iterator[Element]:
        """What stands in a content control; prompts and Word's table of contents are left out."""
        content = control.find(W + "sdtContent")
        if content is None:
            return
        if is_placeholder(control):
            self._ledger.note("placeholder", self._tracker.text(content))
        elif _is_contents(control):
            count = sum(1 for _ in content.iter(W + "p"))
            self._ledger.note("toc", self._tracker.text(content), count=count)
        else:
            yield from self._content(content)
            return
        self._text.pass_over(content)

    def _revised(self, element: Element) -> Iterator[Element]:
        """Whole paragraphs inside a revision, as some programs write them."""
        self._tracker.note(element, f"第{self._paragraphs + 1}段")
        if self._tracker.hides(element):
            self._text.pass_over(element)
            return
        key = self._tracker.key(element)
        keys = () if key is None else (key,)
        self._text.cover(keys)
        yield from self._content(element)
        self._text.uncover(keys)


def _is_contents(control: Element) -> bool:
    """Whether a content control is Word's own table of contents (17.5.2.12 docPartObj)."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"
