"""What ``policyparse diff --opinions`` tells of the opinions on a terminal."""

from collections.abc import Iterator, Sequence

from policyparse.cli.width import INDENT, columns, titled, wrap
from policyparse.drafts.explained import Changed, explained_changes, perhaps, unexplained
from policyparse.model.diff import Diff, Landing, OpinionLanding, TaskDiff
from policyparse.model.opinion import Adopted
from policyparse.reports.diff_words import verdict_label, verdicts_counted
from policyparse.reports.labels import label

GROUPS = (Adopted.YES, Adopted.PARTLY, Adopted.NO, Adopted.BLANK)


def summary(found: Diff) -> Iterator[str]:
    """All lines; none where no opinion table was given."""
    table = found.table
    if table is None:
        return
    yield ""
    yield titled("意见表", f"{table.title}（{table.source}）")
    yield titled("行数", f"{table.rows}行：有意见{table.rows - table.none}行，无意见{table.none}行")
    asked = [one for one in found.opinions if not one.none]
    for adopted in GROUPS:
        own = [one for one in asked if one.adopted is adopted]
        if own:
            yield titled("其中", f"{label(adopted)}{len(own)}条：{_counts(own)}")
    odd = [one for one in found.opinions if one.none]
    if odd:
        numbers = "、".join(str(one.n) for one in odd)
        yield titled("请核对", f"无意见而采纳情况有填写{len(odd)}行（第{numbers}行）")
    for one in found.opinions:
        yield wrap(_opinion(one), columns(), "", INDENT)
    yield from _unexplained(found)


def _counts(own: Sequence[OpinionLanding]) -> str:
    return "，".join(f"{one}条" for one in verdicts_counted(own))


def _opinion(one: OpinionLanding) -> str:
    quote = ""
    if one.verdict is Landing.CANNOT_TELL and one.evidence:
        quote = f"新稿最接近的文字：“{''.join(one.evidence.text.split())}”。"
    return f"第{one.n}条 {one.who}（{label(one.adopted)}）：{verdict_label(one)}。{one.why}{quote}"


def _unexplained(found: Diff) -> Iterator[str]:
    left = list(unexplained(found))
    yield ""
    based = len(list(explained_changes(found)))
    yield f"任务、责任、时限、指标修改：有意见依据{based}处，未见意见依据{len(left)}处"
    for task, change in left:
        doubt = "、".join(f"第{n}条" for n in perhaps(found, (task, change)))
        doubt = f"可能与{doubt}意见有关，请核对。" if doubt else ""
        title = f"{task.title}：" if task else "总体目标和附表："
        yield wrap(f"{title}{_said(change)}{doubt}", columns(), "  ", INDENT)


def _said(change: Changed) -> str:
    return f"整条{label(change.kind)}。" if isinstance(change, TaskDiff) else change.why
