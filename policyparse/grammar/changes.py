"""Finds the phrasings by which an opinion asks for a change, with the lexicon's words in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.grammar.change_phrasings import PHRASINGS
from policyparse.grammar.requests import QUOTE, Request
from policyparse.lexicon.lexicon import Lexicon, alternation

Span = tuple[int, int]

_START = r"(?:(?<=[，,。；;：:\n”将把])|(?<=建议)|^)"
_BARE = r"[^“”，,。；;：:\n]"
_U = rf"(?:{QUOTE}|{_BARE}{{1,60}}?)"
_STOP = r"(?=[，,。；;\n]|$)"
_LIST = r"(?:名单|列表|之列|行列|序列|栏)?"
_IN = r"(?:之?中|里|内)?的?"
_PART = r"(?:部分|一[节段条项点句]|任务|条款)?"
_AT = rf"(?P<at>(?:{QUOTE}|{_BARE}){{0,50}}?)"  # the passage, or 该项任务, or nothing


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a stretch; phrasings further up are tried first."""

    rule: str
    start: int
    end: int
    groups: dict[str, Span]


class ChangeGrammar:
    """The phrasings as patterns over masked text."""

    def __init__(self, lexicon: Lexicon):
        words = lexicon.file.opinions
        stems = alternation(s for row in lexicon.file.role for s in row.stems)
        heads = alternation(lexicon.file.labels.heads)
        verbs = alternation(v for row in lexicon.file.role for v in row.verbs)
        change = alternation(words.change)
        role = rf"(?:{stems})(?:责任)?(?:{heads})"
        self._parts = {
            "ROLE": role,
            "VERB": f"(?:{verbs})",
            "CHANGE": rf"(?:(?:{change})+(?:为|成|[至到](?!第))|{alternation(words.should)})",
            "ADD": f"(?:{alternation(words.add)})",
            "ENLIST": f"(?:{alternation(words.enlist)})",
            "LISTAS": f"(?:{alternation(words.list_as)})",
            "DELETE": f"(?:{alternation(words.delete)})",
            "REMOVE": f"(?:{alternation(words.remove)})",
            "NOTAS": f"(?:{alternation(words.not_as)})",
            "START": _START,
            "QUOTE": QUOTE,
            "BARE": _BARE,
            "STOP": _STOP,
            "LIST": _LIST,
            "AT": _AT,
            "PART": _PART,
            "FROM": _AT.replace("<at>", "<from>"),
            "IN": _IN,
            "ALSO": rf"(?:(?:[、和或及与]|以及)(?P<also>{role}){_LIST})?",
            "U": _U,
            "ACTORS": (
                rf"(?P<v>{_BARE}{{2,60}}?)(?:共同|分别|具体|统一|总)?(?P<to>(?:{verbs})){_STOP}"
                rf"(?:[，,、](?:由)?(?P<w>{_BARE}{{1,60}}?)(?P<tow>(?:{verbs})){_STOP})?"
            ),
        }
        self.rules = tuple((row.rule, re.compile(self._filled(row.regex))) for row in PHRASINGS)

    def _filled(self, regex: str) -> str:
        return re.sub(r"<([A-Z]+)>", lambda match: self._parts[match[1]], regex)

    def candidates(self, request: Request) -> Iterator[Candidate]:
        """All readings of a request, the most specific rules first."""
        for name, pattern in self.rules:
            at = 0
            part = request.masked[request.start : request.end]
            while match := pattern.search(part, at):
                at = match.start() + 1  # a reading that begins later may fit where this does not
                groups = {
                    key: (low + request.start, high + request.start)
                    for key in match.groupdict()
                    if (low := match.start(key)) < (high := match.end(key))
                }
                yield Candidate(
                    name, match.start() + request.start, match.end() + request.start, groups
                )
