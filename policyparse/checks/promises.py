"""Titles that name more than their text speaks of."""

import re
from collections.abc import Iterable, Iterator, Sequence

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.matching.words import Token, Vocabulary
from policyparse.model import Task
from policyparse.model.check import Severity

_AND = re.compile("以及|[和与及]")
_SENTENCE = re.compile("[，。；：（\n]")
_LONGEST = 24  # characters of a title; longer ones are sentences
_SAYS = 40  # characters of a text that says something
_LEAST = 5  # characters of what the title promises; four are often a turn of speech: 提质增效
_THINGS = ("n", "j")  # parts of speech: nouns and abbreviations


def promise_not_kept(subject: Subject) -> Iterator[Hit]:
    """标题并列写了两件事，正文只写到一件。

    为什么：标题上的任务没有措施支撑，下级没法照办，检查时也没有依据。
    怎么改：补写措施，或者从标题中删去；写在别处的，不必修改。
    """
    bodies = _bodies(subject.plan.tasks)
    tasks = [task for task in subject.plan.tasks if _joined(task, bodies[task.path])]
    if not tasks:
        return
    words = Vocabulary(subject.lexicon, [text for t in tasks for text in (t.title, t.text)])
    for task in tasks:
        start, end = _joined(task, bodies[task.path])[-1]
        promised = task.title[start:end]
        told = _telling(words, promised)
        if not told or _spoken(told, bodies[task.path]):
            continue
        at = task.evidence[0].text.find(task.title)
        if at >= 0:
            place = task.evidence[0].start + at
            quote = subject.quote(place + start, place + end)
            yield Hit((quote,), f"“{task.title}”的标题写到“{promised}”，正文没有写到，请核实")


def _joined(task: Task, body: str) -> list[tuple[int, int]]:
    """The parts of a short title between 和, if it has several."""
    title = task.title
    if len(title) > _LONGEST or _SENTENCE.search(title) or len(body) < _SAYS:
        return []
    cuts = [m.span() for m in _AND.finditer(title)]
    if not cuts:
        return []
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(title)]
    return list(zip(starts, ends, strict=True))


def _bodies(tasks: Iterable[Task]) -> dict[tuple[str, ...], str]:
    """What stands under each heading: the items of one heading are tasks with one title."""
    found: dict[tuple[str, ...], str] = {}
    for task in tasks:
        own = found.get(task.path, "")
        found[task.path] = own + task.text.removeprefix(task.title)
    return found


def _telling(words: Vocabulary, part: str) -> list[Token]:
    """The words of a part that name something; none where it names no thing."""
    found = [
        token
        for token in words.tokens(part)
        if token.weight and not words.is_light(token.text) and token.text not in words.acts
    ]
    named = any(token.tag in _THINGS for token in found)
    return found if named and len(part) >= _LEAST else []


def _spoken(told: Sequence[Token], body: str) -> bool:
    """Whether the text has a word, or any character of the thing that says most.

    仓储 may become 粮食仓库.
    """
    things = (token for token in told if token.tag in _THINGS)
    key = max(things, key=lambda token: token.weight)
    said = {*key.text, *(pair for token in told for pair in (token.text, *token.pairs))}
    return any(words in body for words in said)


RULES = (Rule("PP108", "promise-not-kept", Severity.INFO, promise_not_kept),)
