"""The coverage report as one self-contained HTML page. 上下级方案对照报告"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from policyparse.model.comparison import Comparison
from policyparse.model.plan import Plan
from policyparse.model.tasklist import TaskList
from policyparse.model.trace import Trace
from policyparse.reports.coverage_content import coverage_report
from policyparse.reports.page import render_page

TEMPLATE = "coverage.html.jinja"
STYLES, SCRIPTS = ("report.css", "coverage.css"), ("report.js", "coverage.js")


def render_coverage(
    comparisons: Sequence[Comparison],
    *,
    texts: Mapping[str, str],
    today: date | None,
    trace: Trace | None = None,
    task_list: TaskList | None = None,
    user_dir: Path | None = None,
    plans: Sequence[Plan] = (),
    lexicon: Sequence[Path] = (),
) -> str:
    """Lay the report out.

    ``texts`` gives the normalised text of each source by its name; with ``plans`` the clauses and
    titles of lower tasks are named too. ``lexicon`` holds the office's own word files.
    """
    report = coverage_report(
        comparisons,
        texts=texts,
        today=today,
        trace=trace,
        task_list=task_list,
        plans=plans,
        lexicon=lexicon,
    )
    return render_page(TEMPLATE, STYLES, SCRIPTS, user_dir, {"report": report})
