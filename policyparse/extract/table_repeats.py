"""A task table that only repeats what stands before it: its rows complete those tasks.

Many plans state their tasks in the text and once more in an annex 任务分解表 that gives units and
dates. Rows that repeat a task would count it twice, so each gives the task of the text what that
has not; rows that name work of their own stay tasks of the annex. So it is with the sheets of a
workbook that show the same tasks in another layout: there title and units must be the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from policyparse.extract.table_layout import Table
from policyparse.model import Assignment, Deadline, Evidence, Part, Role, Task, Warning

_SHARE = 0.6  # of the rows: a table that repeats so many repeats the text
_CLAUSE = re.compile("[，。；：]")
_NO_WORD = re.compile(r"[^\w]|_")
# What is repeated, and how a warning names both sides.
_TEXT, _TABLE = ("正文", "正文与任务分解表"), ("前表", "前后两张任务表")
_Key = tuple[object, ...]


def with_tables(
    tasks: Sequence[Task], tables: Iterable[tuple[Table, list[Task]]]
) -> tuple[list[Task], list[Warning]]:
    """The tasks of text and tables without those stated twice, in reading order."""
    found, warnings = list(tasks), list[Warning]()
    index = _Index(tasks)
    listed = _Listed()
    for _, rows in tables:
        pairs = [(row, index.find(row)) for row in rows]
        words = _TEXT
        if sum(number is not None for _, number in pairs) < _SHARE * len(rows):
            pairs, words = listed.find(rows), _TABLE
        same = [(row, number) for row, number in pairs if number is not None]
        if not same or len(same) < _SHARE * len(rows):
            pairs, same = [(row, None) for row in rows], []
        for row, number in pairs:
            if number is None:
                listed.add(row, len(found))
                found.append(row)
        for row, number in same:
            warnings += _differences(found[number], row, words)
            found[number] = _completed(found[number], row, units=words is _TEXT)
        if same:
            warnings.append(_repeated(rows, [row for row, _ in same], words))
    return sorted(found, key=lambda task: task.evidence[0].start), warnings


class _Listed:
    """The tasks of the tables before, by title and units."""

    def __init__(self) -> None:
        self._known: dict[_Key, int] = {}

    def add(self, row: Task, number: int) -> None:
        """Remember a task; of several alike the first."""
        for key in _keys(row):
            self._known.setdefault(key, number)

    def find(self, rows: Sequence[Task]) -> list[tuple[Task, int | None]]:
        """Each row with the task that it repeats; where most do, by its title alone."""
        closely = [self._first(_keys(row)[:2]) for row in rows]
        if sum(number is not None for number in closely) < _SHARE * len(rows):
            return list(zip(rows, closely, strict=True))
        return [(row, self._first(_keys(row))) for row in rows]

    def _first(self, keys: Iterable[_Key]) -> int | None:
        return next((self._known[key] for key in keys if key in self._known), None)


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


def _keys(row: Task) -> tuple[_Key, ...]:
    """By what a row is known again, the surest first."""
    title = _bare(row.title)
    units = frozenset((a.unit.name, a.role) for a in row.assignments)
    return (title, units, _bare(row.text)), (title, units), (title,)


def _bare(words: str) -> str:
    return _NO_WORD.sub("", words)


def _completed(task: Task, row: Task, *, units: bool) -> Task:
    """The task with what only its row in the table says."""
    new: dict[str, object] = {}
    if (
        units
        and all(a.inherited and a.rule == "also" for a in task.assignments)
        and row.assignments
    ):
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


def _differences(task: Task, row: Task, words: tuple[str, str]) -> Iterator[Warning]:
    """Leads and dates that text and table state otherwise: nothing is dropped in silence."""
    ours, theirs = _leads(task), _leads(row)
    if ours and theirs and ours.keys() != theirs.keys():
        places = [
            e
            for name, e in (*ours.items(), *theirs.items())
            if not (name in ours and name in theirs)
        ]
        yield _warning("table-lead-differs", task, "牵头单位", places, words)
    dates, others = _dates(task.deadlines), _dates(row.deadlines)
    if dates and not others.keys() <= dates.keys():
        places = [e for day, e in others.items() if day not in dates]
        places += [e for day, e in dates.items() if day not in others]
        code = "table-date-differs" if _contradicts(task, row) else "table-date-besides"
        yield _warning(code, task, "时限", places, words)


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


def _warning(
    code: str, task: Task, what: str, places: Iterable[Evidence], words: tuple[str, str]
) -> Warning:
    first, both = words
    return Warning(
        code=code,
        message=f"“{task.title}”的{what}，{both}所写不同，以{first}为准，请核实",
        evidence=tuple(places),
    )


def _repeated(rows: Sequence[Task], same: Sequence[Task], words: tuple[str, str]) -> Warning:
    kept, first = len(rows) - len(same), words[0]
    message = f"任务分解表 {len(rows)} 行中有 {len(same)} 行与{first}任务相同，"
    message += f"并入{first}任务，不重复计数"
    if kept:
        message += f"，另有 {kept} 行为{first}所无，单列为任务"
    return Warning(
        code="table-repeats-text",
        message=message,
        evidence=tuple(row.evidence[0] for row in same),
    )
