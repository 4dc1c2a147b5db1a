"""A task table that only repeats the running text: its rows complete the tasks of the text.

Many plans state their tasks in the text and once more in an annex 任务分解表 that gives units and
dates. Rows that repeat a task would count it twice, so each gives the task of the text what that
has not; rows that name work of their own stay tasks of the annex.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from policyparse.extract.table_layout import Table
from policyparse.model import Assignment, Deadline, Evidence, Part, Role, Task, Warning

_SHARE = 0.6  # of the rows: a table that repeats so many repeats the text
_CLAUSE = re.compile("[，。；：]")
_NO_WORD = re.compile(r"[^\w]|_")


def with_tables(
    tasks: Sequence[Task], tables: Iterable[tuple[Table, list[Task]]]
) -> tuple[list[Task], list[Warning]]:
    """The tasks of text and tables without those stated twice, in reading order."""
    found, warnings = list(tasks), list[Warning]()
    index = _Index(tasks)
    for _, rows in tables:
        pairs = [(row, index.find(row)) for row in rows]
        same = [(row, number) for row, number in pairs if number is not None]
        if not same or len(same) < _SHARE * len(rows):
            found += rows
            continue
        found += [row for row, number in pairs if number is None]
        for row, number in same:
            warnings += _differences(found[number], row)
            found[number] = _completed(found[number], row)
        warnings.append(_repeated(rows, [row for row, _ in same]))
    return sorted(found, key=lambda task: task.evidence[0].start), warnings


class _Index:
    """The tasks of the running text by title and text."""

    def __init__(self, tasks: Sequence[Task]):
        self._titles = {_bare(t.title): n for n, t in reversed(list(enumerate(tasks)))}
        self._texts = [_bare(t.text) for t in tasks]

    def find(self, row: Task) -> int | None:
        """The task that a row repeats: by its title, else by its words."""
        title, words = _bare(row.title), _bare(row.text)
        if title in self._titles:
            return self._titles[title]
        for name, number in self._titles.items():
            short, long = sorted((name, title), key=len)
            if len(short) >= 6 and short in long and 3 * len(short) >= 2 * len(long):
                return number
        for number, text in enumerate(self._texts):
            if len(words) >= 12 and words in text and 5 * len(words) >= 4 * len(text):
                return number
        return None


def _bare(words: str) -> str:
    return _NO_WORD.sub("", words)


def _completed(task: Task, row: Task) -> Task:
    """The task with what only its row in the table says."""
    new: dict[str, object] = {}
    if all(a.inherited and a.rule == "also" for a in task.assignments) and row.assignments:
        new["assignments"] = _all_of(row.assignments, task.assignments)
        new["open_ended"] = row.open_ended
    if not task.deadlines and row.deadlines:
        new["deadlines"] = row.deadlines
    if not task.contacts and row.contacts:
        new["contacts"] = row.contacts
    if new:
        places = [e.model_copy(update={"part": Part.CONTEXT}) for e in row.evidence]
        new["evidence"] = tuple(dict.fromkeys((*task.evidence, *places)))
    return task.model_copy(update=new) if new else task


def _all_of(first: Iterable[Assignment], more: Iterable[Assignment]) -> tuple[Assignment, ...]:
    seen: dict[tuple[str, Role], Assignment] = {}
    for assignment in (*first, *more):
        seen.setdefault((assignment.unit.name, assignment.role), assignment)
    return tuple(seen.values())


def _differences(task: Task, row: Task) -> Iterator[Warning]:
    """Leads and dates that text and table state otherwise: nothing is dropped in silence."""
    ours, theirs = _leads(task), _leads(row)
    if ours and theirs and ours.keys() != theirs.keys():
        places = [
            e
            for name, e in (*ours.items(), *theirs.items())
            if not (name in ours and name in theirs)
        ]
        yield _warning("table-lead-differs", task, "牵头单位", places)
    dates, others = _dates(task.deadlines), _dates(row.deadlines)
    if dates and not others.keys() <= dates.keys():
        places = [e for day, e in others.items() if day not in dates]
        places += [e for day, e in dates.items() if day not in others]
        code = "table-date-differs" if _contradicts(task, row) else "table-date-besides"
        yield _warning(code, task, "时限", places)


def _contradicts(task: Task, row: Task) -> bool:
    """Whether both cannot be right: the row ends before the text does, or dates the same thing.

    A later date in the row may be that of the whole, where the text dates a step on the way.
    """
    ours = [d.end for d in task.deadlines if d.end]
    theirs = [d.end for d in row.deadlines if d.end]
    if max(theirs) < max(ours):
        return True
    words = _pairs(row.text)
    for deadline in task.deadlines:
        for clause in _CLAUSE.split(task.text):
            said = _pairs(clause.replace(deadline.raw, ""))
            least = _SHARE * min(len(said), len(words))
            if deadline.raw in clause and least and len(said & words) >= least:
                return True
    return False


def _pairs(words: str) -> set[str]:
    return set(map("".join, pairwise(_bare(words))))


def _leads(task: Task) -> dict[str, Evidence]:
    leads = [a for a in task.assignments if a.role is Role.LEAD]
    return {a.unit.canonical or a.unit.name: a.evidence[0] for a in leads}


def _dates(deadlines: Iterable[Deadline]) -> dict[str, Evidence]:
    return {d.end: d.evidence[0] for d in deadlines if d.end is not None}


def _warning(code: str, task: Task, what: str, places: Iterable[Evidence]) -> Warning:
    return Warning(
        code=code,
        message=f"“{task.title}”的{what}，正文与任务分解表所写不同，以正文为准，请核实",
        evidence=tuple(places),
    )


def _repeated(rows: Sequence[Task], same: Sequence[Task]) -> Warning:
    kept = len(rows) - len(same)
    message = (
        f"任务分解表 {len(rows)} 行中有 {len(same)} 行与正文任务相同，并入正文任务，不重复计数"
    )
    if kept:
        message += f"，另有 {kept} 行为正文所无，单列为任务"
    return Warning(
        code="table-repeats-text",
        message=message,
        evidence=tuple(row.evidence[0] for row in same),
    )
