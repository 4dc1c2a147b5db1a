"""Rules on figures in one sentence that should add up. 分项与总数"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model.check import Severity

Span = tuple[int, int]

_AMOUNT = r"(?<![\d.])(?P<n>\d+(?:\.\d+)?)(?P<scale>[万亿]?)"
_OF_THEM = re.compile(r"其中[：，]?")
_END_OF_PARTS = re.compile("[，。；）\n\t]")
_SENTENCE = re.compile(r"[^。；\n\t]+")
_ANY_UNIT = "[\u4e00-\u9fff](?<![年月日时分以之多余左])"
_NO_THINGS = re.compile(r"[年月日时分%％‰]")  # days and rates are not added up
_RECEIVED = re.compile(
    r"(?:收到|征集|反馈|提出|收集)[^，。；\d]{0,24}?(?P<n>\d+)(?P<unit>[条项个])"
)
_ANSWERED = re.compile(
    r"(?P<how>(?:全部|部分)?(?:未|不|不予|未予|暂不)?(?:予以)?采纳)[^，、。；\d]{0,8}(?P<n>\d+)[条项个]"
)
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}
_LEAST = 2


@dataclass(frozen=True)
class _Patterns:
    """Amounts with the lexicon's units of measure."""

    amount: re.Pattern[str]
    of_a_year: re.Pattern[str]
    of_all_years: re.Pattern[str]


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    units = (unit for unit in lexicon.file.measures.units if not _NO_THINGS.search(unit))
    amount = rf"{_AMOUNT}(?P<unit>{alternation(units)}|{_ANY_UNIT})"
    return _Patterns(
        amount=re.compile(amount),
        of_a_year=re.compile(rf"20\d\d年[^，、\d]{{0,16}}{amount}"),
        of_all_years=re.compile(rf"[两二三四五]年(?:共|合计|共计|总计)[^，、\d]{{0,16}}{amount}"),
    )


def parts_and_total(subject: Subject) -> Iterator[Hit]:
    """同一句话里，分项相加与总数不一致。

    为什么：总数与分项对不上，不知道以哪个为准，分解任务时也无从下达。
    怎么改：逐项相加，改正总数或者分项；各项有交叉的，予以说明。
    """
    for match in _SENTENCE.finditer(subject.plain):
        sentence = match.span()
        yield from _parts_above_the_whole(subject, sentence)
        yield from _years_and_all(subject, sentence)
        yield from _answers(subject, sentence)


def _parts_above_the_whole(subject: Subject, sentence: Span) -> Iterator[Hit]:
    """建成12处，其中甲区6处、乙区9处。 Less than the whole is no fault: not all are named."""
    amount = _patterns(subject.lexicon).amount
    for mark in _OF_THEM.finditer(subject.plain, *sentence):
        stop = _END_OF_PARTS.search(subject.plain, mark.end(), sentence[1])
        end = stop.start() if stop else sentence[1]
        parts = list(amount.finditer(subject.plain, mark.end(), end))
        if len(parts) < _LEAST or len({part["unit"] for part in parts}) > 1:
            continue
        before = list(amount.finditer(subject.plain, sentence[0], mark.start()))
        whole = before[-1] if before else None
        if whole and whole["unit"] == parts[0]["unit"] and _sum(parts) > _sum([whole]):
            yield _hit(subject, whole, parts)


def _years_and_all(subject: Subject, sentence: Span) -> Iterator[Hit]:
    """2024年改造20处，2025年改造30处，两年共改造60处。"""
    patterns = _patterns(subject.lexicon)
    whole = patterns.of_all_years.search(subject.plain, *sentence)
    start = whole.start() if whole else sentence[0]
    parts = list(patterns.of_a_year.finditer(subject.plain, sentence[0], start))
    alike = whole and {part["unit"] for part in parts} == {whole["unit"]}
    if whole and alike and len(parts) >= _LEAST and _sum(parts) != _sum([whole]):
        yield _hit(subject, whole, parts)


def _answers(subject: Subject, sentence: Span) -> Iterator[Hit]:
    """收到意见9条，采纳6条，部分采纳1条，不采纳1条。"""
    whole = _RECEIVED.search(subject.plain, *sentence)
    parts = list(_ANSWERED.finditer(subject.plain, whole.end(), sentence[1])) if whole else []
    total = sum(int(part["n"]) for part in parts)
    refused = any(re.search("[未不]", part["how"]) for part in parts)
    wrong = whole and (total > int(whole["n"]) or (refused and total < int(whole["n"])))
    if whole and wrong and len(parts) >= _LEAST:
        yield _hit(subject, whole, parts)


def _sum(matches: Sequence[re.Match[str]]) -> Fraction:
    return sum((_amount(match) for match in matches), Fraction())


def _amount(match: re.Match[str]) -> Fraction:
    return Fraction(match["n"]) * _SCALES[match.groupdict().get("scale") or ""]


def _hit(subject: Subject, whole: re.Match[str], parts: Sequence[re.Match[str]]) -> Hit:
    """The words of each amount; where all are of one scale, the sum is said in it."""
    scales = {match.groupdict().get("scale") or "" for match in (whole, *parts)}
    scale = scales.pop() if len(scales) == 1 else ""
    total = _sum(parts) / _SCALES[scale]
    shown = f"{float(total):g}" if total < 10**6 else str(total)
    said = subject.quote(whole.start("n"), whole.end())
    places = (said, *(subject.quote(part.start("n"), part.end()) for part in parts))
    unit = whole["unit"]
    return Hit(places, f"总数写作“{said.text}”，分项相加为{shown}{scale}{unit}，请核实")


RULES = (Rule("PP406", "parts-and-total", Severity.WARNING, parts_and_total),)
