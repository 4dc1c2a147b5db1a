"""Documents that are named 引用文件: titles in 《》, document numbers, standards."""

import re
from dataclasses import dataclass

from policyparse.grammar.pattern import Pattern

_YEAR = r"[〔\[［（(【]\s?(?:19|20)\d{2}\s?[〕\]］）)】]"
NUMBER = Pattern(
    "doc-number",
    rf"[\u4e00-\u9fff]{{1,12}}{_YEAR}\s?(?:第\s?)?\d{{1,5}}\s?号|[\u4e00-\u9fff]{{2,12}}(?:令|公告)第\s?\d{{1,4}}\s?号",
    hits=("星政办发〔2023〕3号", "桂环发〔2023〕57 号", "国发[2018]22号"),
    misses=("（2023）", "第3号楼"),
)
STANDARD = Pattern(
    "standard",
    r"(?:GB|HJ|DB(?:\d{2})?|CJJ?|JGJ|NY|JT|LY|SL|HG|YY|WS|AQ|GA|T)(?:/T)?[/ ]{0,2}[\d.]+"
    r"(?:\s?[—–\-]{1,2}\s?(?:19|20)\d{2})?",
    hits=("GB 37822—2019", "GB/T 9704-2012", "DB45/ 123-2020"),
)
_CAPITAL = re.compile("[A-Z]")
_OPEN, _CLOSE = "《〈<", "》〉>"
_AFTER = re.compile(r"\s*[（(〔\[](?P<inner>[^（）()]{2,40})[）)〕\]]")


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """A title in 《》 with the bracket behind it: text[start:end]."""

    start: int
    end: int  # behind the bracket that holds the number or edition, if any
    title: tuple[int, int]
    number: tuple[int, int] | None


def find_titles(text: str, start: int, end: int) -> tuple[TitleSpan, ...]:
    """All titles of a paragraph; inner titles belong to the outer one."""
    found: list[TitleSpan] = []
    at = text.find("《", start, end)
    while at >= 0:
        close = _matching(text, at, end)
        if close is None:
            at = text.find("《", at + 1, end)
            continue
        stop, number = close + 1, None
        after = _AFTER.match(text, stop, end)
        if after:
            inner = NUMBER.compiled.search(text, *after.span("inner"))
            if inner:
                number = inner.span()
            if (
                inner
                or STANDARD.compiled.match(after["inner"])
                or re.search(r"(?:19|20)\d{2}", after["inner"])
            ):
                stop = after.end()
        found.append(TitleSpan(at, stop, (at + 1, close), number))
        at = text.find("《", stop, end)
    return tuple(found)


def _matching(text: str, at: int, end: int) -> int | None:
    depth = 0
    for here in range(at, min(end, at + 300)):
        if text[here] in _OPEN and (text[here] != "<" or depth):
            depth += 1
        elif text[here] in _CLOSE:
            depth -= 1
            if depth == 0 or (text[here] == "》" and "《" not in text[here + 1 : here + 60]):
                return here
            if depth == 0:
                return here
    return None


def find_numbers(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Document numbers and standards that stand by themselves."""
    spans = []
    if text.find("号", start, end) >= 0:
        spans += [m.span() for m in NUMBER.compiled.finditer(text, start, end)]
    if _CAPITAL.search(text, start, end):
        spans += [m.span() for m in STANDARD.compiled.finditer(text, start, end)]
    return tuple(sorted(spans))
