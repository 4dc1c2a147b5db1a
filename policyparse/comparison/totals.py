"""Counts of a comparison, which add up to what was compared. 统计"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TypeVar

from policyparse.model.comparison import (
    Comparison,
    CoverageStatus,
    DateVerdict,
    FigureVerdict,
    MeasureCoverage,
    MeasureState,
    TaskCoverage,
    UnitVerdict,
)

_Key = TypeVar("_Key", CoverageStatus, UnitVerdict, FigureVerdict, DateVerdict)


@dataclass(frozen=True, slots=True)
class MeasureCounts:
    """Measures by what became of them; the minor ones are counted apart. 措施数"""

    taken: int = 0
    weakened: int = 0
    missing: int = 0
    minor_taken: int = 0
    minor_weakened: int = 0
    minor_missing: int = 0
    hinted: int = 0  # of the missing: 可能属上级事权 or 可能不涉及
    reviewed: int = 0  # of the weakened and missing: with a reviewer's result

    @property
    def counted(self) -> int:
        """All measures that count for the status of their task."""
        return self.taken + self.weakened + self.missing

    @property
    def minor(self) -> int:
        """All 原则性表述."""
        return self.minor_taken + self.minor_weakened + self.minor_missing

    @property
    def all(self) -> int:
        """Every measure."""
        return self.counted + self.minor

    def __add__(self, other: "MeasureCounts") -> "MeasureCounts":
        sums = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        return MeasureCounts(**sums)


@dataclass(frozen=True, slots=True)
class TaskTotals:
    """One upper task in figures."""

    upper_task: str
    title: str
    status: CoverageStatus
    measures: MeasureCounts


@dataclass(frozen=True, slots=True)
class Totals:
    """A comparison in figures."""

    measures: MeasureCounts
    by_task: tuple[TaskTotals, ...]  # in the order of the upper plan
    tasks: dict[CoverageStatus, int]  # every status has its key, also with 0
    units: dict[UnitVerdict, int]
    targets: dict[FigureVerdict, int]
    deadlines: dict[DateVerdict, int]
    lower_only: int

    @property
    def reconciles(self) -> bool:
        """Whether the tasks' counts add up to the sum of all."""
        summed = sum((task.measures for task in self.by_task), MeasureCounts())
        return summed == self.measures and sum(self.tasks.values()) == len(self.by_task)


def totals(comparison: Comparison) -> Totals:
    """Count all that a comparison holds."""
    tasks = comparison.tasks
    units = [unit for task in tasks for unit in task.units]
    return Totals(
        measures=count(measure for task in tasks for measure in task.measures),
        by_task=tuple(_task(task) for task in tasks),
        tasks=_by(CoverageStatus, (task.status for task in tasks)),
        units=_by(UnitVerdict, (unit.verdict for unit in units)),
        targets=_by(FigureVerdict, (target.verdict for target in comparison.targets)),
        deadlines=_by(DateVerdict, (date.verdict for date in comparison.deadlines)),
        lower_only=len(comparison.lower_only),
    )


def count(measures: Iterable[MeasureCoverage]) -> MeasureCounts:
    """Count measures."""
    found: Counter[str] = Counter()
    for measure in measures:
        found[f"minor_{measure.state}" if measure.minor else str(measure.state)] += 1
        open_ = not measure.minor and measure.state is not MeasureState.TAKEN
        found["hinted"] += open_ and measure.owner is not None
        found["reviewed"] += open_ and measure.review is not None
    return MeasureCounts(**{f.name: found[f.name] for f in fields(MeasureCounts)})


def _task(task: TaskCoverage) -> TaskTotals:
    return TaskTotals(task.upper_task, task.title, task.status, count(task.measures))


def _by(keys: type[_Key], values: Iterable[_Key]) -> dict[_Key, int]:
    found = Counter(values)
    return {key: found[key] for key in keys}
