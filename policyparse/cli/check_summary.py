"""Findings for people to read on a terminal."""

from collections.abc import Iterator, Sequence

import click

from policyparse.checks.run import is_trifle
from policyparse.checks.subject import Subject
from policyparse.cli.width import columns, wrap
from policyparse.model.check import CheckResult, Finding, Severity
from policyparse.model.evidence import Evidence
from policyparse.reports.check_words import TRIFLES, quote, where
from policyparse.reports.labels import label

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
MOST_QUOTES = 4  # of one finding that are shown
LONGEST, KEPT = 60, 20  # characters of the words themselves; those kept from the end
AROUND = 14  # characters before and after the words that are quoted
INDENT = " " * 6


def summary(result: CheckResult, subjects: Sequence[Subject]) -> Iterator[str]:
    """All lines, each within the width of the terminal."""
    for subject in subjects:
        name = subject.plan.source.name
        found = [finding for finding in result.findings if finding.source == name]
        yield "=" * columns()
        title = subject.plan.document.title
        yield wrap(f"《{title}》（{name}）" if title else name, columns())
        yield wrap(_totals(found), columns())
        yield from _by_severity([f for f in found if not is_trifle(f)], subject)
        yield from _group(TRIFLES, "white", [f for f in found if is_trifle(f)], subject)
    if result.muted:
        yield ""
        yield f"已判定清单中的{result.muted}处没有再列。"


def _totals(found: Sequence[Finding]) -> str:
    """应改1处，请核实3处；格式细节2类."""
    if not found:
        return "没有发现需要核实之处。"
    main = [finding for finding in found if not is_trifle(finding)]
    counts = [(label(s), sum(f.severity is s for f in main)) for s in Severity]
    said = "，".join(f"{name}{n}处" for name, n in counts if n)
    trifles = len(found) - len(main)
    return "；".join(part for part in (said, f"{TRIFLES}{trifles}类" if trifles else "") if part)


def _by_severity(found: Sequence[Finding], subject: Subject) -> Iterator[str]:
    for severity in Severity:
        of_it = [finding for finding in found if finding.severity is severity]
        yield from _group(label(severity), COLOURS[severity], of_it, subject)


def _group(name: str, colour: str, found: Sequence[Finding], subject: Subject) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield click.style(name, fg=colour, bold=True)
    for number, finding in enumerate(found, start=1):
        said = f"{number}. {finding.message}（{finding.code}）"
        yield wrap(said, columns(), "  ", INDENT)
        for place in finding.evidence[:MOST_QUOTES]:
            yield wrap(_quoted(place, subject), columns(), INDENT, INDENT)
        more = len(finding.evidence) - MOST_QUOTES
        if more > 0:
            yield f"{INDENT}另有{more}处。"


def _quoted(place: Evidence, subject: Subject) -> str:
    """Where it stands, and the words with a little of what is around them."""
    said = quote(subject.text.text, place, AROUND, LONGEST, KEPT)
    return f"{where(subject, place)}：{said.before}【{said.words}】{said.after}"
