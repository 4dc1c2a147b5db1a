"""The coverage reports: which plans of a folder answer which, and a file each. 对照报告"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from policyparse.batch.attempt import Failure
from policyparse.batch.compared import Compared, compare_pairs, traces_of
from policyparse.batch.named import distinct, texts_of
from policyparse.batch.publish import Output
from policyparse.batch.read import Document
from policyparse.batch.track import Track, silent
from policyparse.comparison.relation import related_pairs
from policyparse.lexicon.load import load
from policyparse.model.comparisons import Comparisons
from policyparse.model.plan import Plan
from policyparse.readers.encoding import written_name
from policyparse.reports.answers import Answer
from policyparse.reports.counties import safe_name
from policyparse.reports.files import write_whole

COVERAGE, RESULT = "对照报告", "对照结果.json"
PAGE, ALL_KINDS = ("html",), ("html", "xlsx", "docx")
SHORT = 14  # characters of a file's name that stand in the name of a report


@dataclass(frozen=True, slots=True)
class Basis:
    """What reports are made from and how, beside the comparisons themselves."""

    documents: tuple[Document, ...]
    lexicon: tuple[Path, ...]
    today: date
    templates: Path | None = None

    @property
    def plans(self) -> tuple[Plan, ...]:
        """What was read from the documents."""
        return tuple(document.plan for document in self.documents)


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
    documents: tuple[Document, ...] = ()  # under the names that the comparisons use
    failures: tuple[Failure, ...] = ()


NOTHING = Coverage()


def coverage(
    documents: Sequence[Document], lexicon: Sequence[Path] = (), track: Track = silent
) -> Coverage:
    """Compare every related pair; a pair that fails is named and stops nothing."""
    named = distinct(documents)
    pairs = related_pairs([document.plan for document in named], load(lexicon))
    made, failures = compare_pairs([(named[u], named[low]) for u, low, _ in pairs], lexicon, track)
    short = _short_names(named, {at for upper, lower, _ in pairs for at in (upper, lower)})
    answers: list[Answer] = []
    for at, comparison in made.items():
        upper, lower, _ = pairs[at]
        stem = f"{COVERAGE}-{short[upper]}-{short[lower]}"
        name = safe_name(stem, [answer.page for answer in answers], ".html")
        answers.append(Answer(upper, lower, comparison, name))
    return Coverage(tuple(answers), tuple(_reports(short, answers)), named, failures)


def _reports(short: Sequence[str], answers: Sequence[Answer]) -> Iterator[Report]:
    """A page for each pair; an upper plan with several lower ones has a report of them all."""
    traces = traces_of([answer.comparison for answer in answers])
    names = [answer.page.removesuffix(".html") for answer in answers]
    for upper in dict.fromkeys(answer.upper for answer in answers):
        own = [answer for answer in answers if answer.upper == upper]
        if len(own) > 1:
            names.append(safe_name(f"{COVERAGE}-{short[upper]}", names))
            comparisons = tuple(answer.comparison for answer in own)
            yield Report(names[-1], Comparisons(comparisons=comparisons))
        for answer in own:
            sides = (answer.comparison.upper.source, answer.comparison.lower.source)
            ways = tuple(t for t in traces if (t.upper.source, t.lower.source) == sides)
            found = Comparisons(comparisons=(answer.comparison,), traces=ways)
            yield Report(answer.page.removesuffix(".html"), found, PAGE if own[1:] else ALL_KINDS)


def _short_names(documents: Sequence[Document], paired: Collection[int]) -> list[str]:
    """What stands for each document in the name of a report: its place, if that is its alone."""
    places = [document.plan.document.jurisdiction for document in documents]
    known = Counter(place.name for at, place in enumerate(places) if place and at in paired)
    return [
        place.name
        if place and known[place.name] == 1
        else written_name(document.path.stem)[:SHORT].strip()
        for document, place in zip(documents, places, strict=True)
    ]


def coverage_outputs(found: Coverage, folder: Path, basis: Basis) -> Iterator[Output]:
    """Name and maker of all coverage reports of a folder."""
    for report in found.reports:
        yield from _report_outputs(report, folder, basis)


def comparison_outputs(
    compared: Compared, text: str, folder: Path, basis: Basis
) -> Iterator[Output]:
    """What ``policyparse compare --out`` leaves: a report of all, and the JSON as printed.

    Of several ways over three levels each has a page of its own.
    """
    found = compared.found
    yield from _report_outputs(Report(COVERAGE, found), folder, basis)
    names = [COVERAGE]
    for way in found.traces if len(found.traces) > 1 else ():
        sides = (way.upper.source, way.lower.source)
        own = tuple(c for c in found.comparisons if (c.upper.source, c.lower.source) == sides)
        names.append(safe_name(f"{COVERAGE}-{Path(way.lower.source).stem[:SHORT]}", names))
        page = Report(names[-1], Comparisons(comparisons=own, traces=(way,)), PAGE)
        yield from _report_outputs(page, folder, basis)
    yield RESULT, partial(write_whole, folder / RESULT, text.encode())


def _report_outputs(report: Report, folder: Path, basis: Basis) -> Iterator[Output]:
    """Name and maker of each file of one report."""
    makers = {"html": _write_page, "xlsx": _write_book, "docx": _write_paper}
    for kind in report.kinds:
        name = f"{report.name}.{kind}"
        yield name, partial(makers[kind], report.found, basis, folder / name)


def _write_page(found: Comparisons, basis: Basis, target: Path) -> object:
    from policyparse.reports.coverage_html import render_coverage

    page = render_coverage(
        found.comparisons,
        texts=texts_of(basis.documents),
        today=basis.today,
        trace=found.traces[0] if len(found.traces) == 1 else None,
        task_list=found.task_list,
        user_dir=basis.templates,
        plans=basis.plans,
        lexicon=basis.lexicon,
    )
    return write_whole(target, page.encode())


def _write_book(found: Comparisons, basis: Basis, target: Path) -> object:
    from policyparse.reports.coverage_xlsx import write_coverage_xlsx

    return write_coverage_xlsx(
        found.comparisons,
        target,
        today=basis.today,
        trace=found.traces[0] if len(found.traces) == 1 else None,
        task_list=found.task_list,
        plans=basis.plans,
        lexicon=basis.lexicon,
    )


def _write_paper(found: Comparisons, basis: Basis, target: Path) -> object:
    from policyparse.reports.coverage_docx import write_coverage_docx

    return write_coverage_docx(
        found.comparisons,
        target,
        today=basis.today,
        user_dir=basis.templates,
        plans=basis.plans,
        lexicon=basis.lexicon,
    )
