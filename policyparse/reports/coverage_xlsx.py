"""Comparisons -> one workbook. 承接情况对照表.xlsx"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from policyparse.comparison.findings import findings
from policyparse.model.comparison import Comparison
from policyparse.model.plan import Plan
from policyparse.model.tasklist import TaskList
from policyparse.model.trace import Trace
from policyparse.reports.cells import chinese_date
from policyparse.reports.coverage_front import front_table
from policyparse.reports.coverage_lists import list_table, trace_table
from policyparse.reports.coverage_measures import measure_table
from policyparse.reports.coverage_names import Names, as_told
from policyparse.reports.coverage_tables import (
    added_table,
    date_table,
    matrix_tables,
    target_table,
    unit_table,
)
from policyparse.reports.files import write_whole
from policyparse.reports.review_file import review_table
from policyparse.reports.tables import Paper, Table
from policyparse.reports.xlsx import xlsx_bytes


def write_coverage_xlsx(
    comparisons: Comparison | Iterable[Comparison],
    target: Path,
    *,
    today: date,
    trace: Trace | None = None,
    task_list: TaskList | None = None,
    plans: Iterable[Plan] = (),
    lexicon: Sequence[Path] = (),
) -> list[Path]:
    """Write the coverage report as a workbook.

    ``plans`` gives the lower tasks their titles and clauses; without it they go by number.
    """
    several = [comparisons] if isinstance(comparisons, Comparison) else list(comparisons)
    names = Names(several, plans)
    told = [as_told(one, findings(one, lexicon=lexicon)) for one in several]
    tables = [
        replace(front_table(several, names, lexicon), subtitle=made_on(today)),
        *_main(told, names),
        *(table for table in _further(several, names, trace, task_list) if table.lines),
        replace(review_table(several), paper=Paper.A4),
    ]
    return [write_whole(target, xlsx_bytes(tables, datetime.combine(today, time())))]


def made_on(today: date) -> str:
    """The day of the comparison, as it is printed."""
    return f"对照日期：{chinese_date(today.isoformat())}"


def _main(comparisons: Sequence[Comparison], names: Names) -> list[Table]:
    return [*matrix_tables(comparisons, names), measure_table(comparisons, names)]


def _further(
    comparisons: Sequence[Comparison],
    names: Names,
    trace: Trace | None,
    task_list: TaskList | None,
) -> Iterator[Table]:
    yield unit_table(comparisons, names)
    yield target_table(comparisons, names)
    yield date_table(comparisons, names)
    yield added_table(comparisons, names)
    if task_list is not None:
        yield list_table(task_list)
    if trace is not None:
        yield trace_table(trace)
