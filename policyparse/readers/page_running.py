"""Page numbers and running heads: lines that stand at the edge of a page and are no text."""

import re
from collections import Counter
from collections.abc import Sequence

from policyparse.readers.page_lines import Line

_EDGE = 0.12  # of the page's height at top and bottom
PAGE_NUMBER = re.compile(
    r"(?:[—–\-－―·•\s]*(?:\d{1,4}|[ivxlc]{1,6})[—–\-－―·•\s]*"
    r"|[—–\-－―一]\s*\d{1,4}\s*[—–\-－―一]"  # dashes are recognised as 一 on scans
    r"|第\s*[\d一二三四五六七八九十百]+\s*页[\s,，/／（(]*(?:共\s*[\d一二三四五六七八九十百]+\s*页)?[)）]?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?)"
)
_FIGURES = re.compile(r"\d+")
_SAME_HEIGHT = 4.0  # points
_SHARE = 0.4  # of the pages: heads of odd and even pages may differ


def without_running(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without page numbers and repeated heads and feet."""
    repeated = _repeated(pages, heights)
    return [
        [
            line
            for index, line in enumerate(lines)
            if not _is_number(line, index, len(lines), height)
            and _key(line, height) not in repeated
        ]
        for lines, height in zip(pages, heights, strict=True)
    ]


def _is_number(line: Line, index: int, count: int, height: float) -> bool:
    """A number alone in the margin; of two lines there the outer one."""
    at_end = index < 2 or index >= count - 2
    return at_end and _at_edge(line, height) and PAGE_NUMBER.fullmatch(line.text) is not None


def _at_edge(line: Line, height: float) -> bool:
    return line.box.bottom < height * _EDGE or line.box.top > height * (1 - _EDGE)


def _key(line: Line, height: float) -> tuple[str, int] | None:
    """What a running head has in common on its pages: its words and its height."""
    if not _at_edge(line, height):
        return None
    words = _FIGURES.sub("#", "".join(line.text.split()))
    return words, round(line.box.top / _SAME_HEIGHT)


def _repeated(
    pages: Sequence[list[Line]], heights: Sequence[float]
) -> frozenset[tuple[str, int] | None]:
    found = Counter(
        key
        for lines, height in zip(pages, heights, strict=True)
        for key in {_key(line, height) for line in lines}
        if key is not None
    )
    least = max(2, len(pages) * _SHARE)
    return frozenset(key for key, count in found.items() if count >= least)
