"""Lines -> paragraphs by indents, short last lines, sizes and gaps, also across pages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policyparse.grammar.numbering import claim
from policyparse.model import Place, RawBlock
from policyparse.readers.page_lines import Line
from policyparse.readers.page_space import Box

_INDENT = 1.2  # em; a first line is set in by two characters
_HANGING = 3.0  # em; lines that go on under 附件： are set in deeper than first lines
_SLACK = 0.3  # em by which a full line may end before the margin
_SIZES = 1.12  # ratio of sizes that are still the same
_GAP = 1.7  # line pitches between paragraphs that are set apart
_CLUSTER = 0.4  # em within which edges are the same
_SHARE = 0.08  # of the lines that stand at a margin
_FEW = 8  # lines that are too few to show a margin
_TOKEN = re.compile(
    r"[（(〔\[《〈“‘「『]*(?:[0-9A-Za-z.,%/+:\-‰℃]+|.)[，。、；：！？）)〕\]》〉”’」』%…]*"
    r"(?:(?<=[，、；：])[0-9A-Za-z]+)?"  # LibreOffice does not part a comma from a figure
)
_TERMINAL = tuple("。；！？：）)”》")
_LATIN_END = re.compile(r"[A-Za-z0-9.,;:!?)%]")
_LATIN_START = re.compile(r"[A-Za-z0-9(]")


# width of the page in points, whether its number is odd, which of how many columns
Group = tuple[int, int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of the body begin and end, for each kind of page."""

    edges: dict[Group, tuple[float, float]]
    size: float  # of the body's font
    pitch: float  # from line to line
    indented: bool  # first lines are set in

    def left_of(self, line: Line) -> float:
        """The left margin on the line's page."""
        return self.edges[group_of(line)][0]

    def right_of(self, line: Line) -> float:
        """The right margin on the line's page."""
        return self.edges[group_of(line)][1]


def group_of(line: Line) -> Group:
    """Columns of pages of the same width and side of the sheet have the same margins."""
    return round(line.page_width), line.page % 2, line.column


def measure(lines: Sequence[Line]) -> Margins:
    """The margins of a document from all its lines outside tables."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = max(sizes, key=lambda s: (sizes[s], s), default=12.0)
    body = [line for line in lines if _same(line.size, size)]
    edges = {group: _edges(group, body, lines, size) for group in set(map(group_of, lines))}
    pitches = [
        after.box.top - before.box.top
        for before, after in pairwise(body)
        if before.page == after.page and 0 < after.box.top - before.box.top < 4 * size
    ]
    set_in = sum(
        _INDENT * size < line.box.x0 - edges[group_of(line)][0] < 3 * size for line in body
    )
    pitch = median(pitches) if pitches else size * 1.5
    return Margins(edges, size, pitch, set_in >= max(2, 0.05 * len(body)))


def _edges(
    group: Group, body: Sequence[Line], lines: Sequence[Line], size: float
) -> tuple[float, float]:
    """The margins of a kind of page; the other side of the sheet helps where lines are few."""
    own = [line for line in body if group_of(line) == group]
    if len(own) < _FEW:
        own = [line for line in body if _alike(line, group)]
    if len(own) < 2:
        own = [line for line in lines if _alike(line, group)]
    left = _edge([line.box.x0 for line in own], size, lowest=True)
    right = _edge([line.box.x1 for line in own], size, lowest=False)
    return (
        (left, right)
        if len(own) >= _FEW or group[2] != (0, 0)
        else (min(left, group[0] - right), max(right, group[0] - left))
    )


def _alike(line: Line, group: Group) -> bool:
    """Whether a line is of such a page, whichever side of the sheet it is on."""
    return (round(line.page_width), line.column) == (group[0], group[2])


def _edge(positions: list[float], em: float, *, lowest: bool) -> float:
    """The outermost position at which enough lines begin or end."""
    if not positions:
        return 0.0
    ordered = sorted(positions, reverse=not lowest)
    least = max(2, round(len(ordered) * _SHARE))
    for position in ordered:
        if sum(abs(other - position) <= _CLUSTER * em for other in ordered) >= least:
            return position
    return ordered[0]


def paragraphs(lines: Iterable[Line], margins: Margins) -> list[list[Line]]:
    """The lines grouped into paragraphs, in the order given."""
    grouped: list[list[Line]] = []
    for line in lines:
        if grouped and _continues(grouped[-1], line, margins):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return grouped


def block(lines: Sequence[Line], number: int) -> RawBlock:
    """A paragraph as a block; its box is that of the part on the page where it begins."""
    text = lines[0].text
    for line in lines[1:]:
        text = glued(text, line.text)
    first = [line for line in lines if line.page == lines[0].page]
    box = Box(
        min(line.box.x0 for line in first),
        first[0].box.top,
        max(line.box.x1 for line in first),
        first[-1].box.bottom,
    )
    place = Place(f"第{lines[0].page}页第{number}段", lines[0].page, box.rounded())
    return RawBlock("paragraph", place, text)


def glued(before: str, after: str) -> str:
    """Two lines as one: a blank between Latin words, none beside a Chinese character."""
    if before.endswith("-") and before[-2:-1].isalpha() and before.isascii():
        return before[:-1] + after
    words = _LATIN_END.match(before[-1:]) and _LATIN_START.match(after[:1])
    figure = before[-1:] in "0123456789.," and after[:1].isdigit()
    return f"{before} {after}" if words and not figure else before + after


def _continues(paragraph: list[Line], line: Line, margins: Margins) -> bool:
    before = paragraph[-1]
    em = line.size
    if not _same(before.size, line.size):
        return False
    if (before.column == (0, 0)) != (line.column == (0, 0)):
        return False
    across = (before.page, before.column) != (line.page, line.column)
    if not across and not 0 < line.box.top - before.box.top <= _GAP * _pitch(line, margins):
        return False
    if line.size > margins.size * _SIZES and _centred(before) and _centred(line):
        return True
    room = margins.right_of(before) - before.box.x1
    if room > (first_token(line.text) + _SLACK) * em:
        return False
    fresh = claim(line.text) is not None
    set_in = line.box.x0 - margins.left_of(line)
    if set_in > _INDENT * em:
        deeper = set_in > _HANGING * em and line.box.x0 > before.box.x0 + _INDENT * em
        return deeper and not fresh and not before.text.endswith(_TERMINAL)
    return not (fresh and before.text.endswith(_TERMINAL))


def _pitch(line: Line, margins: Margins) -> float:
    """The line pitch for the size of a line, such as a title's."""
    return margins.pitch * max(1.0, line.size / margins.size)


def _same(one: float, other: float) -> bool:
    return max(one, other) <= _SIZES * min(one, other)


def _centred(line: Line) -> bool:
    middle = abs(line.box.x0 + line.box.x1 - line.page_width)
    return line.column == (0, 0) and middle <= 2 * line.size


def first_token(text: str) -> float:
    """The width in em of what cannot be broken at the beginning of a line."""
    match = _TOKEN.match(text)
    token = match[0] if match else text[:1]
    return sum(0.5 if char.isascii() else 1.0 for char in token)
