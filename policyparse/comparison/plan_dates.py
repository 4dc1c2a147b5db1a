"""The dates of a plan, each with the clause it stands in. 时限清单"""

import re
from dataclasses import dataclass

from policyparse.matching.passages import bigrams, piece, sentence, stretch, text_of
from policyparse.model.deadline import Deadline
from policyparse.model.evidence import Evidence
from policyparse.model.plan import Plan
from policyparse.model.task import Task

_LEAD = re.compile(r"^[，,、：:\s]*(?:并|应|须|要|且|均|分别)*(?:于|在|自|从)?$")
_HEAD = re.compile(
    r"^(?:[，,、：:\s]|[和及]?\d{1,2}月(?:\d{1,2}日)?(?:底|末|份)?前?|起，)+|^(?:全部|要|须|应|均|并)(?=[\u4e00-\u9fff]{3})"
)
_TAIL = re.compile(r"[，,、]?(?:并|应|须|要)?(?:于|在|自|从)$")
_LONG = 30  # characters of a thing quoted
_HEADED = 2  # characters of the word that says what sort of thing it is
_BARE = 3  # characters that say nothing of what is due


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with what is due by it."""

    deadline: Deadline
    task: Task
    plan: Plan
    span: tuple[int, int]  # of the clause, in the normalised text
    around: tuple[int, int]  # of the sentence
    what: str
    clause: str
    subject: frozenset[str]  # of the clause
    act: frozenset[str]  # of what follows the date
    thing: frozenset[str] = frozenset()  # of what is handed over
    head: str = ""  # the last word of it: 方案, 清单
    said: str = ""  # the whole sentence
    scope: frozenset[str] = frozenset()  # of all that the date may govern, to the next date

    @property
    def start(self) -> int:
        """Where the date stands."""
        return self.deadline.evidence[0].start


def dues_of(plan: Plan) -> tuple[Due, ...]:
    """All dates of the tasks of a plan, in reading order."""
    return tuple(_due(d, task, plan) for task in plan.tasks for d in task.deadlines)


def _due(deadline: Deadline, task: Task, plan: Plan) -> Due:
    value = deadline.evidence[0]
    place = stretch(task, value.start)
    if place is None or "+column" in deadline.rule:
        return _of_column(deadline, task, plan)
    span = _clause(place, value)
    clause = text_of(place, span)
    after = text_of(place, (min(value.end, span[1]), span[1]))
    thing = _handed_over(deadline, task)
    around = sentence(place, *span)
    return Due(
        deadline=deadline,
        task=task,
        plan=plan,
        span=span,
        around=around,
        what=thing or _what(clause, deadline.raw),
        clause=clause,
        subject=bigrams(clause.replace(deadline.raw, "。")),
        act=bigrams(after),
        thing=bigrams(thing or ""),
        head=(thing or "")[-_HEADED:],
        said=text_of(place, around),
        scope=bigrams(text_of(place, (span[0], _governed(place, span, task)))),
    )


def _of_column(deadline: Deadline, task: Task, plan: Plan) -> Due:
    """A date in a cell of its own holds for all of its row."""
    body = task.evidence[0]
    words = bigrams(task.text)
    span = body.start, body.end
    title = task.title[:_LONG]
    return Due(
        deadline,
        task,
        plan,
        span,
        span,
        title,
        task.text,
        words,
        words,
        said=task.text,
        scope=words,
    )


def _clause(place: Evidence, value: Evidence) -> tuple[int, int]:
    """From comma to comma; further where the date stands alone or opens with 于."""
    low, high = piece(place, value.start, min(value.end, place.end))
    before = text_of(place, (low, value.start))
    after = text_of(place, (min(value.end, high), high))
    sentence_low, sentence_high = sentence(place, low, high)
    if len(after) < _BARE and high < sentence_high:
        high = piece(place, high + 1, high + 1)[1]
    if before and _LEAD.match(before) and low > sentence_low:
        low = piece(place, low - 1, low - 1)[0]
    return low, high


def _governed(place: Evidence, span: tuple[int, int], task: Task) -> int:
    """Where the words that a date may govern end: at the next date or the end of the sentence."""
    end = sentence(place, *span)[1]
    later = [e.start for d in task.deadlines for e in d.evidence[:1] if span[1] <= e.start < end]
    return min(later, default=end)


def _handed_over(deadline: Deadline, task: Task) -> str | None:
    """The thing of a hand-over that is due on this very date."""
    start = deadline.evidence[0].start
    for thing in task.deliverables:
        place = thing.evidence[0]
        if place.start <= start < place.end and thing.by and thing.by == deadline.end:
            return thing.what[:_LONG]
    return None


def _what(clause: str, raw: str) -> str:
    """A short quote of the thing due, without its date."""
    before, _, after = clause.partition(raw)
    for part in (after, before):
        words = _TAIL.sub("", _HEAD.sub("", part)).strip("，,、：: ")
        if len(words) > _BARE and not _LEAD.match(words):
            return words[:_LONG]
    return clause.replace(raw, "")[:_LONG] or raw
