"""Finds time expressions in a paragraph and takes them apart, years still open."""

import re
from dataclasses import dataclass

from policyparse.grammar.dates import DATES
from policyparse.grammar.numerals import half_width, number
from policyparse.grammar.pattern import Pattern
from policyparse.lexicon.lexicon import Lexicon, alternation

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# Characters that an expression may begin with; the rows of _GATED begin with words that are
# common in any plan, so they are looked for only where their hint stands in the passage.
_FIRST = '自从到至每逐按一半次当第上下最十“"0123456789二三四今本明翌岁年月周季'
_GATED = {
    "relative": re.compile("[日月周天年]之?以?内"),
    "plan-period": re.compile("期[末内满间]|十[一二三四五六七]五"),
}
_GROUP = re.compile(r"\(\?P<\w+>")
_FINDER = re.compile(
    f"(?=[{_FIRST}])(?:"
    + "|".join(
        f"(?P<{p.name.replace('-', '_')}>{_GROUP.sub('(?:', p.regex)})"
        for p in DATES
        if p.name not in _GATED
    )
    + ")"
)
_ROWS = {p.name.replace("-", "_"): p for p in DATES}
# The groups of the rows that hold figures, and the fields they fill.
_FIGURES = {
    "y": "year",
    "yb": "year",
    "m": "month",
    "mc": "month",
    "mb": "month",
    "d": "day",
    "db": "day",
    "y2": "year2",
    "m2": "month2",
    "d2": "day2",
    "n": "count",
    "five": "plan",
}
_ROWS_BY_NAME = {p.name: p for p in DATES}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression ``text[start:end]`` with the figures that are written in it."""

    start: int
    end: int
    rule: str  # name of the pattern
    raw: str
    year: int | None = None
    relative_year: str | None = None  # 今年, 当年, 明年
    month: int | None = None
    day: int | None = None
    year2: int | None = None
    month2: int | None = None
    day2: int | None = None
    next_year: bool = False  # 次年
    part: str | None = None  # 上旬, 下半年, 期末 …
    quarter: int | None = None
    count: int | None = None  # of a relative expression
    count_unit: str | None = None
    plan: int | None = None  # 十四五 -> 14
    before: bool = False  # closes with 前
    closed: bool = False  # closes with 前, 底, 末 or 内: a day is meant, not a span


class TimeGrammar:
    """Time expressions by patterns and by the lexicon's seasons and feasts."""

    def __init__(self, lexicon: Lexicon):
        words = lexicon.file.calendar
        seasons, rush = alternation(words.seasons), alternation(words.rush)
        feasts, periods = alternation(words.feasts), alternation(words.periods)
        rush_time = rf"[\u4e00-\u9fff]{{2}}(?:{rush})"
        one = (
            rf"(?:(?:{seasons})(?:{rush_time})?|{rush_time}|[\u4e00-\u9fff]{{2}}"
            rf"(?:{seasons})|(?:{feasts}))"
        )
        first = rf"(?:(?:{seasons})(?:{rush_time})?|(?:{feasts})|{rush_time})"
        self._season = re.compile(
            rf"(?:{periods})[（(][^（）()]{{0,8}}?{one}[^（）()]*[）)]"
            rf"|{first}(?:(?:、|和|及|与|，)?{one})*(?:等(?:[\u4e00-\u9fff]{{0,4}}(?:{rush}|节假日|时段|节点|假期))?)?(?:学期)?(?:假期|期间|前后|开学前|开学后|前|后|时段|来临前)?(?![^，。；（(]{{0,6}}[（(](?:每年)?\d{{1,2}}[月—\-~至到])"
        )
        self._hint = re.compile(f"{seasons}|{rush}|{feasts}")
        self._after_event = re.compile(  # 小区竣工后60日内
            r"(?<=[在于，])[^，。；、在于每□]{2,10}后(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
            r"(?:个工作日|个月|日|天|周)(?:之?内|以内)"
        )
        year_round = alternation((*words.year_round, *lexicon.file.comparators.achieve))
        self._year_round = re.compile(rf"(?:贯穿)?全年(?:度)?(?=(?:{year_round}))")
        self._standing = re.compile(alternation(words.standing))

    def find(self, text: str, start: int, end: int) -> tuple[TimeExpression, ...]:
        """All expressions of ``text[start:end]``, in order and apart from one another."""
        plain = half_width(text[start:end])
        found: list[TimeExpression] = []
        for name, hint in _GATED.items():
            if hint.search(plain):
                for match in _ROWS_BY_NAME[name].compiled.finditer(plain):
                    found.append(self._of_row(_ROWS_BY_NAME[name], match, start))
        rest = plain
        for e in found:  # what is taken is out of reach for the other rows
            low, high = e.start - start, e.end - start
            rest = rest[:low] + "□" * (high - low) + rest[high:]
        found += [self._taken(m, start) for m in _FINDER.finditer(rest)]
        taken = [(e.start, e.end) for e in found]
        if self._hint.search(plain):
            for match in self._season.finditer(plain):
                span = (match.start() + start, match.end() + start)
                if not any(a < span[1] and span[0] < b for a, b in taken):
                    found.append(TimeExpression(*span, "season", match.group()))
                    taken.append(span)
        for match in self._after_event.finditer(plain) if "后" in plain and "内" in plain else ():
            span = (match.start() + start, match.end() + start)
            if not any(a < span[1] and span[0] < b for a, b in taken):
                found.append(TimeExpression(*span, "relative", match.group()))
        for match in self._year_round.finditer(plain):
            found.append(
                TimeExpression(
                    match.start() + start, match.end() + start, "all-year", match.group()
                )
            )
        return tuple(sorted(found, key=lambda e: e.start))

    def standing(self, text: str, start: int, end: int) -> TimeExpression | None:
        """长期坚持 and the like, which count in a deadline column or a note only."""
        match = self._standing.search(text, start, end)
        if match is None:
            return None
        return TimeExpression(match.start(), match.end(), "standing", match.group())

    def _taken(self, match: re.Match[str], shift: int) -> TimeExpression:
        pattern = _ROWS[match.lastgroup or ""]
        row = pattern.compiled.match(match.string, match.start())
        return self._of_row(pattern, row or match, shift)

    @staticmethod
    def _of_row(pattern: Pattern, match: re.Match[str], shift: int) -> TimeExpression:
        """The figures of a match of one row; ``shift`` is where its text begins."""
        raw = match.group()
        figures: dict[str, int | None] = {}
        words: dict[str, str] = {}
        for name, text in match.groupdict().items():
            if not text:
                continue
            if name in _FIGURES:
                figures.setdefault(_FIGURES[name], number(text.replace(" ", "")))
            else:
                words[name] = text
        quarter = words.get("q")
        return TimeExpression(
            match.start() + shift,
            match.end() + shift,
            pattern.name,
            raw,
            **figures,
            relative_year=words.get("ry"),
            next_year="next" in words,
            part=words.get("part") or words.get("h") or words.get("own"),
            quarter=_QUARTERS.get(quarter.strip("第季度")) if quarter else None,
            count_unit=words.get("u"),
            before=raw.endswith("前"),
            closed=raw.endswith(("前", "底", "末", "内")),
        )
