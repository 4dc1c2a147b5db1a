"""The files that hold the findings, each made by a function of its own."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from policyparse.batch.checked import Checked, check_json
from policyparse.batch.publish import Output
from policyparse.reports.files import write_whole

PAGE, RESULT = "核查报告.html", "核查结果.json"


def check_outputs(checked: Checked, folder: Path, templates: Path | None) -> Iterator[Output]:
    """Name and maker of all that ``policyparse check --out`` leaves."""
    yield PAGE, partial(_write_page, checked, templates, folder / PAGE)
    yield RESULT, partial(write_whole, folder / RESULT, check_json(checked.result).encode())


def _write_page(checked: Checked, templates: Path | None, target: Path) -> object:
    from policyparse.reports.check_html import check_html

    subjects = [subject for _, subject in checked.subjects]
    return write_whole(target, check_html(checked.result, subjects, user_dir=templates).encode())
