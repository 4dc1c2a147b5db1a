"""Annexes that a plan names, and whether they were read. 附件"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyparse.model import Plan, Task

_N = r"[ \t]*(?P<n>[\d一二三四五六七八九十]{0,2})[ \t]*"
_SORT = "(?P<sort>附[件表录])"
_LISTED = re.compile(rf"{_SORT}{_N}[:：][ \t]*(?P<title>\S.{{3,120}})")
_HEADING = re.compile(rf"{_SORT}{_N}[:：]?")  # alone on its line: the annex begins here
_ROW = re.compile(r"\t|^\|.*\|$")  # of a table, as read or as typed
_OVER_TABLE = re.compile(
    rf"{_SORT}{_N}[:：]?[ \t]*[^。；]{{0,60}}"
)  # right above a table, it does, too
_ITEM = re.compile(r"(?P<n>\d{1,2})[.．、][ \t]*(?P<title>\S.{3,120})")
_MENTIONED = re.compile(rf"(?:详见|参见|附于|[见按]|按照|根据)(?P<name>{_SORT}{_N})")
_ANNEX_ID = re.compile(r"a\d*(?:~\d+)?(?:[.\-]|$)")
_NUMERALS = {char: str(at) for at, char in enumerate("一二三四五六七八九", start=1)}


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex as the plan names it."""

    name: str  # its title, else 附件2
    titled: bool
    read: bool
    text: str  # as it stands
    start: int  # offset of that in the text that was looked at

    @property
    def shown(self) -> str:
        """With the marks of a title: 附件《…》, else 附件2."""
        if not self.titled:
            return self.name
        return f"附件“{self.name}”" if "《" in self.name else f"附件《{self.name}》"


def annexes(plan: Plan, text: str = "") -> tuple[Annex, ...]:
    """The annexes that a plan names, in its order.

    Without the normalised text only what the tasks and warnings quote can be looked at.
    """
    text = text or _quoted(plan)
    lines = [line.strip() for line in text.split("\n")]
    listed = list(_listed(lines))
    there = _There(plan, lines, len(listed))
    if listed:
        starts = _starts(text)
        return tuple(
            Annex(title, True, there.has(number, title, at), lines[at], starts[at])
            for at, number, title in listed
        )
    found: dict[str, Annex] = {}
    for match in _MENTIONED.finditer(text):
        name = re.sub(r"\s", "", match["name"])
        read = there.has(match["n"], name, -1)
        shown = match["name"].strip()
        found.setdefault(name, Annex(name, False, read, shown, match.start("name")))
    return tuple(found.values())


def in_annex(task: Task) -> bool:
    """Whether a task stands in an annex of its plan."""
    return _ANNEX_ID.match(task.id) is not None


def _quoted(plan: Plan) -> str:
    """All of the text that the plan itself quotes."""
    tasks = (place.text for task in plan.tasks for place in task.evidence)
    doubts = (place.text for warning in plan.warnings for place in warning.evidence)
    return "\n".join((*tasks, *doubts))


def _starts(text: str) -> list[int]:
    """Where the words of each line begin."""
    starts, at = [], 0
    for line in text.split("\n"):
        starts.append(at + len(line) - len(line.lstrip()))
        at += len(line) + 1
    return starts


def _listed(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """The lines of a list such as 附件：1.… 2.…: line, number, title."""
    inside = False
    for at, line in enumerate(lines):
        if match := _LISTED.fullmatch(line):
            inside = True
            first = _ITEM.fullmatch(match["title"])
            yield at, *((first["n"], first["title"]) if first else (match["n"], match["title"]))
        elif inside and (item := _ITEM.fullmatch(line)):
            yield at, item["n"], item["title"]
        else:
            inside = False


class _There:
    """What of the annexes was given: files of their own, headings, titles."""

    def __init__(self, plan: Plan, lines: Sequence[str], listed: int) -> None:
        self._all_given = bool(plan.source.parts) and len(plan.source.parts) >= listed
        self._lines = [_bare(line) for line in lines]
        headings = (_HEADING.fullmatch(line) for line in lines)
        self._numbers = {_number(match["n"]) for match in headings if match}
        self._over_tables = {at for at, line in enumerate(lines[1:]) if _ROW.search(line)}
        above = (_OVER_TABLE.fullmatch(lines[at]) for at in self._over_tables)
        self._numbers |= {_number(match["n"]) for match in above if match}
        self._numbers |= {
            match[1] for task in plan.tasks if (match := re.match(r"a(\d*)", task.id))
        }
        sections = [goal.section for goal in plan.goals if goal.section]
        sections += [heading for task in plan.tasks for heading in task.path]
        self._sections = {_bare(section) for section in sections}
        self._listed = listed

    def has(self, number: str, title: str, at: int) -> bool:
        """Whether the annex that line ``at`` names was read."""
        name = _bare(title)
        if self._all_given or name in self._sections or name in self._lines[at + 1 :]:
            return True
        if at in self._over_tables:
            return True
        if _number(number) in self._numbers:
            return True
        if self._listed:
            return self._listed == 1 and bool(self._numbers)
        return "" in self._numbers or (not number and bool(self._numbers))


def _number(written: str) -> str:
    return _NUMERALS.get(written, written)


def _bare(title: str) -> str:
    return re.sub(r"[\s《》]+", "", title)
