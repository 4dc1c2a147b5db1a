"""A plan for people to read on a terminal."""

from collections.abc import Iterator, Sequence

from policyparse.cli.run_summary import counts
from policyparse.cli.width import columns, width_of, wrap
from policyparse.model.opinion import Opinion
from policyparse.model.plan import Plan
from policyparse.reports.labels import SHORT_ROLES, label
from policyparse.reports.rows import Row, RowsBy, rows_of
from policyparse.reports.sources import plan_title
from policyparse.reports.values import period, target_text

INDENT = "      "


def summary(plan: Plan) -> Iterator[str]:
    """All lines, each within the width of the terminal."""
    yield "=" * columns()
    yield wrap(plan_title(plan), columns())
    for name, text in _head(plan):
        yield _labelled(name, text, "")
    before: Sequence[str] = ()
    for row in rows_of([plan], RowsBy.TASK):
        if row.headings != before:
            yield ""
            yield from _headings(row.headings, before)
            before = row.headings
        yield from _row(row)
    yield from _rest(plan)


def _head(plan: Plan) -> Iterator[tuple[str, str]]:
    document, source = plan.document, plan.source
    pages = f"，{source.pages}页" if source.pages else ""
    yield "来源", f"{source.name}（{source.format}，{source.characters}字{pages}）"
    place = document.jurisdiction.name if document.jurisdiction else ""
    level = label(document.level) if document.level else ""
    years = period(document.period.start, document.period.end) or ""
    about = [label(document.kind), place, level, years]
    yield "文件", "，".join(part for part in about if part)
    issue = [document.doc_number or "", "、".join(document.issuer), document.issued_on or ""]
    if any(issue):
        yield "发文", "，".join(part for part in issue if part)
    basis = [f"《{c.title}》" for c in document.citations if c.basis]
    if basis:
        yield "依据", "".join(basis)
    yield "内容", counts([plan])


def _headings(headings: Sequence[str], before: Sequence[str]) -> Iterator[str]:
    """The headings that differ from those of the task before."""
    same = 0
    while same < min(len(headings), len(before)) and headings[same] == before[same]:
        same += 1
    for heading in headings[same:]:
        yield wrap(heading, columns())


def _row(row: Row) -> Iterator[str]:
    head = f"  [{row.task_number}] "
    yield wrap(row.title, columns(), head, " " * width_of(head))
    for held in row.lists:
        if held.units:
            more = "（按职责分工）" if held.by_duty else ""
            yield _labelled(SHORT_ROLES[held.role], held.text + more)
    if row.dues:
        yield _labelled("时限", "、".join(dict.fromkeys(due.text for due in row.dues)))
    if row.targets:
        yield _labelled("指标", "；".join(target.marked() for target in row.targets))


def _rest(plan: Plan) -> Iterator[str]:
    if plan.goals:
        yield "\n总体目标和附表指标"
        for goal in plan.goals:
            yield wrap(target_text(goal), columns(), "  ", "    ")
    if plan.roster:
        yield f"\n成员名单（{len(plan.roster)}人）"
        for member in plan.roster:
            yield wrap(
                f"{member.position}　{member.person}　{member.office}", columns(), "  ", "    "
            )
    if plan.opinions:
        yield f"\n意见（{len(plan.opinions)}条）"
        for opinion in plan.opinions:
            yield _opinion(opinion)
    doubts = [warning.message for warning in plan.warnings]
    losses = [loss.message for loss in plan.losses]
    for name, messages in (("请核实", doubts), ("没有读取或改动读取", losses)):
        if messages:
            yield f"\n{name}"
            for message in dict.fromkeys(messages):
                yield wrap(message, columns(), "  ", "    ")


def _opinion(opinion: Opinion) -> str:
    text = "无意见" if opinion.none else opinion.opinion
    adopted = "" if opinion.none else f"　{label(opinion.adopted)}"
    return wrap(f"{opinion.n}. {opinion.who}：{text}{adopted}", columns(), "  ", "     ")


def _labelled(name: str, text: str, indent: str = INDENT) -> str:
    """时限  2023年8月底前, with later lines under the text."""
    head = f"{indent}{name}  "
    return wrap(text, columns(), head, " " * width_of(head))
