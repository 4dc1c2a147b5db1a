"""A concrete hand-over inside a task."""

from policyparse.model.base import FrozenModel
from policyparse.model.evidence import Certainty, Evidence


class Deliverable(FrozenModel):
    """Who hands over what, by when, to whom. 交办事项"""

    raw: str
    who: tuple[str, ...]
    what: str
    by: str | None = None  # ISO date
    to: str | None = None
    rule: str
    certainty: Certainty = Certainty.SURE
    evidence: tuple[Evidence, ...]
