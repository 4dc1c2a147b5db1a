"""Verb strength: whether a passage asks for less than a measure does. 力度"""

from collections.abc import Iterable, Sequence

from policyparse.lexicon.schema import Ladder
from policyparse.matching.words import Token


def softened(
    ladders: Sequence[Ladder],
    upper: Iterable[Token],
    lower: Iterable[Token],
    around: Iterable[Token],
) -> tuple[str, ...]:
    """What became weaker: 淘汰 → 整治; a weaker word that both passages hold weakens nothing.

    ``lower`` are the words of the clauses that take the measure up, ``around`` those of the whole
    passage: 督促整改 in front of 涉及违法的依法处罚.
    """
    above, below, beside = _by_ladder(upper), _by_ladder(lower), _by_ladder(around)
    found: dict[str, None] = {}
    for number, ladder in enumerate(ladders):
        words = above.get(number, {})
        told = _step_down(ladder, words, (beside if ladder.beside else below).get(number, {}))
        if told:
            found[told] = None
    return tuple(found)


def _by_ladder(tokens: Iterable[Token]) -> dict[int, dict[str, int]]:
    """For each ladder its words with their steps."""
    found: dict[int, dict[str, int]] = {}
    for token in tokens:
        for ladder, step in sorted(token.steps):
            found.setdefault(ladder, {})[token.text] = step
    return found


def _step_down(ladder: Ladder, words: dict[str, int], others: dict[str, int]) -> str | None:
    top = min(words.values(), default=None)
    fresh = {word: step for word, step in others.items() if word not in words}
    if top is None:
        weak = [word for word, step in fresh.items() if step == len(ladder.steps) - 1]
        return f"下级加了“{weak[0]}”" if ladder.added and weak else None
    if ladder.binding and top == 0 and not others:
        strongest = next(word for word, step in words.items() if step == top)
        return f"未见“{strongest}”"
    held = any(step <= top for step in others.values())
    if held and not (ladder.added or ladder.beside):
        return None
    weaker = [word for word, step in fresh.items() if step > max(top, *words.values())]
    strongest = next(word for word, step in words.items() if step == top)
    return f"{strongest} → {weaker[0]}" if weaker else None
