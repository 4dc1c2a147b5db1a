"""One date beside another: by the day, by the beginning, by how often. 时限对照"""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from policyparse.lexicon.lexicon import Lexicon
from policyparse.matching.figures import exact
from policyparse.model.comparison import DateVerdict
from policyparse.model.deadline import Deadline, DeadlineKind
from policyparse.model.evidence import Certainty

_DAY = re.compile(r"(\d{1,2})日")
_LAST = 31  # 每月底前, 每季度末
_MONTH_BEFORE = re.compile(r"(?<!\d)(\d{1,2})月前")
_SURE, _LIKELY, _UNSURE = Certainty.SURE, Certainty.LIKELY, Certainty.UNSURE


@dataclass(frozen=True, slots=True)
class Dated:
    """A verdict on two dates with the end of its sentence."""

    verdict: DateVerdict
    certainty: Certainty
    because: str


def is_standing(deadline: Deadline) -> bool:
    """长期坚持 and its like: nothing is due on a day."""
    return deadline.rule.startswith("standing")


def comparable(upper: Deadline, lower: Deadline) -> bool:
    """Whether two dates bind in the same way."""
    return _sort(upper) == _sort(lower)


def _sort(deadline: Deadline) -> str:
    if is_standing(deadline):
        return "standing"
    if deadline.kind in (DeadlineKind.RECURRING, DeadlineKind.FROM):
        return deadline.kind
    return "day" if deadline.end else "season"


def apart(upper: Deadline, lower: Deadline) -> int:
    """Days between two dates, for the choice between several; 0 where there is no day."""
    one, other = upper.end or upper.start, lower.end or lower.start
    if not one or not other:
        return 0
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def compare_dates(upper: Deadline, lower: Deadline, lexicon: Lexicon) -> Dated:
    """How a lower date of the same thing stands to the upper one."""
    if not comparable(upper, lower):
        return Dated(DateVerdict.NOT_COMPARABLE, _UNSURE, "两者写法不同类，请核实")
    sort = _sort(upper)
    if sort == DeadlineKind.RECURRING:
        return _recurring(upper, lower, lexicon)
    if sort == DeadlineKind.FROM:
        return _by_day(upper.start, lower.start, _certainty(upper, lower), "开始时间")
    if sort == "day":
        found = _by_day(upper.end, lower.end, _certainty(upper, lower), "")
        return Dated(found.verdict, found.certainty, found.because + _note(upper, lower))
    if sort == "standing":
        return Dated(DateVerdict.SAME, _SURE, "均为长期工作")
    return _seasons(upper, lower)


def _certainty(upper: Deadline, lower: Deadline) -> Certainty:
    kinds = {upper.kind, lower.kind}
    return _SURE if len(kinds) == 1 and _UNSURE not in _doubts(upper, lower) else _LIKELY


def _doubts(upper: Deadline, lower: Deadline) -> tuple[Certainty, Certainty]:
    return upper.certainty, lower.certainty


def _by_day(upper: str | None, lower: str | None, certainty: Certainty, what: str) -> Dated:
    if not upper or not lower:
        return Dated(DateVerdict.NOT_COMPARABLE, _UNSURE, "未写明日期，请核实")
    ours, theirs = date.fromisoformat(upper), date.fromisoformat(lower)
    days = (theirs - ours).days
    if days == 0:
        return Dated(DateVerdict.SAME, certainty, f"{what}一致")
    if days < 0:
        return Dated(DateVerdict.EARLIER, certainty, f"{what}提前{_gap(theirs, ours)}")
    return Dated(DateVerdict.LATER, certainty, f"{what}推后{_gap(ours, theirs)}，请核实")


def _gap(earlier: date, later: date) -> str:
    """Days between two days; whole years where it is just that."""
    if (earlier.month, earlier.day) == (later.month, later.day):
        return f"{later.year - earlier.year}年"
    return f"{(later - earlier).days}天"


def _note(upper: Deadline, lower: Deadline) -> str:
    """8月前 ends in July; said where one of the two is written so and they differ."""
    if upper.end == lower.end:
        return ""
    for deadline in (upper, lower):
        if _MONTH_BEFORE.search(deadline.raw) and deadline.end:
            day = date.fromisoformat(deadline.end)
            return f"（“{deadline.raw}”按{day.month}月{day.day}日止计）"
    return ""


def _recurring(upper: Deadline, lower: Deadline, lexicon: Lexicon) -> Dated:
    ours, theirs = per_year(upper, lexicon), per_year(lower, lexicon)
    if ours is None or theirs is None:
        if upper.recurs == lower.recurs:
            return _by_day_of_period(upper, lower)
        return Dated(DateVerdict.NOT_COMPARABLE, _UNSURE, "频次的写法不同，请核实")
    if theirs != ours:
        return _by_rate(ours, theirs)
    return _by_day_of_period(upper, lower)


def _by_rate(upper: Fraction, lower: Fraction) -> Dated:
    if lower > upper:
        return Dated(DateVerdict.EARLIER, _SURE, "频次提高")
    return Dated(DateVerdict.LATER, _SURE, "频次降低，请核实")


def _by_day_of_period(upper: Deadline, lower: Deadline) -> Dated:
    ours, theirs = _day_of(upper.raw), _day_of(lower.raw)
    if ours == theirs or ours is None:
        return Dated(DateVerdict.SAME, _SURE, "频次一致" if ours is None else "频次和日期一致")
    if theirs is None:
        return Dated(DateVerdict.MISSING, _LIKELY, "频次一致，未写明每期的具体日期，请核实")
    if theirs < ours:
        return Dated(DateVerdict.EARLIER, _SURE, "频次一致，每期日期提前")
    return Dated(DateVerdict.LATER, _SURE, "频次一致，每期日期推后，请核实")


def _day_of(raw: str) -> int | None:
    """The day within a period: 每月5日前, 每季度末."""
    found = _DAY.search(raw)
    if found:
        return int(found[1])
    return _LAST if any(word in raw for word in ("底", "末")) else None


def _seasons(upper: Deadline, lower: Deadline) -> Dated:
    """Times without a day: the same words, or left to a person."""
    if upper.raw == lower.raw or upper.raw in lower.raw or lower.raw in upper.raw:
        certainty = _SURE if upper.raw == lower.raw else _LIKELY
        return Dated(DateVerdict.SAME, certainty, "时段一致")
    return Dated(DateVerdict.NOT_COMPARABLE, _UNSURE, "时段的写法不同，请核实")


def per_year(deadline: Deadline | None, lexicon: Lexicon) -> Fraction | None:
    """How many times a year something recurs."""
    if deadline is None:
        return None
    if deadline.kind is DeadlineKind.DURING:
        return Fraction(1)
    times = lexicon.file.frequencies.per_year.get(deadline.recurs or "")
    return None if times is None else exact(times)
