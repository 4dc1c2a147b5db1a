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
    FieldDiff,
    HandOverDiff,
    MeasureDiff,
    MemberDiff,
    PassageDiff,
    Responsibility,
    TargetDiff,
    TaskChange,
    TaskDiff,
    WordChange,
)
from policyparse.model.tracked import Span, Tracked, TrackedChange, TrackedComment

_MOST = 3  # changes that lie in nothing told and are quoted
_LONG = 20  # characters of them
Quoting = TypeVar("Quoting", MeasureDiff, HandOverDiff, FieldDiff, MemberDiff)
Signed = TypeVar(
    "Signed",
    Responsibility,
    DeadlineDiff,
    TargetDiff,
    MeasureDiff,
    HandOverDiff,
    FieldDiff,
    MemberDiff,
    PassageDiff,
    WordChange,
    TaskDiff,
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
            "document": tuple(_quoting(one, hands) for one in found.document),
            "roster": tuple(_quoting(one, hands) for one in found.roster),
            "passages": tuple(_passage(one, hands) for one in found.passages),
            "comments": tuple(_comment(one, old, new) for one in tracked.comments),
            "notes": (*found.notes, *_untold(found, old, new, tracked.changes)),
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
        "measures": tuple(_quoting(one, hands) for one in task.measures),
        "handovers": tuple(_quoting(one, hands) for one in task.handovers),
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


def _quoting(change: Quoting, hands: _Hands) -> Quoting:
    return _signed(change, hands.of(change.old_evidence, change.new_evidence))


def _passage(passage: PassageDiff, hands: _Hands) -> PassageDiff:
    old, new = ([_span(one)] if one else [] for one in (passage.old, passage.new))
    words = [
        _signed(
            one,
            hands.behind(
                [(start + one.old_at, start + one.old_at + len(one.old)) for start, _ in old],
                [(start + one.new_at, start + one.new_at + len(one.new)) for start, _ in new],
            ),
        )
        for one in passage.wording
    ]
    whole = passage.model_copy(update={"wording": tuple(words)})
    return _signed(whole, hands.behind(old, new))


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
        resolved=comment.resolved,
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


def _untold(found: Diff, old: Plan, new: Plan, changes: Sequence[TrackedChange]) -> Iterator[str]:
    """That some changes lie in nothing that is told, so that no one takes them for it."""
    before, after = _told(found, old, new)
    headings = [text for one in found.headings for text in (one.old, one.new) if text]
    left = [
        change
        for change in changes
        if (change.old or change.new) and not _is_number(change.text)
        if not any(_lies_in(before, span) for span in change.old)
        if not any(_lies_in(after, span) for span in change.new)
        if not any(change.text.strip() in heading for heading in headings)
    ]
    if left:
        quoted = "；".join(f"{one.place.label}“{_short(one.text)}”" for one in left[:_MOST])
        more = "等" if len(left) > _MOST else ""
        yield f"另有{len(left)}处修订未归入各项变化，请核对原文件：{quoted}{more}。"


def _told(found: Diff, old: Plan, new: Plan) -> tuple[Spans[Evidence], Spans[Evidence]]:
    """Where all that is told stands in both drafts."""
    quoting: tuple[FieldDiff | MemberDiff, ...] = (*found.document, *found.roster)
    before = [e for one in quoting for e in one.old_evidence]
    after = [e for one in quoting for e in one.new_evidence]
    before += [one.old for one in found.passages if one.old]
    after += [one.new for one in found.passages if one.new]
    for places, plan in ((before, old), (after, new)):
        places += [e for task in plan.tasks for e in task.evidence]
        places += [e for goal in plan.goals for e in goal.evidence]
    return _spans(before), _spans(after)


def _spans(places: Iterable[Evidence]) -> Spans[Evidence]:
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
