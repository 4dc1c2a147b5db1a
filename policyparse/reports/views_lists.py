"""What a template may see of units, dates, indicators and doubts; see ``views``."""

from dataclasses import dataclass

from policyparse.reports.links import Link


@dataclass(frozen=True, slots=True)
class CellView:
    """A unit's part in a task."""

    role: str  # lead, support, responsible, guide
    mark: str  # 牵 配 责 指
    link: Link
    hint: str


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A task at the head of the matrix."""

    number: str
    title: Link
    short: str
    last: bool  # of its section


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's row of the matrix."""

    label: str
    full: str
    cells: tuple[CellView | None, ...]
    counts: tuple[Link | None, ...]  # per role in use, then the total


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Units down, tasks across."""

    code: str
    title: str
    anchor: str
    groups: tuple[tuple[str, int], ...]  # section and number of its tasks
    columns: tuple[ColumnView, ...]
    roles: tuple[tuple[str, str, str], ...]  # in use: key, mark, label
    rows: tuple[UnitRow, ...]
    left_out: str  # tasks without any unit
    pictures: tuple[str, ...] = ()  # SVG, for paper


@dataclass(frozen=True, slots=True)
class PairView:
    """Two units that share tasks."""

    one: str
    two: str
    count: str
    tasks: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CooperationView:
    """Who works with whom, in one document."""

    code: str
    title: str
    picture: str  # SVG
    pairs: tuple[PairView, ...]
    note: str


@dataclass(frozen=True, slots=True)
class LoadRow:
    """What one unit has to do."""

    label: Link
    other_names: str
    code: str
    total: Link
    roles: tuple[tuple[str, str, tuple[Link, ...]], ...]  # key, label, tasks


@dataclass(frozen=True, slots=True)
class LoadTable:
    """The units of one place."""

    place: str
    rows: tuple[LoadRow, ...]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in one of the lists, with what there is to say of it."""

    code: str
    document: str
    number: str
    safeguard: bool
    title: Link
    detail: tuple[Link, ...]
    source: Link


@dataclass(frozen=True, slots=True)
class TaskList:
    """Tasks that share something: many leads, no date …"""

    anchor: str
    heading: str
    lead: str  # the sentence above
    detail: str  # heading of the detail column; empty for none
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class DutyView:
    """Load per unit, and the lists that follow from it."""

    tables: tuple[LoadTable, ...]
    support_only: tuple[tuple[str, str, Link], ...]  # code, unit, figure
    many_leads: TaskList
    no_lead: TaskList
    no_lead_documents: tuple[str, ...]  # one line for a document that never names leads
    no_date: TaskList
    no_number: TaskList


@dataclass(frozen=True, slots=True)
class DueRow:
    """A date and what is due."""

    iso: str
    state: str  # 已过期, 本月到期 or empty
    raw: Link
    what: Link
    units: tuple[Link, ...]
    code: str
    source: Link


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A unit's row of the calendar."""

    code: str
    unit: Link
    cells: tuple[Link | None, ...]
    total: Link


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Deadlines by unit."""

    years: tuple[tuple[str, int], ...]
    months: tuple[str, ...]
    calendar: tuple[CalendarRow, ...]
    due: tuple[DueRow, ...]
    standing: tuple[DueRow, ...]
    undated: tuple[DueRow, ...]
    note: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One document's values of an indicator, one cell a year."""

    code: str
    name: str
    cells: tuple[tuple[tuple[Link, str], ...], ...]  # per year: value and its scope and place


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator that several documents set."""

    name: str
    unit: str
    sure: bool
    years: tuple[str, ...]
    rows: tuple[IndicatorRow, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """Something that was not read with certainty."""

    kind: str
    text: str
    quote: Link
    source: Link


@dataclass(frozen=True, slots=True)
class DoubtTable:
    """The doubts of one document."""

    code: str
    title: str
    rows: tuple[DoubtRow, ...]
    likely: tuple[tuple[str, Link], ...]  # kind and value of what was inferred
