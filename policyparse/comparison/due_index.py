"""The dates of a lower plan by what is due, so that an upper date meets only those like it."""

from collections.abc import Mapping, Sequence

from policyparse.comparison.plan_dates import Due
from policyparse.matching.passages import Postings

GOVERNED = 0.75  # what a clause further off is worth beside the date's own
TELLING = 6  # pairs of characters that a clause needs to be known again further off


class DueIndex:
    """How like an upper date the lower ones are. 时限索引"""

    def __init__(self, dues: Sequence[Due]):
        self.dues = tuple(dues)
        self._subjects = Postings(due.subject for due in dues)
        self._things = Postings(due.thing for due in dues)
        self._acts = Postings(due.act for due in dues)
        self._scopes = Postings(due.scope for due in dues)
        self._of_task: dict[str, list[int]] = {}
        for number, due in enumerate(dues):
            self._of_task.setdefault(due.task.id, []).append(number)

    def of_tasks(self, tasks: set[str]) -> set[int]:
        """The dates of some tasks."""
        return {number for task in tasks for number in self._of_task.get(task, ())}

    def alike(self, upper: Due) -> dict[int, float]:
        """Likeness from 0 to 1 by the number of the lower date; what is not there has none."""
        subjects = self._subjects.likeness(upper.subject)
        things = self._things.likeness(upper.thing)
        acts = self._acts.likeness(upper.act)
        further = self._governed(upper)
        return {
            n: max(
                subject := subjects.get(n, 0.0),
                (max(subject, things.get(n, 0.0)) + acts.get(n, 0.0)) / 2,
                further.get(n, 0.0),
            )
            for n in {*subjects, *things, *acts, *further}
        }

    def _governed(self, upper: Due) -> Mapping[int, float]:
        """A clause that the other date governs from further off: 底前建成一期，新增能力…"""
        found: dict[int, float] = {}
        size = len(upper.subject)
        if size >= TELLING:
            for n, same in self._scopes.common(upper.subject).items():
                found[n] = GOVERNED * same / size
        for n, same in self._subjects.common(upper.scope).items():
            size = len(self.dues[n].subject)
            if size >= TELLING:
                found[n] = max(found.get(n, 0.0), GOVERNED * same / size)
        return found
