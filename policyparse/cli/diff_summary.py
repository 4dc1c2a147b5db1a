"""What ``policyparse diff`` tells on a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policyparse.cli.width import INDENT, columns, pad, titled, wrap
from policyparse.drafts.explained import unexplained
from policyparse.model.diff import (
    CommentDiff,
    DeadlineDiff,
    Diff,
    Draft,
    HandOverDiff,
    Landing,
    MeasureDiff,
    Responsibility,
    TargetDiff,
    TaskChange,
    TaskDiff,
    UnitDiff,
    UnitTask,
    WordChange,
    WordOp,
)
from policyparse.model.evidence import Certainty
from policyparse.reports.diff_rows import moment
from policyparse.reports.diff_shelf import UNEXPLAINED
from policyparse.reports.diff_words import (
    MOVED,
    NO_CHANGE,
    changes_by_kind,
    counted,
    verdict_label,
    verdicts_counted,
)
from policyparse.reports.labels import PLEASE_CHECK, label

DEEPER = " " * 12
PROSE = "任务以外的文字修改{}处，逐处见修改对照表（--out）。"
MOST_WORDS = 5  # changes of wording that are shown for a task
Valued = Responsibility | DeadlineDiff | TargetDiff | HandOverDiff
MOST_PASSAGES = 30
MARKS = "，、；。：\n "
LONG = 30  # characters of a wording that are quoted


def summary(found: Diff) -> Iterator[str]:
    """All lines, each within the width of the terminal."""
    yield "=" * columns()
    yield titled("旧稿", draft_name(found.old))
    yield titled("新稿", draft_name(found.new))
    yield from _totals(found)
    yield from opinion_lines(found)
    changed = [task for task in found.tasks if task.kind is not TaskChange.SAME]
    around = list(_around(found))
    if not changed and not found.goals and not around:
        yield titled("结论", NO_CHANGE)
    for note in found.notes:
        yield titled("说明", note)
    yield from around
    tell = _Teller(tabled=found.table is not None)
    for task in changed:
        yield ""
        yield from tell.task(task)
    if found.goals:
        yield ""
        yield "总体目标和附表中的指标"
        yield from map(tell.target, found.goals)
    yield from _prose(found)
    yield from _units(found.units)
    yield from comment_lines(found.comments)


def draft_name(draft: Draft) -> str:
    """Title of a draft and its files, so that nobody takes one for the other."""
    files = draft.sources or (draft.source,)
    return f"《{draft.title}》（{'、'.join(files)}）"


def _totals(found: Diff) -> Iterator[str]:
    """How many of each; what did not change is not named."""
    kinds = counted(TaskChange, (task.kind for task in found.tasks))
    totals = f"旧稿{found.old.tasks}项，新稿{found.new.tasks}项"
    yield titled("条目", f"{totals}：{kinds}" if kinds else totals)
    for name, kind, changes in changes_by_kind(found):
        if changes:
            yield titled(name, f"{len(changes)}处：{counted(kind, changes)}")
    words = sum(len(task.wording) for task in found.tasks)
    if words:
        yield titled("文字", f"{words}处")


def _around(found: Diff) -> Iterator[str]:
    """What changed outside of tasks, figures aside."""
    for name, changes in (
        ("要素", [change.why for change in found.document]),
        ("标题", [change.why for change in found.headings]),
        ("名单", [change.why for change in found.roster]),
        ("其他", [PROSE.format(len(found.passages))] if found.passages else []),
    ):
        for at, why in enumerate(changes):
            yield titled("" if at else name, why)


def changes_line(found: Diff) -> str:
    """All that in one line."""
    kinds = [task.kind for task in found.tasks if task.kind is not TaskChange.SAME]
    parts = [counted(TaskChange, kinds)] if kinds else ["没有变化"]
    parts += [f"{name}{len(changes)}处" for name, _, changes in changes_by_kind(found) if changes]
    return "，".join(parts)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells what changed in a task, and on what ground where there is an opinion table."""

    tabled: bool

    def task(self, task: TaskDiff) -> Iterator[str]:
        """Its place in both drafts, its title, and a line for each change."""
        whole = not task.old or not task.new
        more = self._ground(task) if whole else ""
        if whole or task.kind is TaskChange.MOVED:  # no line below names the hand
            more += _by(task.author, task.when)
        yield wrap(f"{_places(task)} {task.title}（{_kind(task)}）{more}", columns(), "", INDENT)
        for change in task.responsibility:
            if not whole:
                yield self._responsibility(change)
        if whole and task.responsibility:
            named = "；".join(_named(change) for change in task.responsibility)
            yield _entry("单位", named)
        yield from map(self._deadline, task.deadlines)
        yield from map(self.target, task.targets)
        yield from map(_measure, task.measures)
        yield from map(self._handover, task.handovers)
        yield from _wording(tuple(_untold(task)))
        for one in task.renamed:
            yield _entry("改称", f"“{one.old}”改称“{one.new}”，不算责任调整。")

    def target(self, change: TargetDiff) -> str:
        """A figure."""
        return _change("指标", change, self._ground(change))

    def _handover(self, change: HandOverDiff) -> str:
        return _change("交办", change, self._ground(change))

    def _responsibility(self, change: Responsibility) -> str:
        return _change("责任", change, self._ground(change))

    def _deadline(self, change: DeadlineDiff) -> str:
        return _change("时限", change, self._ground(change))

    def _ground(self, change: Valued | TaskDiff) -> str:
        if not self.tabled:
            return ""
        if change.explained_by is None:
            return f"（{UNEXPLAINED}）"
        return f"（第{change.explained_by}条意见）"


def _places(task: TaskDiff) -> str:
    old, new = "、".join(task.old), "、".join(task.new)
    return new if old == new else " → ".join(part for part in (old, new) if part)


def _kind(task: TaskDiff) -> str:
    said = label(task.kind)
    return f"{said}，{MOVED}" if task.moved and task.kind is not TaskChange.MOVED else said


def _named(change: Responsibility) -> str:
    role = change.new_role or change.old_role
    return f"{change.unit}（{label(role)}）" if role else change.unit


def _change(name: str, change: Valued, ground: str) -> str:
    text = _told(change.change, change.why) + ground
    return _entry(name, text + _by(change.author, change.when), change.certainty)


def _by(author: str | None, when: str | None) -> str:
    """（张三，2026年3月5日 09:30）: who made a tracked change."""
    named = "，".join(part for part in (author, moment(when)) if part)
    return f"（{named}）" if named else ""


def _measure(change: MeasureDiff) -> str:
    shown = change.why
    if change.old and change.new:
        shown = f"{change.why[:-1]}（“{_short(change.old)}”改为“{_short(change.new)}”）。"
    text = _told(change.change, shown) + _by(change.author, change.when)
    return _entry("措施", text, change.certainty)


def _untold(task: TaskDiff) -> Iterator[WordChange]:
    """Changes of wording that no line above quotes."""
    valued: tuple[DeadlineDiff | TargetDiff, ...] = (*task.deadlines, *task.targets)
    quoted = [(d.old.raw if d.old else "", d.new.raw if d.new else "") for d in valued]
    quoted += [(one.old or "", one.new or "") for one in task.measures]
    quoted += [("、".join(one.old), "、".join(one.new)) for one in task.handovers]
    for one in task.wording:
        told = any(
            one.old.strip(MARKS) in old and one.new.strip(MARKS) in new for old, new in quoted
        )
        if one.unit or not (told or one.duty):
            yield one


def _wording(changes: Sequence[WordChange]) -> Iterator[str]:
    for change in changes[:MOST_WORDS]:
        doubt = "（涉及单位，请核实）" if change.unit else ""
        yield _entry("文字", _words(change) + doubt + _by(change.author, change.when))
    if len(changes) > MOST_WORDS:
        yield _entry("文字", f"另有{len(changes) - MOST_WORDS}处。")


def _words(change: WordChange) -> str:
    old, new = _short(change.old), _short(change.new)
    if change.op is WordOp.INSERT:
        return f"增加“{new}”。"
    return f"删去“{old}”。" if change.op is WordOp.DELETE else f"“{old}”改为“{new}”。"


def _prose(found: Diff) -> Iterator[str]:
    """Passages outside the tasks that name another unit; all of a text without tasks."""
    bare = not found.old.tasks and not found.new.tasks
    shown = [p for p in found.passages if bare or any(one.unit for one in p.wording)]
    if not shown:
        return
    yield ""
    yield "任务以外的文字" if bare else "任务以外涉及单位的文字"
    for passage in shown[:MOST_PASSAGES]:
        place = passage.new or passage.old
        yield wrap(_short(place.text) if place else "", columns(), "  ", INDENT)
        words = [one for one in passage.wording if bare or one.unit]
        if not words:
            yield _entry("文字", "新增一段。" if passage.old is None else "删除一段。")
        yield from _wording(words)
    if len(shown) > MOST_PASSAGES:
        yield f"  另有{len(shown) - MOST_PASSAGES}段，见修改对照表（--out）。"


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= LONG else f"{text[:LONG]}…"


def _units(units: Sequence[UnitDiff]) -> Iterator[str]:
    """What changed for each unit."""
    if not units:
        return
    yield ""
    yield f"各单位变化（{len(units)}个单位）"
    for unit in units:
        rows = (*unit.gained, *unit.lost, *unit.roles)
        said = "；".join(_part(row) for row in rows)
        yield wrap(f"{unit.unit}：{said}", columns(), "  ", INDENT)


def _part(row: UnitTask) -> str:
    """角色调整 2.1.1 开展排查建档（牵头单位 → 配合单位）."""
    roles = [label(role) for role in (row.old_role, row.new_role) if role]
    if len(set(roles)) == 1:
        roles = roles[:1]
    said = label(row.change)
    if row.whole:
        said += "（整条）"
    return f"{said} {row.task} {row.title}（{' → '.join(roles)}）"


def opinion_lines(found: Diff) -> Iterator[str]:
    """How many opinions landed, those to be looked at, and what none of them asked for."""
    if found.table is None:
        return
    told = "，".join(verdicts_counted(found.opinions))
    yield titled("意见", f"{found.table.source}：{found.table.rows}行，{told}")
    for one in found.opinions:
        if one.agrees is False or one.verdict is Landing.CANNOT_TELL:
            adopted = f"（{label(one.adopted)}）"
            text = f"第{one.n}条{one.who}{adopted}：{verdict_label(one)}。{one.why}"
            yield wrap(text, columns(), INDENT, DEEPER)
    if bare := len(list(unexplained(found))):
        yield titled("依据", f"{bare}处责任、时限、指标或条目的变化{UNEXPLAINED}。")


def comment_lines(comments: Sequence[CommentDiff]) -> Iterator[str]:
    """The comments in the margin, each with the words that it hangs on."""
    if not comments:
        return
    yield ""
    yield f"批注（{len(comments)}条）"
    for one in comments:
        place = " ".join(part for part in (one.task, one.title) if part)
        quoted = f"“{_short(one.quoted)}”" if one.quoted else ""
        shown = "：".join(part for part in (f"{place}{quoted}", one.text) if part)
        done = "（已解决）" if one.resolved else ""
        yield wrap(shown + _by(one.author, one.when) + done, columns(), "  ", INDENT)


def _told(change: StrEnum, why: str) -> str:
    """The sentence behind its label, which is not said twice."""
    return why if why.startswith(label(change)) else f"{label(change)}：{why}"


def _entry(name: str, text: str, certainty: Certainty = Certainty.SURE) -> str:
    doubt = PLEASE_CHECK if certainty is not Certainty.SURE else ""
    return wrap(f"{text}{doubt}", columns(), f"{INDENT}{pad(name, 6)}", DEEPER)
