"""A Word file with all tracked changes accepted, or rejected: what it then says. 修订核验"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from policyparse.drafts.grid import GridCell, Line
from policyparse.drafts.paragraphs import Unit, table_of

_DOCUMENT = "word/document.xml"
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
_VALUE = qn("w:val")
_WRAPPERS = (qn("w:ins"), qn("w:del"))


def state(data: bytes, *, accepted: bool) -> tuple[Unit, ...]:
    """The paragraphs and tables that are left; empty paragraphs say nothing and are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(_DOCUMENT))
    gone = qn("w:del") if accepted else qn("w:ins")
    return tuple(_units(root.find(qn("w:body")), gone))


def _units(parent: Any, gone: str) -> Iterator[Unit]:
    """The blocks of a body; a paragraph whose mark is gone goes on in the next one."""
    carried = ""
    for child in parent:
        if child.tag == qn("w:p"):
            carried += _text(child, gone)
            if child.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{gone}") is not None:
                continue
        if carried:
            yield Unit(carried)
        carried = ""
        if child.tag == qn("w:tbl"):
            yield from _table(child, gone)
    if carried:
        yield Unit(carried)


def _text(parent: Any, gone: str) -> str:
    """The text of a paragraph or a run."""
    parts: list[str] = []
    for child in parent:
        if child.tag in (qn("w:t"), qn("w:delText")):
            parts.append(child.text or "")
        elif child.tag in _CHARACTERS:
            parts.append(_CHARACTERS[child.tag])
        elif child.tag == qn("w:r") or (child.tag in _WRAPPERS and child.tag != gone):
            parts.append(_text(child, gone))
    return "".join(parts)


def _table(table: Any, gone: str) -> Iterator[Unit]:
    rows = [
        [_cell(cell, gone) for cell in row.findall(qn("w:tc"))]
        for row in table.findall(qn("w:tr"))
        if row.find(f"{qn('w:trPr')}/{gone}") is None
    ]
    if rows:
        yield table_of(tuple(_merged(rows)))


def _cell(cell: Any, gone: str) -> tuple[str, int, str]:
    """Its text, the columns it takes, and how it is merged: restart, continue or not at all."""
    properties = cell.find(qn("w:tcPr"))
    span, merge = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
    columns = 1 if span is None else int(span.get(_VALUE))
    text = "\n".join(unit.text for unit in _units(cell, gone))
    return text, columns, "" if merge is None else merge.get(_VALUE, "continue")


def _merged(rows: Sequence[Sequence[tuple[str, int, str]]]) -> Iterator[Line]:
    """The rows with the height of each merged cell; one that goes on with nothing is its own."""
    open_at: dict[int, tuple[list[GridCell], int, int]] = {}  # column -> its row, place and span
    lines: list[list[GridCell]] = []
    for row in rows:
        line: list[GridCell] = []
        still: dict[int, tuple[list[GridCell], int, int]] = {}
        column = 0
        for text, span, merge in row:
            above = open_at.get(column) if merge == "continue" else None
            goes_on = above is not None and above[2] == span
            if above is not None and goes_on:
                start, at, _ = still[column] = above
                start[at] = replace(start[at], rows=start[at].rows + 1)
            elif merge == "restart":
                still[column] = (line, len(line), span)
            line.append(GridCell(text, span, 0 if goes_on else 1))
            column += span
        lines.append(line)
        open_at = still
    yield from map(tuple, lines)
