"""A task's text -> its measures: one sentence, one measure. 措施"""

import re
from dataclasses import dataclass

from policyparse.model.task import Task
from policyparse.reports.sources import title_is_heading

ENDS = "。！？"
CLOSERS = "”’』」）)】〕》"
PAIRS = {"（": "）", "(": ")", "“": "”", "《": "》", "〈": "〉", "〔": "〕", "【": "】", "「": "」"}
LEAD_PHRASE_LIMIT = 30  # a longer title that is no heading is a sentence: it stays in the text
HEADING_LIMIT = 60
AFTER_TITLE = re.compile(r"[。．.：:！!？?\s]+|$")


@dataclass(frozen=True, slots=True)
class Measure:
    """One sentence of a task's text: ``text == task.text[start:end]``."""

    text: str
    start: int
    end: int
    place: int | None = None  # offset in the normalised text, where it can be told

    def holds(self, start: int, end: int) -> bool:
        """Say whether a stretch of the normalised text lies in this sentence."""
        if self.place is None:
            return False
        return self.place <= start and end <= self.place + len(self.text)


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each sentence, outer blanks left out.

    A full stop inside brackets or quotes ends nothing, unless the bracket never closes.
    """
    spans: list[tuple[int, int]] = []
    start = index = 0
    while index < len(text):
        close = _closing(text, index) if text[index] in PAIRS else None
        if close is not None:
            index = close + 1
            continue
        index += 1
        if text[index - 1] in ENDS or text[index - 1] == "\n":
            while index < len(text) and text[index] in ENDS + CLOSERS:
                index += 1
            spans.append((start, index))
            start = index
    spans.append((start, len(text)))
    return tuple(span for span in (_trim(text, *span) for span in spans) if span[0] < span[1])


def _closing(text: str, opening: int) -> int | None:
    """Return where the bracket at ``opening`` closes within its paragraph."""
    left, right = text[opening], PAIRS[text[opening]]
    depth = 0
    for index in range(opening, len(text)):
        if text[index] == "\n":
            return None
        depth += (text[index] == left) - (text[index] == right)
        if depth == 0:
            # A quote that ends its own sentence ("…。”) is left to the loop above.
            return index if text[index - 1] not in ENDS else index - 2
    return None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def has_lead_phrase(task: Task) -> bool:
    """Say whether the title is a phrase before the text, not its first sentence."""
    limit = HEADING_LIMIT if title_is_heading(task) else LEAD_PHRASE_LIMIT
    return 0 < len(task.title) <= limit


def body_start(task: Task) -> int:
    """Return where a task's text goes on behind its lead phrase; 0 if there is none."""
    title = task.title
    if not has_lead_phrase(task) or not task.text.startswith(title):
        return 0
    after = AFTER_TITLE.match(task.text, len(title))
    if after is None or not task.text[after.end() :].strip(CLOSERS + " \n"):
        return 0
    return after.end()


def measures_of(task: Task) -> tuple[Measure, ...]:
    """Split the text of a task behind its lead phrase into sentences."""
    start = body_start(task)
    return tuple(
        Measure(
            text=task.text[start + left : start + right],
            start=start + left,
            end=start + right,
            place=place_of(task, task.text[start + left : start + right]),
        )
        for left, right in split_sentences(task.text[start:])
    )


def place_of(task: Task, text: str) -> int | None:
    """Return the offset of a piece of a task's text in the normalised text."""
    for stretch in task.evidence:
        found = stretch.text.find(text)
        if found >= 0:
            return stretch.start + found
    return None
