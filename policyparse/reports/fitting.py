"""How much room a text takes in a cell, and how a long one is cut over several rows."""

from functools import lru_cache
from itertools import pairwise

from policyparse.reports.measures import split_sentences
from policyparse.reports.tables import display_width

PIXELS_PER_UNIT = 7  # of a column's width, with the usual font
CELL_MARGIN = 8  # pixels on both sides of a text together
LINE_FACTOR = 1.36  # height of a line in heights of its font: 仿宋 1.29, 微软雅黑 1.32
MAX_HEIGHT = 400.0  # points; a row of a workbook can have 409
LONG = 330.0  # points; a text that takes more goes on in a further row
PADDING = 6.0  # points above and below the text


def units_per_line(width: int, size: float) -> int:
    """Return how many half-width characters of a font fit into a column."""
    pixels = width * PIXELS_PER_UNIT + 5 - CELL_MARGIN
    return max(2, int(pixels / (size * 4 / 3 / 2)))


@lru_cache(maxsize=4096)
def lines_of(text: str, width: int, size: float) -> int:
    """Count the lines a text takes when it is wrapped."""
    if not text:
        return 1
    room = units_per_line(width, size)
    return sum(_lines_of_paragraph(part, room) for part in text.split("\n"))


def _lines_of_paragraph(text: str, room: int) -> int:
    used = display_width(text)
    lines = -(-used // room) if used else 1
    # Punctuation that may not open a line, and long Latin words, push text on.
    spare = lines * room - used
    return lines + (1 if lines > 3 and spare < lines else 0)


def height_of(text: str, width: int, size: float) -> float:
    """Return the height in points that a cell needs."""
    return lines_of(text, width, size) * size * LINE_FACTOR + PADDING


def cut(text: str, width: int, size: float) -> list[str]:
    """Cut a text into pieces that each fit a row: at sentences, else within one."""
    if height_of(text, width, size) <= LONG:
        return [text]
    room = int((LONG - PADDING) / (size * LINE_FACTOR)) - 1
    pieces: list[str] = []
    current = ""
    for sentence in _sentences(text, room * units_per_line(width, size) // 2):
        if current and lines_of(current + sentence, width, size) > room:
            pieces.append(current)
            current = ""
        current += sentence
    return [*pieces, current] if current else pieces


def _sentences(text: str, most: int) -> list[str]:
    starts = [start for start, _ in split_sentences(text)]
    bounds = [0, *starts[1:], len(text)]
    parts = [text[left:right] for left, right in pairwise(bounds)]
    return [part[i : i + most] for part in parts for i in range(0, len(part), most)]
