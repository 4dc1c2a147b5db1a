"""A task's clauses -> its measures: clauses with a verb and what belongs to them. 措施"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from policyparse.matching.clauses import Clause
from policyparse.matching.words import Token, Vocabulary
from policyparse.model import Evidence

_CONTINUES = (
    "并",
    "以及",
    "和",
    "及",
    "或",
    "或者",
    "特别是",
    "尤其是",
    "其中",
    "包括",
    "含",
    "等",
    "与",
)
CONDITION = re.compile(  # the end of a clause that only says when or of whom
    "(?:的|[^课小工及按同平届临准]时|期间|基础上|过程中|[^落]下|中|[^前]后"
    "|为(?:重点|核心|抓手|原则|契机|导向|主线|目标|主体))$"
)
_DATES = (
    "底前",
    "日前",
    "月前",
    "年前",
    "年内",
    "年底",
    "月底",
    "日内",
    "个月内",
    "起",
    "以来",
    "之前",
)
_DATE_LIMIT = 14
_FRAME = re.compile(  # what closes the frame that an opener opens
    "领域|方面|环节|要求|标准|规定|原则|方式"
    "|途径|渠道|手段|技术|平台|模式|期间|范围内|等"
    "|[的中内上下时后前》”](?![^《]*》)"
)
_FIRM = (
    "依法",
    "严格",
    "全面",
    "坚决",
    "严肃",
    "一律",
    "及时",
    "重点",
    "应",
    "要",
    "须",
    "必须",
    "可",
    "应当",
)
_SAYS = 0.9  # weight: 梳理薄弱环节 alone is no measure that could be found again
_FEW = 4  # characters: a shorter clause says nothing by itself


class Role(Enum):
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
    return any(t.weight and not t.number for c in group for t in vocabulary.tokens(c.text))


def _grouped(
    sentence: Sequence[Clause], vocabulary: Vocabulary
) -> Iterator[tuple[tuple[Clause, ...], bool]]:
    """Clauses that belong together, and whether they are but a principle."""
    groups: list[tuple[list[Clause], bool]] = []
    waiting: list[Clause] = []
    for clause in sentence:
        role = role_of(clause, vocabulary)
        if role is Role.OPENER:
            waiting.append(clause)
        elif role is Role.TAIL and groups and not waiting:
            groups[-1][0].append(clause)
        else:
            minor = clause.lead or role is Role.PRINCIPLE
            groups.append(([*waiting, clause], minor))
            waiting = []
    if waiting and groups:
        groups[-1][0].extend(waiting)
    elif waiting:
        groups.append((waiting, False))
    for group, minor in groups:
        yield tuple(group), minor


def role_of(clause: Clause, vocabulary: Vocabulary) -> Role:
    """What a clause is, from its first words, its verbs and its ending."""
    text = clause.text
    words = [t for t in vocabulary.tokens(text) if t.text.strip()]
    wording = vocabulary.wording
    if not words or text.startswith(_CONTINUES) or len(text) < _FEW:
        return Role.TAIL
    if CONDITION.search(text) or (len(text) <= _DATE_LIMIT and text.endswith(_DATES)):
        return Role.OPENER
    if text.startswith(wording.principles):
        return Role.PRINCIPLE
    if text.startswith(wording.results) and not any(t.number for t in words):
        return Role.PRINCIPLE
    if text.startswith(wording.openers) or "作为" in text[1:]:
        return Role.ACT if _acts_behind_frame(text, words, vocabulary) else Role.OPENER
    acts = any(_is_act(t, vocabulary) for t in words)
    return Role.ACT if acts and sum(t.weight for t in words) >= _SAYS else Role.TAIL


def _is_act(token: Token, vocabulary: Vocabulary) -> bool:
    return token.text in vocabulary.acts or (token.tag == "v" and len(token.text) > 1)


def _acts_behind_frame(text: str, words: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """在……领域｜实施……, 对……的单位｜依法处罚: a verb behind the frame that the opener opens."""
    end = 0
    for match in _FRAME.finditer(text):
        end = match.end()
        if any(t.start >= end and t.text in vocabulary.acts for t in words):
            break
    framed = [t for t in words if t.start >= end > 0 and t.text in vocabulary.acts]
    sure = [n for n, t in enumerate(words[1:]) if t.text in _FIRM and words[n + 1] is not words[-1]]
    return bool(framed or sure)


def text_of(group: Iterable[Clause]) -> str:
    """The words of some clauses, for searching."""
    return "，".join(clause.text for clause in group)
