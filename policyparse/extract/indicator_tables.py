"""Targets 指标 of table cells: one for each figure, its indicator from headings or label."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policyparse.extract.context import Context
from policyparse.extract.deadlines import Timed
from policyparse.extract.sections import SectionKind, Sections
from policyparse.extract.table_columns import Column
from policyparse.extract.table_dates import times_of_cell, times_of_heading
from policyparse.extract.table_grid import Row, Span
from policyparse.extract.table_layout import Table, TableKind
from policyparse.grammar.numbering import claim
from policyparse.grammar.numerals import half_width
from policyparse.grammar.table_figures import CellFigure, HeadingParts, figure_grammar
from policyparse.grammar.table_headings import ColumnKind
from policyparse.grammar.table_notes import TableRule, bounds, dues, rule_for
from policyparse.model import (
    Certainty,
    Comparator,
    DeadlineKind,
    DocumentKind,
    Evidence,
    Part,
    Target,
)
from policyparse.normalise.text import Cell

_K = ColumnKind
_SILENT = (
    DocumentKind.OPINION_TABLE,
    DocumentKind.SPEECH,
    DocumentKind.REPORT,
    DocumentKind.MEASURES,
)
_TOLD = re.compile("现状|回顾|完成情况|发展基础|基本情况|成效|执行情况")
_YEAR = re.compile(r"(20\d{2})(?:年|$)")
_YEAR_RULES = ("year", "year-to", "span")
_PLACE = re.compile(r"(?:[省市州盟县区旗镇乡]|街道|园区|开发区|新区)$|^全[国省市区县州盟旗镇乡]")
_CAPTION_NUMBER = re.compile(r"^附?表\d{0,2}(?!\d)[:：. ]?")
_CAPTION = re.compile(
    r"^(?:20\d{2}年?(?:[—\-~至]20\d{2}年)?度?)?(?:全[省市区县州]|.{0,12}?各[^的]{1,9}?"
    r"(?:[县区市旗乡镇]|街道)(?:[（(][^（）()]*[）)])?)?(?:20\d{2}年)?"
)
_TABLE = re.compile(r"(?:目标任务|目标|任务|指标|计划)*(?:分解|分配|计划|安排|一览|明细|汇总)*表?$")


@dataclass(frozen=True, slots=True)
class _Head:
    """What the heading of a column of figures says."""

    name: str  # empty: no more than a year or 目标值
    unit: str | None
    op: Comparator | None
    scope: str | None
    time: Timed | None
    year: int | None


def table_goals(context: Context, tables: Iterable[Table]) -> Iterator[Target]:
    """The goals of all indicator tables, in reading order."""
    if context.document.kind in _SILENT:
        return
    sections = Sections(context.lexicon, context.text)
    for table in tables:
        if table.kind is not TableKind.INDICATORS:
            continue
        if table.node and sections.kind_of(table.node) is SectionKind.REMARKS:
            continue
        reader = _Goals(context, table)
        if not _TOLD.search(reader.heading):
            yield from reader.goals()


def figure_target(
    context: Context, table: Table, column: Column, cell: Cell, named: Cell
) -> Target | None:
    """The target that a bare figure in a task table sets; its indicator is the task's name."""
    return _Goals(context, table).target(column, cell, named, None, None)


class _Goals:
    """Reads the figures of one table."""

    def __init__(self, context: Context, table: Table):
        self.context = context
        self.table = table
        self.figures = figure_grammar(context.lexicon)
        self.totals = context.lexicon.file.columns.totals
        text = context.text.plain
        path = table.node.path() if table.node else ()
        self.headings: list[Span] = [*(n.title for n in path), *table.captions]
        self.heading = "".join(text[slice(*span)] for span in self.headings[-3:])
        self.section = self._section()
        self.values = table.of_kind(_K.VALUE)
        self._heads = {column.number: self._head(column) for column in table.columns}
        self._bounds = [r for span in table.notes for r in bounds(text, *span)]
        self._dues = [r for span in table.notes for r in dues(text, *span)]
        self._labels: dict[_K, Cell] = {}

    def goals(self) -> Iterator[Target]:
        """The goals row by row."""
        for row in self.table.rows:
            area, name = self._label(row, _K.AREA), self._label(row, _K.INDICATOR)
            unit = self._beside(row, _K.UNIT)
            done: list[tuple[Cell, str]] = []
            for column in self.values:
                cell = row.cells[column.number]
                head = self._heads[column.number].name
                if cell is None or (cell, head) in done or self._is_past(column):
                    continue
                done.append((cell, head))
                found = self.target(column, cell, name, area, unit, self._beside(row, _K.DEADLINE))
                if found is not None:
                    yield found

    def target(
        self,
        column: Column,
        cell: Cell,
        name: Cell | None,
        area: Cell | None,
        unit: Cell | None,
        due: Cell | None = None,
    ) -> Target | None:
        """The goal that one cell sets."""
        figure = self.figures.figure(self._words(cell))
        if figure is None:
            return None
        head, label = self._heads[column.number], self._parts(name)
        indicator = self._indicator(column, label, figure)
        named = bool(indicator)
        indicator = indicator or re.sub(r"[（(].*", "", column.heading)
        if not indicator:
            return None
        evidence = [self.context.evidence(cell.start, cell.end)]
        op, ruled = self._op(head, label, figure, indicator)
        sure = Certainty.SURE if figure.op or head.op or ruled else Certainty.LIKELY
        by, place = self._by(head, indicator, due)
        evidence += [self._rule(c.start, c.end) for c in (*column.cells, *_there(unit))]
        labels = [self.context.evidence(c.start, c.end, Part.CONTEXT) for c in _there(area, name)]
        evidence += [*labels, *ruled, *place]
        measure = self.figures.unit(self._words(unit)) or self._words(unit) or None
        return Target(
            raw=self._words(cell),
            indicator=indicator,
            op=op,
            value=figure.value,
            value_high=figure.value_high,
            unit=figure.unit or head.unit or measure or label.unit or self._default_unit(),
            by=by,
            scope=self._squeezed(area) or head.scope,
            section=self.section,
            rule="table-cell+note" if ruled else "table-cell",
            certainty=sure if named else Certainty.UNSURE,
            evidence=tuple(dict.fromkeys(evidence)),
        )

    # --- words --------------------------------------------------------------------------------

    def _words(self, cell: Cell | None) -> str:
        return self.context.text.text[cell.start : cell.end].strip() if cell is not None else ""

    def _squeezed(self, cell: Cell | None) -> str | None:
        return re.sub(r"\s+", "", self._words(cell)) or None

    def _rule(self, start: int, end: int) -> Evidence:
        return self.context.evidence(start, end, Part.RULE)

    def _section(self) -> str | None:
        text, node = self.context.text.text, self.table.node
        title = "".join(text[slice(*span)] for span in self.table.captions)
        if not title and node is not None:
            title = node.number + text[slice(*node.title)]
        return re.sub(r"\s*\n\s*", "", title) or None

    # --- rows ---------------------------------------------------------------------------------

    def _label(self, row: Row, kind: _K) -> Cell | None:
        """The rightmost label of a row; an empty one goes on from the row above."""
        for column in reversed(self.table.of_kind(kind)):
            cell = row.cells[column.number]
            if self._words(cell) and cell is not None:
                self._labels[kind] = cell
                return cell
        return self._labels.get(kind)

    def _beside(self, row: Row, kind: _K) -> Cell | None:
        for column in self.table.of_kind(kind):
            cell = row.cells[column.number]
            if re.search(r"\w|%|‰", self._words(cell)):
                return cell
        return None

    def _parts(self, name: Cell | None) -> HeadingParts:
        """The label of a row: 3.森林覆盖率（%）."""
        words = re.sub(r"\s+", "", self._words(name))
        found = claim(words)
        return self.figures.heading(words[found.length if found else 0 :])

    # --- headings -----------------------------------------------------------------------------

    def _head(self, column: Column) -> _Head:
        """Name, unit, comparator, scope and date of a column, over all its heading cells."""
        names: list[tuple[str, str | None]] = []
        unit: str | None = None
        op: Comparator | None = None
        scope: str | None = None
        for cell in column.cells:
            words = re.sub(r"\s+", "", self._words(cell))
            parts = self.figures.heading(words)
            pure = self.figures.unit(words)
            unit, op = pure or parts.unit or unit, parts.op or op
            name = "" if pure or words in self.totals else self.figures.name(words)
            if name and self._is_scope(name):
                scope = name
            elif name and not self._is_time(column, name):
                names.append((name, parts.unit))
        times = times_of_heading(self.context, column.cells, self.headings)
        year = _YEAR.search(half_width(column.heading))
        time = times[0] if times else None
        return _Head(_joined(names), unit, op, scope, time, int(year[1]) if year else None)

    def _is_scope(self, name: str) -> bool:
        """An area that heads a column, where the rows are indicators."""
        if not self.table.of_kind(_K.INDICATOR):
            return False
        return name in self.context.lexicon.divisions or bool(_PLACE.search(name))

    def _is_time(self, column: Column, name: str) -> bool:
        return any(
            name in timed.passage.text and timed.expression.raw.startswith(name)
            for timed in times_of_heading(self.context, column.cells, ())
        )

    def _is_past(self, column: Column) -> bool:
        """A year before the plan's first is the base that the goal is measured by."""
        year, first = self._heads[column.number].year, self._first_year()
        return year is not None and first is not None and year < first

    def _first_year(self) -> int | None:
        document = self.context.document
        if document.period.start or document.period.end:
            return document.period.start or None
        found = _YEAR.search(half_width(self.heading))
        if found:
            return int(found[1])
        return int(document.issued_on[:4]) if document.issued_on else None

    def _indicator(self, column: Column, label: HeadingParts, figure: CellFigure) -> str:
        """What a figure counts; empty where headings, label and title do not say."""
        head = self._heads[column.number]
        name = label.name + head.name if label.name else head.name or self._of_caption()
        name = name or re.sub(r"[（(].*", "", column.heading)
        if figure.change and not name.endswith(figure.change):
            name += figure.change
        return name

    def _of_caption(self) -> str:
        """What a table is about whose only figures stand under 目标任务（亩）."""
        words = re.sub(r"\s+", "", _CAPTION_NUMBER.sub("", self.section or ""))
        return _TABLE.sub("", _CAPTION.sub("", words)).strip("，、的《》")

    def _default_unit(self) -> str | None:
        """单位：万人 above the table."""
        for span in self.table.units:
            words = re.split("[:：]", self.context.text.plain[slice(*span)])[-1].strip("（）() ")
            found = self.figures.unit(words)
            if found is not None:
                return found
        return None

    # --- comparator and date --------------------------------------------------------------------

    def _op(
        self, head: _Head, label: HeadingParts, figure: CellFigure, indicator: str
    ) -> tuple[Comparator, list[Evidence]]:
        """The cell's own comparator, that of its heading or label, or a note's on all figures."""
        op = figure.op or head.op or label.op
        if op is not None:
            return op, []
        rule = rule_for(self._bounds, indicator) if self._covers_all() else None
        if rule is None or rule.op is None:
            return Comparator.EQUAL, []
        return rule.op, [self._rule(rule.start, rule.end)]

    def _covers_all(self) -> bool:
        """Whether the notes speak of every figure; a rule for some alone is left to people."""
        names = [self._heads[c.number].name for c in self.values]
        if self.table.of_kind(_K.INDICATOR):
            return any(not rule.names for rule in self._bounds)
        return bool(self._bounds) and all(rule_for(self._bounds, name) for name in names)

    def _by(
        self, head: _Head, indicator: str, due: Cell | None
    ) -> tuple[str | None, list[Evidence]]:
        """From the heading, a column of dates, a note, the title, else the plan's last year."""
        if head.time is not None and (found := _date(head.time)):
            return found, []
        if head.year is not None:
            return str(head.year), []
        if due is not None:
            for time in times_of_cell(self.context, due, self.headings):
                if found := _date(time):
                    return found, [self.context.evidence(due.start, due.end, Part.CONTEXT)]
        rule = rule_for(self._dues, indicator)
        if rule is not None and rule.when is not None and (found := self._of_note(rule)):
            return found, [self._rule(rule.start, rule.end)]
        for start, end in reversed(self.headings):
            years = list(_YEAR.finditer(half_width(self.context.text.plain[start:end])))
            if years:
                at = start + years[-1].start()
                return years[-1][1], [self.context.evidence(at, at + 4, Part.CONTEXT)]
        end_year = self.context.document.period.end
        return (str(end_year) if end_year else None), []

    def _of_note(self, rule: TableRule) -> str | None:
        start, end = rule.when or (0, 0)
        place = Cell(start, end, 0, 0)
        times = times_of_cell(self.context, place, self.headings)
        return next((found for time in times if (found := _date(time))), None)


def _there(*cells: Cell | None) -> list[Cell]:
    return [cell for cell in cells if cell is not None]


def _joined(names: list[tuple[str, str | None]]) -> str:
    """The lowest name; with the one above it where only that one has a unit of measure."""
    if not names:
        return ""
    name, unit = names[-1]
    if len(names) > 1 and unit is None and names[-2][1] is not None:
        return names[-2][0] + name
    return name


def _date(time: Timed) -> str | None:
    if time.meaning.kind not in (DeadlineKind.BY, DeadlineKind.DURING) or not time.meaning.end:
        return None
    yearly = time.expression.rule in _YEAR_RULES and time.meaning.end.endswith("12-31")
    return time.meaning.end[:4] if yearly else time.meaning.end


__all__ = ["figure_target", "table_goals"]
