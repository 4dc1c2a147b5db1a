"""Upper tasks side by side with what the lower plan makes of them. 逐项对照"""

from collections.abc import Iterator

from policyparse.comparison.finding_words import short_title
from policyparse.comparison.losses import lost_words
from policyparse.comparison.totals import count
from policyparse.model.comparison import (
    MeasureCoverage,
    MeasureState,
    TaskCoverage,
    UnitCoverage,
    UnitNote,
    UnitVerdict,
)
from policyparse.model.evidence import Certainty
from policyparse.reports.coverage_findings import Pair
from policyparse.reports.coverage_names import annex_absent
from policyparse.reports.coverage_pieces import lower_pieces, upper_pieces
from policyparse.reports.coverage_views import MeasureView, TaskView, UnitRow
from policyparse.reports.labels import ANNEX_ABSENT, SHORT_ROLES, SIGNS, TASK_SIGNS, label
from policyparse.reports.links import Link
from policyparse.reports.sources import clause_of, number_of, squeeze, without_number

_NAMED_BY_NOTE = {  # a note that says more than the verdict
    UnitNote.NO_COUNTERPART: UnitVerdict.LOST,
    UnitNote.NAMED_LEAD: UnitVerdict.KEPT,
}


def task_view(pair: Pair, task: TaskCoverage) -> TaskView:
    """One upper task with its measures and units."""
    own = tuple(place for measure in task.measures for place in measure.evidence)
    units = [_unit(pair, unit) for unit in task.units]
    headings = task.path[:-1] if _has_own(task) else task.path
    return TaskView(
        anchor=pair.task_anchor(task),
        id=task.upper_task,
        number=pair.clause(task.upper_task),
        title=pair.shelf.link(squeeze(task.title), pair.comparison.upper, own),
        path=" / ".join(squeeze(part) for part in headings),
        status=task.status.value,
        sign=TASK_SIGNS[task.status],
        label=label(task.status),
        counts=count(task.measures),
        measures=tuple(
            _measure(pair, task, measure, at) for at, measure in enumerate(task.measures, 1)
        ),
        units=tuple(u for u in units if u.verdict != UnitVerdict.ADDED),
        added=tuple(u for u in units if u.verdict == UnitVerdict.ADDED),
        lower=tuple(lower_link(pair, number) for number in task.lower_tasks),
    )


def lower_link(pair: Pair, number: str) -> Link:
    """A lower task by its title, where its plan is at hand."""
    side = pair.comparison.lower
    task = pair.names.task(side, number)
    if task is None:
        return Link(f"任务{number}")
    file = number.rpartition(" ")[0]
    clause = clause_of(task)
    text = short_title(squeeze(task.title))
    if "“" not in clause:  # headings without a number lead nowhere on paper
        text = f"{clause} {text}"
    home = side.model_copy(update={"source": file}) if file else side
    return pair.shelf.link(text, home, task.evidence)


def missing_label(pair: Pair) -> str:
    """× of this pair, in words."""
    return ANNEX_ABSENT if annex_absent(pair.comparison) else label(MeasureState.MISSING)


def _measure(pair: Pair, task: TaskCoverage, measure: MeasureCoverage, at: int) -> MeasureView:
    missing = measure.state is MeasureState.MISSING
    sides, review = pair.comparison, measure.review
    return MeasureView(
        id=measure.id,
        anchor=f"{pair.task_anchor(task)}-{at}",
        number=str(at),
        text=pair.shelf.link(squeeze(measure.text), sides.upper, measure.evidence),
        upper=upper_pieces(measure),
        upper_where=pair.shelf.where(sides.upper, measure.evidence),
        lower=lower_pieces(measure, task),
        lower_where=tuple(pair.shelf.where(sides.lower, (quote,)) for quote in measure.lower),
        as_before=at > 1 and _same_passage(task.measures[at - 2], measure),
        state=measure.state.value,
        sign=SIGNS[measure.state],
        label=missing_label(pair) if missing else label(measure.state),
        minor=measure.minor,
        certainty="" if measure.certainty is Certainty.SURE else label(measure.certainty),
        lost=lost_words(measure),
        why=measure.why,
        searched="、".join(sides.searched) if missing else "",
        owner=label(measure.owner) if measure.owner else "",
        review=label(review.result) if review else "",
        review_reason=review.reason if review else "",
        review_by=(review.by or "") if review else "",
    )


def _same_passage(one: MeasureCoverage, other: MeasureCoverage) -> bool:
    taken = one.state is other.state is MeasureState.TAKEN
    return taken and bool(one.lower) and one.lower == other.lower


def _unit(pair: Pair, unit: UnitCoverage) -> UnitRow:
    sides = pair.comparison
    named = unit.note is not None and _NAMED_BY_NOTE.get(unit.note) is unit.verdict
    lower = unit.lower_evidence if unit.lower else ()
    return UnitRow(
        upper=pair.shelf.link(unit.upper or "", sides.upper, unit.evidence),
        upper_role=SHORT_ROLES[unit.role] if unit.role else "",
        lower=pair.shelf.link(unit.lower or "", sides.lower, lower),
        lower_role=SHORT_ROLES[unit.lower_role] if unit.lower_role else "",
        verdict=unit.verdict.value,
        label=label(unit.note) if unit.note and named else label(unit.verdict),
        note="" if named or unit.note is None else label(unit.note),
        why=unit.why if unit.verdict not in (UnitVerdict.KEPT, UnitVerdict.ADDED) else "",
        certainty="" if unit.certainty is Certainty.SURE else label(unit.certainty),
    )


def _has_own(task: TaskCoverage) -> bool:
    """Whether the last heading of the path is the task's own."""
    if not task.path:
        return False
    return without_number(task.path[-1]) == task.title or bool(number_of(task.path[-1]))


def task_views(pair: Pair) -> Iterator[TaskView]:
    """All upper tasks in their order."""
    for task in pair.comparison.tasks:
        yield task_view(pair, task)
