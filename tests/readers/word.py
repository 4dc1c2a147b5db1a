"""Word files made for the tests: python-docx with raw XML for what it does not write."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from policyparse.model import RawDocument
from policyparse.readers import read

NS = nsdecls("w")
_LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
)
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def new() -> Any:
    """An empty document with the list 77: 一、（一）1. and the list 78, which starts anew."""
    document = docx.Document()
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{name}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (name, text) in enumerate(_LEVELS)
    )
    abstract = f'<w:abstractNum {NS} w:abstractNumId="77">{levels}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    of = '<w:abstractNumId w:val="77"/>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    root.append(parse_xml(f'<w:num {NS} w:numId="77">{of}</w:num>'))
    root.append(parse_xml(f'<w:num {NS} w:numId="78">{of}{anew}</w:num>'))
    return document


def numbered(document: Any, text: str, level: int, list_id: int = 77) -> None:
    """A paragraph with an automatic number."""
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    reference = f'<w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/>'
    properties.append(parse_xml(f"<w:numPr {NS}>{reference}</w:numPr>"))


def raw(document: Any, xml: str, *more: str) -> None:
    """A paragraph from the XML of its content."""
    spaces = nsdecls("w", *more)
    document.element.body.insert(-1, parse_xml(f"<w:p {spaces}>{xml}</w:p>"))


def footnotes(document: Any, text: str) -> None:
    """The part of the footnotes with one of them, of id 2."""
    note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
    blob = f"<w:footnotes {NS}>{note}</w:footnotes>".encode()
    name = PackURI("/word/footnotes.xml")
    part = Part(name, _FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)


def saved(document: Any) -> bytes:
    """The bytes of the file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def reread(document: Any) -> RawDocument:
    """What the reader makes of it."""
    return read(Path("方案.docx"), saved(document))
