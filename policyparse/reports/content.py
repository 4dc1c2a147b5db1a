"""What each document holds: its fields, its tasks under their headings, its goals. 各文件内容"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from policyparse.model import (
    Assignment,
    Deliverable,
    Role,
    Task,
)
from policyparse.reports.cells import chinese_date, listed
from policyparse.reports.goals import goal_grid, goal_rows
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.opinions import opinion_rows, opinion_summary
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.sources import clause_of, headings_of
from policyparse.reports.values import NOT_WRITTEN, mark, period, target_text
from policyparse.reports.views import (
    DeliverableView,
    DocumentView,
    Field,
    SectionView,
    TaskView,
)


def document_views(texts: SourceTexts) -> tuple[DocumentView, ...]:
    """One view a document."""
    return tuple(_document(texts, source) for source in texts.all)


def _document(texts: SourceTexts, source: SourceText) -> DocumentView:
    plan = source.plan
    used = {a.role for task in plan.tasks for a in task.assignments}
    roles = [role for role in Role if role in used]
    return DocumentView(
        code=source.code,
        anchor=f"doc{source.index}",
        title=title_link(texts, source),
        fields=document_fields(texts, source),
        sections=tuple(
            SectionView(
                "　".join(headings),
                tuple(task_view(texts, source, task, roles) for task in tasks),
            )
            for headings, tasks in groupby(plan.tasks, key=headings_of)
        ),
        roles=tuple(label(role) for role in roles),
        goals=goal_rows(texts, source),
        grid=goal_grid(texts, source),
        roster=tuple(
            (m.position, texts.link(m.person, source.name, m.evidence), m.office)
            for m in plan.roster
        ),
        opinion_summary=opinion_summary(source),
        opinions=opinion_rows(texts, source),
    )


def title_link(texts: SourceTexts, source: SourceText) -> Link:
    """The document's title, leading to where it stands."""
    found = source.plan.document.evidence.get("title", ())
    return texts.link(source.title, source.name, found)


def document_fields(texts: SourceTexts, source: SourceText) -> tuple[Field, ...]:
    """What a document says of itself."""
    document = source.plan.document
    place = document.jurisdiction

    def field(name: str, key: str, *values: str | None) -> Field:
        found = document.evidence.get(key, ())
        shown = [value for value in values if value]
        links = tuple(texts.link(value, source.name, found) for value in shown)
        return Field(name, links or (Link(NOT_WRITTEN),))

    return (
        field("发文字号", "doc_number", document.doc_number),
        field("发文机关", "issuer", *document.issuer),
        field("成文日期", "issued_on", chinese_date(document.issued_on or "")),
        field(
            "行政区",
            "jurisdiction",
            "".join(_outer(place.parents, place.name)) if place else None,
        ),
        field("层级", "level", label(document.level) if document.level else None),
        field("规划期", "period", period(document.period.start, document.period.end)),
        field("文种", "kind", label(document.kind)),
    )


def _outer(parents: Iterable[str], name: str) -> list[str]:
    """A place with its parents, none of them said twice."""
    return [*(parent for parent in parents if not name.startswith(parent)), name]


def task_view(
    texts: SourceTexts, source: SourceText, task: Task, roles: Sequence[Role]
) -> TaskView:
    """A row of the task table."""
    name = source.name
    return TaskView(
        number=clause_of(task),
        title=texts.link(task.title, name, task.evidence),
        units=tuple(_units(texts, source, task, role) for role in roles),
        note=duty_note(task.assignments, task.open_ended),
        contacts=tuple((c.role, texts.link(c.name, name, c.evidence)) for c in task.contacts),
        deadlines=tuple(
            texts.link(mark(d.raw, d.certainty), name, d.evidence, d.end or d.start or "")
            for d in task.deadlines
        ),
        targets=tuple(
            texts.link(mark(t.raw, t.certainty), name, t.evidence, target_text(t))
            for t in listed(task.targets)
        ),
        deliverables=tuple(
            DeliverableView(
                what=texts.link(mark(d.what, d.certainty), name, d.evidence),
                more=handover_text(task, d),
            )
            for d in task.deliverables
        ),
        source=texts.reference(name, task.evidence, task),
    )


def _units(texts: SourceTexts, source: SourceText, task: Task, role: Role) -> tuple[Link, ...]:
    return tuple(
        texts.link(mark(a.unit.name, a.certainty), source.name, a.evidence, a.unit.canonical or "")
        for a in task.assignments
        if a.role is role
    )


def handover_text(task: Task, item: Deliverable) -> str:
    """市工信局　2026年8月底前　报市政府办; the date as the task writes it."""
    written = [d.raw for d in task.deadlines if item.by and d.end == item.by]
    by = written[0] if written else chinese_date(item.by or "")
    to = f"报{item.to}" if item.to else ""
    return "　".join(part for part in ("、".join(item.who), by, to) if part)


def duty_note(assignments: Iterable[Assignment], open_ended: bool) -> str:
    """按职责分工 and 等, where the note says so."""
    parts = ["按职责分工"] if any(a.by_duty for a in assignments) else []
    return "，".join([*parts, "名单以“等”收尾"] if open_ended else parts)
