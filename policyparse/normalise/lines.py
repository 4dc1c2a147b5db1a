"""Lines that a page or an editor has broken, put together again."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from policyparse.grammar.numbering import claim

_OPEN, _CLOSE = "（(〔[【《「『", "）)〕]】》」』"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")
_TERMINAL = tuple("。！？；：:;!?…")
_SOFT_END = tuple("）)〕】”’》")
_STOPS = re.compile("[。；;]")
_COMMAS = re.compile("[，、；。,;]")
PAGE_NUMBER = re.compile(
    r"[ \t]*(?:[—–\-－―·•]{1,3}[ \t]*[0-9０-９]{1,4}[ \t]*[—–\-－―·•]{1,3}"
    r"|第[ \t]*\d{1,4}[ \t]*页(?:[ \t]*[,，/]?[ \t]*共[ \t]*\d{1,4}[ \t]*页)?"
    r"|\d{1,4}[ \t]*/[ \t]*\d{1,4})[ \t]*"
)
# Beginnings that never continue the line before.
_LABEL = (
    r"(?:牵头|责任|配合|参与|参加|协办|主办|主责|承办|指导|督导|完成时限|完成时间|时限)"
    r"[^，。；]{0,6}[:：]"
)
_NEXT_LABEL = re.compile(_LABEL)
_LABELLED = re.compile(rf"[（(〔【]?{_LABEL}|附件|附表|附录|附[:：]|注[:：]")
_FRESH = re.compile(
    rf"{_LABELLED.pattern}|[—–\-]{{2}}|[一二三四五六七八九]是|[·•●○◆■□▪※]"
    r"|\d{4}年\d{1,2}月\d{1,2}日[ \t]*$|二[〇○０零]"
)
# A title fills a line now and then: …实施方案（试行）
_TITLE = re.compile(
    r"^[^，。；]{6,60}(?:方案|计划|规划|要点|意见|措施|办法|通知|分工|清单|[表函])(?:[（(][^（）()]{1,12}[）)])?$"
)
_LABEL_END = re.compile(rf"{_LABEL}$")
_LABEL_RUN = re.compile(rf"{_LABEL}[^。；;]*$")  # a list of units that nothing closes
_NEVER_FIRST = tuple("，。；、：？！）)》”％%")
_REST = re.compile("[^，。；：（]{1,3}。")  # too short for a sentence: 加强组织领|导。建立…
_HANGING = tuple("，、,（(〔《“—第")  # a paragraph never ends so
_DATE_LINE = re.compile(
    r"[（(]?(?:\d{4}|二[〇○０零][一二三四五六七八九〇○零]{2})年[^，。]{2,7}日[）)]?"
)
_WIDE = re.compile(r"[^\x00-\xff]")
_INDENT = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]{2,}|[\t\u3000]")
_PAGE_LIMIT = 160  # columns: longer lines are paragraphs
_LEAST_LINES = 8


class Line(NamedTuple):
    """A line as it stands in the file, and what is left of its text when cleaned."""

    text: str
    sizes: tuple[int, int]  # in columns and in characters
    indented: bool


class Page(NamedTuple):
    """How an editor or a page has broken the lines of a text."""

    measure: int  # which of a line's sizes
    size: int  # of a full line
    slack: int  # a line this much shorter may still be full
    indented: bool = False  # each paragraph begins with an indent, and nothing else does

    def fills(self, line: Line, spare: int = 0) -> bool:
        """Whether no more than ``spare`` would have gone into the line."""
        return line.sizes[self.measure] >= self.size - self.slack - spare


def line_of(raw: str, text: str) -> Line:
    """A line of the file and what is left of it when cleaned."""
    raw = raw.rstrip()
    return Line(text, (width(raw), len(raw)), bool(_INDENT.match(raw)))


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


def page_of(lines: Sequence[Line]) -> Page | None:
    """The page that has broken the lines; None where lines are paragraphs."""
    long = [line for line in lines if line.sizes[0] >= 8]
    if len(long) < _LEAST_LINES:
        return None
    # Editors break by columns or by characters, and to the character; other pages less exactly.
    exact = [found for measure in (0, 1) if (found := _pages(long, measure, 3 - measure, 0.25))]
    found = max(exact, key=lambda one: one[0]) if exact else _pages(long, 0, 8, 0.4)
    if found is None:
        return None
    return found[1]._replace(indented=_indents(lines, found[1]))


def _pages(
    lines: Sequence[Line], measure: int, reach: int, share: float
) -> tuple[int, Page] | None:
    """The page whose full lines are at most ``reach`` shorter than its size, and their number."""
    sizes = Counter(line.sizes[measure] for line in lines)
    full = max(sizes, key=lambda w: (sum(sizes[v] for v in range(w - reach, w + 1)), w))
    near = [line for line in lines if full - reach <= line.sizes[measure] <= full]
    beyond = sum(count for w, count in sizes.items() if w > full + 2)
    prose = sum(bool(_COMMAS.search(line.text)) for line in near)
    whole = sum(line.text.endswith(_TERMINAL) for line in near)  # as paragraphs are
    if (
        full > _PAGE_LIMIT
        or len(near) < max(4, share * len(lines))
        or prose < 0.6 * len(near)
        or whole > 0.3 * len(near)
        or beyond > 0.05 * len(lines)
    ):
        return None
    return len(near), Page(measure, full, reach if reach <= 3 else round(0.15 * full))


def _indents(lines: Sequence[Line], page: Page) -> bool:
    """Whether an indent marks paragraphs: lines behind a short line have it, others do not."""
    first: list[bool] = []
    rest: list[bool] = []
    for before, line in pairwise(lines):
        (rest if page.fills(before) else first).append(line.indented)
    return bool(first and rest) and (
        sum(first) >= 0.7 * len(first) and sum(rest) <= 0.3 * len(rest)
    )


def continues(before: str, last: Line, line: Line, page: Page | None) -> bool:
    """Whether ``line`` goes on with the paragraph ``before``, whose last line is ``last``."""
    after = line.text
    opened = open_bracket(before[-400:])
    if after.startswith(_NEVER_FIRST) or (
        opened and (closes_first(after) or _NEXT_LABEL.match(after))
    ):
        return True
    if page is None:
        return _unfinished(before, after, opened is not None)
    if page.indented and line.indented:
        return False
    if not page.fills(last):
        numbered = claim(after) or _LABELLED.match(after)
        return (before.endswith(_HANGING) and not numbered) or (
            page.fills(last, 5) and _unfinished(before, after, opened is not None)
        )
    return _broken(before, after, opened is not None)


def _broken(before: str, after: str, opened: bool) -> bool:
    """Whether a full line ends in the middle of a paragraph."""
    if before.endswith(_HANGING):
        return True
    number = claim(after)
    if opened:
        return not number or number.kind not in ("section", "subsection")
    if before.endswith(_TERMINAL) or (before.endswith(_SOFT_END) and _ends_note(before)):
        if before.endswith(("：", ":")):
            return bool(_LABEL_END.search(before))
        return not (number or _FRESH.match(after) or _signature(after) or _dated(before, after))
    if _LABELLED.match(after) or _dated(before, after) or _TITLE.search(before):
        return False
    if number:  # a sentence goes on, a heading or a list without a mark at its end does not
        return len(before) > 50 and bool(_STOPS.search(before)) and not _LABEL_RUN.search(before)
    return True


def _dated(before: str, after: str) -> bool:
    return bool(_DATE_LINE.fullmatch(before) or _DATE_LINE.fullmatch(after))


def _unfinished(before: str, after: str, opened: bool) -> bool:
    """Whether a line that may be a paragraph of its own leaves its sentence open."""
    if claim(after) or _FRESH.match(after) or before.endswith(_TERMINAL):
        return False
    if before.endswith(_HANGING) or opened:
        return True
    if _DATE_LINE.fullmatch(before) or _signature(after):
        return False
    if claim(before) and not _COMMAS.search(before) and len(before) <= 50:
        return bool(_REST.match(after))  # else a heading on a line of its own
    if (before.endswith(_SOFT_END) and _ends_note(before)) or _LABEL_RUN.search(before):
        return False
    return bool(_STOPS.search(before)) or (len(before) >= 24 and bool(_COMMAS.search(before)))


def _ends_note(text: str) -> bool:
    return bool(
        re.search(
            r"(?:单位|部门|负责|牵头|配合|参与|落实|政府|局|委|厅|办)[^（(]{0,40}[）)〕】]$", text
        )
    )


def _signature(text: str) -> bool:
    return len(text) <= 30 and bool(re.search(r"(?:政府|办公室|办公厅|委员会|局|厅)$", text))
