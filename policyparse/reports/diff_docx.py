"""The 修改对照表 of two drafts as a Word file."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from policyparse.model.diff import Diff
from policyparse.model.opinion import Opinion
from policyparse.model.plan import Plan
from policyparse.reports.diff_content import diff_report
from policyparse.reports.diff_tables import clause_table
from policyparse.reports.files import write_whole
from policyparse.reports.office_template import render_office_template
from policyparse.reports.resources import template_path
from policyparse.reports.tables import drop_empty
from policyparse.reports.word import docx_bytes

TEMPLATE = "修改对照表.docx"  # an office's own


def write_diff_docx(
    diff: Diff,
    target: Path,
    *,
    old: Plan,
    new: Plan,
    opinions: Sequence[Opinion] = (),
    today: date,
    user_dir: Path | None = None,
) -> list[Path]:
    """Write the table, by the office's own template where there is one."""
    report = diff_report(diff, old, new, opinions=opinions, today=today)
    table = drop_empty(clause_table(report))
    created = datetime.combine(today, time())
    template = template_path(TEMPLATE, user_dir)
    if template is not None:
        return [write_whole(target, render_office_template(template, table, today, created))]
    return [write_whole(target, docx_bytes([table], created))]
