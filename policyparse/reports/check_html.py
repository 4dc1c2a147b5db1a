"""Findings as one self-contained HTML page. 核查报告"""

from collections.abc import Sequence
from pathlib import Path

from policyparse.checks.subject import Subject
from policyparse.model.check import CheckResult
from policyparse.reports.check_views import check_report
from policyparse.reports.page import render_page

TEMPLATE = "check.html.jinja"
STYLES, SCRIPTS = ("report.css", "check.css"), ("report.js",)


def check_html(
    result: CheckResult, subjects: Sequence[Subject], *, user_dir: Path | None = None
) -> str:
    """Lay the findings out, those that should be mended first."""
    return render_page(
        TEMPLATE, STYLES, SCRIPTS, user_dir, {"report": check_report(result, subjects)}
    )
