"""Several upper plans -> one list in which the same task stands once. 任务清单"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from policyparse.comparison.disagreements import differences
from policyparse.comparison.relation import sided
from policyparse.model import Category, Certainty, Plan, Task
from policyparse.model.tasklist import TaskList, TaskListRow, TaskSource

SURELY = 0.85  # likeness of two texts that are one task
PERHAPS = 0.7  # the same, where the titles are alike too
TITLES = 0.6
LEAST_SHARED = 0.5  # of the pairs of characters; fewer are not looked at closely

_MARKS = re.compile(r"[\W_]+")
_WHOLE = re.compile("[全本我](?:国|省|自治区|自治州|市|州|盟|县|区|旗)")


@dataclass(slots=True)
class _Row:
    """A row that is being gathered."""

    text: str
    title: str
    sources: list[TaskSource]
    plans: set[int]
    certainty: Certainty = Certainty.SURE


@dataclass(slots=True)
class _Index:
    """Rows by the pairs of characters of their text."""

    rows: list[_Row] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    by_pair: dict[str, list[int]] = field(default_factory=dict)

    def add(self, row: _Row) -> None:
        """Take in a new row."""
        pairs = _pairs(row.text)
        for pair in pairs:
            self.by_pair.setdefault(pair, []).append(len(self.rows))
        self.rows.append(row)
        self.sizes.append(len(pairs))

    def near(self, text: str) -> Iterator[_Row]:
        """Rows that share enough with a text to be looked at, in their order."""
        pairs = _pairs(text)
        shared = Counter(row for pair in pairs for row in self.by_pair.get(pair, ()))
        for row, count in sorted(shared.items()):
            if count >= LEAST_SHARED * min(len(pairs), self.sizes[row]):
                yield self.rows[row]


def merge(plans: Sequence[Plan]) -> TaskList:
    """All tasks of the plans, the same task in one row with all its sources."""
    index = _Index()
    for number, plan in enumerate(plans):
        for task in plan.tasks:
            _place(index, number, plan, task)
    ordered = sorted(index.rows, key=lambda row: _category(row) is Category.SAFEGUARD)
    rows = tuple(_row(number, row) for number, row in enumerate(ordered, start=1))
    return TaskList(
        plans=tuple(sided(plan) for plan in plans), rows=rows, notes=tuple(_notes(plans, rows))
    )


def _place(index: _Index, number: int, plan: Plan, task: Task) -> None:
    """Put a task into the row most like it that has none of its plan, else into a new one."""
    text, title = _bare(task.text), _bare(task.title)
    source = TaskSource(
        title=plan.document.title or plan.source.name, source=plan.source.name, task=task
    )
    found: list[tuple[float, _Row, Certainty]] = []
    for row in index.near(text):
        if number not in row.plans and (judged := _alike(row, text, title)):
            found.append((judged[0], row, judged[1]))
    if not found:
        index.add(_Row(text, title, [source], {number}))
        return
    _, row, certainty = max(found, key=lambda one: one[0])
    row.sources.append(source)
    row.plans.add(number)
    if certainty is not Certainty.SURE:
        row.certainty = certainty


def _alike(row: _Row, text: str, title: str) -> tuple[float, Certainty] | None:
    """How far a task is that of the row, where it may be."""
    matcher = SequenceMatcher(None, row.text, text, autojunk=False)
    if matcher.real_quick_ratio() < PERHAPS or matcher.quick_ratio() < PERHAPS:
        return None
    ratio = matcher.ratio()
    if ratio >= SURELY:
        return ratio, Certainty.SURE
    titles = SequenceMatcher(None, row.title, title, autojunk=False).ratio()
    return (ratio, Certainty.LIKELY) if ratio >= PERHAPS and titles >= TITLES else None


def _row(number: int, row: _Row) -> TaskListRow:
    first = row.sources[0].task
    return TaskListRow(
        number=number,
        category=_category(row),
        title=first.title,
        text=first.text,
        sources=tuple(row.sources),
        differences=differences(row.sources),
        certainty=row.certainty,
    )


def _category(row: _Row) -> Category:
    """Main work where one plan calls it so."""
    kinds = {source.task.category for source in row.sources}
    return Category.MAIN if Category.MAIN in kinds else Category.SAFEGUARD


def _notes(plans: Sequence[Plan], rows: Sequence[TaskListRow]) -> Iterator[str]:
    total = sum(len(plan.tasks) for plan in plans)
    several = [row for row in rows if len(row.sources) > 1]
    yield (
        f"{len(plans)}份文件共{total}项任务，合并为{len(rows)}行，"
        f"其中{len(several)}行见于多份文件，出处全部保留。"
    )
    differing = [str(row.number) for row in rows if row.differences]
    if differing:
        yield f"第{'、'.join(differing)}行各文件的时限、单位或指标不一致，请核实以哪份文件为准。"
    likely = [str(row.number) for row in rows if row.certainty is not Certainty.SURE]
    if likely:
        yield f"第{'、'.join(likely)}行按标题和文字相近合并，是否为同一任务请核实。"


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _bare(text: str) -> str:
    """The words without marks, and without what differs from place to place."""
    return _WHOLE.sub("", _MARKS.sub("", text))
