"""What every extractor needs to know of the document it works on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from policyparse.grammar.calendar import YearContext
from policyparse.lexicon.lexicon import Lexicon
from policyparse.model import Document, Evidence, Level, Part
from policyparse.nlp.annotate import Passage
from policyparse.normalise import NormalisedText
from policyparse.outline import Outline


@dataclass(frozen=True)
class Context:
    """Text, outline and document facts; nothing in it changes."""

    text: NormalisedText
    outline: Outline
    lexicon: Lexicon
    document: Document
    passages: dict[int, Passage]  # by their offset in the text
    _places: dict[tuple[int, int, Part], Evidence] = field(default_factory=dict, repr=False)

    def evidence(self, start: int, end: int, part: Part = Part.VALUE) -> Evidence:
        """The place from start to end of the normalised text."""
        key = (start, end, part)
        found = self._places.get(key)
        if found is None:  # a label is quoted for every unit it names
            found = self._places[key] = self.text.evidence(start, end, part)
        return found

    def years(self, year: int | None) -> YearContext:
        """Years for an expression that names none, ``year`` being the nearest one before it."""
        period = self.document.period
        issued = date.fromisoformat(self.document.issued_on) if self.document.issued_on else None
        plan_year = period.start if period.start == period.end else None
        fallback = plan_year
        issue_year = issued.year if issued else None
        return YearContext(
            year or fallback,
            plan_year or issue_year or period.start,
            issued,
            (period.start, period.end),
        )

    @property
    def level(self) -> Level | None:
        """Level of the document."""
        return self.document.level


def within(passages: Iterable[Passage], start: int, end: int) -> list[Passage]:
    """The passages that touch a stretch."""
    return [p for p in passages if p.base < end and start < p.end]
