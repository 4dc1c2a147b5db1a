"""Lines that a page or an editor has broken, put together again."""

import re
from collections import Counter
from collections.abc import Sequence

from policyparse.grammar.numbering import claim

_OPEN, _CLOSE = "（(〔[【《「『", "）)〕]】》」』"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_TERMINAL = tuple("。！？；：:;!?…")
_SOFT_END = tuple("）)〕】”’》")
_COMMAS = re.compile("[，、；。,;]")
PAGE_NUMBER = re.compile(
    r"[ \t]*(?:[—–\-－―·•]{1,3}[ \t]*[0-9０-９]{1,4}[ \t]*[—–\-－―·•]{1,3}"
    r"|第[ \t]*\d{1,4}[ \t]*页(?:[ \t]*[,，/]?[ \t]*共[ \t]*\d{1,4}[ \t]*页)?"
    r"|\d{1,4}[ \t]*/[ \t]*\d{1,4})[ \t]*"
)
# Beginnings that never continue the line before.
_FRESH = re.compile(
    r"[（(〔【]?(?:牵头|责任|配合|参与|参加|协办|主办|主责|承办|指导|督导|完成时限|完成时间|时限)[^，。；]{0,6}[:：]"
    r"|附件|附表|附录|附[:：]|注[:：]|[—–\-]{2}|[一二三四五六七八九]是|[·•●○◆■□▪※]"
    r"|\d{4}年\d{1,2}月\d{1,2}日[ \t]*$|二[〇○０零]"
)
_DATE_LINE = re.compile(
    r"[（(]?(?:\d{4}|二[〇○０零][一二三四五六七八九〇○零]{2})年[^，。]{2,7}日[）)]?"
)
_WIDE = re.compile(r"[^\x00-\xff]")


def open_bracket(text: str) -> str | None:
    """The last bracket that is opened and not closed, or None."""
    stack: list[str] = []
    for char in _BRACKET.findall(text):
        if char in _OPEN:
            stack.append(char)
        elif stack:
            stack.pop()
    return stack[-1] if stack else None


def closes_first(text: str) -> bool:
    """Whether a bracket is closed before any is opened, or more are closed than opened."""
    depth = 0
    for char in _BRACKET.findall(text):
        depth += 1 if char in _OPEN else -1
        if depth < 0:
            return True
    return False


def width(text: str) -> int:
    """Columns on a page: a Chinese character counts two."""
    return len(text) + len(_WIDE.findall(text))


def page_width(lines: Sequence[str]) -> int | None:
    """The common width of lines broken by a page, in columns; None where lines are paragraphs."""
    widths = Counter(width(line) for line in lines if len(line) > 12)
    total = sum(widths.values())
    if total < 12:
        return None
    full = max(widths, key=lambda w: (sum(widths[v] for v in range(w - 8, w + 1)), w))
    near = sum(count for w, count in widths.items() if full - 8 <= w <= full)
    beyond = sum(count for w, count in widths.items() if w > full + 2)
    return full if full <= 160 and near >= 0.4 * total and beyond <= 0.05 * total else None


def continues(before: str, after: str, page: int | None) -> bool:
    """Whether ``after`` is the rest of the sentence that ``before`` leaves open."""
    if open_bracket(before[-400:]) and closes_first(after):
        return True
    if claim(after) or _FRESH.match(after):
        return False
    if before.endswith(_TERMINAL) or _DATE_LINE.fullmatch(before):
        return False
    if page is not None and width(before) >= 0.85 * page:
        return True
    if claim(before) and not _COMMAS.search(before) and len(before) <= 50:
        return False  # a heading on a line of its own
    if before.endswith(_SOFT_END) and _ends_note(before):
        return False
    return len(before) >= 24 and bool(_COMMAS.search(before)) and not _signature(after)


def _ends_note(text: str) -> bool:
    return bool(
        re.search(
            r"(?:单位|部门|负责|牵头|配合|参与|落实|政府|局|委|厅|办)[^（(]{0,40}[）)〕】]$", text
        )
    )


def _signature(text: str) -> bool:
    return len(text) <= 30 and bool(re.search(r"(?:政府|办公室|办公厅|委员会|局|厅)$", text))
