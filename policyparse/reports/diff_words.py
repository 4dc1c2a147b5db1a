"""A diff in sentences: counts that add up. 总体情况"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from policyparse.model.diff import (
    DeadlineChange,
    Diff,
    HandOverChange,
    Landing,
    MeasureChange,
    OpinionLanding,
    TargetChange,
    TaskChange,
    UnitChange,
)
from policyparse.model.opinion import Adopted
from policyparse.reports.diff_views import DUTY, ChangeRow, TaskRow
from policyparse.reports.labels import PLEASE_CHECK, label

LEFT = "未修改"  # as the table says: not adopted, not followed
MOVED, WHOLE = "位置移动", "（整条）"
NO_CHANGE = "两稿的任务、责任单位、时限、指标和文字没有变化。"


def sums(diff: Diff) -> Iterator[tuple[str, str]]:
    """责任, 3处：移出1，角色调整2; what did not change is not named.

    Tasks that are new or gone as a whole count as tasks, not as changes of their parts.
    """
    kinds = counted(TaskChange, (task.kind for task in diff.tasks))
    yield "条目", f"旧稿{diff.old.tasks}项，新稿{diff.new.tasks}项：{kinds}"
    for name, kind, changes in changes_by_kind(diff):
        if changes:
            yield name, f"{len(changes)}处：{counted(kind, changes)}"
    if diff.goals:
        yield "总体目标和附表", f"{len(diff.goals)}处：{counted(TargetChange, _kinds(diff))}"
    if words := sum(len(task.wording) for task in diff.tasks):
        yield "文字", f"{words}处"
    around = (
        ("文件要素", diff.document),
        ("标题", diff.headings),
        ("名单", diff.roster),
        ("任务以外的文字", diff.passages),
    )
    if others := "，".join(f"{name}{len(changes)}处" for name, changes in around if changes):
        yield "其他", others
    if diff.opinions:
        yield "意见", f"{len(diff.opinions)}条：{'，'.join(verdicts_counted(diff.opinions))}"


def changes_by_kind(diff: Diff) -> Iterator[tuple[str, type[StrEnum], list[StrEnum]]]:
    """What changed within tasks that both drafts have: 责任, 时限, 指标, 措施, 交办."""
    tasks = [task for task in diff.tasks if task.old and task.new]
    yield "责任", UnitChange, [c.change for t in tasks for c in t.responsibility]
    yield "时限", DeadlineChange, [c.change for t in tasks for c in t.deadlines]
    yield "指标", TargetChange, [c.change for t in tasks for c in t.targets]
    yield "措施", MeasureChange, [c.change for t in tasks for c in t.measures]
    yield "交办", HandOverChange, [c.change for t in tasks for c in t.handovers]


def _kinds(diff: Diff) -> Iterator[TargetChange]:
    return (change.change for change in diff.goals)


def duty_count(rows: Sequence[ChangeRow]) -> str:
    """3处，另有整条新增、删除的条目涉及2个次: as many as there are rows."""
    whole = sum(row.whole for row in rows)
    inside = f"{len(rows) - whole}处" if len(rows) > whole else ""
    if not whole:
        return inside
    return f"{inside}，另有" * bool(inside) + f"整条新增、删除的条目涉及{whole}个次"


def counted(kind: type[StrEnum], changes: Iterable[StrEnum]) -> str:
    """新增1，移出1，角色调整2: in the order of the labels."""
    found = Counter(changes)
    return "，".join(f"{label(one)}{found[one]}" for one in kind if found[one])


def verdict_label(one: OpinionLanding) -> str:
    """已修改到位; what was not adopted and not followed is no fault: 未修改."""
    return LEFT if one.adopted is Adopted.NO and one.agrees else label(one.verdict)


def verdicts_counted(opinions: Iterable[OpinionLanding]) -> list[str]:
    """已修改到位5, 未修改1: in the order of the labels."""
    found = Counter(map(verdict_label, opinions))
    return [f"{name}{found[name]}" for name in (*map(label, Landing), LEFT) if found[name]]


def task_told(task: TaskRow) -> Iterator[tuple[str, str]]:
    """What changed in a task, each with its basis; a task that is new or gone is one change."""
    if task.whole:
        yield f"{task.label}{WHOLE}", task.basis
        return
    if task.key not in (TaskChange.CHANGED.value, TaskChange.SAME.value):
        yield task.label, ""
    elif MOVED in task.label:
        yield MOVED, ""
    for row in task.changes:
        yield row.said, row.basis
    if task.words and all(row.kind == DUTY for row in task.changes):
        yield f"文字修改{task.words}处", ""
    for text in task.named:
        yield f"{text}{PLEASE_CHECK}", ""
    for old, new in task.renamed:
        yield f"“{old}”改称“{new}”，不算责任调整", ""
