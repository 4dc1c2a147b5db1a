"""What a measure lost, as people read it: stretches and not splinters. 减弱之处"""

import re
from collections.abc import Iterator, Sequence

from policyparse.model.comparison import Mark, MeasureCoverage, Piece, Quote

STEP = " → "
_PHRASE = re.compile(r"未见“(.+)”")
_LONG = 24  # characters of a stretch that is said as a whole
_PART = 3  # characters of a stretch that are no chance
_CLAUSES = re.compile("[，。；：]")
_ENDS = "，。；：、,;: 　"
_LINKS = re.compile(r"^[或和及与]|[或和及与的等]$")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))


def lost_words(measure: MeasureCoverage, lost: Sequence[str] | None = None) -> tuple[str, ...]:
    """What was lost, or those of it that are given: 淘汰 → 整治; 未见“制糖企业”.

    Words that are gone in one stretch are said together, and a word is not said twice.
    """
    given = measure.lost if lost is None else lost
    return words_lost(given, measure.lower, measure.upper_pieces)


def words_lost(
    given: Sequence[str], lower: Sequence[Quote], pieces: Sequence[Piece] = ()
) -> tuple[str, ...]:
    """The same of what a passage lost; ``pieces`` are those of the upper one, if known."""
    said = "".join(quote.text for quote in lower)
    gone = tuple(_gone(pieces))
    steps = _clear([one for one in given if STEP in one], said)
    heads = [step.split(STEP)[0] for step in steps]
    added = {f"下级加了“{step.split(STEP)[-1]}”" for step in steps}
    told = (_told(one, gone, heads, said) for one in given if STEP not in one and one not in added)
    return tuple(dict.fromkeys((*steps, *(one for one in told if one))))


def still_there(measure: MeasureCoverage, step: str) -> str:
    """The stronger word of a step, where the lower passage has it too; else nothing."""
    head = step.split(STEP)[0]
    return head if STEP in step and any(head in quote.text for quote in measure.lower) else ""


def _clear(steps: Sequence[str], said: str) -> list[str]:
    """Of steps that end in one word, those whose stronger word is really gone.

    督促 → 引导 and not 安装 → 引导, where the lower plan has 引导其安装.
    """
    return [step for step in steps if step in _ending_alike(step, steps, said)]


def _ending_alike(step: str, steps: Sequence[str], said: str) -> list[str]:
    like = [one for one in steps if one.split(STEP)[-1] == step.split(STEP)[-1]]
    return [one for one in like if one.split(STEP)[0] not in said] or like[:1]


def _told(one: str, gone: Sequence[str], heads: Sequence[str], said: str) -> str:
    """One loss in full words; empty where a step has said it, or where it is none."""
    match = _PHRASE.fullmatch(one)
    if not match:
        return one
    if match.group(1) in said:
        return ""  # it stands in the passage after all
    phrase = _stretch(match.group(1), gone, said)
    for head in heads:
        phrase = _trimmed(phrase.removeprefix(head).removesuffix(head))
    return f"未见“{phrase}”" if phrase else ""


def _stretch(phrase: str, gone: Sequence[str], said: str) -> str:
    """The stretch that a phrase was lost with, where it can be read at a glance."""
    for clause in gone:
        if phrase in clause and len(clause) <= _LONG and not _stands(clause, said):
            return clause
    return phrase


def _stands(clause: str, said: str) -> bool:
    """Whether a part of a stretch stands below after all, in another order."""
    return any(clause[at : at + _PART] in said for at in range(len(clause) - _PART + 1))


def _gone(pieces: Sequence[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.mark is Mark.GONE:
            yield from filter(None, map(_trimmed, _CLAUSES.split(piece.text)))


def _trimmed(text: str) -> str:
    """Without marks and joining words at its ends, and without half a pair of brackets."""
    for left, right in _PAIRS:
        if text.count(left) != text.count(right):
            text = text.replace(left, "").replace(right, "")
    text = text.strip(_ENDS)
    if len(text) > 2 and (text[0], text[-1]) in _PAIRS:
        text = text[1:-1]
    rest = _LINKS.sub("", text) if len(text) > 2 else text
    return rest.strip(_ENDS)
