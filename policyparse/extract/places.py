"""The place a document governs and its level."""

import re
from collections import Counter

from policyparse.lexicon.divisions import Division
from policyparse.lexicon.lexicon import Lexicon
from policyparse.model import Jurisdiction, Level
from policyparse.normalise import NormalisedText
from policyparse.outline import Outline

_SHAPE = re.compile(
    r"(?P<region>[\u4e00-\u9fff]{2,7}?(?:省|自治区))?(?P<city>[\u4e00-\u9fff]{2,10}?(?:自治州|市|州|盟|地区))?"
    r"(?P<county>[\u4e00-\u9fff]{1,6}?(?:自治县|新区|区|县|旗|市))?"
)
_SUFFIX_LEVELS = (
    ("自治区", Level.REGION),
    ("省", Level.REGION),
    ("自治州", Level.CITY),
    ("自治县", Level.COUNTY),
    ("市", Level.CITY),
    ("州", Level.CITY),
    ("盟", Level.CITY),
    ("地区", Level.CITY),
    ("区", Level.COUNTY),
    ("县", Level.COUNTY),
    ("旗", Level.COUNTY),
    ("镇", Level.TOWNSHIP),
    ("乡", Level.TOWNSHIP),
    ("街道", Level.TOWNSHIP),
)
_NATIONAL = re.compile(
    r"国务院|中共中央|国家[\u4e00-\u9fff]{2,10}(?:委|局|部|总局)|全国|^[\u4e00-\u9fff]{2,10}部(?:办公厅)?(?:$|关于)"
)
_UNIT_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{3,12}?(?:部|总局|委|局|银行))(?=[、，。；牵配负等按）]|$)"
)
_UNIT_PREFIX = re.compile(
    r"(?<![\u4e00-\u9fff])(自治区|省|市|区|县|州|盟|旗)(?=[\u4e00-\u9fff]{2,10}(?:局|委|厅|办|办公室|委员会)(?:[、，。；牵配负等）]|$))"
)
_PREFIX_LEVEL = {
    "自治区": Level.REGION,
    "省": Level.REGION,
    "市": Level.CITY,
    "州": Level.CITY,
    "盟": Level.CITY,
    "区": Level.COUNTY,
    "县": Level.COUNTY,
    "旗": Level.COUNTY,
}


class PlaceFinder:
    """Finds places by the divisions of the lexicon, else by their shape."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon

    def of_document(
        self,
        text: NormalisedText,
        title: str | None,
        notice: str | None,
        issuers: list[str],
        outline: Outline,
    ) -> tuple[Jurisdiction | None, Level | None]:
        """Title first, then notice and issuer, then the units of the notes."""
        for name in (title, *issuers, notice):
            if name:
                found = self.at_start(re.sub(r"^(?:《|“|关于|印发|转发)+", "", name))
                if found:
                    return self._lifted(found, issuers, notice)
        if any(name and _NATIONAL.search(name) for name in (*issuers, notice, title)):
            return None, Level.NATIONAL
        return self._by_units(text.text)

    def _lifted(
        self, found: tuple[Jurisdiction, Level], issuers: list[str], notice: str | None
    ) -> tuple[Jurisdiction, Level]:
        """A district named without its city takes the city that the issuer's name gives."""
        place, level = found
        if level is Level.COUNTY and not place.parents:
            for name in (*issuers, notice):
                other = self.at_start(name) if name else None
                if other and other[0].name.endswith(place.name) and other[0].name != place.name:
                    return Jurisdiction(
                        name=other[0].name, code=other[0].code, parents=other[0].parents
                    ), level
        return place, level

    def at_start(self, name: str) -> tuple[Jurisdiction, Level] | None:
        """The place that a title or issuer begins with, the deepest one."""
        found: Division | None = None
        at = 0
        while (word := self.lexicon.place_at(name, at)) is not None:
            division = self._fitting(word, found)
            if division is None:
                break
            found, at = division, at + len(word)
        if found is not None and self._plausible(name, at):
            below = self._below(name, at, found)
            return below or (
                Jurisdiction(name=self._full(found), code=found.code, parents=found.parents),
                found.level,
            )
        return self._by_shape(name)

    def _fitting(self, word: str, above: Division | None) -> Division | None:
        known = self.lexicon.divisions[word]
        if above is not None:
            inside = [d for d in known if above.name in d.parents]
            return inside[0] if inside else None
        full = [d for d in known if d.name == word]
        if full:
            return (
                full[0]
                if len(full) == 1 or len({d.level for d in full}) == 1
                else min(full, key=lambda d: list(Level).index(d.level))
            )
        higher = [d for d in known if d.level in (Level.REGION, Level.CITY)]
        return higher[0] if higher else None

    @staticmethod
    def _plausible(name: str, at: int) -> bool:
        return at >= 2 and name[at : at + 1] not in ("镇", "乡")

    def _below(self, name: str, at: int, found: Division) -> tuple[Jurisdiction, Level] | None:
        """A zone or township behind a known place: 桂林市某某新区."""
        match = re.match(
            r"([\u4e00-\u9fff]{1,8}?(?:新区|开发区|高新区|经开区|镇|乡|街道|区|县))(?=人民政府|管委会|管理委员会|20\d{2}年|“|推进|加快|关于|深化)",
            name[at:],
        )
        if match is None or (found.level is Level.COUNTY and match[1].endswith(("区", "县"))):
            return None
        level = Level.TOWNSHIP if match[1].endswith(("镇", "乡", "街道")) else Level.COUNTY
        parents = (*found.parents, found.name)
        return Jurisdiction(name=self._full(found) + match[1], parents=parents), level

    @staticmethod
    def _full(division: Division) -> str:
        if (
            division.level is Level.COUNTY
            and division.name.endswith("区")
            and len(division.parents) > 1
        ):
            return division.parents[-1] + division.name
        return division.name

    def _by_shape(self, name: str) -> tuple[Jurisdiction, Level] | None:
        """A place that no list knows: by 省, 市, 县 and what follows."""
        parents: list[str] = []
        at = 0
        last: tuple[str, Level] | None = None
        while True:
            match = re.match(
                r"[\u4e00-\u9fff]{2,10}?(?:自治区|自治州|自治县|省|市|州|盟|地区|新区|区|县|旗|镇|乡|街道)"
                r"(?=人民政府|党委|委员会|委|办|\d{4}|“|[^市场政民化区级直域内]{2})",
                name[at : at + 14],
            )
            if match is None:
                break
            level = next(own for s, own in _SUFFIX_LEVELS if match.group().endswith(s))
            if last and (list(Level).index(level) <= list(Level).index(last[1])):
                if not (match.group().endswith("市") and last[1] is Level.CITY):
                    break
                level = Level.COUNTY
            if re.search(r"全|各|本|我|城$|[和与的]", match.group()):
                break
            if last:
                parents.append(last[0])
            last = (match.group(), level)
            at += match.end()
        if last is None:
            return None
        full = last[0]
        if last[1] is Level.COUNTY and parents and parents[-1].endswith(("市", "州")):
            full = parents[-1] + last[0]
        return Jurisdiction(name=full, parents=tuple(parents)), last[1]

    def _is_national(self, name: str) -> bool:
        """Whether a name stands for units of the nation only: 教育部, 税务总局."""
        forms = self.lexicon.forms.get(name, ())
        return bool(forms) and all(form.levels == {Level.NATIONAL} for form in forms)

    def _by_units(self, text: str) -> tuple[Jurisdiction | None, Level | None]:
        """Level by the prefixes of the units, place by the names met most often at that level."""
        prefixes = Counter(m[1] for m in _UNIT_PREFIX.finditer(text))
        named = (m[1] for m in _UNIT_NAME.finditer(text))
        ministries = sum(1 for name in named if self._is_national(name))
        if ministries > sum(prefixes.values()):
            return None, Level.NATIONAL
        if not prefixes:
            return None, None
        level = _PREFIX_LEVEL[prefixes.most_common(1)[0][0]]
        counts: Counter[Division] = Counter()
        pattern = re.compile(r"(?=([\u4e00-\u9fff]{2,12}))")
        for match in pattern.finditer(text):
            word = self.lexicon.place_at(text, match.start())
            if word is None:
                continue
            for division in self.lexicon.divisions[word]:
                if division.level is level and (division.name == word or level is Level.REGION):
                    counts[division] += 1
                    break
        if not counts:
            return None, level
        best = counts.most_common(1)[0][0]
        return Jurisdiction(name=self._full(best), code=best.code, parents=best.parents), level
