"""Load per unit, and the tasks without lead, date or number. 单位责任清单"""

from collections.abc import Callable, Sequence

from policyparse.graph import Graph
from policyparse.graph.build import task_key
from policyparse.graph.query import (
    MANY_LEADS,
    Load,
    Staffing,
    loads,
    many_leads,
    staffing,
    support_only,
)
from policyparse.model import Category, Role, Task
from policyparse.reports.cells import listed
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.sources import clause_of
from policyparse.reports.views_lists import DutyView, LoadRow, LoadTable, TaskLine, TaskList

NO_PLACE = "未写明行政区"


def duty_view(graph: Graph, texts: SourceTexts) -> DutyView:
    """All of the section."""
    tasks = tasks_by_key(texts)
    leaderless = documents_without_leads(graph)
    no_lead = [
        item
        for item in staffing(graph)
        if not item.of(Role.LEAD) and item.document not in leaderless
    ]
    return DutyView(
        tables=_tables(graph, texts, tasks),
        support_only=tuple(_support(texts, unit) for unit in support_only(graph)),
        many_leads=_many_leads(graph, texts, tasks),
        no_lead=_no_lead(texts, tasks, no_lead),
        no_lead_documents=tuple(
            f"{texts[name].code}《{texts[name].title}》{reason}。"
            for name, reason in leaderless.items()
        ),
        no_date=_plain_list(texts, "no-date", "未写明时限的任务", lambda task: not task.deadlines),
        no_number=_plain_list(
            texts,
            "no-number",
            "未写明量化指标的任务",
            lambda task: not listed(task.targets),
        ),
    )


def tasks_by_key(texts: SourceTexts) -> dict[str, tuple[SourceText, Task]]:
    """The task and its document behind a node of the graph."""
    return {
        task_key(source.name, task): (source, task)
        for source in texts.all
        for task in source.plan.tasks
    }


def documents_without_leads(graph: Graph) -> dict[str, str]:
    """Documents that name no lead anywhere, with the reason as one sentence says it."""
    by_document: dict[str, list[Staffing]] = {}
    for item in staffing(graph):
        by_document.setdefault(item.document, []).append(item)
    found = {}
    for name, items in by_document.items():
        staffed = [item for item in items if item.duties]
        by_duty = [item for item in staffed if item.by_duty]
        if not staffed:
            found[name] = f"的{len(items)}项任务均未写明责任单位"
        elif 2 * len(by_duty) >= len(staffed):
            found[name] = f"主要采用“按职责分工”的写法（{len(by_duty)}项任务），不逐项区分牵头单位"
        elif not any(item.of(Role.LEAD) for item in staffed):
            found[name] = f"的{len(items)}项任务只列责任单位，全文不区分牵头单位"
    return found


def _tables(
    graph: Graph, texts: SourceTexts, tasks: dict[str, tuple[SourceText, Task]]
) -> tuple[LoadTable, ...]:
    places: dict[str, list[LoadRow]] = {}
    for load in loads(graph):
        places.setdefault(load.jurisdiction or NO_PLACE, []).append(
            _load_row(graph, texts, tasks, load)
        )
    order = list(dict.fromkeys(_place(source) for source in texts.all))
    ranked = sorted(places, key=lambda p: order.index(p) if p in order else len(order))
    return tuple(LoadTable(place, tuple(places[place])) for place in ranked)


def _place(source: SourceText) -> str:
    place = source.plan.document.jurisdiction
    return place.name if place else NO_PLACE


def _load_row(
    graph: Graph, texts: SourceTexts, tasks: dict[str, tuple[SourceText, Task]], load: Load
) -> LoadRow:
    roles = []
    for role in Role:
        links = []
        for duty in load.of(role):
            source, task = tasks[duty.task]
            links.append(texts.link(clause_of(task), source.name, duty.evidence, f"{task.title}"))
        if links:
            roles.append((role.value, label(role), tuple(links)))
    mentions: Sequence[str] = graph.nodes[load.unit]["mentions"]
    others = [name for name in (load.canonical, *mentions) if name != load.label]
    codes = dict.fromkeys(texts[duty.document].code for duty in load.duties)
    return LoadRow(
        label=texts.link(load.label, load.duties[0].document, load.duties[0].evidence),
        other_names="、".join(dict.fromkeys(others)),
        code="、".join(codes),
        total=texts.links(str(load.tasks), ((d.document, d.evidence) for d in load.duties)),
        roles=tuple(roles),
    )


def _support(texts: SourceTexts, load: Load) -> tuple[str, str, Link]:
    codes = "、".join(dict.fromkeys(texts[duty.document].code for duty in load.duties))
    places = [(duty.document, duty.evidence) for duty in load.duties]
    return codes, load.label, texts.links(f"{load.tasks}项", places)


def _many_leads(
    graph: Graph, texts: SourceTexts, tasks: dict[str, tuple[SourceText, Task]]
) -> TaskList:
    lines = []
    for item in many_leads(graph):
        source, task = tasks[item.task]
        leads = [
            texts.link(duty.mention, source.name, duty.evidence) for duty in item.of(Role.LEAD)
        ]
        lines.append(_line(texts, source, task, tuple(leads)))
    return TaskList(
        "many-leads",
        f"牵头单位在{MANY_LEADS}个以上的任务",
        "多家共同牵头是常见写法，仅供统筹时参考；第一个单位是否为总牵头，以原文为准。",
        "牵头单位",
        tuple(lines),
    )


def _no_lead(
    texts: SourceTexts, tasks: dict[str, tuple[SourceText, Task]], items: Sequence[Staffing]
) -> TaskList:
    lines = []
    for item in items:
        source, task = tasks[item.task]
        others = tuple(texts.link(duty.mention, source.name, duty.evidence) for duty in item.duties)
        lines.append(_line(texts, source, task, others or (Link("未写明单位"),)))
    return TaskList(
        "no-lead",
        "未写明牵头单位的任务",
        "只列出在写明牵头单位的文件中没有牵头单位的任务；保障措施不写责任单位较为常见。",
        "已写明的其他单位",
        tuple(lines),
    )


def _plain_list(
    texts: SourceTexts, anchor: str, heading: str, wanted: Callable[[Task], bool]
) -> TaskList:
    lines = tuple(
        _line(texts, source, task, ())
        for source in texts.all
        for task in source.plan.tasks
        if wanted(task)
    )
    return TaskList(anchor, heading, "", "", lines)


def _line(texts: SourceTexts, source: SourceText, task: Task, detail: tuple[Link, ...]) -> TaskLine:
    return TaskLine(
        code=source.code,
        document=source.title,
        number=clause_of(task),
        safeguard=task.category is Category.SAFEGUARD,
        title=texts.link(task.title, source.name, task.evidence),
        detail=detail,
        source=texts.reference(source.name, task.evidence, task),
    )
