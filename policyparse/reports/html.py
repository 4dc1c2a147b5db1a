"""The consistency report as one self-contained HTML page. 一致性报告"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import jinja2
from markupsafe import Markup

from policyparse.errors import BadConfig
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
from policyparse.reports.places import SourceTexts
from policyparse.reports.resources import template_path
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
    style, script = (_part(name, template_dir) for name in (STYLE, SCRIPT))
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: _part(name, template_dir)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        return environment.get_template(TEMPLATE).render(
            report=view, style=Markup(style), script=Markup(script), policy=policy(style, script)
        )
    except jinja2.TemplateError as error:
        name, line = getattr(error, "name", None), getattr(error, "lineno", None)
        where = f" {name}" if name else ""
        where += f" 第{line}行" if line else ""
        raise BadConfig(
            f"网页模板{where}有错误：{error.message or error}。请改正，或删去自备模板后重试。"
        ) from error


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


def policy(style: str, script: str) -> str:
    """What the page may load: nothing but the style and the script it carries."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _part(name: str, folder: Path | None) -> str:
    path = template_path(name, folder)
    if path is None:
        raise BadConfig(f"找不到网页模板 {name}。请重新安装，或检查自备模板所在的文件夹。")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfig(
            f"读不了网页模板 {path}。请检查权限，并另存为 UTF-8 编码后重试。"
        ) from error
    return text.replace("\r\n", "\n")
