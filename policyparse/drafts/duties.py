"""Clauses of running text that only say who answers for a task: 由市商务局牵头. 分工语句"""

import re
from collections.abc import Iterator, Sequence

from policyparse.drafts.likeness import bare, words_of
from policyparse.matching.clauses import Clause, clauses_of
from policyparse.model import Task

_JOINTS = re.compile(
    "[由和与及并等]|以及|(?:有关|相关|成员)?(?:部门|单位)|具体|共同|分别|负责|落实"
)
_MARKS = "，、；。：. "


def work_clauses(tasks: Sequence[Task]) -> tuple[Clause, ...]:
    """The clauses of tasks without those that only name units and their roles."""
    named = {task.id: tuple(_named(task)) for task in tasks}
    return tuple(c for c in clauses_of(tasks) if not _only_duty(c, named[c.task]))


def duty_spans(tasks: Sequence[Task]) -> tuple[tuple[int, int], ...]:
    """Where clauses that only name units and their roles stand in the joined words of tasks."""
    spans: list[tuple[int, int]] = []
    for start, end in _spans(tasks):
        if spans and start - spans[-1][1] <= 1:  # 甲局牵头，乙局配合
            start = spans.pop()[0]
        spans.append((start, end))
    return tuple(spans)


def _spans(tasks: Sequence[Task]) -> Iterator[tuple[int, int]]:
    base = 0
    for task in tasks:
        words, named, at = words_of(task), tuple(_named(task)), 0
        for clause in clauses_of((task,)):
            found = words.find(clause.text, at)
            if found < 0:
                continue
            at = found + len(clause.text)
            if _only_duty(clause, named):
                yield base + found, base + at
        base += len(words) + 1


def _named(task: Task) -> Iterator[tuple[int, int]]:
    for assignment in task.assignments:
        yield from ((e.start, e.end) for e in assignment.evidence)


def _only_duty(clause: Clause, named: Sequence[tuple[int, int]]) -> bool:
    """Whether nothing is left of a clause without the units and roles that were read in it."""
    left = list(clause.text)
    for start, end in named:
        for at in range(max(start, clause.start), min(end, clause.end)):
            left[at - clause.start] = "、"
    rest = "".join(left)
    return rest != clause.text and not bare(_JOINTS.sub("", rest).strip(_MARKS))
