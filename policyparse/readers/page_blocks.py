"""Pages of a PDF or OFD file -> paragraphs and tables, without heads and page numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from policyparse.errors import UnreadableSource
from policyparse.model import RawBlock, RawDocument
from policyparse.readers.losses import Ledger
from policyparse.readers.page_cells import Piece, pieces
from policyparse.readers.page_columns import arranged
from policyparse.readers.page_lines import Char, Line, line_of, unmapped
from policyparse.readers.page_notes import without_notes
from policyparse.readers.page_paragraphs import Margins, block, measure, paragraphs
from policyparse.readers.page_running import without_running
from policyparse.readers.page_space import Box
from policyparse.readers.page_tables import joined, table_block
from policyparse.readers.text import require_blocks

_LEAST = 10  # characters a page; fewer on all pages is no text layer
_GARBAGE = 0.3  # share of characters without text that makes the rest useless

_SCAN_HINTS = {
    "PDF": "请先做 OCR 扫描件识别（安装 policyparse[ocr] 后本工具可以识别），或者提供 Word 版",
    "OFD": "请用 OFD 阅读器导出为 PDF，再做 OCR 扫描件识别，或者提供 Word 版",
}

Item = Line | Piece


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page."""

    number: int  # from 1
    width: float  # in points, as one sees it
    height: float
    lines: list[Line]
    tables: list[Piece]
    images: int


def filled(
    page: Page, rows: Sequence[list[Char]], tables: Sequence[Sequence[Box]], ledger: Ledger
) -> Page:
    """A page with its lines and tables, and without its footnotes, which are told."""
    kept, notes = without_notes(rows)
    for note in notes:
        ledger.note("footnote", note, f"第{page.number}页")
    found, outside = pieces(tables, kept, page.number)
    made = (line_of(row, page.number, page.width) for row in outside)
    return replace(page, lines=[line for line in made if line is not None], tables=found)


def document_of(pages: list[Page], source: Path, form: str, ledger: Ledger) -> RawDocument:
    """The blocks of a file in reading order, with page and box; ``form`` is pdf or ofd."""
    _check_text(pages, source, form.upper(), ledger)
    lines = without_running([page.lines for page in pages], [page.height for page in pages])
    lines = arranged(lines)
    pages = [replace(page, lines=kept) for page, kept in zip(pages, lines, strict=True)]
    margins = measure([line for page in pages for line in page.lines])
    blocks = tuple(_blocks(_joined_tables(_items(pages)), margins))
    require_blocks(blocks, source)
    return RawDocument(
        form,
        blocks,
        hard_wrapped=not margins.indented,
        pages=len(pages),
        losses=ledger.losses(),
    )


def _check_text(pages: list[Page], source: Path, kind: str, ledger: Ledger) -> None:
    """Refuse a scan; say which pages are pictures and how much text is garbage."""
    counts = [_count(page) for page in pages]
    for page, count in zip(pages, counts, strict=True):
        if page.images and count:
            ledger.note("image", place=f"第{page.number}页", count=page.images)
        elif page.images:
            ledger.note("page-without-text", f"第{page.number}页", f"第{page.number}页")
    if sum(counts) < _LEAST * max(1, min(len(pages), 3)):
        raise UnreadableSource(
            source,
            f"这个 {kind} 没有文字层，可能是扫描件",
            hint=_SCAN_HINTS[kind],
            code="no-text-layer",
        )
    odd = sum(unmapped(text) for page in pages for text in _texts(page))
    if odd > sum(counts) * _GARBAGE:
        raise UnreadableSource(
            source,
            f"这个 {kind} 的字体没有文字编码，读出来是乱码",
            hint="请先做 OCR 扫描件识别，或者提供 Word 版",
            code="garbled-text",
        )
    if odd:
        ledger.note("unmapped-text", count=odd)


def _texts(page: Page) -> Iterator[str]:
    yield from (line.text for line in page.lines)
    yield from (cell.text for table in page.tables for cell in table.cells)


def _count(page: Page) -> int:
    return sum(len("".join(text.split())) for text in _texts(page))


def _items(pages: list[Page]) -> Iterator[Item]:
    """Lines and tables from the first page to the last, each page from top to bottom."""
    for page in pages:
        items: list[Item] = list(page.lines)
        for table in page.tables:
            at = next((i for i, x in enumerate(items) if x.box.top > table.box.top), len(items))
            items.insert(at, table)
        yield from items


def _joined_tables(items: Iterator[Item]) -> Iterator[Item]:
    """Pieces of a table with nothing between them, made one."""
    waiting: Piece | None = None
    pages: list[int] = []
    for item in items:
        if isinstance(item, Line):
            if waiting is not None:
                yield waiting
                waiting = None
            yield item
            continue
        whole = None
        if waiting is not None and pages and item.page == pages[-1] + 1:
            whole = joined(waiting, item)
        if whole is None and waiting is not None:
            yield waiting
        waiting = item if whole is None else whole
        pages.append(item.page)
    if waiting is not None:
        yield waiting


def _blocks(items: Iterator[Item], margins: Margins) -> Iterator[RawBlock]:
    number = tables = 0
    for is_line, run in groupby(items, key=lambda item: isinstance(item, Line)):
        if is_line:
            for lines in paragraphs((item for item in run if isinstance(item, Line)), margins):
                number += 1
                yield block(lines, number)
            continue
        for item in run:
            if isinstance(item, Piece):
                tables += 1
                yield table_block(item, tables)
