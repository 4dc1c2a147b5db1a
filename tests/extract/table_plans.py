"""Invented tables, written as plans write them, and what is read from them."""

from collections.abc import Sequence
from pathlib import Path

from policyparse.extract.context import Context
from policyparse.extract.document import read_document
from policyparse.extract.indicator_tables import table_goals
from policyparse.extract.table_layout import Table, read_tables
from policyparse.extract.task_tables import table_tasks, task_passages
from policyparse.extract.tasks import TaskReader
from policyparse.lexicon.load import load
from policyparse.model import Evidence, Place, Plan, RawBlock, RawCell, RawDocument, Target, Task
from policyparse.nlp.annotate import annotate
from policyparse.normalise import NormalisedText, normalise
from policyparse.outline import build
from policyparse.pipeline import parse_with_text
from tests.conftest import CORPUS

LEXICON = (CORPUS / "lexicon.toml",)
HEAD = "# 云屏市2026年社区养老服务提升行动方案\n\n为做好工作，制定本方案。\n\n"


def plan_of(folder: Path, content: str, suffix: str = ".md") -> Plan:
    """The plan of a file with this content; all its evidence is exact."""
    source = folder / f"plan{suffix}"
    source.write_text(content, encoding="utf-8")
    plan, text = parse_with_text(source, LEXICON)
    assert_exact([*plan.tasks, *plan.goals], text)
    return plan


def html_of(*tables: str, notes: Sequence[str] = (), title: str = "工作任务分解表") -> str:
    """A page of a government site with an annex of tables."""
    lines = [
        "<h1>云屏市2026年社区养老服务提升行动方案</h1>",
        "<p>为做好社区养老服务工作，制定本方案。</p>",
        "<p>附件</p>",
        f"<p>{title}</p>",
        *(f"<table border='1'>{table}</table>" for table in tables),
        *(f"<p>{note}</p>" for note in notes),
    ]
    return f"<html><body><div>{''.join(lines)}</div></body></html>"


def rows_of(*rows: str) -> str:
    """Rows of an HTML table: cells between |, spans as 2x3: before the words (rows x columns)."""
    return "".join(f"<tr>{''.join(_cell(c) for c in row.split('|'))}</tr>" for row in rows)


def _cell(words: str) -> str:
    spans, mark, rest = words.partition(":")
    if not mark or "x" not in spans or not spans.replace("x", "").strip().isdigit():
        return f"<td>{words.strip()}</td>"
    down, across = spans.strip().split("x")
    return f"<td rowspan='{down}' colspan='{across}'>{rest.strip()}</td>"


def units(task: Task) -> dict[str, str]:
    """Units of a task with their roles."""
    return {a.unit.name: a.role.value for a in task.assignments}


def dates(task: Task) -> list[tuple[str, str | None, str | None]]:
    """Kind, first and last day of a task's deadlines."""
    return [(d.kind.value, d.start, d.end) for d in task.deadlines]


def figures(goals: Sequence[Target]) -> list[tuple[str | None, str, str, float, str | None]]:
    """Scope, indicator, comparator, value and unit of goals."""
    return [(g.scope, g.indicator, g.op.value, g.value, g.unit) for g in goals]


def of_blocks(
    blocks: Sequence[RawBlock],
) -> tuple[tuple[Table, ...], list[Task], list[Target], NormalisedText]:
    """Tables, tasks and goals of raw blocks, as a reader would give them."""
    text = normalise(RawDocument("docx", tuple(blocks)))
    outline, words = build(text), load(LEXICON)
    document = read_document(text, outline, words)
    tables = read_tables(text, outline, words)
    passages = {p.base: p for p in annotate(task_passages(text, tables), LEXICON)}
    context = Context(text, outline, words, document, passages)
    reader = TaskReader(context)
    tasks = [task for _, rows in table_tasks(reader, tables) for task in rows]
    return tables, tasks, list(table_goals(context, tables)), text


def paragraph(words: str) -> RawBlock:
    """A paragraph block."""
    return RawBlock("paragraph", Place("第1段"), text=words)


def table(cells: Sequence[RawCell]) -> RawBlock:
    """A table block of these cells."""
    rows = max((c.row + c.row_span for c in cells), default=0)
    columns = max((c.column + c.column_span for c in cells), default=0)
    return RawBlock("table", Place("表1"), cells=tuple(cells), rows=rows, columns=columns)


def grid(*rows: str) -> RawBlock:
    """A table block without merged cells: cells between |."""
    cells = [
        RawCell(words.strip().replace("\\n", "\n"), row, column)
        for row, line in enumerate(rows)
        for column, words in enumerate(line.split("|"))
    ]
    return table(cells)


def assert_exact(values: Sequence[Task | Target], text: NormalisedText) -> None:
    """Every evidence is the text at its place."""
    for value in values:
        for place in _places(value):
            assert place.text == text.text[place.start : place.end]


def _places(value: Task | Target) -> list[Evidence]:
    found = list(value.evidence)
    if isinstance(value, Task):
        for held in (value.assignments, value.deadlines, value.targets, value.contacts):
            found += [place for one in held for place in one.evidence]
        found += [place for one in value.deliverables for place in one.evidence]
    return found
