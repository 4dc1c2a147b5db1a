"""What a lower plan makes of an upper one; source: spec "Comparing plans", first part."""

from enum import StrEnum

from pydantic import Field

from policyparse.model.assignment import Role
from policyparse.model.base import FrozenModel
from policyparse.model.deadline import Deadline
from policyparse.model.document import Jurisdiction, Period
from policyparse.model.evidence import Certainty, Evidence
from policyparse.model.target import Target
from policyparse.model.unit import Level

SCHEMA = "policyparse/comparison/1"


class MeasureState(StrEnum):
    """What became of one measure. 措施体现情况"""

    TAKEN = "taken"  # 已体现
    WEAKENED = "weakened"  # 表述减弱
    MISSING = "missing"  # 未见对应内容


class CoverageStatus(StrEnum):
    """What became of a task, from its measures that are not minor. 任务体现情况"""

    COVERED = "covered"  # 全部体现
    PARTIAL = "partial"  # 部分体现
    MISSING = "missing"  # 未体现


class RelationKind(StrEnum):
    """Whether the lower plan answers the upper one at all. 承接关系"""

    DIRECT = "direct"  # 直接承接
    PROBABLE = "probable"  # 可能承接（请核实）
    INDIRECT = "indirect"  # 间接承接
    HISTORY = "history"  # 历史对照
    PEER = "peer"  # 同级参考
    NONE = "none"  # 无承接关系


class FigureVerdict(StrEnum):
    """How a lower figure stands to the upper one. 指标对照"""

    MET = "met"  # 一致
    STRICTER = "stricter"  # 严于上级
    LOOSER = "looser"  # 宽于上级
    MISSING = "missing"  # 未设
    NOT_COMPARABLE = "not comparable"  # 口径不同，不可比


class DateVerdict(StrEnum):
    """How a lower date stands to the upper one. 时限对照"""

    SAME = "same"  # 一致
    EARLIER = "earlier"  # 提前
    LATER = "later"  # 推后
    MISSING = "missing"  # 未明确
    NOT_COMPARABLE = "not comparable"  # 口径不同，不可比


class UnitVerdict(StrEnum):
    """What became of an upper unit's part in a task. 单位对应"""

    KEPT = "kept"  # 对应一致
    LOST = "lost"  # 未列入
    PROMOTED = "promoted"  # 配合改牵头
    DEMOTED = "demoted"  # 牵头改配合
    ADDED = "added"  # 本级新增


class UnitNote(StrEnum):
    """Why a unit's verdict is read more mildly."""

    NO_COUNTERPART = "no counterpart"  # 无对应机构: this level has no unit of the system
    NAMED_LEAD = "named lead"  # 明确为牵头: above by duty, below a lead
    ELSEWHERE = "elsewhere"  # named in another task or in the roster of the lower plan


class Owner(StrEnum):
    """Whose business a gap may be; a person decides."""

    UPPER = "upper"  # 可能属上级事权
    ABSENT = "absent"  # 可能不涉及: the place may not have what the measure is about


class ReviewResult(StrEnum):
    """What a reviewer made of a gap. 核对结果"""

    SUPPLEMENT = "supplement"  # 需补充
    ELSEWHERE = "elsewhere"  # 另文落实（文件及条款）
    NOT_HERE = "not here"  # 本地不涉及
    UPPER = "upper"  # 上级事权
    NONE = "none"  # 不作补充


class Mark(StrEnum):
    """What alignment says of some words."""

    SAME = "same"  # stands on both sides
    GONE = "gone"  # only in the upper passage
    NEW = "new"  # only in the lower passage


class Piece(FrozenModel):
    """A stretch of quoted passages; all pieces together are the passages, with …… between two."""

    text: str
    mark: Mark


class Quote(Evidence):
    """Evidence with the document it stands in; null where a side is one document."""

    source: str | None = None


class Review(FrozenModel):
    """A reviewer's result on a measure, kept across runs. 核对结果"""

    result: ReviewResult
    reason: str
    by: str | None = None


class MeasureCoverage(FrozenModel):
    """One measure of an upper task and what the lower plan makes of it. 措施"""

    id: str  # upper task and number: 3.1.1/2
    text: str
    evidence: tuple[Quote, ...]
    minor: bool = False  # 原则性表述
    state: MeasureState
    certainty: Certainty = Certainty.SURE
    lower_task: str | None = None
    lower: tuple[Quote, ...] = ()  # sentences that take it up; for missing the nearest
    matched: tuple[Quote, ...] = ()  # within them just the clauses that do
    lost: tuple[str, ...] = ()  # 淘汰 → 整治; 未见“制糖企业”
    why: str = ""  # one plain Chinese sentence
    upper_pieces: tuple[Piece, ...] = ()
    lower_pieces: tuple[Piece, ...] = ()
    owner: Owner | None = None
    review: Review | None = None


class UnitCoverage(FrozenModel):
    """One unit of a task, above and below. Upper fields are null for an added unit."""

    upper: str | None = None
    role: Role | None = None
    lower: str | None = None
    lower_role: Role | None = None
    verdict: UnitVerdict
    note: UnitNote | None = None
    certainty: Certainty = Certainty.SURE
    why: str = ""
    evidence: tuple[Quote, ...] = ()
    lower_evidence: tuple[Quote, ...] = ()


class TaskCoverage(FrozenModel):
    """One upper task and what the lower plan makes of it."""

    upper_task: str
    title: str
    path: tuple[str, ...] = ()
    status: CoverageStatus
    measures: tuple[MeasureCoverage, ...] = ()
    lower_tasks: tuple[str, ...] = ()  # the most relevant first
    units: tuple[UnitCoverage, ...] = ()


class TargetCoverage(FrozenModel):
    """An upper figure beside the lower one."""

    indicator: str
    upper: Target
    lower: Target | None = None
    upper_task: str | None = None
    lower_task: str | None = None
    verdict: FigureVerdict
    certainty: Certainty = Certainty.SURE
    why: str


class DeadlineCoverage(FrozenModel):
    """An upper date beside the lower one for the same thing."""

    what: str
    upper: Deadline
    lower: Deadline | None = None
    upper_task: str | None = None
    lower_task: str | None = None
    verdict: DateVerdict
    certainty: Certainty = Certainty.SURE
    why: str


class FindingKind(StrEnum):
    """What a finding of a coverage report is about."""

    MEASURE_MISSING = "measure missing"  # 措施未见
    MEASURE_WEAKENED = "measure weakened"  # 措施减弱
    TARGET_LOOSER = "target looser"  # 指标宽于上级
    TARGET_MISSING = "target missing"  # 指标未设
    DEADLINE_LATER = "deadline later"  # 时限推后
    UNIT_LOST = "unit lost"  # 单位未列入
    UNIT_DEMOTED = "unit demoted"  # 牵头改配合
    UNIT_PROMOTED = "unit promoted"  # 配合改牵头


class CoverageFinding(FrozenModel):
    """One thing a director should know, with both quotes; findings come ranked."""

    kind: FindingKind
    upper_task: str
    title: str  # of the upper task
    says: str  # the finding in one sentence
    matters: str  # why it matters, one sentence
    upper: tuple[Quote, ...]
    lower: tuple[Quote, ...]  # for what is missing the nearest
    certainty: Certainty
    measure: str | None = None  # id of the measure it is about
    owner: Owner | None = None
    review: Review | None = None


class Relation(FrozenModel):
    """How two plans stand to each other. 承接关系"""

    kind: RelationKind
    why: str
    evidence: tuple[Quote, ...] = ()


class Side(FrozenModel):
    """One side of a comparison: a plan, or several of one place judged together."""

    title: str
    source: str
    sources: tuple[str, ...] = ()  # all files, where there are several
    level: Level | None = None
    jurisdiction: Jurisdiction | None = None
    period: Period = Period()


class Comparison(FrozenModel):
    """One upper plan against one lower plan (or several of one place)."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    upper: Side
    lower: Side
    relation: Relation
    tasks: tuple[TaskCoverage, ...] = ()
    targets: tuple[TargetCoverage, ...] = ()
    deadlines: tuple[DeadlineCoverage, ...] = ()
    lower_only: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()  # 查找范围: 主要任务26项, 保障措施4项, 附件1份, 未提供的附件
    notes: tuple[str, ...] = ()
