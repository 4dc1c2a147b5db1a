"""A plan's text -> clauses, the smallest pieces that can be matched. 分句"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyparse.grammar.brackets import split_outside
from policyparse.grammar.punctuation import full_width
from policyparse.model import Evidence, Part, Plan, Task

_SENTENCE = "。；！？\n"
_STOP = re.compile(f"[{_SENTENCE}]")
_CLAUSE = "，："
_BLANKS = " \u3000\t"
_LEAD_LIMIT = 36  # a longer first sentence is no lead phrase but work of its own


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a task: ``text == normalised[start:end]``, without its closing mark."""

    text: str
    start: int
    end: int
    task: str
    sentence: int  # counts on through the plan
    place: Evidence  # the stretch it stands in
    lead: bool = False  # the lead phrase (title) of its task

    def evidence(self, end: int | None = None) -> Evidence:
        """The clause, or all up to ``end``, as evidence."""
        low, high = self.start, self.end if end is None else end
        base = self.place.start
        return self.place.model_copy(
            update={
                "text": self.place.text[low - base : high - base],
                "start": low,
                "end": high,
                "part": Part.VALUE,
            }
        )


def clauses(plan: Plan) -> tuple[Clause, ...]:
    """All clauses of all tasks, in reading order."""
    return clauses_of(plan.tasks)


def clauses_of(tasks: Sequence[Task]) -> tuple[Clause, ...]:
    """All clauses of some tasks, in their order."""
    found: list[Clause] = []
    for task in tasks:
        first = found[-1].sentence + 1 if found else 0
        found += _of_task(task, first)
    return tuple(found)


def _of_task(task: Task, sentence: int) -> Iterator[Clause]:
    title = task.title
    for stretch in task.evidence:
        if stretch.part is not Part.VALUE:
            continue
        text = full_width(stretch.text)
        for low, high in _sentences(text):
            lead = text[low:high].strip(_BLANKS) == title and len(title) <= _LEAD_LIMIT
            lead = lead and len(text) > high + 1
            parts = [(low, high)] if lead else split_outside(text, _CLAUSE, low, high)
            before = sentence
            for start, end in parts:
                start, end = _trimmed(text, start, end)
                if start < end:
                    base = stretch.start
                    words = stretch.text[start:end]
                    at = (base + start, base + end)
                    yield Clause(words, *at, task.id, before, stretch, lead)
                    sentence = before + 1


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Pieces between full stops outside brackets; where a bracket never closes, between all."""
    if sum(map(text.count, "（(【《")) == sum(map(text.count, "）)】》")):
        yield from split_outside(text, _SENTENCE, 0, len(text))
        return
    at = 0
    for match in _STOP.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _BLANKS:
        start += 1
    while start < end and text[end - 1] in _BLANKS:
        end -= 1
    return start, end
