"""The first page: totals that reconcile, and what needs a look. 总览"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from policyparse.graph import Graph
from policyparse.graph.query import duties
from policyparse.model import Category, Status, UnitKind
from policyparse.reports.cells import listed
from policyparse.reports.content import title_link
from policyparse.reports.indicators import differing, same_place
from policyparse.reports.labels import label
from policyparse.reports.listing import ABSENT, BASIS, NOT_GIVEN
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.schedule import PAST, THIS_MONTH
from policyparse.reports.views import CountRow, Figure, FrontView, Point, RelationsView
from policyparse.reports.views_lists import DoubtTable, DutyView, TaskLine, TimelineView

LAW = re.compile(r"(?:法|条例)》$")  # nobody gives a law along with a plan
CHECK, NOTICE = "请核实", "提示"
HEADERS = (
    "任务",
    "主要任务",
    "保障措施",
    "单位",
    "分工条目",
    "时限",
    "任务指标",
    "总体目标",
    "交办事项",
    "识别存疑",
)


def front_view(
    graph: Graph,
    texts: SourceTexts,
    relations: RelationsView,
    duty: DutyView,
    timeline: TimelineView,
    doubts: tuple[DoubtTable, ...],
) -> FrontView:
    """All of the page."""
    by_code = {table.code: len(table.rows) + len(table.likely) for table in doubts}
    rows = [(source, _counts(graph, source, by_code)) for source in texts.all]
    total = [sum(counts[column] for _, counts in rows) for column in range(len(HEADERS))]
    total[3] = _units(graph)
    return FrontView(
        figures=_figures(graph, texts, total, timeline),
        points=(
            *_reading(texts, by_code),
            *_annexes(relations),
            *_values(texts),
            *_duties(duty),
            *_times(texts, timeline, duty),
            *_citations(relations),
        ),
        doubts=sum(by_code.values()),
        headers=HEADERS,
        counts=tuple(
            CountRow(
                source.code,
                f"doc{source.index}",
                title_link(texts, source),
                tuple(map(str, counts)),
            )
            for source, counts in rows
        ),
        total=tuple(map(str, total)),
    )


def _counts(graph: Graph, source: SourceText, doubts: Mapping[str, int]) -> list[int]:
    tasks = source.plan.tasks
    main = sum(task.category is Category.MAIN for task in tasks)
    found = [duty for duty in duties(graph) if duty.document == source.name]
    return [
        len(tasks),
        main,
        len(tasks) - main,
        len({duty.unit for duty in found}),
        len(found),
        sum(len(task.deadlines) for task in tasks),
        sum(len(listed(task.targets)) for task in tasks),
        len(listed(source.plan.goals)),
        sum(len(task.deliverables) for task in tasks),
        doubts.get(source.code, 0),
    ]


def _units(graph: Graph) -> int:
    return sum(node["type"] == "unit" for _, node in graph.nodes(data=True))


def _figures(
    graph: Graph, texts: SourceTexts, total: list[int], timeline: TimelineView
) -> tuple[Figure, ...]:
    collectives = sum(
        node["type"] == "unit" and node["kind"] == UnitKind.COLLECTIVE
        for _, node in graph.nodes(data=True)
    )
    levels = [source.plan.document.level for source in texts.all]
    named = "、".join(dict.fromkeys(label(level) for level in levels if level))
    return (
        Figure("文件", str(len(texts.all)), "份", named, "#relations"),
        Figure("任务", str(total[0]), "项", f"主要任务{total[1]}，保障措施{total[2]}", "#content"),
        Figure("单位", str(total[3]), "个", f"其中统称单位{collectives}", "#duty"),
        Figure("时限", str(total[5]), "处", f"列入时间轴{len(timeline.due)}项", "#timeline"),
        Figure(
            "量化指标",
            str(total[6] + total[7]),
            "个",
            f"任务内{total[6]}，总体目标{total[7]}",
            "#indicators",
        ),
        Figure("交办事项", str(total[8]), "项", "报告、方案、清单等", "#content"),
    )


def _reading(texts: SourceTexts, by_code: Mapping[str, int]) -> Iterator[Point]:
    for source in texts.all:
        if source.plan.status is not Status.OK:
            many = len(source.plan.losses)
            more = f"，有{many}处内容未能读取" if many else ""
            yield Point(CHECK, f"{source.code}{label(source.plan.status)}{more}。", (), "#doubts")


def _annexes(relations: RelationsView) -> Iterator[Point]:
    for annex in relations.annexes:
        if annex.state == ABSENT:
            text = f"{annex.code}正文提到附件，所给文件中未见；附件中的任务和数值未计入。"
            yield Point(CHECK, text, (annex.name,), "#relations")


def _values(texts: SourceTexts) -> Iterator[Point]:
    for values in differing(texts):
        first = values[0]
        codes = "与".join(dict.fromkeys(value.source.code for value in values))
        text = f"{first.area}{first.year}年“{first.target.indicator}”，{codes}所列数值不同。"
        links = tuple(
            texts.link(f"{v.source.code}：{v.target.raw}", v.source.name, v.target.evidence)
            for v in values
        )
        severity = CHECK if same_place(values) else NOTICE
        yield Point(severity, text, links, "#indicators")


def _duties(duty: DutyView) -> Iterator[Point]:
    if duty.no_lead.lines:
        lines = duty.no_lead.lines
        safeguards = sum(line.safeguard for line in lines)
        more = f"，其中保障措施{safeguards}项" if safeguards else ""
        text = f"{len(lines)}项任务未写明牵头单位（{_by_code(lines)}）{more}。"
        yield Point(NOTICE, text, (), "#no-lead")
    for line in duty.no_lead_documents:
        yield Point(NOTICE, line, (), "#no-lead")
    if duty.many_leads.lines:
        count = len(duty.many_leads.lines)
        text = f"{count}项任务有3个以上牵头单位（{_by_code(duty.many_leads.lines)}）。"
        yield Point(NOTICE, text, (), "#many-leads")
    if duty.support_only:
        text = f"{len(duty.support_only)}个单位在所列任务中只承担配合职责。"
        yield Point(NOTICE, text, (), "#support-only")


def _times(texts: SourceTexts, timeline: TimelineView, duty: DutyView) -> Iterator[Point]:
    past = sum(row.state == PAST for row in timeline.due)
    soon = sum(row.state == THIS_MONTH for row in timeline.due)
    if past or soon:
        text = f"按日期推算，本月到期{soon}处，已过期{past}处（不表示工作未完成）。"
        yield Point(NOTICE, text, (), "#timeline")
    items = [item for s in texts.all for task in s.plan.tasks for item in task.deliverables]
    open_ = sum(item.by is None for item in items)
    if open_:
        text = f"{len(items)}项交办事项中，{open_}项未写明可推算的日期。"
        yield Point(NOTICE, text, (), "#content")
    total = sum(len(source.plan.tasks) for source in texts.all)
    if duty.no_date.lines:
        text = (
            f"{total}项任务中，{len(duty.no_date.lines)}项未写明时限；长期性工作不写时限较为常见。"
        )
        yield Point(NOTICE, text, (), "#no-date")


def _by_code(lines: tuple[TaskLine, ...]) -> str:
    counts = Counter(line.code for line in lines)
    return "，".join(f"{code} {count}项" for code, count in counts.items())


def _citations(relations: RelationsView) -> Iterator[Point]:
    absent = {
        row.title.text
        for row in relations.citations
        if row.basis == BASIS and row.given == NOT_GIVEN and not LAW.search(row.title.text)
    }
    if absent:
        text = f"作为依据引用的{len(absent)}份文件未提供，承接关系只能按现有文件判断。"
        yield Point(NOTICE, text, (), "#relations")
