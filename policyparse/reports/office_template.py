"""An office's own Word template, filled through docxtpl."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jinja2
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from policyparse.errors import BadConfig
from policyparse.reports.cells import chinese_date
from policyparse.reports.files import repacked
from policyparse.reports.tables import Line, LineKind, Table, clean

HELP = "可用的变量见 templates/README.md；也可先把这个模板移走，程序会用自带版式"


def render_office_template(path: Path, table: Table, today: date, created: datetime) -> bytes:
    """Fill a template with a table; say in Chinese what is wrong with it if it cannot be."""
    template = _opened(path)
    environment = SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)
    try:
        template.render(context_of(table, today), environment)
    except jinja2.UndefinedError as error:
        raise BadConfig(f"模板 {path}：写了不认识的变量（{error.message}）。{HELP}。") from error
    except jinja2.TemplateSyntaxError as error:
        raise BadConfig(
            f"模板 {path}：标签写法有误（{error.message}）。请检查 {{{{ }}}}、{{% %}} 是否成对、"
            f"是否用了全角符号。{HELP}。"
        ) from error
    except Exception as error:  # docxtpl and lxml raise what their inner code meets
        raise BadConfig(f"模板 {path}：无法填写（{error}）。{HELP}。") from error
    core = template.docx.core_properties
    core.created = core.modified = created
    buffer = io.BytesIO()
    template.save(buffer)
    return repacked(buffer.getvalue())


def _opened(path: Path) -> Any:
    try:
        template = DocxTemplate(str(path))
        template.init_docx()
    except Exception as error:  # BadZipFile, KeyError, PackageNotFoundError, lxml's
        raise BadConfig(
            f"模板 {path}：打不开，不是完好的 docx 文件。请用 Word 或 WPS 另存为 docx 后重试。"
        ) from error
    return template


def context_of(table: Table, today: date) -> dict[str, Any]:
    """Return what a template may name, in English and in Chinese."""
    rows = [row_context(line, table) for line in table.lines]
    notes = [clean(note) for note in table.notes]
    context = {
        "title": clean(table.title),
        "subtitle": clean(table.subtitle),
        "rows": rows,
        "notes": notes,
        "today": chinese_date(today.isoformat()),
        "count": sum(not row["band"] for row in rows),
    }
    chinese = ("标题", "说明", "各行", "附注", "日期", "行数")
    return {**context, **dict(zip(chinese, context.values(), strict=True))}


def row_context(line: Line, table: Table) -> dict[str, str]:
    """Return a row's cells by key and by heading; a heading row has only ``band``."""
    row = {"band": "", "小标题": ""}
    if line.kind is LineKind.BAND:
        row["band"] = row["小标题"] = clean(line.text)
    for column in table.columns:
        row[column.key] = row[column.header] = clean(line.cell(column.key).text)
    return row
