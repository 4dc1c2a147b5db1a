"""What the target grammar hands on."""

from dataclasses import dataclass

from policyparse.model import Certainty, Comparator, TargetKind


@dataclass(frozen=True, slots=True)
class TargetExpression:
    """A quantity with its indicator: text[start:end] from the indicator to the comparator."""

    start: int
    end: int
    rule: str
    indicator: str
    indicator_span: tuple[int, int] | None
    op: Comparator
    value: float
    value_high: float | None
    unit: str | None
    scope: str | None
    kind: TargetKind
    certainty: Certainty
    number: tuple[int, int]
