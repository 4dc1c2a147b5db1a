"""The coverage reports: which plans of a folder answer which, and a file each. 对照报告"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from policyparse.batch.attempt import Failure
from policyparse.batch.compared import Compared, compare_pairs, distinct, texts_of, traces_of
from policyparse.batch.read import Document
from policyparse.batch.track import Track, silent
from policyparse.comparison.relation import related_pairs
from policyparse.lexicon.load import load
from policyparse.model.comparison import Comparison
from policyparse.model.comparisons import Comparisons
from policyparse.reports.counties import safe_name
from policyparse.reports.files import write_whole

COVERAGE, RESULT = "对照报告", "对照结果.json"
PAGE, ALL_KINDS = ("html",), ("html", "xlsx", "docx")
SHORT = 22  # characters of a file's name that stand in the name of a report
Output = tuple[str, Callable[[], object]]  # name of a file, and what makes it


@dataclass(frozen=True, slots=True)
class Answer:
    """A lower plan beside an upper one, by their places among the documents."""

    upper: int
    lower: int
    comparison: Comparison
    page: str  # the file that shows it


@dataclass(frozen=True, slots=True)
class Report:
    """One report: a pair, or an upper plan with all that answer it."""

    name: str  # without suffix
    found: Comparisons
    kinds: tuple[str, ...] = ALL_KINDS


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of the related pairs of a folder."""

    answers: tuple[Answer, ...] = ()
    reports: tuple[Report, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()


def coverage(
    documents: Sequence[Document], lexicon: Sequence[Path] = (), track: Track = silent
) -> Coverage:
    """Compare every related pair; a pair that fails is named and stops nothing."""
    named = distinct(documents)
    pairs = related_pairs([document.plan for document in named], load(lexicon))
    made, failures = compare_pairs([(named[u], named[low]) for u, low, _ in pairs], lexicon, track)
    answers: list[Answer] = []
    for at, comparison in made.items():
        upper, lower, _ = pairs[at]
        stem = f"{COVERAGE}-{_short(named[upper])}-{_short(named[lower])}"
        name = safe_name(stem, [answer.page for answer in answers], ".html")
        answers.append(Answer(upper, lower, comparison, name))
    return Coverage(tuple(answers), tuple(_reports(named, answers)), texts_of(named), failures)


def _reports(documents: Sequence[Document], answers: Sequence[Answer]) -> Iterator[Report]:
    """A page for each pair; an upper plan with several lower ones has a report of them all."""
    traces = traces_of([answer.comparison for answer in answers])
    names: list[str] = [answer.page.removesuffix(".html") for answer in answers]
    for upper in dict.fromkeys(answer.upper for answer in answers):
        own = [answer for answer in answers if answer.upper == upper]
        if len(own) > 1:
            names.append(safe_name(f"{COVERAGE}-{_short(documents[upper])}", names))
            yield Report(
                names[-1], Comparisons(comparisons=tuple(answer.comparison for answer in own))
            )
        for answer in own:
            sides = (answer.comparison.upper.source, answer.comparison.lower.source)
            ways = tuple(t for t in traces if (t.upper.source, t.lower.source) == sides)
            found = Comparisons(comparisons=(answer.comparison,), traces=ways)
            yield Report(answer.page.removesuffix(".html"), found, PAGE if own[1:] else ALL_KINDS)


def _short(document: Document) -> str:
    """The beginning of a file's name, by which its reports are known."""
    stem = document.path.stem
    return stem if len(stem) <= SHORT else stem[:SHORT].rstrip(" -—（(《、，")


def coverage_outputs(
    made: Coverage, folder: Path, today: date, templates: Path | None = None
) -> Iterator[Output]:
    """Name and maker of all coverage reports of a folder."""
    for report in made.reports:
        yield from report_outputs(report, made.texts, folder, today, templates)


def comparison_outputs(
    compared: Compared, text: str, folder: Path, today: date, templates: Path | None = None
) -> Iterator[Output]:
    """What ``policyparse compare --out`` leaves: a report of all, and the JSON as printed.

    Of several ways over three levels each has a page of its own.
    """
    found, texts = compared.found, compared.texts
    yield from report_outputs(Report(COVERAGE, found), texts, folder, today, templates)
    names = [COVERAGE]
    for way in found.traces if len(found.traces) > 1 else ():
        sides = (way.upper.source, way.lower.source)
        own = tuple(c for c in found.comparisons if (c.upper.source, c.lower.source) == sides)
        names.append(safe_name(f"{COVERAGE}-{Path(way.lower.source).stem[:SHORT]}", names))
        page = Report(names[-1], Comparisons(comparisons=own, traces=(way,)), PAGE)
        yield from report_outputs(page, texts, folder, today, templates)
    yield RESULT, partial(write_whole, folder / RESULT, text.encode())


def report_outputs(
    report: Report,
    texts: Mapping[str, str],
    folder: Path,
    today: date,
    templates: Path | None = None,
) -> Iterator[Output]:
    """Name and maker of each file of one report."""
    makers = {
        "html": partial(_write_page, report.found, texts, today, templates),
        "xlsx": partial(_write_book, report.found, today),
        "docx": partial(_write_paper, report.found, today, templates),
    }
    for kind in report.kinds:
        name = f"{report.name}.{kind}"
        yield name, partial(makers[kind], folder / name)


def _write_page(
    found: Comparisons,
    texts: Mapping[str, str],
    today: date,
    templates: Path | None,
    target: Path,
) -> object:
    from policyparse.reports.coverage_html import render_coverage

    page = render_coverage(
        found.comparisons,
        texts=texts,
        today=today,
        trace=found.traces[0] if len(found.traces) == 1 else None,
        task_list=found.task_list,
        user_dir=templates,
    )
    return write_whole(target, page.encode())


def _write_book(found: Comparisons, today: date, target: Path) -> object:
    from policyparse.reports.coverage_xlsx import write_coverage_xlsx

    return write_coverage_xlsx(
        found.comparisons,
        target,
        today=today,
        trace=found.traces[0] if len(found.traces) == 1 else None,
        task_list=found.task_list,
    )


def _write_paper(found: Comparisons, today: date, templates: Path | None, target: Path) -> object:
    from policyparse.reports.coverage_docx import write_coverage_docx

    return write_coverage_docx(found.comparisons, target, today=today, user_dir=templates)
