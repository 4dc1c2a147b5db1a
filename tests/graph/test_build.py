"""The graph holds what output.md defines, once each, in reading order."""

from collections import Counter

import pytest

from policyparse.graph import Graph, build
from policyparse.graph.build import document_names
from policyparse.model import Assignment, Role
from tests.graph.made_plans import Draft, city, district, region


@pytest.fixture
def graph() -> Graph:
    return build([region().plan, city().plan, district().plan])


def relations(graph: Graph, *wanted: str) -> list[tuple[str, str, str]]:
    return [(one, two, key) for one, two, key in graph.edges(keys=True) if key in wanted]


def test_nodes_have_the_keys_of_the_definition(graph: Graph) -> None:
    assert "document:city.txt" in graph
    assert "task:city.txt/1.1" in graph
    assert "unit:云屏市/市水利局" in graph
    assert graph.nodes["deliverable:city.txt/1.1/1"]["what"] == "灌区改造方案"
    assert graph.nodes["target:city.txt/1.2/1"]["value"] == 60


def test_kinds_of_nodes_and_edges_are_complete(graph: Graph) -> None:
    nodes = Counter(node["type"] for _, node in graph.nodes(data=True))
    assert nodes == {"document": 3, "task": 5, "unit": 10, "deliverable": 1, "target": 1}
    edges = Counter(key for *_, key in graph.edges(keys=True))
    assert edges == {
        "contains": 5,
        "lead": 5,
        "support": 4,
        "responsible": 3,
        "hands_over": 1,
        "aims_at": 1,
        "implements": 2,
        "counterpart": 5,
    }


def test_an_assignment_keeps_its_evidence_and_flags(graph: Graph) -> None:
    edge = graph.edges["unit:云屏市青禾区/区水利局", "task:district.txt/1.1", "responsible"]
    assert edge["by_duty"] is True
    assert edge["inherited"] is False
    assert [place.text for place in edge["evidence"]] == ["区水利局"]


def test_basis_citations_chain_from_district_to_region(graph: Graph) -> None:
    assert relations(graph, "implements") == [
        ("document:city.txt", "document:region.txt", "implements"),
        ("document:district.txt", "document:city.txt", "implements"),
    ]


def test_counterparts_share_a_system_and_lie_one_level_apart(graph: Graph) -> None:
    found = relations(graph, "counterpart")
    assert ("unit:澜江省/省水利厅", "unit:云屏市/市水利局", "counterpart") in found
    assert ("unit:云屏市/市财政局", "unit:云屏市青禾区/区财政局", "counterpart") in found
    assert not [pair for pair in found if "省" in pair[0] and "青禾区" in pair[1]]


def test_units_of_another_place_are_no_counterparts() -> None:
    other = Draft("b.txt", "东临市节水方案", "东临市", parents=("海陵省",))
    other.task("1.", "节水", units={Role.LEAD: ["市水利局"]})
    assert not relations(build([region().plan, other.plan]), "counterpart")


def test_the_same_name_in_two_places_is_two_units() -> None:
    one, two = (
        Draft(f"{place}.txt", f"{place}节水方案", place, parents=())
        for place in ("云屏市", "东临市")
    )
    for draft in (one, two):
        draft.task("1.", "节水", units={Role.LEAD: ["市水利局"]})
    graph = build([one.plan, two.plan])
    assert {"unit:云屏市/市水利局", "unit:东临市/市水利局"} <= set(graph)


def test_a_plan_without_place_keeps_its_units_to_itself() -> None:
    draft = Draft("x.txt", "节水方案", None, None)
    draft.task("1.", "节水", units={Role.LEAD: ["市水利局"]})
    assert "unit:x.txt/市水利局" in build([draft.plan])


def test_a_unit_named_twice_in_one_role_is_one_edge_with_both_places() -> None:
    draft = city()
    task = draft.tasks[1]
    again = Assignment(
        unit=task.assignments[0].unit,
        role=Role.LEAD,
        inherited=True,
        by_duty=True,
        rule="heading",
        evidence=(draft.quote("节水型", 4),),
    )
    draft.tasks[1] = task.model_copy(update={"assignments": (*task.assignments, again)})
    edge = build([draft.plan]).edges["unit:云屏市/市教育局", "task:city.txt/1.2", "lead"]
    assert [place.text for place in edge["evidence"]] == ["市教育局", "节水型"]
    assert edge["inherited"] is False
    assert edge["by_duty"] is True


def test_canonical_names_join_the_names_of_one_unit() -> None:
    draft = city()
    named = [
        task.model_copy(
            update={
                "assignments": tuple(
                    a.model_copy(
                        update={"unit": a.unit.model_copy(update={"canonical": "市教育体育局"})}
                    )
                    if "教育" in a.unit.name
                    else a
                    for a in task.assignments
                )
            }
        )
        for task in draft.tasks
    ]
    draft.tasks = named
    graph = build([draft.plan])
    assert graph.nodes["unit:云屏市/市教育体育局"]["label"] == "市教育局"


def test_two_files_of_one_name_stay_two_documents() -> None:
    plans = [city().plan, city().plan]
    assert document_names(plans) == ("city.txt", "city.txt~2")
    assert "task:city.txt~2/1.1" in build(plans)


def test_a_named_place_of_the_unit_wins_over_the_documents() -> None:
    draft = city()
    task = draft.tasks[0]
    first = task.assignments[0]
    elsewhere = first.model_copy(
        update={"unit": first.unit.model_copy(update={"jurisdiction": "澜江省"})}
    )
    draft.tasks[0] = task.model_copy(update={"assignments": (elsewhere,)})
    assert "unit:澜江省/市水利局" in build([draft.plan])


def test_nothing_gives_an_empty_graph() -> None:
    assert len(build([])) == 0
