"""Findings as comments in the Word file itself, each at its words. 核查批注"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from policyparse.checks.registry import RULES_BY_CODE
from policyparse.checks.rule import FIX
from policyparse.checks.run import is_trifle
from policyparse.checks.subject import Subject
from policyparse.errors import UnprovenComments
from policyparse.model.check import Finding, Severity
from policyparse.model.evidence import Evidence
from policyparse.normalise.mapped import Piece, sources
from policyparse.reports.check_words import TRIFLES, quote, where
from policyparse.reports.docx_marks import Marks, Point
from policyparse.reports.docx_notes import Annotated, Author, Note
from policyparse.reports.files import write_whole
from policyparse.reports.labels import label

AUTHOR, INITIALS = "文稿核查", "核查"
MOST_NOTES, MOST_NAMED = 5, 8  # of one finding: further places with a comment; those that are named
LIKE = 0.6
AROUND, LONGEST, KEPT = 10, 40, 12
_CHANGED = "文件在核查之后有改动，批注稿没有写出，请重新核查"


def write_check_docx(
    findings: Sequence[Finding],
    subject: Subject,
    source: Path,
    target: Path,
    *,
    today: date,
    annex: str | None = None,
) -> Path | None:
    """Write the file at ``source``, the body or an annex, with its findings as comments.

    None where no finding stands in it. Raises ``UnprovenComments``, and writes nothing, where
    anything but comments would change.
    """
    annotated = Annotated(source, source.read_bytes())
    part = _Part.of(subject, annotated, annex)
    notes = sorted(
        (note for finding in findings for note in _notes(finding, part)),
        key=lambda note: (note.start, note.end),
    )
    if not notes:
        return None
    there = {one.text for one in subject.text.raw.comments if one.author == AUTHOR}
    new = [note for note in notes if note.text not in there]  # the file may be one of ours
    return write_whole(target, annotated.with_notes(new, Author(AUTHOR, INITIALS, today)))


def _notes(finding: Finding, part: "_Part") -> Iterator[Note]:
    """One comment with all that is to be said, short ones where else the matter stands."""
    first = next(filter(part.holds, finding.evidence), None)
    if first is None:
        return
    others = (place for place in finding.evidence if place is not first)
    _, *rest = _each_paragraph_once(part.subject, (first, *others))
    code = f"（{finding.code}）"
    yield part.note(first, (*_said(finding), *_named(rest, part.subject)), code)
    if finding.severity is Severity.INFO or is_trifle(finding) or len(rest) > MOST_NOTES:
        return
    again = f"与{where(part.subject, first)}处的批注是同一问题：{finding.message}。"
    for place in rest:
        if part.holds(place) and _is_like(place.text, first.text):
            yield part.note(place, (again,), code)


def _is_like(one: str, other: str) -> bool:
    """Whether two places say much the same, so that either may be the one to mend."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= LIKE


def _said(finding: Finding) -> Iterator[str]:
    kind = TRIFLES if is_trifle(finding) else label(finding.severity)
    yield f"{finding.message}。" if kind in finding.message else f"{kind}：{finding.message}。"
    yield f"{FIX}{RULES_BY_CODE[finding.code].fix}"


def _named(places: Sequence[Evidence], subject: Subject) -> Iterator[str]:
    """Where else the matter stands, each place with its words."""
    for place in places[:MOST_NAMED]:
        words = quote(subject.text.text, place, AROUND, LONGEST, KEPT)
        yield f"另见{where(subject, place)}：{words.before}【{words.words}】{words.after}"
    if len(places) > MOST_NAMED:
        yield f"另有{len(places) - MOST_NAMED}处，见核查报告。"


def _each_paragraph_once(subject: Subject, places: Sequence[Evidence]) -> list[Evidence]:
    """Of several places in one paragraph or cell only the first."""
    kept: dict[object, Evidence] = {}
    for place in places:
        piece = next(iter(sources(subject.text.pieces, place.start, place.end)), None)
        kept.setdefault(piece.source if piece else place.start, place)
    return list(kept.values())


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of a document: a stretch of its blocks."""

    subject: Subject
    first: int
    count: int
    marks: Marks

    @classmethod
    def of(cls, subject: Subject, annotated: Annotated, annex: str | None) -> "_Part":
        """The body, or the annex of some name; its blocks must be those that were checked."""
        raw = subject.text.raw.blocks
        own = [at for at, block in enumerate(raw) if block.place.file == annex]
        blocks = tuple(replace(raw[at], place=replace(raw[at].place, file=None)) for at in own)
        if blocks != annotated.located.blocks:
            raise UnprovenComments(_CHANGED)
        return cls(subject, own[0], len(own), annotated.marks)

    def holds(self, place: Evidence) -> bool:
        """Whether the words stand in this file."""
        return all(0 <= point.block < self.count for point in self._span(place))

    def _span(self, place: Evidence) -> tuple[Point, Point]:
        """Where the words begin and end, of a table in one cell."""
        pieces = self.subject.text.pieces
        found = list(sources(pieces, place.start, place.end))
        if not found:  # an empty place, such as a cell without words: what stands before it
            at = max(0, bisect_right(pieces, place.start, key=lambda piece: piece.start) - 1)
            found = [pieces[at]._replace(origin=pieces[at].origin + pieces[at].length, length=0)]
        start = last = found[0]
        for piece in found[1:]:
            in_paragraphs = piece.source[1] is None is start.source[1]
            if piece.source != last.source and not (in_paragraphs and piece.source > last.source):
                break
            last = piece
        return self._point(start, start.origin), self._point(last, last.origin + last.length)

    def _point(self, piece: Piece, at: int) -> Point:
        block, cell = piece.source
        return Point(block - self.first, cell, at)

    def note(self, place: Evidence, lines: Sequence[str], code: str) -> Note:
        """A comment at these words, or beside them where they cannot be marked by themselves.

        Such are numbers that Word counts, words in text boxes and in fields.
        """
        span = self._span(place)
        if self.marks.fits(*span):
            return Note(*span, tuple(lines), code)
        words = quote(self.subject.text.text, place, AROUND, LONGEST, KEPT)
        meant = f"所指文字：{words.before}【{words.words}】{words.after}"
        near = span if self.marks.has(*span) else self.marks.beside(span[0])
        return Note(*near, (*lines, meant), code)
