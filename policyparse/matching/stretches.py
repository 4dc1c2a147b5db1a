"""Clauses, and the items of long ones: what passages are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyparse.grammar.brackets import split_outside
from policyparse.matching.clauses import Clause

_LONG = 36  # characters: a longer clause is searched by the items of its lists


@dataclass(frozen=True, slots=True)
class Stretch:
    """A clause, or an item of a long one."""

    clause: int
    start: int  # within the clause
    end: int
    text: str


def stretches(number: int, clause: Clause, phrases: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """A clause, or the items of its lists where it is long; a phrase of the lexicon stays whole."""
    text = clause.text
    ends = [len(text)]
    if len(text) > _LONG:
        marks = [end for _, end in split_outside(text, "、", 0, len(text))]
        ends = [at for at in marks if not any(low < at < high for low, high in phrases)]
    start = 0
    for end in ends:
        if start < end:
            yield Stretch(number, start, end, text[start:end])
        start = end + 1
