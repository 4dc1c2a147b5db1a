"""The files that hold the findings, each made by a function of its own."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from policyparse.batch.checked import Checked, check_json
from policyparse.batch.publish import Output
from policyparse.checks.subject import Subject
from policyparse.model.check import Finding
from policyparse.readers.encoding import written_name
from policyparse.readers.registry import Strength
from policyparse.readers.sniff import sniff_docx
from policyparse.reports.files import write_whole

PAGE, RESULT = "核查报告.html", "核查结果.json"
NOTED = "-核查批注"
WORD = (".docx", ".docm", ".dotx")


def check_outputs(
    checked: Checked, folder: Path, today: date, templates: Path | None
) -> Iterator[Output]:
    """Name and maker of all that ``policyparse check --out`` leaves."""
    yield PAGE, partial(_write_page, checked, templates, folder / PAGE)
    yield RESULT, partial(write_whole, folder / RESULT, check_json(checked.result).encode())
    taken: set[str] = set()
    for files, subject in checked.subjects:
        found = [f for f in checked.result.findings if f.source == subject.plan.source.name]
        for path in filter(_is_word, files if found else ()):
            name = _own(path, taken)
            taken.add(name)
            annex = None if path == files[0] else written_name(path.name)
            yield name, partial(_write_notes, found, subject, path, folder / name, today, annex)


def _is_word(path: Path) -> bool:
    return sniff_docx(path.read_bytes()) is Strength.CERTAIN


def _own(path: Path, taken: set[str]) -> str:
    """方案-核查批注.docx; a second one is told apart by its folder, else by a number."""
    stem = written_name(path.stem).removesuffix(NOTED) + NOTED
    suffix = path.suffix if path.suffix.lower() in WORD else ".docx"
    folder = written_name(path.resolve().parent.name)
    more = ("", f"（{folder}）", *(f"（{number}）" for number in range(2, len(taken) + 3)))
    return next(own for one in more if (own := f"{stem}{one}{suffix}") not in taken)


def _write_page(checked: Checked, templates: Path | None, target: Path) -> object:
    from policyparse.reports.check_html import check_html

    subjects = [subject for _, subject in checked.subjects]
    return write_whole(target, check_html(checked.result, subjects, user_dir=templates).encode())


def _write_notes(
    found: Sequence[Finding],
    subject: Subject,
    source: Path,
    target: Path,
    today: date,
    annex: str | None,
) -> object:
    from policyparse.reports.check_docx import write_check_docx

    return write_check_docx(found, subject, source, target, today=today, annex=annex)
