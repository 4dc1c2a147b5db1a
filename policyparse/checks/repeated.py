"""Rules on one thing that a document states twice. 重复表述"""

import re
from collections.abc import Iterable, Iterator, Sequence

from policyparse.checks.notes import Units
from policyparse.checks.rule import Hit, Rule, in_quotes
from policyparse.checks.statements import Pair, Statement, stated_twice
from policyparse.checks.subject import Subject
from policyparse.matching.clauses import Clause
from policyparse.model import Assignment, Deadline, DeadlineKind, Evidence, Role, Task
from policyparse.model.check import Severity

_COLUMN = "+column"  # in the rule of a date that holds for a whole row of a table
_COMMAS = (",", "，")
_DONE = re.compile("(?:之|以)?(?:全部|全面)?(?:建成|完成|完工|实施)?(?:到位|完毕)?(?=[，。；,;]|$)")
Sides = tuple[list[Assignment], list[Assignment]]


def other_units_in_charge(subject: Subject) -> Iterator[Hit]:
    """同一项工作写了两次，牵头（责任）单位不同。

    为什么：两处责任单位不一致，不知道由谁落实、考核谁。
    怎么改：合并为一处，或者统一责任单位；确属两个方面的，写明各自负责的内容。
    """
    units = Units(subject)

    def differ(one: Statement, other: Statement) -> bool:
        return _in_charge(one.task, other.task, units) is not None

    for pair in stated_twice(subject, differ):
        first, second = _in_charge(pair.first, pair.second, units) or ([], [])
        places = [_only(first, second, units), _only(second, first, units)]
        label = "牵头单位" if _leads(pair.first) and _leads(pair.second) else "责任单位"
        yield Hit(
            (*_clauses(pair), *(a.evidence[0] for side in places for a in side)),
            f"{in_quotes(pair.first.title)}和{in_quotes(pair.second.title)}都写了{in_quotes(_said(pair))}，"
            f"{label}前者为{_names(first)}，后者为{_names(second)}，请核实",
        )
    yield from _warned(subject, "table-lead-differs", "牵头单位")


def _in_charge(one: Task, other: Task, units: Units) -> Sides | None:
    """Who is in charge on either side, where that differs."""
    first, second = _leads(one), _leads(other)
    if bool(first) != bool(second):  # 按职责分工 beside a lead is no contradiction
        named, others = (first, other) if first else (second, one)
        if not others.assignments or not _only(named, others.assignments, units):
            return None
    first, second = first or list(one.assignments), second or list(other.assignments)
    if not first or not second:
        return None
    away, back = _only(first, second, units), _only(second, first, units)
    in_table = [_is_row(task) for task in (one, other)]
    if in_table[0] != in_table[1]:  # a row may pick one of the leads of its task
        away, back = ([], back) if in_table[1] else (away, [])
    return (first, second) if away or back else None


def _leads(task: Task) -> list[Assignment]:
    return [a for a in task.assignments if a.role is Role.LEAD]


def _only(
    here: Iterable[Assignment], there: Iterable[Assignment], units: Units
) -> list[Assignment]:
    """Those that the other side has not."""
    others = list(there)
    return [a for a in here if not any(units.same(a.unit, b.unit) for b in others)]


def _is_row(task: Task) -> bool:
    """Whether a task is a row of a table."""
    return any("column" in a.rule for a in task.assignments)


def other_dates(subject: Subject) -> Iterator[Hit]:
    """同一件事写了两个完成时限。

    为什么：两处时限不一致，到哪一天算逾期说不清。
    怎么改：核对后统一时限；分阶段完成的，写明各阶段完成什么。
    """
    for pair in stated_twice(subject, _dates_differ):
        one, other = next(two for two in pair.clauses if _dates_differ(*two))
        here, there = _due(one)[-1], _due(other)[-1]
        yield Hit(
            (*_dated(other, there), *_dated(one, here)),
            f"{in_quotes(pair.first.title)}和{in_quotes(pair.second.title)}都写了{in_quotes(_said(pair))}，"
            f"完成时限前者为“{here.raw}”，后者为“{there.raw}”，请核实",
        )
    yield from _warned(subject, "table-date-differs", "完成时限")


def _dates_differ(one: Statement, other: Statement) -> bool:
    here, there = ({d.end for d in _due(s)} for s in (one, other))
    return bool(here and there) and not here & there


def _due(statement: Statement) -> list[Deadline]:
    """The days by which a clause is due: its own, or that which it opens with: 年底前，建成…"""
    clause, task = statement.clause, statement.task
    dated = [d for d in task.deadlines if d.kind is DeadlineKind.BY and d.end]
    row = [d for d in dated if _COLUMN in d.rule]
    if row:
        return row
    own = [d for d in dated if clause.start <= d.evidence[0].start < clause.end]
    text, base = clause.place.text, clause.place.start
    ahead = [d for d in dated if d.evidence[0].end <= clause.start]
    opens = [
        d for d in ahead if not text[d.evidence[0].end - base : clause.start - base].strip("，,")
    ]
    return own or opens or [d for d in dated if _closes(text, base, clause, d)]


def _closes(text: str, base: int, clause: Clause, due: Deadline) -> bool:
    """Whether a date is all that the next clause says: 改造老旧管网，9月底前完成。"""
    start, end = due.evidence[0].start - base, due.evidence[0].end - base
    between = text[max(0, clause.end - base) : max(0, start)]
    return start >= clause.end - base and between in _COMMAS and bool(_DONE.match(text, end))


def _dated(statement: Statement, due: Deadline) -> tuple[Evidence, ...]:
    """The clause, and its date where that stands elsewhere."""
    clause, date = statement.clause, due.evidence[0]
    inside = clause.start <= date.start < clause.end
    return (clause.evidence(),) if inside else (clause.evidence(), date)


def _clauses(pair: Pair) -> tuple[Evidence, ...]:
    return tuple(s.clause.evidence() for two in pair.clauses for s in two)


def _said(pair: Pair) -> str:
    """The shorter of the two wordings."""
    return min((s.clause.text for s in pair.clauses[0]), key=len)


def _names(assignments: Sequence[Assignment]) -> str:
    return "、".join(dict.fromkeys(a.unit.name for a in assignments))


def _warned(subject: Subject, code: str, what: str) -> Iterator[Hit]:
    """What the reading of a table that repeats the text has found already."""
    for warning in subject.plan.warnings:
        places = sorted(warning.evidence, key=lambda e: not _in_table(subject, e))
        if warning.code == code and places and _in_table(subject, places[0]):
            task = next((t for e in reversed(places) if (t := subject.task_at(e.start))), None)
            title = f"{in_quotes(task.title)}的" if task else ""
            yield Hit(tuple(places), f"{title}{what}，正文与任务分解表不一致，请核实")


def _in_table(subject: Subject, place: Evidence) -> bool:
    return subject.text.blocks[place.block].kind == "table"


RULES = (
    Rule("PP201", "other-units-in-charge", Severity.WARNING, other_units_in_charge),
    Rule("PP306", "other-dates", Severity.WARNING, other_dates),
)
