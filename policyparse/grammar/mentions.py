"""Unit mentions in running text: known names, governments, headquarters, enterprises."""

import re
from dataclasses import dataclass

import ahocorasick_rs

from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import alternation

_PLACE = r"[\u4e00-\u9fff]{1,6}?(?:自治区|自治州|自治县|省|市|州|县|区|旗|镇|乡|街道)"
_EACH = (
    r"各(?:级|地)?(?:有关|相关)?(?:设区市|县（市、区）|市（州）|州（市）|县\(市、区\)"
    r"|市、县（市、区）|县区|区县|市县|市|州|县|区|镇街|乡镇|街道|镇|乡|旗县|旗|园区|乡办"
    r"|片区|乡镇（街道）|镇（街道）)(?:（[^（）]{1,8}）)?"
)
_GENERIC = (
    rf"(?:{_EACH}|{_PLACE})(?:党委(?:和|、))?(?:人民)?政府(?:办公室|办)?(?:（[^（）]{{1,8}}）)?"
    rf"|{_EACH}|各地区?(?![区方])"
    r"|[市省区县州]?(?:(?!报|制定|将|向|并|成立|设立|健全|完善|加强|由|及时)[\u4e00-\u9fff]){2,14}?(?:指挥部|领导小组|专班|联席会议|委员会)(?:办公室)?"
    r"|(?:本|县|市|区)?(?:专班|指挥部|领导小组|联席会议|秘书处)(?:办公室)?"
    r"|(?:(?:各|有关|相关|重点|所有|试点)(?!项|类|种|方面)[\u4e00-\u9fff]{0,6}?)?(?:企业|单位|部门|医院|学校|高校|机构|社区|村委会|公司)(?!的|化|内|名|类)"
)


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit named at text[start:end]."""

    start: int
    end: int
    known: bool  # by the lexicon, not by the shape of the words alone


class MentionGrammar:
    """Finds unit mentions by the lexicon's words."""

    def __init__(self, names: UnitNames):
        self.names = names
        lexicon = names.lexicon
        words = sorted({w for w in lexicon.forms if len(w) >= 2} | set(lexicon.collectives))
        self._words = words
        self._machine = ahocorasick_rs.AhoCorasick(
            words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )
        prefixes = alternation(lexicon.file.heads.prefixes)
        self._prefix = re.compile(rf"(?:{prefixes}|市委|省委|区委|县委|国家)$")
        self._generic = re.compile(_GENERIC)

    def find(self, text: str, start: int, end: int) -> tuple[UnitMention, ...]:
        """Known names with their prefix or place, in order; shapes are left to ``subject``."""
        part = text[start:end]
        found: list[UnitMention] = []
        for _, low, high in self._machine.find_matches_as_indexes(part):
            low = self._extended(part, low)
            if found and low + start < found[-1].end:
                continue
            found.append(UnitMention(low + start, high + start, True))
        return tuple(found)

    def _extended(self, part: str, low: int) -> int:
        prefix = self._prefix.search(part, max(0, low - 4), low)
        if prefix:
            return prefix.start()
        for length in range(min(8, low), 1, -1):
            word = part[low - length : low]
            if word in self.names.lexicon.divisions:
                return low - length
        return low

    def shape(self, text: str, start: int, end: int) -> UnitMention | None:
        """A unit by its shape that begins at ``start``: 各县（市、区）人民政府, 市…指挥部办公室."""
        match = self._generic.match(text, start, end)
        return UnitMention(match.start(), match.end(), False) if match else None
