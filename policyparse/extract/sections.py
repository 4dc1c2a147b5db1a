"""What a section is for, by the words of its heading."""

import re
from enum import Enum, auto

from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.normalise import NormalisedText
from policyparse.outline import Node

_MEMBERS = re.compile(r"(?:副?组\s?长|副?总指挥|副?指挥长|副?召集人|成\s?员)\s?[:：]")


class SectionKind(Enum):
    """What the items of a section are."""

    TASKS = auto()
    SAFEGUARD = auto()  # 保障措施
    BACKGROUND = auto()  # 总体要求、工作目标、组织机构: no tasks
    REMARKS = auto()  # 注


class Sections:
    """Judges headings by the lexicon's words, the outermost first."""

    def __init__(self, lexicon: Lexicon, text: NormalisedText):
        words = lexicon.file.sections
        self._background = _headings((*words.background, *words.goals, *words.organisation))
        self._goals = _headings(words.goals)
        self._safeguard = _headings(words.safeguard)
        self._text = text
        self._known: dict[int, SectionKind] = {}

    def kind_of(self, node: Node) -> SectionKind:
        """The kind of the section that an item stands in."""
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = self._judged(node)
        return found

    def _judged(self, node: Node) -> SectionKind:
        path = node.path()
        if any(n.kind == "remarks" for n in path):
            return SectionKind.REMARKS
        for depth, above in enumerate(path):
            title = self._title(above)
            if self._background.fullmatch(title) and (depth < 2 or not above.parent):
                return SectionKind.BACKGROUND
            if above is node and self._lists_members(above):
                return SectionKind.BACKGROUND
            top = depth == 0 or (path[0].kind == "annex" and depth == 1)
            if top and (self._safeguard.fullmatch(title) or "保障" in title[-6:]):
                return SectionKind.SAFEGUARD
        return SectionKind.TASKS

    def _lists_members(self, node: Node) -> bool:
        """Whether the section names the members of a group."""
        return any(_MEMBERS.match(self._text.plain, p.start, p.end) for p in node.body)

    def is_goals(self, node: Node) -> bool:
        """Whether the section states goals."""
        return any(self._goals.fullmatch(self._title(n)) for n in node.path())

    def _title(self, node: Node) -> str:
        return self._text.plain[slice(*node.title)].strip("。：: ")


def _headings(words: tuple[str, ...]) -> re.Pattern[str]:
    """Headings that begin or end with one of the words and say little more."""
    some = alternation(words)
    return re.compile(f"(?:{some}).{{0,8}}|.{{0,8}}?(?:{some})")
