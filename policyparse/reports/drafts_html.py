"""The report on three drafts and more as one self-contained HTML page. 各稿对照"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from policyparse.model.drafts import DraftTable
from policyparse.model.plan import Plan
from policyparse.reports.diff_html import SCRIPTS, STYLES
from policyparse.reports.drafts_content import drafts_report
from policyparse.reports.page import render_page

TEMPLATE = "drafts.html.jinja"


def drafts_html(
    table: DraftTable,
    plans: Sequence[Plan],
    *,
    texts: Sequence[str] = (),
    pages: Sequence[str] = (),
    today: date | None = None,
    user_dir: Path | None = None,
) -> str:
    """Lay the report out.

    ``plans`` are the drafts in their order and ``texts`` their normalised texts; ``pages`` names
    the page on each step, to lead there.
    """
    report = drafts_report(table, plans, texts=texts, today=today)
    context: dict[str, object] = {"report": report, "pages": (*pages, *[""] * len(plans))}
    return render_page(TEMPLATE, STYLES, SCRIPTS, user_dir, context)
