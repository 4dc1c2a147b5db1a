"""A list of units, as it stands in a responsibility note, taken apart."""

import re
from dataclasses import dataclass

from policyparse.grammar.brackets import CLOSE, OPEN, split_outside
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import alternation

_SEPARATORS = "、，,；;。\n\t"
_AND = re.compile(r"和|与|及|以及|并")
_PLURAL = re.compile(
    r"^各(?:级|地)?(?:市|州|县|区|盟|旗|乡|镇|县区|乡镇|地市|地级市|地级以上市|设区市|地州市)$"
)
_PLURAL_REST = re.compile(
    r"^(?:县|市|区|旗|州|街道|街|乡|镇|开发区|园区|管委会|兵团|省直管县)(?:[（(〔<]|人民政府|政府|委|办|管|$|（|县|街|区|（市)"
)
_BY = re.compile(
    r"(?:(?:以上|上述|本节|本项|本部分|本条)(?:各项|各条)?(?:任务|工作|措施|内容|事项)?(?:均|皆)?)?由"
)
_OPENING = re.compile(f"[{re.escape(OPEN)}<]")
_EDGE = ' \t\n\u3000:：“”"'


@dataclass(frozen=True, slots=True)
class Item:
    """One unit of a list: text[start:end]; ``name`` differs where the list shares a head."""

    start: int
    end: int
    name: str
    shared: bool = False  # the head stands with a later item: 港北区、港南区人民政府
    comma: bool = False  # a full-width comma stands before it: often a new group


@dataclass(frozen=True, slots=True)
class UnitList:
    """The units of a list and whether it closes with 等."""

    items: tuple[Item, ...]
    open_ended: bool


class UnitLists:
    """Splits unit lists by the lexicon's words."""

    def __init__(self, names: UnitNames):
        self.names = names
        tails = alternation(names.lexicon.file.heads.open_tails)
        self._tail = re.compile(f"(?:{tails})$")
        self._middle = re.compile(r"等(?=及|和|以及|与|省|市|区|县|各|国家|中央|自治区|有关|相关)")

    def split(self, text: str, start: int, end: int) -> UnitList:
        """The list ``text[start:end]``; places refer to ``text``."""
        spans: list[tuple[int, int]] = []
        opened = False
        for low, high in split_outside(text, _SEPARATORS, start, end):
            low, high = _trim(text, low, high)
            tail = self._tail.search(text, low, high)
            if tail and not self.names.known(text[low:high]):
                opened, high = True, tail.start()
            if low < high:
                more, found = self._parted(text, low, high)
                opened = opened or more
                spans.extend(found)
        return UnitList(tuple(self._named(text, self._merged(text, spans))), opened)

    def _parted(self, text: str, low: int, high: int) -> tuple[bool, list[tuple[int, int]]]:
        """Parted at 和, 及 and at 等 in the middle, where both sides are units."""
        word = text[low:high]
        if self.names.known(word):
            return False, [(low, high)]
        middle = self._middle.search(text, low, high)
        if middle and middle.start() > low and self.names.plausible(text[low : middle.start()]):
            rest = _AND.match(text, middle.end())
            _, found = self._parted(text, rest.end() if rest else middle.end(), high)
            return True, [(low, middle.start()), *found]
        for match in _AND.finditer(text, low + 2, high - 1):
            left, right = text[low : match.start()], text[match.end() : high]
            if self._is_side(left) and self._is_side(right):
                opened, found = self._parted(text, match.end(), high)
                return opened, [(low, match.start()), *found]
        return False, [(low, high)]

    def _is_side(self, name: str) -> bool:
        names = self.names
        return len(name) >= 2 and (
            names.known(name)
            or (
                names.plausible(name)
                and names.has_head(name)
                and not name.endswith(("和", "部门的"))
            )
        )

    def _merged(self, text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """各市、县（市、区）人民政府 is one unit."""
        merged: list[tuple[int, int]] = []
        for low, high in spans:
            if (
                merged
                and _PLURAL.match(text[merged[-1][0] : merged[-1][1]])
                and _PLURAL_REST.match(text[low:high])
                and text[merged[-1][1] : low] in ("、", "和", "及")
            ):
                merged[-1] = (merged[-1][0], high)
            else:
                merged.append((low, high))
        return merged

    def _named(self, text: str, spans: list[tuple[int, int]]) -> list[Item]:
        items: list[Item] = []
        for number, (low, high) in enumerate(spans):
            name = text[low:high]
            following = [text[a:b] for a, b in spans[number + 1 :]]
            full = self._with_shared_head(name, following)
            comma = text[max(0, low - 1) : low] in ("，", ",")
            items.append(Item(low, high, full, full != name, comma))
        return items

    def _with_shared_head(self, name: str, following: list[str]) -> str:
        """港北区（、港南区人民政府） -> 港北区人民政府; 区规划（、国土局） -> 区规划局."""
        names = self.names
        if not following or names.known(name):
            return name
        if names.is_bare_place(name):
            for other in following:
                if names.is_bare_place(other):
                    continue
                shared = re.fullmatch(
                    r"[\u4e00-\u9fff]{1,10}?(?:区|县|市|州|旗|镇|乡|街道)((?:人民)?政府|管委会|管理委员会|党委|办事处)",
                    other,
                )
                if not shared or other.startswith("各"):
                    return name
                if shared[1] == "办事处" and not name.endswith("街道"):
                    return name
                return name + shared[1]
            return name
        if names.has_head(name) or len(name) > 6:
            return name
        other = following[0]
        prefix = names.parts(name + "局")
        if other.endswith("局") and prefix.forms:
            return name + "局"
        rest = other[len(name) :]
        return name + rest if len(rest) >= 2 and names.has_head(rest) else name


def _trim(text: str, low: int, high: int) -> tuple[int, int]:
    while low < high and text[low] in _EDGE and text[low] not in "“":
        low += 1
    while low < high and text[high - 1] in _EDGE and text[high - 1] not in "”":
        high -= 1
    if high - low > 2 and (front := _BY.match(text, low, high)):
        low = front.end()
    if low < high and text[high - 1] in CLOSE and not _OPENING.search(text, low, high):
        high -= 1  # what is left of a note whose bracket was opened on another line
    return low, high
