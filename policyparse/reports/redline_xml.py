"""Passages of two drafts -> WordprocessingML with tracked changes. 修订标记"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from docx.oxml.ns import nsdecls

from policyparse.drafts.paragraphs import CellChange, Grid, Paragraph, Passage, Row, Wording
from policyparse.grammar.numbering import Rank, claim
from policyparse.model.comparison import Mark, Piece
from policyparse.reports.diff_pieces import redline, whole
from policyparse.reports.redline_runs import TAGS, Marker
from policyparse.reports.tables import display_width
from policyparse.reports.word_base import BODY, HEADER, TITLE, UPRIGHT, UPRIGHT_MARGINS, Style
from policyparse.reports.word_table import BORDERS, CELL_MARGINS

_LINES = '<w:spacing w:before="0" w:after="0" w:line="560" w:lineRule="exact"/>'
_FIRST = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_CENTRE = '<w:jc w:val="center"/>'
STYLES: tuple[Style, ...] = (
    ("DraftTitle", "稿件标题", TITLE, 44, _LINES.replace("560", "660") + _CENTRE),
    ("DraftSubtitle", "稿件副题", "楷体_GB2312", 32, _LINES + _CENTRE),
    ("DraftSection", "稿件一级标题", HEADER, 32, _LINES + _FIRST),
    ("DraftSubsection", "稿件二级标题", "楷体_GB2312", 32, _LINES + _FIRST),
    ("DraftText", "稿件正文", BODY, 32, _LINES + _FIRST + '<w:jc w:val="both"/>'),
)
_HEADINGS = {Rank.PART: "DraftSection", Rank.SECTION: "DraftSection"}
_TITLE = 6  # characters at least
_HEADING = 40  # characters at most
_ENDS = ("。", "；", "：", "！", "？")
_NOTE = re.compile(r"[（(].{1,20}[）)]")  # （征求意见稿）
_WIDTH = UPRIGHT["w"] - UPRIGHT_MARGINS["left"] - UPRIGHT_MARGINS["right"]
_NARROW, _WIDE = 4, 40  # half-width characters by which columns share the page
_EMPTY = f"<w:p {nsdecls('w')}/>"
_CHARACTERS = {"\t": "<w:tab/>", "\n": "<w:br/>"}


class Writer:
    """Writes passages one after the other; each change has a number of its own."""

    def __init__(self, author: str, day: date, titles: Iterable[str]):
        self._marker = Marker(author, day)
        self._titles = tuple("".join(title.split()) for title in titles)

    def body(self, passages: Sequence[Passage]) -> Iterator[str]:
        """The paragraphs and tables of a document.

        An empty paragraph that stays parts a table from what may be gone before it, and ends the
        document where its last paragraph may be gone: no mark is ever joined with a table's.
        """
        firm = True  # whether what stands before stays whatever is accepted
        titled = False
        for passage in passages:
            if isinstance(passage, Grid):
                if not firm:
                    yield _EMPTY
                yield self._table(passage)
                firm = False
                continue
            style = self._style(passage, titled)
            titled = style == "DraftTitle"
            yield self._paragraph(passage, style)
            firm = passage.mark is Mark.SAME
        if not firm or not passages:
            yield _EMPTY

    def _style(self, paragraph: Paragraph, titled: bool) -> str:
        """A heading by its number, the title by its words, else a paragraph of the body."""
        text = paragraph.wording.new or paragraph.wording.old
        words = "".join(text.split())
        if len(words) >= _TITLE and any(title.startswith(words) for title in self._titles):
            return "DraftTitle"
        if titled and _NOTE.fullmatch(text):
            return "DraftSubtitle"
        number = claim(text)
        if number is None or len(text) > _HEADING or text.endswith(_ENDS):
            return "DraftText"
        deeper = "DraftSubsection" if number.rank is Rank.SUBSECTION else "DraftText"
        return _HEADINGS.get(number.rank, deeper)

    def _paragraph(self, paragraph: Paragraph, style: str) -> str:
        xml = self._content(paragraph.wording, paragraph.mark, style)
        return xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)

    def _content(self, wording: Wording, mark: Mark, style: str) -> str:
        """One paragraph; the mark at its end is gone or new where all of it is."""
        end = f"<w:rPr>{self._change(mark)}</w:rPr>" if mark in TAGS else ""
        if mark is Mark.SAME:
            pieces = redline(wording.old, wording.changes)
        else:
            pieces = whole(wording.old or wording.new, mark)
        runs = "".join(self._run(piece) for piece in pieces)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{end}</w:pPr>{runs}</w:p>'

    def _change(self, mark: Mark, content: str = "") -> str:
        about = "".join(f" {k}={quoteattr(v)}" for k, v in self._marker.attributes().items())
        tag = TAGS[mark]
        return f"<{tag}{about}>{content}</{tag}>" if content else f"<{tag}{about}/>"

    def _run(self, piece: Piece) -> str:
        tag = "w:delText" if piece.mark is Mark.GONE else "w:t"
        content = "".join(
            _CHARACTERS.get(part) or f'<{tag} xml:space="preserve">{escape(part)}</{tag}>'
            for part in re.split("([\t\n])", piece.text)
            if part
        )
        run = f"<w:r>{content}</w:r>"
        return run if piece.mark is Mark.SAME else self._change(piece.mark, run)

    def _table(self, grid: Grid) -> str:
        widths = _widths(grid)
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self._row(row, widths) for row in grid.rows)
        return (
            f"<w:tbl {nsdecls('w')}><w:tblPr>"
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f"<w:tblBorders>{BORDERS}</w:tblBorders>"
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{CELL_MARGINS}</w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, row: Row, widths: Sequence[int]) -> str:
        changed = f"<w:trPr>{self._change(row.mark)}</w:trPr>" if row.mark in TAGS else ""
        cells = []
        at = 0
        for cell in row.cells:
            cells.append(self._cell(cell, row.mark, sum(widths[at : at + cell.span])))
            at += cell.span
        return f"<w:tr>{changed}{''.join(cells)}</w:tr>"

    def _cell(self, cell: CellChange, mark: Mark, width: int) -> str:
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.span > 1:
            properties += f'<w:gridSpan w:val="{cell.span}"/>'
        if cell.rows != 1:
            properties += f'<w:vMerge w:val="{"restart" if cell.rows else "continue"}"/>'
        properties += '<w:vAlign w:val="center"/>'
        content = self._content(cell.wording, mark, "TableText")
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _widths(grid: Grid) -> list[int]:
    """The page shared out by the longest text of each column."""
    longest = [_NARROW] * grid.columns
    for row in grid.rows:
        at = 0
        for cell in row.cells:
            if cell.span == 1:
                size = display_width(max(cell.wording.old, cell.wording.new, key=display_width))
                longest[at] = max(longest[at], min(size, _WIDE))
            at += cell.span
    shares = [size * _WIDTH // sum(longest) for size in longest]
    shares[-1] += _WIDTH - sum(shares)
    return shares
