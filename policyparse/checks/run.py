"""A document -> findings: the one place that applies the rules."""

from collections.abc import Iterable

from policyparse.checks.registry import RULES
from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.model.check import Family, Finding


def run(subject: Subject, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """All findings in reading order, trifles of form behind the others."""
    found = [_finding(subject, rule, hit) for rule in rules for hit in rule.check(subject)]
    return tuple(sorted(found, key=_place))


def _finding(subject: Subject, rule: Rule, hit: Hit) -> Finding:
    task = subject.task_at(hit.evidence[0].start)
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=rule.severity,
        message=hit.message,
        evidence=hit.evidence,
        sentence=subject.sentence(hit.evidence[0].start),
        source=subject.plan.source.name,
        task=task.id if task else None,
    )


def is_trifle(finding: Finding) -> bool:
    """Whether it is one of those that are grouped at the end."""
    return finding.code[2] == Family.TRIFLE


def _place(finding: Finding) -> tuple[bool, int, int, str]:
    first = finding.evidence[0]
    return is_trifle(finding), first.start, first.end, finding.code
