"""What a careful reader would query; source: spec "Comparing plans", third part."""

from enum import StrEnum

from pydantic import Field

from policyparse.model.base import FrozenModel
from policyparse.model.evidence import Evidence

SCHEMA = "policyparse/check/1"
BASELINE = "policyparse/baseline/1"


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # 应改
    WARNING = "warning"  # 请核实
    INFO = "info"  # 提示


class Family(StrEnum):
    """What a rule looks at; the value is the digit behind PP in its code."""

    OUTLINE = "1"  # 结构和序号
    RESPONSIBILITY = "2"  # 责任分工
    DEADLINE = "3"  # 时限
    TARGET = "4"  # 指标
    CITATION = "5"  # 引用和附件
    WORDING = "6"  # 名称和文字
    TABLE = "7"  # 表格和意见表
    ROSTER = "8"  # 组成人员名单
    TRIFLE = "9"  # 格式细节


class Finding(FrozenModel):
    """One thing to query, with every passage that it rests on. 核查发现"""

    code: str  # PP203
    rule: str  # lead-also-supports
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    sentence: str = ""  # the one in which the first quote stands
    source: str = ""  # the file; evidence points into its normalised text
    task: str | None = None  # id of the task in which the first quote stands


class CheckResult(FrozenModel):
    """All findings of one run, in reading order file by file. 核查结果"""

    schema_: str = Field(default=SCHEMA, alias="schema")
    findings: tuple[Finding, ...] = ()
    muted: int = 0  # left out because the baseline holds them
    sources: tuple[str, ...] = ()  # the files that were read


class Judged(FrozenModel):
    """A finding that people have judged; it stays silent until its text changes. 已判定"""

    code: str
    source: str
    sentence: str
    quotes: tuple[str, ...]
    why: str = ""  # for people to fill

    @classmethod
    def of(cls, finding: Finding) -> "Judged":
        """What is remembered of a finding: its words, not its place."""
        quotes = tuple(place.text for place in finding.evidence)
        return cls(
            code=finding.code, source=finding.source, sentence=finding.sentence, quotes=quotes
        )


class Baseline(FrozenModel):
    """The findings that were judged already. 已判定清单"""

    schema_: str = Field(default=BASELINE, alias="schema")
    findings: tuple[Judged, ...] = ()
