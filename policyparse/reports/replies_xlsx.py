"""Gathered replies -> a workbook. 征求意见汇总及采纳情况表.xlsx"""

from datetime import date, datetime, time
from pathlib import Path

from policyparse.model.reply import Replies
from policyparse.reports.files import write_whole
from policyparse.reports.replies_tables import (
    check_table,
    opinion_table,
    place_table,
    unit_table,
)
from policyparse.reports.xlsx import xlsx_bytes


def write_replies_xlsx(found: Replies, target: Path, *, today: date) -> list[Path]:
    """Write the table of opinions, and sheets for the units, the places and the doubts."""
    tables = [opinion_table(found, today.isoformat()), unit_table(found)]
    tables += [table for table in (place_table(found), check_table(found)) if table.lines]
    return [write_whole(target, xlsx_bytes(tables, datetime.combine(today, time())))]
