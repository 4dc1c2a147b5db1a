"""A redline in the new draft's own Word file, where its changes can be put into it. 原版式修订稿"""

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

from policyparse.drafts.paragraphs import Grid, Passage, Row, Wording
from policyparse.grammar.numbering import claim
from policyparse.model.comparison import Mark
from policyparse.normalise import Block, NormalisedText
from policyparse.normalise.mapped import sources
from policyparse.reports.files import zipped
from policyparse.reports.redline_runs import (
    Edit,
    Marker,
    Unfit,
    edit_paragraph,
    gone_paragraph,
    mark_all,
    mark_end,
    shown,
)

_DOCUMENT = "word/document.xml"
_PLACE = re.compile(r"(?P<kind>第|表)(?P<n>\d+)段?")
_KNOWN = tuple(
    qn(f"w:{tag}") for tag in ("p", "tbl", "sectPr", "bookmarkStart", "bookmarkEnd", "proofErr")
)
_REVISED = tuple(
    qn(f"w:{tag}")
    for tag in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "rPrChange", "pPrChange")
)
_SHORT = 40  # characters of a heading


def own_redline(
    found: Sequence[Passage], new: NormalisedText, data: bytes, author: str, today: date
) -> bytes | None:
    """The new draft's file with all changes tracked; None where it is not simple enough."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
        parts = dict(members)
        root = parse_xml(parts[_DOCUMENT])
        _Weaver(root, new, author, today).weave(found)
    except (Unfit, KeyError, StopIteration, zipfile.BadZipFile, etree.XMLSyntaxError):
        return None
    parts[_DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped((name, parts[name]) for name, _ in members)


@dataclass(frozen=True, slots=True)
class _Model:
    """A paragraph of the file that others of its kind look like."""

    kind: object
    element: Any
    numbered: bool  # automatically


class _Weaver:
    """One pass through the file's body."""

    def __init__(self, root: Any, new: NormalisedText, author: str, today: date):
        self._body = root.find(qn("w:body"))
        if next(root.iter(*_REVISED), None) is not None or any(
            child.tag not in _KNOWN for child in self._body
        ):
            raise Unfit
        numbers = [int(e.get(qn("w:id"))) for e in root.iter() if e.get(qn("w:id"), "").isdigit()]
        self._marker = Marker(author, today, max(numbers, default=0))
        self._new = new
        self._paragraphs = self._body.findall(qn("w:p"))
        self._tables = self._body.findall(qn("w:tbl"))
        if len(self._tables) != sum(1 for _ in self._body.iter(qn("w:tbl"))):
            raise Unfit  # tables within tables
        self._models: list[_Model] = []

    def weave(self, found: Sequence[Passage]) -> None:
        """Put all changes in."""
        blocks = [block for block in self._new.blocks if block.start < block.end]
        places = [self._elements(block) for block in blocks]
        for block, (first, *_) in zip(blocks, places, strict=True):
            if block.kind != "table":
                number = self._new.raw.blocks[self._sources(block)[0]].number
                self._models.append(_Model(_kind(self._text(block)), first, bool(number)))
        at = 0
        waiting: list[Passage] = []
        last: Any = None
        for passage in found:
            if passage.mark is Mark.GONE:
                waiting.append(passage)
                continue
            last = self._put(waiting, last, places[at][0], at)
            waiting = []
            self._change(passage, blocks[at], places[at])
            last = places[at][-1]
            at += 1
        if at != len(blocks):
            raise Unfit
        self._put(waiting, last, None, at)
        self._part()

    def _text(self, block: Block) -> str:
        return self._new.text[block.start : block.end]

    def _elements(self, block: Block) -> list[Any]:
        """The paragraphs, or the table, that a block was made of."""
        found = []
        for index in self._sources(block):
            place = self._new.raw.blocks[index].place
            match = _PLACE.fullmatch(place.label)
            if match is None or place.file is not None:
                raise Unfit
            every = self._paragraphs if match["kind"] == "第" else self._tables
            if int(match["n"]) > len(every):
                raise Unfit
            found.append(every[int(match["n"]) - 1])
        if not found:
            raise Unfit
        return found

    def _put(self, gone: Sequence[Passage], last: Any, following: Any, at: int) -> Any:
        """What is gone, behind what stands before it."""
        for passage in gone:
            if isinstance(passage, Grid):
                raise Unfit
            made = self._gone(passage.wording.old, at)
            if last is not None:
                last.addnext(made)
            elif following is not None:
                following.addprevious(made)
            else:
                self._body.insert(0, made)
            last = made
        return last

    def _gone(self, text: str, at: int) -> Any:
        """A paragraph that is gone, in the look of the nearest one of its kind."""
        kind = _kind(text)
        ranked = sorted(
            (model.kind != kind, abs(number - at), number)
            for number, model in enumerate(self._models)
        )
        if not ranked:
            return gone_paragraph(text, None, self._marker)
        like = self._models[ranked[0][2]]
        number = claim(text) if like.numbered and like.kind == kind else None
        words = text[number.length :] if number else text
        return gone_paragraph(words, like.element, self._marker, numbered=number is not None)

    def _change(self, passage: Passage, block: Block, elements: Sequence[Any]) -> None:
        if isinstance(passage, Grid):
            _Table(self._new, block, elements[0], self._marker).change(passage)
            return
        if passage.mark is Mark.SAME and not passage.wording.changes:
            return
        for index, element in zip(self._sources(block), elements, strict=True):
            text = self._new.raw.blocks[index].text
            if passage.mark is Mark.NEW:
                mark_all(element, self._marker)
                mark_end(element, Mark.NEW, self._marker)
            elif len(elements) == 1:
                edits = _edits(self._new, block.start, block.end, passage.wording)
                number = len(text) - len(shown(element))
                behind = list(_behind_number(edits, number))
                edit_paragraph(element, text[number:], behind, self._marker)
            else:
                raise Unfit

    def _sources(self, block: Block) -> list[int]:
        return sorted({p.source[0] for p in sources(self._new.pieces, block.start, block.end)})

    def _part(self) -> None:
        """An empty paragraph that stays before a table, and at the end, where none does."""
        before: Any = None
        for child in self._body.findall("*"):
            if child.tag == qn("w:tbl") and before is not None and not _stays(before):
                child.addprevious(OxmlElement("w:p"))
            if child.tag in (qn("w:p"), qn("w:tbl")):
                before = child
        if before is not None and not _stays(before):
            before.addnext(OxmlElement("w:p"))


def _behind_number(edits: Sequence[Edit], length: int) -> Iterator[Edit]:
    """The edits without those of an automatic number, which counts by itself."""
    for edit in edits:
        if edit.start >= length:
            yield Edit(edit.start - length, edit.end - length, edit.gone)
        elif edit.end > length:
            raise Unfit


def _kind(text: str) -> object:
    """What paragraphs that look alike have in common."""
    number = claim(text)
    return number.kind if number else "", len(text) > _SHORT


def _stays(element: Any) -> bool:
    """Whether a paragraph keeps its mark whatever is accepted."""
    if element.tag != qn("w:p"):
        return False
    return all(element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{tag}") is None for tag in _REVISED[:2])


def _edits(new: NormalisedText, start: int, end: int, wording: Wording) -> list[Edit]:
    """The steps of a wording at their places in the source of ``new.text[start:end]``."""
    pieces = list(sources(new.pieces, start, end))
    if not pieces or len({piece.source for piece in pieces}) > 1:
        raise Unfit
    last = pieces[-1].origin + pieces[-1].length
    found = []
    for change in wording.changes:
        at = start + change.new_at
        following = next(iter(sources(new.pieces, at, end)), None)
        first = following.origin if following and at < end else last
        inside = list(sources(new.pieces, at, at + len(change.new))) if change.new else []
        stop = inside[-1].origin + inside[-1].length if inside else first
        found.append(Edit(first, stop, change.old))
    return found


class _Table:
    """A table of the file, row by row as its block has it."""

    def __init__(self, new: NormalisedText, block: Block, table: Any, marker: Marker):
        self._new = new
        self._block = block
        self._rows = table.findall(qn("w:tr"))
        self._marker = marker
        if len(self._rows) != block.rows:
            raise Unfit

    def change(self, grid: Grid) -> None:
        """Mark rows and words; rows that are gone are put in as they would look here."""
        rows = list(zip(self._rows, range(len(self._rows)), strict=True))
        at = 0
        last: Any = None
        for row in grid.rows:
            if row.mark is Mark.GONE:
                made = self._gone(row, at)
                if last is None:
                    self._rows[0].addprevious(made)
                else:
                    last.addnext(made)
                last = made
                continue
            element, number = rows[at]
            self._row(row, element, number)
            last = element
            at += 1

    def _row(self, row: Row, element: Any, number: int) -> None:
        cells = _cells(element, row)
        column = 0
        for change, cell in zip(row.cells, cells, strict=True):
            if row.mark is Mark.NEW or change.wording.changes:
                self._cell(row.mark, change.wording, cell, number, column)
            column += change.span
        if row.mark is Mark.NEW:
            element.get_or_add_trPr().append(self._marker.change(Mark.NEW))

    def _cell(self, mark: Mark, wording: Wording, element: Any, row: int, column: int) -> None:
        paragraphs = element.findall(qn("w:p"))
        if mark is Mark.NEW:
            for paragraph in paragraphs:
                mark_all(paragraph, self._marker)
            return
        if len(paragraphs) != 1:
            raise Unfit
        index = next(
            n for n, c in enumerate(self._block.cells) if (c.row, c.column) == (row, column)
        )
        cell = self._block.cells[index]
        if cell.start == cell.end:
            edits = [Edit(0, 0, wording.old)]
            edit_paragraph(paragraphs[0], "", edits, self._marker)
            return
        source = next(iter(sources(self._new.pieces, cell.start, cell.end))).source
        raw = self._new.raw.blocks[source[0]].cells[source[1] or 0].text
        edits = _edits(self._new, cell.start, cell.end, wording)
        edit_paragraph(paragraphs[0], raw, edits, self._marker)

    def _gone(self, row: Row, at: int) -> Any:
        """A row that is gone, in the look of the nearest one whose cells stand alike."""
        for element in sorted(self._rows, key=lambda e: abs(self._rows.index(e) - at)):
            try:
                _cells(element, row)
            except Unfit:
                continue
            return self._emptied(copy.deepcopy(element), row)
        raise Unfit

    def _emptied(self, element: Any, row: Row) -> Any:
        for change, cell in zip(row.cells, _cells(element, row), strict=True):
            like = cell.find(qn("w:p"))
            for child in cell.findall("*"):
                if child.tag != qn("w:tcPr"):
                    cell.remove(child)
            cell.append(gone_paragraph(change.wording.old, like, self._marker, inside=True))
            cell.vMerge = {0: "continue", 1: None}.get(change.rows, "restart")
        properties = element.get_or_add_trPr()
        for child in properties.findall("*"):
            if child.tag in _REVISED:
                properties.remove(child)
        properties.append(self._marker.change(Mark.GONE))
        return element


def _cells(element: Any, row: Row) -> list[Any]:
    """The cells of a row of the file, where they are those of the passage."""
    cells = element.findall(qn("w:tc"))
    shape = [(cell.grid_span, cell.vMerge == "continue") for cell in cells]
    if shape != [(change.span, change.rows == 0) for change in row.cells]:
        raise Unfit
    return list(cells)
