"""The stretches of both drafts that a change may concern, and what stands in them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyparse.drafts.folded import Folded, Span, folded
from policyparse.drafts.likeness import dice, pairs_of, share
from policyparse.model import Evidence, Plan, Task
from policyparse.model.diff import Diff, TaskDiff
from policyparse.normalise import NormalisedText

_HEADING = 120  # characters in front of a task in which its heading stands
_NEAR = 0.2  # share of words in common below which nothing is near
_SENTENCE = "。；\n"
_CLAUSE = "，。；（）\n"
_SHORT = 16  # characters of a quotation that says nothing without its clause


@dataclass(frozen=True)
class Read:
    """One draft with its text."""

    plan: Plan
    text: NormalisedText

    @cached_property
    def tasks(self) -> dict[str, Task]:
        """Tasks by id."""
        return {task.id: task for task in self.plan.tasks}

    @cached_property
    def whole(self) -> tuple[Span, ...]:
        """All of it."""
        return ((0, len(self.text.text)),)

    def spans(self, tasks: Iterable[Task]) -> tuple[Span, ...]:
        """The stretches of some tasks, headings and notes included, each once."""
        found = {span for task in tasks for span in self._of_task(task)}
        merged: list[Span] = []
        for low, high in sorted(found):
            if merged and low <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        return tuple(merged)

    def _of_task(self, task: Task) -> list[Span]:
        spans = [(e.start, e.end) for e in task.evidence]
        first = spans[0][0] if spans else 0
        heading = self.text.text.rfind(task.title, max(0, first - _HEADING), first)
        if heading >= 0 and not task.text.startswith(task.title):
            spans.append((heading, heading + len(task.title)))
        return spans

    @cached_property
    def _folded(self) -> dict[tuple[tuple[Span, ...], bool], Folded]:
        """What was folded before: each opinion looks through the same stretches again."""
        return {}

    def folded(self, spans: Iterable[Span], *, marks: bool = False) -> Folded:
        """The words of some stretches."""
        key = tuple(spans), marks
        if key not in self._folded:
            self._folded[key] = folded(self.text.text, key[0], marks=marks)
        return self._folded[key]

    def at(self, span: Span) -> Evidence:
        """A stretch as a quotation; a short one with the clause around it."""
        low, high = span
        if high - low < _SHORT:
            text = self.text.plain
            while low > 0 and text[low - 1] not in _CLAUSE:
                low -= 1
            while high < len(text) and text[high] not in _CLAUSE:
                high += 1
        return self.text.evidence(low, high)

    def task_at(self, span: Span) -> Task | None:
        """The task in whose own text a stretch begins."""
        return next(
            (t for t in self.plan.tasks if any(e.start <= span[0] < e.end for e in t.evidence)),
            None,
        )

    def line_at(self, span: Span) -> Span:
        """The line in which a stretch begins."""
        text = self.text.text
        high = text.find("\n", span[1])
        return text.rfind("\n", 0, span[0]) + 1, high if high >= 0 else len(text)

    def line_like(self, words: str) -> Span:
        """The line that is most like some words."""
        asked, text = pairs_of(words), self.text.text
        lines = [(m.start(), m.end()) for m in re.finditer("[^\n]+", text)] or [(0, len(text))]
        return max(lines, key=lambda line: dice(asked, pairs_of(text[slice(*line)])))

    def nearest(self, words: str, spans: Iterable[Span] | None = None) -> Evidence | None:
        """The sentence that has most in common with some words."""
        asked = pairs_of(words)
        best, found = _NEAR, None
        for low, high in self.whole if spans is None else spans:
            for start, end in _sentences(self.text.text, low, high):
                score = share(asked, pairs_of(self.text.text[start:end]))
                if score > best:
                    best, found = score, (start, end)
        return self.at(found) if found else None


def _sentences(text: str, low: int, high: int) -> Iterable[Span]:
    start = low
    for at in range(low, high + 1):
        if at == high or text[at] in _SENTENCE:
            if text[start:at].strip():
                yield start, at
            start = at + 1


@dataclass(frozen=True)
class Sides:
    """Both drafts and what changed between them."""

    found: Diff
    old: Read
    new: Read

    @cached_property
    def _by_old(self) -> dict[str, TaskDiff]:
        return {number: task for task in self.found.tasks for number in task.old}

    def pairs(self, tasks: Iterable[Task]) -> tuple[TaskDiff, ...]:
        """What became of some tasks of the old draft."""
        return tuple(dict.fromkeys(self._by_old[task.id] for task in tasks))

    def before(self, pairs: Sequence[TaskDiff]) -> list[Task]:
        """The tasks of some pairs in the old draft."""
        return [self.old.tasks[number] for pair in pairs for number in pair.old]

    def after(self, pairs: Sequence[TaskDiff]) -> list[Task]:
        """The tasks of some pairs in the new draft."""
        return [self.new.tasks[number] for pair in pairs for number in pair.new]

    @cached_property
    def fresh(self) -> tuple[TaskDiff, ...]:
        """Tasks that are new."""
        return tuple(task for task in self.found.tasks if not task.old)
