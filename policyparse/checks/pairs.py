"""Brackets and quotation marks that do not pair. 括号引号配对"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.model.check import Severity

_SORTS = ("（(", "）)"), ("〔[【", "〕]】"), ("《", "》"), ("“", "”"), ("「『", "」』")
_OPEN = {char: sort for sort, (opens, _) in enumerate(_SORTS) for char in opens}
_CLOSE = {char: sort for sort, (_, closes) in enumerate(_SORTS) for char in closes}
_ANY = re.compile("[" + re.escape("".join((*_OPEN, *_CLOSE))) + "]")
_ENUMERATED = re.compile(r"(?:^|[\s，。；：、])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})$")
_FAR = 6  # lines over which a pair may be broken
_AROUND = 8
_QUOTED = 20  # characters of a term in quotation marks
_STOP = re.compile("[。；，“”]").search
_QUOTE = 3  # “ in _SORTS


@dataclass(frozen=True, slots=True)
class _Odd:
    """A mark without its other half."""

    at: int
    line: int
    opens: bool
    sort: int


def unpaired(subject: Subject) -> Iterator[Hit]:
    """括号、引号、书名号不成对。

    为什么：少了一半，读的人看不出哪些话在括号或者引号里，多半还漏了字。
    怎么改：补上缺的一半，或者删去多出的一半，同时核对附近有没有漏字。
    """
    lines = list(subject.lines())
    odd = [
        one for number, line in enumerate(lines) for one in _odd(subject.text.text, number, *line)
    ]
    left = list(_without_broken(odd))
    twins = {one: other for one, other in pairwise(left) if _turned(subject, one, other)}
    for one in left:
        if one in twins:
            quote = subject.quote(one.at, twins[one].at + 1)
            yield Hit((quote,), f"{quote.text}前后用了同一个引号，请核对前引号和后引号")
        if one in twins or one in twins.values():
            continue
        start, end = lines[one.line]
        mark = subject.text.text[one.at]
        side = "后半个" if one.opens else "前半个"
        low, high = max(start, one.at - _AROUND), min(end, one.at + _AROUND + 1)
        if one.sort == _QUOTE and one.opens and _goes_on(subject, lines, one.line):
            continue
        yield Hit((subject.quote(low, high),), f"“{mark}”缺少与之成对的{side}")


def _turned(subject: Subject, one: _Odd, other: _Odd) -> bool:
    """Whether a quotation has two marks that both open, or both close: “茶叶贷“."""
    alike = one.sort == other.sort == _QUOTE and one.opens == other.opens
    between = subject.plain[one.at + 1 : other.at]
    return alike and one.line == other.line and 0 < len(between) <= _QUOTED and not _STOP(between)


def _odd(text: str, line: int, start: int, end: int) -> Iterator[_Odd]:
    open_: list[tuple[int, int]] = []
    for match in _ANY.finditer(text, start, end):
        char, at = match.group(), match.start()
        if char in _OPEN:
            open_.append((_OPEN[char], at))
            continue
        sort = _CLOSE[char]
        places = [n for n, (known, _) in enumerate(open_) if known == sort]
        if places:
            yield from (_Odd(at_, line, True, known) for known, at_ in open_[places[-1] + 1 :])
            del open_[places[-1] :]
        elif not (sort == 0 and _ENUMERATED.search(text[max(start, at - 5) : at])):
            yield _Odd(at, line, False, sort)
    yield from (_Odd(at, line, True, sort) for sort, at in open_)


def _without_broken(odd: list[_Odd]) -> Iterator[_Odd]:
    """Without the two halves of a pair that stands in different lines."""
    left = sorted(odd, key=lambda one: one.at)
    closers: dict[int, deque[int]] = {}  # by sort, those that an opening one may still meet
    for n, one in enumerate(left):
        if not one.opens:
            closers.setdefault(one.sort, deque()).append(n)
    gone: set[int] = set()
    for n, one in enumerate(left):
        ahead = closers.get(one.sort, deque())
        while one.opens and ahead and ahead[0] < n:
            ahead.popleft()
        if one.opens and ahead and 0 < left[ahead[0]].line - one.line <= _FAR:
            gone |= {n, ahead.popleft()}
    yield from (one for n, one in enumerate(left) if n not in gone)


def _goes_on(subject: Subject, lines: list[tuple[int, int]], line: int) -> bool:
    """Whether a quotation of several paragraphs opens each of them."""
    after = lines[line + 1][0] if line + 1 < len(lines) else None
    return after is not None and subject.text.text[after] == "“"


RULES = (Rule("PP604", "unpaired-marks", Severity.WARNING, unpaired),)
