"""What could be done about a finding: where it would go, and the upper words. 修改建议

Nothing is put into words that neither plan says.
"""

from collections.abc import Iterable, Sequence

from policyparse.model.comparison import (
    DeadlineCoverage,
    FindingKind,
    MeasureState,
    Quote,
    TargetCoverage,
)
from policyparse.reports.coverage_front import Found
from policyparse.reports.coverage_names import Names
from policyparse.reports.coverage_words import is_reference

LONG, SHORT = 60, 28  # characters of a quote that stands alone, and of one among others
ALONE = "下级方案没有对应的任务"


def proposal(found: Found, names: Names) -> str:
    """One sentence for the part 修改建议."""
    finding = found.finding
    where = f"下级方案{place}" if (place := landing(found, names)) else ""
    upper = upper_words(finding.upper)
    if is_reference(found.comparison):
        return f"{where}可参考上级原文：{upper}。" if where else f"上级原文：{upper}。"
    match finding.kind:
        case FindingKind.MEASURE_MISSING | FindingKind.TARGET_MISSING:
            asked = f"请核实是否在{where}中补充" if where else _alone(found, names)
            return f"{asked}，上级原文：{upper}。"
        case FindingKind.MEASURE_WEAKENED | FindingKind.TARGET_LOOSER | FindingKind.DEADLINE_LATER:
            said = all(shortened(quote.text) in finding.says for quote in finding.upper)
            source = "" if said or finding.measure is None else f"，上级原文：{upper}"
            return f"请核实{where or '下级方案目标部分'}的表述{source}。"
        case _:
            return f"请核实{where or '下级方案对应任务'}的责任单位。"


def landing(found: Found, names: Names) -> str:
    """落点: the lower task where the words would go, or stand; empty where there is none."""
    comparison, finding = found.comparison, found.finding
    task = next((t for t in comparison.tasks if t.upper_task == finding.upper_task), None)
    measure = next((m for m in task.measures if m.id == finding.measure), None) if task else None
    own = _value_task(found)
    if own is None and measure is not None and measure.state is not MeasureState.MISSING:
        own = measure.lower_task
    if own is None and task is not None:
        own = next(iter(task.lower_tasks), None)
    return names.place(comparison.lower, own) if own else ""


def upper_words(quotes: Sequence[Quote]) -> str:
    """The upper passages in quotation marks, long ones cut; of several shorter pieces."""
    most = LONG if len(quotes) == 1 else SHORT
    return "".join(dict.fromkeys(f"“{shortened(quote.text, most)}”" for quote in quotes))


def shortened(text: str, most: int = LONG) -> str:
    """A text of no more than so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}……"


def _value_task(found: Found) -> str | None:
    """The lower task of a figure or date, known by its place in the upper plan."""
    starts = {quote.start for quote in found.finding.upper}
    comparison = found.comparison
    rows_of: tuple[TargetCoverage | DeadlineCoverage, ...]
    rows_of = (*comparison.targets, *comparison.deadlines)
    rows: Iterable[tuple[int, str | None]] = (
        (row.upper.evidence[0].start, row.lower_task) for row in rows_of if row.upper.evidence
    )
    if found.finding.measure is not None:
        return None
    return next((task for start, task in rows if task and start in starts), None)


def _alone(found: Found, names: Names) -> str:
    """Where nothing of the upper task is taken up: the nearest place, for what it is worth."""
    places = found.finding.lower[:1]
    measures = (m for task in found.comparison.tasks for m in task.measures)
    near = next((m.lower_task for m in measures if places and places[0] in m.lower), None)
    where = f"（最接近的一处在{names.place(found.comparison.lower, near)}）" if near else ""
    return f"{ALONE}{where}，请核实是否补充"
