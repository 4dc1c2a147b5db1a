"""Rules on bodies such as 领导小组 and 指挥部 that a plan gives tasks to. 议事协调机构"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.lexicon.lexicon import alternation
from policyparse.model import Assignment, Evidence, UnitKind
from policyparse.model.check import Severity

_QUOTED = 4  # places of one body
_LEAST = 2  # characters that tell one body from another


@dataclass(frozen=True, slots=True)
class _Founded:
    """A body that the document sets up: the words that say so."""

    name: str
    place: tuple[int, int]


def body_not_set_up(subject: Subject) -> Iterator[Hit]:
    """任务交给了没有说明由谁设立的机构。

    为什么：文中成立了一个机构，任务却写给另一个名称的机构，不清楚由谁承担。
    怎么改：统一为文中成立的机构名称；确为另一机构的，写明由哪份文件设立。
    """
    founded = _founded(subject)
    if not founded:
        return
    for assignments in _unknown(subject, founded):
        names = "、".join(dict.fromkeys(a.evidence[0].text for a in assignments))
        yield Hit(
            (*_places(assignments), subject.quote(*founded[0].place)),
            f"任务由{names}承担，而文中成立的是“{founded[0].name}”，没有写明前者由谁设立，"
            "请核实机构名称",
        )


def _founded(subject: Subject) -> tuple[_Founded, ...]:
    words = subject.lexicon.file.roster
    mark = re.compile(
        rf"(?:{alternation(words.set_up)})了?"
        rf"(?P<name>[^，。；：（）\n]{{0,40}}?(?:{alternation(words.bodies)}))"
    )
    return tuple(_Founded(m["name"], m.span("name")) for m in mark.finditer(subject.plain))


def _unknown(subject: Subject, founded: Sequence[_Founded]) -> Iterable[list[Assignment]]:
    """Assignments to bodies that nobody set up, body by body."""
    offices: list[Assignment] = []
    found: dict[str, list[Assignment]] = {}
    for assignment in _to_bodies(subject):
        about = _about(subject, assignment)
        if about is None:
            offices.append(assignment)
        elif len(about) >= _LEAST and not any(_within(about, one.name) for one in founded):
            key = next((k for k in found if _alike(k, about)), about)
            found.setdefault(key, []).append(assignment)
    for assignment in offices:  # 区大气办 beside 区大气污染防治领导小组办公室
        short = _bare(subject, assignment.unit.name).removesuffix("办")
        for about, known in found.items():
            if _within(short, about):
                known.append(assignment)
    return found.values()


def _to_bodies(subject: Subject) -> Iterator[Assignment]:
    for task in subject.plan.tasks:
        for assignment in task.assignments:
            if assignment.unit.kind in (UnitKind.OFFICE, UnitKind.COLLECTIVE):
                yield assignment


def _about(subject: Subject, assignment: Assignment) -> str | None:
    """What stands before 领导小组 or 指挥部 in a name; None where it has no such word."""
    bodies = alternation(subject.lexicon.file.roster.bodies)
    body = re.search(rf"(?:{bodies})", assignment.unit.name)
    if body is None:
        return None
    return _bare(subject, assignment.unit.name[: body.start()]).removesuffix("工作")


def _bare(subject: Subject, name: str) -> str:
    """A name without its place or word of level."""
    place = subject.lexicon.place_at(name)
    if place and place[-1] in "省市区县州盟旗":
        name = name[len(place) :]
    prefix = re.match(alternation(subject.lexicon.file.heads.prefixes), name)
    return name[prefix.end() :] if prefix else name


def _alike(one: str, other: str) -> bool:
    return _within(one, other) or _within(other, one)


def _within(short: str, long: str) -> bool:
    """Whether all characters of a short name stand in the long one in their order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _places(assignments: Sequence[Assignment]) -> tuple[Evidence, ...]:
    """The first place of each name, then further ones."""
    by_name = {a.evidence[0].text: a.evidence[0] for a in reversed(assignments)}
    first = list(by_name.values())
    more = [a.evidence[0] for a in assignments if a.evidence[0] not in first]
    places = sorted([*first, *more][: max(_QUOTED, len(first))], key=lambda e: e.start)
    return tuple(places)


RULES = (Rule("PP803", "body-not-set-up", Severity.WARNING, body_not_set_up),)
