"""The measures of a task in two drafts: come, gone, asking for more or less. 措施变化"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policyparse.drafts.closest import closest
from policyparse.drafts.likeness import Pairs, bare, dice, pairs_of, share
from policyparse.lexicon.schema import Ladder
from policyparse.matching.align import bag, degrees
from policyparse.matching.clauses import Clause
from policyparse.matching.measures import ClauseRole, Measure, measures, role_of
from policyparse.matching.strength import softened
from policyparse.matching.words import Token, Vocabulary
from policyparse.model import Certainty, Evidence
from policyparse.model.diff import MeasureChange, MeasureDiff

_ALIKE = 0.45  # pieces that have so much in common are one measure, reworded
_INSIDE = 0.8  # ... or where so much of the shorter one stands in the other
_CONTENT = 0.45  # a word of this weight that is gone is something lost
_FOUND = 0.5  # share of a word by which it is there
_SAYS = 0.5  # weight of a piece that says anything at all
_STEP = re.compile(r"^(?P<one>.+) → (?P<other>.+)$")
_QUOTED = re.compile("“(?P<word>[^”]+)”")


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a measure does not stand in the other draft."""

    clauses: tuple[Clause, ...]
    minor: bool

    @property
    def text(self) -> str:
        """The words as they stand, and what they enclose only if it is changed too."""
        return "，".join(clause.text for clause in self.clauses)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(clause.evidence() for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a piece is known by: its pairs of characters and its words."""

    pairs: Pairs
    senses: frozenset[str]

    @classmethod
    def of(cls, piece: Piece, vocabulary: Vocabulary) -> "_Said":
        return cls(pairs_of(piece.text), _senses(piece, vocabulary))


class MeasureBook:
    """The measures of one draft, by task."""

    def __init__(self, found: Sequence[Clause], vocabulary: Vocabulary):
        self._by_task: dict[str, list[Measure]] = defaultdict(list)
        for measure in measures(found, vocabulary):
            self._by_task[measure.task].append(measure)

    def of(self, tasks: Sequence[str]) -> tuple[Measure, ...]:
        """The measures of some tasks in their order."""
        return tuple(measure for task in tasks for measure in self._by_task[task])


def measure_changes(
    old: Sequence[Measure],
    new: Sequence[Measure],
    vocabulary: Vocabulary,
    dated: Sequence[str] = (),
) -> tuple[MeasureDiff, ...]:
    """What came, went, or was put more or less strongly, in the order of the new draft.

    ``dated`` are the dates that changed: 每季度 -> 每半年 is told of them and not again.
    """
    before = list(_pieces(old, new))
    after = list(_pieces(new, old))
    one, other = ([_Said.of(piece, vocabulary) for piece in side] for side in (before, after))
    pairs = closest(one, other, _score, _ALIKE)
    partner = {n: o for o, n in pairs.items()}
    found: list[MeasureDiff] = []
    for n, piece in enumerate(after):
        if n in partner:
            found += _weighed(before[partner[n]], piece, vocabulary, dated)
        elif _says(piece, vocabulary) and not _joined(piece, before, vocabulary):
            found.append(_came(piece, vocabulary))
    gone = (piece for o, piece in enumerate(before) if o not in pairs)
    found += [
        _went(piece, vocabulary)
        for piece in gone
        if _says(piece, vocabulary) and not _joined(piece, after, vocabulary)
    ]
    return tuple(found)


def _joined(piece: Piece, others: Sequence[Piece], vocabulary: Vocabulary) -> bool:
    """Whether a longer piece of the other draft says it among other things."""
    senses = _senses(piece, vocabulary)
    return any(share(senses, _senses(other, vocabulary)) >= _INSIDE for other in others)


def _pieces(own: Sequence[Measure], others: Sequence[Measure]) -> Iterator[Piece]:
    """What stands on one side only, each measure's clauses together."""
    left = Counter(bare(clause.text) for measure in others for clause in measure.clauses)
    for measure in own:
        kept: list[Clause] = []
        for clause in measure.clauses:
            key = bare(clause.text)
            if left[key]:
                left[key] -= 1
            elif not clause.lead:
                kept.append(clause)
        if kept:
            yield Piece(tuple(kept), measure.minor)


def _score(old: _Said, new: _Said) -> float:
    """How alike two pieces are, by their characters or by their words."""
    inside = max(share(old.pairs, new.pairs), share(new.pairs, old.pairs))
    words = dice(old.senses, new.senses)
    return max(dice(old.pairs, new.pairs), words, inside if inside >= _INSIDE else 0.0)


def _senses(piece: Piece, vocabulary: Vocabulary) -> frozenset[str]:
    """The words of a piece; those that mean the same are one."""
    return frozenset(
        f"={min(token.groups)}" if token.groups else token.text
        for token in _tokens(piece, vocabulary)
        if token.weight
    )


def _says(piece: Piece, vocabulary: Vocabulary) -> bool:
    tokens = _tokens(piece, vocabulary)
    return sum(token.weight for token in tokens if not token.number) >= _SAYS


def _tokens(piece: Piece, vocabulary: Vocabulary) -> list[Token]:
    return [token for clause in piece.clauses for token in vocabulary.tokens(clause.text)]


def _minor(piece: Piece, vocabulary: Vocabulary) -> bool:
    return piece.minor or all(role_of(c, vocabulary) is ClauseRole.PRINCIPLE for c in piece.clauses)


def _came(piece: Piece, vocabulary: Vocabulary) -> MeasureDiff:
    return MeasureDiff(
        change=MeasureChange.ADDED,
        new=piece.text,
        why=f"新增“{piece.text}”。",
        minor=_minor(piece, vocabulary),
        new_evidence=piece.evidence,
    )


def _went(piece: Piece, vocabulary: Vocabulary) -> MeasureDiff:
    return MeasureDiff(
        change=MeasureChange.REMOVED,
        old=piece.text,
        why=f"原有“{piece.text}”，新稿未见。",
        minor=_minor(piece, vocabulary),
        old_evidence=piece.evidence,
    )


def _weighed(
    old: Piece, new: Piece, vocabulary: Vocabulary, dated: Sequence[str]
) -> Iterator[MeasureDiff]:
    """A measure in other words: nothing to say unless it asks for more or less."""
    one, other = (
        [t for t in _tokens(piece, vocabulary) if not any(t.text in raw for raw in dated)]
        for piece in (old, new)
    )
    ladders = vocabulary.lexicon.file.ladder
    weaker = [_told(step, back=False) for step in _steps(ladders, one, other)]
    stronger = [_told(step, back=True) for step in _steps(ladders, other, one)]
    for step, down in _exchanged(vocabulary.lexicon.file.draft_ladder, old.text, new.text):
        (weaker if down else stronger).append(step)
    weaker, stronger = _once(weaker), _once(stronger)
    certainty = Certainty.SURE
    if not weaker and not stronger:
        certainty = Certainty.LIKELY
        gone, come = _only(old, new, vocabulary), _only(new, old, vocabulary)
        weaker = [f"少了“{'”“'.join(gone)}”"] if gone and _holds(old, new) else []
        stronger = [f"增加“{'”“'.join(come)}”"] if come and _holds(new, old) else []
    if bool(weaker) == bool(stronger):
        return
    yield MeasureDiff(
        change=MeasureChange.WEAKENED if weaker else MeasureChange.STRENGTHENED,
        old=old.text,
        new=new.text,
        why=f"{'；'.join(weaker or stronger)}。",
        certainty=certainty,
        minor=_minor(new, vocabulary),
        old_evidence=old.evidence,
        new_evidence=new.evidence,
    )


def _steps(ladders: Sequence[Ladder], own: list[Token], other: list[Token]) -> Iterator[str]:
    """Steps down; none from or to a word that stays, nor held back by one that does."""
    both = {token.text for token in own} & {token.text for token in other}
    left, come = ([t for t in tokens if t.text not in both] for tokens in (own, other))
    for step in softened(ladders, own, other, other):
        found = _STEP.match(step)
        if not found or not both & set(found.groups()):
            yield step
    yield from filter(_STEP.match, softened(ladders, left, come, come))


def _exchanged(ladders: Sequence[Ladder], old: str, new: str) -> Iterator[tuple[str, bool]]:
    """A word that gave way to one of another step: 督促 → 责令, and whether it is a weaker one."""
    for ladder in ladders:
        gone, come = (
            [
                (step, word)
                for step, words in enumerate(ladder.steps)
                for word in words
                if word in own
            ]
            for own in (_apart(old, new), _apart(new, old))
        )
        if gone and come and gone[0][0] != come[0][0]:
            yield f"{gone[0][1]} → {come[0][1]}", gone[0][0] < come[0][0]


def _apart(own: str, other: str) -> str:
    """What of a text stands in no equal stretch of the other one."""
    steps = SequenceMatcher(None, own, other, autojunk=False).get_opcodes()
    return "\n".join(own[a:b] for op, a, b, *_ in steps if op != "equal")


def _once(steps: Sequence[str]) -> list[str]:
    """Each step once; 去掉“鼓励” is said by 鼓励 → 推动."""
    named = {word for step in steps if (found := _STEP.match(step)) for word in found.groups()}
    return [
        step
        for step in dict.fromkeys(steps)
        if not ((quoted := _QUOTED.search(step)) and quoted["word"] in named)
    ]


def _told(step: str, *, back: bool) -> str:
    """A step down as it is told of two drafts; ``back``: the step was found from new to old."""
    found = _STEP.match(step)
    if found:
        return f"{found['other']} → {found['one']}" if back else step
    quoted = _QUOTED.search(step)
    word = quoted["word"] if quoted else step
    if step.startswith("未见"):
        return f"增加“{word}”" if back else f"少了“{word}”"
    return f"去掉“{word}”" if back else f"增加“{word}”"


def _only(own: Piece, other: Piece, vocabulary: Vocabulary) -> list[str]:
    """Words that say something and stand, under no other name, on one side only."""
    held = bag((clause.text, vocabulary.tokens(clause.text)) for clause in other.clauses)
    return [
        token.text
        for clause in own.clauses
        for tokens in (vocabulary.tokens(clause.text),)
        for token, found in zip(tokens, degrees(clause.text, tokens, held), strict=True)
        if token.weight >= _CONTENT and not token.number and found < _FOUND
    ]


def _holds(long: Piece, short: Piece) -> bool:
    """Whether a piece is the other one with something added, and nothing put in another's place."""
    letters = iter(bare(long.text))
    return all(letter in letters for letter in bare(short.text))
