"""Documents -> findings, with the settings and the baseline of the office."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from policyparse import pipeline
from policyparse.batch.archives import shown_name
from policyparse.batch.attempt import Failed, Failure, attempt
from policyparse.batch.named import names_of
from policyparse.batch.track import Track, silent
from policyparse.checks.registry import RULES
from policyparse.checks.rule import Rule
from policyparse.checks.run import run
from policyparse.checks.subject import Subject
from policyparse.model.check import CheckResult, Finding
from policyparse.readers.encoding import written_name


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, the documents by their files, and what could not be read."""

    result: CheckResult
    # each with its files, the body first; documents of one name are told apart
    subjects: tuple[tuple[tuple[Path, ...], Subject], ...] = ()
    failures: tuple[Failure, ...] = ()

    def with_result(self, result: CheckResult) -> "Checked":
        """The same documents with other findings."""
        return replace(self, result=result)


def check_files(
    sets: Sequence[Sequence[Path]],
    rules: Sequence[Rule],
    lexicon: Sequence[Path] = (),
    track: Track = silent,
    *,
    insist: bool = False,
) -> Checked:
    """Check each document, annexes with their body; one that cannot be read is named."""
    found: list[Finding] = []
    subjects: list[tuple[tuple[Path, ...], Subject]] = []
    failures: list[Failure] = []
    names = names_of([body for body, *_ in sets])
    for files in track("核查", tuple(tuple(files) for files in sets)):
        name = names[files[0]]
        work = partial(_check, files, name, tuple(rules), tuple(lexicon), insist=insist)
        result = attempt(work)
        if isinstance(result, Failed):
            failures.append(result.of(shown_name(result.source or files[0], None)))
        else:
            subjects.append((files, result[0]))
            found += result[1]
    sources = tuple(subject.plan.source.name for _, subject in subjects)
    checked = CheckResult(findings=tuple(found), sources=sources)
    return Checked(checked, tuple(subjects), tuple(failures))


def _check(
    files: tuple[Path, ...],
    name: str,
    rules: tuple[Rule, ...],
    lexicon: tuple[Path, ...],
    *,
    insist: bool,
) -> tuple[Subject, tuple[Finding, ...]]:
    plan, text = pipeline.parse_set(files, lexicon, insist=insist)
    source = plan.source.model_copy(update={"name": name})
    subject = Subject.of(plan.model_copy(update={"source": source}), text, lexicon)
    return subject, run(subject, rules)


def check(
    source: Path,
    rules: Sequence[Rule] = RULES,
    lexicon: Sequence[Path] = (),
    *,
    insist: bool = False,
) -> tuple[Finding, ...]:
    """The findings on one file; raises UnreadableSource where it cannot be read."""
    name = written_name(source.name)
    return _check((source,), name, tuple(rules), tuple(lexicon), insist=insist)[1]


def check_json(result: CheckResult) -> str:
    """What ``policyparse check --json`` prints."""
    return result.model_dump_json(by_alias=True, indent=2) + "\n"
