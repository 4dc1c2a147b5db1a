"""Three drafts of one plan and more: tasks down, drafts across. 各稿对照"""

from pydantic import Field

from policyparse.model.assignment import Role
from policyparse.model.base import FrozenModel
from policyparse.model.diff import Diff, Draft, TaskChange
from policyparse.model.evidence import Evidence

SCHEMA = "policyparse/drafts/1"


class Charge(FrozenModel):
    """One unit in one role, as a draft has it."""

    unit: str
    role: Role
    evidence: tuple[Evidence, ...] = ()


class DraftCell(FrozenModel):
    """One matter in one draft: a task, or several into which it was split."""

    tasks: tuple[str, ...]  # ids
    title: str
    units: tuple[Charge, ...] = ()  # in the order in which they are named
    open_ended: bool = False  # 等


class StepChange(FrozenModel):
    """What became of a matter from one draft to the next."""

    kind: TaskChange
    moved: bool = False
    old: tuple[str, ...] = ()  # ids in the draft before
    new: tuple[str, ...] = ()
    back: int | None = None  # the last draft that had it before it was left out, 1 for the first
    said: tuple[str, ...] = ()  # a plain Chinese sentence for each change


class DraftRow(FrozenModel):
    """One matter through all drafts."""

    title: str  # in the newest draft that has it
    drafts: tuple[DraftCell | None, ...]  # one for each draft; null where it is not there
    steps: tuple[tuple[StepChange, ...], ...]  # one for each step between neighbours

    @property
    def changed(self) -> bool:
        """Whether anything but its number changed at any step."""
        return any(one.kind is not TaskChange.SAME for step in self.steps for one in step)


class DraftTable(FrozenModel):
    """All drafts of one plan side by side."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    drafts: tuple[Draft, ...]
    rows: tuple[DraftRow, ...] = ()  # in the order of the newest draft; what is gone, where it was
    steps: tuple[Diff, ...] = ()  # each draft beside the next one
    overall: Diff  # the first beside the last
    notes: tuple[str, ...] = ()
