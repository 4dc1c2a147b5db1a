"""Word lists made for the tests, level by level."""

from typing import Any

import docx
from docx.oxml.parser import parse_xml

from tests.readers.word import NS, numbered, reread


def level(
    at: int,
    *,
    name: str | None = "decimal",
    text: str = "%1.",
    start: int = 1,
    suffix: str = "nothing",
    extra: str = "",
) -> str:
    """A w:lvl; ``extra`` is XML such as lvlRestart."""
    shown = f'<w:numFmt w:val="{name}"/>' if name else ""
    return (
        f'<w:lvl {NS} w:ilvl="{at}"><w:start w:val="{start}"/>{shown}{extra}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def with_lists(*levels: str, overrides: dict[int, str] | None = None) -> Any:
    """An empty document with the list 1, and others of the same definition with overrides."""
    document = docx.Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    root.append(
        parse_xml(f'<w:abstractNum {NS} w:abstractNumId="0">{"".join(levels)}</w:abstractNum>')
    )
    for list_id, override in {1: "", **(overrides or {})}.items():
        of = f'<w:abstractNumId w:val="0"/>{override}'
        root.append(parse_xml(f'<w:num {NS} w:numId="{list_id}">{of}</w:num>'))
    return document


def item(document: Any, text: str, at: int, list_id: int = 1) -> None:
    """A paragraph of a list."""
    numbered(document, text, at, list_id)


def listed(document: Any, *levels: int) -> list[str]:
    """The numbers of paragraphs at these levels."""
    for at in levels:
        item(document, "事项", at)
    return [block.number for block in reread(document).blocks]
