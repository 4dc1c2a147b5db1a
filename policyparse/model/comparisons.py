"""What one call of ``policyparse compare`` finds for several plans."""

from pydantic import Field

from policyparse.model.base import FrozenModel
from policyparse.model.comparison import Comparison
from policyparse.model.tasklist import TaskList
from policyparse.model.trace import Trace

SCHEMA = "policyparse/comparisons/1"


class Comparisons(FrozenModel):
    """Several comparisons, with what is said of them together."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    comparisons: tuple[Comparison, ...]
    traces: tuple[Trace, ...] = ()  # 逐级追踪, where the plans are of three levels
    task_list: TaskList | None = None  # 任务清单, where there are several upper plans
    notes: tuple[str, ...] = ()  # such as results of reviewers that fit no pair
