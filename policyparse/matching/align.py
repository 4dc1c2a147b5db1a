"""Two passages word by word: what agrees, what is gone, what is new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyparse.matching.words import Token

_LEAST = 0.5  # share of a word's characters that must be found for it to count at all


@dataclass(frozen=True, slots=True)
class Bag:
    """All that a passage says, for looking words up in it."""

    words: frozenset[str]
    pairs: frozenset[str]  # two characters side by side, within words and over their borders
    groups: frozenset[int]
    steps: frozenset[tuple[int, int]]

    def degree(self, token: Token, left: str, right: str) -> float:
        """How far a word is found, 0 to 1; ``left`` and ``right`` are its neighbours."""
        if token.text in self.words or not token.groups.isdisjoint(self.groups):
            return 1.0
        if token.stands_for and self._as_strong(token):
            return 1.0
        if token.whole or token.number:
            return 0.0
        if not token.pairs:
            return float(left + token.text in self.pairs or token.text + right in self.pairs)
        return self._share(token)

    def _share(self, token: Token) -> float:
        """The share of a longer word's characters that stand in pairs of the passage."""
        found = [pair in self.pairs for pair in token.pairs]
        # the head of a Chinese word stands last: 集群 takes in 企业集群, 污染 is no 污染源
        if not found[-1]:
            return 0.0
        covered = sum(map(max, zip([False, *found], [*found, False], strict=True)))
        share = covered / len(token.text)
        return share if share >= _LEAST else 0.0

    def _as_strong(self, token: Token) -> bool:
        """Whether the passage has a word of the same ladder that asks for as much or more."""
        return any(
            ladder == own and step <= at
            for ladder, at in token.stands_for
            for own, step in self.steps
        )


def bag(passages: Iterable[tuple[str, Sequence[Token]]]) -> Bag:
    """The bag of some clauses with their tokens."""
    words: set[str] = set()
    pairs: set[str] = set()
    groups: set[int] = set()
    steps: set[tuple[int, int]] = set()
    for text, tokens in passages:
        kept = text
        for token in tokens:
            words.add(token.text)
            groups |= token.groups
            steps |= token.steps
            if token.whole:
                kept = kept.replace(token.text, " ")
        pairs.update(kept[at : at + 2] for at in range(len(kept) - 1))
    return Bag(frozenset(words), frozenset(pairs), frozenset(groups), frozenset(steps))


def degrees(text: str, tokens: Sequence[Token], other: Bag) -> tuple[float, ...]:
    """For each token how far it is found in the other passage; 0 for what says nothing."""
    return tuple(
        other.degree(t, text[t.start - 1 : t.start], text[t.end : t.end + 1]) if t.weight else 0.0
        for t in tokens
    )
