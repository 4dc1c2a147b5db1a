"""What becomes of an upper task's units in the lower tasks that answer it. 单位对应"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyparse.comparison import unit_words as words
from policyparse.comparison.parties import (
    Named,
    Party,
    UnitContext,
    has_lead,
    parties_of,
    section_of,
)
from policyparse.matching.counterparts import Link, Tie, UnitSetting
from policyparse.model import Certainty, Evidence, Level, Role, Task
from policyparse.model.comparison import UnitCoverage, UnitNote, UnitVerdict
from policyparse.model.evidence import least_sure

_BY_TASK = (Tie.MOVED, Tie.HOSTED, Tie.HOUSED)  # hold for one task only
_LIKELY = (Tie.REORGANISED, *_BY_TASK)
_SHOWN = 3  # names of governments that are written out


@dataclass(frozen=True, slots=True)
class _Match:
    party: Party
    link: Link
    place: int  # number of the lower task, the most relevant first


def unit_coverage(
    upper_task: Task, lower_tasks: Sequence[Task], context: UnitContext
) -> tuple[UnitCoverage, ...]:
    """One row for every unit of the upper task, then the units that only the lower tasks name.

    Without matched tasks, or where the upper task names no unit, there is nothing to compare.
    """
    parties = parties_of(upper_task)
    if not parties or not lower_tasks:
        return ()
    return tuple(_Units(upper_task, parties, tuple(lower_tasks), context).rows())


class _Units:
    """The units of one upper task beside those of the lower tasks."""

    def __init__(
        self,
        task: Task,
        parties: tuple[Party, ...],
        tasks: tuple[Task, ...],
        context: UnitContext,
    ):
        self.task = task
        self.parties = parties
        self.tasks = tasks
        self.context = context
        self.collective = context.counterparts.collective
        self.setting = context.setting(task)
        self.lower = tuple((n, party) for n, t in enumerate(tasks) for party in parties_of(t))
        self.links = [(party, tuple(self._matches(party))) for party in parties]

    def rows(self) -> Iterator[UnitCoverage]:
        """In the order of the upper task, added units last."""
        for party, matches in self.links:
            if row := self._row(party, matches):
                yield row
        yield from self._added()

    # matching

    def _matches(self, upper: Party) -> Iterator[_Match]:
        for place, party in self.lower:
            if upper.unit.name == party.unit.name:
                yield _Match(party, Link(Tie.OWN, upper.unit.system), place)
            elif link := self.context.counterparts.link(upper.unit, party.unit, self.setting):
                yield _Match(party, link, place)

    def _row(self, upper: Party, matches: tuple[_Match, ...]) -> UnitCoverage | None:
        pool = self._closest(upper, matches)
        if pool:
            return self._matched(upper, _fitting(upper, pool))
        if self.context.counterparts.governs(upper.unit):
            return self._governments(upper)
        if self.collective(upper.unit):
            return self._collective(upper)
        return self._lost(upper)

    def _closest(self, upper: Party, matches: tuple[_Match, ...]) -> tuple[_Match, ...]:
        """Counterparts by the closest tie, those of the plan's own level before higher ones."""
        own = [m for m in matches if not self.context.of_higher_level(m.party.unit)] or matches
        tie = min((m.link.tie for m in own), default=None)
        if tie is Tie.HOSTED and self._elsewhere(upper, UnitSetting()):
            return ()  # the plan names a unit of the system itself
        return tuple(m for m in own if m.link.tie is tie)

    # rows of upper units

    def _matched(self, upper: Party, match: _Match) -> UnitCoverage:
        lower, link = match.party, match.link
        verdict, note = _verdict(upper, lower)
        certainty = least_sure(upper.certainty, lower.certainty)
        tail = words.by_what(upper, lower, link, self._former(upper, lower))
        if link.tie in _LIKELY or Role.GUIDE in (upper.role, lower.role):
            certainty = least_sure(certainty, Certainty.LIKELY)
        if match.place and not self._beside_first(lower.task):
            certainty = least_sure(certainty, Certainty.LIKELY)
            tail = f"（见“{lower.task.title}”任务）{tail}"
        if self.context.of_higher_level(lower.unit) and lower.unit.name == upper.unit.name:
            certainty = least_sure(certainty, Certainty.LIKELY)
            tail += "，写的仍是上级单位"
        return UnitCoverage(
            upper=upper.unit.name,
            role=upper.role,
            lower=lower.unit.name,
            lower_role=lower.role,
            verdict=verdict,
            note=note,
            certainty=certainty,
            why=words.matched(upper, lower, verdict, note, tail),
            evidence=self.context.upper_quotes(upper.evidence),
            lower_evidence=self.context.lower_quotes(lower.evidence, lower.task),
        )

    def _former(self, upper: Party, lower: Party) -> str:
        standing = self.context.counterparts.standing
        years = standing(upper.unit).until, standing(lower.unit).until
        return words.former_name(upper, lower, years)

    def _beside_first(self, task: Task) -> bool:
        """The first task, or a part of the same paragraph."""
        return task is self.tasks[0] or task.path == self.tasks[0].path

    def _governments(self, upper: Party) -> UnitCoverage | None:
        """The governments that the upper task calls on are the lower plan's own or below it."""
        below = next((p for _, p in self.lower if self._is_below(p)), None)
        if not self.collective(upper.unit) and not self._own_place(upper):
            return None  # another place's government, or a body of the upper level
        if below is not None:
            why = f"{words.named_part(upper)}，本级落到“{below.unit.name}”，对应一致。"
            return self._plain(upper, UnitVerdict.KEPT, why, below)
        why = f"{words.named_part(upper)}，指向本级，由本方案整体承接，不另作对应。"
        title = tuple(e for p in self.context.lower for e in p.document.evidence.get("title", ()))
        return self._plain(upper, UnitVerdict.KEPT, why, places=title)

    def _own_place(self, upper: Party) -> bool:
        """The government of the lower plan's own place."""
        if upper.unit.level is not self.context.level or not upper.unit.jurisdiction:
            return False
        places = [p.document.jurisdiction for p in self.context.lower]
        return any(place and place.name.endswith(upper.unit.jurisdiction) for place in places)

    def _collective(self, upper: Party) -> UnitCoverage:
        """相关部门 above: any department below that no other upper unit stands for."""
        registry = self.context.counterparts
        departments = registry.stands_for_departments(upper.unit)
        below = next(self._unclaimed(), None)
        if below is None:
            below = next(
                (
                    p
                    for _, p in self.lower
                    if registry.stands_for_departments(p.unit) and departments
                ),
                None,
            )
        if below is not None and departments:
            why = f"{words.named_part(upper)}，本级列有“{below.unit.name}”等单位，已列入。"
            return self._plain(upper, UnitVerdict.KEPT, why, below, certainty=Certainty.LIKELY)
        why = words.lost(upper, "上级为统称，本级对应任务未列相应单位，请核实")
        return self._plain(
            upper,
            UnitVerdict.LOST,
            why,
            places=self._listed(),
            certainty=Certainty.UNSURE,
        )

    def _lost(self, upper: Party) -> UnitCoverage | None:
        registry = self.context.counterparts
        system = registry.standing(upper.unit).system
        reason = words.not_listed(system, plural=len(self.tasks) > 1)
        certainty = least_sure(upper.certainty, self._closed())
        places: tuple[Evidence, ...] = self._listed()
        task: Task | None = self.tasks[0]
        note = None
        if found := self._elsewhere(upper, UnitSetting(level=self.context.level)):
            other, link = found
            note, places, task = UnitNote.ELSEWHERE, other.evidence, other.task
            reason += f"，{words.elsewhere(other, link)}"
            if self._may_be_split(other.task):
                certainty = least_sure(certainty, Certainty.LIKELY)
        elif system is None:
            certainty = Certainty.UNSURE
            reason += "，词库未收这个单位，不能判断其对应机构是否列入"
        elif not registry.expected(upper.unit, self.context.level):
            note = UnitNote.NO_COUNTERPART
            certainty = least_sure(certainty, Certainty.LIKELY)
            reason += "，通篇也未见，本级可能没有对应机构"
        else:
            if self.context.level is Level.COUNTY:  # not every district has every bureau
                certainty = least_sure(certainty, Certainty.LIKELY)
            reason += "，通篇也未见"
        reason += self._opening()
        why = words.lost(upper, f"{reason}，请核实")
        return self._plain(
            upper, UnitVerdict.LOST, why, places=places, note=note, certainty=certainty, task=task
        )

    def _may_be_split(self, other: Task | None) -> bool:
        """Whether a task beside the matched ones may hold a part of the upper task."""
        if other is None or self.task.title == self.tasks[0].title:
            return False
        return section_of(other) in {section_of(task) for task in self.tasks}

    def _elsewhere(self, upper: Party, setting: UnitSetting) -> tuple[Named, Link] | None:
        """The closest counterpart that the lower plan names anywhere."""
        registry = self.context.counterparts
        found = [
            (link.tie, number, named, link)
            for number, named in enumerate(self.context.named)
            if (link := registry.link(upper.unit, named.unit, setting))
        ]
        return min(found, key=lambda row: row[:2])[2:] if found else None

    def _closed(self) -> Certainty:
        """How sure a unit is absent: not sure where the list is open or there is none."""
        listed = bool(self.lower)
        return Certainty.UNSURE if self._opening() or not listed else Certainty.SURE

    def _opening(self) -> str:
        if not self.lower:
            return "，但对应任务没有写责任单位"
        registry = self.context.counterparts
        general = next(
            (p.unit.name for _, p in self.lower if registry.stands_for_departments(p.unit)), None
        )
        if general:
            return f"，但所列“{general}”可能包括在内"
        return "，但所列单位以“等”结尾" if any(t.open_ended for t in self.tasks) else ""

    def _listed(self) -> tuple[Evidence, ...]:
        """The units that the first lower task lists instead."""
        return tuple(p.evidence[0] for place, p in self.lower if place == 0 and p.evidence)

    def _plain(
        self,
        upper: Party,
        verdict: UnitVerdict,
        why: str,
        below: Party | None = None,
        *,
        places: tuple[Evidence, ...] = (),
        note: UnitNote | None = None,
        certainty: Certainty = Certainty.SURE,
        task: Task | None = None,
    ) -> UnitCoverage:
        task = below.task if below else task
        return UnitCoverage(
            upper=upper.unit.name,
            role=upper.role,
            lower=below.unit.name if below else None,
            lower_role=below.role if below else None,
            verdict=verdict,
            note=note,
            certainty=least_sure(upper.certainty, certainty),
            why=why,
            evidence=self.context.upper_quotes(upper.evidence),
            lower_evidence=self.context.lower_quotes(below.evidence if below else places, task),
        )

    # rows of lower units

    def _added(self) -> Iterator[UnitCoverage]:
        registry = self.context.counterparts
        above = [party.unit for party in self.parties]
        if not any(registry.stands_for_departments(unit) for unit in above):
            for lower in self._unclaimed():
                why = words.added(lower, self.task.open_ended)
                sure = Certainty.LIKELY if self.task.open_ended else Certainty.SURE
                yield self._new(lower, lower.unit.name, why, sure)
        if any(registry.governs(unit) for unit in above):
            return
        below = [p for p in self._near() if self._is_below(p)]
        if below:
            chief = min(below, key=lambda p: p.strength)
            general = next((p.unit.name for p in below if self.collective(p.unit)), None)
            names = general or _names(below)
            yield self._new(chief, names, words.governments_added(chief, names), Certainty.SURE)

    def _near(self) -> Iterator[Party]:
        """Units of the first lower task and of the parts of the same paragraph."""
        seen = set()
        for _, party in self.lower:
            if self._beside_first(party.task) and party.unit.name not in seen:
                seen.add(party.unit.name)
                yield party

    def _unclaimed(self) -> Iterator[Party]:
        """Single units below that no unit above stands for."""
        claimed = {
            m.party.unit.name
            for _, matches in self.links
            for m in matches
            if m.link.tie not in _BY_TASK
        }
        claimed |= {
            _fitting(upper, pool).party.unit.name
            for upper, matches in self.links
            if (pool := self._closest(upper, matches))
        }
        for party in self._near():
            known = party.unit.name in claimed or self.collective(party.unit)
            if not known and not self._is_below(party):
                yield party

    def _is_below(self, party: Party) -> bool:
        """Counties, zones and towns that are held to a task as usual; not a zone that helps."""
        if not self.context.counterparts.governs(party.unit):
            return False
        own = party.unit.level is self.context.level and not self.collective(party.unit)
        return not (own and party.role in (Role.LEAD, Role.SUPPORT))

    def _new(self, lower: Party, name: str, why: str, certainty: Certainty) -> UnitCoverage:
        return UnitCoverage(
            lower=name,
            lower_role=lower.role,
            verdict=UnitVerdict.ADDED,
            certainty=least_sure(lower.certainty, certainty),
            why=why,
            evidence=self.context.upper_quotes(p.evidence[0] for p in self.parties if p.evidence),
            lower_evidence=self.context.lower_quotes(lower.evidence, lower.task),
        )


def _names(parties: Sequence[Party]) -> str:
    """The first few names."""
    shown = "、".join(p.unit.name for p in parties[:_SHOWN])
    return shown if len(parties) <= _SHOWN else f"{shown}等{len(parties)}家"


def _fitting(upper: Party, pool: Sequence[_Match]) -> _Match:
    """The counterpart with the same role, else the one in the most relevant task."""
    first = [m for m in pool if m.place == pool[0].place]
    strongest = min(first, key=lambda m: m.party.strength)
    if upper.role is Role.RESPONSIBLE:
        return strongest
    return next((m for m in pool if m.party.role is upper.role), strongest)


def _verdict(upper: Party, lower: Party) -> tuple[UnitVerdict, UnitNote | None]:
    """The two parts against each other."""
    if lower.role is Role.LEAD:
        if upper.role is Role.SUPPORT and not upper.by_duty:
            return UnitVerdict.PROMOTED, None
        named = upper.role is not Role.LEAD
        return UnitVerdict.KEPT, UnitNote.NAMED_LEAD if named else None
    if upper.role is not Role.LEAD or upper.by_duty:
        return UnitVerdict.KEPT, None
    together = lower.role is Role.RESPONSIBLE and (lower.by_duty or not has_lead(lower.task))
    return (UnitVerdict.KEPT if together else UnitVerdict.DEMOTED), None
