"""A task's clauses -> its measures: clauses with a verb and what belongs to them. 措施"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby, pairwise

from policyparse.matching.clauses import Clause
from policyparse.matching.words import Token, Vocabulary
from policyparse.model import Evidence

_DATE_LIMIT = 14  # characters: a longer clause that ends in a date says more than that
_WHEN = re.compile("(?:[^课小工及按同平届临准]时|[^落]下|中|[^前]后)$")
_OF = ("对", "在", "以", "为")
_SUBJECT = re.compile("^各(?:地|级|部门|单位|有关部门|县|市|区|（|、|）)*(?:要|应|须|应当|必须)?")
_FAINT = 0.2
_SAYS = 0.9  # weight: 梳理薄弱环节 alone is no measure that could be found again
_FEW = 4  # characters: a shorter clause says nothing by itself


class ClauseRole(Enum):
    """What a clause is within its sentence."""

    ACT = auto()  # has a verb and an object of its own
    OPENER = auto()  # only qualifies what follows: 在……前提下
    TAIL = auto()  # goes on with what stands before: a list, a purpose
    PRINCIPLE = auto()  # says only how to think of it, or what good will come


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that a task demands."""

    id: str  # task and number: 3.1.1/2
    task: str
    clauses: tuple[Clause, ...]
    minor: bool

    @property
    def start(self) -> int:
        """Offset of the first character in the normalised text."""
        return self.clauses[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character in the normalised text."""
        return self.clauses[-1].end

    @property
    def cites(self) -> bool:
        """Whether the measure names a document."""
        return any("《" in clause.text for clause in self.clauses)

    @property
    def evidence(self) -> Evidence:
        """The measure as it stands in the plan."""
        return self.clauses[0].evidence(self.end)


def measures(found: Sequence[Clause], vocabulary: Vocabulary) -> tuple[Measure, ...]:
    """All measures of a plan's clauses, numbered within their tasks."""
    made: list[Measure] = []
    for task, own in groupby(found, key=lambda clause: clause.task):
        number = 0
        for _, sentence in groupby(own, key=lambda clause: clause.sentence):
            for group, minor in _grouped(tuple(sentence), vocabulary):
                if not _says_something(group, vocabulary):
                    continue
                number += 1
                made.append(Measure(f"{task}/{number}", task, group, minor))
    return tuple(made)


def _says_something(group: Sequence[Clause], vocabulary: Vocabulary) -> bool:
    """Whether there is more than a date or a number."""
    tokens = [token for clause in group for token in vocabulary.tokens(clause.text)]
    return sum(token.weight for token in tokens if not token.number) >= _FAINT


def _grouped(
    sentence: Sequence[Clause], vocabulary: Vocabulary
) -> Iterator[tuple[tuple[Clause, ...], bool]]:
    """Clauses that belong together, and whether they are but a principle."""
    groups: list[tuple[list[Clause], bool]] = []
    waiting: list[Clause] = []
    for clause in sentence:
        role = role_of(clause, vocabulary)
        in_front = role is ClauseRole.TAIL and not groups and not _acts(clause, vocabulary)
        if role is ClauseRole.OPENER or in_front:  # 市教育局，各县（区）……: who is to act
            waiting.append(clause)
        elif role is ClauseRole.TAIL and groups and not waiting:
            groups[-1][0].append(clause)
        else:
            minor = clause.lead or role is ClauseRole.PRINCIPLE
            groups.append(([*waiting, clause], minor))
            waiting = []
    if waiting and groups:
        groups[-1][0].extend(waiting)
    elif waiting:
        groups.append((waiting, all(clause.lead for clause in waiting)))
    for group, minor in groups:
        yield tuple(group), minor


def role_of(clause: Clause, vocabulary: Vocabulary) -> ClauseRole:
    """What a clause is, from its first words, its verbs and its ending."""
    text, wording = clause.text, vocabulary.wording
    words = [t for t in vocabulary.tokens(text) if t.text.strip()]
    if not words or text.startswith(wording.continues) or len(text) < _FEW:
        return ClauseRole.TAIL
    if is_condition(text, vocabulary):
        return ClauseRole.OPENER
    if len(text) <= _DATE_LIMIT and text.endswith(wording.dates):
        return ClauseRole.OPENER
    demand = _SUBJECT.sub("", text)
    if demand.startswith(wording.principles):
        return ClauseRole.PRINCIPLE
    if demand.startswith(wording.results) and not any(t.number for t in words):
        return ClauseRole.PRINCIPLE
    if _opens(text, words[0], wording.openers) or "作为" in text[1:]:
        return ClauseRole.ACT if _acts_behind_frame(text, words, vocabulary) else ClauseRole.OPENER
    acts = _acts(clause, vocabulary)
    return ClauseRole.ACT if acts and sum(t.weight for t in words) >= _SAYS else ClauseRole.TAIL


def _opens(text: str, first: Token, openers: tuple[str, ...]) -> bool:
    """Whether a clause begins with such a word; one of one character is a word of its own."""
    return any(first.text == word if len(word) == 1 else text.startswith(word) for word in openers)


def is_condition(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a clause only says when, or of whom: 对……的, ……期间."""
    return text.endswith(vocabulary.wording.conditions) or _WHEN.search(text) is not None


def _acts(clause: Clause, vocabulary: Vocabulary) -> bool:
    """Whether a clause has a verb of its own, be it as plain as 建设."""
    return any(_is_act(token, vocabulary) for token in vocabulary.tokens(clause.text))


def _is_act(token: Token, vocabulary: Vocabulary) -> bool:
    return token.text in vocabulary.acts or (token.tag == "v" and len(token.text) > 1)


def _acts_behind_frame(text: str, words: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """在……领域｜实施……, 对……的单位｜依法处罚: a verb behind the frame that the opener opens."""
    acts = [t for t in words if t.text in vocabulary.acts and not _in_title(text, t.start)]
    frames = [t.end for t in words if t.text in vocabulary.wording.frames]
    if any(t.start >= end for t in acts for end in frames):
        return True
    if text.startswith(_OF) and _plain_act(words, vocabulary):
        return True
    firm = vocabulary.wording.firm
    return any(t.text in firm and behind is not words[-1] for t, behind in pairwise(words[1:]))


def _plain_act(words: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """对失能老年人家庭｜开展上门评估: a verb that names no thing itself, with its object behind."""
    return any(
        token.text in vocabulary.acts and vocabulary.is_light(token.text) for token in words[2:-1]
    )


def _in_title(text: str, at: int) -> bool:
    """Whether a place stands in the title of a document."""
    return text.rfind("《", 0, at) > text.rfind("》", 0, at)
