"""Findings that people have judged stay silent until their text changes."""

from collections import Counter
from collections.abc import Iterable

from policyparse.model.check import Baseline, CheckResult, Finding, Judged

Key = tuple[str, str, tuple[str, ...]]


def mute(result: CheckResult, baseline: Baseline) -> CheckResult:
    """The result without what was judged; one entry silences one finding.

    The name of the file does not count: the next draft has another one.
    """
    known = Counter(_key(one) for one in baseline.findings)
    kept: list[Finding] = []
    for finding in result.findings:
        key = _key(Judged.of(finding))
        if known[key]:
            known[key] -= 1
        else:
            kept.append(finding)
    muted = len(result.findings) - len(kept)
    return result.model_copy(update={"findings": tuple(kept), "muted": result.muted + muted})


def judged(findings: Iterable[Finding], before: Baseline) -> Baseline:
    """A baseline of these findings; what people wrote beside them before is kept."""
    said: dict[Key, list[str]] = {}
    for one in before.findings:
        said.setdefault(_key(one), []).append(one.why)
    entries = []
    for finding in findings:
        entry = Judged.of(finding)
        reasons = said.get(_key(entry))
        entries.append(entry.model_copy(update={"why": reasons.pop(0)}) if reasons else entry)
    return Baseline(findings=tuple(entries))


def _key(one: Judged) -> Key:
    return one.code, one.sentence, one.quotes
