"""What changed from one draft to the next; source: spec "Comparing plans", second part."""

from enum import StrEnum

from pydantic import Field

from policyparse.model.assignment import Role
from policyparse.model.base import FrozenModel
from policyparse.model.deadline import Deadline
from policyparse.model.document import Jurisdiction
from policyparse.model.evidence import Certainty, Evidence
from policyparse.model.opinion import Adopted, ChangeOp
from policyparse.model.target import Target
from policyparse.model.unit import Level

SCHEMA = "policyparse/diff/1"


class TaskChange(StrEnum):
    """What became of a task. 条目变化"""

    SAME = "same"  # 无变化; a new number alone is no change
    CHANGED = "changed"  # 有修改
    MOVED = "moved"  # 仅移动
    SPLIT = "split"  # 拆分
    MERGED = "merged"  # 合并
    ADDED = "added"  # 新增
    REMOVED = "removed"  # 删除


class UnitChange(StrEnum):
    """What became of a unit's part in a task. 责任变化"""

    ADDED = "added"  # 新增
    REMOVED = "removed"  # 移出
    ROLE = "role"  # 角色调整
    ORDER = "order"  # 牵头排序调整
    SCOPE = "scope"  # 范围调整: 各县（市、区） -> 各区; 等 added or dropped


class DeadlineChange(StrEnum):
    """What became of a date. 时限变化"""

    ADDED = "added"  # 新增
    REMOVED = "removed"  # 删除
    EARLIER = "earlier"  # 提前
    LATER = "later"  # 推后
    REWORDED = "reworded"  # 改写


class TargetChange(StrEnum):
    """What became of a figure. 指标变化"""

    ADDED = "added"  # 新增
    REMOVED = "removed"  # 删除
    STRICTER = "stricter"  # 收严
    LOOSER = "looser"  # 放宽
    REWORDED = "reworded"  # 改写


class MeasureChange(StrEnum):
    """What became of a measure. 措施变化"""

    ADDED = "added"  # 新增
    REMOVED = "removed"  # 删除
    STRENGTHENED = "strengthened"  # 加强
    WEAKENED = "weakened"  # 减弱


class HandOverChange(StrEnum):
    """What became of a hand-over in running text. 交办变化"""

    WHO = "who"  # 承办单位调整
    TO = "to"  # 报送对象调整


class HeadingChange(StrEnum):
    """What became of a heading over tasks. 标题变化"""

    ADDED = "added"  # 新增
    REMOVED = "removed"  # 删除
    REWORDED = "reworded"  # 改写


class MemberChange(StrEnum):
    """What became of a member of a leading group. 成员变化"""

    ADDED = "added"  # 新增
    REMOVED = "removed"  # 移出
    PERSON = "person"  # 人员调整
    POSITION = "position"  # 组内职务调整
    OFFICE = "office"  # 所任职务调整


class WordOp(StrEnum):
    """One step of a redline."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


class Responsibility(FrozenModel):
    """One change of who answers for a task. 责任调整"""

    unit: str  # as the new draft names it; where it names it no more, as the old one does
    change: UnitChange
    old_role: Role | None = None
    new_role: Role | None = None
    old_unit: str | None = None  # its name in the old draft, where that is another one
    why: str = ""  # one plain Chinese sentence
    certainty: Certainty = Certainty.SURE
    explained_by: int | None = None  # number of the opinion that asked for it
    old_evidence: tuple[Evidence, ...] = ()
    new_evidence: tuple[Evidence, ...] = ()
    author: str | None = None  # of a tracked change
    when: str | None = None


class Renamed(FrozenModel):
    """One unit under two names: no change of responsibility. 单位改称"""

    old: str
    new: str


class DeadlineDiff(FrozenModel):
    """A date that changed."""

    change: DeadlineChange
    old: Deadline | None = None
    new: Deadline | None = None
    what: str = ""  # the thing due
    why: str = ""
    certainty: Certainty = Certainty.SURE
    explained_by: int | None = None  # number of the opinion that asked for it
    author: str | None = None  # of a tracked change
    when: str | None = None


class TargetDiff(FrozenModel):
    """A figure that changed."""

    change: TargetChange
    old: Target | None = None
    new: Target | None = None
    why: str = ""
    certainty: Certainty = Certainty.SURE
    explained_by: int | None = None
    author: str | None = None  # of a tracked change
    when: str | None = None


class MeasureDiff(FrozenModel):
    """A measure that came, went, or asks for more or less than before."""

    change: MeasureChange
    old: str | None = None
    new: str | None = None
    why: str = ""
    certainty: Certainty = Certainty.SURE
    minor: bool = False  # 原则性表述
    explained_by: int | None = None
    old_evidence: tuple[Evidence, ...] = ()
    new_evidence: tuple[Evidence, ...] = ()
    author: str | None = None  # of a tracked change
    when: str | None = None


class HandOverDiff(FrozenModel):
    """Who hands something over, or to whom, that changed in running text. 交办调整"""

    change: HandOverChange
    what: str  # what is handed over, as the new draft says it
    old: tuple[str, ...] = ()  # names of units
    new: tuple[str, ...] = ()
    why: str = ""
    certainty: Certainty = Certainty.LIKELY
    explained_by: int | None = None
    old_evidence: tuple[Evidence, ...] = ()
    new_evidence: tuple[Evidence, ...] = ()
    author: str | None = None  # of a tracked change
    when: str | None = None


class WordChange(FrozenModel):
    """One step from the old wording to the new one; places are offsets in ``*_text``."""

    op: WordOp
    old: str = ""
    new: str = ""
    old_at: int
    new_at: int
    unit: bool = False  # names a unit that is told of nowhere else: perhaps who does it changed
    duty: bool = False  # within a clause that only says who does it: told as responsibility
    author: str | None = None  # of a tracked change
    when: str | None = None


class TaskDiff(FrozenModel):
    """One task, or several that became one another, with all that changed."""

    old: tuple[str, ...]  # ids in the old draft
    new: tuple[str, ...]
    kind: TaskChange
    moved: bool = False  # stands elsewhere, whatever else changed
    title: str  # in the new draft where it is there
    old_text: str = ""  # what the offsets of ``wording`` point into
    new_text: str = ""
    responsibility: tuple[Responsibility, ...] = ()
    deadlines: tuple[DeadlineDiff, ...] = ()
    targets: tuple[TargetDiff, ...] = ()
    measures: tuple[MeasureDiff, ...] = ()
    handovers: tuple[HandOverDiff, ...] = ()
    wording: tuple[WordChange, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    explained_by: int | None = None  # opinion that asked for a task that is new or gone
    author: str | None = None  # of a tracked change
    when: str | None = None


class Landing(StrEnum):
    """Whether what an opinion asked for stands in the new draft. 意见修改情况"""

    LANDED = "landed"  # 已修改到位
    NOT_LANDED = "not landed"  # 未修改到位
    PARTLY = "partly"  # 部分修改
    CANNOT_TELL = "cannot tell"  # 需人工核对


class ChangeLanding(FrozenModel):
    """One change that an opinion asks for and what the new draft makes of it."""

    op: ChangeOp
    verdict: Landing
    why: str
    evidence: Evidence | None = None  # in the new draft; where it is not there, what is nearest
    old_evidence: Evidence | None = None
    table_evidence: Evidence | None = None


class OpinionLanding(FrozenModel):
    """One opinion and what the new draft makes of it."""

    n: int
    who: str = ""
    adopted: Adopted = Adopted.BLANK
    none: bool = False  # 无意见, though its adoption is filled in
    verdict: Landing
    tasks: tuple[str, ...] = ()  # ids in the old draft of those it speaks of, where that is clear
    agrees: bool | None = None  # with what the table says of its adoption, where that can be told
    why: str
    evidence: Evidence | None = None
    old_evidence: Evidence | None = None
    table_evidence: Evidence | None = None
    changes: tuple[ChangeLanding, ...] = ()


class OpinionTable(FrozenModel):
    """The opinion table that was read beside the drafts. 意见采纳情况表"""

    title: str
    source: str
    rows: int
    none: int  # rows without an opinion: 无意见


class UnitTask(FrozenModel):
    """A task in which a unit's part changed."""

    task: str  # id in the new draft; where it is gone, in the old one
    title: str
    change: UnitChange
    old_role: Role | None = None
    new_role: Role | None = None
    whole: bool = False  # the task itself is new or gone


class UnitDiff(FrozenModel):
    """What changed for one unit. 本单位变化"""

    unit: str
    gained: tuple[UnitTask, ...] = ()
    lost: tuple[UnitTask, ...] = ()
    roles: tuple[UnitTask, ...] = ()  # role, order or scope changed


class PassageDiff(FrozenModel):
    """A passage outside the tasks that came, went or was reworded. 任务以外的文字修改"""

    old: Evidence | None = None
    new: Evidence | None = None
    wording: tuple[WordChange, ...] = ()  # offsets in the quoted texts; empty where it came or went
    author: str | None = None  # of a tracked change
    when: str | None = None


class CommentDiff(FrozenModel):
    """A comment in the margin of a file whose tracked changes are compared. 批注"""

    text: str
    author: str | None = None
    when: str | None = None
    resolved: bool = False  # 已解决
    quoted: str = ""  # the words that it hangs on
    task: str | None = None  # id in the new draft; where its words are gone, in the old one
    title: str | None = None  # of the task
    gone: bool = False  # its words stand in the old draft only
    evidence: tuple[Evidence, ...] = ()  # these words, in the draft that has them


class FieldDiff(FrozenModel):
    """What a draft says of itself that changed: its title, number, date. 文件要素"""

    field: str  # title, doc_number, issuer, issued_on, period
    old: str | None = None
    new: str | None = None
    why: str = ""
    old_evidence: tuple[Evidence, ...] = ()
    new_evidence: tuple[Evidence, ...] = ()
    author: str | None = None  # of a tracked change
    when: str | None = None


class HeadingDiff(FrozenModel):
    """A heading over tasks that changed. 标题"""

    change: HeadingChange
    old: str | None = None  # with its number
    new: str | None = None
    why: str = ""


class MemberDiff(FrozenModel):
    """A member of a leading group who changed. 成员调整"""

    change: MemberChange
    person: str  # in the new draft; who is gone, in the old one
    old: str | None = None  # what changed, as the old draft has it
    new: str | None = None
    why: str = ""
    old_evidence: tuple[Evidence, ...] = ()
    new_evidence: tuple[Evidence, ...] = ()
    author: str | None = None  # of a tracked change
    when: str | None = None


class Draft(FrozenModel):
    """One of the drafts that are compared. 稿次"""

    title: str
    source: str
    sources: tuple[str, ...] = ()
    level: Level | None = None
    jurisdiction: Jurisdiction | None = None
    tasks: int = 0


class Diff(FrozenModel):
    """The old draft beside the new one."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    old: Draft
    new: Draft
    tasks: tuple[TaskDiff, ...] = ()  # in the order of the new draft; what is gone, where it stood
    goals: tuple[TargetDiff, ...] = ()  # figures that stand outside tasks
    document: tuple[FieldDiff, ...] = ()
    headings: tuple[HeadingDiff, ...] = ()
    roster: tuple[MemberDiff, ...] = ()
    passages: tuple[PassageDiff, ...] = ()  # outside the tasks; where texts were compared too
    units: tuple[UnitDiff, ...] = ()  # in the order in which the tasks name them
    table: OpinionTable | None = None  # where one was given
    opinions: tuple[OpinionLanding, ...] = ()  # its rows that hold an opinion or an adoption
    comments: tuple[CommentDiff, ...] = ()  # where one file with tracked changes was given
    notes: tuple[str, ...] = ()
