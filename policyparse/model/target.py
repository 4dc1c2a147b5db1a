"""A number that is to be reached, kept, or that a sentence is about."""

from enum import StrEnum

from policyparse.model.base import FrozenModel
from policyparse.model.evidence import Certainty, Evidence


class Comparator(StrEnum):
    """How the figure binds."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"
    EQUAL = "="
    RANGE = "range"


class TargetKind(StrEnum):
    """What the figure is for."""

    GOAL = "goal"  # to be reached
    LIMIT = "limit"  # a standard that must be kept
    CONDITION = "condition"  # only says what the sentence is about


class Target(FrozenModel):
    """One number with its indicator. 指标"""

    raw: str
    indicator: str
    op: Comparator
    value: float
    value_high: float | None = None
    unit: str | None = None
    by: str | None = None  # ISO date or year
    scope: str | None = None  # jurisdiction or group the figure holds for
    base_year: int | None = None
    kind: TargetKind = TargetKind.GOAL
    section: str | None = None  # heading, for goals that stand outside tasks
    rule: str
    certainty: Certainty = Certainty.SURE
    evidence: tuple[Evidence, ...]
