"""The clause 涉及条款 that an opinion of a reply is about, in its own words."""

import re
from collections.abc import Sequence

from policyparse.extract.reply_points import Point
from policyparse.grammar.replies import TITLE, ReplyGrammar, Said
from policyparse.grammar.requests import RequestGrammar, joined
from policyparse.model import Change

Span = tuple[int, int]

_LONGEST_PLACE = 60
_LONGEST_HEADING = 30
_HEADING = re.compile(
    r"^(?:关于|对于|对|在)?(?P<what>.+?)(?:的|中)?(?:修改|有关|相关)?(?:意见建议|意见|建议|部分)?[：:]?$"
)


class Clauses:
    """Finds the clauses of one text."""

    def __init__(self, text: str, grammar: ReplyGrammar, requests: RequestGrammar):
        self.text = text
        self.grammar = grammar
        self.requests = requests

    def of(self, point: Point, changes: Sequence[Change]) -> str | None:
        """The passage that an opinion names, else that of the heading above it."""
        words = {text for change in changes for text in (change.old, change.new)}
        places = [change.where for change in changes if change.where]
        places = [p for p in places if len(p) <= _LONGEST_PLACE and self._is_place(p)]
        places += [place] if (place := self._place(point.pieces[0])) else []
        # the words to be changed are no place
        found = next((p for p in places if p.strip("“”") not in words), None)
        if found is None and point.under:
            found = self._place(point.under) or self._heading(point.under)
        return None if found and TITLE.compiled.fullmatch(found) else found

    def _is_place(self, text: str) -> bool:
        return self.requests.place.search(self.grammar.mask(text)) is not None

    def _place(self, span: Span) -> str | None:
        """The place named in the first sentence of a stretch."""
        whole = joined(self.text[span[0] : span[1]]).text
        mask = self.grammar.mask(whole)
        low, high = next(self.grammar.sentences(mask, 0, len(mask)), (0, len(mask)))
        match = self.requests.place.search(mask, low, high)
        if match is None or match.end() - match.start() > _LONGEST_PLACE:
            return None
        return whole[match.start() : match.end()]

    def _heading(self, span: Span) -> str | None:
        """关于防汛责任的意见 -> 防汛责任."""
        said = re.sub(r"\s", "", self.text[span[0] : span[1]])
        if self.grammar.is_lead(said) or self.grammar.clause(said) is Said.FRAME:
            return None
        match = _HEADING.match(said)
        return match["what"] if match and len(match["what"]) <= _LONGEST_HEADING else None
