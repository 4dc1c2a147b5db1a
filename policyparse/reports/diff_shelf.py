"""The two drafts of a report: their tasks, their clauses, and links into their texts. 稿次"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from policyparse.model.diff import (
    CommentDiff,
    Diff,
    OpinionLanding,
    Responsibility,
    TaskDiff,
    UnitChange,
)
from policyparse.model.evidence import Evidence
from policyparse.model.opinion import Opinion
from policyparse.model.plan import Plan
from policyparse.model.task import Task
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.places import SourceTexts
from policyparse.reports.sources import clause_of

OLD, NEW = "旧稿", "新稿"
UNEXPLAINED = "未见意见依据"


class DraftShelf:
    """A diff with the drafts it was made from and the opinions on the old one."""

    def __init__(
        self,
        diff: Diff,
        old: Plan,
        new: Plan,
        texts: tuple[str, str] | None = None,
        opinions: Sequence[Opinion] = (),
    ) -> None:
        self.diff, self.old, self.new = diff, old, new
        self.tabled = diff.table is not None or bool(diff.opinions)
        self.opinions = {opinion.n: opinion for opinion in opinions}
        self._landings = {landing.n: landing for landing in diff.opinions}
        read = dict(zip((OLD, NEW), texts or (), strict=False))
        self.texts = SourceTexts((OLD, NEW), (old, new), read, (OLD, NEW))
        self._tasks = {
            name: {task.id: task for task in plan.tasks} for name, plan in ((OLD, old), (NEW, new))
        }

    def tasks(self, task: TaskDiff, draft: str) -> list[Task]:
        """The tasks of one draft."""
        ids = task.old if draft == OLD else task.new
        return [self._tasks[draft][number] for number in ids]

    def place(self, task: TaskDiff, draft: str) -> str:
        """The clauses a task stands in: 二、（一）2.; empty where it is not there."""
        return "；".join(clause_of(one) for one in self.tasks(task, draft))

    def link(self, text: str, draft: str, evidence: Iterable[Evidence]) -> Link:
        """A text that leads to its place in one draft."""
        return self.texts.link(text, draft, evidence) if text else Link("")

    def where(self, draft: str, place: Evidence) -> Link:
        """全文第15段, of a passage that stands in no task."""
        return self.link(f"全文第{place.block + 1}段", draft, (place,))

    def row_of(self, comment: CommentDiff) -> int | None:
        """The place in the diff of the task that a comment hangs on."""
        for at, task in enumerate(self.diff.tasks):
            if comment.task is not None and comment.task in (
                task.old if comment.gone else task.new
            ):
                return at
        return None

    @cached_property
    def current(self) -> dict[str, str]:
        """Old names of units -> those that the new draft uses for them."""
        return {one.old: one.new for task in self.diff.tasks for one in task.renamed}

    def units(self, task: TaskDiff) -> tuple[str, ...]:
        """All units of a task in both drafts, and what the changes call them."""
        tasks = (*self.tasks(task, NEW), *self.tasks(task, OLD))
        named = [a.unit.name for one in tasks for a in one.assignments]
        named += [change.unit for change in task.responsibility if is_unit(change)]
        return tuple(dict.fromkeys(self.current.get(name, name) for name in named))

    def concerned(self, landing: OpinionLanding) -> tuple[str, ...]:
        """Who gave an opinion, and the units of the tasks that it speaks of."""
        asked = set(landing.tasks)
        spoken = [task for task in self.diff.tasks if asked & set(task.old)]
        named = (name for task in spoken for name in self.units(task))
        return tuple(dict.fromkeys((landing.who, *named)))

    def basis(self, number: int | None) -> str:
        """The opinion that asked for a change, or that none did."""
        if number is None:
            return UNEXPLAINED if self.tabled else ""
        landing = self._landings.get(number)
        who = f"（{landing.who}，{label(landing.adopted)}）" if landing and landing.who else ""
        return f"第{number}条意见{who}"


def is_unit(change: Responsibility) -> bool:
    """Whether a change is one of a unit; 等 is nobody."""
    whole = change.change is not UnitChange.SCOPE
    return whole or change.new_role is not None or change.old_role is not None
