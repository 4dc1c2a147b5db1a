"""Text on a terminal, where a Chinese character takes two columns."""

import shutil
import unicodedata
from collections.abc import Iterable, Iterator

WIDEST = 80
INDENT = " " * 6
_NEVER_FIRST = "，。、；：？！）」』》】〕”’…%％"
_NEVER_LAST = "（「『《【〔“‘"
_COUNTED = "项个处件份条人类家年月日页字行次"  # stays with the number before it


def columns() -> int:
    """The columns to write in: those of the terminal, but no more than 80."""
    return max(40, min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST))


def width_of(text: str) -> int:
    """How many columns a text takes; characters of unclear width count as wide."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def pad(text: str, width: int) -> str:
    """A text with blanks behind it up to a width."""
    return text + " " * max(0, width - width_of(text))


def pad_left(text: str, width: int) -> str:
    """A text with blanks before it up to a width."""
    return " " * max(0, width - width_of(text)) + text


def shorten(text: str, width: int) -> str:
    """A text cut to a width, with … where something is missing."""
    if width_of(text) <= width:
        return text
    kept, used = [], 2  # the … itself
    for character in text:
        used += _width(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…"


def wrap(text: str, width: int, first: str = "", later: str = "") -> str:
    """A text broken into lines of a width, the first and the later ones indented."""
    lines = [
        line
        for number, paragraph in enumerate(text.splitlines() or [""])
        for line in _lines(paragraph, width, later if number else first, later)
    ]
    return "\n".join(line.rstrip() for line in lines)


def titled(name: str, text: str) -> str:
    """A line, or more, under its name."""
    return wrap(text, columns(), pad(name, 6), INDENT)


def flow(names: Iterable[str], width: int, first: str = "", later: str = "") -> str:
    """Names in a row with 、 between them, none broken unless it is wider than a line."""
    lines, line = [], first
    for name in names:
        mark = "" if line in (first, later) else "、"
        if mark and width_of(line) + width_of(name) + 4 > width:
            lines.append(line + mark)
            line, mark = later, ""
        line += mark + name
    return "\n".join([*lines, line])


def _lines(text: str, width: int, first: str, later: str) -> Iterator[str]:
    """Break between words of Latin letters and between any two Chinese characters."""
    line, used, fresh = first, width_of(first), True
    for token in _tokens(text):
        size = width_of(token)
        if used + size > width and not fresh:
            yield line
            line, used, fresh = later, width_of(later), True
            token = token.lstrip(" ")
            size = width_of(token)
        line, used, fresh = line + token, used + size, fresh and not token
    yield line


def _tokens(text: str) -> Iterator[str]:
    """What must stay on one line: a word with the blank before it, a mark with its neighbour."""
    token = ""
    for character in text:
        if token and _may_break(token[-1], character):
            yield token
            token = ""
        token += character
    if token:
        yield token


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    if before == " " or before.isdecimal():
        return False  # 40件 stays together
    return after == " " or _width(before) == 2 or _width(after) == 2
