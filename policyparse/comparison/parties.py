"""The units of a task, each once with the strongest part it plays, and the plans they stand in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from policyparse.lexicon.lexicon import Lexicon
from policyparse.matching.counterparts import Counterparts, UnitSetting, years_of
from policyparse.model import Certainty, Evidence, Level, Plan, Role, Task, Unit
from policyparse.model.comparison import Quote

_STRENGTH = (Role.LEAD, Role.RESPONSIBLE, Role.SUPPORT, Role.GUIDE)


@dataclass(frozen=True, slots=True)
class Party:
    """A unit in a task."""

    unit: Unit
    role: Role
    by_duty: bool
    certainty: Certainty
    evidence: tuple[Evidence, ...]
    task: Task

    @property
    def strength(self) -> int:
        """How much the unit answers for, the lead first."""
        return _STRENGTH.index(self.role)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit that a plan names, and where: a task, or the roster."""

    unit: Unit
    task: Task | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class UnitContext:
    """Two sides of a comparison, as units are looked up in them; made once for a pair."""

    lexicon: Lexicon
    upper: tuple[Plan, ...]
    lower: tuple[Plan, ...]

    @cached_property
    def counterparts(self) -> Counterparts:
        """The registry of systems."""
        return Counterparts(self.lexicon)

    @cached_property
    def level(self) -> Level | None:
        """Level of the lower side."""
        return next((p.document.level for p in self.lower if p.document.level), None)

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """Every unit of the lower side once, with the first place that names it."""
        found: dict[str, Named] = {}
        for plan in self.lower:
            for task in plan.tasks:
                for a in task.assignments:
                    found.setdefault(a.unit.name, Named(a.unit, task, a.evidence))
        for plan in self.lower:
            for member in plan.roster:
                if member.unit and member.unit not in found:
                    unit = self.counterparts.unit(member.unit)
                    found[member.unit] = Named(unit, None, member.evidence)
        return tuple(found.values())

    @cached_property
    def _years(self) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        upper, lower = (
            next((years for plan in side if (years := years_of(plan))), None)
            for side in (self.upper, self.lower)
        )
        return upper, lower

    def setting(self, task: Task) -> UnitSetting:
        """What the plans and the upper task say on top of the names."""
        upper, lower = self._years
        return UnitSetting(f"{task.title}{task.text}", self.level, upper, lower)

    def of_higher_level(self, unit: Unit) -> bool:
        """Whether a unit named in the lower plan belongs to a level above it."""
        order = list(Level)
        if unit.level is None or self.level is None:
            return False
        return order.index(unit.level) < order.index(self.level)

    def upper_quotes(self, places: Iterable[Evidence]) -> tuple[Quote, ...]:
        """Places of the upper side."""
        return tuple(_quoted(self.upper, None, places))

    def lower_quotes(
        self, places: Iterable[Evidence], task: Task | None = None
    ) -> tuple[Quote, ...]:
        """Places of the lower side; with the document's name where it has several."""
        return tuple(_quoted(self.lower, task, places))


def _quoted(
    side: tuple[Plan, ...], task: Task | None, places: Iterable[Evidence]
) -> Iterator[Quote]:
    source = None
    if len(side) > 1 and task is not None:
        source = next((plan.source.name for plan in side if _holds(plan, task)), None)
    for place in places:
        yield Quote(**place.model_dump(), source=source)


def _holds(plan: Plan, task: Task) -> bool:
    return any(own is task for own in plan.tasks)


def parties_of(task: Task) -> tuple[Party, ...]:
    """The units of a task in the order they are named, each once."""
    found: dict[str, Party] = {}
    for a in task.assignments:
        party = Party(a.unit, a.role, a.by_duty, a.certainty, a.evidence, task)
        known = found.get(a.unit.name)
        if known is None or party.strength < known.strength:
            found[a.unit.name] = party
    return tuple(found.values())


def has_lead(task: Task) -> bool:
    """Whether the task names a lead at all."""
    return any(a.role is Role.LEAD for a in task.assignments)


def section_of(task: Task) -> tuple[str, ...]:
    """The headings above a task, without its own."""
    own = bool(task.path) and task.title in task.path[-1]
    return task.path[:-1] if own else task.path
