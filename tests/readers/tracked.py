"""Tracked changes for the Word files of the tests: each a piece of XML."""

from pathlib import Path
from typing import Any

from docx.oxml.parser import parse_xml

from policyparse.model import RawDocument, Revisions
from policyparse.readers import read
from tests.readers.word import NS, new, raw, saved

MORNING, EVENING = "2027-03-02T09:10:00Z", "2027-03-04T18:30:00Z"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    """A run as it stands inside a deletion."""
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def by(name: str, content: str, who: str = "周岚", when: str = MORNING) -> str:
    """A revision of some kind: ins, del, moveFrom, moveTo …"""
    return f'<w:{name} w:id="9" w:author="{who}" w:date="{when}">{content}</w:{name}>'


def put(text: str, who: str = "周岚", when: str = MORNING) -> str:
    return by("ins", run(text), who, when)


def cut(text: str, who: str = "周岚", when: str = MORNING) -> str:
    return by("del", gone(text), who, when)


def end(name: str, who: str = "周岚", more: str = "") -> str:
    """Paragraph properties with an end that a revision put in or took out."""
    return f"<w:pPr>{more}<w:rPr>{by(name, '', who)}</w:rPr></w:pPr>"


def listed(level: int = 0, more: str = "", numbering: str = "") -> str:
    """Paragraph properties with an automatic number; ``more`` goes among them."""
    reference = f'<w:ilvl w:val="{level}"/><w:numId w:val="77"/>{numbering}'
    return f"<w:pPr><w:numPr>{reference}</w:numPr>{more}</w:pPr>"


def table(document: Any, *rows: str) -> None:
    document.element.body.insert(-1, parse_xml(f"<w:tbl {NS}>{''.join(rows)}</w:tbl>"))


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>"


def made(*paragraphs: str) -> Any:
    """A document of paragraphs given as XML."""
    document = new()
    for xml in paragraphs:
        raw(document, xml)
    return document


def state(document: Any, which: Revisions) -> RawDocument:
    return read(Path("方案.docx"), saved(document), which)


def both(document: Any) -> tuple[RawDocument, RawDocument]:
    """Before all changes and after them."""
    source, data = Path("方案.docx"), saved(document)
    return read(source, data, Revisions.ORIGINAL), read(source, data, Revisions.FINAL)


def texts(document: RawDocument) -> list[str]:
    """The paragraphs; of a table its rows, the cells one beside the other."""
    found: list[str] = []
    for block in document.blocks:
        if block.kind != "table":
            found.append(block.text)
            continue
        for at in range(block.rows):
            found.append("｜".join(c.text for c in block.cells if c.row == at))
    return found


def covered(document: RawDocument) -> list[tuple[str, str, str | None]]:
    """What the state shows of each revision: kind, the words at its places, author."""
    return [
        (one.kind.value, "".join(words(document, one.stretches)), one.author)
        for one in document.revisions
        if one.stretches
    ]


def words(document: RawDocument, stretches: Any) -> list[str]:
    found = []
    for place in stretches:
        block = document.blocks[place.block]
        text = block.text if place.cell is None else block.cells[place.cell].text
        found.append(text[place.start : place.end])
    return found
