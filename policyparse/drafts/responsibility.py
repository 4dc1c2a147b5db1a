"""Who answers for a task in the old draft and in the new one. 责任调整"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from policyparse.drafts import words
from policyparse.drafts.names import Names
from policyparse.model import Assignment, Certainty, Evidence, Role, Task, Unit
from policyparse.model.diff import Renamed, Responsibility, UnitChange
from policyparse.model.evidence import least_sure

STRENGTH = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT, Role.GUIDE)


@dataclass(slots=True)
class _Part:
    """One unit with all its roles in the tasks of one side."""

    unit: Unit
    roles: dict[Role, tuple[Assignment, ...]] = field(default_factory=dict)

    @property
    def role(self) -> Role:
        """The strongest of its roles."""
        return min(self.roles, key=STRENGTH.index)

    @property
    def certainty(self) -> Certainty:
        return least_sure(*(a.certainty for found in self.roles.values() for a in found))

    def evidence(self, role: Role | None = None) -> tuple[Evidence, ...]:
        """Where it is named in a role."""
        found = [e for a in self.roles.get(role or self.role, ()) for e in a.evidence]
        return tuple(dict.fromkeys(found))


_Parts = dict[str, _Part]
_Both = tuple[_Part, _Part]


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """What changed, and which units only took another name."""

    changes: tuple[Responsibility, ...]
    renamed: tuple[Renamed, ...] = ()


def responsibilities(old: Sequence[Task], new: Sequence[Task], names: Names) -> Responsibilities:
    """The changes of responsibility of one pair of tasks, in the order of the new draft."""
    before, after = _parts(old, names), _parts(new, names)
    if not old:
        return Responsibilities(tuple(_added(part) for part in after.values()))
    if not new:
        return Responsibilities(tuple(_removed(part) for part in before.values()))
    both, gone, fresh = _matched(before, after, names)
    wider = _scopes(gone, fresh, names)
    merged = _merged(gone, both, names)
    fresh_like, gone_like = _alike(fresh, gone, names), _alike(gone, fresh, names)
    changes = [
        *(change for one, other in both for change in _roles(one, other)),
        *(_added(part, like) for part, like in zip(fresh, fresh_like, strict=True)),
        *_order(both, old, new),
        *(_scope(one, other) for one, other in wider),
        *_open_end(old, new, names),
        *_by_duty(both),
        *(_removed(part, like) for part, like in zip(gone, gone_like, strict=True)),
    ]
    return Responsibilities(tuple(changes), tuple(_renamed([*both, *merged])))


def _parts(tasks: Sequence[Task], names: Names) -> _Parts:
    """The units of some tasks in the order they are named."""
    found: _Parts = {}
    for task in tasks:
        for a in task.assignments:
            part = found.setdefault(names.key(a.unit), _Part(a.unit))
            part.roles[a.role] = (*part.roles.get(a.role, ()), a)
    return found


def _matched(
    before: _Parts, after: _Parts, names: Names
) -> tuple[list[_Both], list[_Part], list[_Part]]:
    """Units on both sides in the new order, units that are gone, and new ones."""
    partner = {key: key for key in after if key in before}
    taken = set(partner)
    for key, part in after.items():
        if key in partner:
            continue
        same = [
            k for k, own in before.items() if k not in taken and names.same(own.unit, part.unit)
        ]
        close = [k for k in same if before[k].role is part.role] or same
        if close:
            partner[key] = close[0]
            taken.add(close[0])
    both = [(before[partner[key]], part) for key, part in after.items() if key in partner]
    gone = [part for key, part in before.items() if key not in taken]
    return both, gone, [part for key, part in after.items() if key not in partner]


def _scopes(gone: list[_Part], fresh: list[_Part], names: Names) -> list[_Both]:
    """Collectives that only took another scope; they leave both lists."""
    found: list[_Both] = []
    for other in list(fresh):
        one = next((part for part in gone if names.same_kind(part.unit, other.unit)), None)
        if one is not None:
            found.append((one, other))
            gone.remove(one)
            fresh.remove(other)
    return found


def _merged(gone: list[_Part], both: Sequence[_Both], names: Names) -> list[_Both]:
    """Former units beside the one into which they went; they leave the list of what is gone."""
    found: list[_Both] = []
    for part in list(gone):
        heirs = [o for _, o in both if o.roles.keys() & part.roles.keys()]
        heir = next((o for o in heirs if names.same(part.unit, o.unit)), None)
        if heir is not None and names.former(part.unit):
            found.append((part, heir))
            gone.remove(part)
    return found


def _alike(parts: Sequence[_Part], others: Sequence[_Part], names: Names) -> list[str | None]:
    """For each unit one of the other side that may be the same office under another name."""
    return [
        next((o.unit.name for o in others if names.one_system(part.unit, o.unit)), None)
        for part in parts
    ]


def _renamed(both: Iterable[_Both]) -> Iterator[Renamed]:
    for one, other in both:
        if one.unit.name != other.unit.name:
            yield Renamed(old=one.unit.name, new=other.unit.name)


# single changes


def _added(part: _Part, like: str | None = None) -> Responsibility:
    return Responsibility(
        unit=part.unit.name,
        change=UnitChange.ADDED,
        new_role=part.role,
        why=words.unit_added(part.unit.name, part.role, like),
        certainty=least_sure(part.certainty, Certainty.LIKELY) if like else part.certainty,
        new_evidence=part.evidence(),
    )


def _removed(part: _Part, like: str | None = None) -> Responsibility:
    return Responsibility(
        unit=part.unit.name,
        change=UnitChange.REMOVED,
        old_role=part.role,
        why=words.unit_removed(part.unit.name, part.role, like),
        certainty=least_sure(part.certainty, Certainty.LIKELY) if like else part.certainty,
        old_evidence=part.evidence(),
    )


def _roles(one: _Part, other: _Part) -> Iterator[Responsibility]:
    """Another role; or the same, and one less or more beside it."""
    if one.roles.keys() == other.roles.keys():
        return
    name = other.unit.name
    why = words.role_changed(name, one.role, other.role)
    if one.role is other.role:
        less = [role for role in STRENGTH if role in one.roles and role not in other.roles]
        more = [role for role in STRENGTH if role in other.roles and role not in one.roles]
        why = words.roles_beside(name, other.role, less, more)
    yield _both(one, other, UnitChange.ROLE, why)


def _scope(one: _Part, other: _Part) -> Responsibility:
    why = words.scope_changed(one.unit.name, other.unit.name)
    if one.role is not other.role:
        why = f"{why[:-1]}，{words.role_step(one.role, other.role)}。"
    return _both(one, other, UnitChange.SCOPE, why)


def _both(one: _Part, other: _Part, change: UnitChange, why: str) -> Responsibility:
    renamed = one.unit.name != other.unit.name
    return Responsibility(
        unit=other.unit.name,
        change=change,
        old_role=one.role,
        new_role=other.role,
        old_unit=one.unit.name if renamed else None,
        why=why,
        certainty=least_sure(one.certainty, other.certainty),
        old_evidence=one.evidence(),
        new_evidence=other.evidence(),
    )


def _order(
    both: Sequence[_Both], old: Sequence[Task], new: Sequence[Task]
) -> Iterator[Responsibility]:
    """Another unit first among those that lead before and after; of all, where none leads.

    Tasks that were split or merged have no order of their own.
    """
    if len(old) > 1 or len(new) > 1:
        return
    role = Role.LEAD
    if not any(role in part.roles for pair in both for part in pair):
        role = Role.RESPONSIBLE
    stay = [pair for pair in both if role in pair[0].roles and role in pair[1].roles]
    if len(stay) < 2:
        return
    was = min(stay, key=lambda pair: _place(pair[0], role, old))
    now = min(stay, key=lambda pair: _place(pair[1], role, new))
    if was is now:
        return
    why = words.first_changed(was[0].unit.name, now[1].unit.name, role)
    certainty = least_sure(*(part.certainty for pair in (was, now) for part in pair))
    if role is not Role.LEAD:
        certainty = least_sure(certainty, Certainty.LIKELY)
    yield Responsibility(
        unit=now[1].unit.name,
        change=UnitChange.ORDER,
        old_role=role,
        new_role=role,
        why=why,
        certainty=certainty,
        old_evidence=was[0].evidence(role),
        new_evidence=now[1].evidence(role),
    )


def _place(part: _Part, role: Role, tasks: Sequence[Task]) -> int:
    """How far in front a unit stands among the assignments of a role."""
    first = part.roles[role][0]
    return next(n for n, a in enumerate(tasks[0].assignments) if a is first)


def _open_end(old: Sequence[Task], new: Sequence[Task], names: Names) -> Iterator[Responsibility]:
    """等 at the end of the list, added or dropped."""
    was, now = any(t.open_ended for t in old), any(t.open_ended for t in new)
    if was == now:
        return
    before, after = (list(_parts(tasks, names).values()) for tasks in (old, new))
    yield Responsibility(
        unit="等",
        change=UnitChange.SCOPE,
        why=words.open_end(now=now),
        old_evidence=before[-1].evidence() if before else (),
        new_evidence=after[-1].evidence() if after else (),
    )


def _by_duty(both: Sequence[_Both]) -> Iterator[Responsibility]:
    """按职责分工 of units that keep their role, added or dropped: told once."""
    kept = [(a, b) for one, other in both for a, b in _kept(one, other) if a.by_duty != b.by_duty]
    for now in (True, False):
        found = [(a, b) for a, b in kept if b.by_duty is now]
        if found:
            yield Responsibility(
                unit=words.BY_DUTY,
                change=UnitChange.SCOPE,
                why=words.by_duty([b.unit.name for _, b in found], now=now),
                certainty=least_sure(*(a.certainty for pair in found for a in pair)),
                old_evidence=found[0][0].evidence,
                new_evidence=found[0][1].evidence,
            )


def _kept(one: _Part, other: _Part) -> Iterator[tuple[Assignment, Assignment]]:
    for role in (role for role in STRENGTH if role in one.roles and role in other.roles):
        yield one.roles[role][0], other.roles[role][0]
