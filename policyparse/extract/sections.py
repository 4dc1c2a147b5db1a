"""What a section is for, by the words of its heading."""

from enum import Enum, auto

from policyparse.lexicon.lexicon import Lexicon
from policyparse.normalise import NormalisedText
from policyparse.outline import Node


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
        self._background = (*words.background, *words.goals, *words.organisation)
        self._goals = words.goals
        self._safeguard = words.safeguard
        self._text = text

    def kind_of(self, node: Node) -> SectionKind:
        """The kind of the section that an item stands in."""
        path = node.path()
        if any(n.kind == "remarks" for n in path):
            return SectionKind.REMARKS
        for depth, above in enumerate(path):
            title = self._title(above)
            if self._is(title, self._background) and (depth < 2 or not above.parent):
                return SectionKind.BACKGROUND
            top = depth == 0 or path[0].kind == "annex" and depth == 1
            if top and (self._is(title, self._safeguard) or "保障" in title[-6:]):
                return SectionKind.SAFEGUARD
        return SectionKind.TASKS

    def is_goals(self, node: Node) -> bool:
        """Whether the section states goals."""
        return any(self._is(self._title(n), self._goals) for n in node.path())

    def _title(self, node: Node) -> str:
        return self._text.text[slice(*node.title)].strip("。：: ")

    @staticmethod
    def _is(title: str, words: tuple[str, ...]) -> bool:
        return any(
            title == w or (len(title) <= len(w) + 8 and (title.endswith(w) or title.startswith(w)))
            for w in words
        )
