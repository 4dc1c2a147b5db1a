"""Three levels together: on which one a measure was lost. 逐级追踪"""

from enum import StrEnum

from pydantic import Field

from policyparse.model.base import FrozenModel
from policyparse.model.comparison import MeasureState, Quote, Side
from policyparse.model.evidence import Certainty

SCHEMA = "policyparse/trace/1"


class TraceKind(StrEnum):
    """What became of an upper measure on its way down two levels."""

    KEPT = "kept"  # 各级均已体现
    LOST_MIDDLE = "lost middle"  # 中间层级起未见对应内容
    LOST_LOWER = "lost lower"  # 中间层级写入，末级未见对应内容
    WEAKENED_MIDDLE = "weakened middle"  # 中间层级起表述减弱
    WEAKENED_LOWER = "weakened lower"  # 末级表述减弱
    WEAKENED_BOTH = "weakened both"  # 逐级减弱
    ADDED_BACK = "added back"  # 中间层级未见，末级自行补上
    RESTORED = "restored"  # 中间层级减弱，末级恢复


class TraceStep(FrozenModel):
    """What one level makes of the measure."""

    state: MeasureState
    quotes: tuple[Quote, ...] = ()  # the passages that take it up; none for missing
    lost: tuple[str, ...] = ()


class MeasureTrace(FrozenModel):
    """One measure of the highest plan through both lower ones."""

    id: str  # of the measure in the highest plan
    upper_task: str
    title: str
    text: str
    evidence: tuple[Quote, ...]
    minor: bool = False
    kind: TraceKind
    middle: TraceStep
    lower: TraceStep
    carried: tuple[str, ...] = ()  # the middle plan's measures that carry it
    certainty: Certainty = Certainty.SURE
    why: str  # one plain Chinese sentence


class Trace(FrozenModel):
    """Three plans, one above the other. 逐级追踪"""

    schema_: str = Field(default=SCHEMA, alias="schema")
    upper: Side
    middle: Side
    lower: Side
    measures: tuple[MeasureTrace, ...] = ()
    notes: tuple[str, ...] = ()
