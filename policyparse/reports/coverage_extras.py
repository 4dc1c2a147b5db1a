"""The merged list of tasks and the way of measures through three levels. 任务清单、逐级追踪"""

from collections.abc import Iterator

from policyparse.comparison.losses import words_lost
from policyparse.model.comparison import Side
from policyparse.model.evidence import Certainty
from policyparse.model.tasklist import Difference, TaskList, TaskListRow
from policyparse.model.trace import MeasureTrace, Trace, TraceKind
from policyparse.reports.coverage_shelf import Shelf
from policyparse.reports.coverage_views import (
    DifferenceView,
    ListRow,
    TaskListView,
    TraceRow,
    TraceView,
)
from policyparse.reports.labels import SIGNS, label
from policyparse.reports.sources import clause_of, squeeze


def tasklist_view(tasks: TaskList | None, shelf: Shelf) -> TaskListView | None:
    """Several upper plans as one list."""
    if tasks is None:
        return None
    sides = {side.source: side for side in tasks.plans}
    return TaskListView(
        plans=tuple(squeeze(side.title) for side in tasks.plans),
        rows=tuple(_list_row(row, sides, shelf) for row in tasks.rows),
        notes=tasks.notes,
    )


def _list_row(row: TaskListRow, sides: dict[str, Side], shelf: Shelf) -> ListRow:
    return ListRow(
        number=row.number,
        category=label(row.category),
        title=squeeze(row.title),
        text=squeeze(row.text),
        sources=tuple(
            shelf.link(
                f"{shelf.code(sides[one.source])} {clause_of(one.task)}",
                sides[one.source],
                one.task.evidence,
            )
            for one in row.sources
        ),
        differences=tuple(_difference(one, sides, shelf) for one in row.differences),
        certainty="" if row.certainty is Certainty.SURE else label(row.certainty),
    )


def _difference(one: Difference, sides: dict[str, Side], shelf: Shelf) -> DifferenceView:
    return DifferenceView(
        label=label(one.kind),
        what=one.what,
        stated=tuple(
            (
                shelf.code(sides[stated.source]),
                shelf.link(stated.text, sides[stated.source], stated.evidence),
            )
            for stated in one.stated
        ),
        why=one.why,
    )


def trace_view(trace: Trace | None, shelf: Shelf) -> TraceView | None:
    """Measures that were lost, weakened or brought back on the way, by what became of them."""
    if trace is None:
        return None
    shown = [one for one in trace.measures if one.kind is not TraceKind.KEPT and not one.minor]
    order = list(TraceKind)
    shown.sort(key=lambda one: order.index(one.kind))
    return TraceView(
        upper_title=squeeze(trace.upper.title),
        middle_title=squeeze(trace.middle.title),
        lower_title=squeeze(trace.lower.title),
        rows=tuple(_trace_rows(shown, trace, shelf)),
        kept=sum(one.kind is TraceKind.KEPT and not one.minor for one in trace.measures),
        notes=trace.notes,
    )


def _trace_rows(shown: list[MeasureTrace], trace: Trace, shelf: Shelf) -> Iterator[TraceRow]:
    for one in shown:
        yield TraceRow(
            task=one.title,
            text=shelf.link(squeeze(one.text), trace.upper, one.evidence),
            kind=one.kind.value,
            label=label(one.kind),
            middle_sign=f"{SIGNS[one.middle.state]} {label(one.middle.state)}",
            middle=tuple(shelf.quotes(trace.middle, one.middle.quotes)),
            middle_lost=words_lost(one.middle.lost, one.middle.quotes),
            lower_sign=f"{SIGNS[one.lower.state]} {label(one.lower.state)}",
            lower=tuple(shelf.quotes(trace.lower, one.lower.quotes)),
            lower_lost=words_lost(one.lower.lost, one.lower.quotes),
            why=one.why,
            certainty="" if one.certainty is Certainty.SURE else label(one.certainty),
        )
