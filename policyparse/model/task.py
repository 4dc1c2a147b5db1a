"""The smallest piece of text that a unit can be held to."""

from enum import StrEnum

from policyparse.model.assignment import Assignment
from policyparse.model.base import FrozenModel
from policyparse.model.deadline import Deadline
from policyparse.model.deliverable import Deliverable
from policyparse.model.evidence import Evidence
from policyparse.model.target import Target


class Category(StrEnum):
    """Main work or safeguard."""

    MAIN = "main"
    SAFEGUARD = "safeguard"  # 保障措施


class Contact(FrozenModel):
    """A person named in a column such as 责任人 or 联系人. 联系人"""

    role: str  # the column's heading
    name: str
    evidence: tuple[Evidence, ...]


class Task(FrozenModel):
    """A task with all that was found in it. 任务"""

    id: str  # from the outline: 3.1.2, 3.1.2-1, 3.1.u2, 3.1.2~2
    path: tuple[str, ...]  # headings from the top down, as written
    category: Category = Category.MAIN
    title: str
    text: str  # the whole body without number and note
    assignments: tuple[Assignment, ...] = ()
    open_ended: bool = False  # the list of units closes with 等
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    contacts: tuple[Contact, ...] = ()
    evidence: tuple[Evidence, ...]  # the stretches of text that make up the task, notes included
