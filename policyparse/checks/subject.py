"""What a rule may look at."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from policyparse.lexicon.lexicon import Lexicon
from policyparse.lexicon.load import load
from policyparse.model import Evidence, Plan, Task
from policyparse.normalise import NormalisedText
from policyparse.outline import Outline, build

_ENDS = "。；\n\t"


@dataclass(frozen=True)
class Subject:
    """One document with its text and outline; nothing in it changes. 核查对象"""

    plan: Plan
    text: NormalisedText
    lexicon: Lexicon

    @classmethod
    def of(cls, plan: Plan, text: NormalisedText, lexicon: Sequence[Path] = ()) -> "Subject":
        """The plan with the words by which it was read."""
        return cls(plan, text, load(tuple(lexicon)))

    @cached_property
    def outline(self) -> Outline:
        """Headings and items as numbered."""
        return build(self.text)

    @cached_property
    def plain(self) -> str:
        """The text with punctuation of full width; offsets are those of the text."""
        return self.text.plain

    def quote(self, start: int, end: int) -> Evidence:
        """The words from start to end, as a finding quotes them."""
        return self.text.evidence(start, end)

    def lines(self) -> Iterator[tuple[int, int]]:
        """Start and end of every paragraph and table cell, in reading order."""
        for block in self.text.blocks:
            for part in block.cells or (block,):
                if part.start < part.end:
                    yield part.start, part.end

    def sentence(self, offset: int) -> str:
        """The sentence (or cell) around an offset, to its 。 or ；."""
        start = max(self.plain.rfind(mark, 0, offset) for mark in _ENDS) + 1
        ends = [at for mark in _ENDS if (at := self.plain.find(mark, offset)) >= 0]
        return self.text.text[start : min(ends, default=len(self.plain) - 1) + 1].strip()

    @cached_property
    def _stretches(self) -> list[tuple[int, int, Task]]:
        found = [(e.start, e.end, task) for task in self.plan.tasks for e in task.evidence]
        return sorted(found, key=lambda stretch: stretch[:2])

    def task_at(self, offset: int) -> Task | None:
        """The task in whose text an offset stands."""
        at = bisect_right(self._stretches, offset, key=lambda stretch: stretch[0]) - 1
        if at >= 0 and offset < self._stretches[at][1]:
            return self._stretches[at][2]
        return None
