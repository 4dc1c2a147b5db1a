"""Two drafts -> one Diff: the one place that chains the parts."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

from policyparse.drafts.carried import with_carried
from policyparse.drafts.dates import deadline_changes
from policyparse.drafts.duties import duty_spans, work_clauses
from policyparse.drafts.figures import goal_changes, target_changes
from policyparse.drafts.frame import field_changes, heading_changes
from policyparse.drafts.handovers import handover_changes
from policyparse.drafts.likeness import words_of
from policyparse.drafts.measures import MeasureBook, measure_changes
from policyparse.drafts.members import member_changes
from policyparse.drafts.names import Names
from policyparse.drafts.pairing import Pair, pair
from policyparse.drafts.responsibility import responsibilities
from policyparse.drafts.unit_words import with_unit
from policyparse.drafts.units import by_unit
from policyparse.drafts.wording import Redline, names_of
from policyparse.lexicon.lexicon import Lexicon
from policyparse.lexicon.load import load
from policyparse.matching.words import Vocabulary
from policyparse.model import Plan, Task
from policyparse.model.diff import Diff, Draft, HandOverDiff, TaskChange, TaskDiff, WordChange

_RELATED = 0.34  # share of tasks that drafts of one plan have in common


class _Drafts:
    """Both drafts with all by which they are compared; what costs time only if it is needed."""

    def __init__(self, old: Plan, new: Plan, lexicon: Lexicon):
        self.old, self.new, self.lexicon = old, new, lexicon
        self.names = Names(lexicon)
        self.pairs = pair(old.tasks, new.tasks)
        self._touched = [one for one in map(self.tasks, self.pairs) if _touched(*one)]

    def tasks(self, found: Pair) -> tuple[list[Task], list[Task]]:
        """The tasks of a pair."""
        return [self.old.tasks[n] for n in found.old], [self.new.tasks[n] for n in found.new]

    @cached_property
    def _changed(self) -> tuple[list[Task], list[Task]]:
        """The tasks of either draft whose words changed."""
        old, new = ([task for one in self._touched for task in one[n]] for n in (0, 1))
        return old, new

    @cached_property
    def _texts(self) -> list[str]:
        return [words_of(task) for tasks in self._changed for task in tasks]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Cuts the words of measures."""
        said = [clause.text for tasks in self._changed for clause in work_clauses(tasks)]
        return Vocabulary(self.lexicon, [*said, *self._texts])

    @cached_property
    def redline(self) -> Redline:
        """Cuts the words of texts."""
        return Redline(self.lexicon, self._texts, names_of(chain(*self._changed)))

    @cached_property
    def books(self) -> tuple[MeasureBook, MeasureBook]:
        """The measures of both drafts, as far as their words changed."""
        old, new = (MeasureBook(work_clauses(tasks), self.vocabulary) for tasks in self._changed)
        return old, new


def _touched(old: Sequence[Task], new: Sequence[Task]) -> bool:
    """Whether tasks stand in both drafts, and not in the same words."""
    return bool(old and new) and _joined(old) != _joined(new)


def _joined(tasks: Sequence[Task]) -> str:
    return "\n".join(map(words_of, tasks))


def diff(old: Plan, new: Plan, *, lexicon: Sequence[Path] = ()) -> Diff:
    """Say what changed from the old draft to the new one."""
    drafts = _Drafts(old, new, load(lexicon))
    tasks = with_carried([_task(found, drafts) for found in drafts.pairs])
    return Diff(
        old=_draft(old),
        new=_draft(new),
        tasks=tasks,
        goals=goal_changes(old.goals, new.goals, drafts.lexicon),
        document=field_changes(old.document, new.document),
        headings=heading_changes(tasks, old, new),
        roster=member_changes(old.roster, new.roster, drafts.names),
        units=by_unit(tasks),
        notes=tuple(_notes(tasks, old, new)),
    )


def _notes(tasks: Sequence[TaskDiff], old: Plan, new: Plan) -> Iterator[str]:
    """That a draft has no tasks, or that the two can hardly be drafts of one plan."""
    for name, plan in (("旧稿", old), ("新稿", new)):
        if not plan.tasks:
            yield f"{name}没有读出任务，请核对文件。"
    fewer = min(len(old.tasks), len(new.tasks))
    common = sum(bool(task.old and task.new) for task in tasks)
    if fewer and common < _RELATED * fewer:
        yield f"两份文件只有{common}项任务能够对应，可能不是同一方案的两个稿次，请核实。"


def _draft(plan: Plan) -> Draft:
    names = (plan.source.name, *plan.source.parts)
    return Draft(
        title=plan.document.title or plan.source.name,
        source=plan.source.name,
        sources=names if len(names) > 1 else (),
        level=plan.document.level,
        jurisdiction=plan.document.jurisdiction,
        tasks=len(plan.tasks),
    )


def _task(found: Pair, drafts: _Drafts) -> TaskDiff:
    old, new = drafts.tasks(found)
    units = responsibilities(old, new, drafts.names)
    task = TaskDiff(
        old=tuple(task.id for task in old),
        new=tuple(task.id for task in new),
        kind=TaskChange.CHANGED,
        moved=found.moved,
        title=(new or old)[0].title,
        responsibility=units.changes,
        renamed=units.renamed,
    )
    if old and new:
        dates = deadline_changes(old, new, drafts.lexicon)
        update = {"old_text": _joined(old), "new_text": _joined(new), "deadlines": dates}
        task = task.model_copy(update=update)
        if _touched(old, new):
            task = _with_words(task, old, new, drafts)
    return task.model_copy(update={"kind": _kind(task)})


def _with_words(
    task: TaskDiff, old: Sequence[Task], new: Sequence[Task], drafts: _Drafts
) -> TaskDiff:
    """The same with what changed in its words; there is nothing of it where they are the same."""
    raws = [d.raw for change in task.deadlines for d in (change.old, change.new) if d]
    before, after = drafts.books
    measures = before.of(task.old), after.of(task.new)
    handovers = handover_changes(old, new, drafts.names)
    return task.model_copy(
        update={
            "targets": target_changes(old, new, drafts.lexicon),
            "measures": measure_changes(*measures, drafts.vocabulary, raws),
            "handovers": handovers,
            "wording": tuple(_wording(drafts, (old, new), handovers)),
        }
    )


def _wording(
    drafts: _Drafts, sides: Sequence[Sequence[Task]], handovers: Sequence[HandOverDiff]
) -> Iterator[WordChange]:
    """The changes of wording; those that name a unit which is told of nowhere else are marked."""
    texts = [_joined(side) for side in sides]
    found = (c for c in drafts.redline.changes(*texts) if _bare(c.old) != _bare(c.new))
    told = {name for one in handovers for name in (*one.old, *one.new)}
    duties = [duty_spans(side) for side in sides]
    for change in found:
        if _within(change.old_at, change.old, duties[0]) and _within(
            change.new_at, change.new, duties[1]
        ):
            yield change.model_copy(update={"duty": True})
            continue
        yield with_unit(change, drafts.redline, drafts.names, told)


def _within(at: int, text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether words stand in one of some stretches, or next to it; no words stand anywhere."""
    end = at + len(text)
    return not text or any(start - 1 <= at and end <= stop + 1 for start, stop in spans)


def _bare(text: str) -> str:
    """Without blanks and line breaks: these are the format's."""
    return "".join(text.split())


def _kind(task: TaskDiff) -> TaskChange:
    if not task.old:
        return TaskChange.ADDED
    if not task.new:
        return TaskChange.REMOVED
    if len(task.new) > 1:
        return TaskChange.SPLIT
    if len(task.old) > 1:
        return TaskChange.MERGED
    changes = (task.responsibility, task.deadlines, task.targets, task.measures, task.handovers)
    if any(changes) or task.wording:
        return TaskChange.CHANGED
    return TaskChange.MOVED if task.moved else TaskChange.SAME
