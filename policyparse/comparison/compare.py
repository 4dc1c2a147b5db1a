"""Two plans -> one Comparison: the one place that chains the parts."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from policyparse.comparison.coverage import measure_coverage, status_of
from policyparse.lexicon.load import load
from policyparse.matching.clauses import clauses
from policyparse.matching.find import Finder
from policyparse.matching.judge import judge_all
from policyparse.matching.measures import measures
from policyparse.matching.words import Vocabulary
from policyparse.model import Plan
from policyparse.model.comparison import (
    Comparison,
    MeasureCoverage,
    MeasureState,
    Relation,
    RelationKind,
    Side,
    TaskCoverage,
)


def compare(upper: Plan, lower: Plan, *, lexicon: Sequence[Path] = ()) -> Comparison:
    """Say what a lower plan makes of an upper one."""
    words = load(lexicon)
    above, below = clauses(upper), clauses(lower)
    vocabulary = Vocabulary(words, [clause.text for clause in (*above, *below)])
    finder = Finder(vocabulary, below)
    verdicts = judge_all(finder, measures(above, vocabulary))
    covered = [measure_coverage(finder, verdict) for verdict in verdicts]
    by_task = {
        task: tuple(own) for task, own in groupby(covered, lambda m: m.id.rpartition("/")[0])
    }
    titles = {task.id: task for task in upper.tasks}
    tasks = tuple(
        TaskCoverage(
            upper_task=task,
            title=titles[task].title,
            path=titles[task].path,
            status=status_of(own),
            measures=own,
            lower_tasks=_lower_tasks(own),
        )
        for task, own in by_task.items()
    )
    return Comparison(
        upper=_side(upper),
        lower=_side(lower),
        relation=Relation(kind=RelationKind.NONE, why=""),
        tasks=tasks,
    )


def _side(plan: Plan) -> Side:
    return Side(title=plan.document.title or plan.source.name, source=plan.source.name)


def _lower_tasks(own: Sequence[MeasureCoverage]) -> tuple[str, ...]:
    counts = Counter(
        m.lower_task for m in own if m.lower_task and m.state is not MeasureState.MISSING
    )
    return tuple(task for task, _ in counts.most_common())
