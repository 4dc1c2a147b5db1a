"""A comparison in sentences: how the plans stand to each other, and counts that add up. 总体情况"""

from collections.abc import Iterator, Mapping
from typing import Any

from policyparse.comparison.totals import MeasureCounts, Totals, totals
from policyparse.model.comparison import Comparison, RelationKind
from policyparse.reports.coverage_names import annex_absent
from policyparse.reports.labels import ANNEX_ABSENT, MINOR, TASK_SIGNS, label
from policyparse.reports.sources import squeeze

READINGS = {
    RelationKind.DIRECT: "下级方案应承接上级文件，未见和减弱之处请逐条核实。",
    RelationKind.PROBABLE: "是否承接该上级文件请先核实，以下结论以承接关系成立为前提。",
    RelationKind.INDIRECT: (
        "下级直接承接的是中间层级的文件，未见之处可能由中间层级调整，请核实；"
        "中间层级文件已一并给出的，见“逐级追踪”。"
    ),
    RelationKind.HISTORY: "两份文件的实施期限不相接，以下为历史对照，仅供参考，不作为缺项。",
    RelationKind.PEER: "两份文件属同级，以下仅供参考，不作为缺项。",
    RelationKind.NONE: "未见两份文件有承接关系，以下仅供参考，不作为缺项。",
}


def is_reference(comparison: Comparison) -> bool:
    """Whether a gap is no breach to be checked but something to compare with."""
    kinds = (RelationKind.HISTORY, RelationKind.PEER, RelationKind.NONE)
    return comparison.relation.kind in kinds


def relation_sentence(comparison: Comparison) -> str:
    """The two plans and how they stand to each other."""
    upper, lower = squeeze(comparison.upper.title), squeeze(comparison.lower.title)
    return f"《{lower}》对照《{upper}》：{label(comparison.relation.kind)}。"


def front_sentences(comparison: Comparison) -> Iterator[str]:
    """How the plans stand to each other, and the counts."""
    found = totals(comparison)
    yield relation_sentence(comparison) + READINGS[comparison.relation.kind]
    yield task_sentence(found) + measure_sentence(found.measures, absent=annex_absent(comparison))


def further_sentences(comparison: Comparison) -> Iterator[str]:
    """Why they stand so, the other counts, where was looked, what was not given."""
    if comparison.relation.why:
        yield f"承接依据：{comparison.relation.why}"
    if others := "".join(_other_sentences(totals(comparison))):
        yield others
    if comparison.searched:
        yield f"查找范围：{'、'.join(comparison.searched)}。"
    yield from comparison.notes


def short_sentence(name: str, comparison: Comparison) -> str:
    """雾江市：任务√1项、△3项、×0项；措施√12条、△3条、×1条。"""
    found = totals(comparison)
    tasks = "、".join(f"{TASK_SIGNS[status]}{n}项" for status, n in found.tasks.items())
    counts = found.measures
    measures = f"√{counts.taken}条、△{counts.weakened}条、×{counts.missing}条"
    return f"{name}（{label(comparison.relation.kind)}）：任务{tasks}；措施{measures}。"


def task_sentence(found: Totals) -> str:
    """上级任务11项：√ 全部体现1项、…"""
    parts = (f"{TASK_SIGNS[status]} {label(status)}{n}项" for status, n in found.tasks.items())
    return f"上级任务{len(found.by_task)}项：{'、'.join(parts)}。"


def measure_sentence(counts: MeasureCounts, *, absent: bool) -> str:
    """The measures by what became of them; the parts add up to the sum."""
    missing = ANNEX_ABSENT if absent else "未见对应内容"
    text = (
        f"措施{counts.counted}条：√ 已体现{counts.taken}条、"
        f"△ 表述减弱{counts.weakened}条、× {missing}{counts.missing}条"
    )
    if counts.hinted:
        text += f"（其中可能属上级事权或可能不涉及的{counts.hinted}条）"
    if counts.minor:
        text += f"；另有{MINOR}{counts.minor}条，不计入"
    if counts.reviewed:
        text += f"；已有核对结果的{counts.reviewed}条"
    return f"{text}。"


def _other_sentences(found: Totals) -> Iterator[str]:
    yield from _counted("量化指标", "项", found.targets)
    yield from _counted("完成时限", "项", found.deadlines)
    yield from _counted("责任单位", "个次", found.units)
    if found.lower_only:
        yield f"本级新增任务{found.lower_only}项。"


def _counted(what: str, unit: str, counts: Mapping[Any, int]) -> Iterator[str]:
    parts = [f"{label(key)}{n}{unit}" for key, n in counts.items() if n]
    if parts:
        yield f"{what}{sum(counts.values())}{unit}：{'、'.join(parts)}。"
