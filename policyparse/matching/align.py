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
        if token.text in self.words:
            return 1.0
        if token.groups & self.groups or self._as_strong(token):
            return 1.0
        if token.whole or token.number:
            return 0.0
        text = token.text
        if len(text) == 1:
            return float(left + text in self.pairs or text + right in self.pairs)
        found = [text[at : at + 2] in self.pairs for at in range(len(text) - 1)]
        covered = [
            (at > 0 and found[at - 1]) or (at < len(found) and found[at]) for at in range(len(text))
        ]
        share = sum(covered) / len(text)
        # the head of a Chinese word stands last: 集群 takes in 企业集群, 污染 is no 污染源
        return share if share >= _LEAST and covered[-1] else 0.0

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
    """For each token how far it is found in the other passage."""
    return tuple(
        other.degree(t, text[t.start - 1 : t.start], text[t.end : t.end + 1]) for t in tokens
    )
