"""Several targets at once: 安装率、运行率两个百分百; A、B分别达到x、y."""

import re
from dataclasses import replace
from typing import Protocol

from policyparse.grammar.target_expression import TargetExpression
from policyparse.model import Certainty, Comparator, TargetKind

STOPS = "，。；：:;！？\n"
_SHARED_WHOLE = re.compile(r"(?P<n>[两二三四五六]|\d)个(?:100%|百分百|百分之百)")
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_STEM = re.compile(r"(.*?)[^\u4e00-\u9fff]*(?:安装|运行|使用|覆盖|合格|达标|[\u4e00-\u9fff]{2})率$")


class Clauses(Protocol):
    """What is needed of the target grammar."""

    indicator: re.Pattern[str]

    def left(self, text: str, start: int, at: int, stops: str) -> int: ...

    def trimmed(self, text: str, low: int, high: int) -> tuple[int, int] | None: ...

    def scope_of(self, text: str, start: int, name_start: int, low: int) -> str | None: ...


def whole_lists(grammar: Clauses, text: str, start: int, end: int) -> list[TargetExpression]:
    """As many indicators of 100 % as the number says."""
    made: list[TargetExpression] = []
    for match in _SHARED_WHOLE.finditer(text, start, end):
        count = _NUMBERS.get(match["n"]) or int(match["n"])
        low = grammar.left(text, start, match.start(), STOPS)
        span = grammar.trimmed(text, low, match.start())
        names = text[span[0] : span[1]].split("、") if span else []
        fits = len(names) == count and all(grammar.indicator.search(n) for n in names)
        if span is None or not fits:
            continue
        stem = _STEM.match(names[0])
        scope = grammar.scope_of(text, start, span[0], low)
        for number, name in enumerate(names):
            full = name if number == 0 or len(name) > 4 or not stem else stem[1] + name
            place = (match.start(), match.end() - count + number)
            made.append(_whole(full, span, match.end(), scope, place))
    return made


def _whole(
    name: str, span: tuple[int, int], end: int, scope: str | None, place: tuple[int, int]
) -> TargetExpression:
    return TargetExpression(
        start=span[0],
        end=end,
        rule="whole-list",
        indicator=name,
        indicator_span=span,
        op=Comparator.EQUAL,
        value=100.0,
        value_high=None,
        unit="%",
        scope=scope,
        kind=TargetKind.GOAL,
        certainty=Certainty.LIKELY,
        number=place,
    )


def paired(
    text: str, found: list[TargetExpression], indicator: re.Pattern[str]
) -> list[TargetExpression]:
    """Each value with its own thing, where as many things as values are listed."""
    result = list(found)
    for number, target in enumerate(found):
        run = _run(found, number)
        span = target.indicator_span
        if len(run) < 2 or span is None or target.rule == "paired":
            continue
        things = re.split("、|和|与|及", text[span[0] : span[1]])
        if len(things) != len(run):
            continue
        last = things[-1]
        for offset, (thing, member) in enumerate(zip(things, run, strict=True)):
            shares = offset < len(things) - 1 and not indicator.search(thing)
            ending = last[len(thing) :] if shares and len(last) > len(thing) else ""
            result[number + offset] = replace(member, indicator=thing + ending)
    return result


def _run(found: list[TargetExpression], number: int) -> list[TargetExpression]:
    """The target and those that continue it."""
    run = [found[number]]
    for other in found[number + 1 :]:
        if other.rule != "paired" or other.indicator_span != run[-1].indicator_span:
            break
        run.append(other)
    return run
