"""What is said of annexes that were not given, and where a measure was looked for. 附件"""

from collections.abc import Iterator, Mapping, Sequence

from policyparse.matching.annexes import annexes, in_annex
from policyparse.model import Category, Plan


def annex_notes(
    uppers: Sequence[Plan], lowers: Sequence[Plan], texts: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """What is to be said of annexes that are named and were not given.

    ``texts`` holds the normalised text by the name of the source.
    """
    texts = texts or {}
    sides = (
        ("上级", uppers, "其中的任务和指标未列入对照"),
        ("下级", lowers, "“未见对应内容”仅就已读的部分而言"),
    )
    return tuple(
        f"{side}文件《{plan.document.title or plan.source.name}》写明{annex.shown}，"
        f"所给文件中未见；{meaning}，请提供附件后核实。"
        for side, plans, meaning in sides
        for plan in plans
        for annex in annexes(plan, texts.get(plan.source.name, ""))
        if not annex.read
    )


def searched(plans: Sequence[Plan], texts: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Where a measure was looked for: tasks, safeguards, goals, annexes. 查找范围"""
    texts = texts or {}
    several = len(plans) > 1
    return tuple(
        f"《{plan.document.title or plan.source.name}》{part}" if several else part
        for plan in plans
        for part in _parts(plan, texts.get(plan.source.name, ""))
    )


def _parts(plan: Plan, text: str) -> Iterator[str]:
    body = [task for task in plan.tasks if not in_annex(task)]
    rows = len(plan.tasks) - len(body)
    main = sum(task.category is Category.MAIN for task in body)
    yield f"主要任务{main}项"
    if safeguards := len(body) - main:
        yield f"保障措施{safeguards}项"
    if plan.goals:
        yield f"目标和指标{len(plan.goals)}项"
    named = annexes(plan, text)
    if rows:
        yield f"附件任务{rows}项"
    for annex in named:
        yield f"{annex.shown}{'已读' if annex.read else '未提供'}"
    if not named:
        yield from (f"附件《{name}》已读" for name in plan.source.parts)
