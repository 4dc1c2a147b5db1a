"""What may be the name of a unit, and how its prefix, place and head are told apart."""

import re
from dataclasses import dataclass
from functools import cached_property

from policyparse.lexicon.lexicon import Form, Lexicon, alternation
from policyparse.model.unit import Level, UnitKind

_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“”\"·\-—()（）〔〕\[\]<>《》、，/]+")
_NOT_A_NAME = re.compile(
    r"^(?:包括|即|以下|剔除|其中|含|如|例如|不含|详见|见|第|共|约|已|未|将|可|并)|[。：:！？]|\d{4}年|[^自]由[^办处局]|\d月|(?:完成|成效|推进|为)$"
)
_BARE_PLACE = re.compile(
    r"^(?!相关|有关)(?!.*[各全本我])[\u4e00-\u9fff]{1,12}(?:区|县|市|州|盟|旗|镇|乡|街道)$"
)
_ZONE = re.compile("[园区](?:管委会|管理委员会)$|管理处$")  # 产业园区管委会 takes 市 from its list
_BRANCH_PLACE = re.compile(
    r"([\u4e00-\u9fff]{1,5}(?:省|市|县|自治区|区|州|盟|旗))(?=(?:中心)?(?:支|分)行|分局|分公司)"
)
_SECOND_NAME = re.compile(r"[（(〔][^（）()〔〕]{2,20}(?:局|办|办公室|委|中心|社)[）)〕]$")
_MOST_REMEMBERED = 20_000  # names whose parts are kept: a plan repeats its units
PREFIX_LEVELS = {
    "自治区": Level.REGION,
    "省": Level.REGION,
    "市": Level.CITY,
    "州": Level.CITY,
    "自治州": Level.CITY,
    "盟": Level.CITY,
    "区": Level.COUNTY,
    "县": Level.COUNTY,
    "旗": Level.COUNTY,
    "自治县": Level.COUNTY,
    "镇": Level.TOWNSHIP,
    "乡": Level.TOWNSHIP,
    "街道": Level.TOWNSHIP,
}


@dataclass(frozen=True, slots=True)
class NameParts:
    """A unit name taken apart: 市|发改委, 桂林市|财政局, |贵港海关."""

    prefix: str  # level word or place that may be carried along the list
    rest: str
    forms: tuple[Form, ...]  # what the lexicon knows of the rest
    collective: bool = False
    alone: bool = False  # takes no prefix and gives none
    place: str = ""  # a place in the name that is no prefix: 贵港|海关, 市自然资源局|七星|分局


def _place_by_shape(name: str, at: int) -> str | None:
    """A place that no list knows, in front of the word for a branch: 人民银行溪桥县支行."""
    found = _BRANCH_PLACE.match(name, at)
    return found[1] if found else None


class UnitNames:
    """Unit names by the lexicon's words."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        heads = lexicon.file.heads
        self._department = re.compile(f"(?:{alternation(heads.department)})$")
        self._alone = re.compile(f"(?:{alternation(heads.alone)})$")
        self._marks = re.compile(alternation(heads.marks))
        self._collective = re.compile(f"(?:{alternation(heads.collective)})")
        self._prefix = re.compile(f"(?:{alternation(heads.prefixes)})(?=[^（(]{{2,}})")
        self._party = re.compile(r"^(?:自治区|省|市|区|县|州|盟|旗)(?=委)")
        self._memory: dict[str, NameParts] = {}
        self._plausible: dict[str, bool] = {}

    @cached_property
    def party_forms(self) -> frozenset[str]:
        """Names of party organs, which follow 市委: 宣传部, 组织部."""
        forms = self.lexicon.forms
        return frozenset(
            text
            for text, known in forms.items()
            if any(form.kind is UnitKind.PARTY for form in known)
        )

    def parts(self, name: str) -> NameParts:
        """The name taken apart; remembered, since plans repeat their units."""
        found = self._memory.get(name)
        if found is None:
            if len(self._memory) >= _MOST_REMEMBERED:
                self._memory.clear()
            found = self._memory[name] = self._parts(name)
        return found

    def _parts(self, name: str) -> NameParts:
        forms = self.lexicon.forms
        if first := self._without_second_name(name):
            return first
        if name in self.lexicon.collectives or self._collective.match(name):
            return NameParts("", name, (), collective=True, alone=True)
        if name in forms:
            return NameParts("", name, forms[name], alone=self.stands_alone(name))
        prefix = self._prefix.match(name)
        if prefix and name[prefix.end() :] in forms:
            rest = name[prefix.end() :]
            return NameParts(prefix.group(), rest, forms[rest])
        party = self._party.match(name)
        if party and name[party.end() + 1 :] in self.party_forms:
            rest = name[party.end() + 1 :]
            return NameParts(party.group() + "委", rest, forms[rest])
        place = self.lexicon.place_at(name)
        if place:
            rest = name[len(place) :]
            if rest in forms and place[-1] in "省市区县州盟旗":
                return NameParts(place, rest, forms[rest], alone=self._own(forms[rest]))
            if rest in forms:
                return NameParts("", rest, forms[rest], alone=True, place=place)
        if inside := self._with_place_inside(name):
            return inside
        if place:
            return NameParts("", name, (), alone=True)
        if self.stands_alone(name):
            return NameParts("", name, (), alone=True)
        if prefix:
            rest = name[prefix.end() :]
            alone = bool(self.lexicon.place_at(rest)) or self.stands_alone(rest)
            return NameParts(prefix.group(), rest, (), alone=alone)
        return NameParts("", name, (), alone=not self._department.search(name))

    def _without_second_name(self, name: str) -> NameParts | None:
        """市场监管局（食品安全办）: the bracket holds a second sign of the same unit."""
        second = _SECOND_NAME.search(name)
        if second is None:
            return None
        first = self.parts(name[: second.start()])
        if first.collective and name[: second.start()] not in self.lexicon.forms:
            return None
        return NameParts(first.prefix, first.rest, first.forms, first.collective, first.alone)

    def _with_place_inside(self, name: str) -> NameParts | None:
        """市自然资源局七星分局, 市七星生态环境局, 人民银行济南分行, 中国铁路南宁局集团公司."""
        forms = self.lexicon.forms
        for at in range(1, len(name) - 1):
            place = self.lexicon.place_at(name, at) or _place_by_shape(name, at)
            if place is None:
                continue
            rest = name[:at] + name[at + len(place) :]
            prefix = self._prefix.match(rest)
            bare = rest[prefix.end() :] if prefix else rest
            branch = bare.removesuffix("分局") if bare.endswith("局分局") else bare
            for form in (rest, bare, branch):
                if form in forms:
                    return NameParts("", form, forms[form], alone=True, place=place)
        return None

    def stands_alone(self, name: str) -> bool:
        """Whether a bare name takes no prefix: enterprises, customs, ministries, governments."""
        forms = self.lexicon.forms.get(name, ())
        if forms and not _ZONE.search(name):
            return self._own(forms) or name.endswith(("海关", "银行", "公司"))
        if self._marks.search(name) or self.lexicon.place_at(name):
            return True
        return bool(self._alone.search(name)) and not _ZONE.search(name)

    @staticmethod
    def _own(forms: tuple[Form, ...]) -> bool:
        return all(
            form.levels == {Level.NATIONAL}
            or form.kind in (UnitKind.GOVERNMENT, UnitKind.ENTERPRISE, UnitKind.COLLECTIVE)
            for form in forms
        )

    def plausible(self, name: str) -> bool:
        """Whether the text can be the name of a unit at all."""
        found = self._plausible.get(name)
        if found is None:
            if len(self._plausible) >= _MOST_REMEMBERED:
                self._plausible.clear()
            found = self._plausible[name] = self._is_plausible(name)
        return found

    def _is_plausible(self, name: str) -> bool:
        if not 2 <= len(name) <= 45 or not _NAME.fullmatch(name) or _NOT_A_NAME.search(name):
            return False
        if self.known(name):
            return True
        bare = re.sub(r"[（(〔<\[][^（）()]*[）)〕>\]]$", "", name)
        return bool(self._department.search(bare) or self._alone.search(bare)) or bool(
            self._collective.match(name) and len(name) <= 24
        )

    def known(self, name: str) -> bool:
        """Whether the lexicon has the name, with or without its prefix."""
        parts = self.parts(name)
        return bool(parts.forms) or name in self.lexicon.collectives

    def is_bare_place(self, name: str) -> bool:
        """A place that stands for its government: 港北区."""
        return bool(_BARE_PLACE.match(name)) and name not in self.lexicon.forms

    def has_head(self, name: str) -> bool:
        """Whether the name ends as units end."""
        return bool(self._department.search(name) or self._alone.search(name))
