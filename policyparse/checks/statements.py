"""Clauses of two tasks that say the same thing, by their words."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from policyparse.checks.subject import Subject
from policyparse.grammar.punctuation import full_width
from policyparse.lexicon.lexicon import alternation
from policyparse.matching.clauses import Clause, clauses
from policyparse.matching.passages import bigrams, likeness
from policyparse.matching.words import DATE, Vocabulary
from policyparse.model import Category, Task

_ALIKE = 0.8  # likeness of two clauses that say the same
_SAYS = 2.4  # weight of a clause's words: 加快推进升级改造 says too little to be known again by
_SAYS_MUCH = 4.5
_FEWEST = 5  # pairs of characters
_PHRASE = 3  # tasks: what so many say is a phrase, not a task
_CITED = re.compile("《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》")
_FIRM = re.compile(r"\d|“")
_FIGURE = re.compile(r"\d+(?:\.\d+)?|第[一二三四五六七八九十]+(?=[批期轮次阶])")


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause with its task and what it is known by."""

    clause: Clause
    task: Task
    bare: str  # without dates, cited titles and to whom it is reported
    pairs: frozenset[str]
    foremost: bool  # what its task is about, or dated, measured or named in quotation marks

    @property
    def figures(self) -> frozenset[str]:
        """Figures and ordinals: 第一批160个小区 is not 第二批152个小区."""
        return frozenset(_FIGURE.findall(self.bare))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tasks that state one thing, with the clauses in which they do."""

    first: Task
    second: Task
    clauses: tuple[tuple[Statement, Statement], ...]


def stated_twice(
    subject: Subject, differ: Callable[[Statement, Statement], bool]
) -> tuple[Pair, ...]:
    """Pairs of tasks with clauses that say the same and differ in what is asked, in order."""
    chosen = [
        pair
        for pair in _alike(tuple(_statements(subject)))
        if _figures_agree(*pair) and differ(*pair)
    ]
    found: dict[tuple[str, str], list[tuple[Statement, Statement]]] = {}
    for one, other in _telling(subject, chosen):
        found.setdefault((one.task.id, other.task.id), []).append((one, other))
    return tuple(Pair(two[0][0].task, two[0][1].task, tuple(two)) for two in found.values())


def _statements(subject: Subject) -> Iterator[Statement]:
    """Clauses long enough to be known again; safeguards have no units and few dates."""
    report = _report(subject)
    tasks = {task.id: task for task in subject.plan.tasks if task.category is Category.MAIN}
    begun: set[str] = set()
    for clause in clauses(subject.plan):
        foremost = clause.task not in begun or _FIRM.search(clause.text) is not None
        if not clause.lead:
            begun.add(clause.task)
        if task := tasks.get(clause.task):
            text = full_width(clause.text)
            if told := report.search(text):
                text = text[: told.start()]
            bare = _CITED.sub("", DATE.sub("", text))
            pairs = bigrams(bare)
            if len(pairs) >= _FEWEST:
                yield Statement(clause, task, bare, pairs, foremost)


def _report(subject: Subject) -> re.Pattern[str]:
    """并报市发展改革委: to whom something goes says nothing of what it is."""
    file = subject.lexicon.file
    hand, heads = alternation(file.deliverables.hand_over), alternation(file.heads.department)
    return re.compile(f"并?(?:{hand})[至给到]?[^，。]{{0,30}}(?:{heads}|政府|领导小组|指挥部)")


def _alike(found: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs that share most of their characters, without phrases that many tasks say."""
    equal: dict[frozenset[str], list[int]] = {}
    for number, statement in enumerate(found):
        equal.setdefault(statement.pairs, []).append(number)
    groups, near = list(equal.values()), _near(list(equal))
    tasks = [{found[n].task.id for at in alike for n in groups[at]} for alike in near]
    told = [1 < len(own) < _PHRASE for own in tasks]
    pairs = [
        (one, other)
        for own, alike in enumerate(near)
        for at in alike
        if told[own] and told[at]
        for other in groups[own]
        for one in groups[at]
        if one < other and found[one].task is not found[other].task
    ]
    for one, other in sorted(pairs, key=itemgetter(1, 0)):
        yield found[one], found[other]


def _near(texts: Sequence[frozenset[str]]) -> list[list[int]]:
    """For each text, itself and those that share most of its pairs of characters."""
    by_pair: dict[str, list[int]] = {}
    found: list[list[int]] = []
    for number, pairs in enumerate(texts):
        found.append([number])
        shared = Counter(at for pair in pairs for at in by_pair.get(pair, ()))
        for at, count in shared.items():
            if count >= _ALIKE * _FEWEST and likeness(texts[at], pairs) >= _ALIKE:
                found[number].append(at)
                found[at].append(number)
        for pair in pairs:
            by_pair.setdefault(pair, []).append(number)
    return found


def _figures_agree(one: Statement, other: Statement) -> bool:
    return not (one.figures and other.figures) or one.figures == other.figures


def _telling(
    subject: Subject, pairs: Sequence[tuple[Statement, Statement]]
) -> Iterator[tuple[Statement, Statement]]:
    """Pairs whose words say enough; what ends many a task must say much: 利用各类媒体广泛宣传."""
    if pairs:
        words = Vocabulary(subject.lexicon, sorted({s.bare for pair in pairs for s in pair}))
        for pair in pairs:
            least = _SAYS if any(statement.foremost for statement in pair) else _SAYS_MUCH
            if all(_weight(statement, words) >= least for statement in pair):
                yield pair


def _weight(statement: Statement, words: Vocabulary) -> float:
    return sum(token.weight for token in words.tokens(statement.bare) if not token.number)
