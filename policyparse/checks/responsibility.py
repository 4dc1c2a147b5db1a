"""Rules on who answers for what. 责任分工"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from policyparse.checks.notes import Named, Units, full_name
from policyparse.checks.rule import Hit, Rule, in_quotes
from policyparse.checks.subject import Subject
from policyparse.lexicon.lexicon import alternation
from policyparse.model import (
    Assignment,
    Category,
    Evidence,
    Part,
    Role,
    Task,
    UnitKind,
)
from policyparse.model.check import Severity

_USUAL = 0.5  # share of the tasks with a lead: then a note without one is an exception
_MOST = 0.8  # share of the tasks with a unit: only then is one without it a gap
_MANY = 4  # leads: so many together lead nothing
_QUOTED = 6  # places; more say no more
_OF_THE_LEVEL = (UnitKind.DEPARTMENT, UnitKind.PARTY, UnitKind.MASS)
_FEW = 3  # units of an upper level
_LABELS = {
    Role.LEAD: "牵头单位",
    Role.SUPPORT: "配合单位",
    Role.RESPONSIBLE: "责任单位",
    Role.GUIDE: "指导单位",
}


def lead_not_in_note(subject: Subject) -> Iterator[Hit]:
    """正文写明的牵头单位，责任说明没有列为牵头单位。

    为什么：正文和责任说明不一致，任务落给谁、考核谁说不清。
    怎么改：把正文写明的牵头单位补进责任说明，或者修改正文。
    """
    units = Units(subject)
    usual = _share(subject, lambda task: any(a.role is Role.LEAD for a in task.assignments))
    for task in subject.plan.tasks:
        noted = [a for a in task.assignments if a.rule != "running-text"]
        found = [
            (lead, why)
            for lead in units.leading(task)
            if noted and (why := _not_noted(lead, noted, units, usual >= _USUAL))
        ]
        if found:
            by_name: dict[str, str] = {}
            for lead, _ in found:
                by_name.setdefault(full_name(lead.unit), lead.unit.name)
            names = "、".join(by_name.values())
            yield Hit(
                (*(lead.place for lead, _ in found), noted[0].evidence[0]),
                f"{in_quotes(task.title)}正文写明由{names}牵头，{found[0][1]}，请核实",
            )


def _not_noted(lead: Named, noted: Sequence[Assignment], units: Units, usual: bool) -> str | None:
    """What the note says instead, where it does not name a lead of the text as one."""
    if not units.answers(lead.unit):
        return None
    if not any(units.same(lead.unit, a.unit) for a in noted):
        return None if any(a.unit.kind is UnitKind.OFFICE for a in noted) else "责任说明没有列出"
    led = any(a.role is Role.LEAD or a.by_duty for a in noted)
    return "责任说明没有列牵头单位" if usual and not led else None


def lead_also_supports(subject: Subject) -> Iterator[Hit]:
    """同一单位在同一任务中既牵头又配合。

    为什么：责任重复，考核时分不清主次。
    怎么改：从配合单位中删去牵头单位，或者核实牵头单位是否写错。
    """
    for task in subject.plan.tasks:
        leads = {full_name(a.unit): a for a in _leads(task)}
        for assignment in task.assignments:
            lead = leads.get(full_name(assignment.unit))
            if assignment.role is Role.SUPPORT and lead:
                name, other = lead.unit.name, assignment.unit.name
                also = f"（又写作“{other}”）" if other != name else ""
                yield Hit(
                    (assignment.evidence[0], lead.evidence[0]),
                    f"{in_quotes(task.title)}中{name}{also}既牵头又配合",
                )


def _leads(task: Task) -> list[Assignment]:
    """The leads of a task; none where several leads share it out: A牵头…，B牵头…"""
    leads = [a for a in task.assignments if a.role is Role.LEAD]
    said = {e.start for a in leads for e in a.evidence[1:2] if e.part is Part.RULE}
    return leads if len(said) <= 1 else []


def unit_twice_in_note(subject: Subject) -> Iterator[Hit]:
    """同一单位在一条责任说明的同一角色中列了两次。

    为什么：可能是抄录重复，也可能其中一个本应是另一单位。
    怎么改：删去重复的，或者改为应列的单位。
    """
    units = Units(subject)
    told: set[int] = set()  # a cell may hold for several rows
    for task in subject.plan.tasks:
        seen: dict[tuple[object, ...], Named] = {}
        for named in (*units.noted(task), *units.in_cells(task)):
            key = (named.listed, named.role, full_name(named.unit))
            first = seen.setdefault(key, named)
            if first is not named and named.place.start not in told:
                told.add(named.place.start)
                label = _LABELS[named.role]
                yield Hit(
                    (named.place, first.place),
                    f"{in_quotes(task.title)}的{label}中{named.unit.name}列了两次",
                )


def task_without_unit(subject: Subject) -> Iterator[Hit]:
    """其他任务都有责任单位，个别任务没有。

    为什么：没有责任单位的任务无人落实，也无法考核。
    怎么改：补写责任单位；由各单位共同落实的，写明“各有关部门按职责分工负责”。
    """
    without, main = [], 0
    for _, group in groupby(subject.plan.tasks, key=lambda task: task.path[:-1]):
        tasks = [task for task in group if task.category is Category.MAIN]
        main += len(tasks)
        if any(_noted(task) for task in tasks):  # stages of the work have no notes at all
            without += [task for task in tasks if not _spoken_for(subject, task)]
    if not without or main - len(without) < _MOST * main or _shared_out(subject):
        return
    titles = "、".join(in_quotes(task.title) for task in without[:_QUOTED])
    more = f"等{len(without)}项" if len(without) > _QUOTED else ""
    yield Hit(
        tuple(title_place(subject, task) for task in without[:_QUOTED]),
        f"{titles}{more}没有写明责任单位",
    )


def _noted(task: Task) -> bool:
    return any(a.rule != "running-text" for a in task.assignments)


def _spoken_for(subject: Subject, task: Task) -> bool:
    """Whether anybody is in charge, be it in a note that could not be read."""
    return bool(task.assignments) or Units(subject).may_be_noted(task)


def _shared_out(subject: Subject) -> bool:
    """Whether the text says for all tasks that each does its part: 各有关部门按照职责分工."""
    duty = alternation(subject.lexicon.file.adverbs.duty)
    every = re.compile(rf"(?:各|有关|相关)[^，。；、（）\n]{{0,14}}[^。；（）\n]{{0,14}}(?:{duty})")
    return every.search(subject.plain) is not None


def only_supports(subject: Subject) -> Iterator[Hit]:
    """个别任务只写了配合单位，没有写牵头（责任）单位。

    为什么：只有配合单位，没有单位牵头，任务无人主办，也无法考核。
    怎么改：补写牵头单位；表格中牵头单位一栏空着的，核实是否漏填。
    """
    tasks = [task for task in subject.plan.tasks if task.assignments]
    found = [
        task
        for task in tasks
        if _noted(task)
        and all(a.role is Role.SUPPORT and not a.by_duty for a in task.assignments)
        and not list(Units(subject).leading(task))
    ]
    if found and len(tasks) - len(found) >= _MOST * len(tasks):
        titles = "、".join(in_quotes(task.title) for task in found[:_QUOTED])
        more = f"等{len(found)}项" if len(found) > _QUOTED else ""
        yield Hit(
            tuple(task.assignments[0].evidence[0] for task in found[:_QUOTED]),
            f"{titles}{more}只写了配合单位，没有写明牵头单位",
        )


def many_leads(subject: Subject) -> Iterator[Hit]:
    """一项任务列了很多牵头单位，没有分出主次。

    为什么：牵头单位过多，容易互相等待。
    怎么改：明确第一牵头单位，其他改为配合；或者写明“列第一位者为牵头单位”。
    """
    found = []
    for task in subject.plan.tasks:
        leads = _leads(task)
        if len(leads) >= _MANY:
            found.append((task, leads))
    if found:
        most = max(len(leads) for _, leads in found)
        several = len(found) > 1
        others = f"等{len(found)}项任务" if several else ""
        count = f"{_MANY}家以上（最多{most}家）" if several else f"{most}家"
        yield Hit(
            tuple(leads[0].evidence[0] for _, leads in found[:_QUOTED]),
            f"{in_quotes(found[0][0].title)}{others}的牵头单位有{count}，建议明确第一牵头单位",
        )


def collective_lead(subject: Subject) -> Iterator[Hit]:
    """牵头单位只写了统称。

    为什么：“相关部门”牵头，等于没有单位牵头。
    怎么改：写明具体单位。
    """
    units = Units(subject)
    found = []
    for task in subject.plan.tasks:
        leads = [a for a in task.assignments if a.role is Role.LEAD]
        if leads and all(units.registry.stands_for_departments(a.unit) for a in leads):
            found.append((task, leads[0]))
    if found:
        others = f"等{len(found)}项任务" if len(found) > 1 else ""
        yield Hit(
            tuple(lead.evidence[0] for _, lead in found[:_QUOTED]),
            f"{in_quotes(found[0][0].title)}{others}的牵头单位只写了“{found[0][1].unit.name}”",
        )


def wrong_level(subject: Subject) -> Iterator[Hit]:
    """责任单位的层级与文件不符。

    为什么：上级部门的名称多半是抄上级文件时没有改，本级文件也不能给上级部门派任务。
    怎么改：核实后改为本级对口单位；垂直管理机构写明驻本地的机构名称。
    """
    units = Units(subject)
    found: dict[str, Assignment] = {}
    for task in subject.plan.tasks:
        for assignment in task.assignments:
            unit = assignment.unit
            if units.above(unit) and unit.kind in _OF_THE_LEVEL:
                found.setdefault(full_name(unit), assignment)
    if 0 < len(found) <= _FEW:  # more are meant
        names = "、".join(a.unit.name for a in found.values())
        yield Hit(
            tuple(a.evidence[0] for a in found.values()),
            f"责任单位中的{names}是上级部门，请核实是否应为本级单位",
        )


def title_place(subject: Subject, task: Task) -> Evidence:
    """Where a task's title stands; its first line where the title is written otherwise."""
    first = task.evidence[0]
    at = subject.text.text.find(task.title, first.start, first.end)
    if at >= 0:
        return subject.quote(at, at + len(task.title))
    line = first.text.split("\n", 1)[0]
    return subject.quote(first.start, first.start + len(line))


def _share(subject: Subject, fits: Callable[[Task], bool]) -> float:
    tasks = [task for task in subject.plan.tasks if task.assignments]
    return sum(map(fits, tasks)) / len(tasks) if tasks else 0.0


RULES = (
    Rule("PP202", "lead-not-in-note", Severity.WARNING, lead_not_in_note),
    Rule("PP203", "lead-also-supports", Severity.WARNING, lead_also_supports),
    Rule("PP204", "unit-twice-in-note", Severity.WARNING, unit_twice_in_note),
    Rule("PP205", "task-without-unit", Severity.WARNING, task_without_unit),
    Rule("PP206", "many-leads", Severity.INFO, many_leads),
    Rule("PP207", "collective-lead", Severity.WARNING, collective_lead),
    Rule("PP209", "only-supports", Severity.WARNING, only_supports),
    Rule("PP208", "unit-of-upper-level", Severity.WARNING, wrong_level),
)
