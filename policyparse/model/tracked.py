"""Tracked changes and comments of one file, in the texts of the states before and after them."""

from dataclasses import dataclass

from policyparse.model.evidence import Evidence
from policyparse.model.raw import Place, RevisionKind

Span = tuple[int, int]  # characters of a normalised text, from start to end


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """One tracked change; a stretch that its author edited in one go is one. 修订"""

    kind: RevisionKind
    text: str
    place: Place
    author: str | None = None
    when: str | None = None  # as written in the file
    old: tuple[Span, ...] = ()  # where it stands in the text before all changes
    new: tuple[Span, ...] = ()  # ... and after them


@dataclass(frozen=True, slots=True)
class TrackedComment:
    """One comment in the margin. 批注"""

    text: str
    quoted: str  # the words it hangs on, after all changes; where they are gone, before
    author: str | None = None
    when: str | None = None
    resolved: bool = False
    old: tuple[Evidence, ...] = ()  # these words before all changes; empty between two words
    new: tuple[Evidence, ...] = ()  # ... and after them


@dataclass(frozen=True, slots=True)
class Tracked:
    """All of one file."""

    changes: tuple[TrackedChange, ...] = ()
    comments: tuple[TrackedComment, ...] = ()
