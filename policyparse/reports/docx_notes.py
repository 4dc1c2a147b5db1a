"""Comments put into a Word file; of its other parts no byte is changed. 批注"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.package import Package
from lxml import etree

from policyparse.errors import UnprovenComments, UnreadableSource
from policyparse.model import Comment, RawDocument, Revisions
from policyparse.readers.docx import read_docx
from policyparse.readers.docx_places import Located, locate
from policyparse.reports.docx_marks import Hung, Marks, Point
from policyparse.reports.files import zipped
from policyparse.reports.tables import clean

_OFFICE = RELATIONSHIP_TYPE.OFFICE_DOCUMENT
_COMMENTS, _STYLES = RELATIONSHIP_TYPE.COMMENTS, RELATIONSHIP_TYPE.STYLES
_ID, _STYLE_ID = qn("w:id"), qn("w:styleId")
_MARKS = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"), qn("w:commentReference"))
_TYPES = "[Content_Types].xml"
_TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SMALL, _SMALLER = "18", "15"  # half-points
_REFUSED = (
    "加上批注后，原有文字或者批注所在位置与预期不一致，批注稿没有写出。"
    "请把这份文件反馈给维护人员；核查报告不受影响"
)


@dataclass(frozen=True, slots=True)
class Note:
    """A comment to be hung on the characters from start to end."""

    start: Point
    end: Point
    lines: tuple[str, ...]
    code: str = ""  # stands in small type behind the last line

    @property
    def text(self) -> str:
        """All that is said, as a reader finds it."""
        return clean("\n".join(self.lines) + self.code)


@dataclass(frozen=True, slots=True)
class Author:
    """Who says it, and on which day."""

    name: str
    initials: str
    day: date


class Annotated:
    """A Word file that comments can be put into, once."""

    def __init__(self, source: Path, data: bytes):
        self._source, self._data = source, data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._members = {one.filename: archive.read(one) for one in archive.infolist()}
        self._main = Package.open(io.BytesIO(data)).part_related_by(_OFFICE)
        self._root = _parsed(self._members[self._main.partname.membername])
        self.located: Located = locate(source, data, self._root)
        self.marks = Marks(self.located, self._root)

    def with_notes(self, notes: Sequence[Note], author: Author) -> bytes:
        """The file with comments; raises UnprovenComments where anything else would change."""
        name, comments = self._comments()
        first = 1 + max(map(_id, (*comments, *self._root.iter(*_MARKS))), default=-1)
        hung = []
        for number, note in enumerate(notes, start=first):
            hung.append(self.marks.hang(note.start, note.end, str(number)))
            comments.append(_comment(note, str(number), author, self._styles()))
        self._members[name] = _written(comments)
        self._members[self._main.partname.membername] = _written(self._root)
        data = zipped(self._members.items())
        _prove(self._source, self._data, data, list(zip(notes, hung, strict=True)))
        return data

    def _comments(self) -> tuple[str, Any]:
        """The part that holds the comments, and its name; made where there is none."""
        for relation in self._main.rels.values():
            if relation.reltype == _COMMENTS and not relation.is_external:
                name = relation.target_part.partname.membername
                return name, _parsed(self._members[name])
        folder, _, main = self._main.partname.membername.rpartition("/")
        names = (f"comments{number or ''}.xml" for number in range(len(self._members) + 1))
        name = next(one for one in names if f"{folder}/{one}" not in self._members)
        self._link(f"{folder}/_rels/{main}.rels", name)
        types = _parsed(self._members[_TYPES])
        part = {"PartName": f"/{folder}/{name}", "ContentType": CONTENT_TYPE.WML_COMMENTS}
        types.append(types.makeelement(f"{{{_TYPES_NS}}}Override", part))
        self._members[_TYPES] = _written(types)
        return f"{folder}/{name}", _parsed(f"<w:comments {nsdecls('w')}/>".encode())

    def _link(self, name: str, target: str) -> None:
        """Say that the main part has a part with comments."""
        empty = f'<Relationships xmlns="{_LINKS_NS}"/>'.encode()
        links = _parsed(self._members.get(name, empty))
        taken = {one.get("Id") for one in links}
        own = next(one for one in map("rId{}".format, count(1)) if one not in taken)
        link = {"Id": own, "Type": _COMMENTS, "Target": target}
        links.append(links.makeelement(f"{{{_LINKS_NS}}}Relationship", link))
        self._members[name] = _written(links)

    def _styles(self) -> dict[str, str]:
        """The styles of comments that the file has, by their names in Word."""
        styles = next(
            (one.target_part for one in self._main.rels.values() if one.reltype == _STYLES), None
        )
        if styles is None:
            return {}
        named = ((one.find(qn("w:name")), one.get(_STYLE_ID)) for one in styles.element)
        return {name.get(qn("w:val")).lower(): key for name, key in named if name is not None}


def _parsed(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))


def _written(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _id(element: Any) -> int:
    written = element.get(_ID, "")
    return int(written) if written.isdecimal() else -1


def _comment(note: Note, number: str, author: Author, styles: dict[str, str]) -> Any:
    """A comment in small type, whatever the file's own text looks like."""
    paragraphs = [_paragraph(line, styles) for line in note.lines]
    paragraphs[0].insert(1, _parsed(_run("<w:annotationRef/>", styles.get("annotation reference"))))
    if note.code:
        paragraphs[-1].append(_parsed(_run(_text(note.code), size=_SMALLER, colour="808080")))
    comment = _parsed(f"<w:comment {nsdecls('w')}/>".encode())
    values = {"id": number, "author": author.name, "initials": author.initials}
    for name, value in (values | {"date": f"{author.day.isoformat()}T00:00:00Z"}).items():
        comment.set(qn(f"w:{name}"), value)
    comment.extend(paragraphs)
    return comment


def _paragraph(line: str, styles: dict[str, str]) -> Any:
    style = styles.get("annotation text")
    own = f'<w:pStyle w:val="{escape(style)}"/>' if style else ""
    look = (
        f'<w:pPr>{own}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
    )
    paragraph = _parsed(f"<w:p {nsdecls('w')}>{look}</w:p>".encode())
    paragraph.append(_parsed(_run(_text(line))))
    return paragraph


def _text(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(clean(words))}</w:t>'


def _run(content: str, style: str | None = None, size: str = _SMALL, colour: str = "") -> bytes:
    own = f'<w:rStyle w:val="{escape(style)}"/>' if style else ""
    own += f'<w:color w:val="{colour}"/>' if colour else ""
    look = f'<w:rPr>{own}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return f"<w:r {nsdecls('w')}>{look}{content}</w:r>".encode()


def _prove(source: Path, before: bytes, after: bytes, notes: Sequence[tuple[Note, Hung]]) -> None:
    """Raise where not only these comments came, each at its words."""
    for revisions in Revisions:
        old, new = (_read(source, data, revisions) for data in (before, after))
        if old is None or new is None:
            if old is not new:
                raise UnprovenComments(_REFUSED)
            continue
        kept = len(old.comments)
        came = new.comments[kept:]
        same = replace(new, comments=new.comments[:kept], losses=old.losses) == old
        if not same or len(came) != len(notes):
            raise UnprovenComments(_REFUSED)
        if revisions is Revisions.FINAL and not all(map(_stands, came, notes)):
            raise UnprovenComments(_REFUSED)


def _read(source: Path, data: bytes, revisions: Revisions) -> RawDocument | None:
    """One state of the file; None where nothing is left in it."""
    try:
        return read_docx(source, data, revisions)
    except UnreadableSource:
        return None


def _stands(found: Comment, expected: tuple[Note, Hung]) -> bool:
    note, hung = expected
    if found.text != note.text or not found.stretches:
        return False
    return found.quoted == hung.words or not hung.exact
