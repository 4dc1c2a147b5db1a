"""Which unit on the list of those asked a reply is from: 市发改委 is 溪桥市发展和改革委员会."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyparse.grammar.replies import ReplyGrammar
from policyparse.grammar.reply_names import LEADING_PLACE
from policyparse.lexicon.lexicon import Form
from policyparse.model import Certainty
from policyparse.model.reply import Asked

_GOVERNMENT = re.compile("(?:人民)?政府$|(?<=街道)办(?:事处)?$")
_OFFICE = re.compile(
    "办公[室厅]$"
)  # 云台区人民政府办公室, known to the lexicon as a unit of its own
_SECOND_NAME = re.compile("[（(][^（）()]*[）)]$")  # 市教育局（市委教育工委）
_LEVELS = ("自治区", "自治州", "自治县", "省", "市", "州", "盟", "县", "区", "旗")
_TOWN = re.compile("(?:镇|乡|街道)(?:人民政府|政府|办事处|办)?$")
PROBABLY = "名称与名单上的“{}”不同，按同一单位计，请核实"


@dataclass(frozen=True, slots=True)
class Found:
    """The unit on the list, and how sure that is."""

    asked: Asked | None
    certainty: Certainty = Certainty.SURE
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    """A name taken apart: its place or level word, what is left, and the forms of that."""

    text: str
    place: str
    rest: str
    forms: tuple[Form, ...]
    inside: str = ""  # a place in the middle: 市公安局云台分局


class Roll:
    """The list of the units asked; ``home`` is the place whose 市 the list speaks of."""

    def __init__(self, grammar: ReplyGrammar, asked: Sequence[Asked], home: str | None):
        self.grammar = grammar
        self.home = home
        self.asked = [(self._taken_apart(one.name), one) for one in asked if not one.collective]

    def find(self, name: str) -> Found:
        """The one unit of the list that a name means; never one of two."""
        office = self.grammar.without_office(name)
        for text in dict.fromkeys((name, office, _OFFICE.sub("", name))):
            own = self._taken_apart(text)
            exact = [
                one for other, one in self.asked if other.text == own.text or one.mention == text
            ]
            if len(exact) == 1:
                return Found(exact[0])
            same = [one for other, one in self.asked if self._same(own, other)]
            if len(same) == 1:
                return self._placed(own, same[0])
            if not same:
                close = [one for other, one in self.asked if self._close(own, other)]
                close = close or self._of_above(text)
                if len(close) == 1:
                    doubt = PROBABLY.format(close[0].name)
                    return Found(close[0], Certainty.LIKELY, doubt)
        return Found(None)

    def _of_above(self, text: str) -> list[Asked]:
        """岚江市公安局云台分局 on a list of 云台区, which calls it 市公安局云台分局."""
        place = LEADING_PLACE.match(text)
        level = next((word for word in _LEVELS if place and place.group().endswith(word)), "")
        if place is None or level == self._level():
            return []
        called = level + text[place.end() :]
        return [one for _, one in self.asked if one.name == called]

    def _placed(self, own: _Name, one: Asked) -> Found:
        """Sure where the place is said, or known to be the home of the list."""
        if self.home or own.place == self._taken_apart(one.name).place:
            return Found(one)
        return Found(one, Certainty.LIKELY, PROBABLY.format(one.name))

    # --- names -----------------------------------------------------------------------------

    def _taken_apart(self, name: str) -> _Name:
        text = _SECOND_NAME.sub("", re.sub(r"\s", "", name)).removeprefix("中共")
        text = self._without_home(text)
        text = _GOVERNMENT.sub("政府", text)
        names = self.grammar.names
        if names.is_bare_place(text):
            text += "政府"
        parts = names.parts(text)
        if self.home and text.find(self.home) > 0:  # 国家税务总局溪桥市税务局
            rest = text.replace(self.home, "", 1)
            if names.known(rest):
                return _Name(text, self._level(), rest, names.parts(rest).forms)
        if parts.forms:
            place = parts.prefix
            if not place and parts.place and text == parts.place + parts.rest:
                place = parts.place
            inside = parts.place if not place else ""
            return _Name(text, place, parts.rest, parts.forms, inside)
        for match in self._places(text):
            rest = text[match:]
            if names.known(rest) and not names.parts(rest).prefix:
                return _Name(text, text[:match], rest, names.parts(rest).forms)
        first = next(iter(self._places(text)), 0)
        return _Name(text, text[:first], text[first:], ())

    def _without_home(self, text: str) -> str:
        """溪桥市云台区人民政府 -> 云台区人民政府; 溪桥市财政局 -> 市财政局."""
        if not self.home or not text.startswith(self.home):
            return text
        rest = text[len(self.home) :]
        if LEADING_PLACE.match(rest) and not self.grammar.names.known(rest):
            return rest
        if _TOWN.search(rest):
            return rest
        return self._level() + rest if rest else text

    def _level(self) -> str:
        return next((word for word in _LEVELS if (self.home or "").endswith(word)), "")

    @staticmethod
    def _places(text: str) -> Iterable[int]:
        """Where a place at the start of a name may end, the longest first."""
        ends = [
            at + len(word)
            for word in _LEVELS
            for at in range(min(len(text) - 2, 10))
            if text.startswith(word, at)
        ]
        return sorted(set(ends), reverse=True)

    # --- comparing -------------------------------------------------------------------------

    def _same(self, one: _Name, other: _Name) -> bool:
        """The same office of the same place."""
        if one.inside != other.inside or not self._places_agree(one.place, other.place):
            return False
        if one.forms and other.forms:
            return bool({f.full for f in one.forms} & {f.full for f in other.forms})
        return one.rest == other.rest and bool(one.rest)

    def _close(self, one: _Name, other: _Name) -> bool:
        """Another name of the same line of work: renamed, or merged."""
        if one.inside != other.inside or not self._places_agree(one.place, other.place):
            return False
        systems = {f.system for f in one.forms} & {f.system for f in other.forms}
        mixed = {row.name for row in self.grammar.names.lexicon.file.system if row.mixed}
        return bool(systems - mixed)

    def _places_agree(self, one: str, other: str) -> bool:
        """市 stands for the home of the list, and for any city where that is not known."""
        if one == other:
            return True
        short, long = sorted((one, other), key=len)
        if short not in ("", *_LEVELS):
            return False
        if short and not long.endswith(short):
            return False
        if long in _LEVELS:
            return not short  # 财政局 on a list of 市财政局
        return self.home is None or long == self.home


def home_of(titles: Iterable[str], names: Iterable[str]) -> str | None:
    """The place that most titles of drafts, else most names of units begin with."""
    for texts in (titles, names):
        places = Counter(match.group() for text in texts if (match := LEADING_PLACE.match(text)))
        known = [(place, n) for place, n in places.most_common() if len(place) > 2]
        if known and (len(known) == 1 or known[0][1] > known[1][1]):
            return known[0][0]
    return None
