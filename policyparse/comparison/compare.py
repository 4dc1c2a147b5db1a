"""Two plans -> one Comparison: the one place that chains the parts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from policyparse.comparison.annexes import annex_notes, searched
from policyparse.comparison.coverage import measure_coverage, status_of
from policyparse.comparison.deadlines import deadline_coverage, measure_pairs
from policyparse.comparison.owners import with_owners
from policyparse.comparison.parties import UnitContext
from policyparse.comparison.relation import relation, sided
from policyparse.comparison.targets import target_coverage
from policyparse.comparison.units import unit_coverage
from policyparse.lexicon.lexicon import Lexicon
from policyparse.lexicon.load import load
from policyparse.matching.annexes import in_annex
from policyparse.matching.candidates import CandidateSource
from policyparse.matching.clauses import Clause, clauses
from policyparse.matching.find import Finder
from policyparse.matching.judge import judge_all
from policyparse.matching.measures import Measure, measures
from policyparse.matching.words import Vocabulary
from policyparse.model import Plan, Task
from policyparse.model.comparison import (
    Comparison,
    MeasureCoverage,
    MeasureState,
    TaskCoverage,
)


def compare(
    upper: Plan,
    lower: Plan,
    *,
    lexicon: Sequence[Path] = (),
    texts: Mapping[str, str] | None = None,
    candidates: CandidateSource | None = None,
) -> Comparison:
    """Say what a lower plan makes of an upper one.

    ``texts`` holds the normalised texts by the names of the sources; with them, annexes that are
    named in running text are known too. ``candidates`` may name further clauses to look at.
    """
    words = load(lexicon)
    tasks = _tasks(upper, lower, words, candidates)
    pairs = {task.upper_task: task.lower_tasks for task in tasks}
    targets = target_coverage(upper, lower, pairs, lexicon=words)
    return Comparison(
        upper=sided(upper),
        lower=sided(lower),
        relation=relation(upper, lower, words),
        tasks=tasks,
        targets=targets,
        deadlines=deadline_coverage(
            upper, lower, measure_pairs(tasks), lexicon=words, tasks=pairs, targets=targets
        ),
        lower_only=_lower_only(lower, tasks),
        searched=searched([lower], texts),
        notes=annex_notes([upper], [lower], texts),
    )


def _tasks(
    upper: Plan, lower: Plan, words: Lexicon, candidates: CandidateSource | None
) -> tuple[TaskCoverage, ...]:
    above, below = clauses(upper), clauses(lower)
    titles = {task.id: task.title for task in upper.tasks}
    texts = [clause.text for clause in (*above, *below)]
    vocabulary = Vocabulary(words, [*texts, *titles.values()])
    asked = measures(above, vocabulary)
    further = _further(asked, below, candidates) if candidates else None
    covered = _measures(asked, Finder(vocabulary, below, further), titles)
    context = UnitContext(words, (upper,), (lower,))
    tasks = {task.id: task for task in lower.tasks}
    found = (
        _task(task, covered[task.id], tasks, context) for task in upper.tasks if task.id in covered
    )
    return with_owners(tuple(found), upper, lower, words)


def _further(
    asked: Sequence[Measure], below: Sequence[Clause], candidates: CandidateSource
) -> dict[str, Sequence[int]]:
    """What another source of candidates finds, by the measure's id."""
    texts = [measure.evidence.text for measure in asked]
    found = candidates(texts, [clause.text for clause in below])
    return {
        measure.id: [number for number in numbers if 0 <= number < len(below)]
        for measure, numbers in zip(asked, found, strict=True)
    }


def _measures(
    asked: Sequence[Measure], finder: Finder, titles: Mapping[str, str]
) -> dict[str, tuple[MeasureCoverage, ...]]:
    """For each upper task its measures with what became of them."""
    verdicts = judge_all(finder, asked, titles)
    return {
        task: tuple(measure_coverage(finder, verdict) for verdict in own)
        for task, own in groupby(verdicts, lambda verdict: verdict.measure.task)
    }


def _task(
    task: Task,
    own: tuple[MeasureCoverage, ...],
    lower: Mapping[str, Task],
    context: UnitContext,
) -> TaskCoverage:
    matched = _lower_tasks(own)
    return TaskCoverage(
        upper_task=task.id,
        title=task.title,
        path=task.path,
        status=status_of(own),
        measures=own,
        lower_tasks=matched,
        units=unit_coverage(task, [lower[found] for found in matched], context),
    )


def _lower_tasks(own: Iterable[MeasureCoverage]) -> tuple[str, ...]:
    """The lower tasks that take a task up, that which takes up most first."""
    counts = Counter(
        measure.lower_task
        for measure in own
        if measure.lower_task and measure.state is not MeasureState.MISSING
        for _ in range(1 if measure.state is MeasureState.WEAKENED else 2)
    )
    return tuple(task for task, _ in counts.most_common())


def _lower_only(lower: Plan, tasks: Iterable[TaskCoverage]) -> tuple[str, ...]:
    """Tasks that the lower plan adds by itself; rows of an annex only break its tasks down."""
    used = {found for task in tasks for found in task.lower_tasks}
    body = [task for task in lower.tasks if not in_annex(task)] or lower.tasks
    return tuple(task.id for task in body if task.id not in used)
