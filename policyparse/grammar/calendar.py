"""What a time expression means: kind, first and last day, precision."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from policyparse.grammar.time_expressions import TimeExpression
from policyparse.model import DeadlineKind, Precision

_EVERY = {
    "月": "monthly",
    "个月": "monthly",
    "季": "quarterly",
    "季度": "quarterly",
    "半年": "half-yearly",
    "年": "yearly",
    "年度": "yearly",
    "周": "weekly",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """Kind and dates of an expression; ``open_year`` where the year could not be told."""

    kind: DeadlineKind
    start: str | None = None
    end: str | None = None
    precision: Precision | None = None
    recurs: str | None = None
    open_year: bool = False


@dataclass(frozen=True, slots=True)
class YearContext:
    """The years that an expression without one may take, and where they come from."""

    year: int | None  # nearest year before it, of its heading, or of the plan
    plan_year: int | None  # the year the plan is for or was issued in: 今年
    issued_on: date | None = None
    period: tuple[int | None, int | None] = (None, None)


def meaning(expression: TimeExpression, context: YearContext) -> Meaning:
    """The meaning of an expression in its context; rules by extraction.md, Deadline."""
    rule = expression.rule
    if rule in _SIMPLE:
        return _SIMPLE[rule](expression, context)
    year = written_year(expression, context) or context.year
    if rule == "span":
        return _span(expression, year)
    if rule == "from":
        return _from(expression, year)
    return _by(expression, year)


def written_year(expression: TimeExpression, context: YearContext) -> int | None:
    """The year that the expression itself names, also as 今年 or 明年."""
    if expression.year:
        return expression.year
    word = expression.relative_year
    if not word or context.plan_year is None:
        return None
    return context.plan_year + (1 if word in ("明年", "次年", "翌年", "明") else 0)


def plan_years(plan: int) -> tuple[int, int]:
    """“十四五” is 2021–2025."""
    first = 2021 + 5 * (plan - 14)
    return first, first + 4


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _iso(year: int | None, month: int, day: int) -> str | None:
    if year is None:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day, last)).isoformat()


def _by(e: TimeExpression, year: int | None) -> Meaning:
    day, precision = _last_day(e, year)
    kind = DeadlineKind.BY
    if e.rule == "in-year":
        kind = DeadlineKind.BY
    return Meaning(kind, None, day, precision, None, year is None)


def _last_day(e: TimeExpression, year: int | None) -> tuple[str | None, Precision]:
    month = e.month
    if e.rule in ("day-before", "day") and month and e.day:
        return _iso(year, month, e.day), Precision.DAY
    if e.rule in ("month-end", "month") and month:
        return _iso(year, month, 31), Precision.MONTH
    if e.rule == "month-part" and month:
        return _iso(
            year, month, {"上旬": 10, "初": 10, "中旬": 20, "中": 15}.get(e.part or "", 31)
        ), Precision.MONTH
    if e.rule in ("month-before", "paired-months") and month:
        if e.rule == "paired-months" or year is None:
            return _iso(year, month, 31), Precision.MONTH
        return (date(year, month, 1) - timedelta(days=1)).isoformat(), Precision.MONTH
    if e.rule == "half":
        first = e.part == "上半年"
        if e.raw.endswith("年前"):  # 下半年前: by the end of the first half
            return _iso(year, 6, 30) if not first else _iso(
                year and year - 1, 12, 31
            ), Precision.MONTH
        return _iso(year, 6 if first else 12, 31), Precision.MONTH
    if e.rule == "quarter" and e.quarter:
        before = e.before and not e.raw.endswith(("底前", "末前"))
        quarter = e.quarter - 1 if before else e.quarter
        if quarter == 0:
            return _iso(year and year - 1, 12, 31), Precision.QUARTER
        return _iso(year, 3 * quarter, 31), Precision.QUARTER
    if e.rule == "year-part":
        return _iso(year, 3 if e.part == "初" else 6, 31), Precision.YEAR
    if e.rule == "year-before":
        return _iso(year and year - 1, 12, 31), Precision.YEAR
    return _iso(year, 12, 31), Precision.YEAR


def _span(e: TimeExpression, year: int | None) -> Meaning:
    year2 = e.year2 or (year + 1 if year and e.next_year else year)
    if e.month is None and e.month2 is None:
        return Meaning(
            DeadlineKind.DURING, _iso(e.year, 1, 1), _iso(e.year2, 12, 31), Precision.YEAR
        )
    month, month2 = e.month or e.month2 or 1, e.month2 or e.month or 12
    if e.year is None and year2 and month > month2 and not e.next_year and not e.year2:
        year2 = year2 + 1
    precision = Precision.DAY if e.day or e.day2 else Precision.MONTH
    return Meaning(
        DeadlineKind.DURING,
        _iso(year, month, e.day or 1),
        _iso(year2, month2, e.day2 or 31),
        precision,
        None,
        year is None,
    )


def _from(e: TimeExpression, year: int | None) -> Meaning:
    precision = Precision.DAY if e.day else Precision.MONTH if e.month else Precision.YEAR
    start = _iso(year, e.month or 1, e.day or 1)
    return Meaning(DeadlineKind.FROM, start, None, precision, None, year is None)


def _every(e: TimeExpression, context: YearContext) -> Meaning:
    word = e.raw
    if word.startswith(("次月", "当月")):
        return Meaning(DeadlineKind.RECURRING, recurs="monthly")
    for frequency in sorted(_EVERY, key=len, reverse=True):
        if word.startswith(
            ("每" + frequency, "每个" + frequency, "逐" + frequency, "按" + frequency)
        ):
            return Meaning(DeadlineKind.RECURRING, recurs=_EVERY[frequency])
    return Meaning(DeadlineKind.RECURRING, recurs=word)


def _season(e: TimeExpression, context: YearContext) -> Meaning:
    kind = DeadlineKind.BY if e.raw.endswith(("前", "来临前")) else DeadlineKind.DURING  # 汛期前
    return Meaning(kind, precision=Precision.SEASON)


def _undated_by(e: TimeExpression, context: YearContext) -> Meaning:
    return Meaning(DeadlineKind.BY)


def _all_year(e: TimeExpression, context: YearContext) -> Meaning:
    year = context.year or context.plan_year
    return Meaning(
        DeadlineKind.DURING,
        _iso(year, 1, 1),
        _iso(year, 12, 31),
        Precision.YEAR,
        None,
        year is None,
    )


def _standing(e: TimeExpression, context: YearContext) -> Meaning:
    return Meaning(DeadlineKind.DURING)


def _relative(e: TimeExpression, context: YearContext) -> Meaning:
    if context.issued_on is None or e.count is None:
        return Meaning(DeadlineKind.BY, precision=Precision.DAY, open_year=True)
    start, count, unit = context.issued_on, e.count, e.count_unit
    if unit == "个月":
        months = start.month - 1 + count
        year, month = start.year + months // 12, months % 12 + 1
        end = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    elif unit == "年":
        end = date(start.year + count, start.month, min(start.day, 28))
    elif unit == "个工作日":
        end = start
        while count:  # public holidays are not known: Monday to Friday count
            end += timedelta(days=1)
            count -= end.weekday() < 5
    else:
        end = start + timedelta(days=count * (7 if unit == "周" else 1))
    return Meaning(DeadlineKind.BY, None, end.isoformat(), Precision.DAY)


def _plan_period(e: TimeExpression, context: YearContext) -> Meaning:
    first, last = plan_years(e.plan) if e.plan else context.period
    if e.part and "末" not in e.part and "满" not in e.part:
        return Meaning(DeadlineKind.DURING, _iso(first, 1, 1), _iso(last, 12, 31), Precision.YEAR)
    return Meaning(DeadlineKind.BY, None, _iso(last, 12, 31), Precision.YEAR)


_SIMPLE = {
    "every": _every,
    "season": _season,
    "latest": _undated_by,
    "all-year": _all_year,
    "standing": _standing,
    "relative": _relative,
    "plan-period": _plan_period,
}
