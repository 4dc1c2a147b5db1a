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
from policyparse.reports.coverage_names import date_label, often
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
        upper, lower = (_often(row, side) for side in ("上级", "下级"))
        cells = upper + _figure(row.upper), lower + _figure(row.lower)
        yield _row(pair, row, row.indicator, cells, label(row.verdict))


def date_rows(pair: Pair) -> Iterator[ValueRow]:
    """The same for dates."""
    rows = sorted(pair.comparison.deadlines, key=lambda row: _DATES.index(row.verdict))
    for row in rows:
        cells = _date(row.upper), _date(row.lower)
        yield _row(pair, row, row.what, cells, date_label(row))


def _often(row: TargetCoverage, side: str) -> str:
    """How often, where the figures alone would look the same."""
    same = row.lower is not None and value_text(row.upper) == value_text(row.lower)
    return often(row.why, side) if same and row.verdict is not FigureVerdict.MET else ""


def _row(pair: Pair, row: _Row, what: str, cells: tuple[str, str], verdict: str) -> ValueRow:
    sides = pair.comparison
    below = row.lower.evidence if row.lower else ()
    return ValueRow(
        what=squeeze(what),
        task=pair.task_link(row.upper_task),
        upper=pair.shelf.link(cells[0], sides.upper, row.upper.evidence),
        lower=pair.shelf.link(cells[1], sides.lower, below) if row.lower else Link(""),
        verdict=row.verdict.value,
        label=verdict,
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
