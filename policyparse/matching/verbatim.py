"""Where a measure stands word for word in a plan: then nothing else need be asked."""

import re
from collections.abc import Sequence

from policyparse.matching.clauses import Clause
from policyparse.matching.measures import Measure

_NOISE = re.compile(r"[\s，。；：、“”‘’\"'《》（）()*#]+")


class WordForWord:
    """The clauses of a plan by their bare text."""

    def __init__(self, clauses: Sequence[Clause]):
        self._bare = [_NOISE.sub("", clause.text) for clause in clauses]
        self._clauses = clauses
        self._places: dict[str, list[int]] = {}
        for number, text in enumerate(self._bare):
            self._places.setdefault(text, []).append(number)

    def places(self, measure: Measure) -> tuple[tuple[int, int], ...]:
        """First and last clause of every place where all of a measure stands in one task.

        A title that says the same stands only for a title.
        """
        texts = [_NOISE.sub("", clause.text) for clause in measure.clauses]
        lead = measure.clauses[0].lead
        found = (
            (first, first + len(texts) - 1)
            for first in self._places.get(texts[0], ())
            if self._bare[first : first + len(texts)] == texts
        )
        return tuple((a, b) for a, b in found if self._fits(a, b, lead=lead))

    def _fits(self, first: int, last: int, *, lead: bool) -> bool:
        low, high = self._clauses[first], self._clauses[last]
        return low.task == high.task and (lead or not low.lead)
