"""The report on three drafts and more as a workbook. 各稿对照.xlsx"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from policyparse.model.drafts import DraftTable
from policyparse.model.plan import Plan
from policyparse.reports.drafts_content import drafts_report
from policyparse.reports.drafts_tables import drafts_table, step_tables
from policyparse.reports.files import write_whole
from policyparse.reports.xlsx import xlsx_bytes


def write_drafts_xlsx(
    table: DraftTable, target: Path, *, plans: Sequence[Plan], today: date
) -> list[Path]:
    """Write the workbook: who is in charge in each draft, then all changes of responsibility."""
    report = drafts_report(table, plans, today=today)
    tables = [replace(drafts_table(report), filtered=True), *step_tables(report)]
    return [write_whole(target, xlsx_bytes(tables, datetime.combine(today, time())))]
