"""Known edits to a plan's text, each with what ``diff`` must tell of it."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import Lexicon
from policyparse.model import Assignment, DeadlineKind, Evidence, Part, Plan, Role, Task, UnitKind

Told = set[tuple[str, ...]]
NEW = (
    "对发现的问题逐项登记造册、限期销号",
    "邀请市民代表参加现场观摩",
    "将有关做法编印成册供各地参考",
    "为一线作业人员购买意外伤害保险",
)
_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?=月底前$|月(?:[1-9]|1\d|2[0-8])日前$)")
_FIGURE = re.compile(r"(?<=不(?:低于|少于|高于|超过))\d+(?=[%个座次家吨])")
_OFFICE = ("局", "委员会")


@dataclass(slots=True)
class Edit:
    """Pieces of text to be put in the place of others, and what must follow for which tasks."""

    name: str
    pieces: list[tuple[int, int, str]]
    told: dict[str, Told] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)  # tasks whose own text reads otherwise
    moved: set[str] = field(default_factory=set)
    renamed: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def tasks(self) -> set[str]:
        """All tasks that it is about."""
        return {*self.told, *self.touched, *self.moved, *self.renamed}


@dataclass(frozen=True)
class Ground:
    """A plan that is to be edited."""

    plan: Plan
    text: str
    lexicon: Lexicon

    @cached_property
    def names(self) -> UnitNames:
        """Unit names by the plan's words."""
        return UnitNames(self.lexicon)

    def sharing(self, start: int) -> list[Task]:
        """The tasks to which the unit named at a place is assigned."""
        return [
            task
            for task in self.plan.tasks
            if any(a.evidence[0].start == start for a in task.assignments)
        ]

    def plain(self, task: Task) -> list[Assignment]:
        """Units that are named once, in a note, under their own names."""
        places = [a.evidence[0].start for a in task.assignments]
        names = [a.unit.name for a in task.assignments]
        return [
            a
            for a in task.assignments
            if not a.inherited
            and a.rule != "first-leads"
            and places.count(a.evidence[0].start) == 1
            and names.count(a.unit.name) == 1
            and a.evidence[0].text == a.unit.mention
            and not any(e.start <= a.evidence[0].start < e.end for e in body(task))
        ]

    def written_out(self, task: Task, but: Sequence[Assignment] = ()) -> list[tuple[int, int, str]]:
        """The names of the other units with their prefixes: no change by itself."""
        return [(*_at(a), a.unit.name) for a in self.plain(task) if a not in but]

    def alike(self, tasks: Sequence[Task]) -> bool:
        """Whether tasks that share a note have no other units besides."""
        return len({tuple(a.evidence[0].start for a in t.assignments) for t in tasks}) == 1

    def alone(self, task: Task, at: int) -> bool:
        """Whether a place is in the body of this task only."""
        holders = [t for t in self.plan.tasks if any(e.start <= at < e.end for e in t.evidence)]
        return [t.id for t in holders] == [task.id]


Maker = Callable[[Ground, Task, random.Random], Edit | None]


def body(task: Task) -> list[Evidence]:
    """The stretches of a task's own text."""
    return [e for e in task.evidence if e.part is Part.VALUE]


def _at(a: Assignment) -> tuple[int, int]:
    return a.evidence[0].start, a.evidence[0].end


def _single(a: Assignment) -> bool:
    return a.unit.kind not in (UnitKind.COLLECTIVE, UnitKind.GOVERNMENT)


def swap_roles(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """Lead and support change places."""
    leads = [a for a in ground.plain(task) if a.role is Role.LEAD and _single(a)]
    helpers = [a for a in ground.plain(task) if a.role is Role.SUPPORT and _single(a)]
    if not leads or not helpers:
        return None
    one, other = rng.choice(leads), rng.choice(helpers)
    told: Told = {
        ("unit", one.unit.name, "role", "lead", "support"),
        ("unit", other.unit.name, "role", "support", "lead"),
    }
    pieces = [(*_at(one), other.unit.name), (*_at(other), one.unit.name)]
    return _of_units(ground, task, "swap roles", told, pieces, (one, other))


def swap_leads(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """The first two leads change places."""
    leads = [a for a in ground.plain(task) if a.role is Role.LEAD and _single(a)]
    if len(leads) < 2 or leads[0] is not next(a for a in task.assignments if a.role is Role.LEAD):
        return None
    one, other = leads[:2]
    told: Told = {("unit", other.unit.name, "order", "lead", "lead")}
    pieces = [(*_at(one), other.unit.name), (*_at(other), one.unit.name)]
    return _of_units(ground, task, "swap leads", told, pieces, (one, other))


def drop_unit(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """One of several units is struck out, with the mark beside it."""
    plain = [a for a in ground.plain(task) if ground.text[a.evidence[0].start - 1] == "、"]
    if not plain:
        return None
    gone = rng.choice(plain)
    told: Told = {("unit", gone.unit.name, "removed", gone.role.value, "")}
    pieces = [(gone.evidence[0].start - 1, gone.evidence[0].end, "")]
    return _of_units(ground, task, "drop unit", told, pieces, (gone,))


def rename_unit(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """A unit under its full or short name, or the one before its reorganisation."""
    found = [(a, name) for a in ground.plain(task) if _single(a) for name in _others(ground, a)]
    if not found:
        return None
    unit, name = rng.choice(found)
    edit = _of_units(ground, task, "rename unit", set(), [(*_at(unit), name)], (unit,))
    if edit:
        edit.renamed = dict.fromkeys(edit.told, (unit.unit.name, name))
    return edit


def _others(ground: Ground, a: Assignment) -> list[str]:
    """Other names of the same unit, by the words of the lexicon."""
    parts = ground.names.parts(a.unit.name)
    forms = [f for f in parts.forms if f.system == a.unit.system and a.unit.level in f.levels]
    if not parts.prefix or parts.place or not forms:
        return []
    row = next(row for row in ground.lexicon.file.system if row.name == forms[0].system)
    own = next((u for u in row.unit if u.name == forms[0].full), None)
    if own is None or own.until or own.also:
        return []
    names = {own.name, *own.short}
    for unit in row.unit:
        if unit.until and a.unit.level in unit.levels and unit.name.endswith(_OFFICE):
            names |= {unit.name, *unit.short}
    return sorted(
        parts.prefix + name
        for name in names
        if name != parts.rest
        and {f.system for f in ground.lexicon.forms[name] if a.unit.level in f.levels} == {row.name}
        and ground.names.parts(parts.prefix + name).rest == name
    )


def _of_units(
    ground: Ground,
    task: Task,
    name: str,
    told: Told,
    pieces: list[tuple[int, int, str]],
    units: Sequence[Assignment],
) -> Edit | None:
    sharing = ground.sharing(units[0].evidence[0].start)
    if not ground.alike(sharing):
        return None
    pieces = [*pieces, *ground.written_out(task, units)]
    return Edit(name, pieces, {t.id: set(told) for t in sharing})


def swap_neighbours(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """A task and the next one under the same heading change places, numbers stay."""
    tasks = ground.plan.tasks
    at = tasks.index(task)
    if at + 1 == len(tasks):
        return None
    spans = [block(ground, t) for t in tasks[at : at + 2]]
    if not spans[0] or not spans[1] or task.path[:-1] != tasks[at + 1].path[:-1]:
        return None
    (a, b), (c, d) = spans[0], spans[1]
    if not 1 < c - b < 8 or len({len(t.id.split(".")) for t in tasks[at : at + 2]}) > 1:
        return None
    both = {t.id for t in tasks[at : at + 2]}
    text = ground.text
    return Edit("move", [(a, b, text[c:d]), (c, d, text[a:b])], moved=both)


def block(ground: Ground, task: Task) -> tuple[int, int] | None:
    """A task in one stretch with its own note behind it."""
    own = body(task)
    notes = [e for e in task.evidence if e.part is not Part.VALUE]
    whole = len(own) == 1 and len(notes) == 1 and own[0].text.startswith(task.title)
    if not whole or notes[0].start != own[0].end or not task.assignments:
        return None
    if len(ground.sharing(task.assignments[0].evidence[0].start)) > 1:
        return None
    return own[0].start, notes[0].end


def change_date(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """Another month."""
    dates = [
        d
        for d in task.deadlines
        if d.kind is DeadlineKind.BY
        and d.evidence[0].text == d.raw
        and _MONTH.search(d.raw)
        and task.text.count(d.raw) == 1
        and ground.alone(task, d.evidence[0].start)
    ]
    if not dates:
        return None
    date = rng.choice(dates)
    found = _MONTH.search(date.raw)
    assert found
    month = rng.choice([m for m in range(1, 13) if m != int(found[1])])
    new = f"{date.raw[: found.start()]}{month}{date.raw[found.end() :]}"
    if new in task.text:
        return None
    change = "later" if month > int(found[1]) else "earlier"
    place = date.evidence[0]
    told: Told = {("date", change, date.raw, new)}
    return Edit("date", [(place.start, place.end, new)], {task.id: told}, {task.id})


def change_figure(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """Another figure behind 不低于, 不超过."""
    for place in body(task):
        for found in _FIGURE.finditer(place.text):
            at = place.start + found.start()
            held = [t for t in task.targets if t.evidence[0].start <= at < t.evidence[0].end]
            value = int(found.group())
            exact = len(held) == 1 and held[0].value == value and held[0].kind != "condition"
            if not exact or value < 2 or not ground.alone(task, at):
                continue
            new = value + rng.choice((-1, 1))
            at_least = held[0].op.value == ">="
            change = "stricter" if (new > value) is at_least else "looser"
            told: Told = {("figure", change, str(value), str(new))}
            pieces = [(at, at + len(found.group()), str(new))]
            return Edit("figure", pieces, {task.id: told}, {task.id})
    return None


def reword(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """A word in the place of another one that means the same."""
    ladders = {w for ladder in ground.lexicon.file.ladder for step in ladder.steps for w in step}
    found = []
    for group in ground.lexicon.file.synonyms.same:
        words = [w for w in group if len(w) > 1 and w not in ladders]
        for old in words:
            for place in body(task):
                at = place.text.find(old, len(task.title) + 1)
                clause = _clause(place.text, at)
                if at < 0 or re.search(r"[\d每年月日季]", clause):
                    continue
                if any(w in clause.replace(old, "") for w in group):
                    continue
                found += [(place.start + at, old, new) for new in words if _apart(old, new)]
    found = [f for f in found if ground.alone(task, f[0])]
    if not found:
        return None
    at, old, new = rng.choice(found)
    return Edit("reword", [(at, at + len(old), new)], {task.id: set()}, {task.id})


def _apart(old: str, new: str) -> bool:
    return old not in new and new not in old


def _clause(text: str, at: int) -> str:
    low = max(text.rfind(mark, 0, at) for mark in "，。；：、") + 1
    ends = [end for mark in "，。；：" if (end := text.find(mark, at)) >= 0]
    return text[low : min(ends, default=len(text))]


def add_measure(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """A sentence more."""
    end = body(task)[-1].end
    if ground.text[end - 1] != "。" or not ground.alone(task, end - 1):
        return None
    new = rng.choice(NEW)
    told: Told = {("measure", "added", "", new)}
    return Edit("measure", [(end, end, f"{new}。")], {task.id: told}, {task.id})


MAKERS: tuple[Maker, ...] = (
    swap_roles,
    swap_leads,
    drop_unit,
    rename_unit,
    swap_neighbours,
    change_date,
    change_figure,
    reword,
    add_measure,
)


def edits(
    ground: Ground, rng: random.Random, most: int, makers: Sequence[Maker] = MAKERS
) -> list[Edit]:
    """Some edits, no two of them about the same task."""
    made: list[Edit] = []
    used: set[str] = set()
    for _ in range(rng.randint(1, most)):
        maker = rng.choice(makers)
        for task in rng.sample(ground.plan.tasks, len(ground.plan.tasks)):
            edit = maker(ground, task, rng) if task.id not in used else None
            if edit and not edit.tasks & used:
                made.append(edit)
                used |= edit.tasks
                break
    return made


def applied(text: str, made: Sequence[Edit]) -> str:
    """The text with all edits done."""
    for start, end, new in sorted((p for edit in made for p in edit.pieces), reverse=True):
        text = text[:start] + new + text[end:]
    return text
