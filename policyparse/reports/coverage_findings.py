"""Findings as a page shows them, with both quotes. 主要发现"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policyparse.model.comparison import (
    Comparison,
    CoverageFinding,
    FindingKind,
    Quote,
    ReviewResult,
    Side,
    TaskCoverage,
)
from policyparse.model.evidence import Certainty
from policyparse.reports.coverage_names import Names, as_read, clause, kind_label
from policyparse.reports.coverage_shelf import Shelf
from policyparse.reports.coverage_views import FindingView, QuoteView
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.sources import squeeze

NEAREST = "最接近的表述（不是对应内容）"
BELOW, NOTHING_BELOW = "下级表述", "下级未见相近表述"
UNITS_BELOW = "下级所列单位"
FIGURE = re.compile(r"[\d.,%％]+")
CELLS = "｜"  # between the heads of a column and its figure
_MISSING = (FindingKind.MEASURE_MISSING, FindingKind.TARGET_MISSING)


@dataclass(frozen=True)
class Pair:
    """One comparison with the texts behind it and the anchors of its tasks."""

    number: int
    comparison: Comparison
    shelf: Shelf
    names: Names
    anchors: dict[str, str] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """The anchor of all that the page says of this pair."""
        return f"p{self.number}"

    def task(self, number: str | None) -> TaskCoverage | None:
        """An upper task by its id."""
        return next((t for t in self.comparison.tasks if t.upper_task == number), None)

    def task_anchor(self, task: TaskCoverage) -> str:
        """Where the page has a task side by side."""
        at = self.comparison.tasks.index(task) + 1
        return f"{self.anchor}-t{at}"

    def task_link(self, number: str | None) -> Link:
        """A task's title that leads to it on the page."""
        task = self.task(number)
        if task is None:
            return Link("")
        return Link(task.title, f"#{self.task_anchor(task)}")

    def clause(self, number: str | None) -> str:
        """三、（一）1. of an upper task."""
        task = self.task(number)
        return clause(task.upper_task, task.path, task.title) if task else ""


def finding_views(pair: Pair, found: Sequence[CoverageFinding]) -> Iterator[FindingView]:
    """Findings in their order, numbered."""
    for number, finding in enumerate(found, 1):
        yield _view(pair, number, finding)


def _view(pair: Pair, number: int, finding: CoverageFinding) -> FindingView:
    comparison, where = pair.comparison, pair.clause(finding.upper_task)
    link = pair.task_link(finding.upper_task)
    if finding.measure and link.href:
        link = Link(link.text, f"#{measure_anchor(pair, finding)}")
    name = NEAREST if finding.kind in _MISSING else BELOW
    if finding.kind is FindingKind.UNIT_LOST:
        name = UNITS_BELOW
    return FindingView(
        number=number,
        kind=finding.kind.value,
        label=kind_label(finding),
        task=link if link.text else Link(finding.title),
        task_number=where,
        says=finding.says,
        matters=finding.matters,
        upper=tuple(_quotes(pair, comparison.upper, as_read(finding, finding.upper), where)),
        lower=tuple(_quotes(pair, comparison.lower, as_read(finding, finding.lower))),
        lower_name=name if finding.lower else NOTHING_BELOW,
        certainty="" if finding.certainty is Certainty.SURE else label(finding.certainty),
        owner=label(finding.owner) if finding.owner else "",
        review=label(finding.review.result) if finding.review else "",
        settled=is_settled(finding),
    )


def _quotes(
    pair: Pair, side: Side, quotes: Sequence[Quote], where: str = ""
) -> Iterator[QuoteView]:
    """Passages with where they stand; a figure in a table is one with the heads of its column."""
    cells = any(FIGURE.fullmatch(quote.text.strip()) for quote in quotes)
    if not cells or len(quotes) < 2:
        yield from pair.shelf.quotes(side, quotes, where)
        return
    text = CELLS.join(squeeze(quote.text) for quote in quotes)
    yield QuoteView(pair.shelf.link(text, side, quotes), pair.shelf.where(side, quotes[-1:], where))


def measure_anchor(pair: Pair, finding: CoverageFinding) -> str:
    """Where the page has the measure of a finding."""
    task = pair.task(finding.upper_task)
    if task is None:
        return pair.anchor
    at = next((n for n, m in enumerate(task.measures, 1) if m.id == finding.measure), 0)
    return f"{pair.task_anchor(task)}-{at}" if at else pair.task_anchor(task)


def is_settled(finding: CoverageFinding) -> bool:
    """Whether a person has already decided on it."""
    return finding.review is not None and finding.review.result is not ReviewResult.SUPPLEMENT
