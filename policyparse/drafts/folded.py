"""Text without marks and blanks, in which words are found however they are punctuated."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyparse.grammar.numerals import half_width
from policyparse.grammar.punctuation import full_width

Span = tuple[int, int]
_MARKS = frozenset("，。；：、！？“”‘’「」『』《》〈〉（）【】〔〕[]\"'…·—–－-,.;:!?．・")
_ELLIPSIS = re.compile(r"…+|[.．]{3,}|。{3,}")
_TOKEN = re.compile(r"\d+(?:\.\d+)?[%‰]?|[A-Za-z]+|.", re.DOTALL)
_REACH = 2000  # characters between two pieces that an ellipsis joins


@dataclass(frozen=True, slots=True)
class Folded:
    """Some stretches of a document in one string; each starts behind a line break."""

    text: str
    offsets: tuple[int, ...]  # of each character in the document

    def place(self, span: Span) -> Span:
        """Where a stretch stands in the document."""
        return self.offsets[span[0]], self.offsets[span[1] - 1] + 1

    def find(self, pieces: Sequence[str]) -> list[Span]:
        """All places where the pieces stand one behind the other, none overlapping."""
        found: list[Span] = []
        at = 0
        while pieces and (low := self.text.find(pieces[0], at)) >= 0:
            high = low + len(pieces[0])
            for piece in pieces[1:]:
                next_ = self.text.find(piece, high, high + _REACH)
                if next_ < 0:
                    return found
                high = next_ + len(piece)
            found.append((low, high))
            at = high
        return found


def fold(text: str, *, marks: bool = False) -> str:
    """Without blanks and, unless ``marks``, without marks; those inside numbers stay."""
    return folded(text, [(0, len(text))], marks=marks).text.strip("\n")


def folded(text: str, spans: Iterable[Span], *, marks: bool = False) -> Folded:
    """Some stretches of a text, folded."""
    plain = half_width(full_width(text))
    kept: list[str] = []
    offsets: list[int] = []
    for low, high in spans:
        kept.append("\n")
        offsets.append(low)
        for at in range(low, high):
            if not plain[at].isspace() and (marks or not _idle(plain, at)):
                kept.append(plain[at])
                offsets.append(at)
    return Folded("".join(kept), tuple(offsets))


def _idle(text: str, at: int) -> bool:
    """A mark that is not part of a number: 2.5, 2026—2027."""
    if text[at] not in _MARKS:
        return False
    return not (0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit())


def pieces_of(text: str, *, marks: bool = False) -> list[str]:
    """Words as they are looked for; an ellipsis parts them."""
    return [piece for part in _ELLIPSIS.split(text) if (piece := fold(part, marks=marks))]


def tokens(text: str) -> list[str]:
    """Figures and foreign words whole, other characters one by one."""
    return _TOKEN.findall(text)
