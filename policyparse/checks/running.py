"""一是…二是… in running text: where each stands, and what follows what. 段内列举"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.grammar.numerals import number
from policyparse.model.check import Severity

NUMERAL = "[一二三四五六七八九十]{1,3}"
_BEFORE = '(?:^|(?<=[，。；：、！？,;:\\s）)”"—]))'
_NEVER_FIRST = "统唯单之第同万专归逐"  # 统一是, 唯一是: no count
_SECOND = 2
_FAR = 2  # paragraphs between which a row still goes on


@dataclass(frozen=True, slots=True)
class Mark:
    """One 二是 with its place."""

    value: int
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """The marks of one row, as they follow each other."""

    marks: tuple[Mark, ...]


def rows(subject: Subject) -> Iterator[Row]:
    """All rows of the text in reading order."""
    for form in subject.lexicon.file.proofreading.ordinals:
        current: list[Mark] = []
        for mark in _marks(subject, form):
            near = current and mark.line - current[-1].line <= _FAR
            if current and (mark.value == 1 or not near):
                yield Row(tuple(current))
                current = []
            current.append(mark)
        if current:
            yield Row(tuple(current))


def _marks(subject: Subject, form: str) -> Iterator[Mark]:
    word = re.escape(form).replace("\\#", "#").replace("#", f"(?P<n>{NUMERAL})")
    bounded = re.compile(_BEFORE + word)
    first = re.compile(f"(?<![{_NEVER_FIRST}])" + re.escape(form.replace("#", "一")))
    for line, (start, end) in enumerate(subject.lines()):
        last, behind = 0, start
        for match in bounded.finditer(subject.plain, start, end):
            value = number(match["n"])
            if not value:
                continue
            hidden = first.search(subject.plain, behind, match.start())
            if value == _SECOND and last != 1 and hidden:  # 要一是…，二是…
                yield Mark(1, hidden.start(), hidden.end(), line)
            yield Mark(value, match.start(), match.end(), line)
            last, behind = value, match.end()


def ordinal_gap(subject: Subject) -> Iterator[Hit]:
    """段落中“一是、二是”的列举缺号或者重号。

    为什么：列举缺号，多半是删改时漏了一层意思，或者没有顺延。
    怎么改：核实是否漏写，重新编排“一是、二是”。
    """
    for row in rows(subject):
        last: Mark | None = None
        for mark in row.marks:
            wanted = last.value + 1 if last else 1
            here = subject.quote(mark.start, mark.end)
            if mark.value != wanted and (last or mark.value == _SECOND):
                before = (subject.quote(last.start, last.end),) if last else ()
                behind = f"“{before[0].text}”之后" if before else "列举开头"
                repeat = "，序号重复" if last and mark.value == last.value else "，序号不连续"
                yield Hit((here, *before), f"{behind}即为“{here.text}”{repeat}")
            last = mark


RULES = (Rule("PP107", "ordinal-gap", Severity.WARNING, ordinal_gap),)
