"""Brackets of all kinds, also mixed pairs and pairs that never close."""

import re
from collections.abc import Iterator
from functools import cache

OPEN = "（(〔[【"
CLOSE = "）)〕]】"
_BRACKET = re.compile(f"[{re.escape(OPEN + CLOSE)}]")
_OPENING, _CLOSING = OPEN + "<《〈", CLOSE + ">》〉"


def groups(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Outermost bracket groups as (opening, behind closing); a group cut off runs to the end.

    ``（区资源生态局牵头负责)`` is a pair; a closing bracket of another kind closes the innermost
    open one.
    """
    end = len(text) if end is None else end
    depth, opened = 0, start
    for match in _BRACKET.finditer(text, start, end):
        if match.group() in OPEN:
            if depth == 0:
                opened = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield opened, match.end()
    if depth:
        yield opened, end


def split_outside(text: str, separators: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces between separators that stand outside brackets (also <> and 《》)."""
    depth, at = 0, start
    for match in _marks(separators).finditer(text, start, end):
        mark = match.group()
        if mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            here = match.start()
            yield at, here
            at = here + 1
    yield at, end


@cache
def _marks(separators: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(_OPENING + _CLOSING + separators)}]")
