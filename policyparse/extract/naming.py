"""Units with the prefix carried along their list: 市发改委、工信局 -> 市发改委, 市工信局."""

import re
from dataclasses import dataclass

from policyparse.grammar.unit_lists import Item
from policyparse.grammar.unit_names import PREFIX_LEVELS, NameParts, UnitNames
from policyparse.lexicon.divisions import short_name
from policyparse.lexicon.lexicon import Form
from policyparse.model import Document, Jurisdiction, Level, Unit, UnitKind

_PLACES = ("省", "市", "自治区", "区", "县", "州", "盟", "旗")
_OWN_LEVEL = re.compile("[省市区县州盟旗]委")  # 团市委 names its level itself


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit and, where its prefix was carried, the item that gave the prefix."""

    unit: Unit
    carried_from: Item | None


class Namer:
    """Names the units of one note after another; a new note starts without a prefix."""

    def __init__(self, names: UnitNames, document: Document):
        self.names = names
        self.document = document
        self._places = self._own_places(document.jurisdiction)
        self._units: dict[tuple[str, str], Unit] = {}  # a plan repeats its units

    @staticmethod
    def _own_places(place: Jurisdiction | None) -> tuple[str, ...]:
        if place is None:
            return ()
        return tuple(
            s for s in {short_name(n) for n in (place.name, *place.parents)} if len(s) >= 2
        )

    def name(self, items: list[Item]) -> list[NamedUnit]:
        """Units of the items of one note, in order."""
        prefix: tuple[str, Item] | None = None
        named: list[NamedUnit] = []
        for item in items:
            parts = self.names.parts(item.name)
            carried = None
            name = item.name
            if parts.prefix and not parts.alone:
                prefix = (parts.prefix, item)
            elif prefix and self._takes_prefix(item, parts):
                carried = prefix[1]
                name = self._prefixed(prefix[0], item.name)
            named.append(NamedUnit(self._unit(item, name), carried))
        return named

    def _takes_prefix(self, item: Item, parts: NameParts) -> bool:
        if parts.alone or parts.collective or parts.prefix:
            return False
        known = bool(parts.forms)
        if known and self._names_its_place(parts.forms[0]):
            return False
        if _OWN_LEVEL.search(item.name):
            return False
        if item.comma and not known:
            return False  # a full-width comma often opens a group of bodies of their own
        return known or not any(place in item.name for place in self._places)

    def _names_its_place(self, form: Form) -> bool:
        """An office's own unit whose full name begins with its place."""
        place = self.names.lexicon.place_at(form.full)
        return place is not None and len(place) > 2 and place.endswith(_PLACES)

    def _prefixed(self, prefix: str, name: str) -> str:
        if prefix.endswith("委") and len(prefix) > 1 and name not in self.names.party_forms:
            prefix = prefix[:-1]
        if prefix.endswith("委") and name.startswith("委"):
            return prefix[:-1] + name
        return prefix + name

    def _unit(self, item: Item, name: str) -> Unit:
        key = (item.name, name)
        found = self._units.get(key)
        if found is None:
            found = self._units[key] = self._made(item, name)
        return found

    def _made(self, item: Item, name: str) -> Unit:
        parts = self._placed(name, self.names.parts(name))
        form = self._fitting(parts)
        level, place = self._level_and_place(parts, form)
        return Unit(
            mention=item.name,
            name=name,
            canonical=self._canonical(parts, form, name),
            level=level,
            jurisdiction=place,
            system=form.system if form else None,
            kind=self._kind(parts, form, name),
        )

    def _placed(self, name: str, parts: NameParts) -> NameParts:
        """The document's own place in front of a known name, where no list knows the place."""
        if parts.forms or parts.collective:
            return parts
        for place in self._places:
            rest = name.removeprefix(place)
            if rest != name and rest in self.names.lexicon.forms:
                forms = self.names.lexicon.forms[rest]
                return NameParts("", rest, forms, alone=True, place=place)
        return parts

    def _fitting(self, parts: NameParts) -> Form | None:
        """The form of the level that the prefix says; else of the document's level."""
        if not parts.forms:
            return None
        level = PREFIX_LEVELS.get(parts.prefix.removesuffix("委")) or self.document.level
        if parts.prefix == "市" and self.document.level is Level.COUNTY and self._is_city():
            level = Level.COUNTY
        for form in parts.forms:
            if level in form.levels:
                return form
        return parts.forms[0]

    def _is_city(self) -> bool:
        place = self.document.jurisdiction
        return place is not None and place.name.endswith("市")

    def _canonical(self, parts: NameParts, form: Form | None, name: str) -> str | None:
        if form is None:
            return name if parts.collective else None
        if self._names_its_place(form):
            return form.full
        if parts.place:  # 贵港海关: the place is part of the name
            return parts.place + form.full if name == parts.place + parts.rest else name
        prefix = parts.prefix
        if prefix.endswith("委") and form.full.startswith("委"):
            prefix = prefix.removesuffix("委")
        if not prefix and name.endswith(parts.rest) and len(name) > len(parts.rest):
            prefix = name[: -len(parts.rest)]
        if form.levels == {Level.NATIONAL}:
            return form.full
        return prefix + form.full

    def _level_and_place(
        self, parts: NameParts, form: Form | None
    ) -> tuple[Level | None, str | None]:
        place = self.document.jurisdiction
        chain: list[str] = [*place.parents, place.name] if place else []
        if form is not None and form.levels == {Level.NATIONAL} and not parts.prefix:
            return Level.NATIONAL, None
        if parts.place:
            known = self.names.lexicon.divisions.get(parts.place)
            own = [p for p in chain if p.startswith(parts.place) or p.endswith(parts.place + "区")]
            if known:
                inside = [d for d in known if set(d.parents) & set(chain) or d.name in chain]
                division = (inside or list(known))[0]
                return division.level, division.full_name
            return self.document.level, own[0] if own else parts.place
        word = parts.prefix.removesuffix("委") if len(parts.prefix) > 1 else parts.prefix
        level = PREFIX_LEVELS.get(word)
        if level is None and word:
            known = self.names.lexicon.divisions.get(word)
            return (known[0].level, known[0].full_name) if known else (self.document.level, word)
        if level is None:
            return (
                (None, None)
                if parts.alone
                else (self.document.level, place.name if place else None)
            )
        if level is Level.CITY and self.document.level is Level.COUNTY and self._is_city():
            level = Level.COUNTY
        if place is None or level is self.document.level:
            return level, place.name if place else None
        order = [Level.REGION, Level.CITY, Level.COUNTY, Level.TOWNSHIP]
        if level in order and order.index(level) < len(chain):
            return level, chain[order.index(level)]
        return level, None

    def _kind(self, parts: NameParts, form: Form | None, name: str) -> UnitKind:
        if parts.collective:
            return UnitKind.COLLECTIVE
        if form is not None:
            return form.kind
        if name.endswith(
            ("政府", "管委会", "管委", "办事处", "管理委员会", "街道", "乡", "镇")
        ) or self.names.is_bare_place(name):
            return UnitKind.GOVERNMENT
        if name.endswith(("公司", "集团", "企业", "银行", "农场")) or "公司" in name:
            return UnitKind.ENTERPRISE
        if "领导小组" in name or "指挥部" in name or "专班" in name or "联席会议" in name:
            return UnitKind.OFFICE
        if name.endswith(("中心", "院", "站", "所", "馆", "大学", "学校")):
            return UnitKind.INSTITUTION
        if name.endswith(("局", "厅", "委", "办", "委员会", "办公室")):
            return UnitKind.DEPARTMENT
        return UnitKind.UNKNOWN
