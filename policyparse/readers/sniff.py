"""What the bytes of a file say about its format."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from policyparse.readers.encoding import looks_like_text
from policyparse.readers.ole import OLE, root_streams
from policyparse.readers.registry import Strength

ZIP = b"PK\x03\x04"
RTF = b"{\\rtf"
_XML_WORD, _XML_SHEET = b'progid="Word.Document"', b'progid="Excel.Sheet"'
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_HEAD = 4096
_MANIFEST, _MOST_MANIFEST = "META-INF/manifest.xml", 1_000_000
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:p|div|span|table|section|article|h[1-6]|style|center|font)[\s>]",
    re.IGNORECASE,
)
_FRAGMENT_END = re.compile(rb"</(?:p|div|span|table|section|article)\s*>", re.IGNORECASE)
_MARKDOWN_TABLE = re.compile(
    rb"^[ \t]{0,3}\|?(?:[ \t]{0,9}:?-{2,}:?[ \t]{0,9}\|)+[ \t]{0,9}(?::?-{2,}:?)?[ \t]{0,9}\r?$",
    re.MULTILINE,
)
_MARKDOWN_HEADING = re.compile(rb"^#{1,6} +\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A format that is known but not read: what it is, and what the user can do."""

    signature: bytes
    offset: int
    name: str
    hint: str


_SAVE_AS = "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”再试"
_OCR = "请先做 OCR 文字识别，或者提供 Word 版、网页版"
_COPY = "请把文字复制到 Word 文档中保存为 .docx 再试"
_UNPACK = "请先解压，再读取其中的文件"
FOREIGN = (
    Foreign(b"\x89PNG\r\n", 0, "图片（PNG）", _OCR),
    Foreign(b"\xff\xd8\xff", 0, "图片（JPEG）", _OCR),
    Foreign(b"II*\0", 0, "图片（TIFF）", _OCR),
    Foreign(b"MM\0*", 0, "图片（TIFF）", _OCR),
    Foreign(b"GIF8", 0, "图片（GIF）", _OCR),
    Foreign(b"Rar!\x1a\x07", 0, "压缩包（RAR）", _UNPACK),
    Foreign(b"7z\xbc\xaf\x27\x1c", 0, "压缩包（7z）", _UNPACK),
    Foreign(b"\x1f\x8b", 0, "压缩包（gzip）", _UNPACK),
    Foreign(b"ustar", 257, "压缩包（tar）", _UNPACK),
)
# A zip file by a member that only its format has.
ZIPPED = (
    ("ppt/", "PowerPoint 演示文稿", _COPY),
    ("content.xml", "OpenDocument 文档", _SAVE_AS),
)


def sniff_docx(data: bytes) -> Strength:
    """A zip package (ECMA-376 part 2) whose main part stands under word/."""
    members = zip_members(data)
    if members is None:
        found = data.startswith(ZIP) and b"word/" in data and b"[Content_Types].xml" in data
        return Strength.CERTAIN if found else Strength.NONE
    found = any(name.startswith("word/document") and name.endswith(".xml") for name in members)
    return Strength.CERTAIN if found else Strength.NONE


def sniff_xlsx(data: bytes) -> Strength:
    """A zip package whose main part stands under xl/."""
    members = zip_members(data) or ()
    found = any(name.startswith("xl/workbook") for name in members)
    return Strength.CERTAIN if found else Strength.NONE


def sniff_old_word(data: bytes) -> Strength:
    """Word's old binary format, which WPS writes too, or the XML of Word 2003."""
    return _certain(_ole_kind(data) == "WordDocument" or is_office_xml(data, _XML_WORD))


def sniff_old_sheet(data: bytes) -> Strength:
    """Excel's old binary format, which WPS writes too, or the XML of Excel 2003."""
    return _certain(_ole_kind(data) in ("Workbook", "Book") or is_office_xml(data, _XML_SHEET))


def sniff_rtf(data: bytes) -> Strength:
    """Rich text by its first word."""
    return _certain(data.lstrip()[:5] == RTF)


def sniff_odt(data: bytes) -> Strength:
    """OpenDocument: its first member, which is not compressed, names the kind."""
    return _certain(_open_document(data).startswith(b"text"))


def sniff_ods(data: bytes) -> Strength:
    """As ``sniff_odt``."""
    return _certain(_open_document(data).startswith(b"spreadsheet"))


def sniff_pdf(data: bytes) -> Strength:
    """%PDF- within the first 1,024 bytes, as readers accept it (ISO 32000-1, annex H.3)."""
    return Strength.CERTAIN if b"%PDF-" in data[:1024] else Strength.NONE


def sniff_ofd(data: bytes) -> Strength:
    """A zip package with an entry file OFD.xml (GB/T 33190-2016, 7.1)."""
    members = zip_members(data)
    if members is None:
        found = data.startswith(ZIP) and b"OFD.xml" in data
    else:
        found = any(name.lower().lstrip("./\\") == "ofd.xml" for name in members)
    return Strength.CERTAIN if found else Strength.NONE


def sniff_html(data: bytes) -> Strength:
    """A whole page, or a fragment that begins and ends with block elements."""
    head = _narrow(data[: _HEAD * 2])[:_HEAD]
    if _HTML_START.match(head):
        return Strength.CERTAIN
    if _FRAGMENT_START.match(head) and _FRAGMENT_END.search(_narrow(data)):
        return Strength.LIKELY
    return Strength.NONE


def sniff_markdown(data: bytes) -> Strength:
    """A table rule or two headings are marks; else any text may be Markdown."""
    if foreign_name(data) or not looks_like_text(data):
        return Strength.NONE
    sample = _narrow(data)
    marked = _MARKDOWN_TABLE.search(sample) or len(_MARKDOWN_HEADING.findall(sample)) > 1
    return Strength.LIKELY if marked else Strength.POSSIBLE


def sniff_text(data: bytes) -> Strength:
    """Whatever can be decoded and is not another format's."""
    readable = not foreign_name(data) and looks_like_text(data)
    return Strength.POSSIBLE if readable else Strength.NONE


def foreign_name(data: bytes) -> tuple[str, str] | None:
    """The name of a known format without a reader, and what to do; None for anything else."""
    for row in FOREIGN:
        if data[row.offset : row.offset + len(row.signature)] == row.signature:
            return row.name, row.hint
    if data.startswith(OLE):
        return ole_name(data)
    members = zip_members(data)
    if members is None:
        return None
    for member, name, hint in ZIPPED:
        if any(found == member or found.startswith(member) for found in members):
            return name, hint
    return "压缩包（zip）", _UNPACK


def is_encrypted_office(data: bytes) -> bool:
    """An OLE container that wraps an encrypted OOXML package ([MS-OFFCRYPTO] 2.3)."""
    return data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data


def is_headless_office(data: bytes) -> bool:
    """An OOXML package of Word or Excel that lacks its main part."""
    members = zip_members(data) or ()
    return "[Content_Types].xml" in members and any(n.startswith(("word/", "xl/")) for n in members)


def ole_name(data: bytes) -> tuple[str, str]:
    """Which program's old binary file an OLE container is ([MS-CFB]), by its stream names."""
    names = root_streams(data)
    if "PowerPoint Document" in names:
        return "旧版 PowerPoint 演示文稿（.ppt）", _COPY
    if any(name.startswith("__properties_version") for name in names):
        return "Outlook 邮件（.msg）", _COPY
    return "旧版 Office 文件", _SAVE_AS


def is_office_xml(data: bytes, *marks: bytes) -> bool:
    """The XML of Office 2003, which names its program in a processing instruction."""
    head = data[:1000]
    begins = head.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml")
    return begins and any(mark in head for mark in marks or (_XML_WORD, _XML_SHEET))


def has_locked_members(data: bytes) -> bool:
    """Whether an OpenDocument file has a password: its manifest says how to open each member."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_MANIFEST) as manifest:
            return b"encryption-data" in manifest.read(_MOST_MANIFEST)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, OSError, RuntimeError):
        return False


def _certain(found: bool) -> Strength:
    return Strength.CERTAIN if found else Strength.NONE


def _ole_kind(data: bytes) -> str:
    """The stream that makes an OLE container a document; of a damaged one by its bytes."""
    if not data.startswith(OLE):
        return ""
    names = root_streams(data)
    kinds = ("WordDocument", "Workbook", "Book")
    return next(
        (k for k in kinds if k in names or (not names and k.encode("utf-16-le") in data)), ""
    )


def _open_document(data: bytes) -> bytes:
    """What kind of OpenDocument file this is: text, spreadsheet, text-template …"""
    if not data.startswith(ZIP) or data[30 : 30 + len(_OPEN_DOCUMENT)] != _OPEN_DOCUMENT:
        return b""
    return data[30 + len(_OPEN_DOCUMENT) :][:24]


def zip_members(data: bytes) -> tuple[str, ...] | None:
    """The names in a zip file, or None when it is none or its directory is broken."""
    if not data.startswith(ZIP):
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return None


def _narrow(data: bytes) -> bytes:
    """UTF-16 thinned to its ASCII bytes without its mark, so that markup can be found in it."""
    return data[2:].replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data
