"""Frozen types in the words of the field: what every stage takes and gives."""

from policyparse.model.assignment import Assignment, Role
from policyparse.model.deadline import Deadline, DeadlineKind, Precision
from policyparse.model.deliverable import Deliverable
from policyparse.model.document import (
    Citation,
    Document,
    DocumentKind,
    Jurisdiction,
    Period,
)
from policyparse.model.evidence import Certainty, Evidence, Part
from policyparse.model.opinion import Adopted, Change, ChangeOp, Opinion
from policyparse.model.plan import Loss, Plan, Source, Status, Warning
from policyparse.model.raw import (
    Comment,
    Place,
    RawBlock,
    RawCell,
    RawDocument,
    Revision,
    RevisionKind,
    Revisions,
    Stretch,
)
from policyparse.model.roster import RosterMember
from policyparse.model.target import Comparator, Target, TargetKind
from policyparse.model.task import Category, Contact, Task
from policyparse.model.unit import Level, Unit, UnitKind

__all__ = [
    "Adopted",
    "Assignment",
    "Category",
    "Certainty",
    "Change",
    "ChangeOp",
    "Citation",
    "Comment",
    "Comparator",
    "Contact",
    "Deadline",
    "DeadlineKind",
    "Deliverable",
    "Document",
    "DocumentKind",
    "Evidence",
    "Jurisdiction",
    "Level",
    "Loss",
    "Opinion",
    "Part",
    "Period",
    "Place",
    "Plan",
    "Precision",
    "RawBlock",
    "RawCell",
    "RawDocument",
    "Revision",
    "RevisionKind",
    "Revisions",
    "Role",
    "RosterMember",
    "Source",
    "Status",
    "Stretch",
    "Target",
    "TargetKind",
    "Task",
    "Unit",
    "UnitKind",
    "Warning",
]
