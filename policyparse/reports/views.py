"""What a template of the HTML report may see: frozen values, ready to print, no logic.

A ``Link`` is a word or figure that leads to its sentence. Everything is text already; templates
only loop over it, so that an office can lay a report out anew without knowing the parser.
"""

from dataclasses import dataclass

from policyparse.reports.links import Link, SourceView
from policyparse.reports.views_lists import (
    CooperationView,
    DoubtTable,
    DutyView,
    IndicatorView,
    MatrixView,
    TimelineView,
)


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A total on the front page."""

    label: str
    value: str
    unit: str
    note: str
    href: str


@dataclass(frozen=True, slots=True)
class Point:
    """Something to look at: one sentence and where it leads."""

    severity: str  # 请核实, 提示
    text: str
    links: tuple[Link, ...] = ()
    section: str = ""  # anchor of the section with the details


@dataclass(frozen=True, slots=True)
class CountRow:
    """What one document holds, in figures."""

    code: str
    anchor: str  # of the document's part of the report
    title: Link
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the list of documents."""

    code: str
    title: Link
    cells: tuple[tuple[Link, ...], ...]  # as DOCUMENT_COLUMNS


@dataclass(frozen=True, slots=True)
class RelationRow:
    """How two documents stand to each other."""

    upper: Link
    lower: Link
    label: str  # 直接承接 …
    sure: bool
    why: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A document that is named by one of the given ones."""

    code: str
    basis: str  # 依据, 提及
    title: Link
    number: str
    given: str  # 文1, or 未提供


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """An annex that the text names."""

    code: str
    name: Link
    state: str


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A lower plan beside an upper one, and the page that says what it takes up."""

    upper: Link
    lower: Link
    figures: tuple[int, int, int, int]  # measures: all, 已体现, 表述减弱, 未见对应内容
    page: str  # name of a file beside the report; empty if it was not made


@dataclass(frozen=True, slots=True)
class RelationsView:
    """The documents and how they relate."""

    documents: tuple[DocumentRow, ...]
    relations: tuple[RelationRow, ...]
    answers: tuple[AnswerRow, ...]
    unrelated: tuple[str, ...]  # one sentence for each group of pairs without relation
    citations: tuple[CitationRow, ...]
    annexes: tuple[AnnexRow, ...]


@dataclass(frozen=True, slots=True)
class DeliverableView:
    """A hand-over."""

    what: Link
    more: str  # who, by when, to whom


@dataclass(frozen=True, slots=True)
class TaskView:
    """A row of a document's task table."""

    number: str
    title: Link
    units: tuple[tuple[Link, ...], ...]  # per role column of the document
    note: str  # 按职责分工, 等
    contacts: tuple[tuple[str, Link], ...]  # heading of the column, name
    deadlines: tuple[Link, ...]
    targets: tuple[Link, ...]
    deliverables: tuple[DeliverableView, ...]
    source: Link


@dataclass(frozen=True, slots=True)
class SectionView:
    """Tasks under one heading."""

    heading: str
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class GoalView:
    """A target outside tasks."""

    indicator: str
    value: Link
    year: str
    scope: str
    base: str
    section: str
    source: Link


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """An opinion and what became of it."""

    number: str
    who: str
    opinion: Link
    adopted: str
    reason: str
    changes: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GoalGrid:
    """Targets of several places: places down, indicators across."""

    columns: tuple[tuple[str, str, Link], ...]  # indicator, its year and base, where it stands
    rows: tuple[tuple[str, tuple[tuple[Link, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What one document holds."""

    code: str
    anchor: str
    title: Link
    fields: tuple[Field, ...]
    sections: tuple[SectionView, ...]
    roles: tuple[str, ...]  # labels of the roles in use
    goals: tuple[GoalView, ...]
    grid: GoalGrid | None
    roster: tuple[tuple[str, Link, str], ...]
    opinion_summary: str
    opinions: tuple[OpinionRow, ...]


@dataclass(frozen=True, slots=True)
class FrontView:
    """The first page."""

    figures: tuple[Figure, ...]
    points: tuple[Point, ...]
    doubts: int
    headers: tuple[str, ...]
    counts: tuple[CountRow, ...]
    total: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report."""

    title: str
    made: str  # 2026年11月25日, or empty
    legend: tuple[tuple[str, str], ...]  # 文1, 《…》
    front: FrontView
    relations: RelationsView
    documents: tuple[DocumentView, ...]
    matrices: tuple[MatrixView, ...]
    cooperation: tuple[CooperationView, ...]
    duty: DutyView
    timeline: TimelineView
    indicators: tuple[IndicatorView, ...]
    doubts: tuple[DoubtTable, ...]
    sources: tuple[SourceView, ...]
