"""The consistency report as one self-contained HTML page. 一致性报告"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from policyparse.graph import build
from policyparse.graph.build import document_names
from policyparse.model import Plan
from policyparse.reports.answers import Answer
from policyparse.reports.content import document_views
from policyparse.reports.cooperation import cooperation_views
from policyparse.reports.doubts import doubt_tables
from policyparse.reports.duty import duty_view
from policyparse.reports.front import front_view
from policyparse.reports.indicators import indicator_views
from policyparse.reports.listing import relations_view
from policyparse.reports.matrix import matrix_views
from policyparse.reports.page import render_page
from policyparse.reports.places import SourceTexts
from policyparse.reports.timeline import timeline_view
from policyparse.reports.views import ReportView

TEMPLATE, STYLE, SCRIPT = "report.html.jinja", "report.css", "report.js"
TITLE = "一致性报告"


def render_report(
    plans: Sequence[Plan],
    texts: Mapping[str, str],
    today: date | None = None,
    template_dir: Path | None = None,
    answers: Sequence[Answer] = (),
) -> str:
    """Lay the report out; ``texts`` gives the normalised text of each source by its name.

    ``answers`` are the pairs of plans that have a coverage report to lead to.
    """
    view = report_view(plans, texts, today, answers)
    return render_page(TEMPLATE, (STYLE,), (SCRIPT,), template_dir, {"report": view})


def report_view(
    plans: Sequence[Plan],
    texts: Mapping[str, str],
    today: date | None,
    answers: Sequence[Answer] = (),
) -> ReportView:
    """All that a template may see."""
    graph = build(plans)
    shelf = SourceTexts(document_names(plans), plans, texts)
    relations = relations_view(graph, shelf, answers)
    duty = duty_view(graph, shelf)
    timeline = timeline_view(shelf, today)
    doubts = doubt_tables(shelf)
    return ReportView(
        title=TITLE,
        made=f"{today.year}年{today.month}月{today.day}日" if today else "",
        legend=tuple((source.code, source.title) for source in shelf.all),
        front=front_view(graph, shelf, relations, duty, timeline, doubts),
        relations=relations,
        documents=document_views(shelf),
        matrices=matrix_views(graph, shelf),
        cooperation=cooperation_views(graph, shelf),
        duty=duty,
        timeline=timeline,
        indicators=indicator_views(shelf),
        doubts=doubts,
        sources=tuple(source.view() for source in shelf.all if source.text is not None),
    )
