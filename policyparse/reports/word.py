"""Tables -> Word files in the manner of an annex. 任务分解表.docx"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from docx.oxml import parse_xml

from policyparse.model.plan import Plan
from policyparse.reports.catalogue import Layout, build_table
from policyparse.reports.files import stamp, write_whole
from policyparse.reports.office_template import render_office_template
from policyparse.reports.order import AS_NAMED, UnitOrder
from policyparse.reports.resources import template_path
from policyparse.reports.rows import RowsBy, plans_of, rows_of
from policyparse.reports.tables import Table
from policyparse.reports.word_base import document_bytes, new_document, text_width
from policyparse.reports.word_table import paragraph_xml, table_xml

TEMPLATES = {  # an office's own template of a layout, by its file name
    Layout.ISSUE: "任务分解表.docx",
    Layout.DEADLINES: "时限倒排表.docx",
    Layout.HANDOVERS: "报送材料清单.docx",
}


def write_docx(
    plans: Plan | Iterable[Plan],
    target: Path,
    *,
    today: date,
    layout: Layout = Layout.ISSUE,
    by: RowsBy = RowsBy.TASK,
    order: UnitOrder = AS_NAMED,
    user_dir: Path | None = None,
) -> list[Path]:
    """Write one layout as a Word file, by the office's own template where there is one."""
    plans = plans_of(plans)
    table = build_table(plans, rows_of(plans, by, order), layout, today=today, order=order)
    template = template_path(TEMPLATES.get(layout, f"{layout}.docx"), user_dir)
    if template is not None:
        return [write_whole(target, render_office_template(template, table, today, stamp(plans)))]
    return [write_whole(target, docx_bytes([table], stamp(plans)))]


def docx_bytes(tables: Sequence[Table], created: datetime) -> bytes:
    """Return a Word file of some tables, one below the other; same tables, same bytes."""
    first = tables[0]
    document = new_document(first.paper, first.title, created)
    body = document.element.body
    end = body.sectPr
    for table in tables:
        for element in _parts(table):
            end.addprevious(parse_xml(element))
    return document_bytes(document)


def _parts(table: Table) -> list[str]:
    """Return the paragraphs and the table that make up a layout."""
    parts = [paragraph_xml("附件", "AnnexMark")] if table.annex else []
    parts.append(paragraph_xml(table.title, "TableTitle"))
    if table.subtitle:
        parts += [paragraph_xml(text, "TableSubtitle") for text in table.subtitle.split("\n")]
    parts.append(table_xml(table, text_width(table.paper)))
    for index, note in enumerate(table.notes, start=1):
        number = str(index) if len(table.notes) > 1 else ""
        parts.append(paragraph_xml(f"注{number}：{note}", "TableNote"))
    return parts if table.notes else [*parts, paragraph_xml("", "TableNote")]
