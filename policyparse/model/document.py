"""What a document says of itself."""

from enum import StrEnum

from policyparse.model.base import FrozenModel
from policyparse.model.evidence import Evidence
from policyparse.model.unit import Level


class DocumentKind(StrEnum):
    """Kind of document. 文种"""

    PLAN = "plan"  # 实施方案、行动计划、工作方案、任务分工
    DRAFTING_NOTE = "drafting_note"  # 编制说明、起草说明
    OPINION_TABLE = "opinion_table"  # 意见采纳情况表
    MEASURES = "measures"  # 办法、条例、规定：条文式
    SPEECH = "speech"  # 讲话
    REPORT = "report"  # 工作报告、总结
    NOTICE = "notice"  # 通知（不附方案）
    OTHER = "other"


class Jurisdiction(FrozenModel):
    """The place a document governs. 行政区"""

    name: str
    code: str | None = None  # GB/T 2260
    parents: tuple[str, ...] = ()


class Period(FrozenModel):
    """First and last year of a plan; what is not written is null. 规划期"""

    start: int | None = None
    end: int | None = None


class Citation(FrozenModel):
    """A document that is named. 引用文件"""

    title: str
    doc_number: str | None = None
    basis: bool = False  # 根据、落实、按照 in the preamble
    evidence: tuple[Evidence, ...]


class Document(FrozenModel):
    """Title and origin of a document. 文件"""

    title: str | None = None
    doc_number: str | None = None
    issuer: tuple[str, ...] = ()
    issued_on: str | None = None  # ISO 8601
    jurisdiction: Jurisdiction | None = None
    level: Level | None = None
    period: Period = Period()
    kind: DocumentKind = DocumentKind.OTHER
    citations: tuple[Citation, ...] = ()
    evidence: dict[str, tuple[Evidence, ...]] = {}  # by field name
