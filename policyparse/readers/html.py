"""Saved web pages: the article of the page, with its title and its catalogue entry."""

import re
from dataclasses import replace
from pathlib import Path

from policyparse.model import Place, RawBlock, RawDocument
from policyparse.readers.encoding import Decoded, decode
from policyparse.readers.grid import form_grid
from policyparse.readers.html_article import Article, find_article, prose_outside, title_of
from policyparse.readers.html_tables import cells, grid_rows, is_layout, rows_of
from policyparse.readers.html_text import Paragraphs
from policyparse.readers.html_tree import Element, parse
from policyparse.readers.losses import Ledger
from policyparse.readers.text import note_broken, require_blocks

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BESIDE = 0.7  # share of link text that makes a block a menu
_TITLE_SEARCH = 12  # blocks in which the title may stand


def read_html(source: Path, data: bytes) -> RawDocument:
    """The blocks of the article in a page."""
    decoded = _decoded(data, source)
    ledger = Ledger()
    note_broken(decoded, ledger)
    page = parse(decoded.text, source)
    if page.flattened:
        ledger.note("too-deep", count=page.flattened)
    article = find_article(page)
    for element in prose_outside(page.body, article):
        ledger.note("outside", element.text())
    walk = _Walk(ledger, article)
    for element in (*article.metadata, *article.parts):
        walk.take(element)
        walk.flush()
    blocks = _with_title(walk.blocks, title_of(page))
    require_blocks(blocks, source)
    return RawDocument("html", blocks, losses=ledger.losses())


def _decoded(data: bytes, source: Path) -> Decoded:
    """Decoded as the page declares, where that fits; else by the rules for text."""
    match = _XML_ENCODING.search(data[:200]) or _CHARSET.search(data[:4096])
    declared = match[1].decode("ascii", "replace").lower() if match else None
    return decode(data, source, _SUPERSETS.get(declared, declared) if declared else None)


def _with_title(blocks: list[RawBlock], title: str) -> tuple[RawBlock, ...]:
    """Put the page's title before the article, unless the article begins with it."""
    prose = [block.text for block in blocks if block.kind != "table"]
    first = "".join("".join(prose[:_TITLE_SEARCH]).split())
    if not title or "".join(title.split()) in first or not blocks:
        return tuple(blocks)
    at = next((i for i, block in enumerate(blocks) if block.kind != "table"), len(blocks))
    heading = RawBlock("heading", Place("网页标题"), title, level=1)
    return (*blocks[:at], heading, *blocks[at:])


class _Walk(Paragraphs):
    """Blocks in reading order: paragraphs, headings, and tables where they are data."""

    def __init__(self, ledger: Ledger, article: Article):
        super().__init__(ledger)
        self.blocks: list[RawBlock] = []
        self._article = article
        self._paragraphs = 0
        self._tables = 0

    def take(self, element: Element) -> None:
        """As for any paragraphs, but menus are passed over where the article has no name."""
        if not self._article.known and _is_menu(element):
            return
        super().take(element)

    def emit(self, text: str, element: Element | None) -> None:
        """A paragraph or a heading."""
        super().emit(text, element)
        self._paragraphs += 1
        shown = self.done.pop()
        level = _HEADINGS.get(element.tag) if element is not None else None
        block = RawBlock(
            "heading" if level else "paragraph",
            Place(f"第{self._paragraphs}段"),
            shown,
            level=level,
        )
        number = shown[: len(shown) - len(text)].rstrip()
        self.blocks.append(replace(block, number=number) if number else block)

    def table(self, element: Element) -> None:
        """A layout table is opened, a data table becomes a block."""
        for caption in element.elements():
            if caption.tag == "caption":
                self.take(caption)
        if is_layout(element):
            self._open(element)
            return
        self._tables += 1
        label = f"表{self._tables}"
        rows, nested = grid_rows(element, self.ledger)
        grid = form_grid(rows, label)
        if grid.irregular:
            self.ledger.note("table-irregular", place=label)
        self.blocks.append(grid.block(label))
        for inner in nested:
            self.ledger.note("nested-table", inner.text(), label)
            self.table(inner)

    def _open(self, table: Element) -> None:
        for row, _ in rows_of(table):
            for cell in cells(row):
                self.take(cell)


def _is_menu(element: Element) -> bool:
    links = sum(below.tag == "a" for below in element.descendants()) if element.linked else 0
    return links >= 3 and element.linked >= element.chars * _BESIDE
