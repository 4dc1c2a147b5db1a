"""What ``policyparse compare`` tells on a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from policyparse.cli.width import columns, pad, pad_left, shorten, titled, width_of
from policyparse.comparison.findings import MOST, findings, front
from policyparse.comparison.losses import lost_words
from policyparse.comparison.totals import MeasureCounts, Totals, totals
from policyparse.model.comparison import (
    Comparison,
    CoverageFinding,
    MeasureCoverage,
    MeasureState,
    RelationKind,
    Side,
)
from policyparse.model.comparisons import Comparisons
from policyparse.model.tasklist import TaskList
from policyparse.model.trace import Trace
from policyparse.model.unit import Level
from policyparse.reports.coverage_names import clause, kind_label
from policyparse.reports.labels import SIGNS, label

FEW = 3  # findings of each comparison where there are several
COUNTED = (MeasureState.TAKEN, MeasureState.WEAKENED, MeasureState.MISSING)
_LEVELS = tuple(Level)
Key = TypeVar("Key", bound=StrEnum)


def summary(found: Comparisons, lexicon: Sequence[Path] = ()) -> Iterator[str]:
    """All lines, each within the width of the terminal."""
    one = len(found.comparisons) == 1
    for number, comparison in enumerate(found.comparisons):
        if number:
            yield ""
        yield from _comparison(comparison, whole=one)
        yield from _findings(comparison, lexicon, MOST if one else FEW)
    for trace in found.traces:
        yield from _trace(trace)
    if found.task_list:
        yield from _task_list(found.task_list)
    for note in found.notes:
        yield titled("说明", note)


def _comparison(comparison: Comparison, whole: bool) -> Iterator[str]:
    counted = totals(comparison)
    yield "=" * columns()
    yield titled("上级", _side(comparison.upper))
    yield titled("下级", _side(comparison.lower))
    relation = comparison.relation
    yield titled("关系", f"{label(relation.kind)}。{relation.why}")
    if turned(comparison):
        yield titled("注意", "第一份应为上级文件；所给次序可能颠倒，请核对后对调重试。")
    elif relation.kind is RelationKind.NONE:
        yield titled("注意", "两份文件没有承接关系，以下结果仅供参考。")
    yield titled("措施", measures_text(counted.measures))
    yield titled("任务", _tasks_text(counted))
    yield from _figures(comparison, counted)
    if comparison.searched:
        yield titled("范围", "、".join(comparison.searched))
    for note in comparison.notes:
        yield titled("说明", note)
    if whole:
        yield from _by_task(comparison, counted)


def turned(comparison: Comparison) -> bool:
    """Whether the upper plan is of a lower level than the lower one."""
    levels = (comparison.upper.level, comparison.lower.level)
    ranks = [_LEVELS.index(level) for level in levels if level]
    return len(ranks) == len(levels) and ranks[0] > ranks[1]


def _side(side: Side) -> str:
    files = side.sources or (side.source,)
    return f"《{side.title}》（{'、'.join(files)}）"


def measures_text(measures: MeasureCounts) -> str:
    """措施57条：√ 已体现45，△ 表述减弱6，× 未见对应内容6."""
    minor = f"；另有原则性表述{measures.minor}条" if measures.minor else ""
    figures = zip(COUNTED, (measures.taken, measures.weakened, measures.missing), strict=True)
    parts = "，".join(f"{SIGNS[state]} {label(state)}{count}" for state, count in figures)
    return f"{measures.counted}条：{parts}{minor}"


def _tasks_text(counted: Totals) -> str:
    return f"{len(counted.by_task)}项：{_counts(counted.tasks)}"


def _counts(counts: Mapping[Key, int]) -> str:
    """一致3，严于上级1; 口径不同，不可比 is cut to its first words, which say enough in a row."""
    return "，".join(f"{label(key).split('，')[0]}{n}" for key, n in counts.items() if n)


def _figures(comparison: Comparison, counted: Totals) -> Iterator[str]:
    if comparison.targets:
        yield titled("指标", f"{len(comparison.targets)}个：{_counts(counted.targets)}")
    if comparison.deadlines:
        yield titled("时限", f"{len(comparison.deadlines)}处：{_counts(counted.deadlines)}")
    if any(counted.units.values()):
        yield titled("单位", f"{sum(counted.units.values())}处：{_counts(counted.units)}")


def _by_task(comparison: Comparison, counted: Totals) -> Iterator[str]:
    """A line a task: its measures by state, its status, its clause and title."""
    clauses = _clauses(comparison)
    yield ""
    yield "  已体现  减弱  未见  情况      上级任务"
    for task in counted.by_task:
        measures = task.measures
        figures = (measures.taken, measures.weakened, measures.missing)
        cells = "".join(
            pad_left(str(n or "-"), width) for n, width in zip(figures, (8, 6, 6), strict=True)
        )
        head = f"{cells}  {pad(label(task.status), 10)}{clauses[task.upper_task]} "
        yield head + shorten(task.title, columns() - width_of(head))


def _findings(comparison: Comparison, lexicon: Sequence[Path], most: int) -> Iterator[str]:
    """What weighs most, a line each; only what is sure."""
    if comparison.relation.kind is RelationKind.NONE:
        return
    found = findings(comparison, lexicon=lexicon)
    shown = front(found, most)
    if not found:
        return
    yield ""
    measures = {m.id: m for task in comparison.tasks for m in task.measures}
    others = len(found) - len(front(found))
    sure = len(front(found))
    first = f"，列前{len(shown)}条" if len(shown) < sure else ""
    more = f"；另有{others}条待人工核实，见完整报告" if others else ""
    yield f"主要发现（{sure}条{first}{more}）"
    clauses = _clauses(comparison)
    for number, finding in enumerate(shown, 1):
        head = f"{pad_left(str(number), 4)}. {pad(kind_label(finding), 14)}"
        task = f"{clauses[finding.upper_task]} " if finding.upper_task in clauses else ""
        said = _said(finding, measures.get(finding.measure or ""))
        yield head + shorten(f"{task}{said}", columns() - width_of(head))


def _clauses(comparison: Comparison) -> dict[str, str]:
    """What the upper tasks are called on paper: 三、（一）1."""
    return {
        task.upper_task: clause(task.upper_task, task.path, task.title) for task in comparison.tasks
    }


def _said(finding: CoverageFinding, measure: MeasureCoverage | None) -> str:
    """What fits a line: what was lost, or the measure that is missing."""
    if measure is None:
        return finding.says
    return "；".join(lost_words(measure)) or measure.text


def _trace(trace: Trace) -> Iterator[str]:
    yield ""
    sides = (trace.upper, trace.middle, trace.lower)
    names = [side.jurisdiction.name if side.jurisdiction else side.title for side in sides]
    yield titled("逐级", " → ".join(names))
    for note in trace.notes:
        yield titled("", note)


def _task_list(found: TaskList) -> Iterator[str]:
    yield ""
    for number, note in enumerate(found.notes):
        yield titled("清单" if not number else "", note)
