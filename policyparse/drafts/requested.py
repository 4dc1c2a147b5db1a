"""Whether all that an opinion asks for was understood. 意见要求"""

import re

from policyparse.drafts.folded import fold
from policyparse.grammar.requests import FILL, RequestGrammar, joined
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model import Change, Opinion, Part

_EVERYWHERE = re.compile("全文|统一|均|全部|各处|所有|一律")
_STOPS = re.compile("[，。；;：:\n]")
_ASKING = "故|因此|为此|特|现|请|建议|予以|作|进行|相应|适当|据此"
_NOUNS = {"表述"}  # “甲”表述过于绝对 asks for nothing
_SHORT_NAME = 3  # characters of a unit's name without its prefix


class Requested:
    """Looks for requests of which no change was read."""

    def __init__(self, lexicon: Lexicon):
        opinions = lexicon.file.opinions
        self._requests = RequestGrammar(opinions)
        acts = {*opinions.change, *opinions.add, *opinions.delete, *opinions.remove}
        acts |= {*opinions.enlist, *opinions.list_as, *opinions.not_as, *opinions.should}
        words = alternation(act for act in acts if len(act) > 1 and act not in _NOUNS)
        self._asks = re.compile(f"(?:建议|请|应|宜|将|把).*(?:{words})|^.{{0,4}}?(?:{words})")

        self._bare = re.compile(rf"(?:{_ASKING})*(?:{words})(?:为宜|为妥|为盼)?")

    def everywhere(self, change: Change) -> bool:
        """Whether a change is asked for wherever the words stand."""
        own = [e.text for e in change.evidence if e.part is Part.VALUE]
        return any(_EVERYWHERE.search(text) for text in (*own, change.where or ""))

    def more(self, opinion: Opinion) -> bool:
        """Whether an opinion asks for something that no change says."""
        place = opinion.evidence[0]
        read = [
            (e.start - place.start, e.end - place.start)
            for change in opinion.changes
            for e in change.evidence
            if place.start <= e.start and e.end <= place.end
        ]
        known = fold("".join(change.where or "" for change in opinion.changes))
        text = joined(place.text)
        for request in self._requests.requests(text.text):
            at = request.start
            for stop in _STOPS.finditer(request.masked + "\n", at, request.end + 1):
                low, high = at, stop.start()
                at = stop.end()
                clause = request.masked[low:high].replace(FILL, "")
                if not clause or not self._asks.search(clause):
                    continue
                if fold(request.text[low:high]) in known or _restated(clause, opinion):
                    continue
                if opinion.changes and self._bare.fullmatch(clause.strip()):
                    continue  # 我局不宜作为牵头单位，建议删除
                start, end = text.place(low, high)
                if not any(a < end and start < b for a, b in read):
                    return True
        return False


def _restated(clause: str, opinion: Opinion) -> bool:
    """Whether a clause names the unit of a change again: 建议我局不作为牵头单位."""
    names = [change.unit for change in opinion.changes if change.unit]
    return any(name[at:] in clause for name in names for at in range(len(name) - _SHORT_NAME + 1))
