"""Plans -> responsibility graph 责任分工图, as the project's output specification defines it.

Goals that stand outside tasks are in no unit's charge and have no edge in the definition;
they are left to the reports.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any

from policyparse.graph.citations import LEVELS, resolve
from policyparse.graph.kind import Graph, new_graph
from policyparse.model import Assignment, Evidence, Jurisdiction, Level, Plan, Task, Unit, UnitKind

SCHEMA = "policyparse/graph/1"


def build(plans: Sequence[Plan]) -> Graph:
    """The graph of all plans; nodes and edges come in reading order.

    An edge's key is its relation (``lead``, ``contains`` …). Evidence stays a tuple of
    values here and is written out by ``export``.
    """
    graph = new_graph(schema=SCHEMA)
    names = document_names(plans)
    for name, plan in zip(names, plans, strict=True):
        _add_document(graph, name, plan)
    for name, plan in zip(names, plans, strict=True):
        for task in plan.tasks:
            _add_task(graph, name, plan, task)
    _link_documents(graph, names, plans)
    _link_counterparts(graph, plans)
    return graph


def document_names(plans: Sequence[Plan]) -> tuple[str, ...]:
    """The sources' names, made unique: a second one of the same name ends in ~2."""
    seen: Counter[str] = Counter()
    names = []
    for plan in plans:
        name = plan.source.name
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}~{seen[name]}")
    return tuple(names)


def document_key(name: str) -> str:
    """The node of a document."""
    return f"document:{name}"


def task_key(name: str, task: Task) -> str:
    """The node of a task in the document of this name."""
    return f"task:{name}/{task.id}"


def unit_key(unit: Unit, plan: Plan, name: str) -> str:
    """The node of a unit; without any place it is kept to its own document."""
    place = unit.jurisdiction
    if not place:
        own = plan.document.jurisdiction
        place = own.name if own else name
    return f"unit:{place}/{unit.canonical or unit.name}"


def _add_document(graph: Graph, name: str, plan: Plan) -> None:
    document = plan.document
    graph.add_node(
        document_key(name),
        type="document",
        label=document.title or plan.source.name,
        document=name,
        level=document.level,
        jurisdiction=document.jurisdiction.name if document.jurisdiction else None,
        period_start=document.period.start,
        period_end=document.period.end,
        doc_number=document.doc_number,
        kind=document.kind,
        evidence=document.evidence.get("title", ()),
    )


def _add_task(graph: Graph, name: str, plan: Plan, task: Task) -> None:
    key = task_key(name, task)
    graph.add_node(
        key,
        type="task",
        label=task.title,
        title=task.title,
        category=task.category,
        path=task.path,
        open_ended=task.open_ended,
        document=name,
        evidence=task.evidence,
    )
    _link(graph, document_key(name), key, "contains", name, task.evidence)
    for assignment in task.assignments:
        _add_assignment(graph, name, plan, key, assignment)
    for number, item in enumerate(task.deliverables, 1):
        node = f"deliverable:{name}/{task.id}/{number}"
        graph.add_node(
            node,
            type="deliverable",
            label=item.what,
            document=name,
            **item.model_dump(include={"raw", "who", "what", "by", "to", "rule", "certainty"}),
            evidence=item.evidence,
        )
        _link(graph, key, node, "hands_over", name, item.evidence)
    for number, target in enumerate(task.targets, 1):
        node = f"target:{name}/{task.id}/{number}"
        values = target.model_dump(exclude={"evidence", "section"})
        graph.add_node(
            node,
            type="target",
            label=target.indicator,
            document=name,
            **values,
            evidence=target.evidence,
        )
        _link(graph, key, node, "aims_at", name, target.evidence)


def _add_assignment(graph: Graph, name: str, plan: Plan, task: str, assignment: Assignment) -> None:
    """Add the edge, or add its evidence to the one that says the same already."""
    unit = unit_key(assignment.unit, plan, name)
    _add_unit(graph, unit, assignment.unit, plan, name, assignment.evidence)
    if graph.has_edge(unit, task, assignment.role.value):
        edge = graph.edges[unit, task, assignment.role.value]
        edge["by_duty"] = edge["by_duty"] or assignment.by_duty
        edge["inherited"] = edge["inherited"] and assignment.inherited
        edge["evidence"] += tuple(e for e in assignment.evidence if e not in edge["evidence"])
        return
    _link(
        graph,
        unit,
        task,
        assignment.role.value,
        name,
        assignment.evidence,
        by_duty=assignment.by_duty,
        inherited=assignment.inherited,
        mention=assignment.unit.name,
        rule=assignment.rule,
        certainty=assignment.certainty,
    )


def _add_unit(
    graph: Graph,
    key: str,
    unit: Unit,
    plan: Plan,
    name: str,
    evidence: tuple[Evidence, ...],
) -> None:
    if key in graph:
        node = graph.nodes[key]
        if unit.name not in node["mentions"]:
            node["mentions"] += (unit.name,)
        for field in ("level", "system"):
            if node[field] is None:
                node[field] = getattr(unit, field)
        return
    own = plan.document.jurisdiction
    graph.add_node(
        key,
        type="unit",
        label=unit.name,
        canonical=unit.canonical or unit.name,
        level=unit.level,
        jurisdiction=unit.jurisdiction or (own.name if own else None),
        system=unit.system,
        kind=unit.kind,
        mentions=(unit.name,),
        document=name,
        evidence=evidence,
    )


def _link_documents(graph: Graph, names: Sequence[str], plans: Sequence[Plan]) -> None:
    documents = [plan.document for plan in plans]
    for index, document in enumerate(documents):
        for citation in document.citations:
            match = resolve(citation, index, documents) if citation.basis else None
            if match is None:
                continue
            lower, upper = document_key(names[index]), document_key(names[match.index])
            if not graph.has_edge(lower, upper, "implements"):
                _link(
                    graph,
                    lower,
                    upper,
                    "implements",
                    names[index],
                    citation.evidence,
                    cited_title=citation.title,
                    cited_number=citation.doc_number,
                    matched_by=match.by,
                    score=match.score,
                )


def _link_counterparts(graph: Graph, plans: Sequence[Plan]) -> None:
    """From a unit to those of its 条线 one level below, inside its own area."""
    inside = Lineage(plan.document.jurisdiction for plan in plans)
    systems: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for key, node in graph.nodes(data=True):
        known = node["type"] == "unit" and node["system"] and node["level"]
        if known and node["kind"] != UnitKind.COLLECTIVE:
            systems[node["system"]].append((key, node))
    for system, units in systems.items():
        for (upper, above), (lower, below) in permutations(units, 2):
            if LEVELS.index(below["level"]) == LEVELS.index(above["level"]) + 1 and inside.holds(
                above["jurisdiction"], above["level"], below["jurisdiction"]
            ):
                _link(graph, upper, lower, "counterpart", None, (), system=system)


class Lineage:
    """Which place lies in which, as far as the documents say."""

    def __init__(self, jurisdictions: Iterable[Jurisdiction | None]) -> None:
        self._parents: dict[str, tuple[str, ...]] = {}
        for place in jurisdictions:
            if place is not None:
                self._parents.setdefault(place.name, place.parents)

    def holds(self, upper: str | None, level: Level | None, lower: str | None) -> bool:
        """Whether the lower place is part of the upper one; unknown counts as no."""
        if level is Level.NATIONAL:
            return True
        if not upper or not lower or upper == lower:
            return False
        return upper in self._parents.get(lower, ()) or lower.startswith(upper)


def _link(
    graph: Graph,
    source: str,
    target: str,
    relation: str,
    document: str | None,
    evidence: tuple[Evidence, ...],
    **more: object,
) -> None:
    graph.add_edge(
        source,
        target,
        key=relation,
        relation=relation,
        document=document,
        evidence=evidence,
        **more,
    )
