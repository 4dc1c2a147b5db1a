"""Rules on the members of the group that a plan sets up. 组成人员名单"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from policyparse.checks.notes import Units, full_name
from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.matching.counterparts import Counterparts
from policyparse.model import Assignment, Evidence, Part, RosterMember, Unit, UnitKind
from policyparse.model.check import Severity

_LEAST = 3  # members with a unit: fewer are no list to hold notes against
_OUTSIDE = (  # not thought to sit in a group of offices
    UnitKind.COLLECTIVE,
    UnitKind.ENTERPRISE,
    UnitKind.OFFICE,
    UnitKind.JUDICIAL,
)
_FEW = 0.5  # share of the units in charge: where more are absent, only a core was to sit there
_PERSONS = ("人", "名", "位")
_COUNT = re.compile(
    r"(?:成员|名单|人员|单位|部门|由|共|等)[^，。；、\d\n]{0,6}?(?P<n>[1-9]\d?)(?P<what>[人名位个家])"
)
_NO_NOUN = re.compile("(?:[由共等有]|下列|以下)*")  # names nothing in front of a number
_BEFORE = 150  # characters in front of a list in which its number may stand
_SHORT = 3  # characters of a name that a text may use without its 市 or 区


@dataclass(frozen=True)
class _Roll:
    """The roster beside the units in charge."""

    subject: Subject

    @cached_property
    def units(self) -> Units:
        """Units found again under other names."""
        return Units(self.subject)

    @property
    def registry(self) -> Counterparts:
        """The registry of systems."""
        return self.units.registry

    @cached_property
    def members(self) -> tuple[tuple[RosterMember, Unit], ...]:
        """Members whose unit is known, the unit as others would name it."""
        return tuple((m, self.registry.unit(m.unit)) for m in self.subject.plan.roster if m.unit)

    @cached_property
    def assigned(self) -> tuple[Assignment, ...]:
        """Who is in charge of anything, each unit once."""
        found: dict[str, Assignment] = {}
        for task in self.subject.plan.tasks:
            for assignment in task.assignments:
                found.setdefault(full_name(assignment.unit), assignment)
        return tuple(found.values())

    def has_part(self, unit: Unit) -> bool:
        """Whether a unit is in charge of something, or named anywhere outside of the list."""
        governs = self.registry.governs
        if any(self.units.same(unit, a.unit) for a in self.assigned):
            return True
        if self.local(unit) and any(
            governs(a.unit) and self.registry.collective(a.unit) for a in self.assigned
        ):
            return True
        return any(name in self._elsewhere for name in (unit.name, *self._also(unit)))

    @cached_property
    def _elsewhere(self) -> str:
        """All text but the list: a unit may have its part among those of a working group."""
        listed = [e.start for member in self.subject.plan.roster for e in member.evidence]
        lines = (
            self.subject.plain[start:end]
            for start, end in self.subject.lines()
            if not any(start <= at < end for at in listed)
        )
        return "\n".join(lines)

    def local(self, unit: Unit) -> bool:
        """Whether a unit is one of those that 各县（市、区）、各街道 stand for."""
        return unit.name.endswith(self.subject.lexicon.file.counterparts.governments)

    def _also(self, unit: Unit) -> list[str]:
        """Other names of the unit's system: 审计局 where the list has 市审计局."""
        if unit.system is None:
            return []
        forms = self.subject.lexicon.forms.items()
        return [
            text
            for text, known in forms
            if len(text) >= _SHORT and any(form.system == unit.system for form in known)
        ]


def unit_not_in_roster(subject: Subject) -> Iterator[Hit]:
    """承担任务的单位不在领导小组等名单中。

    为什么：不是成员单位，调度、通报和考核时容易漏掉。
    怎么改：核实该单位是否应列入名单，或者任务是否应由名单中的单位承担。
    """
    roll = _Roll(subject)
    if len(roll.members) < _LEAST:
        return
    seated = [unit for _, unit in roll.members]
    local = any(roll.local(unit) for unit in seated)
    held = [
        a
        for a in roll.assigned
        if a.unit.kind not in _OUTSIDE
        and not a.unit.name.endswith(subject.lexicon.file.roster.bodies)
        and not roll.registry.collective(a.unit)
        and (local or not roll.registry.governs(a.unit))
    ]
    offices = [member.office for member in subject.plan.roster]  # 市委常委、市人武部部长
    absent = [
        a
        for a in held
        if not any(roll.units.same(a.unit, unit) for unit in seated)
        and not any(a.unit.name in office for office in offices)
    ]
    if absent and len(absent) <= _FEW * len(held):
        names = _listed(a.unit.name for a in absent)
        yield Hit(
            tuple(a.evidence[0] for a in absent), f"{names}承担任务，但不在成员名单中，请核实"
        )


def member_without_task(subject: Subject) -> Iterator[Hit]:
    """名单中的成员单位没有承担任何任务。

    为什么：列入名单而没有任务，可能漏写了分工，也可能不必列入。
    怎么改：核实是否应在责任分工中写明其任务；只负责统筹协调的可以不改。
    """
    roll = _Roll(subject)
    words = subject.lexicon.file.roster
    idle = [
        (member, unit)
        for member, unit in roll.members
        if member.position in words.ranks
        and unit.name not in words.houses
        and not any(word in unit.name for word in words.overseers)
        and not roll.has_part(unit)
    ]
    if idle and roll.assigned:
        names = _listed(unit.name for _, unit in idle)
        yield Hit(tuple(_place(m) for m, _ in idle), f"成员名单中的{names}没有承担任何任务，请核实")


def person_twice(subject: Subject) -> Iterator[Hit]:
    """同一人在名单中列了两次。

    为什么：人数与实际不符，职务也可能写错。
    怎么改：保留一处；同名的两人请核实职务。
    """
    for places in _repeated(subject, lambda member: member.person):
        name = places[0].person
        yield Hit(
            tuple(m.evidence[0] for m in places), f"名单中“{name}”列了{len(places)}次，请核实"
        )


def unit_twice(subject: Subject) -> Iterator[Hit]:
    """同一单位在名单成员中列了两人。

    为什么：成员单位一般各出一人，重复可能是机构更名或者抄录时造成的。
    怎么改：核实是否有意为之。
    """
    ranks = subject.lexicon.file.roster.ranks
    for places in _repeated(subject, lambda m: m.unit if m.position in ranks else None):
        if len({m.person for m in places}) > 1:
            yield Hit(
                tuple(_place(m) for m in places),
                f"名单成员中{places[0].unit}列了{len(places)}人，请核实",
            )


def roster_count(subject: Subject) -> Iterator[Hit]:
    """写明的成员数与名单列出的不一致。

    为什么：数目对不上，可能漏列或者多列了成员。
    怎么改：逐人清点，补齐名单或者改正数目。
    """
    for group in _groups(subject):
        if len(group) < _LEAST:
            continue
        start = min(e.start for e in group[0].evidence)
        for claim in _COUNT.finditer(subject.plain, max(0, start - _BEFORE), start):
            counted = _counted(subject, group, persons=claim["what"] in _PERSONS)
            if counted and int(claim["n"]) not in counted:
                skipped = _NO_NOUN.match(claim[0])
                said = subject.quote(claim.start() + (skipped.end() if skipped else 0), claim.end())
                yield Hit(
                    (said, group[0].evidence[0], group[-1].evidence[0]),
                    f"写明“{said.text}”，名单列出{counted[0]}{claim['what']}，请核实",
                )


def _counted(subject: Subject, group: list[RosterMember], *, persons: bool) -> tuple[int, ...]:
    """How many rows a list has and how many persons, or units of its members if all are known."""
    if persons:
        return len(group), len({member.person for member in group})
    plain = [m for m in group if m.position in subject.lexicon.file.roster.ranks]
    return (len({m.unit for m in plain}),) if plain and all(m.unit for m in plain) else ()


def _repeated(
    subject: Subject, key: Callable[[RosterMember], str | None]
) -> Iterator[list[RosterMember]]:
    """Members of one list that share a key; who runs its office is rightly named again."""
    for group in _groups(subject):
        found: dict[str, list[RosterMember]] = {}
        for member in group:
            if value := key(member):
                found.setdefault(value, []).append(member)
        yield from (members for members in found.values() if len(members) > 1)


def _groups(subject: Subject) -> list[list[RosterMember]]:
    """The lists of the document: with a new head begins a new one."""
    words = subject.lexicon.file.roster
    groups: list[list[RosterMember]] = [[]]
    for member in subject.plan.roster:
        if member.position in words.twice:
            continue
        if member.position in words.leaders and any(
            m.position not in words.leaders for m in groups[-1]
        ):
            groups.append([])
        groups[-1].append(member)
    return groups


def _place(member: RosterMember) -> Evidence:
    """The words that name the member's unit."""
    values = [e for e in member.evidence if e.part is Part.VALUE]
    return values[-1]


def _listed(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(names))


RULES = (
    Rule("PP801", "unit-not-in-roster", Severity.WARNING, unit_not_in_roster),
    Rule("PP802", "member-without-task", Severity.INFO, member_without_task),
    Rule("PP804", "roster-count", Severity.WARNING, roster_count),
    Rule("PP805", "person-twice", Severity.WARNING, person_twice),
    Rule("PP806", "unit-twice-in-roster", Severity.INFO, unit_twice),
)
