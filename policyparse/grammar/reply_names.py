"""Names of units as they stand in a reply: in its head, its signature, the name of its file."""

import re
from collections.abc import Iterable, Iterator

from policyparse.grammar.punctuation import full_width
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import alternation

_HEADING_END = (
    "的?(?:修改|反馈|回复|具体|有关|相关)?(?:意见建议|意见和建议|意见|建议|情况)?(?:如下)?[：:]?"
)
_GAPS = (re.compile(r"[ \t\u3000]+|、"), re.compile(r"[ \t\u3000]{2,}|、"))
LEADING_PLACE = re.compile(
    "[\u4e00-\u9fff]{1,8}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗)(?=[\u4e00-\u9fff]{2})"
)
_LONGEST_NAME = 40


class ReplyNames:
    """Judges names by the lexicon's words."""

    def __init__(self, names: UnitNames):
        self.names = names
        words = self.words = names.lexicon.file.replies
        shared = names.lexicon.file.opinions
        self._seal = re.compile(rf"[（(](?:{alternation(words.seals)})[）)]")
        self._inner = re.compile(rf"(?:{alternation(words.inner)})$")
        self._start = re.compile(f"(?:{alternation(shared.openings)})")
        self._speaker = re.compile(
            rf"(?:{alternation(shared.speakers)})(?:{alternation(shared.speaker_heads)})*"
        )

    def unit_spans(self, text: str, start: int = 0) -> list[tuple[int, int]]:
        """The units that a line consists of, or nothing; seals and blanks are no part of them."""
        plain = self._seal.sub(lambda match: " " * len(match.group()), full_width(text))
        for gap in _GAPS:
            found = list(_split(plain, start, gap))
            if found and all(self.is_unit(squeezed(plain[a:b])) for a, b in found):
                return found
        if found and self.is_unit(squeezed(plain[start:])):  # 市 财 政 局
            return [(found[0][0], found[-1][1])]
        return []

    def is_unit(self, name: str) -> bool:
        """Whether a text can be nothing but the name of a unit."""
        names = self.names
        if not 3 <= len(name) <= _LONGEST_NAME or self._inner.fullmatch(name):
            return False
        if names.known(name):
            return True
        if self._start.match(name) or self._speaker.match(name) or not names.plausible(name):
            return False
        return names.has_head(name)

    def known(self, name: str) -> bool:
        """Whether the lexicon has the name, also behind a place that no list has."""
        if self.names.known(name):
            return True
        place = LEADING_PLACE.match(name)
        return place is not None and self.names.known(name[place.end() :])

    def without_office(self, name: str) -> str:
        """市财政局办公室 -> 市财政局; a unit whose own name ends so stays."""
        if self.names.known(name):
            return name
        match = self._inner.search(name)
        head = name[: match.start()] if match else name
        return head if head != name and self.is_unit(head) else name

    def units_in(self, text: str, listed: Iterable[str] = ()) -> list[str]:
        """The units that a file name holds, the longest at each place."""
        listed = frozenset(listed)
        found: list[str] = []
        at = 0
        while at < len(text):
            ends = range(min(len(text), at + _LONGEST_NAME), at + 2, -1)
            name = next((text[at:e] for e in ends if self._named_whole(text[at:e], listed)), "")
            if name:
                found.append(name)
            at += len(name) or 1
        return list(dict.fromkeys(found))

    def _named_whole(self, text: str, listed: frozenset[str]) -> bool:
        return text in listed or (self.known(text) and self.is_unit(text))

    def speaks_inside(self, name: str, sender: str) -> bool:
        """区水利局 in a table that 云台区人民政府 sends."""
        sender = self.without_office(sender)
        if not sender.endswith(self.words.local_ends):
            return False
        place = LEADING_PLACE.match(sender + "政府")
        own = place.group() if place else sender
        if name.startswith((own, own[-1])):
            return True
        return not self.names.parts(name).prefix and not LEADING_PLACE.match(name)

    def heading_of_unit(self, text: str) -> str | None:
        """The unit that a heading inside a reply names: （一）市水利局意见："""
        bare = re.sub(r"\s", "", full_width(text)).rstrip("：:")
        match = re.fullmatch(rf"(?P<name>.{{3,30}}?){_HEADING_END}", bare)
        name = match["name"] if match else bare
        return name if self.is_unit(name) else None


def _split(text: str, start: int, gap: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The pieces of a text between gaps, without blanks at their ends."""
    at = start
    for match in (*gap.finditer(text, start), None):
        end = match.start() if match else len(text)
        piece = text[at:end]
        low, high = at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())
        if low < high:
            yield low, high
        at = match.end() if match else end


def squeezed(text: str) -> str:
    """A text without blanks."""
    return re.sub(r"\s", "", text)
