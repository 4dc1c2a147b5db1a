"""The text of a paragraph as Word shows it with all revisions accepted, or all rejected."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from policyparse.readers.docx_revisions import KINDS, Tracker
from policyparse.readers.docx_styles import Styles
from policyparse.readers.docx_xml import (
    DRAWING,
    MATH,
    MC,
    OFFICE,
    VML,
    WP,
    Element,
    W,
    is_on,
    value,
)
from policyparse.readers.losses import Ledger
from policyparse.readers.marked import Extents, Key, Marked
from policyparse.readers.raised import raised

_LONGEST_ENTRY = 120  # characters of a line in a table of contents
_TEXT_BOX = W + "txbxContent"
_PICTURES = (DRAWING + "blip", VML + "imagedata")
_CHARTS = ("/chart", "/diagram", "/chartex")
_SYMBOLS = {  # Wingdings and Symbol characters that stand in plans as list marks and check boxes
    "F0A8": "□",
    "F06F": "□",
    "F0FE": "☑",
    "F0FC": "√",
    "F052": "☑",
    "F0A3": "□",
    "F06C": "●",
    "F06E": "■",
    "F075": "◆",
    "F0B7": "·",
    "F0D8": "➢",
    "F0B3": "≥",
    "F0A5": "∞",
    "F0B0": "°",
    "F0B1": "±",
    "F0B4": "×",
    "F0B8": "÷",
}
_CHARACTERS = {  # elements of a run that are one character
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
COMMENT_MARKS = tuple(
    W + name for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
_BETWEEN_CELLS = (W + "tbl", W + "tr")
_WRAPPERS = frozenset(
    [
        *(W + name for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")),
        *(W + name for name in ("sdtContent", "rubyBase", "ruby")),
        *(MATH + name for name in ("oMathPara", "oMath", "r", "e", "num", "den", "sub", "sup")),
        *(MATH + name for name in ("f", "sSub", "sSup", "sSubSup", "d", "nary", "rad", "deg")),
        *(MATH + name for name in ("func", "fName", "m", "mr", "acc", "bar", "box", "limLow")),
    ]
)


@dataclass(slots=True)
class Fields:
    """Complex fields that are open: for each whether its result is reached, and its code.

    A field may begin in one paragraph and end in another, as a table of contents does.
    """

    results: list[bool] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def in_code(self) -> bool:
        """Whether what comes now is a field's code, which is not shown."""
        return not all(self.results)

    def in_contents(self) -> bool:
        """Whether what comes now is the shown result of a table of contents."""
        return any(code.split()[:1] == ["TOC"] for code in self.codes)

    def mark(self, kind: str | None) -> None:
        """A fldChar of kind begin, separate or end (17.16.18)."""
        if kind == "begin":
            self.results.append(False)
            self.codes.append("")
        elif kind == "separate" and self.results:
            self.results[-1] = True
        elif kind == "end" and self.results:
            self.results.pop()
            self.codes.pop()


class TextReader:
    """Reads paragraph after paragraph of one document; keeps the fields that are open."""

    def __init__(self, styles: Styles, ledger: Ledger, tracker: Tracker):
        self._styles = styles
        self._ledger = ledger
        self._tracker = tracker
        self._extents = Extents()
        self._commented: set[Key] = set()
        self._fields = Fields()
        self._pieces: list[str] = []
        self._boxes: list[Element] = []
        self._notes: list[tuple[str, str]] = []
        self._contents = False
        self._place = ""
        self._handlers: dict[str, Callable[[Element], None]] = {
            W + "r": self._run,
            W + "sdt": self._content_control,
            W + "t": self._text,
            MATH + "t": self._text,
            W + "br": self._break,
            W + "sym": self._symbol,
            W + "fldChar": self._field,
            W + "instrText": self._code,
            W + "footnoteReference": self._note,
            W + "endnoteReference": self._note,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._object,
            MC + "AlternateContent": self._alternate,
            **dict.fromkeys(KINDS, self._revision),
            **dict.fromkeys(COMMENT_MARKS, self.comment),
            **dict.fromkeys(_CHARACTERS, self._character),
            **dict.fromkeys(_WRAPPERS, self._children),
        }
        self._letters = {W + "t"} if tracker.final else {W + "t", W + "delText"}
        if not tracker.final:
            self._handlers |= {W + "delText": self._text, W + "delInstrText": self._code}

    def read(self, paragraph: Element, place: str) -> "Shown":
        """The shown text of a paragraph with what hangs on it."""
        self._pieces, self._boxes, self._notes = [], [], []
        if self._fields.in_code():  # a code does not go on into the next paragraph: it is damaged
            self._fields = Fields()
        self._contents = self._fields.in_contents()
        self._place = place
        self._extents.begin()
        self._children(paragraph)
        text = "".join(self._pieces)
        marks = self._extents.end(len(text))
        contents = self._contents or self._fields.in_contents()
        if contents and len(text) > _LONGEST_ENTRY:  # a table of contents that was never closed
            self._fields, contents = Fields(), False
        return Shown(Marked(text, marks), tuple(self._boxes), tuple(self._notes), contents)

    def cover(self, keys: Iterable[Key]) -> None:
        """Revisions that all paragraphs from here on stand in."""
        for key in keys:
            self._extents.open(key)

    def uncover(self, keys: Iterable[Key]) -> None:
        """They end here."""
        for key in keys:
            self._extents.close(key)

    def pass_over(self, element: Element) -> None:
        """An element that is not shown: comments may begin or end in it all the same."""
        for mark in element.iter(*COMMENT_MARKS):
            self.comment(mark)

    def pass_over_rows(self, table: Element) -> None:
        """Comments that end between the cells of a table, which are not walked through."""
        for mark in table.iter(*COMMENT_MARKS):
            parent = mark.getparent()
            if parent is not None and parent.tag in _BETWEEN_CELLS:
                self.comment(mark)

    def comment(self, mark: Element) -> None:
        """A comment begins, ends, or hangs on this very place (17.13.4)."""
        key, at = mark.get(W + "id") or "", self._at()
        if mark.tag == W + "commentRangeEnd":
            self._extents.close(key, at)
        elif key not in self._commented:
            self._extents.open(key, at)
            if mark.tag == W + "commentReference":
                self._extents.close(key, at)
        self._commented.add(key)

    def _at(self) -> int:
        return sum(map(len, self._pieces))

    def _children(self, element: Element) -> None:
        handlers = self._handlers
        for child in element:
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(child)

    def _run(self, run: Element) -> None:
        properties = self._tracker.properties(run, "rPr")
        if properties is not None and len(properties):
            if self._hidden(properties):
                text = "".join(t.text or "" for t in run.iter(*self._letters))
                if text.strip() and not self._fields.in_code():
                    self._ledger.note("hidden", text, self._place)
                return
            shown = [child for child in run if child.tag in self._letters]
            if value(properties, "vertAlign") == "superscript" and len(shown) == 1:
                self._raised(run)
                return
        self._children(run)

    def _raised(self, run: Element) -> None:
        before = next((piece[-1] for piece in reversed(self._pieces) if piece), "")
        for child in run:
            if child.tag in self._letters and not self._fields.in_code():
                self._put(child, raised(child.text or "", before))
            elif child.tag in self._handlers and child.tag not in self._letters:
                self._handlers[child.tag](child)

    def _hidden(self, properties: Element) -> bool:
        vanish = properties.find(W + "vanish")
        if vanish is not None:
            return is_on(vanish)
        style = value(properties, "rStyle")
        return style is not None and self._styles.named(style).hidden

    def _text(self, element: Element) -> None:
        if element.text and not self._fields.in_code():
            self._put(element, element.text)

    def _put(self, element: Element, text: str) -> None:
        """The characters that an element shows; all of a paragraph's come by here."""
        self._pieces.append(text)

    def _character(self, element: Element) -> None:
        if not self._fields.in_code():
            self._put(element, _CHARACTERS[element.tag])

    def _break(self, element: Element) -> None:
        if element.get(W + "type") in (None, "textWrapping"):
            self._put(element, "\n")

    def _symbol(self, element: Element) -> None:
        code = (element.get(W + "char") or "").upper()
        shown = _SYMBOLS.get(code)
        if shown is None:
            self._ledger.note("symbol", f"{element.get(W + 'font')} {code}", self._place)
            shown = "\N{REPLACEMENT CHARACTER}"
        self._put(element, shown)

    def _field(self, element: Element) -> None:
        self._fields.mark(element.get(W + "fldCharType"))
        self._contents = self._contents or self._fields.in_contents()

    def _code(self, element: Element) -> None:
        if self._fields.codes:
            self._fields.codes[-1] += element.text or ""
            self._contents = self._contents or self._fields.in_contents()

    def _revision(self, element: Element) -> None:
        self._tracker.note(element, self._place)
        if self._tracker.hides(element):
            self.pass_over(element)
            return
        key = self._tracker.key(element)
        if key is None:
            self._children(element)
            return
        self._extents.open(key, self._at())
        self._children(element)
        self._extents.close(key, self._at())

    def _content_control(self, control: Element) -> None:
        content = control.find(W + "sdtContent")
        if content is None:
            return
        if is_placeholder(control):
            self._ledger.note("placeholder", self._tracker.text(content), self._place)
            self.pass_over(content)
        else:
            self._children(content)

    def _note(self, element: Element) -> None:
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        self._notes.append((kind, element.get(W + "id") or ""))

    def _alternate(self, element: Element) -> None:
        """The first choice, as current Word reads it; the fallback says the same once more."""
        chosen = element.find(MC + "Choice")
        if chosen is None or not len(chosen):
            chosen = element.find(MC + "Fallback")
        if chosen is not None:
            self._children(chosen)

    def _drawing(self, drawing: Element) -> None:
        name = ""
        for element in _drawn(drawing):
            if element.tag == _TEXT_BOX:
                self._boxes.append(element)
            elif element.tag == WP + "docPr":
                name = element.get("descr") or element.get("title") or ""
            elif element.tag in _PICTURES:
                self._ledger.note("image", name, self._place)
            elif (element.get("uri") or "").endswith(_CHARTS):
                self._ledger.note("embedded", name or "图表", self._place)

    def _object(self, element: Element) -> None:
        program = element.find(f".//{OFFICE}OLEObject")
        kind = program.get("ProgID") if program is not None else None
        self._ledger.note("embedded", kind or "嵌入对象", self._place)
        self._boxes.extend(found for found in _drawn(element) if found.tag == _TEXT_BOX)


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph's text, and what is anchored in it."""

    marked: Marked
    boxes: tuple[Element, ...]  # w:txbxContent
    notes: tuple[tuple[str, str], ...]  # footnote or endnote, with its id
    contents: bool  # part of a table of contents


def is_placeholder(control: Element) -> bool:
    """Whether a content control shows its prompt, not an entry (17.5.2.39 showingPlcHdr)."""
    properties = control.find(W + "sdtPr")
    return properties is not None and is_on(properties.find(W + "showingPlcHdr"))


def _drawn(element: Element) -> Iterator[Element]:
    """The elements of a drawing in order, not those inside its text boxes."""
    for child in element:
        if child.tag == MC + "AlternateContent":
            chosen = child.find(MC + "Choice")
            yield from _drawn(chosen if chosen is not None else child)
            continue
        yield child
        if child.tag != _TEXT_BOX:
            yield from _drawn(child)
