"""The files that a run leaves, each made by a function of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from policyparse import graph
from policyparse.batch.pairs import NOTHING, Basis, Coverage, coverage_outputs
from policyparse.batch.plan_json import plan_json
from policyparse.batch.publish import Output
from policyparse.batch.read import Document
from policyparse.graph.build import document_names
from policyparse.model.plan import Plan
from policyparse.readers.encoding import written_name
from policyparse.reports.answers import Answer
from policyparse.reports.bundle import Format, write_bundle
from policyparse.reports.catalogue import Layout
from policyparse.reports.counties import Counties, office_counties, safe_name
from policyparse.reports.files import write_whole
from policyparse.reports.graph_picture import render_graph
from policyparse.reports.html import render_report
from policyparse.reports.order import UnitOrder, office_order
from policyparse.reports.rows import RowsBy
from policyparse.reports.word import write_docx
from policyparse.reports.xlsx import write_xlsx

TABLE, BUNDLE, GRAPH, REPORT = "任务分解表", "分送件", "责任关系图", "一致性报告"
PICTURE = "svg"  # the one format of the graph that people read
GRAPH_FORMATS = (PICTURE, *(kind.value for kind in graph.Format))
CSV_PARTS = {"nodes.csv": "节点", "edges.csv": "关系"}


@dataclass(frozen=True, slots=True)
class Settings:
    """How tables and pages are to be made."""

    today: date
    rows: RowsBy
    templates: Path | None
    order: UnitOrder
    counties: Counties


def settings(today: date, rows: RowsBy, templates: Path | None) -> Settings:
    """The settings of a run, with the office's own lists; raises BadConfig for a wrong one."""
    return Settings(today, rows, templates, office_order(templates), office_counties(templates))


def outputs(
    documents: Sequence[Document],
    how: Settings,
    folder: Path,
    found: Coverage = NOTHING,
    lexicon: tuple[Path, ...] = (),
) -> Iterator[Output]:
    """Name and maker of all that a run leaves in a folder; each maker writes whole files."""
    plans = tuple(document.plan for document in documents)
    for kind in ("xlsx", "docx"):
        name = f"{TABLE}.{kind}"
        yield name, partial(write_table, plans, None, kind, folder / name, how)
    name = f"{BUNDLE}.zip"
    yield name, partial(write_shares, plans, "docx", folder / name, how)
    for kind in GRAPH_FORMATS:
        name = f"{GRAPH}.{kind}"
        yield name, partial(write_graph, plans, kind, folder / name)
    basis = Basis(found.documents, lexicon, how.today, how.templates)
    yield from coverage_outputs(found, folder, basis)
    name = f"{REPORT}.html"  # behind the coverage reports: it leads to those that were made
    yield name, partial(write_report, documents, how, folder / name, found.answers)
    for document, name in zip(documents, json_names(documents), strict=True):
        yield name, partial(write_json, document.plan, folder / name)


def json_names(documents: Sequence[Document]) -> list[str]:
    """A file name for each document: that of its source; a second one of a name gets a number."""
    names = [GRAPH]  # its node-link JSON stands in the same folder
    for document in documents:
        names.append(safe_name(written_name(document.path.stem), names))
    return [f"{name}.json" for name in names[1:]]


def write_json(plan: Plan, target: Path) -> list[Path]:
    """All that was read out of one document."""
    return [write_whole(target, plan_json(plan).encode())]


def write_table(
    plans: Sequence[Plan], layout: str | None, kind: str, target: Path, how: Settings
) -> list[Path]:
    """One layout; without one a workbook holds them all, and a Word file the first."""
    if kind == "docx":
        return write_docx(
            plans,
            target,
            today=how.today,
            by=how.rows,
            order=how.order,
            layout=Layout(layout or Layout.ISSUE),
            user_dir=how.templates,
        )
    which = (Layout(layout),) if layout else tuple(Layout)
    return write_xlsx(plans, target, today=how.today, by=how.rows, order=how.order, which=which)


def write_shares(plans: Sequence[Plan], kind: str, target: Path, how: Settings) -> list[Path]:
    """分送件: a zip with a file for each unit."""
    return write_bundle(
        plans,
        target,
        today=how.today,
        by=how.rows,
        order=how.order,
        counties=how.counties,
        formats=(Format(kind),),
        user_dir=how.templates,
    )


def write_graph(plans: Sequence[Plan], kind: str, target: Path) -> list[Path]:
    """The responsibility graph in one format; CSV takes a file for nodes and one for edges."""
    if kind == PICTURE:
        return [write_whole(target, render_graph(plans).encode())]
    files = graph.render(graph.build(plans), kind)
    if len(files) == 1:
        return [write_whole(target, data) for data in files.values()]
    return [
        write_whole(target.with_stem(f"{target.stem}-{CSV_PARTS[name]}"), data)
        for name, data in files.items()
    ]


def write_report(
    documents: Sequence[Document], how: Settings, target: Path, answers: Sequence[Answer] = ()
) -> list[Path]:
    """The consistency report as one page, with links to the coverage reports beside it."""
    plans = [document.plan for document in documents]
    names = document_names(plans)
    texts = {name: document.text for name, document in zip(names, documents, strict=True)}
    there = [a if (target.parent / a.page).is_file() else replace(a, page="") for a in answers]
    page = render_report(plans, texts, how.today, how.templates, there)
    return [write_whole(target, page.encode())]
