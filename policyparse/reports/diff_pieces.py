"""Old and new wording in marked pieces: in one text, or side by side. 文字标记"""

from collections.abc import Iterable, Iterator, Sequence

from policyparse.model.comparison import Mark, Piece
from policyparse.model.diff import WordChange
from policyparse.reports.measures import split_sentences

LONG = 240  # characters; of a longer text sentences without a change are left out on paper
GAP = "……"


def redline(old: str, changes: Sequence[WordChange]) -> tuple[Piece, ...]:
    """Both wordings in one text: what goes stands before what comes."""
    return tuple(_pieces(old, changes))


def _pieces(old: str, changes: Sequence[WordChange]) -> Iterator[Piece]:
    at = 0
    for change in changes:
        yield from _piece(old[at : change.old_at], Mark.SAME)
        yield from _piece(change.old, Mark.GONE)
        yield from _piece(change.new, Mark.NEW)
        at = change.old_at + len(change.old)
    yield from _piece(old[at:], Mark.SAME)


def _piece(text: str, mark: Mark) -> Iterator[Piece]:
    if text:
        yield Piece(text=text, mark=mark)


def side(pieces: Iterable[Piece], *, new: bool) -> tuple[Piece, ...]:
    """The pieces of one draft alone."""
    other = Mark.GONE if new else Mark.NEW
    return tuple(piece for piece in pieces if piece.mark is not other)


def whole(text: str, mark: Mark) -> tuple[Piece, ...]:
    """A text that is new, or gone, as a whole."""
    return tuple(_piece(text, mark))


def abridged(pieces: Sequence[Piece], most: int = LONG) -> tuple[Piece, ...]:
    """A long text without its sentences in which nothing changed; the first one stays."""
    text = "".join(piece.text for piece in pieces)
    if len(text) <= most or not any(piece.mark is Mark.SAME for piece in pieces):
        return tuple(pieces)
    marks = [piece.mark for piece in pieces for _ in piece.text]
    kept: list[tuple[str, Mark]] = []
    left = False
    for number, (start, end) in enumerate(_sentences(text)):
        if number and all(mark is Mark.SAME for mark in marks[start:end]):
            left = True
            continue
        if left:
            kept.append((GAP, Mark.SAME))
        left = False
        kept += zip(text[start:end], marks[start:end], strict=True)
    if left:
        kept.append((GAP, Mark.SAME))
    return tuple(_joined(kept))


def _sentences(text: str) -> list[tuple[int, int]]:
    """Sentences with the blanks behind them, so that together they are the text."""
    starts = [start for start, _ in split_sentences(text)] or [0]
    starts[0] = 0
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _joined(parts: Iterable[tuple[str, Mark]]) -> Iterator[Piece]:
    text, mark = "", Mark.SAME
    for part, kind in parts:
        if kind is not mark:
            yield from _piece(text, mark)
            text, mark = "", kind
        text += part
    yield from _piece(text, mark)
