"""What a coverage report shows, whatever it is written to: page, table or document. 承接情况对照

Plain frozen views; ``coverage_content.coverage_report`` fills them from comparisons.
"""

from dataclasses import dataclass

from policyparse.comparison.totals import MeasureCounts, Totals
from policyparse.reports.links import Link, SourceView


@dataclass(frozen=True, slots=True)
class PieceView:
    """A stretch of a passage, marked for colour and by sign."""

    text: str
    mark: str  # same, gone, new


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quoted passage and where it stands."""

    text: Link
    where: Link  # 文2 三、（一）1. 全文第15段


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure side by side."""

    id: str
    anchor: str
    number: str  # 1, 2, … within its task
    text: Link
    upper: tuple[PieceView, ...]
    upper_where: Link
    lower: tuple[PieceView, ...]  # for × the nearest passage
    lower_where: tuple[Link, ...]
    as_before: bool  # taken up by the very passage of the measure before
    state: str  # taken, weakened, missing
    sign: str  # √ △ ×
    label: str  # 已体现 …
    minor: bool
    certainty: str  # empty where sure
    lost: tuple[str, ...]
    why: str
    searched: str  # 查找范围; only for ×
    owner: str  # 可能属上级事权, 可能不涉及 or empty
    review: str  # reviewer's result or empty
    review_reason: str
    review_by: str

    @property
    def hole(self) -> bool:
        """Whether a reader may want to look at it."""
        return self.state != "taken"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of a task, above and below."""

    upper: Link
    upper_role: str
    lower: Link
    lower_role: str
    verdict: str  # key: kept, lost …
    label: str  # 对应一致 …; 无对应机构 and 明确为牵头 where a note says so
    note: str  # 见于其他任务 or empty
    why: str
    certainty: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """One upper task with all its measures and units."""

    anchor: str
    id: str
    number: str  # 三、（一）1.; the id where the plan is not at hand
    title: Link
    path: str  # headings above it
    status: str  # covered, partial, missing
    sign: str
    label: str
    counts: MeasureCounts
    measures: tuple[MeasureView, ...]
    units: tuple[UnitRow, ...]  # those of the upper task
    added: tuple[UnitRow, ...]  # those that only the lower tasks name
    lower: tuple[Link, ...]  # lower tasks that take it up, the most relevant first


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding with both quotes."""

    number: int
    kind: str
    label: str  # 措施未见 …
    task: Link  # leads to the task on the page
    task_number: str
    says: str
    matters: str
    upper: tuple[QuoteView, ...]
    lower: tuple[QuoteView, ...]
    lower_name: str  # 下级表述 or 最接近的表述（非对应内容）
    certainty: str
    owner: str
    review: str
    settled: bool  # a person has decided that nothing is to be added


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A figure or a date of both plans. 指标对照, 时限对照"""

    what: str
    task: Link
    upper: Link
    lower: Link  # empty text where there is none
    verdict: str
    label: str
    certainty: str
    why: str


@dataclass(frozen=True, slots=True)
class PairView:
    """One upper plan against one lower plan."""

    number: int  # from 1
    anchor: str
    upper_title: str
    upper_code: str
    lower_title: str
    lower_code: str
    lower_name: str  # its place, where that tells it from the others
    relation: str  # key: direct …
    relation_label: str
    relation_why: str
    relation_places: tuple[QuoteView, ...]
    reading: str  # how the verdicts are to be read under this relation
    summary: tuple[str, ...]  # counts in words
    totals: Totals
    missing_label: str  # 未见对应内容, or 正文未见，附件未提供
    tasks: tuple[TaskView, ...]
    front: tuple[FindingView, ...]  # at most ten, only what is sure
    others: tuple[FindingView, ...]  # 待人工核实
    targets: tuple[ValueRow, ...]
    deadlines: tuple[ValueRow, ...]
    lower_only: tuple[Link, ...]
    searched: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one lower plan makes of one upper task."""

    sign: str  # √ △ ×
    status: str
    counts: MeasureCounts
    href: str
    label: str  # read out aloud: 部分体现：已体现3，表述减弱1，未见1


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One upper task through all lower plans."""

    number: str
    title: str
    cells: tuple[MatrixCell | None, ...]  # None: not compared


@dataclass(frozen=True, slots=True)
class CoverageMatrix:
    """All tasks of an upper plan by all lower plans. 承接情况矩阵"""

    upper_title: str
    heads: tuple[tuple[str, str, str], ...]  # code, title, anchor of the pair
    rows: tuple[MatrixRow, ...]
    sums: tuple[MeasureCounts, ...]  # a lower plan each


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """In what the sources of a task of the merged list differ."""

    label: str
    what: str
    stated: tuple[tuple[str, Link], ...]  # plan, what it states
    why: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """A task of the merged list. 任务清单"""

    number: int
    category: str
    title: str
    text: str
    sources: tuple[Link, ...]
    differences: tuple[DifferenceView, ...]
    certainty: str


@dataclass(frozen=True, slots=True)
class TaskListView:
    """Several upper plans as one list."""

    plans: tuple[str, ...]
    rows: tuple[ListRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One measure through two levels."""

    task: str
    text: Link
    kind: str
    label: str
    middle_sign: str
    middle: tuple[QuoteView, ...]
    middle_lost: tuple[str, ...]
    lower_sign: str
    lower: tuple[QuoteView, ...]
    lower_lost: tuple[str, ...]
    why: str
    certainty: str


@dataclass(frozen=True, slots=True)
class TraceView:
    """Three levels together. 逐级追踪"""

    upper_title: str
    middle_title: str
    lower_title: str
    rows: tuple[TraceRow, ...]  # all but those kept on every level
    kept: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """All that a template may see."""

    title: str
    made: str  # 2026年6月1日 or empty
    legend: tuple[tuple[str, str], ...]  # 文1, title
    pairs: tuple[PairView, ...]
    matrices: tuple[CoverageMatrix, ...]
    tasklist: TaskListView | None
    trace: TraceView | None
    sources: tuple[SourceView, ...]
