"""What was not read with certainty: losses, warnings, unsure values, places that do not agree."""

from collections.abc import Iterator

from policyparse.model import Certainty, Evidence, Plan, Status
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts, all_evidence
from policyparse.reports.values import target_text
from policyparse.reports.views_lists import DoubtRow, DoubtTable

LONGEST_QUOTE = 60


def doubt_tables(texts: SourceTexts) -> tuple[DoubtTable, ...]:
    """One table a document; documents without doubts have none."""
    tables = (
        DoubtTable(
            source.code,
            source.title,
            tuple(_rows(texts, source)),
            tuple(
                (kind, texts.link(text, source.name, evidence))
                for kind, text, certainty, evidence in _values(source.plan)
                if certainty is Certainty.LIKELY
            ),
        )
        for source in texts.all
    )
    return tuple(table for table in tables if table.rows or table.likely)


def _rows(texts: SourceTexts, source: SourceText) -> Iterator[DoubtRow]:
    plan = source.plan
    if plan.status is not Status.OK:
        yield DoubtRow("读取情况", label(plan.status), Link(""), Link(""))
    for loss in plan.losses:
        count = f"（{loss.count}处）" if loss.count > 1 else ""
        place = f"，位置：{loss.place}" if loss.place else ""
        yield DoubtRow("未能读取", f"{loss.message}{count}{place}", Link(""), Link(""))
    for warning in plan.warnings:
        yield _row(texts, source, "读取提示", warning.message, warning.evidence)
    for kind, text, certainty, evidence in _values(plan):
        if certainty is Certainty.UNSURE:
            yield _row(texts, source, kind, f"{text}：{label(certainty)}", evidence)
    if source.text is not None:
        for quoted in dict.fromkeys(all_evidence(plan)):
            if not source.holds(quoted):
                why = "所引文字与原文该处不一致，请核实"
                yield DoubtRow("出处不符", why, Link(_short(quoted)), Link(""))


def _values(plan: Plan) -> Iterator[tuple[str, str, Certainty, tuple[Evidence, ...]]]:
    for task in plan.tasks:
        for a in task.assignments:
            yield "责任单位", f"{a.unit.name}（{label(a.role)}）", a.certainty, a.evidence
        for d in task.deadlines:
            yield "时限", f"{d.raw}", d.certainty, d.evidence
        for t in task.targets:
            yield "指标", target_text(t), t.certainty, t.evidence
        for v in task.deliverables:
            yield "交办事项", v.what, v.certainty, v.evidence
    for goal in plan.goals:
        yield "目标", target_text(goal), goal.certainty, goal.evidence


def _row(
    texts: SourceTexts, source: SourceText, kind: str, text: str, evidence: tuple[Evidence, ...]
) -> DoubtRow:
    quote = texts.link(_short(evidence[0]), source.name, evidence) if evidence else Link("")
    return DoubtRow(kind, text, quote, texts.reference(source.name, evidence))


def _short(place: Evidence) -> str:
    text = place.text
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
