"""File -> raw blocks: one registry, a format a file. Libraries are loaded when first needed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from policyparse.errors import RefusedSource, UnknownFormat, UnreadableSource, reason_of
from policyparse.model import RawDocument, Revisions
from policyparse.readers import sniff
from policyparse.readers.losses import Ledger
from policyparse.readers.registry import Reader, Strength, choose

__all__ = ["READERS", "Reader", "Strength", "read"]


def _read_docx(source: Path, data: bytes, revisions: Revisions) -> RawDocument:
    from policyparse.readers.docx import read_docx

    return read_docx(source, data, revisions)


def _read_pdf(source: Path, data: bytes, _: Revisions) -> RawDocument:
    from policyparse.readers.pdf import read_pdf

    return read_pdf(source, data)


def _read_xlsx(source: Path, data: bytes, _: Revisions) -> RawDocument:
    from policyparse.readers.xlsx import read_xlsx

    return read_xlsx(source, data)


def _by_conversion(form: str) -> Callable[[Path, bytes, Revisions], RawDocument]:
    def read_form(source: Path, data: bytes, revisions: Revisions) -> RawDocument:
        from policyparse.readers.office import read_converted

        return read_converted(source, data, revisions, form)

    return read_form


def _read_ofd(source: Path, data: bytes, _: Revisions) -> RawDocument:
    from policyparse.readers.ofd import read_ofd

    return read_ofd(source, data)


def _read_html(source: Path, data: bytes, _: Revisions) -> RawDocument:
    from policyparse.readers.html import read_html

    return read_html(source, data)


def _read_text(source: Path, data: bytes, _: Revisions) -> RawDocument:
    from policyparse.readers.text import read_text

    return read_text(source, data)


def _read_markdown(source: Path, data: bytes, _: Revisions) -> RawDocument:
    from policyparse.readers.markdown import read_markdown

    return read_markdown(source, data)


def _read_csv(source: Path, data: bytes, _: Revisions) -> RawDocument:
    from policyparse.readers.separated import read_csv

    return read_csv(source, data)


READERS = (
    Reader("docx", (".docx", ".docm", ".dotx"), sniff.sniff_docx, _read_docx),
    Reader("xlsx", (".xlsx", ".xlsm"), sniff.sniff_xlsx, _read_xlsx),
    Reader("pdf", (".pdf",), sniff.sniff_pdf, _read_pdf),
    Reader("doc", (".doc", ".dot", ".wps", ".wpt"), sniff.sniff_old_word, _by_conversion("doc")),
    Reader("rtf", (".rtf",), sniff.sniff_rtf, _by_conversion("rtf")),
    Reader("odt", (".odt", ".ott"), sniff.sniff_odt, _by_conversion("odt")),
    Reader("xls", (".xls", ".xlt", ".et", ".ett"), sniff.sniff_old_sheet, _by_conversion("xls")),
    Reader("ods", (".ods", ".ots"), sniff.sniff_ods, _by_conversion("ods")),
    Reader("ofd", (".ofd",), sniff.sniff_ofd, _read_ofd),
    Reader("html", (".html", ".htm", ".xhtml", ".shtml"), sniff.sniff_html, _read_html),
    Reader("text", (".txt", ".text"), sniff.sniff_text, _read_text),
    Reader("csv", (".csv", ".tsv"), sniff.sniff_text, _read_csv),
    Reader("markdown", (".md", ".markdown"), sniff.sniff_markdown, _read_markdown),
)


def read(
    source: Path, data: bytes | None = None, revisions: Revisions = Revisions.FINAL
) -> RawDocument:
    """The blocks of a file; ``data`` is its content where the caller has it already.

    Of a file with tracked changes ``revisions`` says which state is read.
    """
    content = _content(source) if data is None else data
    if not content:
        raise UnreadableSource(
            source, "文件是空的（0 字节）", hint="请确认已下载完整，或者重新导出一份", code="empty"
        )
    suffix = source.suffix.lower()
    reader = choose(READERS, suffix, content)
    if reader is None:
        raise _unreadable(source, content)
    document = reader.read(source, content, revisions)
    claimed = next((row for row in READERS if suffix in row.suffixes), None)
    if claimed is None or claimed is reader:
        return document
    ledger = Ledger()
    ledger.note("mislabelled", f"扩展名是 {suffix}，内容是 {reader.format}", source.name)
    return replace(document, losses=(*ledger.losses(), *document.losses))


def _content(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise UnreadableSource(
            source,
            f"文件打不开（{reason_of(error)}）",
            hint="请确认文件存在、没有被其他程序占用，并且有读取权限",
            code="cannot-open",
        ) from error


def _unreadable(source: Path, data: bytes) -> UnreadableSource:
    """Why no reader takes the content, and what to do about it."""
    if sniff.is_encrypted_office(data):
        return RefusedSource(
            source,
            "文件设有打开密码",
            hint="请用 Word、Excel 或 WPS 打开，去掉打开密码后另存再试",
            code="encrypted",
        )
    if sniff.is_headless_office(data):
        return UnreadableSource(
            source,
            "Office 文件不完整：里面没有正文",
            hint="请重新下载或重新发送，能用 Word、Excel 或 WPS 打开修复的请另存一份",
            code="damaged",
        )
    known = sniff.foreign_name(data)
    if known is not None:
        name, hint = known
        return UnknownFormat(source, f"这是{name}，目前不能直接读取", hint=hint)
    suffix = source.suffix.lower()
    if data.startswith(sniff.ZIP):
        return UnreadableSource(
            source,
            "文件不完整：压缩结构已损坏",
            hint="请重新下载或重新发送，能用 Word 打开修复的请另存一份",
            code="damaged",
        )
    if any(suffix in reader.suffixes for reader in READERS):
        return UnreadableSource(
            source,
            f"扩展名是 {suffix}，内容却不是这种格式，也不是其他能识别的格式",
            hint="请确认文件没有损坏、扩展名没有写错，或者重新导出一份",
            code="mislabelled",
        )
    return UnknownFormat(
        source,
        f"不认识这种文件（{suffix or '没有扩展名'}）",
        hint="能读取的格式：" + "、".join(s for reader in READERS for s in reader.suffixes),
    )
