"""A body in which several units speak, or several drafts are spoken of, parted by them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from policyparse.grammar.numbering import claim
from policyparse.grammar.replies import TITLE, ReplyGrammar

Span = tuple[int, int]

_EDITION = re.compile(r"[（(〔][^（）()〔〕]*稿[）)〕]$")
_LONGEST = 70
_HEAD = re.compile(r"[：:]")
_SAYS = re.compile(r"(?=(?:对.{0,80}?)?(?:无|没有|未提|暂无|提出|建议|同意|原则同意|反馈|回复))")


@dataclass(slots=True)
class Section:
    """Paragraphs of one unit on one draft; nothing is set where a reply has only one."""

    unit: str | None = None
    place: Span | None = None  # of the unit's name
    draft: str | None = None
    frame: list[Span] = field(default_factory=list)
    body: list[Span] = field(default_factory=list)


def cited(text: str) -> list[str]:
    """The drafts that a text names, without their edition: 《…（征求意见稿）》."""
    found = []
    for match in TITLE.compiled.finditer(text):
        inner = match.group()[1:-1].replace("〈", "《").replace("〉", "》")
        within = TITLE.compiled.search(inner)
        while within:
            inner = within.group()[1:-1]
            within = TITLE.compiled.search(inner)
        found.append(re.sub(r"\s", "", inner))
    return found


def is_draft(title: str) -> bool:
    """Whether a title says that it is a draft."""
    return bool(_EDITION.search(title))


def bare_title(title: str) -> str:
    """A title without its edition."""
    return _EDITION.sub("", title)


class Sections:
    """Parts the body of one reply."""

    def __init__(
        self, text: str, grammar: ReplyGrammar, drafts: Sequence[str], senders: Iterable[str]
    ):
        self.text = text
        self.grammar = grammar
        self.drafts = drafts
        self.senders = frozenset(senders)

    def of(self, body: Iterable[Span]) -> list[Section]:
        """The sections in reading order; what stands before the first heading is one too."""
        body = list(body)
        units = {at: who for at, span in enumerate(body) if (who := self._unit(span))}
        alone: set[int] = set()
        if len({name for name, _, _ in units.values()}) < 2:  # the sender's own name again
            alone = {
                at
                for at, (name, _, rest) in units.items()
                if rest == body[at][1] and name in self.senders
            }
            first = 0 in units and not self.senders  # 市财政局意见： and nobody signs
            units = {0: units[0]} if first else {}
        titles = {at: named for at, span in enumerate(body) if (named := self._draft(span))}
        if len(set(titles.values())) < 2:
            titles = {}
        sections = [Section()]
        for at, span in enumerate(body):
            if at in alone:
                sections[-1].frame.append(span)
                continue
            if at in units:
                name, place, rest = units[at]
                sections.append(Section(name, place, frame=[(span[0], rest)]))
                span = (rest, span[1])
            elif at in titles:
                before = sections[-1]
                sections.append(Section(before.unit, before.place, titles[at], [span]))
                continue
            if self.text[span[0] : span[1]].strip():
                sections[-1].body.append(span)
        return [one for one in sections if one.body or one.frame]

    def _unit(self, span: Span) -> tuple[str, Span, int] | None:
        """The unit that a paragraph begins with, its place, and where its words begin."""
        said = self.text[span[0] : span[1]]
        number = claim(said)
        low = number.length if number else 0
        head = _HEAD.search(said, low)
        ends = [head.start()] if head else []
        ends += [len(said)] if len(said) <= _LONGEST else []
        for end in ends:
            name = self.grammar.heading_of_unit(said[low:end])
            if name is not None:
                start = span[0] + low + said[low:end].index(name[0])
                rest = span[0] + min(len(said), end + 1)
                return name, (start, start + len(name)), rest
        says = _SAYS.search(said, low + 3)
        if says and self.grammar.names.known(said[low : says.start()]):
            place = (span[0] + low, span[0] + says.start())
            return said[low : says.start()], place, span[0] + says.start()
        return None

    def _draft(self, span: Span) -> str | None:
        """The one draft that a heading is about."""
        said = self.text[span[0] : span[1]]
        if len(said) > _LONGEST or re.search("[。；]", said):
            return None
        named = {bare_title(title) for title in cited(said)} & set(self.drafts)
        return named.pop() if len(named) == 1 else None
