"""What of a plan its relations rest on: place, level, period and subject."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from policyparse.graph.citations import LEVELS, plain_number
from policyparse.lexicon.lexicon import Lexicon
from policyparse.model import Document, Level, Plan

OPEN_YEARS = 5  # that 到2025年 is taken to reach back, and 自2025年起 forward

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True)
class Profile:
    """A plan with what is asked of it again and again, reckoned once."""

    plan: Plan
    lexicon: Lexicon | None = None  # for places that the plan does not put in their place

    @property
    def document(self) -> Document:
        """What the plan says of itself."""
        return self.plan.document

    @property
    def rank(self) -> int | None:
        """The level as a number, the highest is 0."""
        # a level without a place was but guessed from the units
        return LEVELS.index(self.document.level) if self.document.level and self.placed else None

    @property
    def place(self) -> str | None:
        """The name of the place that the plan governs."""
        return self.document.jurisdiction.name if self.document.jurisdiction else None

    @property
    def placed(self) -> bool:
        """Whether level and place were read; the whole country needs no name."""
        return self.level is Level.NATIONAL or bool(self.level and self.place)

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """The places it lies in, from the top down; by the lexicon where the plan has none."""
        place = self.document.jurisdiction
        if place is None:
            return ()
        if place.parents:
            return place.parents
        known = self.lexicon.divisions.get(place.name, ()) if self.lexicon else ()
        fitting = {d.parents for d in known if d.name == place.name and d.level is self.level}
        return next(iter(fitting)) if len(fitting) == 1 else ()

    @property
    def level(self) -> Level | None:
        """The level of government."""
        return self.document.level

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Title, headings, titles of tasks and names of indicators."""
        plan = self.plan
        words = [self.document.title or "", *(task.title for task in plan.tasks)]
        words += dict.fromkeys(heading for task in plan.tasks for heading in task.path)
        words += [goal.indicator for goal in plan.goals]
        return tuple(words)

    @cached_property
    def cited_numbers(self) -> frozenset[str]:
        """The document numbers that the plan cites."""
        return frozenset(plain_number(one.doc_number) for one in self.document.citations)

    @cached_property
    def cited_titles(self) -> frozenset[str]:
        """The titles of the documents that the plan cites."""
        return frozenset(one.title for one in self.document.citations)

    @cached_property
    def _pairs(self) -> Counter[str]:
        runs = (run for text in self.headings for run in _HAN.findall(text))
        return Counter(run[at : at + 2] for run in runs for at in range(len(run) - 1))

    @cached_property
    def _size(self) -> float:
        return sqrt(sum(count * count for count in self._pairs.values()))

    def likeness(self, other: "Profile") -> float:
        """How far two plans treat the same subject: the pairs of characters of their headings."""
        few, many = sorted((self._pairs, other._pairs), key=len)
        dot = sum(count * many[pair] for pair, count in few.items() if pair in many)
        return dot / (self._size * other._size) if self._size and other._size else 0.0

    @property
    def span(self) -> tuple[int, int] | None:
        """First and last year; an end that is not written is reckoned."""
        period, issued = self.document.period, self.document.issued_on
        if period.end is None:
            return (period.start, period.start + OPEN_YEARS - 1) if period.start else None
        start = period.start or (int(issued[:4]) if issued else period.end - OPEN_YEARS + 1)
        return min(start, period.end), period.end

    def meets(self, other: "Profile") -> bool:
        """Whether the periods touch; what is not written speaks for it."""
        if self.span is None or other.span is None:
            return True
        return self.span[0] <= other.span[1] and other.span[0] <= self.span[1]

    def holds(self, other: "Profile") -> bool:
        """Whether the other plan's place lies in this one's."""
        if self.level is Level.NATIONAL:
            return other.level is not Level.NATIONAL
        if not self.place or not other.place or self.place == other.place:
            return False
        return self.place in other.parents or other.place.startswith(self.place)

    def is_outside(self, other: "Profile") -> bool:
        """Whether the other plan's place is known to lie elsewhere."""
        return bool(other.parents) and not self.holds(other)

    def between(self, other: "Profile") -> tuple[str, ...]:
        """The places between this plan's and the other's, from the top down."""
        parents = tuple(name for name in other.parents if name != other.place)
        if self.level is Level.NATIONAL:
            return parents
        return parents[parents.index(self.place) + 1 :] if self.place in parents else ()
