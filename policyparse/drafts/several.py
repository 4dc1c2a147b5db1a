"""Three drafts and more: the pairings of neighbours as one table. 各稿对照"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policyparse.drafts import words
from policyparse.drafts.pairing import pair
from policyparse.model import Assignment, Plan, Role, Task
from policyparse.model.diff import Diff, TaskChange, TaskDiff
from policyparse.model.drafts import Charge, DraftCell, DraftRow, DraftTable, StepChange

Node = tuple[int, str]  # number of a draft, id of a task in it


@dataclass(slots=True)
class _Row:
    """One matter while it is put together."""

    tasks: dict[int, list[Task]] = field(default_factory=dict)  # by draft, in their order

    @property
    def last(self) -> int:
        return max(self.tasks)

    @property
    def first(self) -> int:
        return min(self.tasks)


def table(plans: Sequence[Plan], steps: Sequence[Diff], overall: Diff) -> DraftTable:
    """All drafts side by side; ``steps`` are the differences of neighbours."""
    rows = _ordered(_rows(plans, steps), plans)
    return DraftTable(
        drafts=(steps[0].old, *(step.new for step in steps)),
        rows=tuple(_row(row, len(plans), steps) for row in rows),
        steps=tuple(steps),
        overall=overall,
        notes=tuple(dict.fromkeys(note for one in (*steps, overall) for note in one.notes)),
    )


# which tasks are one matter


def _rows(plans: Sequence[Plan], steps: Sequence[Diff]) -> list[_Row]:
    """Every task of every draft in one row; tasks that became one another share theirs."""
    owner: dict[Node, Node] = {(n, t.id): (n, t.id) for n, p in enumerate(plans) for t in p.tasks}
    for n, step in enumerate(steps):
        for task in step.tasks:
            nodes = [*((n, one) for one in task.old), *((n + 1, one) for one in task.new)]
            for one, other in pairwise(nodes):
                owner[_root(owner, other)] = _root(owner, one)
    for one, other in _come_back(plans, owner):
        owner[_root(owner, other)] = _root(owner, one)
    return _gathered(plans, owner)


def _gathered(plans: Sequence[Plan], owner: dict[Node, Node]) -> list[_Row]:
    found: dict[Node, _Row] = {}
    for n, plan in enumerate(plans):
        for task in plan.tasks:
            row = found.setdefault(_root(owner, (n, task.id)), _Row())
            row.tasks.setdefault(n, []).append(task)
    return list(found.values())


def _root(owner: dict[Node, Node], node: Node) -> Node:
    while owner[node] != node:
        owner[node] = node = owner[owner[node]]
    return node


def _come_back(plans: Sequence[Plan], owner: dict[Node, Node]) -> Iterator[tuple[Node, Node]]:
    """Tasks that one draft left out and a later one took up again; the shortest gap first."""
    rows = _gathered(plans, dict(owner))
    ends = {n: [r.tasks[n][-1] for r in rows if r.last == n] for n in range(len(plans))}
    starts = {n: [r.tasks[n][0] for r in rows if r.first == n] for n in range(len(plans))}
    for gap in range(2, len(plans)):
        for n in range(len(plans) - gap):
            old, new = ends[n], starts[n + gap]
            paired = [found for found in pair(old, new) if found.old and found.new]
            for found in paired:
                yield (n, old[found.old[0]].id), (n + gap, new[found.new[0]].id)
            ends[n] = _without(old, [o for p in paired for o in p.old])
            starts[n + gap] = _without(new, [at for p in paired for at in p.new])


def _without(tasks: Sequence[Task], used: Sequence[int]) -> list[Task]:
    return [task for at, task in enumerate(tasks) if at not in used]


def _ordered(rows: Sequence[_Row], plans: Sequence[Plan]) -> list[_Row]:
    """In the order of the newest draft; what is gone behind what stood before it."""
    of = {(n, t.id): row for row in rows for n, tasks in row.tasks.items() for t in tasks}
    ordered: list[_Row] = []
    for n in reversed(range(len(plans))):
        at = 0
        for task in plans[n].tasks:
            row = of[n, task.id]
            places = [place for place, other in enumerate(ordered) if other is row]
            if places:
                at = places[0] + 1
            else:
                ordered.insert(at, row)
                at += 1
    return ordered


# what stands in a row


def _row(row: _Row, drafts: int, steps: Sequence[Diff]) -> DraftRow:
    cells = tuple(_cell(row.tasks.get(n, ())) for n in range(drafts))
    return DraftRow(
        title=row.tasks[row.last][0].title,
        drafts=cells,
        steps=tuple(tuple(_changes(row, n, step)) for n, step in enumerate(steps)),
    )


def _cell(tasks: Sequence[Task]) -> DraftCell | None:
    if not tasks:
        return None
    units: dict[tuple[str, Role], Assignment] = {}
    for a in (a for task in tasks for a in task.assignments):
        units.setdefault((a.unit.name, a.role), a)
    return DraftCell(
        tasks=tuple(task.id for task in tasks),
        title=tasks[0].title,
        units=tuple(
            Charge(unit=a.unit.name, role=a.role, evidence=a.evidence) for a in units.values()
        ),
        open_ended=any(task.open_ended for task in tasks),
    )


def _changes(row: _Row, n: int, step: Diff) -> Iterator[StepChange]:
    """What one step did to a matter."""
    before = {task.id for task in row.tasks.get(n, ())}
    after = {task.id for task in row.tasks.get(n + 1, ())}
    for task in step.tasks:
        if before & set(task.old) or after & set(task.new):
            earlier = [at for at in row.tasks if at < n] if not before else []
            yield _step(task, max(earlier) + 1 if earlier else None)


def _step(task: TaskDiff, back: int | None) -> StepChange:
    said = [] if back is None else [words.came_back(back)]
    if task.kind not in (TaskChange.ADDED, TaskChange.REMOVED):
        said += [change.why for change in task.responsibility]
        said += [change.why for change in task.deadlines]
        said += [change.why for change in task.targets]
        said += [change.why for change in task.measures]
        said += [change.why for change in task.handovers]
    return StepChange(
        kind=task.kind, moved=task.moved, old=task.old, new=task.new, back=back, said=tuple(said)
    )
