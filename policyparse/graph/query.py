"""What the graph is asked: who carries how much, with whom, and where nobody leads."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from policyparse.graph.kind import Graph
from policyparse.model import Evidence, Role, UnitKind

MANY_LEADS = 3


@dataclass(frozen=True, slots=True)
class Duty:
    """One unit in one role in one task."""

    unit: str  # node keys
    task: str
    document: str
    role: Role
    mention: str  # the unit's name as this task has it
    by_duty: bool
    inherited: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """All that one unit has to do."""

    unit: str
    label: str
    canonical: str
    jurisdiction: str | None
    kind: UnitKind
    duties: tuple[Duty, ...]

    def of(self, role: Role) -> tuple[Duty, ...]:
        """The duties in one role."""
        return tuple(duty for duty in self.duties if duty.role is role)

    @property
    def tasks(self) -> int:
        """In how many tasks the unit takes part, in whatever role."""
        return len({duty.task for duty in self.duties})

    @property
    def collective(self) -> bool:
        """Whether it stands for several units, such as 各县（市、区）人民政府."""
        return self.kind is UnitKind.COLLECTIVE


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who is in charge of one task."""

    task: str
    title: str
    document: str
    duties: tuple[Duty, ...]
    evidence: tuple[Evidence, ...]  # of the task

    def of(self, role: Role) -> tuple[Duty, ...]:
        """The duties in one role."""
        return tuple(duty for duty in self.duties if duty.role is role)

    @property
    def by_duty(self) -> bool:
        """Whether the note leaves the division to 按职责分工."""
        return any(duty.by_duty for duty in self.duties)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units that stand in the same tasks."""

    one: str
    two: str
    tasks: tuple[str, ...]
    duties: tuple[Duty, ...]  # of both, task by task

    @property
    def count(self) -> int:
        """In how many tasks they meet."""
        return len(self.tasks)


def duties(graph: Graph) -> tuple[Duty, ...]:
    """Every assignment of the graph, in reading order of the tasks."""
    roles = {role.value: role for role in Role}
    found = []
    for task, node in graph.nodes(data=True):
        if node["type"] != "task":
            continue
        for unit, _, relation, edge in graph.in_edges(task, keys=True, data=True):
            if relation in roles:
                found.append(
                    Duty(
                        unit=unit,
                        task=task,
                        document=node["document"],
                        role=roles[relation],
                        mention=edge["mention"],
                        by_duty=edge["by_duty"],
                        inherited=edge["inherited"],
                        evidence=edge["evidence"],
                    )
                )
    return tuple(found)


def loads(graph: Graph, document: str | None = None) -> tuple[Load, ...]:
    """The units by load, the heaviest first; equals stay in the order they are first named in."""
    by_unit: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties(graph):
        if document is None or duty.document == document:
            by_unit[duty.unit].append(duty)
    found = [_load(graph, unit, by_unit[unit]) for unit in graph if unit in by_unit]
    return tuple(sorted(found, key=lambda load: (-load.tasks, -len(load.of(Role.LEAD)))))


def _load(graph: Graph, unit: str, found: list[Duty]) -> Load:
    node = graph.nodes[unit]
    return Load(
        unit=unit,
        label=node["label"],
        canonical=node["canonical"],
        jurisdiction=node["jurisdiction"],
        kind=node["kind"],
        duties=tuple(found),
    )


def support_only(graph: Graph) -> tuple[Load, ...]:
    """Units that only ever support; those that stand for several units are left out."""
    return tuple(
        load
        for load in loads(graph)
        if not load.collective and all(duty.role is Role.SUPPORT for duty in load.duties)
    )


def staffing(graph: Graph) -> tuple[Staffing, ...]:
    """Every task with the units in charge of it."""
    by_task: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties(graph):
        by_task[duty.task].append(duty)
    return tuple(
        Staffing(
            task=key,
            title=node["title"],
            document=node["document"],
            duties=tuple(by_task[key]),
            evidence=node["evidence"],
        )
        for key, node in graph.nodes(data=True)
        if node["type"] == "task"
    )


def many_leads(graph: Graph, least: int = MANY_LEADS) -> tuple[Staffing, ...]:
    """Tasks led by several units."""
    return tuple(item for item in staffing(graph) if len(item.of(Role.LEAD)) >= least)


def without_lead(graph: Graph) -> tuple[Staffing, ...]:
    """Tasks that no unit leads, those without any unit included."""
    return tuple(item for item in staffing(graph) if not item.of(Role.LEAD))


def cooperation(graph: Graph, document: str | None = None) -> tuple[Pair, ...]:
    """Pairs of units that share tasks, the most frequent first."""
    shared: dict[tuple[str, str], list[Staffing]] = defaultdict(list)
    order = {key: place for place, key in enumerate(graph)}
    for item in staffing(graph):
        if document is not None and item.document != document:
            continue
        units = sorted({duty.unit for duty in item.duties}, key=order.__getitem__)
        for pair in combinations(units, 2):
            shared[pair].append(item)
    pairs = [
        Pair(
            one=one,
            two=two,
            tasks=tuple(item.task for item in items),
            duties=tuple(d for item in items for d in item.duties if d.unit in (one, two)),
        )
        for (one, two), items in shared.items()
    ]
    return tuple(sorted(pairs, key=lambda p: (-p.count, order[p.one], order[p.two])))
