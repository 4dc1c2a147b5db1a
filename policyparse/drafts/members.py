"""The members of a leading group in two drafts. 成员调整"""

from collections.abc import Callable, Iterator, Sequence

from policyparse.drafts import words
from policyparse.drafts.likeness import bare
from policyparse.drafts.names import Names
from policyparse.model import RosterMember
from policyparse.model.diff import MemberChange, MemberDiff

Members = Sequence[RosterMember]


def member_changes(old: Members, new: Members, names: Names) -> tuple[MemberDiff, ...]:
    """Who came, went, was replaced, or serves in another position."""
    pairs = _pairs(old, new, names)
    partner = {n: o for o, n in pairs.items()}
    found: list[MemberDiff] = []
    for n, member in enumerate(new):
        if n in partner:
            found += _changes(old[partner[n]], member, names)
        else:
            found.append(_came(member))
    return (*found, *(_went(member) for o, member in enumerate(old) if o not in pairs))


def _pairs(old: Members, new: Members, names: Names) -> dict[int, int]:
    """The same person, else whoever holds the same office."""
    made: dict[int, int] = {}
    tests: tuple[Callable[[RosterMember, RosterMember], bool], ...] = (
        lambda one, other: _same_person(one, other) and _same_office(one, other, names),
        _same_person,
        lambda one, other: _same_office(one, other, names),
    )
    for same in tests:
        used = set(made.values())
        for o, one in enumerate(old):
            if o in made:
                continue
            fitting = (n for n, m in enumerate(new) if n not in used and same(one, m))
            if (found := next(fitting, None)) is not None:
                made[o] = found
                used.add(found)
    return made


def _same_person(one: RosterMember, other: RosterMember) -> bool:
    return bool(one.person) and bare(one.person) == bare(other.person)


def _same_office(one: RosterMember, other: RosterMember, names: Names) -> bool:
    """The same office, its unit under whatever name."""
    if bare(one.office) == bare(other.office):
        return True
    if not one.unit or not other.unit:
        return False
    rests = [bare(m.office.replace(m.unit or "", "", 1)) for m in (one, other)]
    return rests[0] == rests[1] and names.one(one.unit, other.unit)


def _changes(old: RosterMember, new: RosterMember, names: Names) -> Iterator[MemberDiff]:
    if not _same_person(old, new) and (old.person or new.person):
        why = words.member_replaced(new.position, new.office, old.person, new.person)
        yield _changed(MemberChange.PERSON, old, new, (old.person, new.person), why)
    elif not _same_office(old, new, names):
        why = words.member_moved(new.person, old.office, new.office)
        yield _changed(MemberChange.OFFICE, old, new, (old.office, new.office), why)
    if bare(old.position) != bare(new.position):
        why = words.member_moved(new.person or new.office, old.position, new.position)
        yield _changed(MemberChange.POSITION, old, new, (old.position, new.position), why)


def _changed(
    change: MemberChange,
    old: RosterMember,
    new: RosterMember,
    values: tuple[str, str],
    why: str,
) -> MemberDiff:
    return MemberDiff(
        change=change,
        person=new.person,
        old=values[0],
        new=values[1],
        why=why,
        old_evidence=old.evidence,
        new_evidence=new.evidence,
    )


def _came(member: RosterMember) -> MemberDiff:
    return MemberDiff(
        change=MemberChange.ADDED,
        person=member.person,
        new=member.office,
        why=words.member_came(member.position, member.person, member.office),
        new_evidence=member.evidence,
    )


def _went(member: RosterMember) -> MemberDiff:
    return MemberDiff(
        change=MemberChange.REMOVED,
        person=member.person,
        old=member.office,
        why=words.member_went(member.position, member.person, member.office),
        old_evidence=member.evidence,
    )
