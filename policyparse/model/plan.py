"""All that was read out of one document."""

from enum import StrEnum

from pydantic import Field

from policyparse.model.base import FrozenModel
from policyparse.model.document import Document
from policyparse.model.evidence import Evidence
from policyparse.model.opinion import Opinion
from policyparse.model.roster import RosterMember
from policyparse.model.target import Target
from policyparse.model.task import Task

SCHEMA = "policyparse/plan/1"


class Status(StrEnum):
    """How far a document could be read."""

    OK = "ok"
    PARTIAL = "partial"
    REFUSED = "refused"
    FAILED = "failed"


class Source(FrozenModel):
    """The file that was read."""

    name: str
    format: str
    sha256: str
    pages: int | None = None
    characters: int = 0  # of the normalised text
    parts: tuple[str, ...] = ()  # further files that make up the same document (annexes)


class Loss(FrozenModel):
    """Something in the source that the reader could not take. 损失"""

    code: str
    message: str
    place: str | None = None
    count: int = 1


class Warning(FrozenModel):
    """What the reader or parser was not sure of."""

    code: str
    message: str
    evidence: tuple[Evidence, ...] = ()


class Plan(FrozenModel):
    """One parsed document. 方案"""

    schema_: str = Field(default=SCHEMA, alias="schema")
    source: Source
    status: Status = Status.OK
    document: Document
    tasks: tuple[Task, ...] = ()
    goals: tuple[Target, ...] = ()
    roster: tuple[RosterMember, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    warnings: tuple[Warning, ...] = ()
    losses: tuple[Loss, ...] = ()
