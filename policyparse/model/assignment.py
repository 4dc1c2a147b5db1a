"""Who answers for a task, and how."""

from enum import StrEnum

from policyparse.model.base import FrozenModel
from policyparse.model.evidence import Certainty, Evidence
from policyparse.model.unit import Unit


class Role(StrEnum):
    """The part a unit plays in a task."""

    LEAD = "lead"  # 牵头
    SUPPORT = "support"  # 配合、参与、协助
    RESPONSIBLE = "responsible"  # 责任单位、负责、落实
    GUIDE = "guide"  # 指导、督导、考核


class Assignment(FrozenModel):
    """One unit in one role, as a responsibility note states it. 责任分工"""

    unit: Unit
    role: Role
    by_duty: bool = False  # 按职责分工
    inherited: bool = False  # from a heading, a table header or a document-wide rule
    rule: str  # the grammar rule that gave it
    certainty: Certainty = Certainty.SURE
    evidence: tuple[Evidence, ...]  # the value's own place first
