"""Tasks 任务 of task tables 任务分解表: every row that names its own work is one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from policyparse.extract.deadlines import Timed, deadline, timed
from policyparse.extract.indicator_tables import figure_target
from policyparse.extract.sections import SectionKind
from policyparse.extract.segments import PlacedNote, Segment
from policyparse.extract.table_dates import times_of_cell, times_of_heading
from policyparse.extract.table_grid import Span
from policyparse.extract.table_layout import Table, TableKind
from policyparse.extract.table_rows import Held, Item, RowReader
from policyparse.extract.table_units import TableUnits
from policyparse.extract.targets import targets
from policyparse.extract.tasks import TaskReader
from policyparse.grammar.numbering import claim
from policyparse.grammar.table_headings import ColumnKind
from policyparse.model import (
    Assignment,
    Category,
    Contact,
    Deadline,
    DocumentKind,
    Evidence,
    Part,
    Role,
    Target,
    Task,
)
from policyparse.nlp.annotate import Passage
from policyparse.normalise import NormalisedText
from policyparse.normalise.text import Cell
from policyparse.outline import Node

_SILENT = (
    DocumentKind.DRAFTING_NOTE,
    DocumentKind.OPINION_TABLE,
    DocumentKind.SPEECH,
    DocumentKind.REPORT,
)
_READ = (ColumnKind.TASK, ColumnKind.MEASURE, ColumnKind.STAGE, ColumnKind.TARGET)
_LEAD_END = re.compile(r"[。！？；]|(?<=[\u4e00-\u9fff])：(?!\d)")
_SECOND = re.compile(r"[\n。；]\s*(?:2|２|二|（2）|（二）|②)[.．、）\s]?")
_PEOPLE = re.compile(r"[^、，；;/\n]+")
_MARKS = " \t\n\u3000。；;：:，、"


def task_passages(text: NormalisedText, tables: Iterable[Table]) -> Iterator[tuple[str, int]]:
    """The cells of task tables that the annotation layer must read."""
    for table in tables:
        if table.kind is not TableKind.TASKS:
            continue
        columns = [column.number for column in table.of_kind(*_READ)]
        cells = {row.cells[n] for row in table.rows for n in columns}
        for cell in sorted((c for c in cells if c is not None), key=lambda c: c.start):
            if cell.start < cell.end:
                yield text.plain[cell.start : cell.end], cell.start


def headings_of(tables: Iterable[Table]) -> frozenset[str]:
    """Ids of the headings whose tasks are the rows of a table: what leads up to it is none."""
    return frozenset(t.node.id for t in tables if t.kind is TableKind.TASKS and t.node and t.rows)


def table_tasks(reader: TaskReader, tables: Iterable[Table]) -> Iterator[tuple[Table, list[Task]]]:
    """Each task table with the tasks that its rows name, in reading order."""
    if reader.context.document.kind in _SILENT:
        return
    used = Counter[str]()
    for table in tables:
        if table.kind is TableKind.TASKS:
            heading = table.node.id if table.node else ""
            used[heading] += 1
            alone = used[heading] == 1 and table.node is not None and not _numbered(table.node)
            prefix = heading if alone else f"{heading}.t{used[heading]}".lstrip(".")
            yield table, list(_TableTasks(reader, table, prefix).tasks())


class _TableTasks:
    """Builds the tasks of one table."""

    def __init__(self, reader: TaskReader, table: Table, prefix: str):
        self.reader = reader
        self.context = reader.context
        self.table = table
        self.prefix = prefix
        self.rows = RowReader(table, self.context.text, self.context.lexicon)
        self.units = TableUnits(self.context, reader.notes, reader.assigner, table)
        path = table.node.path() if table.node else ()
        self.headings: list[Span] = [*(n.title for n in path), *table.captions]
        kind = reader.segmenter.sections.kind_of(table.node) if table.node else None
        self.safeguard = kind is SectionKind.SAFEGUARD
        bodies = self.context.lexicon.file.sections.organisation
        titles = [self.context.text.plain[slice(*n.title)].strip("。：: ") for n in path]
        self.silent = kind is SectionKind.REMARKS or any(t.endswith(bodies) for t in titles)

    def tasks(self) -> Iterator[Task]:
        """The tasks in the order of the rows."""
        items = [] if self.silent else self.rows.items()
        for item, name in zip(items, _names(items), strict=True):
            yield self._task(item, f"{self.prefix}.{name}")

    def _task(self, item: Item, name: str) -> Task:
        context = self.context
        stretches = [self._body(cell, item) for cell in item.texts]
        stretches += [(h.cell.start, h.cell.end) for h in item.stages if h.cell not in item.texts]
        notes = [n for cell in item.texts for n in self._notes(cell)]
        stretches = [s for stretch in stretches for s in _without(stretch, notes)] or stretches
        cells = [*item.texts, *(h.cell for h in (*item.stages, *item.targets))]
        passages = [p for cell in cells if (p := self._passage(cell)) is not None]
        spans = [*stretches, *((h.cell.start, h.cell.end) for h in item.targets)]
        times = self._times(item, passages, [*spans, *((n.start, n.end) for n in notes)])
        category = self._category(item)
        assignments, opened = self._assignments(item, stretches, notes, category)
        joint = "" if item.cut else "\n"
        return Task(
            id=name,
            path=self._path(item),
            category=category,
            title=self._title(item, stretches),
            text=joint.join(context.text.text[a:b] for a, b in stretches),
            assignments=tuple(assignments),
            open_ended=opened,
            deadlines=tuple(sorted(self._deadlines(item, times), key=_place)),
            targets=(*targets(context, passages, times, spans), *self._figures(item)),
            deliverables=tuple(self.reader.deliverables.find(passages, times, stretches)),
            contacts=tuple(self._contacts(item)),
            evidence=tuple(self._evidence(item, stretches, notes)),
        )

    # --- words --------------------------------------------------------------------------------

    def _passage(self, cell: Cell) -> Passage | None:
        return self.context.passages.get(cell.start)

    def _body(self, cell: Cell, item: Item) -> Span:
        """The words of a cell without a number of its own (1. 2. 3. in one cell stay)."""
        text = self.context.text.plain
        start, end = cell.start, cell.end
        found = None if item.cut and cell is not item.texts[0] else claim(text[start:end])
        if found is not None and not _SECOND.search(text, start, end):
            start += found.length
        while start < end and text[start] in _MARKS:
            start += 1
        return start, end

    def _title(self, item: Item, stretches: list[Span]) -> str:
        """The lead phrase of the task cell, else the first sentence of the text."""
        start, end = self._body(item.title, item) if item.title else stretches[0]
        return self._phrase(start, end)

    def _phrase(self, start: int, end: int) -> str:
        stop = _LEAD_END.search(self.context.text.plain, start, end)
        if stop is not None and stop.group() == "：" and stop.start() - start > 24:
            stop = re.compile("[。！？；]").search(self.context.text.plain, start, end)
        words = self.context.text.text[start : stop.start() if stop else end]
        return re.sub(r"\s*\n\s*", "", words).strip(_MARKS)

    def _path(self, item: Item) -> tuple[str, ...]:
        text = self.context.text.text
        nodes = self.table.node.path() if self.table.node else ()
        path = [_heading(n, text) for n in nodes]
        if not nodes or nodes[-1].kind == "annex":
            path.append("".join(text[slice(*span)] for span in self.table.captions))
        path += [text[slice(*span)] for span in item.categories]
        if item.title is not None:
            path.append(text[item.title.start : item.title.end])
        elif not self.rows.measures:
            path.append(self._phrase(item.texts[0].start, item.texts[0].end))
        return tuple(p for words in path if (p := re.sub(r"\s*\n\s*", "", words).strip()))

    def _category(self, item: Item) -> Category:
        words = self.context.lexicon.file.sections.safeguard
        names = [self.context.text.plain[slice(*span)].strip() for span in item.categories]
        found = any(name.endswith(words) for name in names)
        return Category.SAFEGUARD if self.safeguard or found else Category.MAIN

    def _notes(self, cell: Cell) -> list[PlacedNote]:
        passage = self._passage(cell)
        return [PlacedNote(passage, note) for note in passage.notes] if passage else []

    # --- what stands beside them --------------------------------------------------------------

    def _assignments(
        self, item: Item, stretches: list[Span], notes: list[PlacedNote], category: Category
    ) -> tuple[list[Assignment], bool]:
        """By the columns of units; where they say nothing, by notes and words in the text."""
        made, opened = self.units.assignments(item, category)
        if (notes or not item.units) and self.table.node is not None:
            segment = Segment(self.table.node, stretches, notes, category=category)
            more, also = self.reader.assigner.assign(segment, stretches[0][0])
            made, opened = [*more, *made], opened or also
        seen: dict[tuple[str, Role], Assignment] = {}
        for assignment in made:
            seen.setdefault((assignment.unit.name, assignment.role), assignment)
        return list(seen.values()), opened

    def _times(self, item: Item, passages: list[Passage], spans: list[Span]) -> list[Timed]:
        """The dates inside the text cells; a stage's heading gives its cell the year."""
        above = [*self.headings, *item.categories]
        found = [t for t in timed(self.context, passages, above) if _inside(t.start, spans)]
        return sorted(found, key=lambda t: t.start)

    def _deadlines(self, item: Item, times: list[Timed]) -> Iterator[Deadline]:
        above = [*self.headings, *item.categories]
        for held in item.due:
            heads = [(c.start, c.end) for c in held.column.cells]
            for time in times_of_cell(self.context, held.cell, [*above, *heads]):
                yield self._of_column(deadline(self.context, time), held)
        for held in item.stages:
            for time in times_of_heading(self.context, held.column.cells, above):
                due = deadline(self.context, time)
                place = self.context.evidence(held.cell.start, held.cell.end, Part.CONTEXT)
                yield due.model_copy(update={"evidence": (*due.evidence, place)})
        for time in times:
            yield deadline(self.context, time)

    def _of_column(self, due: Deadline, held: Held) -> Deadline:
        """The heading 完成时限 is the rule by which the words of a cell are a deadline."""
        heading = [self.context.evidence(c.start, c.end, Part.RULE) for c in held.column.cells[-1:]]
        rule = due.rule + ("+column+inherited" if held.inherited else "+column")
        return due.model_copy(update={"rule": rule, "evidence": (*due.evidence, *heading)})

    def _figures(self, item: Item) -> Iterator[Target]:
        """Bare figures in a column of targets."""
        for held in item.targets:
            named = item.title or item.texts[0]
            found = figure_target(self.context, self.table, held.column, held.cell, named)
            if found is not None:
                yield found

    def _contacts(self, item: Item) -> Iterator[Contact]:
        text = self.context.text
        for held in item.contacts:
            for match in _PEOPLE.finditer(text.plain, held.cell.start, held.cell.end):
                start, end = match.span()
                start += len(match.group()) - len(match.group().lstrip())
                end -= len(match.group()) - len(match.group().rstrip())
                if start < end:
                    heading = held.column.heading
                    place = self.context.evidence(start, end)
                    yield Contact(role=heading, name=text.text[start:end], evidence=(place,))

    def _evidence(
        self, item: Item, stretches: list[Span], notes: list[PlacedNote]
    ) -> Iterator[Evidence]:
        for start, end in stretches:
            yield self.context.evidence(start, end)
        beside = [(n.start, n.end) for n in notes]
        if item.title is not None and item.title not in item.texts:
            beside.append((item.title.start, item.title.end))
        held = (*item.units, *item.due, *item.contacts, *item.targets)
        beside += [(h.cell.start, h.cell.end) for h in held]
        for start, end in dict.fromkeys(beside):
            yield self.context.evidence(start, end, Part.CONTEXT)


def _numbered(node: Node) -> bool:
    """Whether items stand under the heading too, whose ids the rows must not take."""
    return any(child.kind != "remarks" for child in node.children)


def _heading(node: Node, text: str) -> str:
    title = text[slice(*node.title)].strip("。")
    return title if node.kind == "annex" else node.number + title


def _names(items: list[Item]) -> list[str]:
    """The part of each id that its row gives: 3, 3-1 and 3-2 under one number, u1, 3~2."""
    groups: list[list[int]] = []
    for index, item in enumerate(items):
        if item.fresh or not groups:
            groups.append([index])
        else:
            groups[-1].append(index)
    seen = Counter[str]()
    names = [""] * len(items)
    unnumbered = 0
    for group in groups:
        name = items[group[0]].number
        if not name:
            unnumbered += 1
            name = f"u{unnumbered}"
        seen[name] += 1
        name += f"~{seen[name]}" if seen[name] > 1 else ""
        for place, index in enumerate(group, 1):
            names[index] = f"{name}-{place}" if len(group) > 1 else name
    return names


def _place(due: Deadline) -> int:
    return due.evidence[0].start


def _inside(at: int, spans: Iterable[Span]) -> bool:
    return any(a <= at < b for a, b in spans)


def _without(stretch: Span, notes: list[PlacedNote]) -> Iterator[Span]:
    """A stretch without the notes that stand in it."""
    at, end = stretch
    for note in notes:
        if at <= note.start < end:
            if note.start - at > 1:
                yield at, note.start
            at = note.end
    if end - at > 1 or not notes:
        yield at, end
