"""The report on two drafts as a workbook. 稿次修改情况.xlsx"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from policyparse.model.diff import Diff
from policyparse.model.opinion import Opinion
from policyparse.model.plan import Plan
from policyparse.reports.diff_content import diff_report
from policyparse.reports.diff_tables import CLAUSES, TABLES
from policyparse.reports.files import write_whole
from policyparse.reports.tables import drop_empty
from policyparse.reports.xlsx import xlsx_bytes


def write_diff_xlsx(
    diff: Diff,
    target: Path,
    *,
    old: Plan,
    new: Plan,
    opinions: Sequence[Opinion] = (),
    today: date,
) -> list[Path]:
    """Write the workbook: 修改对照表 first, then a sheet for each kind of change."""
    report = diff_report(diff, old, new, opinions=opinions, today=today)
    tables = [drop_empty(replace(make(report), filtered=True)) for make in TABLES]
    shown = [table for table in tables if table.lines or table.name == CLAUSES]
    return [write_whole(target, xlsx_bytes(shown, datetime.combine(today, time())))]
