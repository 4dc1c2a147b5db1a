"""Rules on when things are due. 时限"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from policyparse.checks.rule import Hit, Rule, in_quotes
from policyparse.checks.subject import Subject
from policyparse.model import (
    Category,
    Certainty,
    Deadline,
    DeadlineKind,
    Deliverable,
    Evidence,
    Task,
)
from policyparse.model.check import Severity
from policyparse.model.deadline import Precision

Due = tuple[Task, Deadline]

_GRACE = 3  # month: what closes a year is often handed in by then
QUOTED = 6  # places; more say no more
_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>[12]\d|3\d|0?[1-9])日"
)
_YEAR, _YEAR_OF_DAY = re.compile(r"(?<!\d)20\d\d(?!\d)"), re.compile(r"20\d\d年\d{1,2}月")
_LEAP = 2024  # where no year is written, the 29th of February may be right
_WHEN = re.compile(r"\d月|季度|半年|年[底末内]|日内|每")
_PLAIN_MONTH = re.compile(r"月份?(?:之|以)?前$")


def deadlines(subject: Subject) -> Iterator[Due]:
    """All dates of all tasks."""
    for task in subject.plan.tasks:
        for deadline in task.deadlines:
            yield task, deadline


def which(found: Sequence[Due]) -> str:
    """Of which tasks the dates are."""
    titles = list(dict.fromkeys(task.title for task, _ in found))
    return in_quotes(titles[0]) + (f"等{len(titles)}项任务" if len(titles) > 1 else "")


def month_before_beside_month_end(subject: Subject) -> Iterator[Hit]:
    """同一文件中“某月前”与“某月底前”混用。

    为什么：“8月前”可以理解为7月底到期，也可以理解为8月底到期，考核时容易有争议。
    怎么改：统一写成“某月底前”或者“某月某日前”。
    """
    vague, firm = _vague(subject), _month_ends(subject)
    if vague and firm:
        month = _month(vague[0])
        first = next((d for d in firm if _month(d) == month), firm[0])
        yield Hit(
            (*_quotes(vague), first.evidence[0]),
            f"既用“{vague[0].raw}”又用“{first.raw}”，前者到{_before(vague[0])}还是当月底为止不明确，"
            "请统一写法",
        )


def month_before(subject: Subject) -> Iterator[Hit]:
    """时限写成“某月前”。

    为什么：“8月前”可以理解为7月底到期，也可以理解为8月底到期。
    怎么改：写成“某月底前”或者“某月某日前”。
    """
    vague = _vague(subject)
    if vague and not _month_ends(subject):
        yield Hit(
            _quotes(vague),
            f"“{vague[0].raw}”到{_before(vague[0])}还是当月底为止不明确，建议写明日期",
        )


def _vague(subject: Subject) -> list[Deadline]:
    return [
        d for _, d in deadlines(subject) if d.end and d.kind is DeadlineKind.BY and _is_vague(d)
    ]


def _is_vague(deadline: Deadline) -> bool:
    return deadline.precision is Precision.MONTH and bool(_PLAIN_MONTH.search(deadline.raw))


def _month_ends(subject: Subject) -> list[Deadline]:
    return [d for _, d in deadlines(subject) if d.rule.startswith("month-end")]


def _month(deadline: Deadline) -> str:
    found = re.search(r"(\d{1,2})月", deadline.raw)
    return found[1].lstrip("0") if found else ""


def _before(deadline: Deadline) -> str:
    day = date.fromisoformat(deadline.end or "")
    return f"{day.month}月底"


def _quotes(found: list[Deadline]) -> tuple[Evidence, ...]:
    return tuple(d.evidence[0] for d in found[:QUOTED])


def hand_over_without_date(subject: Subject) -> Iterator[Hit]:
    """要交出方案、清单等材料的任务没有写完成时限。

    为什么：其他材料都写了时限，这一项没有，无法催办。
    怎么改：补写时限；属于经常性工作的，写明“定期”“每季度”。
    """
    dated = any(d.by for task in subject.plan.tasks for d in task.deliverables)
    found = [
        (task, deliverable)
        for task in subject.plan.tasks
        if dated and task.category is Category.MAIN
        for deliverable in task.deliverables
        if _undated(subject, task, deliverable)
    ]
    if found:
        names = "、".join(in_quotes(d.what) for _, d in found[:QUOTED])
        yield Hit(
            tuple(d.evidence[0] for _, d in found[:QUOTED]),
            f"要制定或者报送的{names}没有写完成时限，请核实",
        )


def _undated(subject: Subject, task: Task, deliverable: Deliverable) -> bool:
    """Whether neither the hand-over nor its task has a day, and it is no standing work."""
    if deliverable.by or not deliverable.who or deliverable.certainty is Certainty.UNSURE:
        return False
    if any(d.end or d.recurs for d in task.deadlines):
        return False
    sentence = subject.sentence(deliverable.evidence[0].start)
    standing = subject.lexicon.file.deliverables.standing
    return not _WHEN.search(sentence) and not any(word in sentence for word in standing)


def due_after_period(subject: Subject) -> Iterator[Hit]:
    """完成时限晚于方案的规划期。

    为什么：规划期结束后任务还没有到期，年度或者三年方案无法收尾考核。
    怎么改：核实年份是否写错；确需跨期的，写明由下一期方案接续。
    """
    last = subject.plan.document.period.end
    late = [
        (task, d)
        for task, d in deadlines(subject)
        if last and d.kind is DeadlineKind.BY and d.certainty is Certainty.SURE and _late(d, last)
    ]
    if late:
        yield Hit(
            tuple(d.evidence[0] for _, d in late[:QUOTED]),
            f"{which(late)}的时限“{late[0][1].raw}”晚于方案的规划期（到{last}年），请核实",
        )


def _late(deadline: Deadline, last: int) -> bool:
    """Past the period and the weeks in which it is summed up; a far year alone is an outlook."""
    end = deadline.end or ""
    if end <= f"{last + 1}-{_GRACE:02}-31":
        return False
    if deadline.precision is Precision.YEAR and not deadline.raw.endswith(("底前", "末前")):
        return False
    return re.search(r"20\d\d年", deadline.raw) is not None


def no_such_day(subject: Subject) -> Iterator[Hit]:
    """日期不存在。

    为什么：日期写错，时限无法执行。
    怎么改：核对日历后改正。
    """
    for span, words in _no_such_days(subject):
        yield Hit((subject.quote(*span),), f"没有“{words}”这一天")


def _no_such_days(subject: Subject) -> Iterator[tuple[tuple[int, int], str]]:
    for found in _DATE.finditer(subject.plain):
        year = int(found["year"] or _LEAP)
        if int(found["day"]) > monthrange(year, int(found["month"]))[1]:
            yield found.span(), found[0]


def open_year(subject: Subject) -> Iterator[Hit]:
    """时限没有写明年份，从上下文也推不出。

    为什么：规划期不止一年，只写月日不知道是哪一年到期。
    怎么改：补写年份。
    """
    if len(set(_YEAR.findall(subject.plain))) == 1 and _YEAR_OF_DAY.search(subject.plain):
        return  # what happens in the one year that the text speaks of
    wrong = [span for span, _ in _no_such_days(subject)]
    found = [
        (task, d)
        for task, d in deadlines(subject)
        if d.certainty is Certainty.UNSURE and not d.end and _names_a_day(subject, d)
        if not any(a <= d.evidence[0].start < b for a, b in wrong)
    ]
    if found:
        yield Hit(
            tuple(d.evidence[0] for _, d in found[:QUOTED]),
            f"{which(found)}的时限“{found[0][1].raw}”没有写明年份",
        )


def _names_a_day(subject: Subject, deadline: Deadline) -> bool:
    """Whether a day of some year is meant, and not a length of time: 三年内."""
    start = deadline.evidence[0].start
    length = subject.plain[max(0, start - 1) : start] in tuple("两一二三四五六七八九十0123456789")
    named = re.search(r"\d{1,2}月|年[底末内]", deadline.raw)
    return deadline.kind is DeadlineKind.BY and named is not None and not length


def span_reversed(subject: Subject) -> Iterator[Hit]:
    """起止时间颠倒。

    为什么：开始时间晚于结束时间，时限无法执行。
    怎么改：核对起止时间后改正。
    """
    for task, d in deadlines(subject):
        if d.start and d.end and d.start > d.end:
            yield Hit(
                (d.evidence[0],), f"{in_quotes(task.title)}的时限“{d.raw}”开始时间晚于结束时间"
            )


RULES = (
    Rule(
        "PP303",
        "month-before-beside-month-end",
        Severity.WARNING,
        month_before_beside_month_end,
    ),
    Rule("PP304", "month-before", Severity.INFO, month_before),
    Rule("PP305", "hand-over-without-date", Severity.INFO, hand_over_without_date),
    Rule("PP307", "due-after-period", Severity.WARNING, due_after_period),
    Rule("PP308", "no-such-day", Severity.ERROR, no_such_day),
    Rule("PP309", "open-year", Severity.WARNING, open_year),
    Rule("PP310", "span-reversed", Severity.ERROR, span_reversed),
)
