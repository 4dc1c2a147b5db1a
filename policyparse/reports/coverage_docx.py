"""Comparisons -> a Word file: one page for a leader, and annexes. 呈报件"""

import copy
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policyparse.comparison.findings import findings
from policyparse.model.comparison import Comparison
from policyparse.model.plan import Plan
from policyparse.reports.coverage_annexes import (
    finding_annex,
    matrix_annex,
    measure_annex,
    unit_annex,
    value_annex,
)
from policyparse.reports.coverage_brief import (
    TITLE_AFTER,
    TITLE_LINE,
    TITLE_SIZE,
    Brief,
    Type,
    brief,
)
from policyparse.reports.coverage_front import IN_FULL, sorted_findings
from policyparse.reports.coverage_names import Names, as_told
from policyparse.reports.files import write_whole
from policyparse.reports.office_template import render_office_template
from policyparse.reports.resources import template_path
from policyparse.reports.tables import Cell, Column, Line, Paper, Table, band, clean
from policyparse.reports.word_base import (
    BODY,
    HEADER,
    SMALL_STYLES,
    TITLE,
    add_styles,
    document_bytes,
    fonts_xml,
    new_document,
    set_upright,
    text_width,
)
from policyparse.reports.word_table import paragraph_xml, table_xml

TEMPLATE = "呈报件.docx"  # an office's own, for the page; the annexes then have a file of their own
TWIPS = 20  # a point
Annex = tuple[str, list[Table]]


def write_coverage_docx(
    comparisons: Comparison | Iterable[Comparison],
    target: Path,
    *,
    today: date,
    user_dir: Path | None = None,
    plans: Iterable[Plan] = (),
    lexicon: Sequence[Path] = (),
) -> list[Path]:
    """Write the coverage report as a Word file.

    ``plans`` gives the lower tasks their titles and clauses; without it they go by number.
    """
    several = [comparisons] if isinstance(comparisons, Comparison) else list(comparisons)
    names = Names(several, plans)
    top, rest = sorted_findings(several, lexicon)
    shown = rest if len(several) <= IN_FULL else []  # else the annexes would fill a shelf
    told = [as_told(one, findings(one, lexicon=lexicon)) for one in several]
    annexes = _annexes(told, names, finding_annex(several, top, shown, names))
    page = brief(several, top, rest, names, [name for name, _ in annexes])
    created = datetime.combine(today, time())
    template = template_path(TEMPLATE, user_dir)
    if template is None:
        return [write_whole(target, _bytes(page, annexes, created))]
    own = render_office_template(template, brief_table(page), today, created)
    beside = target.with_name(f"{target.stem}-附件{target.suffix}")
    return [write_whole(target, own), write_whole(beside, _bytes(None, annexes, created))]


def brief_table(page: Brief) -> Table:
    """The page as rows under their headings, for an office's own template."""
    lines = [
        line
        for head, texts in page.parts
        for line in (band(head), *(Line({"text": Cell(text)}) for text in texts))
    ]
    columns = (Column("text", "内容", 100),)
    return Table("呈报件", page.title, columns, tuple(lines), notes=page.closing)


def _annexes(comparisons: Sequence[Comparison], names: Names, found: Table) -> list[Annex]:
    """The annexes by name, a table for each lower plan; one without rows is left out."""
    only_gaps = len(comparisons) > IN_FULL
    annexes: list[Annex] = [
        (found.title, [found]),
        ("上级任务覆盖矩阵", matrix_annex(comparisons, names)),
        ("措施对照表", [measure_annex(one, names, only_gaps=only_gaps) for one in comparisons]),
        ("责任单位对应表", [unit_annex(one, only_gaps=only_gaps) for one in comparisons]),
        ("指标时限对照表", [value_annex(one, names, only_gaps=only_gaps) for one in comparisons]),
    ]
    kept = [(name, [table for table in tables if table.lines]) for name, tables in annexes]
    return [(name, tables) for name, tables in kept if tables]


def _bytes(page: Brief | None, annexes: Sequence[Annex], created: datetime) -> bytes:
    title = page.title if page else "附件"
    document = new_document(Paper.A4, title, created)
    add_styles(document, SMALL_STYLES)
    end = document.element.body.sectPr
    if page is not None:
        for element in _page(page):
            end.addprevious(parse_xml(element))
        end.addprevious(_section_end(end))
    for number, (name, tables) in enumerate(annexes, start=1):
        for element in _annex(number, name, tables):
            end.addprevious(parse_xml(element))
    return document_bytes(document)


def _page(page: Brief) -> Iterator[str]:
    """The paragraphs of the page."""
    yield _paragraph(page.title, TITLE, Type(TITLE_SIZE, TITLE_LINE), title=True)
    for head, texts in page.parts:
        yield _paragraph(head, HEADER, page.type)
        for text in texts:
            yield _paragraph(text, BODY, page.type)
    for text in page.closing:
        yield _paragraph(text, BODY, page.type)


def _paragraph(text: str, font: str, kind: Type, *, title: bool = False) -> str:
    """A paragraph with lines of a fixed height; properties in the order of the schema."""
    after = TITLE_AFTER * TWIPS if title else 0
    spacing = (
        f'<w:spacing w:before="0" w:after="{after}" w:line="{int(kind.line * TWIPS)}" '
        'w:lineRule="exact"/>'
    )
    first = f'<w:ind w:firstLineChars="200" w:firstLine="{int(kind.size * 2 * TWIPS)}"/>'
    place = '<w:jc w:val="center"/>' if title else f'{first}<w:jc w:val="both"/>'
    size = int(kind.size * 2)
    return (
        f"<w:p {nsdecls('w')}><w:pPr>{spacing}{place}</w:pPr><w:r><w:rPr>{fonts_xml(font)}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r></w:p>'
    )


def _section_end(last: Any) -> Any:
    """A paragraph of no height that ends the upright section; its footers are the last one's."""
    paragraph: Any = parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
        'w:lineRule="exact"/></w:pPr></w:p>'
    )
    section = copy.deepcopy(last)
    set_upright(section)
    paragraph.pPr.append(section)
    return paragraph


def _annex(number: int, name: str, tables: Sequence[Table]) -> Iterator[str]:
    """An annex on a new page: 附件1, its title, its tables."""
    mark = paragraph_xml(f"附件{number}", "AnnexMark")
    if number > 1:
        mark = mark.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1)
    yield mark
    for at, table in enumerate(tables):
        yield paragraph_xml(name if at == 0 else table.title, "TableTitle")
        if table.subtitle:
            yield paragraph_xml(table.subtitle, "TableSubtitle")
        yield table_xml(table, text_width(table.paper))
        for note in (*table.notes, ""):
            yield paragraph_xml(f"注：{note}" if note else "", "TableNote")
