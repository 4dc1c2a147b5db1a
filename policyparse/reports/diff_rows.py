"""Changes of a diff in rows: who, when, how much, what. 责任、时限、指标、措施变化"""

from collections.abc import Iterator

from policyparse.comparison.finding_words import short_title
from policyparse.model.assignment import Role
from policyparse.model.deadline import Deadline
from policyparse.model.diff import (
    DeadlineDiff,
    HandOverDiff,
    MeasureDiff,
    Responsibility,
    TargetDiff,
    TaskDiff,
    UnitChange,
)
from policyparse.model.evidence import Certainty
from policyparse.model.target import Target
from policyparse.reports.cells import chinese_date
from policyparse.reports.diff_shelf import NEW, OLD, DraftShelf
from policyparse.reports.diff_views import (
    DATE,
    DUTY,
    FIGURE,
    HAND_OVER,
    MEASURE,
    ChangeRow,
)
from policyparse.reports.labels import MINOR, label
from policyparse.reports.links import Link
from policyparse.reports.sources import squeeze
from policyparse.reports.values import value_text, year_text

GOALS = "总体目标和附表"
FIRST = "（首位）"
Change = Responsibility | DeadlineDiff | TargetDiff | MeasureDiff | HandOverDiff


class TaskRows:
    """The changes of one task as rows; without a task those of goals."""

    def __init__(self, shelf: DraftShelf, task: TaskDiff | None, anchor: str) -> None:
        self._shelf = shelf
        self._task = task
        new, old = (shelf.place(task, draft) if task else "" for draft in (NEW, OLD))
        self._place = Link(new or old, f"#{anchor}") if task else Link(GOALS)
        self._title = short_title(squeeze(task.title)) if task else ""
        self._units = shelf.units(task) if task else ()
        self._whole = task is not None and not (task.old and task.new)

    def all(self) -> Iterator[ChangeRow]:
        """The changes of the task, by kind."""
        if self._task is None:
            return
        yield from map(self._duty, self._task.responsibility)
        yield from map(self._date, self._task.deadlines)
        yield from map(self.figure, self._task.targets)
        yield from map(self._measure, self._task.measures)
        yield from map(self._hand_over, self._task.handovers)

    def _duty(self, change: Responsibility) -> ChangeRow:
        old = _part(change, change.old_role, new=False)
        new = _part(change, change.new_role, new=True)
        sides = (
            self._shelf.link(old, OLD, change.old_evidence),
            self._shelf.link(new, NEW, change.new_evidence),
        )
        return self._row(DUTY, change, change.unit, sides)

    def _date(self, change: DeadlineDiff) -> ChangeRow:
        return self._row(DATE, change, squeeze(change.what), self._sides(change))

    def figure(self, change: TargetDiff) -> ChangeRow:
        """A figure, of a task or outside of them."""
        value = change.new or change.old
        name = squeeze(value.indicator) if value else ""
        return self._row(FIGURE, change, name, self._sides(change))

    def _measure(self, change: MeasureDiff) -> ChangeRow:
        old = self._shelf.link(squeeze(change.old or ""), OLD, change.old_evidence)
        new = self._shelf.link(squeeze(change.new or ""), NEW, change.new_evidence)
        return self._row(MEASURE, change, MINOR if change.minor else "", (old, new))

    def _hand_over(self, change: HandOverDiff) -> ChangeRow:
        old = self._shelf.link("、".join(change.old), OLD, change.old_evidence)
        new = self._shelf.link("、".join(change.new), NEW, change.new_evidence)
        return self._row(HAND_OVER, change, squeeze(change.what), (old, new))

    def _sides(self, change: DeadlineDiff | TargetDiff) -> tuple[Link, Link]:
        old, new = (
            self._shelf.link(_written(value), draft, value.evidence) if value else Link("")
            for value, draft in ((change.old, OLD), (change.new, NEW))
        )
        return old, new

    def _row(self, kind: str, change: Change, subject: str, sides: tuple[Link, Link]) -> ChangeRow:
        number = change.explained_by
        if number is None and self._whole and self._task is not None:
            number = self._task.explained_by
        unexplained = self._shelf.tabled and number is None and kind != MEASURE
        return ChangeRow(
            kind=kind,
            key=change.change.value,
            label=label(change.change),
            place=self._place,
            title=self._title,
            subject=subject,
            old=sides[0],
            new=sides[1],
            why=change.why,
            certainty="" if change.certainty is Certainty.SURE else label(change.certainty),
            basis=self._shelf.basis(number) if number is not None or unexplained else "",
            unexplained=unexplained,
            author=change.author or "",
            when=moment(change.when),
            whole=self._whole,
            units=self._units,
        )


def moment(when: str | None) -> str:
    """2026年3月5日 09:30, of the time of a tracked change."""
    day, _, time = (when or "").partition("T")
    return " ".join(part for part in (chinese_date(day), time[:5]) if part)


def _part(change: Responsibility, role: Role | None, *, new: bool) -> str:
    """配合单位; with the name where that is another one in both drafts."""
    if role is None:
        return ""
    named = change.unit if new else change.old_unit or change.unit
    if change.change is UnitChange.SCOPE:
        return f"{named}（{label(role)}）"
    first = FIRST if new and change.change is UnitChange.ORDER else ""
    return label(role) + first


def _written(value: Deadline | Target) -> str:
    """As the draft writes it, with the year and the scope of a figure that stand elsewhere."""
    if isinstance(value, Deadline):
        return squeeze(value.raw)
    text = squeeze(value.raw) or value_text(value)
    year = year_text(value.by)
    more = [part for part in (year, value.scope) if part and part.rstrip("底") not in text]
    return text + (f"（{'，'.join(more)}）" if more else "")
