"""PDF files with a text layer."""

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as engine

from policyparse.errors import RefusedSource, UnreadableSource
from policyparse.model import RawDocument
from policyparse.readers.losses import Ledger
from policyparse.readers.page_blocks import document_of
from policyparse.readers.pdf_pages import PlumberPages, read_pages


def read_pdf(source: Path, data: bytes) -> RawDocument:
    """The blocks of a PDF in reading order, with page and box."""
    document = _open(source, data)
    plumber = PlumberPages(source, data)
    ledger = Ledger()
    try:
        pages = list(read_pages(document, plumber, ledger))
    finally:
        document.close()
    if b"%%EOF" not in data[-2048:]:
        ledger.note("truncated")
    return document_of(pages, source, "pdf", ledger)


def _open(source: Path, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == engine.FPDF_ERR_PASSWORD:
            raise RefusedSource(
                source,
                "PDF 设有打开密码",
                hint="请用 PDF 阅读器打开，去掉密码后另存再试",
                code="encrypted",
            ) from error
        raise UnreadableSource(
            source,
            "打不开这个 PDF 文件，内容不完整或已损坏",
            hint="请重新下载；能用 PDF 阅读器打开的，请重新打印为 PDF 或提供 Word 版",
            code="damaged",
        ) from error
