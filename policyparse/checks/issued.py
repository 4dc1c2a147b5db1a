"""Rules on dates beside the day of issue. 时限和成文日期"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from policyparse.checks.deadlines import QUOTED, deadlines, which
from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.model import Certainty, DeadlineKind, Evidence
from policyparse.model.check import Severity

_SOON = timedelta(days=10)  # a week's work with a holiday in it
_HALF = 6  # months
_REQUEST = re.compile(
    r"请[^。；\n]{0,60}?(?P<when>(?:(?P<year>20\d\d)年)?(?<!\d)(?<![每次明翌]年)(?P<month>1[0-2]|0?[1-9])月"
    r"(?:(?P<day>[12]\d|3[01]|0?[1-9])日|底)[之以]?前)"
)


@dataclass(frozen=True, slots=True)
class _Due:
    """What is due on one day."""

    day: date
    what: str  # “…”的时限“6月底前”
    places: tuple[Evidence, ...]


def due_before_issue(subject: Subject) -> Iterator[Hit]:
    """完成时限早于成文日期。

    为什么：文件印发时任务已经逾期，无法按期完成，也无法考核。
    怎么改：核实时限和成文日期，把时限改到印发之后，或者删去已经完成的事项。
    """
    if issued := _issued(subject):
        for due in _all_due(subject, issued):
            if due.day < issued:
                yield Hit(
                    (*due.places, *_issue(subject)), f"{due.what}早于成文日期{_shown(issued)}"
                )


def due_soon_after_issue(subject: Subject) -> Iterator[Hit]:
    """完成时限距成文日期只有几天。

    为什么：文件层层转发需要时间，责任单位收到时可能已经到期或者来不及办理。
    怎么改：核实时限能否做到；如果事项此前已经另行布置，可以在文中写明。
    """
    if issued := _issued(subject):
        for due in _all_due(subject, issued):
            if issued <= due.day <= issued + _SOON:
                days = (due.day - issued).days
                yield Hit(
                    (*due.places, *_issue(subject)),
                    f"{due.what}距成文日期{_shown(issued)}只有{days}天，请核实能否完成",
                )


def _issued(subject: Subject) -> date | None:
    written = subject.plan.document.issued_on
    return date.fromisoformat(written) if written else None


def _issue(subject: Subject) -> tuple[Evidence, ...]:
    return subject.plan.document.evidence.get("issued_on", ())[:1]


def _shown(day: date) -> str:
    return f"（{day.year}年{day.month}月{day.day}日）"


def _all_due(subject: Subject, issued: date) -> Iterator[_Due]:
    yield from _of_tasks(subject)
    yield from _of_the_notice(subject, issued)


def _of_tasks(subject: Subject) -> Iterator[_Due]:
    """What is surely due, day by day: one matter, however many tasks say it."""
    dated = [
        (task, deadline)
        for task, deadline in deadlines(subject)
        if deadline.kind is DeadlineKind.BY
        and deadline.certainty is Certainty.SURE
        and deadline.end
    ]
    dated.sort(key=lambda due: due[1].end or "")
    for end, group in groupby(dated, key=lambda due: due[1].end or ""):
        found = list(group)
        yield _Due(
            date.fromisoformat(end),
            f"{which(found)}的时限“{found[0][1].raw}”",
            tuple(deadline.evidence[0] for _, deadline in found[:QUOTED]),
        )


def _of_the_notice(subject: Subject, issued: date) -> Iterator[_Due]:
    """Days that the notice itself sets, outside of all tasks: 请于5月20日前报送联络员名单."""
    for found in _REQUEST.finditer(subject.plain):
        if subject.task_at(found.start()) is not None:
            continue
        month = int(found["month"])
        turned = issued.month - month > _HALF  # in December the January to come is meant
        year = int(found["year"] or issued.year + turned)
        last = monthrange(year, month)[1]
        day = int(found["day"] or last)
        if day <= last:
            place = subject.quote(*found.span("when"))
            what = f"请各单位“{place.text}”办理的事项，时限"
            yield _Due(date(year, month, day), what, (place,))


RULES = (
    Rule("PP301", "due-before-issue", Severity.ERROR, due_before_issue),
    Rule("PP302", "due-soon-after-issue", Severity.WARNING, due_soon_after_issue),
)
