"""Pages of a PDF: their lines and ruled tables; the engine is chosen page by page."""

import ctypes
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as engine

from policyparse.errors import UnreadableSource
from policyparse.readers import ocr
from policyparse.readers.losses import Ledger
from policyparse.readers.page_blocks import Page, filled
from policyparse.readers.page_columns import may_hold_gaps
from policyparse.readers.page_notes import may_hold_notes
from policyparse.readers.page_rows import parted
from policyparse.readers.page_space import Box, Space
from policyparse.readers.pdf_lines import TextLayer
from policyparse.readers.pdf_scans import recognised

_THIN = 3.0  # points: a path thinner than this is a rule
_LONG = 15.0  # points: and at least as long as this
_WHOLE = 0.85  # of the page: a path as large as this is its background
_PICTURE = 24.0  # points: smaller images are marks and lines
_FEW = 10  # characters: a page with fewer and a picture is a scan
_DEEPEST = 5  # forms within forms


@dataclass(slots=True)
class _Drawn:
    """What a page draws beside text."""

    across: int = 0  # horizontal rules
    down: int = 0  # vertical rules
    frames: int = 0  # paths that may be boxes or whole grids
    images: int = 0

    def may_hold_table(self) -> bool:
        """Whether it is worth looking for tables."""
        return self.frames > 0 or (self.across >= 2 and self.down >= 2)


class PlumberPages:
    """The same file opened by pdfplumber, once, when the first page needs it."""

    def __init__(self, source: Path, data: bytes):
        self._source = source
        self._data = data
        self._opened: Any = None

    def tables(self, number: int) -> list[list[Box]]:
        """The cells of each table that rules draw on a page (from 1)."""
        import pdfplumber

        logger = logging.getLogger("pdfminer")  # else its remarks on fonts go to stderr
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
        try:
            if self._opened is None:
                self._opened = pdfplumber.open(BytesIO(self._data))
            page = self._opened.pages[number - 1]
            found = [[Box(*map(float, cell)) for cell in t.cells] for t in page.find_tables()]
            page.close()
        except Exception as error:  # pdfminer's many, struct.error, RecursionError
            raise UnreadableSource(
                self._source,
                f"第{number}页的表格读不出来，文件可能已损坏",
                hint="请用 PDF 阅读器打开后重新打印为 PDF，或者提供 Word 版",
                code="damaged",
            ) from error
        return found


def read_pages(
    document: pdfium.PdfDocument, plumber: PlumberPages, ledger: Ledger
) -> Iterator[Page]:
    """All pages one after the other; damaged ones are noted and passed over."""
    for index in range(len(document)):
        label = f"第{index + 1}页"
        try:
            page = document[index]
        except pdfium.PdfiumError:
            ledger.note("page-damaged", label, label)
            continue
        try:
            yield _read_page(page, index + 1, plumber, ledger)
        except pdfium.PdfiumError:
            ledger.note("page-damaged", label, label)
        finally:
            page.close()


def _read_page(page: pdfium.PdfPage, number: int, plumber: PlumberPages, ledger: Ledger) -> Page:
    """A page by its text layer; one that is a picture by recognition, where that is installed."""
    found = _written(page, number, plumber, ledger)
    few = sum(len(line.text) for line in found.lines) < _FEW
    if found.images and few and not found.tables and ocr.is_installed():
        blank = Page(number, found.width, found.height, [], [], 0)
        return recognised(page, blank, ledger) or found
    return found


def _written(page: pdfium.PdfPage, number: int, plumber: PlumberPages, ledger: Ledger) -> Page:
    left, bottom, right, top = page.get_mediabox()
    space = Space(left, bottom, right, top, page.get_rotation())
    drawn = _drawn(page, space)
    _note_marks(page, number, ledger)
    found = _tables(plumber, number, ledger) if drawn.may_hold_table() else []
    layer = TextLayer(page, number, space, ledger)
    try:
        turn = layer.turn()
        if turn:
            found = [[space.turned_box(cell, -turn) for cell in cells] for cells in found]
            space = replace(space, rotation=(space.rotation - turn) % 360)
        layer.keep_upright(space)
        gaps = False
        if not found and not turn:
            lines = layer.lines()
            gaps = may_hold_gaps(lines)
            if not gaps and not may_hold_notes(lines):
                return Page(number, space.width, space.height, lines, [], drawn.images)
        chars = layer.chars()
    finally:
        layer.close()
    if turn or gaps:  # PDFium's lines go across columns, or are those of the unturned page
        chars = parted(char for line in chars for char in line if char.box is not None)
    blank = Page(number, space.width, space.height, [], [], drawn.images)
    return filled(blank, chars, found, ledger)


def _tables(plumber: PlumberPages, number: int, ledger: Ledger) -> list[list[Box]]:
    """The ruled tables; where pdfplumber fails the page is read as running text."""
    try:
        return plumber.tables(number)
    except UnreadableSource as error:
        ledger.note("table-unread", error.problem, f"第{number}页")
        return []


def _drawn(page: pdfium.PdfPage, space: Space) -> _Drawn:
    drawn = _Drawn()
    count = engine.FPDFPage_CountObjects(page)
    for index in range(count):
        _look_at(engine.FPDFPage_GetObject(page, index), space, drawn, 0)
    return drawn


def _look_at(found: Any, space: Space, drawn: _Drawn, depth: int) -> None:
    kind = engine.FPDFPageObj_GetType(found)
    if kind == engine.FPDF_PAGEOBJ_PATH:
        wide, high = _size(found)
        if wide > space.width * _WHOLE and high > space.height * _WHOLE:
            return
        if high <= _THIN and wide >= _LONG:
            drawn.across += 1
        elif wide <= _THIN and high >= _LONG:
            drawn.down += 1
        elif wide >= _LONG and high >= _LONG / 2:
            drawn.frames += 1
    elif kind == engine.FPDF_PAGEOBJ_IMAGE:
        drawn.images += min(_size(found)) >= _PICTURE
    elif kind == engine.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for index in range(engine.FPDFFormObj_CountObjects(found)):
            _look_at(engine.FPDFFormObj_GetObject(found, index), space, drawn, depth + 1)


def _size(found: Any) -> tuple[float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not engine.FPDFPageObj_GetBounds(found, left, bottom, right, top):
        return 0.0, 0.0
    return right.value - left.value, top.value - bottom.value


_SILENT_MARKS = (engine.FPDF_ANNOT_LINK, engine.FPDF_ANNOT_POPUP, engine.FPDF_ANNOT_WIDGET)


def _note_marks(page: pdfium.PdfPage, number: int, ledger: Ledger) -> None:
    """Count comments and other marks that readers of the PDF have added."""
    for index in range(engine.FPDFPage_GetAnnotCount(page)):
        mark = engine.FPDFPage_GetAnnot(page, index)
        if not mark:
            continue
        if engine.FPDFAnnot_GetSubtype(mark) not in _SILENT_MARKS:
            ledger.note("annotation", place=f"第{number}页")
        engine.FPDFPage_CloseAnnot(mark)
