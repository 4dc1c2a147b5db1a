"""What a passage leaves out of a measure: phrases and figures."""

import re
from collections.abc import Sequence
from itertools import pairwise

from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.lexicon.schema import Op, Wording, Words
from policyparse.matching.clauses import Clause
from policyparse.matching.figures import Direction, by_words
from policyparse.matching.words import NUMBER, Token

_WORTH = 0.3  # a word of this weight is worth naming
_UP, _DOWN = (">=", ">"), ("<=", "<")  # comparators of the lexicon
_BEFORE = 14  # characters in front of a figure that say what it counts
_NEAR = 8  # characters round a figure in which its comparator stands
_MOST = 4  # phrases that are named


def lost_phrases(
    words: Sequence[tuple[Clause, Token]], weights: Sequence[float], found: Sequence[float]
) -> tuple[str, ...]:
    """Phrases of a measure that are not found, those that say most first."""
    runs: list[tuple[float, str]] = []
    run: list[Token] = []
    clause: Clause | None = None

    def close() -> None:
        while run and run[-1].weight < _WORTH / 2:
            run.pop()
        weight = sum(token.weight for token in run)
        if run and clause is not None and weight >= _WORTH:
            runs.append((weight, clause.text[run[0].start : run[-1].end]))
        run.clear()

    for (own, token), weight, share in zip(words, weights, found, strict=True):
        gone = share < 0.5 and weight > 0 and not token.number
        faint = weight < _WORTH / 2 and bool(run) and own is clause and share < 1
        if own is not clause or not (gone or faint):
            close()
        clause = own
        if (gone and (run or weight >= _WORTH / 2)) or (faint and run):
            run.append(token)
    close()
    ranked = sorted(enumerate(runs), key=lambda item: (-item[1][0], item[0]))[:_MOST]
    return tuple(dict.fromkeys(text for _, (_, text) in sorted(ranked)))


def lost_numbers(
    words: Sequence[tuple[Clause, Token]], found: Sequence[float], lower: str, lexicon: Lexicon
) -> tuple[str, ...]:
    """Figures that the passage does not hold or sets lower: 60% → 50%; a stricter one is no loss.

    An amount of the whole upper area (120座) is shared out below: a smaller one is no loss either.
    """
    told: dict[str, None] = {}
    for (clause, token), share in zip(words, found, strict=True):
        if not token.number or share:
            continue
        other = _counterpart(clause.text, token, lower)
        if other is None:
            told[f"{token.text}{_measure_word(clause.text, token.end, lexicon)}"] = None
        elif _looser(clause.text, token, other, lexicon):
            told[f"{token.text} → {other}"] = None
    return tuple(told)


def figures_found(
    words: Sequence[tuple[Clause, Token]], found: Sequence[float], lower: str
) -> tuple[float, ...]:
    """Shares found, where a figure with a counterpart below counts as found."""
    return tuple(
        1.0 if token.number and _counterpart(clause.text, token, lower) else share
        for (clause, token), share in zip(words, found, strict=True)
    )


def _is_share(text: str, token: Token, wording: Wording) -> bool:
    """Whether a figure is an amount that lower places have a part of."""
    after = text[token.end : token.end + 2]
    if token.text.endswith(("%", "‰")) or after.startswith(wording.standards):
        return False
    return not any(word in text[: token.start] for word in wording.each)


def _measure_word(text: str, end: int, lexicon: Lexicon) -> str:
    """The unit of measure behind a figure: 课时, else its first character."""
    units = alternation(lexicon.file.measures.units)
    match = re.match(rf"{units}|[\u4e00-\u9fff]", text[end:])
    return match.group() if match else ""


def _counterpart(text: str, token: Token, lower: str) -> str | None:
    """The lower figure with the same unit of measure; of several the one after like words."""
    after = text[token.end : token.end + 1].strip("，。、；")
    percent = token.text.endswith("%")
    found = [
        match
        for match in NUMBER.finditer(lower)
        if (percent and match.group().endswith("%"))
        or (not percent and after and lower[match.end() :].startswith(after))
    ]
    if not found:
        return None
    own = _pairs_before(text, token.start)
    return max(found, key=lambda m: len(own & _pairs_before(lower, m.start()))).group()


def _pairs_before(text: str, at: int) -> set[str]:
    """Pairs of characters in front of a figure, which say what it counts."""
    return set(map("".join, pairwise(text[max(0, at - _BEFORE) : at])))


def _looser(text: str, token: Token, other: str, lexicon: Lexicon) -> bool:
    """Whether the other figure asks for less; where less cannot be told from more, any other.

    An amount that lower places share asks for no less by being smaller.
    """
    upper, lower = _value(token.text), _value(other)
    if upper is None or lower is None or _is_share(text, token, lexicon.file.wording):
        return False
    way = _way(text, token, lexicon)
    if way is Direction.UNKNOWN:
        return lower != upper
    return lower > upper if way is Direction.DOWN else lower < upper


def _way(text: str, token: Token, lexicon: Lexicon) -> Direction:
    """Where the stricter figures lie: by the comparator behind or before, else by the words."""
    words = lexicon.file.comparators
    before = text[max(0, token.start - _NEAR) : token.start]
    behind = text[token.end : token.end + _NEAR]
    for around, rows in ((behind, words.after), (before, words.before)):
        way = _compared(around, rows)
        if way is not Direction.UNKNOWN:
            return way
    return by_words(text[: token.start], lexicon)


def _compared(around: str, rows: Sequence[tuple[Op, Words]]) -> Direction:
    """What the comparators beside a figure say; the longest of two that overlap: 不超过."""
    ops = {word: op for op, listed in reversed(rows) for word in listed}
    found = [ops[word] for word in re.findall(alternation(ops), around)] if ops else []
    if any(op in _DOWN for op in found):
        return Direction.DOWN
    return Direction.UP if any(op in _UP for op in found) else Direction.UNKNOWN


def _value(text: str) -> float | None:
    match = re.match(r"\d+(?:\.\d+)?", text)
    if match is None:
        return None
    factor = {"万": 1e4, "亿": 1e8}.get(text[-1], 1.0)
    return float(match.group()) * factor
