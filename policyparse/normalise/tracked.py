"""Tracked changes and comments, from the blocks of both states to their texts."""

from collections.abc import Iterable, Iterator

from policyparse.model import Comment, Revision, RevisionKind
from policyparse.model.tracked import Span, Tracked, TrackedChange, TrackedComment
from policyparse.normalise.text import NormalisedText


def tracked(old: NormalisedText, new: NormalisedText) -> Tracked:
    """What was changed and noted in a file whose two states are read."""
    made = zip(old.raw.revisions, new.raw.revisions, strict=True)
    said = zip(old.raw.comments, new.raw.comments, strict=True)
    changes = (
        TrackedChange(
            after.kind,
            after.text,
            after.place,
            after.author,
            after.when,
            _spans(old, before),
            _spans(new, after),
        )
        for before, after in made
    )
    comments = (
        TrackedComment(
            after.text,
            after.quoted or before.quoted,
            after.author,
            after.when,
            after.resolved,
            tuple(old.evidence(*span) for span in _spans(old, before)),
            tuple(new.evidence(*span) for span in _spans(new, after)),
        )
        for before, after in said
    )
    return Tracked(tuple(_each_once(_together(changes))), tuple(comments))


def _spans(text: NormalisedText, noted: Revision | Comment) -> tuple[Span, ...]:
    found = (text.placed(stretch) for stretch in noted.stretches)
    return tuple(span for span in found if span is not None)


def _together(changes: Iterable[TrackedChange]) -> Iterator[TrackedChange]:
    """Changes that touch each other, of one kind and one hand: Word notes them run by run."""
    held: TrackedChange | None = None
    for change in changes:
        if held is not None and _goes_on(held, change):
            held = TrackedChange(
                held.kind,
                held.text + change.text,
                held.place,
                held.author,
                max(filter(None, (held.when, change.when)), default=None),
                _glued(held.old, change.old),
                _glued(held.new, change.new),
            )
            continue
        if held is not None:
            yield held
        held = change
    if held is not None:
        yield held


def _each_once(changes: Iterable[TrackedChange]) -> Iterator[TrackedChange]:
    """Without the words of a row that one hand put in or took out as a whole."""
    outer: TrackedChange | None = None
    for change in changes:
        inside = outer is not None and _lies_in(change, outer)
        if outer is None or not inside or _hand(change) != _hand(outer):
            yield change
        if not inside and (change.old or change.new):
            outer = change


def _hand(change: TrackedChange) -> tuple[RevisionKind, str | None]:
    return change.kind, change.author


def _lies_in(inner: TrackedChange, outer: TrackedChange) -> bool:
    sides = ((inner.old, outer.old), (inner.new, outer.new))
    return bool(inner.old or inner.new) and all(
        any(low <= start and end <= high for low, high in around)
        for spans, around in sides
        for start, end in spans
    )


def _goes_on(one: TrackedChange, other: TrackedChange) -> bool:
    if (_hand(one), one.place) != (_hand(other), other.place):
        return False
    sides = ((one.old, other.old), (one.new, other.new))
    return any(a and b for a, b in sides) and all(
        bool(a) == bool(b) and (not a or a[-1][1] == b[0][0]) for a, b in sides
    )


def _glued(one: tuple[Span, ...], other: tuple[Span, ...]) -> tuple[Span, ...]:
    if not one:
        return other
    return (*one[:-1], (one[-1][0], other[0][1]), *other[1:])
