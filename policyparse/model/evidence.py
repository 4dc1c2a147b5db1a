"""Where a value stands in the source."""

from enum import StrEnum

from policyparse.model.base import FrozenModel


class Part(StrEnum):
    """Why a place is quoted."""

    VALUE = "value"  # the value's own words
    RULE = "rule"  # the words of the rule by which it was inferred
    CONTEXT = "context"  # words that fix its meaning, such as the year of a heading


class Certainty(StrEnum):
    """How far a value may be trusted before a person has looked."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


def least_sure(*certainties: Certainty) -> Certainty:
    """What may be said of several values together: no more than of the least sure one."""
    return max(certainties, key=tuple(Certainty).index)


class Evidence(FrozenModel):
    """One place of the normalised text: ``text == normalised[start:end]``. 出处"""

    text: str
    start: int  # character offset in the normalised text
    end: int
    block: int  # number of the block (paragraph or table) in reading order, from 0
    page: int | None = None  # from 1; only for sources that have pages
    part: Part = Part.VALUE
