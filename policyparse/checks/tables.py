"""Rules on tables: numbers of rows that count on, totals that add up. 表格"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.extract.layout import grid
from policyparse.model.check import Severity
from policyparse.normalise import Cell

Rows = list[dict[int, Cell]]

_HEADING_ROWS = 3
_LABELS = 3  # columns that may say what a row is
_LEAST = 2  # rows that make a sum; sums that show that a column is one
_NUMBER = re.compile(
    r"(?P<n>\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?)(?P<unit>[^\W\d以左余内上下]{0,3})"
)
_DIGITS = re.compile(r"\d{1,3}")
_BLANK = ("", "-", "—", "——", "/", "／")
_SUM = re.compile(r"(?:全[省市区县州盟旗]|)(?:合计|总计|共计)")
_SUM_OF_ROW = re.compile("合计|总计|共计|小计")
_PARTLY = re.compile(r"小计|其中|累计")
_NO_SUM = re.compile(r"[率比均]|[%％‰]|占|序号|年份|面积比")


def row_numbers(subject: Subject) -> Iterator[Hit]:
    """表中的序号缺号或者重号。

    为什么：序号不连续，多半是增删行时没有顺延，也可能漏了一行；按序号督办会对不上。
    怎么改：核实有没有漏行，重新编排序号。
    """
    of_opinions = {e.block for opinion in subject.plan.opinions for e in opinion.evidence}
    for index, rows in _tables(subject):
        last: Cell | None = None
        for cell in _numbers(subject, rows):
            n, before = int(_words(subject, cell)), int(_words(subject, last)) if last else 0
            again = n == before and index in of_opinions  # one unit's several opinions
            if last and n not in (1, before + 1) and not again:
                places = (subject.quote(cell.start, cell.end), subject.quote(last.start, last.end))
                what = "用了两次" if n == before else f"接在“{before}”之后，不连续"
                yield Hit(places, f"表中序号“{n}”{what}")
            last = cell


def _numbers(subject: Subject, rows: Rows) -> Iterator[Cell]:
    """The cells of the column of numbers, each once; none where there is no such column."""
    words = subject.lexicon.file.opinions.number
    for at, row in enumerate(rows[:_HEADING_ROWS]):
        columns = [c for c, cell in row.items() if _words(subject, cell) in words]
        if columns:
            cells = [row[columns[0]] for row in rows[at + 1 :] if columns[0] in row]
            seen = dict.fromkeys(cells)
            yield from (c for c in seen if _DIGITS.fullmatch(_words(subject, c)))
            return


def totals(subject: Subject) -> Iterator[Hit]:
    """表中的合计与各行（列）之和不一致。

    为什么：合计与分数对不上，多半是改了其中一处没有重新相加，下达任务时会有争议。
    怎么改：重新相加，改正合计或者有误的一格。
    """
    for _, rows in _tables(subject):
        yield from _down(subject, rows)
        yield from _across(subject, rows)


def _down(subject: Subject, rows: Rows) -> Iterator[Hit]:
    """A row 合计 beside the other rows, column by column."""
    sums = [at for at, row in enumerate(rows) if _is_sum(subject, row)]
    labels = [c for row in rows[1:] for at, c in row.items() if at < _LABELS]
    if len(sums) != 1 or any(_PARTLY.search(_words(subject, c)) for c in labels):
        return
    for column, total in rows[sums[0]].items():
        headings = [row[column] for row in rows[:_HEADING_ROWS] if column in row]
        named = "".join(w for c in dict.fromkeys(headings) if not _value(w := _words(subject, c)))
        cells = dict.fromkeys(row[column] for row in rows if column in row)
        parts = [c for c in cells if c is not total and _words(subject, c) not in _BLANK]
        parts = [c for c in parts if c not in headings or _value(_words(subject, c)) is not None]
        if _NO_SUM.search(named) or not _differs(subject, total, parts):
            continue
        yield _hit(subject, total, parts, "各行", re.sub(r"\s", "", named))


def _across(subject: Subject, rows: Rows) -> Iterator[Hit]:
    """A column 合计 that is the sum of the others in most rows, but not in all."""
    for heading in rows[:_HEADING_ROWS]:
        columns = [c for c, cell in heading.items() if _SUM_OF_ROW.fullmatch(_words(subject, cell))]
        if len(columns) != 1:
            continue
        apart = {c for c, cell in heading.items() if _NO_SUM.search(_words(subject, cell))}
        right, wrong = 0, list[Hit]()
        for row in rows:
            others = dict.fromkeys(cell for c, cell in row.items() if c not in {columns[0], *apart})
            parts = [c for c in others if _value(_words(subject, c)) is not None]
            total = row.get(columns[0])
            if total is None or len(parts) < _LEAST or _value(_words(subject, total)) is None:
                continue
            if _sum(subject, parts) == _value(_words(subject, total)):
                right += 1
            else:
                wrong.append(_hit(subject, total, parts, "同行各列", ""))
        if right >= _LEAST and len(wrong) < right:
            yield from wrong


def _differs(subject: Subject, total: Cell, parts: Sequence[Cell]) -> bool:
    """Whether a total is surely no sum of its parts; what lies among them may be their mean."""
    whole = _value(_words(subject, total))
    values = [_value(_words(subject, cell)) for cell in parts]
    known = [value for value in values if value is not None]
    if whole is None or len(known) < max(_LEAST, len(values)):
        return False
    rounding = Fraction(len(known), 2) * _step(_words(subject, cell) for cell in (total, *parts))
    return abs(sum(known) - whole) > rounding and not min(known) <= whole <= max(known)


def _step(texts: Iterator[str]) -> Fraction:
    """Half of the last decimal may be lost in each figure; whole numbers are exact."""
    decimals = max(len(text.partition(".")[2].rstrip("万亿")) for text in texts)
    return Fraction(1, 10**decimals) if decimals else Fraction(0)


def _is_sum(subject: Subject, row: dict[int, Cell]) -> bool:
    first = next((w for c in row.values() if (w := _words(subject, c)) not in _BLANK), "")
    return _SUM.fullmatch(first) is not None and len(set(row.values())) > 1


def _value(text: str) -> Fraction | None:
    found = _NUMBER.fullmatch(text)
    return Fraction(re.sub("[,，]", "", found["n"])) if found else None


def _sum(subject: Subject, cells: Sequence[Cell]) -> Fraction:
    return sum((_value(_words(subject, cell)) or Fraction() for cell in cells), Fraction())


def _hit(subject: Subject, total: Cell, parts: Sequence[Cell], of: str, named: str) -> Hit:
    where = f"“{named}”一栏的" if named else ""
    places = (subject.quote(c.start, c.end) for c in (total, *parts))
    added = f"{float(_sum(subject, parts)):g}"
    said = f"表中{where}合计为{_words(subject, total)}，{of}相加为{added}，请核实"
    return Hit(tuple(places), said)


def _tables(subject: Subject) -> Iterator[tuple[int, Rows]]:
    for block in subject.text.blocks:
        if block.kind == "table":
            yield block.index, grid(subject.text, block)


def _words(subject: Subject, cell: Cell) -> str:
    return re.sub(r"\s", "", subject.plain[cell.start : cell.end])


RULES = (
    Rule("PP706", "row-numbers", Severity.WARNING, row_numbers),
    Rule("PP707", "totals", Severity.WARNING, totals),
)
