"""Deadlines in the columns of a table: 8月, 全年, 长期坚持, and headings such as 二季度目标任务."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policyparse.extract.context import Context
from policyparse.extract.deadlines import Timed
from policyparse.grammar.calendar import meaning, written_year
from policyparse.grammar.grammars import grammars
from policyparse.grammar.numerals import half_width
from policyparse.grammar.pattern import Pattern
from policyparse.grammar.time_expressions import TimeExpression
from policyparse.nlp.annotate import Passage
from policyparse.normalise.text import Cell

ALL_YEAR = Pattern("all-year", "全年度?|贯穿全年", hits=("全年", "全年度"), misses=("全年级",))
NUMERIC = Pattern(
    "numeric-date",
    r"(?<![\d.])(?P<y>20\d{2})[./\-—](?P<m>1[0-2]|0?[1-9])(?:[./\-—](?P<d>3[01]|[12]\d|0?[1-9]))?"
    r"(?![\d./\-])(?:底|末)?(?:之?前)?",
    hits=("2026.6", "2026.06.30前", "2026-06-30", "2026/6"),
    misses=("2026.13", "12026.6", "2026-2028"),
)
_YEAR = re.compile(r"20\d{2}(?=年)")
_CLAUSE = re.compile(r"(?<=并)[^，。；、\n]+|(?<![^，。；、\n])(?!并)[^，。；、\n]+")


def times_of_cell(
    context: Context, cell: Cell, headings: Iterable[tuple[int, int]]
) -> Iterator[Timed]:
    """The dates that a cell of a deadline column holds; every one counts."""
    text = context.text.plain[cell.start : cell.end]
    found = list(_expressions(context, text))
    passage = Passage(text, cell.start, (), tuple(found), (), (), ())
    year, place = _year_above(context, headings)
    for number, expression in enumerate(found):
        years = context.years(year)
        own = written_year(expression, years)
        expression = _with_later(expression, found[number + 1 :], text)
        inferred = place if own is None and year is not None else None
        yield Timed(passage, expression, meaning(expression, years), inferred)
        if own is not None:
            year = expression.year2 or own
            place = (cell.start + expression.start, cell.start + expression.end)


def _expressions(context: Context, text: str) -> Iterator[TimeExpression]:
    """What the running text knows of dates, and what only a column means as one."""
    times = grammars(context.lexicon).times
    found = [*_numeric(text)]
    for expression in times.find(text, 0, len(text)):
        if not any(e.start < expression.end and expression.start < e.end for e in found):
            found.append(expression)
    for match in ALL_YEAR.compiled.finditer(text):
        if not any(e.start <= match.start() < e.end for e in found):
            found.append(TimeExpression(*match.span(), "all-year", match.group()))
    for match in _CLAUSE.finditer(text):
        standing = times.standing(text, *match.span())
        if standing and (not found or (standing.start, standing.end) == match.span()):
            found.append(standing)
    return iter(sorted(found, key=lambda e: e.start))


def _numeric(text: str) -> Iterator[TimeExpression]:
    """2026.6 and 2026-06-30."""
    for match in NUMERIC.compiled.finditer(half_width(text)):
        day = int(match["d"]) if match["d"] else None
        yield TimeExpression(
            *match.span(),
            "day-before" if day else "month-end",
            text[slice(*match.span())],
            year=int(match["y"]),
            month=int(match["m"]),
            day=day,
        )


def _with_later(
    expression: TimeExpression, later: list[TimeExpression], text: str
) -> TimeExpression:
    """6月30日、9月30日前: the 前 of the last date holds for those before it."""
    if not later or expression.before or text[expression.end : later[0].start] not in ("、", "和"):
        return expression
    last = later[-1]
    return replace(expression, before=True) if last.before else expression


def times_of_heading(
    context: Context, cells: Iterable[Cell], headings: Iterable[tuple[int, int]]
) -> list[Timed]:
    """The date that a column's heading names: 二季度目标任务, 2026年."""
    stack = list(cells)
    above = [*headings, *((c.start, c.end) for c in stack)]
    for cell in reversed(stack):
        text = context.text.plain[cell.start : cell.end]
        found = grammars(context.lexicon).times.find(text, 0, len(text))
        if not found:
            continue
        passage = Passage(text, cell.start, (), found, (), (), ())
        year, place = _year_above(context, above)
        years = context.years(year)
        first = found[0]
        inferred = place if written_year(first, years) is None and year is not None else None
        return [Timed(passage, first, meaning(first, years), inferred)]
    return []


def _year_above(
    context: Context, headings: Iterable[tuple[int, int]]
) -> tuple[int | None, tuple[int, int] | None]:
    """The year of the nearest heading that names one."""
    for start, end in reversed(list(headings)):
        found = list(_YEAR.finditer(half_width(context.text.plain[start:end])))
        if len(found) == 1:
            return int(found[0].group()), (start + found[0].start(), start + found[0].end() + 1)
    return None, None
