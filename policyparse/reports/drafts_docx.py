"""The table of three drafts and more as a Word file. 各稿对照.docx"""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from policyparse.model.drafts import DraftTable
from policyparse.model.plan import Plan
from policyparse.reports.drafts_content import drafts_report
from policyparse.reports.drafts_tables import drafts_table
from policyparse.reports.files import write_whole
from policyparse.reports.office_template import render_office_template
from policyparse.reports.resources import template_path
from policyparse.reports.word import docx_bytes

TEMPLATE = "各稿对照.docx"  # an office's own


def write_drafts_docx(
    table: DraftTable,
    target: Path,
    *,
    plans: Sequence[Plan],
    today: date,
    user_dir: Path | None = None,
) -> list[Path]:
    """Write the table, by the office's own template where there is one."""
    shown = drafts_table(drafts_report(table, plans, today=today), in_short=True)
    created = datetime.combine(today, time())
    template = template_path(TEMPLATE, user_dir)
    if template is not None:
        return [write_whole(target, render_office_template(template, shown, today, created))]
    return [write_whole(target, docx_bytes([shown], created))]
