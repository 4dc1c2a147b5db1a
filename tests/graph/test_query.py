"""The questions the graph answers."""

from policyparse.graph import build
from policyparse.graph.query import (
    cooperation,
    loads,
    many_leads,
    staffing,
    support_only,
    without_lead,
)
from policyparse.model import Role
from tests.graph.made_plans import city, district, large, region

PLANS = [region().plan, city().plan, district().plan]
GRAPH = build(PLANS)


def test_load_counts_tasks_per_unit_and_role_the_heaviest_first() -> None:
    found = loads(GRAPH, "city.txt")
    assert [(unit.label, unit.tasks) for unit in found][:2] == [("市财政局", 2), ("市教育局", 2)]
    finance = found[0]
    assert [duty.task for duty in finance.of(Role.LEAD)] == ["task:city.txt/1.1"]
    assert [duty.task for duty in finance.of(Role.SUPPORT)] == ["task:city.txt/1.2"]
    assert finance.duties[0].evidence[0].text == "市财政局"


def test_every_assignment_is_counted_once() -> None:
    total = sum(len(unit.duties) for unit in loads(GRAPH))
    assert total == sum(len(task.assignments) for plan in PLANS for task in plan.tasks)


def test_units_that_only_support_leave_collectives_out() -> None:
    assert [unit.label for unit in support_only(GRAPH)] == ["省财政厅", "省教育厅"]


def test_many_leads_and_none() -> None:
    assert [item.title for item in many_leads(GRAPH)] == ["推进农业节水"]
    assert [(item.document, item.title) for item in without_lead(GRAPH)] == [
        ("city.txt", "加强宣传"),
        ("district.txt", "推进农业节水"),
    ]
    assert without_lead(GRAPH)[1].by_duty


def test_staffing_lists_each_task_even_without_units() -> None:
    assert len(staffing(GRAPH)) == sum(len(plan.tasks) for plan in PLANS)


def test_cooperation_counts_the_shared_tasks_of_a_pair() -> None:
    first = cooperation(GRAPH, "city.txt")[0]
    assert (first.one, first.two) == ("unit:云屏市/市财政局", "unit:云屏市/市教育局")
    assert first.count == 2
    assert {duty.task for duty in first.duties} == set(first.tasks)


def test_a_large_plan_is_answered_too() -> None:
    graph = build([large().plan])
    assert len(loads(graph)) == 50
    assert len(staffing(graph)) == 60
