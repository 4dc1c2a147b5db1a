"""The figures of a plan with all that a comparison asks of them. 指标清单"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from policyparse.lexicon.lexicon import Lexicon
from policyparse.matching.dates import per_year
from policyparse.matching.figures import Direction, Quantity, direction, quantity
from policyparse.matching.indicators import Name, name_of
from policyparse.matching.passages import bigrams, piece, sentence, stretch, text_of
from policyparse.matching.reach import Reach, reach_of
from policyparse.model.deadline import Deadline, DeadlineKind, Precision
from policyparse.model.plan import Plan
from policyparse.model.target import Target, TargetKind
from policyparse.model.task import Task


@dataclass(frozen=True, slots=True)
class Figure:
    """A target of a plan, read for comparison."""

    target: Target
    plan: Plan
    task: str | None
    name: Name
    reach: Reach
    amount: Quantity
    way: Direction
    year: int | None
    context: frozenset[str]  # of the sentence around it
    often: Deadline | None = None  # 每季度, 全年
    per_year: Fraction | None = None

    @property
    def row(self) -> bool:
        """Whether it stands in a table of figures."""
        return self.target.rule.startswith("table-cell")

    @property
    def start(self) -> int:
        """Where its first word stands."""
        return self.target.evidence[0].start


def figures_of(plan: Plan, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Goals and standards of a plan, those of the document first; conditions are left out."""
    return tuple(f for f in _figures(plan, lexicon) if f.target.kind is not TargetKind.CONDITION)


def _figures(plan: Plan, lexicon: Lexicon) -> Iterator[Figure]:
    for target in plan.goals:
        yield _figure(target, None, plan, lexicon)
    for task in plan.tasks:
        for target in task.targets:
            yield _figure(target, task, plan, lexicon)


def _figure(target: Target, task: Task | None, plan: Plan, lexicon: Lexicon) -> Figure:
    often = _often(target, task)
    return Figure(
        target=target,
        plan=plan,
        task=task.id if task else None,
        name=name_of(target, lexicon),
        reach=reach_of(target, plan, lexicon, in_task=task is not None),
        amount=quantity(target, lexicon),
        way=direction(target, lexicon),
        year=_year(target, plan),
        context=bigrams(_around(target, task)),
        often=often,
        per_year=per_year(often, lexicon),
    )


def _year(target: Target, plan: Plan) -> int | None:
    """The year written, else that of a plan for one year."""
    if target.by and target.by[:4].isdigit():
        return int(target.by[:4])
    period = plan.document.period
    return period.end if period.start == period.end else None


def _around(target: Target, task: Task | None) -> str:
    value = target.evidence[0]
    place = stretch(task, value.start) if task else None
    if place is None:
        return f"{target.indicator}{target.raw}"
    return text_of(place, sentence(place, value.start, min(value.end, place.end)))


def _often(target: Target, task: Task | None) -> Deadline | None:
    """How often the figure is to be reached: the recurring time of its own clause."""
    value = target.evidence[0]
    place = stretch(task, value.start) if task else None
    if task is None or place is None:
        return None
    low, _ = piece(place, value.start, min(value.end, place.end))
    found = [
        deadline
        for deadline in task.deadlines
        if low <= deadline.evidence[0].start < value.end and _is_rate(deadline)
    ]
    return found[-1] if found else None


def _is_rate(deadline: Deadline) -> bool:
    year = deadline.kind is DeadlineKind.DURING and deadline.precision is Precision.YEAR
    return deadline.kind is DeadlineKind.RECURRING or year
