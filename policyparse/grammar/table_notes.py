"""Rules that the notes under an indicator table state for its figures. 表注"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.grammar.pattern import Pattern
from policyparse.model import Comparator

BOUND = Pattern(
    "bound",
    r"(?P<what>[^，。；：\n]{2,60}?)(?:的?(?:目标|指标))?(?:数值|值)?(?:均|都|全部)?(?:为|是|按|系)"
    r"(?P<side>上限|下限|最高|最低|最大|最小|不高于|不超过|不大于|不低于|不少于|不小于)"
    r"(?:控制|目标)?(?:值|数|要求|指标|目标)?(?=[，。；\n]|$)",
    hits=(
        "填埋比例为上限值",
        "其余指标均为下限值",
        "表中各项指标数值均为最低值",
        "PM2.5浓度为不高于",
    ),
    misses=("目标值为35", "考核结果为上限值的依据"),
)
DUE = Pattern(
    "due",
    r"(?P<what>[^，。；：\n]{2,60}?)的?完成(?:时限|时间|期限)(?:均|都)?(?:为|是)(?P<when>[^，。；\n]{2,24})",
    hits=("撤桶并点小区数完成时限为2026年6月底前", "其余指标完成时限均为2026年底前"),
    misses=("完成时限为6月",),
)
_REST = re.compile(
    r"(?:其余|其他|其它|以上|上述|表中|表内|本表|所有|全部|各项|各类)(?!.*(?:、|和|率|比|量|数量))"
)
_LEAD = re.compile(r"(?:备?注|说明)\d?：|\d{1,2}[.．、]|[（(]\d{1,2}[）)]|除|其中")
_SIDES = ("上限", "最高", "最大", "不高于", "不超过", "不大于")


@dataclass(frozen=True, slots=True)
class TableRule:
    """A clause of a note: text[start:end] on the indicators it names, or on the rest of them."""

    start: int
    end: int
    names: tuple[str, ...]  # empty: all that no other clause names
    op: Comparator | None = None
    when: tuple[int, int] | None = None  # place of the date

    def is_on(self, indicator: str) -> bool:
        """Whether the clause names the indicator."""
        return any(name == indicator or name in indicator for name in self.names)


def bounds(text: str, start: int, end: int) -> Iterator[TableRule]:
    """原生垃圾填埋比例为上限值，其余指标为下限值."""
    for match in BOUND.compiled.finditer(text, start, end):
        op = Comparator.AT_MOST if match["side"] in _SIDES else Comparator.AT_LEAST
        yield TableRule(_led(text, *match.span()), match.end(), _names(match["what"]), op)


def dues(text: str, start: int, end: int) -> Iterator[TableRule]:
    """其余指标完成时限为2026年底前."""
    for match in DUE.compiled.finditer(text, start, end):
        start = _led(text, *match.span())
        yield TableRule(start, match.end(), _names(match["what"]), None, match.span("when"))


def _led(text: str, start: int, end: int) -> int:
    """Where a clause begins behind 注： and its number."""
    while lead := _LEAD.match(text, start, end):
        start = lead.end()
    return start


def _names(what: str) -> tuple[str, ...]:
    what = what[_led(what, 0, len(what)) :]
    if _REST.match(what):
        return ()
    return tuple(name for name in re.split("[、和及]", what) if len(name) > 1)


def rule_for(rules: list[TableRule], indicator: str) -> TableRule | None:
    """The clause that names the indicator, else the one on all the rest."""
    named = next((rule for rule in rules if rule.is_on(indicator)), None)
    return named or next((rule for rule in rules if not rule.names), None)
