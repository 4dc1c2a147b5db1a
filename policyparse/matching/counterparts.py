"""Which units of two plans are counterparts: by system, merger, reorganisation, host. 对口单位"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import Form, Lexicon, alternation
from policyparse.lexicon.schema import OwnUnit, Reorganisation, SystemRow, UnitForm
from policyparse.model import Level, Plan, Unit, UnitKind

_BRACKET = re.compile(r"[（(〔<][^（(〔<]*[）)〕>]")
_SHORTEST_NAME = 3  # characters by which units of no known system may be called the same


class Tie(IntEnum):
    """How two units belong together, the closest first."""

    OWN = 1  # one system
    NAMED = 2  # no system is known, and the names agree
    MERGED = 3  # one of them serves several systems: 农业农村和水利局
    REORGANISED = 4  # a whole unit went to another system: 乡村振兴局 -> 农业农村局
    MOVED = 5  # a function went to another system: 应对气候变化
    HOSTED = 6  # the work is usually done by another unit at this level
    HOUSED = 7  # an office of coordination that usually sits with the unit: 大气办


@dataclass(frozen=True, slots=True)
class Link:
    """Two counterparts; ``system`` and ``year`` say by what."""

    tie: Tie
    system: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a unit beyond its name."""

    system: str | None
    also: tuple[str, ...]
    full: str | None  # official name without its place
    until: int | None
    core: str  # the name without place, prefix and tail
    kind: UnitKind

    @property
    def systems(self) -> frozenset[str]:
        """All systems that the unit serves."""
        return frozenset((self.system, *self.also)) - {None} if self.system else frozenset()


@dataclass(frozen=True, slots=True)
class UnitSetting:
    """What two plans and a task say on top of the names."""

    text: str = ""  # of the upper task, by which moved functions are known
    level: Level | None = None  # of the lower plan
    upper_years: tuple[int, int] | None = None
    lower_years: tuple[int, int] | None = None


class Counterparts:
    """The registry of systems, asked for two units at a time."""

    def __init__(self, lexicon: Lexicon):
        self._names = UnitNames(lexicon)
        self._lexicon = lexicon
        self._tails = re.compile(f"(?:{alternation(lexicon.file.counterparts.tails)})$")
        self._memory: dict[tuple[str, str | None, Level | None], Standing] = {}

    @cached_property
    def _rows(self) -> dict[str, SystemRow]:
        return {row.name: row for row in self._lexicon.file.system}

    @cached_property
    def _units(self) -> dict[tuple[str, str, frozenset[Level]], UnitForm | OwnUnit]:
        file = self._lexicon.file
        known: dict[tuple[str, str, frozenset[Level]], UnitForm | OwnUnit] = {
            (row.name, unit.name, frozenset(unit.levels)): unit
            for row in file.system
            for unit in row.unit
        }
        return known | {(own.system, own.name, frozenset(own.levels)): own for own in file.unit}

    def standing(self, unit: Unit) -> Standing:
        """System and form of a unit, by the lexicon."""
        key = (unit.name, unit.system, unit.level)
        found = self._memory.get(key)
        if found is None:
            found = self._memory[key] = self._standing(unit)
        return found

    def _standing(self, unit: Unit) -> Standing:
        form = self._form(unit)
        core = self._core(unit.name)
        if form is None:
            return Standing(unit.system, (), None, None, core, unit.kind)
        row = self._units.get((form.system, form.full, form.levels))
        until = row.until if isinstance(row, UnitForm) else None
        also = row.also if row else ()
        return Standing(form.system, also, form.full, until, core, unit.kind)

    def _form(self, unit: Unit) -> Form | None:
        forms = self._names.parts(unit.name).forms
        fitting = [form for form in forms if unit.system in (None, form.system)]
        at_level = [form for form in fitting if unit.level in form.levels]
        return next(iter(at_level or fitting), None)

    def _core(self, name: str) -> str:
        """What is left of a name without place, prefix and tail."""
        parts = self._names.parts(name)
        rest = parts.forms[0].full if parts.forms else parts.rest
        place = self._lexicon.place_at(rest)
        rest = rest[len(place) :] if place and len(place) < len(rest) else rest
        while len(shorter := self._tails.sub("", rest)) >= _SHORTEST_NAME and shorter != rest:
            rest = shorter
        return rest

    def unit(self, name: str) -> Unit:
        """A unit of which only the name is known, as in a roster."""
        form = next(iter(self._names.parts(name).forms), None)
        if form is None:
            return Unit(mention=name, name=name)
        return Unit(mention=name, name=name, system=form.system, kind=form.kind)

    def link(self, upper: Unit, lower: Unit, setting: UnitSetting) -> Link | None:
        """How the lower unit is the upper one's counterpart, if it is."""
        if self.collective(upper) or self.collective(lower):
            return None
        one, other = self.standing(upper), self.standing(lower)
        return (
            self._by_system(one, other)
            or self._by_reorganisation(one, other)
            or self._by_function(one, other, setting)
            or self._by_host(one, other, setting.level)
        )

    def _by_system(self, one: Standing, other: Standing) -> Link | None:
        unknown = one.system is None or other.system is None
        if unknown or one.system == other.system:
            row = self._rows.get(one.system or "")
            if not unknown and not (row and row.mixed):
                return Link(Tie.OWN, one.system)
            same = one.core == other.core and len(one.core) >= _SHORTEST_NAME
            return Link(Tie.NAMED, one.system) if same else None
        if one.system in other.also:
            return Link(Tie.MERGED, one.system)
        return Link(Tie.MERGED, other.system) if other.system in one.also else None

    def _by_reorganisation(self, one: Standing, other: Standing) -> Link | None:
        for row in self._lexicon.file.reorganisation:
            for old, new in ((one, other), (other, one)):
                if old.full in row.units and (shared := new.systems & set(row.new)):
                    return Link(Tie.REORGANISED, min(shared), row.year)
        return None

    def _by_function(self, one: Standing, other: Standing, setting: UnitSetting) -> Link | None:
        for row, turned in self._moved(setting):
            old, new = (other, one) if turned else (one, other)
            if old.systems & set(row.old) and (shared := new.systems & set(row.new)):
                return Link(Tie.MOVED, min(shared), row.year)
        return None

    def _moved(self, setting: UnitSetting) -> Iterator[tuple[Reorganisation, bool]]:
        """Functions the task is about that moved between the years of the two plans."""
        upper, lower = setting.upper_years, setting.lower_years
        if upper is None or lower is None:
            return
        first, last = min(upper[0], lower[0]), max(upper[1], lower[1])
        for row in self._lexicon.file.reorganisation:
            if first <= row.year <= last and any(w in setting.text for w in row.functions):
                yield row, lower < upper

    def _by_host(self, one: Standing, other: Standing, level: Level | None) -> Link | None:
        for row in self._lexicon.file.host:
            if level not in row.levels:
                continue
            if one.system in row.systems and other.systems & set(row.by):
                return Link(Tie.HOSTED, one.system)
            housed = other.kind is UnitKind.OFFICE and other.system in row.systems
            if housed and (shared := one.systems & set(row.by)):
                return Link(Tie.HOUSED, min(shared))
        return None

    def expected(self, unit: Unit, level: Level | None) -> bool:
        """Whether every place of a level can be thought to have a unit of this system."""
        system = self.standing(unit).system
        row = self._rows.get(system or "")
        if row is None or row.partial or row.mixed or row.kind is UnitKind.ENTERPRISE:
            return False
        return level is None or any(
            level in form.levels and form.until is None for form in row.unit
        )

    def collective(self, unit: Unit) -> bool:
        """Whether a name stands for several units: 各有关部门, 领导小组成员单位."""
        words = self._lexicon.file.counterparts.departments
        return unit.kind is UnitKind.COLLECTIVE or (
            unit.system is None and unit.name.endswith(words)
        )

    def governs(self, unit: Unit) -> bool:
        """Whether a unit or a collective stands for governments: 各县（市、区）人民政府."""
        if unit.kind is UnitKind.GOVERNMENT:
            return True
        words = self._lexicon.file.counterparts.governments
        return self.collective(unit) and _BRACKET.sub("", unit.name).endswith(words)

    def stands_for_departments(self, unit: Unit) -> bool:
        """Whether a collective stands for departments: 各有关部门."""
        words = self._lexicon.file.counterparts.departments
        named = any(word in unit.name for word in words)
        return named and self.collective(unit) and not self.governs(unit)


def years_of(plan: Plan) -> tuple[int, int] | None:
    """First and last year a plan speaks for; its day of issue where it names none."""
    period, issued = plan.document.period, plan.document.issued_on
    years = [year for year in (period.start, period.end) if year]
    if not years and issued:
        years = [int(issued[:4])]
    return (min(years), max(years)) if years else None
