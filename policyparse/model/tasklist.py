"""Several upper plans as one list of tasks; source: spec "Comparing plans". 任务清单"""

from enum import StrEnum

from pydantic import Field

from policyparse.model.base import FrozenModel
from policyparse.model.comparison import Quote, Side
from policyparse.model.evidence import Certainty
from policyparse.model.task import Category, Task

SCHEMA = "policyparse/tasklist/1"


class DifferenceKind(StrEnum):
    """In what the sources of one row differ."""

    DEADLINE = "deadline"  # 完成时限不一致
    UNIT = "unit"  # 责任单位不一致
    TARGET = "target"  # 量化指标不一致


class TaskSource(FrozenModel):
    """One plan's own wording of a task. 出处"""

    title: str  # of the plan
    source: str  # its file
    task: Task


class Stated(FrozenModel):
    """What one plan states where another states something else."""

    title: str
    source: str
    text: str  # as written; several values are joined by 、
    evidence: tuple[Quote, ...] = ()


class Difference(FrozenModel):
    """A date, unit or figure on which the sources of a row do not agree."""

    kind: DifferenceKind
    what: str  # 完成时限, 牵头单位, or the indicator
    stated: tuple[Stated, ...]
    why: str  # one plain Chinese sentence


class TaskListRow(FrozenModel):
    """One task, however many plans state it."""

    number: int  # from 1
    category: Category
    title: str
    text: str
    sources: tuple[TaskSource, ...]  # in the order the plans were given
    differences: tuple[Difference, ...] = ()
    certainty: Certainty = Certainty.SURE  # that the sources state one and the same task


class TaskList(FrozenModel):
    """The tasks of several plans, each once. 任务清单"""

    schema_: str = Field(default=SCHEMA, alias="schema")
    plans: tuple[Side, ...]
    rows: tuple[TaskListRow, ...] = ()
    notes: tuple[str, ...] = ()
