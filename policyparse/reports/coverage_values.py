"""Figures and dates of both plans in rows. 指标对照、时限对照"""

from collections.abc import Iterator
from typing import TypeVar

from policyparse.comparison.finding_words import plain_dates
from policyparse.model.comparison import (
    DateVerdict,
    DeadlineCoverage,
    FigureVerdict,
    TargetCoverage,
)
from policyparse.model.deadline import Deadline
from policyparse.model.evidence import Certainty
from policyparse.model.target import Target
from policyparse.reports.coverage_findings import Pair
from policyparse.reports.coverage_views import ValueRow
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.sources import squeeze
from policyparse.reports.values import target_text, value_text, year_text

_Row = TypeVar("_Row", TargetCoverage, DeadlineCoverage)
_FIGURES = (
    *(FigureVerdict.LOOSER, FigureVerdict.MISSING, FigureVerdict.NOT_COMPARABLE),
    *(FigureVerdict.STRICTER, FigureVerdict.MET),
)
_DATES = (
    *(DateVerdict.LATER, DateVerdict.MISSING, DateVerdict.NOT_COMPARABLE),
    *(DateVerdict.EARLIER, DateVerdict.SAME),
)


def figure_rows(pair: Pair) -> Iterator[ValueRow]:
    """What needs a look first, then the rest, each in the order of the upper plan."""
    rows = sorted(pair.comparison.targets, key=lambda row: _FIGURES.index(row.verdict))
    for row in rows:
        yield _row(pair, row, row.indicator, _figure(row.upper), _figure(row.lower))


def date_rows(pair: Pair) -> Iterator[ValueRow]:
    """The same for dates."""
    rows = sorted(pair.comparison.deadlines, key=lambda row: _DATES.index(row.verdict))
    for row in rows:
        yield _row(pair, row, row.what, _date(row.upper), _date(row.lower))


def _row(pair: Pair, row: _Row, what: str, upper: str, lower: str) -> ValueRow:
    sides = pair.comparison
    below = row.lower.evidence if row.lower else ()
    return ValueRow(
        what=squeeze(what),
        task=pair.task_link(row.upper_task),
        upper=pair.shelf.link(upper, sides.upper, row.upper.evidence),
        lower=pair.shelf.link(lower, sides.lower, below) if row.lower else Link(""),
        verdict=row.verdict.value,
        label=label(row.verdict),
        certainty="" if row.certainty is Certainty.SURE else label(row.certainty),
        why=plain_dates(row.why),
    )


def _figure(target: Target | None) -> str:
    """The figure itself with its year and scope; the indicator has a column of its own."""
    if target is None:
        return ""
    text = value_text(target)
    more = [part for part in (year_text(target.by), target.scope) if part]
    return (text or target_text(target)) + (f"（{'，'.join(more)}）" if more else "")


def _date(deadline: Deadline | None) -> str:
    return squeeze(deadline.raw) if deadline else ""
