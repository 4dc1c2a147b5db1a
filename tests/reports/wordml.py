"""What WordprocessingML (ECMA-376 part 1, 17, transitional) asks of the elements that we write."""

import io
import re
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHANGE = ("id", "author", "date")
# Parent -> children in the order in which the schema lists them; * may repeat and mix.
_SEQUENCES = {
    "p": ("pPr", "*r ins del bookmarkStart bookmarkEnd proofErr"),
    "pPr": ("pStyle", "keepNext", "numPr", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
    "r": ("rPr", "*t delText tab br"),
    "tbl": ("tblPr", "tblGrid", "*tr"),
    "tblPr": ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    "tblGrid": ("*gridCol",),
    "tr": ("trPr", "*tc"),
    "tc": ("tcPr", "*p"),
    "tcPr": ("tcW", "gridSpan", "vMerge", "vAlign"),
    "tblBorders": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "tblCellMar": ("top", "left", "bottom", "right"),
}
_FOREIGN = ("numPr",)
_CONTEXTS = {  # ins and del mean other things in other parents, and hold other things there
    "p": {"ins": ("*r",), "del": ("*r",)},
    "rPr": {"ins": (), "del": ()},
    "trPr": {"ins": (), "del": ()},
}


def document_of(data: bytes) -> Any:
    """The main part of a Word file."""
    return part_of(data, "word/document.xml")


def part_of(data: bytes, name: str) -> Any:
    """A part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def check(data: bytes) -> None:
    """Fail where the file's body is not what the schema allows, or numbers of changes repeat."""
    body = document_of(data).find(W + "body")
    tags = [_name(child) for child in body]
    assert set(tags[:-1]) <= {"p", "tbl"}
    assert tags[-2:] == ["p", "sectPr"], "a document ends with a paragraph and its page"
    for child in body[:-1]:
        _element(child)
    numbers = [change.get(W + "id") for change in _changes(body)]
    assert len(set(numbers)) == len(numbers)


def _name(element: Any) -> str:
    return str(element.tag).removeprefix(W)


def _changes(body: Any) -> list[Any]:
    return list(body.iter(W + "ins", W + "del"))


def _element(element: Any) -> None:
    name = _name(element)
    if name in ("ins", "del"):
        _change(element)
        _in_order(element, _CONTEXTS[_name(element.getparent())][name])
    elif name == "rPr" and _name(element.getparent()) == "pPr":
        _in_order(element, ("*ins del",))
    elif name == "trPr":
        _in_order(element, ("*cantSplit trHeight tblHeader", "*ins del"))
        assert len(_changes(element)) <= 1
    elif name == "rPr" or name in _FOREIGN:
        return  # as it stood in the file that the changes were put into
    else:
        _in_order(element, _SEQUENCES.get(name, ()))
    _words(element, name)
    if name == "tbl":
        _grid(element)
    if name == "tc":
        assert _name(element[-1]) == "p", "a cell ends with a paragraph"
    for child in element:
        _element(child)


def _change(element: Any) -> None:
    assert {key.removeprefix(W) for key in element.attrib} == set(_CHANGE)
    assert element.get(W + "id").isdigit()
    assert element.get(W + "author")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.get(W + "date"))


def _in_order(element: Any, sequence: tuple[str, ...]) -> None:
    children = [_name(child) for child in element]
    at = 0
    for part in sequence:
        names = part.removeprefix("*").split()
        first = at
        while at < len(children) and children[at] in names and (part[0] == "*" or at == first):
            at += 1
    assert at == len(children), f"{children[at:]} in {_name(element)}, after {children[:at]}"


def _words(element: Any, name: str) -> None:
    """Deleted words stand in w:delText within w:del, all others in w:t; blanks are kept."""
    inside = any(_name(parent) == "del" for parent in element.iterancestors())
    assert name not in ("t", "delText") or inside == (name == "delText")
    if name in ("t", "delText"):
        text = element.text or ""
        kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        assert kept or text == text.strip()
        assert not set(text) & {"\t", "\n", "\r"}
    else:
        assert not (element.text or "").strip()


def _grid(table: Any) -> None:
    columns = len(table.find(W + "tblGrid"))
    assert 0 < columns <= 63, "Word holds 63 columns"
    for row in table.iter(W + "tr"):
        spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(W + "tc")]
        assert sum(1 if s is None else int(s.get(W + "val")) for s in spans) == columns
