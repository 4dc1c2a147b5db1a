"""The report on two drafts as one self-contained HTML page. 稿次修改情况"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from policyparse.model.diff import Diff
from policyparse.model.opinion import Opinion
from policyparse.model.plan import Plan
from policyparse.reports.diff_content import diff_report
from policyparse.reports.page import render_page

TEMPLATE = "diff.html.jinja"
STYLES, SCRIPTS = ("report.css", "diff.css"), ("report.js", "diff.js")


def diff_html(
    diff: Diff,
    old: Plan,
    new: Plan,
    *,
    texts: tuple[str, str] | None = None,
    opinions: Sequence[Opinion] = (),
    today: date | None = None,
    user_dir: Path | None = None,
) -> str:
    """Lay the report out.

    ``texts`` are the normalised texts of both drafts, ``opinions`` the rows of the opinion table
    that was given.
    """
    report = diff_report(diff, old, new, texts=texts, opinions=opinions, today=today)
    return render_page(TEMPLATE, STYLES, SCRIPTS, user_dir, {"report": report})
