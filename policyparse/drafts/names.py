"""Whether two names in two drafts are one unit's: renamed is not changed. 单位改称"""

import re
from collections.abc import Iterable

from policyparse.lexicon.lexicon import Lexicon
from policyparse.matching.counterparts import Counterparts, Tie, UnitSetting
from policyparse.model import Unit

_BLANK = re.compile(r"\s")
_OFFICE = ("局", "委员会", "委", "办公室", "办", "厅", "部")
_INNER = re.compile("[局委厅部].*[局委厅部]$")  # 公安局…管理局: an office within an office


class Names:
    """The units of two drafts, known again under other names."""

    def __init__(self, lexicon: Lexicon):
        self.registry = Counterparts(lexicon)
        self._alike = {word: row[0] for row in lexicon.file.counterparts.alike for word in row[1:]}

    def key(self, unit: Unit) -> str:
        """What all names of a unit share, as far as the name alone tells."""
        name = _BLANK.sub("", unit.canonical or unit.name)
        if self.registry.collective(unit):
            for word, same in self._alike.items():
                name = name.replace(word, same)
        return name

    def collective(self, unit: Unit) -> bool:
        """Whether a name stands for several units."""
        return self.registry.collective(unit)

    def same(self, one: Unit, other: Unit) -> bool:
        """Whether two different names are of one unit: prefix, order, reorganisation."""
        if self.collective(one) or self.collective(other):
            return False
        if (one.level, one.jurisdiction) != (other.level, other.jurisdiction):
            return False
        link = self.registry.link(one, other, UnitSetting())
        if link is None or link.tie not in (Tie.OWN, Tie.NAMED, Tie.REORGANISED):
            return False
        here, there = self.registry.standing(one), self.registry.standing(other)
        if here.full and here.full == there.full:
            return True
        if not here.full or not there.full:
            return here.core == there.core
        if not _offices((here.full, there.full)):
            return False
        former = (here.until is None) != (there.until is None)
        return former or here.core == there.core or bool(here.also or there.also)

    def same_kind(self, one: Unit, other: Unit) -> bool:
        """Whether two collectives differ in scope only: 各县（市、区） beside 各区."""
        if not (self.collective(one) and self.collective(other)):
            return False
        registry = self.registry
        if registry.governs(one) and registry.governs(other):
            return True
        return registry.stands_for_departments(one) and registry.stands_for_departments(other)


def _offices(names: Iterable[str]) -> bool:
    return all(name.endswith(_OFFICE) and not _INNER.search(name[:-1]) for name in names)
