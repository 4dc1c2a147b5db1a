"""When something is due."""

from enum import StrEnum

from policyparse.model.base import FrozenModel
from policyparse.model.evidence import Certainty, Evidence


class DeadlineKind(StrEnum):
    """How a time expression binds."""

    BY = "by"  # …前、到…年
    FROM = "from"  # 自…起
    DURING = "during"  # a span or a season
    RECURRING = "recurring"  # 每月底前


class Precision(StrEnum):
    """The smallest unit of time that is written."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"


class Deadline(FrozenModel):
    """One time expression of a task. 时限"""

    raw: str  # the time expression itself, from its first to its last character
    kind: DeadlineKind
    start: str | None = None  # ISO 8601 date
    end: str | None = None  # ISO 8601 date
    precision: Precision | None = None
    recurs: str | None = None  # weekly, monthly, quarterly, half-yearly, yearly or the words
    rule: str
    certainty: Certainty = Certainty.SURE
    evidence: tuple[Evidence, ...]
