"""Candidates by an inverted index, so that no measure is held against every clause."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z]+|\d+(?:\.\d+)?%?")


def terms(text: str) -> set[str]:
    """Pairs of Chinese characters, and whole words in letters or figures."""
    found: set[str] = set()
    for match in _RUN.finditer(text):
        run = match.group()
        if run[0] > "\u3000":
            found.update(run[at : at + 2] for at in range(len(run) - 1))
        else:
            found.add(run.lower())
    return found


class ClauseIndex:
    """Texts by their terms; a query gets those that hold most of what it says."""

    def __init__(self, texts: Sequence[Iterable[str]]):
        postings: dict[str, list[int]] = {}
        for number, own in enumerate(texts):
            for term in sorted(own):
                postings.setdefault(term, []).append(number)
        self.size = len(texts)
        self._postings = {t: np.asarray(p, dtype=np.int32) for t, p in postings.items()}

    def count(self, term: str) -> int:
        """In how many texts a term stands."""
        known = self._postings.get(term)
        return 0 if known is None else len(known)

    def weight(self, term: str) -> float:
        """Inverse document frequency; a term that is nowhere weighs most."""
        return float(np.log((self.size + 1) / (self.count(term) + 0.5)))

    def search(self, query: Iterable[str], most: int) -> list[tuple[int, float]]:
        """Numbers of the best texts with their share of the query's weight, best first."""
        scores: Any = np.zeros(self.size, dtype=np.float32)
        total = 0.0
        for term in sorted(query):
            weight = self.weight(term)
            total += weight
            known = self._postings.get(term)
            if known is not None:
                scores[known] += weight
        if not total or not self.size:
            return []
        count = min(most, self.size)
        best = np.argpartition(-scores, count - 1)[:count]
        ranked = sorted((-float(scores[n]), int(n)) for n in best)
        return [(number, -score / total) for score, number in ranked if score < 0]
