"""The leading group that a plan sets up."""

from policyparse.model.base import FrozenModel
from policyparse.model.evidence import Evidence


class RosterMember(FrozenModel):
    """One member of a 领导小组 or 指挥部. 成员"""

    position: str  # 组长、副组长、成员
    person: str
    office: str  # 区发展和改革局局长
    unit: str | None = None  # 区发展和改革局
    evidence: tuple[Evidence, ...]
