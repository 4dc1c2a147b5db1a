"""Targets 指标 of running text, with the date by which they hold."""

import re
from collections.abc import Iterable

from policyparse.extract.context import Context
from policyparse.extract.deadlines import Timed, sentence_start
from policyparse.grammar.target_expression import TargetExpression
from policyparse.model import Certainty, DeadlineKind, Part, Target, TargetKind
from policyparse.nlp.annotate import Passage

_COMPARES = re.compile("[比较以与]$")


def targets(
    context: Context,
    passages: Iterable[Passage],
    times: list[Timed],
    stretches: Iterable[tuple[int, int]],
    section: str | None = None,
) -> list[Target]:
    """The targets whose number stands inside the stretches."""
    spans = list(stretches)
    found = []
    for passage in passages:
        mine = [t for t in times if t.passage is passage]
        for number, expression in enumerate(passage.targets):
            at = passage.base + expression.number[0]
            if not any(a <= at < b for a, b in spans):
                continue
            when = _by(passage, expression, mine, passage.targets[:number])
            if _told_as_history(context, passage, expression):
                continue
            found.append(_target(context, passage, expression, when, section))
    return found


def _by(
    passage: Passage,
    target: TargetExpression,
    times: list[Timed],
    earlier: tuple[TargetExpression, ...],
) -> Timed | None:
    """The nearest date before the number in its sentence; 分别 pairs dates and values."""
    begin = sentence_start(passage.text, target.number[0])
    before = [
        t
        for t in times
        if begin <= t.expression.start < target.number[0]
        and t.meaning.kind in (DeadlineKind.BY, DeadlineKind.DURING)
        and t.meaning.end
    ]
    if not before:
        return None
    run = [
        t for t in earlier if t.indicator_span == target.indicator_span and target.indicator_span
    ]
    if target.rule == "paired" and len(before) == len(run) + 1 + _left(passage, target):
        return before[len(run)]
    if "分别" in passage.text[begin : target.number[0]] and len(before) > 1:
        offset = len(run)
        if offset < len(before):
            return before[offset]
    return before[-1]


def _left(passage: Passage, target: TargetExpression) -> int:
    return sum(
        1
        for t in passage.targets
        if t.number > target.number and t.indicator_span == target.indicator_span
    )


def _told_as_history(context: Context, passage: Passage, target: TargetExpression) -> bool:
    """A figure of a year before the plan is a past result."""
    first = context.document.period.start
    if first is None and context.document.issued_on:
        first = int(context.document.issued_on[:4])
    begin = sentence_start(passage.text, target.number[0])
    years = [
        t.year
        for t in passage.times
        if begin <= t.start < target.number[0]
        and t.year
        and t.rule != "span"
        and not _COMPARES.search(passage.text, max(0, t.start - 2), t.start)
    ]
    return bool(years and first and years[-1] < first)


def _base_year(passage: Passage, target: TargetExpression) -> int | None:
    """The year that a change is counted from: 比2020年下降10%."""
    begin = sentence_start(passage.text, target.number[0])
    years = [
        t.year
        for t in passage.times
        if begin <= t.start < target.number[0]
        and _COMPARES.search(passage.text, max(0, t.start - 2), t.start)
    ]
    return years[-1] if years else None


def _target(
    context: Context,
    passage: Passage,
    e: TargetExpression,
    when: Timed | None,
    section: str | None,
) -> Target:
    base = passage.base
    evidence = [context.evidence(base + e.start, base + e.end)]
    by = None
    if when is not None:
        by = (
            when.meaning.end
            if when.expression.rule not in ("year", "year-to")
            else str(when.meaning.end)[:4]
        )
        evidence.append(context.evidence(when.start, when.end, Part.CONTEXT))
    elif section is not None and context.document.period.start == context.document.period.end:
        by = str(context.document.period.end) if context.document.period.end else None
    return Target(
        raw=context.text.text[base + e.start : base + e.end],
        indicator=e.indicator,
        op=e.op,
        value=e.value,
        value_high=e.value_high,
        unit=e.unit,
        by=by,
        scope=e.scope,
        base_year=_base_year(passage, e),
        kind=e.kind,
        section=section,
        rule=e.rule,
        certainty=Certainty.LIKELY if e.kind is TargetKind.LIMIT else e.certainty,
        evidence=tuple(evidence),
    )
