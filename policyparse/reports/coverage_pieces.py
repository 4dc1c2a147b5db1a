"""The two passages of a measure in marked pieces, without noise. 异同标记"""

import re
from collections.abc import Iterator, Sequence

from policyparse.model.comparison import Mark, MeasureCoverage, MeasureState, Piece, TaskCoverage
from policyparse.reports.coverage_views import PieceView

_CLAUSE = re.compile(r"[^，。；：]*[，。；：]|[^，。；：]+$")
_MARKS = re.compile(r"\W")
_GAP = "……"


def upper_pieces(measure: MeasureCoverage) -> tuple[PieceView, ...]:
    """The upper passage; of what is missing as a whole no word is marked."""
    whole = measure.state is MeasureState.MISSING
    if whole or not any(piece.mark is Mark.SAME for piece in measure.upper_pieces):
        return (PieceView(measure.text, Mark.SAME.value),)
    taken = measure.state is MeasureState.TAKEN
    return tuple(_joined(_quiet(measure.upper_pieces) if taken else measure.upper_pieces))


def lower_pieces(measure: MeasureCoverage, task: TaskCoverage) -> tuple[PieceView, ...]:
    """The lower passage; the nearest one to what is missing has no marks either."""
    if measure.state is MeasureState.MISSING or not measure.lower_pieces:
        text = _GAP.join(quote.text for quote in measure.lower)
        return (PieceView(text, Mark.SAME.value),) if text else ()
    above = _bare("".join(other.text for other in task.measures))
    least = 0.5 if measure.state is MeasureState.TAKEN else 0.0
    return tuple(_joined(_in_clauses(measure.lower_pieces, above, least)))


def _quiet(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Of a measure that is taken up, words of other wording are no loss."""
    for piece in pieces:
        yield piece.model_copy(update={"mark": Mark.SAME})


def _in_clauses(pieces: Sequence[Piece], above: str, least: float) -> Iterator[Piece]:
    """Words are new only in a clause about the measure, and if no sister measure has them.

    ``least`` is the share of a clause that must be the same for it to be about the measure.
    """
    text = "".join(piece.text for piece in pieces)
    marks = [piece.mark for piece in pieces for _ in piece.text]
    for match in _CLAUSE.finditer(text):
        own = [at for at in range(*match.span()) if not _MARKS.match(text[at])]
        same = sum(marks[at] is Mark.SAME for at in own)
        about = same > 0 and same >= least * len(own)
        for start, end, mark in _runs(marks, *match.span()):
            words = text[start:end]
            new = mark is Mark.NEW and about and _bare(words) not in above
            yield Piece(text=words, mark=Mark.NEW if new else Mark.SAME)


def _runs(marks: Sequence[Mark], low: int, high: int) -> Iterator[tuple[int, int, Mark]]:
    start = low
    for at in range(low + 1, high + 1):
        if at == high or marks[at] is not marks[start]:
            yield start, at, marks[start]
            start = at


def _joined(pieces: Iterator[Piece] | Sequence[Piece]) -> Iterator[PieceView]:
    """Neighbours of one mark in one piece; a mark holds no punctuation at its end."""
    text, mark = "", Mark.SAME
    for piece in pieces:
        if piece.mark is mark:
            text += piece.text
            continue
        yield from _trimmed(text, mark)
        text, mark = piece.text, piece.mark
    yield from _trimmed(text, mark)


def _trimmed(text: str, mark: Mark) -> Iterator[PieceView]:
    if mark is Mark.SAME:
        if text:
            yield PieceView(text, mark.value)
        return
    core = text.strip("，。；：、 ")
    if not core:
        yield PieceView(text, Mark.SAME.value)
        return
    at = text.index(core)
    if at:
        yield PieceView(text[:at], Mark.SAME.value)
    yield PieceView(core, mark.value)
    if rest := text[at + len(core) :]:
        yield PieceView(rest, Mark.SAME.value)


def _bare(text: str) -> str:
    return _MARKS.sub("", text)
