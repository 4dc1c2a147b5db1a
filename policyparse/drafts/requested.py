"""Whether all that an opinion asks for was understood. 意见要求"""

import re

from policyparse.grammar.requests import FILL, RequestGrammar, joined
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model import Change, Opinion, Part

_EVERYWHERE = re.compile("全文|统一|均|全部|各处|所有|一律")
_STOPS = re.compile("[，。；;\n]")


class Requested:
    """Looks for requests of which no change was read."""

    def __init__(self, lexicon: Lexicon):
        opinions = lexicon.file.opinions
        self._requests = RequestGrammar(opinions)
        acts = {*opinions.change, *opinions.add, *opinions.delete, *opinions.remove}
        acts |= {*opinions.enlist, *opinions.list_as, *opinions.not_as, *opinions.should}
        self._acts = re.compile(alternation(act for act in acts if len(act) > 1))

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
        text = joined(place.text)
        for request in self._requests.requests(text.text):
            at = request.start
            for stop in _STOPS.finditer(request.masked + "\n", at, request.end + 1):
                clause = request.masked[at : stop.start()].replace(FILL, "")
                if clause and self._acts.search(clause):
                    low, high = text.place(at, stop.start())
                    if not any(a < high and low < b for a, b in read):
                        return True
                at = stop.end()
        return False
