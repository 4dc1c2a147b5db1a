"""Whether two names in two drafts are one unit's: renamed is not changed. 单位改称"""

import re
from collections.abc import Iterable

from policyparse.lexicon.lexicon import Lexicon
from policyparse.matching.counterparts import Counterparts, Standing, Tie, UnitSetting
from policyparse.model import Unit

_BLANK = re.compile(r"\s")
_BRANCH = re.compile(r"(?:\w*?市)?(?P<system>\w+?)局(?P<place>\w{1,8})分局")  # 市公安局河东分局
_GENERAL = frozenset({"", "区", "县", "市"})


class Names:
    """The units of two drafts, known again under other names."""

    def __init__(self, lexicon: Lexicon):
        self.registry = Counterparts(lexicon)
        self._rows = [row for row in lexicon.file.reorganisation if row.units]
        self._offices = lexicon.file.counterparts.offices
        one = f"[{''.join(word for word in self._offices if len(word) == 1)}]"
        self._inner = re.compile(f"{one}.*{one}$")  # 公安局…管理局: an office within an office
        self._alike = {word: row[0] for row in lexicon.file.counterparts.alike for word in row[1:]}

    def key(self, unit: Unit) -> str:
        """What all names of a unit share, as far as the name alone tells."""
        name = _BLANK.sub("", unit.canonical or unit.name)
        if self.registry.collective(unit) or name.startswith("各"):
            for word, same in self._alike.items():
                name = name.replace(word, same)
        return name

    def collective(self, unit: Unit) -> bool:
        """Whether a name stands for several units."""
        return self.registry.collective(unit)

    def one(self, one: str, other: str) -> bool:
        """Whether two names in running text are of one unit."""
        if one == other:
            return True
        units = [self.registry.unit(name) for name in (one, other)]
        return self.key(units[0]) == self.key(units[1]) or self.same(*units)

    def same(self, one: Unit, other: Unit) -> bool:
        """Whether two different names are of one unit: prefix, order, reorganisation."""
        if self.collective(one) or self.collective(other):
            return False
        if (branch := _branch(one, other)) is not None:
            return branch
        if (one.level, one.jurisdiction) != (other.level, other.jurisdiction):
            return False
        link = self.registry.link(one, other, UnitSetting())
        here, there = self.registry.standing(one), self.registry.standing(other)
        if link is None or link.tie not in self._ties(here, there):
            return False
        if here.full and here.full == there.full:
            return True
        if not here.full or not there.full:
            return here.core == there.core
        if here.until != there.until and here.full[-2:] == there.full[-2:]:
            return True  # 公安消防支队 beside 消防救援支队: one body, before and after
        if not self._are_offices((here.full, there.full)):
            return False
        former = here.until != there.until
        return (
            former
            or self._reorganised(here, there)
            or here.core == there.core
            or bool(here.also or there.also)
        )

    def same_kind(self, one: Unit, other: Unit) -> bool:
        """Whether two collectives differ in scope only: 各县（市、区） beside 各区."""
        if not (self.collective(one) and self.collective(other)):
            return False
        registry = self.registry
        if registry.governs(one) and registry.governs(other):
            return True
        return registry.stands_for_departments(one) and registry.stands_for_departments(other)

    def _ties(self, here: Standing, there: Standing) -> tuple[Tie, ...]:
        """By what two names may be one unit's."""
        ties = (Tie.OWN, Tie.NAMED, Tie.REORGANISED)
        return (*ties, Tie.MERGED) if self._reorganised(here, there) else ties

    def _reorganised(self, one: Standing, other: Standing) -> bool:
        """Whether one of two names was given up for a system that the other one serves."""
        return any(
            old.full in row.units and new.full not in row.units and new.systems & set(row.new)
            for row in self._rows
            for old, new in ((one, other), (other, one))
        )

    def former(self, unit: Unit) -> bool:
        """Whether a name is one that was given up in a reorganisation."""
        here = self.registry.standing(unit)
        return here.until is not None or any(here.full in row.units for row in self._rows)

    def one_system(self, one: Unit, other: Unit) -> bool:
        """Whether two offices are of one system and place: perhaps one office renamed."""
        if (one.level, one.jurisdiction) != (other.level, other.jurisdiction):
            return False
        here, there = self.registry.standing(one), self.registry.standing(other)
        if not here.full or not there.full or here.system != there.system:
            return False
        return self._are_offices((here.full, there.full))

    def _are_offices(self, names: Iterable[str]) -> bool:
        """Whether names are of whole offices, and not of one within another."""
        return all(
            name.endswith(self._offices) and not self._inner.search(name[:-1]) for name in names
        )


def _branch(one: Unit, other: Unit) -> bool | None:
    """Whether two branches are one: 市公安局河东分局 beside 区公安分局 or 河东公安分局.

    None where neither is named in the first manner.
    """
    for whole, part in ((one, other), (other, one)):
        found = _BRANCH.fullmatch(whole.name)
        if found is None:
            continue
        place, tail = found["place"], f"{found['system']}分局"
        if same := _BRANCH.fullmatch(part.name):
            return (same["place"], same["system"]) == (place, found["system"])
        head = part.name.removesuffix(tail)
        if head == part.name:
            return False
        if head in _GENERAL:
            return (part.jurisdiction or place).startswith(place)
        return head.startswith(place)
    return None
