"""Word documents: python-docx opens the package, this walk reads its XML in document order."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from policyparse.model import Place, RawBlock, RawDocument
from policyparse.readers.docx_numbering import Counters, Number, Numbering
from policyparse.readers.docx_package import Parts, open_package
from policyparse.readers.docx_styles import Style, Styles, list_ref, outline_level
from policyparse.readers.docx_tables import WordTable, lay_out, merge_down
from policyparse.readers.docx_text import Shown, TextReader, is_placeholder
from policyparse.readers.docx_xml import MC, Element, W, is_on, value
from policyparse.readers.losses import Ledger
from policyparse.readers.text import require_blocks

_WRAPPERS = frozenset(
    [*(W + name for name in ("customXml", "ins", "moveTo", "smartTag")), MC + "AlternateContent"]
)
_DEEPEST = 20  # tables within tables; deeper ones are read as text only


def read_docx(source: Path, data: bytes) -> RawDocument:
    """The paragraphs, headings and tables of a Word file with their shown numbers."""
    parts = open_package(source, data)
    ledger = Ledger()
    body = parts.document.find(W + "body")
    walk = Walk(parts, ledger)
    blocks = tuple(walk.story(body, "")) if body is not None else ()
    walk.note_comments()
    require_blocks(blocks, source)
    return RawDocument("docx", blocks, losses=ledger.losses())


class Walk:
    """One pass through a document; counts of lists and open fields live as long as it."""

    def __init__(self, parts: Parts, ledger: Ledger):
        self._parts = parts
        self._ledger = ledger
        self._styles = Styles(parts.styles)
        self._numbering = Numbering(parts.numbering, self._styles)
        self._counters = Counters(self._numbering)
        self._text = TextReader(self._styles, ledger)
        self._paragraphs = 0
        self._tables = 0
        self._boxes = 0
        self._depth = 0
        self._carried = ""  # text of a paragraph whose mark a revision deletes

    def story(self, parent: Element, within: str) -> Iterator[RawBlock]:
        """The blocks of a body, a cell or a text box; ``within`` names it in their places."""
        paragraphs = 0
        outside, self._carried = self._carried, ""
        for element in _content(parent, self._ledger):
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

    def _left(self, label: str) -> Iterator[RawBlock]:
        """Text whose mark is deleted, and after which no paragraph comes to join it."""
        text, self._carried = self._carried, ""
        if text.strip():
            yield RawBlock("paragraph", Place(label), text)

    def _paragraph(self, paragraph: Element, label: str) -> Iterator[RawBlock]:
        properties = paragraph.find(W + "pPr")
        style_id = value(properties, "pStyle")
        style = self._styles.paragraph(style_id)
        shown = self._text.read(paragraph, label)
        text = self._carried + shown.text
        self._carried = ""
        if _mark_is(properties, "del"):
            self._ledger.note("revisions", place=label)
            self._carried = text
        elif shown.contents:
            if text.strip():
                self._ledger.note("toc", text, label)
        else:
            yield from self._blocks(properties, style_id, style, text, label)
        self._note_notes(shown, label)
        for box in shown.boxes:
            self._boxes += 1
            self._ledger.note("text-box", "".join(t.text or "" for t in box.iter(W + "t")), label)
            yield from self.story(box, f"{label}文本框{self._boxes}")

    def _blocks(
        self, properties: Element | None, style_id: str | None, style: Style, text: str, label: str
    ) -> Iterator[RawBlock]:
        """The paragraph with its number; an empty one is counted but not shown."""
        if not text.strip() and (style.hidden or _mark_is(properties, "vanish")):
            return
        number = self._number(properties, style_id, style, label)
        if not text.strip():
            return
        own = outline_level(properties)
        level = style.heading if own is None else own + 1 if 0 <= own < 9 else None
        shown = number.text + number.suffix + text if number is not None else text
        block = RawBlock("paragraph", Place(label), shown, number.text if number else "")
        yield replace(block, kind="heading", level=level) if level else block

    def _number(
        self, properties: Element | None, style_id: str | None, style: Style, label: str
    ) -> Number | None:
        reference = list_ref(properties)
        if reference is None and style.list_ref is None:
            return None
        place = self._numbering.place(reference, style, style_id)
        number = self._counters.advance(place) if place is not None else None
        if number is not None and not number.known:
            self._ledger.note("numbering", number.text, label)
        return number

    def _table(self, element: Element, within: str) -> Iterator[RawBlock]:
        self._tables += 1
        label = f"表{self._tables}"
        if self._depth >= _DEEPEST:
            self._ledger.note("too-deep", place=label)
            text = "".join(t.text or "" for t in element.iter(W + "t"))
            if text.strip():
                yield RawBlock("paragraph", Place(label), text)
            return
        table = lay_out(element)
        if table.deleted:
            self._ledger.note("revisions", place=label, count=table.deleted)
        if table.irregular:
            self._ledger.note("table-irregular", place=label)
        if within:
            self._ledger.note("nested-table", place=label)
        yield from self._table_blocks(table, label)

    def _table_blocks(self, table: WordTable, label: str) -> Iterator[RawBlock]:
        """The table, then the tables that stand in its cells."""
        nested: list[RawBlock] = []
        texts: list[str] = []
        self._depth += 1
        for cell in table.cells:
            place = f"{label}第{cell.row + 1}行第{cell.column + 1}列"
            blocks = list(self.story(cell.element, place))
            texts.append("\n".join(block.text for block in blocks if block.kind != "table"))
            nested.extend(block for block in blocks if block.kind == "table")
        self._depth -= 1
        grid, hidden = merge_down(table, texts, label)
        for text in hidden:
            self._ledger.note("hidden", text, label)
        if grid.cells:
            yield grid.block(label)
        yield from nested

    def _note_notes(self, shown: Shown, label: str) -> None:
        for kind, note_id in shown.notes:
            root = self._parts.footnotes if kind == "footnote" else self._parts.endnotes
            text = _note_text(root, kind, note_id)
            self._ledger.note("footnote", text, label)

    def note_comments(self) -> None:
        """Say what the comments in the margin are."""
        if self._parts.comments is None:
            return
        for comment in self._parts.comments.findall(W + "comment"):
            text = "".join(t.text or "" for t in comment.iter(W + "t"))
            self._ledger.note("annotation", text)


def _content(parent: Element, ledger: Ledger) -> Iterator[Element]:
    """The paragraphs and tables of a story, also inside content controls and the like."""
    for child in parent:
        tag = child.tag
        if tag == W + "p" or tag == W + "tbl":
            yield child
        elif tag == W + "sdt":
            content = child.find(W + "sdtContent")
            if content is None:
                continue
            text = "".join(t.text or "" for t in content.iter(W + "t"))
            if is_placeholder(child):
                ledger.note("placeholder", text)
            elif _is_contents(child):
                ledger.note("toc", text, count=sum(1 for _ in content.iter(W + "p")))
            else:
                yield from _content(content, ledger)
        elif tag == W + "altChunk":
            ledger.note("embedded", "插入的外部文档")
        elif tag in _WRAPPERS:
            chosen = child.find(MC + "Choice")
            yield from _content(child if chosen is None else chosen, ledger)


def _is_contents(control: Element) -> bool:
    """Whether a content control is Word's own table of contents (17.5.2.12 docPartObj)."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def _mark_is(properties: Element | None, name: str) -> bool:
    """Whether the paragraph mark has a property of a run, such as del or vanish."""
    mark = properties.find(f"{W}rPr/{W}{name}") if properties is not None else None
    return mark is not None and (name != "vanish" or is_on(mark))


def _note_text(root: Element | None, kind: str, note_id: str) -> str:
    if root is None:
        return ""
    for note in root.findall(W + kind):
        if note.get(W + "id") == note_id:
            return "".join(t.text or "" for t in note.iter(W + "t")).strip()
    return ""
