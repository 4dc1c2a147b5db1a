"""Comparisons -> all that a coverage page shows. 承接情况对照"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from policyparse.comparison.findings import findings, front
from policyparse.comparison.totals import MeasureCounts, count, totals
from policyparse.model.comparison import Comparison, TaskCoverage
from policyparse.model.plan import Plan
from policyparse.model.tasklist import TaskList
from policyparse.model.trace import Trace
from policyparse.reports.coverage_extras import tasklist_view, trace_view
from policyparse.reports.coverage_findings import Pair, finding_views
from policyparse.reports.coverage_names import Names, annex_absent, as_told, clause, in_text_order
from policyparse.reports.coverage_shelf import Shelf
from policyparse.reports.coverage_tasks import lower_link, missing_label, task_views
from policyparse.reports.coverage_values import date_rows, figure_rows
from policyparse.reports.coverage_views import (
    CoverageMatrix,
    CoverageReport,
    MatrixCell,
    MatrixRow,
    PairView,
)
from policyparse.reports.coverage_words import READINGS, measure_sentence, task_sentence
from policyparse.reports.labels import TASK_SIGNS, label
from policyparse.reports.sources import squeeze

TITLE = "上下级方案对照报告"


def coverage_report(
    comparisons: Sequence[Comparison],
    *,
    texts: Mapping[str, str],
    today: date | None,
    trace: Trace | None = None,
    task_list: TaskList | None = None,
    plans: Sequence[Plan] = (),
    lexicon: Sequence[Path] = (),
) -> CoverageReport:
    """All that a template may see."""
    more = (*(task_list.plans if task_list else ()), *((trace.middle,) if trace else ()))
    shelf, names = Shelf(comparisons, texts, plans, more), Names(comparisons, plans)
    pairs = [Pair(at, one, shelf, names) for at, one in enumerate(comparisons, 1)]
    return CoverageReport(
        title=TITLE,
        made=f"{today.year}年{today.month}月{today.day}日" if today else "",
        legend=shelf.legend(),
        pairs=tuple(_pair(pair, lexicon) for pair in pairs),
        matrices=tuple(_matrices(pairs)),
        tasklist=tasklist_view(task_list, shelf),
        trace=trace_view(trace, shelf),
        sources=shelf.views(),
    )


def _pair(pair: Pair, lexicon: Sequence[Path]) -> PairView:
    comparison, shelf = pair.comparison, pair.shelf
    relation, counted = comparison.relation, totals(comparison)
    found = findings(comparison, lexicon=lexicon)
    first = front(found)
    others = [one for one in found if one not in first]
    return PairView(
        number=pair.number,
        anchor=pair.anchor,
        upper_title=squeeze(comparison.upper.title),
        upper_code=shelf.code(comparison.upper),
        lower_title=squeeze(comparison.lower.title),
        lower_code=shelf.code(comparison.lower),
        lower_name=pair.names.lower(comparison.lower),
        relation=relation.kind.value,
        relation_label=label(relation.kind),
        relation_why=relation.why,
        relation_places=tuple(shelf.quotes(comparison.lower, relation.evidence)),
        reading=READINGS[relation.kind],
        summary=(
            task_sentence(counted),
            measure_sentence(counted.measures, absent=annex_absent(comparison)),
        ),
        totals=counted,
        missing_label=missing_label(pair),
        tasks=tuple(task_views(replace(pair, comparison=as_told(comparison, found)))),
        front=tuple(finding_views(pair, first)),
        others=tuple(finding_views(pair, in_text_order(others, comparison))),
        targets=tuple(figure_rows(pair)),
        deadlines=tuple(date_rows(pair)),
        lower_only=tuple(lower_link(pair, number) for number in comparison.lower_only),
        searched=comparison.searched,
        notes=comparison.notes,
    )


def _matrices(pairs: Sequence[Pair]) -> Iterator[CoverageMatrix]:
    """One for each upper plan."""
    uppers = dict.fromkeys(pair.comparison.upper.source for pair in pairs)
    for source in uppers:
        own = [pair for pair in pairs if pair.comparison.upper.source == source]
        yield CoverageMatrix(
            upper_title=squeeze(own[0].comparison.upper.title),
            heads=tuple(
                (
                    pair.shelf.code(pair.comparison.lower),
                    pair.names.lower(pair.comparison.lower),
                    pair.anchor,
                )
                for pair in own
            ),
            rows=tuple(_row(own, task) for task in own[0].comparison.tasks),
            sums=tuple(
                count(m for task in pair.comparison.tasks for m in task.measures) for pair in own
            ),
        )


def _row(pairs: Sequence[Pair], task: TaskCoverage) -> MatrixRow:
    return MatrixRow(
        number=clause(task.upper_task, task.path, task.title),
        title=squeeze(task.title),
        cells=tuple(_cell(pair, pair.task(task.upper_task)) for pair in pairs),
    )


def _cell(pair: Pair, task: TaskCoverage | None) -> MatrixCell | None:
    if task is None:
        return None
    counts = count(task.measures)
    return MatrixCell(
        sign=TASK_SIGNS[task.status],
        status=task.status.value,
        counts=counts,
        href=f"#{pair.task_anchor(task)}",
        label=f"{task.title}：{label(task.status)}，{_spoken(counts)}",
    )


def _spoken(counts: MeasureCounts) -> str:
    return f"已体现{counts.taken}条，表述减弱{counts.weakened}条，未见{counts.missing}条"
