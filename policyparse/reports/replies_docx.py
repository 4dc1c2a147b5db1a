"""Gathered replies -> a Word file. 征求意见汇总及采纳情况表.docx"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from docx.oxml import parse_xml

from policyparse.model.reply import Replies
from policyparse.reports.files import write_whole
from policyparse.reports.office_template import render_office_template
from policyparse.reports.replies_tables import check_table, opinion_table, unit_table
from policyparse.reports.resources import template_path
from policyparse.reports.tables import Table, drop_empty
from policyparse.reports.word_base import (
    SMALL_STYLES,
    add_styles,
    document_bytes,
    new_document,
    text_width,
)
from policyparse.reports.word_table import paragraph_xml, table_xml

TEMPLATE = "征求意见汇总及采纳情况表.docx"  # an office's own


def write_replies_docx(
    found: Replies, target: Path, *, today: date, user_dir: Path | None = None
) -> list[Path]:
    """Write the table for the file: totals, opinions, units, and what is to be checked."""
    main = opinion_table(found, today.isoformat())
    created = datetime.combine(today, time())
    template = template_path(TEMPLATE, user_dir)
    if template is not None:
        return [write_whole(target, render_office_template(template, main, today, created))]
    document = new_document(main.paper, main.title, created)
    add_styles(document, SMALL_STYLES)
    end = document.element.body.sectPr
    further = [drop_empty(t) for t in (unit_table(found), check_table(found)) if t.lines]
    for element in (*_parts(main), *(part for table in further for part in _annex(table))):
        end.addprevious(parse_xml(element))
    return [write_whole(target, document_bytes(document))]


def _parts(table: Table) -> Iterator[str]:
    """Title, totals, the table and its note."""
    yield paragraph_xml(table.title, "TableTitle")
    yield paragraph_xml(table.subtitle, "TableSubtitle")
    for text in table.lead:
        yield paragraph_xml(text, "TableNote")
    yield paragraph_xml("", "TableNote")
    yield table_xml(table, text_width(table.paper))
    for note in table.notes:
        yield paragraph_xml(f"注：{note}", "TableNote")


def _annex(table: Table) -> Iterator[str]:
    """A further table on a page of its own, in smaller type."""
    title = paragraph_xml(table.title, "TableTitle")
    yield title.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1)
    yield table_xml(replace(table, dense=True), text_width(table.paper))
    yield paragraph_xml("", "TableNote")
