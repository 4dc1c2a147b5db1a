"""Two drafts -> one Diff: the one place that chains the parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policyparse.drafts.carried import with_carried
from policyparse.drafts.dates import deadline_changes
from policyparse.drafts.figures import goal_changes, target_changes
from policyparse.drafts.frame import field_changes, heading_changes
from policyparse.drafts.handovers import handover_changes
from policyparse.drafts.likeness import words_of
from policyparse.drafts.measures import MeasureBook, books, measure_changes
from policyparse.drafts.members import member_changes
from policyparse.drafts.names import Names
from policyparse.drafts.pairing import Pair, pair
from policyparse.drafts.responsibility import responsibilities
from policyparse.drafts.units import by_unit
from policyparse.drafts.wording import Redline, names_of
from policyparse.lexicon.lexicon import Lexicon
from policyparse.lexicon.load import load
from policyparse.matching.clauses import clauses
from policyparse.matching.words import Vocabulary
from policyparse.model import Plan
from policyparse.model.diff import Diff, Draft, HandOverDiff, TaskChange, TaskDiff, WordChange

_RELATED = 0.34  # share of tasks that drafts of one plan have in common


@dataclass(frozen=True, slots=True)
class _Drafts:
    """Both drafts with all by which they are compared."""

    old: Plan
    new: Plan
    lexicon: Lexicon
    names: Names
    vocabulary: Vocabulary
    redline: Redline
    before: MeasureBook
    after: MeasureBook


def diff(old: Plan, new: Plan, *, lexicon: Sequence[Path] = ()) -> Diff:
    """Say what changed from the old draft to the new one."""
    drafts = _drafts(old, new, load(lexicon))
    tasks = with_carried([_task(found, drafts) for found in pair(old.tasks, new.tasks)])
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


def _drafts(old: Plan, new: Plan, lexicon: Lexicon) -> _Drafts:
    tasks = (*old.tasks, *new.tasks)
    texts = [words_of(task) for task in tasks]
    said = [clause.text for plan in (old, new) for clause in clauses(plan)]
    vocabulary = Vocabulary(lexicon, [*said, *texts])
    before, after = books(old, new, vocabulary)
    redline = Redline(lexicon, texts, names_of(tasks))
    return _Drafts(old, new, lexicon, Names(lexicon), vocabulary, redline, before, after)


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
    old = [drafts.old.tasks[n] for n in found.old]
    new = [drafts.new.tasks[n] for n in found.new]
    units = responsibilities(old, new, drafts.names)
    texts = ["\n".join(words_of(task) for task in tasks) for tasks in (old, new)]
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
        before, after = drafts.before.of(task.old), drafts.after.of(task.new)
        dates = deadline_changes(old, new, drafts.lexicon)
        handovers = handover_changes(old, new, drafts.names)
        raws = [d.raw for change in dates for d in (change.old, change.new) if d]
        task = task.model_copy(
            update={
                "old_text": texts[0],
                "new_text": texts[1],
                "deadlines": dates,
                "targets": target_changes(old, new, drafts.lexicon),
                "measures": measure_changes(before, after, drafts.vocabulary, raws),
                "handovers": handovers,
                "wording": tuple(_wording(drafts, texts, handovers)),
            }
        )
    return task.model_copy(update={"kind": _kind(task)})


def _wording(
    drafts: _Drafts, texts: Sequence[str], handovers: Sequence[HandOverDiff]
) -> Iterator[WordChange]:
    """The changes of wording; those that name a unit which is told of nowhere else are marked."""
    found = (c for c in drafts.redline.changes(*texts) if _bare(c.old) != _bare(c.new))
    told = {name for one in handovers for name in (*one.old, *one.new)}
    for change in found:
        gone, come = (set(drafts.redline.units(t)) - told for t in (change.old, change.new))
        left = {a for a in gone if not any(drafts.names.one(a, b) for b in come)}
        fresh = {b for b in come if not any(drafts.names.one(a, b) for a in gone)}
        yield change.model_copy(update={"unit": True}) if left or fresh else change


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
