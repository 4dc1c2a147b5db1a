"""Findings -> what the page and the table of findings show. 核查报告"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyparse.checks.registry import RULES_BY_CODE
from policyparse.checks.run import is_trifle
from policyparse.checks.subject import Subject
from policyparse.model.check import CheckResult, Finding, Severity
from policyparse.model.evidence import Evidence
from policyparse.reports.check_words import TRIFLES, quote, where
from policyparse.reports.labels import label
from policyparse.reports.links import Link, SourceView
from policyparse.reports.places import SourceText, SourceTexts

AROUND = 22  # characters before and after the words that are quoted
LONGEST, KEPT = 160, 50  # characters of the words themselves; those kept from the end


@dataclass(frozen=True, slots=True)
class QuoteView:
    """The words a finding rests on, with a little of what is around them."""

    before: str
    words: Link
    after: str
    place: str  # 三、（一）1.，第3页 全文第15段; empty where it is that of the quote before


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding."""

    number: int
    severity: str
    message: str
    why: str
    fix: str
    quotes: tuple[QuoteView, ...]
    code: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """The findings of one severity, or the trifles."""

    name: str
    kind: str  # error, warning, info, trifle
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The findings of one document."""

    title: str
    name: str  # of the file
    anchor: str
    counts: tuple[tuple[str, int], ...]
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All that the page shows."""

    title: str
    documents: tuple[DocumentView, ...]
    rules: tuple[tuple[str, str], ...]  # those that found something, for people who ask
    muted: int
    sources: tuple[SourceView, ...]


def check_report(result: CheckResult, subjects: Sequence[Subject]) -> CheckReport:
    """The findings by document and severity, each linked to its words."""
    names = tuple(subject.plan.source.name for subject in subjects)
    read = {name: subject.text.text for name, subject in zip(names, subjects, strict=True)}
    texts = SourceTexts(names, [subject.plan for subject in subjects], read)
    views = tuple(
        _document(subject, texts[name], result.findings, texts)
        for name, subject in zip(names, subjects, strict=True)
    )
    used = sorted({finding.code for finding in result.findings})
    title = f"《{texts[names[0]].title}》核查情况" if len(names) == 1 else "文稿核查情况"
    return CheckReport(
        title=title,
        documents=views,
        rules=tuple((code, RULES_BY_CODE[code].title) for code in used),
        muted=result.muted,
        sources=tuple(source.view() for source in texts.all),
    )


def _document(
    subject: Subject, source: SourceText, findings: Sequence[Finding], texts: SourceTexts
) -> DocumentView:
    own = [finding for finding in findings if finding.source == source.name]
    main = [finding for finding in own if not is_trifle(finding)]
    sorts: Mapping[str, tuple[str, list[Finding]]] = {
        severity.value: (label(severity), [f for f in main if f.severity is severity])
        for severity in Severity
    } | {"trifle": (TRIFLES, [finding for finding in own if is_trifle(finding)])}
    groups = tuple(
        GroupView(name, kind, tuple(_findings(found, subject, texts)))
        for kind, (name, found) in sorts.items()
        if found
    )
    return DocumentView(
        title=source.title,
        name=source.name,
        anchor=f"file{source.index}",
        counts=tuple((group.name, len(group.findings)) for group in groups),
        groups=groups,
    )


def _findings(
    found: Sequence[Finding], subject: Subject, texts: SourceTexts
) -> Iterator[FindingView]:
    for number, finding in enumerate(found, start=1):
        rule = RULES_BY_CODE[finding.code]
        yield FindingView(
            number=number,
            severity=label(finding.severity),
            message=finding.message,
            why=rule.why,
            fix=rule.fix,
            quotes=tuple(_quotes(finding.evidence, subject, texts)),
            code=finding.code,
        )


def _quotes(
    places: Sequence[Evidence], subject: Subject, texts: SourceTexts
) -> Iterator[QuoteView]:
    """The words of each place; where several stand is said once."""
    before = ""
    for place in places:
        said = quote(subject.text.text, place, AROUND, LONGEST, KEPT)
        paragraph = f"全文第{place.block + 1}段"
        named = " ".join(dict.fromkeys((where(subject, place), paragraph)))
        yield QuoteView(
            before=said.before,
            words=texts.link(said.words, subject.plan.source.name, (place,)),
            after=said.after,
            place="" if named == before else named,
        )
        before = named
