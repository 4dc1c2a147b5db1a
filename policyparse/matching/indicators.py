"""Names of indicators: when do two plans mean the same thing? 指标名称"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import cache

from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.matching.passages import bigrams
from policyparse.model.target import Target

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_EACH = re.compile(
    r"^(?:各|每)[个座家所支名]?[\u4e00-\u9fff（）()、]{0,10}?(?:[市县区镇乡道）)]|社区)"
)
_LATIN = re.compile(r"[（(]([A-Za-z][\w.₂₅₁₀]*)[）)]")
SHORT = 4  # a name of fewer characters says too little by itself
SHARE = 0.5  # of the longer name that a shorter one must fill to stand for it
BLOCK = 2  # characters that must agree in a row


class Likeness(IntEnum):
    """How two names agree; the larger the better."""

    NONE = 0
    WEAK = 1  # only together with the words around it
    PART = 2  # one name is the other with a word more
    SAME = 3


@dataclass(frozen=True, slots=True)
class Name:
    """An indicator's name without what does not tell it apart."""

    key: str
    changes: frozenset[str]  # 新增, 下降: not to be mixed with a level
    group: str | None  # 县城, 农村: the part of the place it is for


def name_of(target: Target, lexicon: Lexicon) -> Name:
    """The name of a target, normalised."""
    text = _same(lexicon, re.sub(r"\s", "", target.indicator))
    changes = frozenset(re.findall(_words(lexicon.file.indicators.changes), text))
    group = _group(target, text, lexicon)
    bare = _BRACKETS.sub("", _LATIN.sub("", text))
    bare = re.sub(rf"^(?:{_words(lexicon.file.directions.whole)})", "", bare)
    bare = _EACH.sub("", bare)
    fillers = _words((*lexicon.file.indicators.fillers, *((group,) if group else ())))
    bare = re.sub(fillers, "", re.sub(r"[\W_]+", "", bare.replace(".", "·")).replace("·", "."))
    return Name(bare or text, changes, group)


def _group(target: Target, text: str, lexicon: Lexicon) -> str | None:
    """The part of the place that a figure is for, from its scope or the head of its name."""
    words = lexicon.file.directions
    groups = [w for w in lexicon.file.comparators.scopes if w not in (*words.whole, *words.neutral)]
    groups = [w for w in groups if not w.startswith(("各", "每"))]
    if target.scope in groups:
        return target.scope
    found = re.match(_words(tuple(groups)), text)
    return found.group() if found else None


def alike(one: Name, other: Name) -> Likeness:
    """Whether two names are of one indicator."""
    if one.changes != other.changes:
        return Likeness.NONE
    if one.key == other.key:
        return Likeness.SAME if len(one.key) >= SHORT else Likeness.WEAK
    short, long = sorted((one.key, other.key), key=len)
    return _contained(short, long)


def named_in(name: Name, context: frozenset[str]) -> float:
    """How much of a name stands in a sentence, given as pairs of characters."""
    own = _pairs(name.key)
    return len(own & context) / len(own) if len(name.key) >= SHORT and own else 0.0


@cache
def _pairs(key: str) -> frozenset[str]:
    return bigrams(key)


@cache
def _contained(short: str, long: str) -> Likeness:
    if not set(short) <= set(long):  # told without looking for the parts in common
        return Likeness.NONE
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    agreed = sum(b.size for b in blocks if b.size >= BLOCK or b.a + b.size == len(short))
    if agreed < len(short):
        return Likeness.NONE
    if len(short) < SHORT or len(short) / len(long) < SHARE or short[-2:] != long[-2:]:
        return Likeness.WEAK
    return Likeness.PART


def _words(words: tuple[str, ...]) -> str:
    return alternation(words)


@cache
def _pattern(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, str]]:
    table = {w: row[0] for row in lexicon.file.indicators.same for w in row[1:]}
    return re.compile(alternation(table) or r"(?!)"), table


def _same(lexicon: Lexicon, text: str) -> str:
    """The text with its synonyms in their common form."""
    pattern, table = _pattern(lexicon)
    return pattern.sub(lambda found: table[found.group()], text)
