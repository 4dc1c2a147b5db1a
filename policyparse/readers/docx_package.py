"""A .docx file opened: the XML of the parts that hold text, numbers and styles."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.package import Package

from policyparse.errors import UnreadableSource
from policyparse.readers.docx_xml import Element, W

_HINT = "请用 Word 或 WPS 打开并另存为“Word 文档（*.docx）”再试；打不开时请重新下载"
_THREADS = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_KINDS = (RT.STYLES, RT.NUMBERING, RT.FOOTNOTES, RT.ENDNOTES, RT.COMMENTS, _THREADS)
_STRICT = "http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Parts:
    """The roots of the parts of a Word package; a part that is absent is None."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    comments: Element | None
    threads: Element | None  # of comments: what answers what, what is done


def open_package(source: Path, data: bytes) -> Parts:
    """Open the package and parse its parts (python-docx resolves no external entities)."""
    main = _main_part(source, data)
    root = _root(main, source)
    if root.tag != W + "document":
        raise UnreadableSource(source, "文档里没有正文", hint=_HINT, code="damaged")
    related = {kind: _related(main, kind, source) for kind in _KINDS}
    return Parts(
        root,
        related[RT.STYLES],
        related[RT.NUMBERING],
        related[RT.FOOTNOTES],
        related[RT.ENDNOTES],
        related[RT.COMMENTS],
        related[_THREADS],
    )


def _main_part(source: Path, data: bytes) -> Part:
    """The part that holds the body; macro-enabled documents and templates have one too."""
    if not zipfile.is_zipfile(BytesIO(data)):
        raise UnreadableSource(
            source, "这个 Word 文件不完整，压缩结构已损坏", hint=_HINT, code="damaged"
        )
    try:
        package = Package.open(BytesIO(data))
        strict = any(relation.reltype.startswith(_STRICT) for relation in package.rels.values())
        if not strict:
            return package.part_related_by(RT.OFFICE_DOCUMENT)
    except Exception as error:  # KeyError, ValueError, zlib.error, BadZipFile, lxml's
        raise UnreadableSource(
            source, "打不开这个 Word 文件，内容已损坏", hint=_HINT, code="damaged"
        ) from error
    raise UnreadableSource(
        source,
        "这是“Strict Open XML”格式的文档，目前不能直接读取",
        hint="请用 Word 打开，另存为“Word 文档（*.docx）”再试",
        code="strict-ooxml",
    )


def _root(part: Part, source: Path) -> Element:
    """python-docx has parsed the parts that it knows; of the others it keeps the bytes."""
    element: Element | None = getattr(part, "element", None)
    if element is not None:
        return element
    try:
        return parse_xml(part.blob)
    except Exception as error:  # lxml.etree.XMLSyntaxError, ValueError
        raise UnreadableSource(
            source, "Word 文件的一部分已损坏", hint=_HINT, code="damaged"
        ) from error


def _related(main: Part, kind: str, source: Path) -> Element | None:
    for relation in main.rels.values():
        if relation.reltype == kind and not relation.is_external:
            return _root(relation.target_part, source)
    return None
