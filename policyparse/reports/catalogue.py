"""Which tables there are, by the name staff give them."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from policyparse.model.plan import Plan
from policyparse.reports import layouts, schedule, totals
from policyparse.reports.order import AS_NAMED, UnitOrder
from policyparse.reports.rows import Row, RowsBy, plans_of, rows_of
from policyparse.reports.tables import Table


class Layout(StrEnum):
    """A table by its name."""

    ISSUE = "印发版"
    CHECK = "核对版"
    LEDGER = "调度台账"
    DEADLINES = "时限倒排表"
    HANDOVERS = "报送材料清单"
    TOTALS = "核对"


def build_tables(
    plans: Plan | Iterable[Plan],
    *,
    today: date,
    by: RowsBy = RowsBy.TASK,
    which: Sequence[Layout] = tuple(Layout),
    order: UnitOrder = AS_NAMED,
) -> list[Table]:
    """Lay plans out in the layouts asked for."""
    plans = plans_of(plans)
    rows = rows_of(plans, by, order)
    return [build_table(plans, rows, layout, today=today, order=order) for layout in which]


def build_table(
    plans: Sequence[Plan], rows: Sequence[Row], layout: Layout, *, today: date, order: UnitOrder
) -> Table:
    """Lay plans out in one layout."""
    if layout is Layout.ISSUE:
        return layouts.issue_table(plans, rows)
    if layout is Layout.CHECK:
        return layouts.check_table(plans, rows)
    if layout is Layout.LEDGER:
        return layouts.ledger_table(plans, rows)
    if layout is Layout.DEADLINES:
        return schedule.deadline_table(plans, today, order)
    if layout is Layout.HANDOVERS:
        return schedule.handover_table(plans, order)
    return totals.totals_table(plans, rows, order)
