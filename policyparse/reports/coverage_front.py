"""The front page: relation, counts, what matters most, and what a person must look at. 对照结论"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policyparse.comparison.findings import findings, front
from policyparse.model.comparison import Comparison, CoverageFinding, FindingKind
from policyparse.model.evidence import Certainty
from policyparse.reports.coverage_names import (
    Names,
    as_read,
    cited,
    how_sure,
    in_text_order,
    kind_label,
    quoted,
)
from policyparse.reports.coverage_tables import task_place
from policyparse.reports.coverage_words import (
    front_sentences,
    further_sentences,
    is_reference,
    short_sentence,
)
from policyparse.reports.labels import label
from policyparse.reports.tables import Cell, Column, Line, Table, band, drop_empty

COLUMNS = (
    Column("number", "序号", 6, centred=True),
    Column("lower_plan", "下级方案", 11),
    Column("kind", "类别", 11, centred=True),
    Column("task", "上级任务", 16),
    Column("says", "问题", 32),
    Column("matters", "为什么要看", 22),
    Column("upper", "上级原文", 30),
    Column("lower", "下级原文", 30),
    Column("hint", "提示", 12),
    Column("result", "核对结果", 12, centred=True),
)
IN_FULL = 3  # lower plans that are told in full before the findings
SIGNS_MEAN = "√ 全部体现（已体现），△ 部分体现（表述减弱），× 未体现（未见对应内容）。"
TITLE, REFERENCE = "上下级方案对照结论", "上下级方案对照参考"
NOTHING = "未发现把握较大的差异。"
MISSING = (FindingKind.MEASURE_MISSING, FindingKind.TARGET_MISSING)
NEAREST, NONE_NEAR = "（最接近的一处）", "（无相近表述）"


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with the comparison it belongs to."""

    comparison: Comparison
    finding: CoverageFinding


def sorted_findings(
    comparisons: Sequence[Comparison], lexicon: Sequence[Path] = ()
) -> tuple[list[Found], list[Found]]:
    """What goes to the front page, and the rest in the order of the upper plan.

    Of several comparisons the first findings come first.
    """
    top: list[tuple[int, Found]] = []
    rest: list[Found] = []
    for comparison in comparisons:
        ranked = findings(comparison, lexicon=lexicon)
        first = front(ranked)
        top += [(at, Found(comparison, finding)) for at, finding in enumerate(first)]
        others = in_text_order((one for one in ranked if one not in first), comparison)
        rest += [Found(comparison, finding) for finding in others]
    return [found for _, found in sorted(top, key=lambda one: one[0])], rest


def front_table(
    comparisons: Sequence[Comparison], names: Names, lexicon: Sequence[Path] = ()
) -> Table:
    """The sheet 对照结论: counts above, findings below."""
    table = finding_table(comparisons, *sorted_findings(comparisons, lexicon), names)
    lead, notes = _around(comparisons, names)
    return replace(table, lead=lead, notes=notes)


def _around(
    comparisons: Sequence[Comparison], names: Names
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands above the findings; of many lower plans the details stand below them."""
    if len(comparisons) <= IN_FULL:
        full = (
            (*front_sentences(comparison), *further_sentences(comparison))
            for comparison in comparisons
        )
        return tuple(text for texts in full for text in texts), ()
    lead = (short_sentence(names.pair(one), one) for one in comparisons)
    notes = (
        f"{names.pair(comparison)}　{text}"
        for comparison in comparisons
        for text in further_sentences(comparison)
    )
    return (SIGNS_MEAN, *lead), tuple(notes)


def finding_table(
    comparisons: Sequence[Comparison], top: Sequence[Found], rest: Sequence[Found], names: Names
) -> Table:
    """The findings with why they matter and both quotes."""
    several = len(comparisons) > 1
    columns = COLUMNS if several else tuple(c for c in COLUMNS if c.key != "lower_plan")
    return drop_empty(
        Table(
            name="对照结论",
            title=REFERENCE if reference(comparisons) else TITLE,
            columns=columns,
            lines=tuple(finding_lines(comparisons, top, rest, names)),
        )
    )


def reference(comparisons: Sequence[Comparison]) -> bool:
    """Whether none of the lower plans has to answer the upper one."""
    return all(is_reference(comparison) for comparison in comparisons)


def finding_lines(
    comparisons: Sequence[Comparison], top: Sequence[Found], rest: Sequence[Found], names: Names
) -> Iterator[Line]:
    """The findings under two headings, numbered through."""
    what = "主要差异（对照参考）" if reference(comparisons) else "主要问题"
    yield band(f"{what}：{len(top)}项，把握较大" if top else f"{what}：{NOTHING}")
    for number, found in enumerate(top, start=1):
        yield _line(str(number), found, names)
    if rest:
        yield band(f"待人工核实：{len(rest)}项")
    for number, found in enumerate(rest, start=len(top) + 1):
        yield _line(str(number), found, names)


def _line(number: str, found: Found, names: Names) -> Line:
    finding, comparison = found.finding, found.comparison
    cells = {
        "number": Cell(number),
        "lower_plan": Cell(names.pair(comparison)),
        "kind": Cell(kind_label(finding)),
        "task": Cell(task_name(found)),
        "says": Cell(finding.says),
        "matters": Cell(finding.matters),
        "upper": Cell(cited(quoted(as_read(finding, finding.upper)), finding.upper)),
        "lower": Cell(lower_text(finding)),
        "hint": Cell("\n".join(_hints(finding))),
        "result": Cell(label(finding.review.result) if finding.review else ""),
    }
    return Line(cells, group=number)


def task_name(found: Found) -> str:
    """The upper task with its clause."""
    number = found.finding.upper_task
    task = next((t for t in found.comparison.tasks if t.upper_task == number), None)
    return f"{task_place(task)} {task.title}" if task else found.finding.title


def lower_text(finding: CoverageFinding) -> str:
    """The lower passage; for what is missing the nearest one, said to be that."""
    text = quoted(as_read(finding, finding.lower))
    if finding.kind not in MISSING:
        return text
    return NEAREST + text if text else NONE_NEAR


def _hints(finding: CoverageFinding) -> Iterator[str]:
    if finding.owner:
        yield label(finding.owner)
    if finding.certainty is not Certainty.SURE:
        yield how_sure(finding.certainty)
