"""Tables -> one workbook. 任务分解表.xlsx"""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from policyparse.model.plan import Plan
from policyparse.reports.catalogue import Layout, build_tables
from policyparse.reports.files import stamp, write_whole
from policyparse.reports.order import AS_NAMED, UnitOrder
from policyparse.reports.rows import RowsBy, plans_of
from policyparse.reports.tables import Table
from policyparse.reports.xlsx_sheet import Formats, write_sheet

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(
    plans: Plan | Iterable[Plan],
    target: Path,
    *,
    today: date,
    by: RowsBy = RowsBy.TASK,
    which: Sequence[Layout] = tuple(Layout),
    order: UnitOrder = AS_NAMED,
) -> list[Path]:
    """Write a workbook with a sheet for each layout asked for."""
    plans = plans_of(plans)
    tables = build_tables(plans, today=today, by=by, which=which, order=order)
    return [write_whole(target, xlsx_bytes(tables, stamp(plans)))]


def xlsx_bytes(tables: Sequence[Table], created: datetime) -> bytes:
    """Return a workbook of some tables; the same tables give the same bytes."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, OPTIONS)
    workbook.set_properties({"title": tables[0].title if tables else "", "created": created})
    formats = Formats(workbook)
    for table in tables:
        write_sheet(workbook.add_worksheet(table.name), table, formats)
    workbook.close()
    return buffer.getvalue()
