"""Who made the changes of a file with tracked ones, and when. 修订人"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from policyparse.drafts.spans import Spans
from policyparse.grammar.numbering import claim
from policyparse.model import Evidence, Part, Plan, Task
from policyparse.model.diff import (
    CommentDiff,
    DeadlineDiff,
    Diff,
    MeasureDiff,
    Responsibility,
    TargetDiff,
    TaskChange,
    TaskDiff,
    WordChange,
)
from policyparse.model.tracked import Span, Tracked, TrackedChange, TrackedComment

_MOST = 3  # changes outside tasks that are quoted
_LONG = 20  # characters of them
Signed = TypeVar(
    "Signed", Responsibility, DeadlineDiff, TargetDiff, MeasureDiff, WordChange, TaskDiff
)


def with_authors(found: Diff, old: Plan, new: Plan, tracked: Tracked) -> Diff:
    """The same with author and time of each change, and the comments in the margin.

    Where several people's changes lie in the same words all of them are named, and the last time.
    """
    hands = _Hands(old, new, tracked.changes)
    return found.model_copy(
        update={
            "tasks": tuple(_task(task, hands) for task in found.tasks),
            "goals": tuple(_figure(one, hands) for one in found.goals),
            "comments": tuple(_comment(one, old, new) for one in tracked.comments),
            "notes": (*found.notes, *_outside(old, new, tracked.changes)),
        }
    )


class _Side:
    """One of the two states: its tasks, and the changes that it shows."""

    def __init__(self, plan: Plan, changes: Iterable[tuple[Span, TrackedChange]]):
        self.tasks = {task.id: task for task in plan.tasks}
        self._changes = Spans(changes)
        places = [e for task in plan.tasks for e in task.evidence]
        self._notes = Spans((_span(e), e) for e in places if e.part is Part.CONTEXT)

    def covering(self, spans: Iterable[Span]) -> Iterator[TrackedChange]:
        """The changes that lie in some stretches, if only in part."""
        for span in spans:
            for _, change in self._changes.crossing(span):
                yield change

    def notes(self, spans: Iterable[Span]) -> Iterator[Span]:
        """The notes of responsibility that stretches stand in."""
        for start, end in spans:
            for (low, high), _ in self._notes.crossing((start, end)):
                if low <= start and end <= high:
                    yield low, high

    def words(self, ids: Sequence[str], text: str) -> list[tuple[int, Span]]:
        """Offsets in the joined words of some tasks, and the stretches that stand there."""
        found: list[tuple[int, Span]] = []
        at = 0
        for place in (e for name in ids for e in self.tasks[name].evidence):
            here = text.find(place.text, at) if place.part is Part.VALUE else -1
            if here >= 0:
                found.append((here, _span(place)))
                at = here + len(place.text)
        return found


class _Hands:
    """Finds the tracked changes behind a difference."""

    def __init__(self, old: Plan, new: Plan, changes: Sequence[TrackedChange]):
        self.old = _Side(old, ((span, one) for one in changes for span in one.old))
        self.new = _Side(new, ((span, one) for one in changes for span in one.new))

    def behind(self, old: Iterable[Span], new: Iterable[Span]) -> list[TrackedChange]:
        """The changes in the old words and in the new ones."""
        return [*self.old.covering(old), *self.new.covering(new)]

    def of(self, old: Sequence[Evidence], new: Sequence[Evidence]) -> list[TrackedChange]:
        """The changes in the words of a value; else in those that fix its meaning."""
        for parts in ((Part.VALUE,), tuple(Part)):
            one, other = ([_span(e) for e in places if e.part in parts] for places in (old, new))
            found = self.behind(one, other)
            if found:
                return found
        return []

    def around(self, old: Sequence[Evidence], new: Sequence[Evidence]) -> list[TrackedChange]:
        """As ``of``; else in the note of responsibility, if but one person changed it."""
        found = self.of(old, new)
        if found:
            return found
        spans = [[_span(e) for e in places] for places in (old, new)]
        found = self.behind(self.old.notes(spans[0]), self.new.notes(spans[1]))
        return found if len({change.author for change in found}) == 1 else []


def _span(place: Evidence) -> Span:
    return place.start, place.end


def _signed(change: Signed, made: Sequence[TrackedChange]) -> Signed:
    authors = dict.fromkeys(one.author for one in made if one.author)
    return change.model_copy(
        update={
            "author": "、".join(authors) or None,
            "when": max((one.when for one in made if one.when), default=None),
        }
    )


def _task(task: TaskDiff, hands: _Hands) -> TaskDiff:
    if task.kind is TaskChange.SAME:
        return task
    spans = [
        [_span(e) for name in ids for e in side.tasks[name].evidence]
        for side, ids in ((hands.old, task.old), (hands.new, task.new))
    ]
    parts = {
        "responsibility": tuple(_unit(one, hands) for one in task.responsibility),
        "deadlines": tuple(_date(one, hands) for one in task.deadlines),
        "targets": tuple(_figure(one, hands) for one in task.targets),
        "measures": tuple(_measure(one, hands) for one in task.measures),
        "wording": tuple(_wording(task, hands)),
    }
    return _signed(task.model_copy(update=parts), hands.behind(*spans))


def _unit(change: Responsibility, hands: _Hands) -> Responsibility:
    return _signed(change, hands.around(change.old_evidence, change.new_evidence))


def _date(change: DeadlineDiff, hands: _Hands) -> DeadlineDiff:
    old, new = (one.evidence if one else () for one in (change.old, change.new))
    return _signed(change, hands.around(old, new))


def _figure(change: TargetDiff, hands: _Hands) -> TargetDiff:
    old, new = (one.evidence if one else () for one in (change.old, change.new))
    return _signed(change, hands.of(old, new))


def _measure(change: MeasureDiff, hands: _Hands) -> MeasureDiff:
    return _signed(change, hands.of(change.old_evidence, change.new_evidence))


def _wording(task: TaskDiff, hands: _Hands) -> Iterator[WordChange]:
    old = hands.old.words(task.old, task.old_text)
    new = hands.new.words(task.new, task.new_text)
    for change in task.wording:
        gone = _placed(old, change.old_at, len(change.old))
        come = _placed(new, change.new_at, len(change.new))
        yield _signed(change, hands.behind(gone, come))


def _placed(words: Iterable[tuple[int, Span]], start: int, size: int) -> Iterator[Span]:
    """Where some words of a task stand in the whole text."""
    for at, (low, high) in words:
        first, last = max(start, at), min(start + size, at + high - low)
        if first < last:
            yield low + first - at, low + last - at


def _comment(comment: TrackedComment, old: Plan, new: Plan) -> CommentDiff:
    """A comment beside the task that it speaks of."""
    gone = not any(place.text for place in comment.new) and any(p.text for p in comment.old)
    places, plan = (comment.old, old) if gone else (comment.new, new)
    task = next((t for place in places if (t := _task_at(place, plan))), None)
    return CommentDiff(
        text=comment.text,
        author=comment.author,
        when=comment.when,
        quoted=comment.quoted,
        task=task.id if task else None,
        title=task.title if task else None,
        gone=gone,
        evidence=places,
    )


def _task_at(place: Evidence, plan: Plan) -> Task | None:
    for task in plan.tasks:
        if any(e.start <= place.start and place.end <= e.end for e in task.evidence):
            return task
    for task in plan.tasks:
        if any(e.start < place.end and place.start < e.end for e in task.evidence):
            return task
    return None


def _outside(old: Plan, new: Plan, changes: Sequence[TrackedChange]) -> Iterator[str]:
    """That some changes lie in no task and no figure, so that no one takes them for told."""
    before, after = _told_of(old), _told_of(new)
    outside = [
        change
        for change in changes
        if (change.old or change.new) and not _is_number(change.text)
        if not any(_lies_in(before, span) for span in change.old)
        if not any(_lies_in(after, span) for span in change.new)
    ]
    if outside:
        quoted = "；".join(f"{one.place.label}“{_short(one.text)}”" for one in outside[:_MOST])
        more = "等" if len(outside) > _MOST else ""
        yield f"另有{len(outside)}处修订不在任务和指标中，请核对原文件：{quoted}{more}。"


def _told_of(plan: Plan) -> Spans[Evidence]:
    places = [e for task in plan.tasks for e in task.evidence]
    places += [e for goal in plan.goals for e in goal.evidence]
    return Spans((_span(e), e) for e in places)


def _lies_in(told: Spans[Evidence], span: Span) -> bool:
    return any(True for _ in told.crossing(span))


def _is_number(text: str) -> bool:
    """Blanks, or the number of a heading alone."""
    number = claim(text)
    return not text.strip() or (number is not None and number.length >= len(text.rstrip()))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
