"""Markdown: lines -> headings, paragraphs and tables; inline markup stays as it is.

Written for what converters and people make of plans, not for CommonMark to the letter: lines
are not joined into paragraphs (the normaliser does that), and numbers of lists stay in the text.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from policyparse.model import Place, RawBlock, RawDocument
from policyparse.readers.encoding import decode
from policyparse.readers.lines import Line, physical_lines
from policyparse.readers.losses import Ledger
from policyparse.readers.markdown_tables import Table, take_table
from policyparse.readers.text import note_broken, require_blocks

_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t\u3000]|(?<=##)(?=[^#\s]))")
_SETEXT = re.compile(r" {0,3}(?:(?P<first>=+)|-{2,})\s*$")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_BULLET = re.compile(r"\s*[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"\s{0,3}>[ \t]?")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]\n]{0,500})\]"
    r"(?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200}){0,3}\)|\[[^\]\n]{0,200}\])"
)
_BLOCK_TAG = re.compile(
    r"</?(?:div|p|center|section|article|blockquote|ul|ol|li|details|summary)\b[^<>]*>", re.I
)
_HTML_HEADING = re.compile(r"\s*<h(?P<level>[1-6])\b[^<>]*>", re.I)
_HTML_HEADING_END = re.compile(r"</h[1-6]>", re.I)
_HTML_IMAGE = re.compile(r"<img\b[^<>]{0,2000}>", re.I)
_ALT = re.compile(r"\balt=[\"'](?P<alt>[^\"'<>]*)", re.I)
_FRONT_LINE = re.compile(r"[\w\u4e00-\u9fff.-]+\s*:|\s*-\s|\s+\S|\s*$|#")
_FRONT_LIMIT = 60
_SETEXT_LIMIT = 60


def read_markdown(source: Path, data: bytes) -> RawDocument:
    """The blocks of a Markdown file, tables included."""
    decoded = decode(data, source)
    ledger = Ledger()
    note_broken(decoded, ledger)
    lines = _body(list(physical_lines(_without_comments(decoded.text, ledger))), ledger)
    blocks = tuple(_blocks(lines, ledger))
    require_blocks(blocks, source)
    return RawDocument("markdown", blocks, hard_wrapped=True, losses=ledger.losses())


def _without_comments(text: str, ledger: Ledger) -> str:
    """HTML comments cut out; their line breaks stay, so that line numbers hold."""

    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        ledger.note("comment", text[start + 4 : end])
        kept.append(text[at:start] + "\n" * text.count("\n", start, end))
        at = end + 3
    return "".join(kept) + text[at:]


def _body(lines: list[Line], ledger: Ledger) -> list[Line]:
    """The lines after a front matter between --- and ---, if there is one."""
    if not lines or lines[0].text.rstrip() not in ("---", "+++"):
        return lines
    mark = lines[0].text.rstrip()
    for index, line in enumerate(lines[1:_FRONT_LIMIT], start=1):
        if line.text.rstrip() in (mark, "..."):
            if index > 1:
                ledger.note("front-matter", lines[1].text, "第1行", count=index - 1)
            return lines[index + 1 :]
        if mark == "---" and not _FRONT_LINE.match(line.text):
            break
    return lines


def _blocks(lines: list[Line], ledger: Ledger) -> Iterator[RawBlock]:
    at = 0
    tables = 0
    while at < len(lines):
        table = take_table(lines, at, ledger)
        if table is not None:
            tables += 1
            yield _table_block(table, tables, ledger)
            at = table.end
            continue
        level = _setext_level(lines, at)
        if level:
            yield RawBlock("heading", _place(lines[at]), lines[at].text.strip(), level=level)
            at += 2
            continue
        block = _line_block(lines[at], ledger)
        if block is not None:
            yield block
        at += 1


def _table_block(table: Table, number: int, ledger: Ledger) -> RawBlock:
    grid = table.grid(f"表{number}")
    if grid.irregular:
        ledger.note("table-irregular", place=f"表{number}（第{table.line}行）")
    return grid.block(f"表{number}（第{table.line}行）")


def _place(line: Line) -> Place:
    return Place(f"第{line.number}行")


def _setext_level(lines: list[Line], at: int) -> int:
    """1 or 2 for a short line of its own that === or --- underlines; else 0."""
    text = lines[at].text.strip()
    if not text or len(text) > _SETEXT_LIMIT or text.endswith(("。", "；", "）")):
        return 0
    if (at and lines[at - 1].text.strip()) or at + 1 == len(lines):
        return 0
    if text.startswith(("#", "-", "*", "|", ">")):
        return 0
    match = _SETEXT.match(lines[at + 1].text)
    return (1 if match["first"] else 2) if match else 0


def _line_block(line: Line, ledger: Ledger) -> RawBlock | None:
    if _RULE.match(line.text) or _FENCE.match(line.text):
        return None
    text = line.text
    while match := _QUOTE.match(text):
        text = text[match.end() :]
    text = _without_images(text, line, ledger)
    level, title = _heading(text)
    if level:
        return RawBlock("heading", _place(line), title, level=level) if title else None
    bullet = _BULLET.match(text)
    text = _BLOCK_TAG.sub("", text[bullet.end() :] if bullet else text)
    return RawBlock("paragraph", _place(line), text) if text.strip() else None


def _heading(text: str) -> tuple[int, str]:
    """The level and the text of a heading line; level 0 for any other line."""
    if match := _HEADING.match(text):
        return len(match["marks"]), text[match.end() :].rstrip().rstrip("#").strip()
    if match := _HTML_HEADING.match(text):
        return int(match["level"]), _HTML_HEADING_END.sub("", text[match.end() :]).strip()
    return 0, ""


def _without_images(text: str, line: Line, ledger: Ledger) -> str:
    def cut(match: re.Match[str]) -> str:
        alt = match if "alt" in match.groupdict() else _ALT.search(match[0])
        ledger.note("image", alt["alt"] if alt else "", f"第{line.number}行")
        return ""

    if "![" in text:
        text = _IMAGE.sub(cut, text)
    return _HTML_IMAGE.sub(cut, text) if "<img" in text.lower() else text
