"""What a report on two drafts shows, whatever it is written to: page, table or document. 稿次比对

Plain frozen views; ``diff_content.diff_report`` fills them from a diff.
"""

from dataclasses import dataclass

from policyparse.model.comparison import Piece
from policyparse.reports.labels import PLEASE_CHECK
from policyparse.reports.links import Link, SourceView

DUTY, DATE, FIGURE, MEASURE, HAND_OVER = "责任", "时限", "指标", "措施", "交办"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of a task: of who answers for it, of a date, a figure or a measure."""

    kind: str  # 责任, 时限, 指标, 措施, 交办
    key: str  # added, removed, role …
    label: str  # 新增, 移出, 角色调整 …
    place: Link  # 二、（一）2.; leads to the task on the page
    title: str  # of the task
    subject: str  # the unit, the thing due, the indicator
    old: Link  # role, date, figure or measure in the old draft; empty where it has none
    new: Link
    why: str
    certainty: str  # empty where sure
    basis: str  # 第3条意见（市公安局，采纳）, 未见意见依据; empty without an opinion table
    unexplained: bool
    author: str  # of a tracked change
    when: str
    whole: bool  # the task itself is new or gone
    units: tuple[str, ...]  # all units of the task

    @property
    def said(self) -> str:
        """责任移出：“市审计局”原为配合单位，新稿未列。 A label is not said twice."""
        named = self.kind if self.why.startswith(self.label) else f"{self.kind}{self.label}"
        return f"{named}：{self.why}{PLEASE_CHECK if self.certainty else ''}"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task, or several that became one another."""

    anchor: str
    number: int
    key: str  # same, changed, moved …
    label: str  # 有修改，位置移动
    title: str
    old_place: str  # empty where it was not there
    new_place: str
    redline: tuple[Piece, ...]  # both wordings in one
    old_text: tuple[Piece, ...]
    new_text: tuple[Piece, ...]
    old_units: tuple[Piece, ...]  # 牵头单位：…；配合单位：…
    new_units: tuple[Piece, ...]
    changes: tuple[ChangeRow, ...]
    renamed: tuple[tuple[str, str], ...]
    basis: str  # of a task that is new or gone
    unexplained: bool
    author: str  # of the tracked changes that made it so
    when: str
    units: tuple[str, ...]
    words: int  # places where the wording changed
    named: tuple[str, ...]  # words that went or came and name a unit that no change tells of

    @property
    def whole(self) -> bool:
        """Whether the task itself is new or gone."""
        return not (self.old_place and self.new_place)


@dataclass(frozen=True, slots=True)
class UnitView:
    """What changed for one unit."""

    anchor: str
    name: str
    gained: tuple[ChangeRow, ...]
    lost: tuple[ChangeRow, ...]
    roles: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One opinion and what the new draft makes of it."""

    number: int
    who: str
    opinion: str
    adopted: str  # 采纳 …
    key: str  # landed, partly …
    label: str
    why: str
    quote: Link  # of the new draft
    nearest: bool  # nobody can tell, and the quote is but the nearest passage
    query: bool  # what the table says and what the draft says do not agree, or nobody can tell
    units: tuple[str, ...]  # who gave it, and the units of the tasks it speaks of
    parts: tuple[tuple[str, str], ...]  # of several changes each: what was asked, 已修改到位


@dataclass(frozen=True, slots=True)
class AroundRow:
    """What changed around the tasks: 要素 of the document, 标题, 名单."""

    kind: str
    old: Link
    new: Link
    why: str


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage outside the tasks that came, went or was reworded."""

    label: str  # 新增, 删除, 有修改
    where: Link  # 全文第15段
    redline: tuple[Piece, ...]
    old_text: tuple[Piece, ...]
    new_text: tuple[Piece, ...]
    words: int
    unit: bool  # a unit that it names came or went

    @property
    def said(self) -> str:
        """文字修改2处，涉及单位（请核实）."""
        if not self.words:
            return self.label
        return f"文字修改{self.words}处" + f"，涉及单位{PLEASE_CHECK}" * self.unit


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment in the margin. 批注"""

    place: Link
    title: str  # of the task; empty where it stands outside of them
    quoted: Link  # the words that it hangs on
    text: str
    author: str
    when: str


@dataclass(frozen=True, slots=True)
class DiffReport:
    """All that a template may see."""

    title: str
    made: str  # 2026年6月1日 or empty
    drafts: tuple[tuple[str, str, str], ...]  # 旧稿, title, files
    sums: tuple[tuple[str, str], ...]  # 责任, 3处：移出1，角色调整2
    notes: tuple[str, ...]
    tabled: bool  # an opinion table was given
    responsibility: tuple[ChangeRow, ...]
    duties: str  # 3处，另有整条新增、删除的条目涉及2个次
    units: tuple[UnitView, ...]
    deadlines: tuple[ChangeRow, ...]
    targets: tuple[ChangeRow, ...]
    measures: tuple[ChangeRow, ...]
    handovers: tuple[ChangeRow, ...]
    opinions: tuple[OpinionRow, ...]
    comments: tuple[CommentRow, ...]
    around: tuple[AroundRow, ...]
    passages: tuple[PassageRow, ...]
    tasks: tuple[TaskRow, ...]  # all, in the order of the new draft
    names: tuple[str, ...]  # units to filter by
    sources: tuple[SourceView, ...]

    @property
    def unexplained(self) -> tuple[ChangeRow, ...]:
        """Changes of responsibility, date or figure that no opinion asked for.

        Those of a task that is new or gone stand with the task.
        """
        rows = (*self.responsibility, *self.handovers, *self.deadlines, *self.targets)
        return tuple(row for row in rows if row.unexplained and not row.whole)

    @property
    def unexplained_tasks(self) -> tuple[TaskRow, ...]:
        """Tasks that came or went without an opinion."""
        return tuple(task for task in self.tasks if task.unexplained)

    @property
    def queries(self) -> tuple[OpinionRow, ...]:
        """Opinions that a person has to look at."""
        return tuple(row for row in self.opinions if row.query)

    @property
    def changed(self) -> tuple[TaskRow, ...]:
        """The tasks with anything to show."""
        return tuple(task for task in self.tasks if task.key != "same")

    @property
    def unchanged(self) -> tuple[TaskRow, ...]:
        """The others."""
        return tuple(task for task in self.tasks if task.key == "same")
