"""A diff and its drafts -> all that a report shows. 稿次比对"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from policyparse.comparison.finding_words import short_title
from policyparse.drafts.likeness import words_of
from policyparse.model.comparison import Mark, Piece
from policyparse.model.diff import (
    CommentDiff,
    Diff,
    Draft,
    Landing,
    OpinionLanding,
    PassageDiff,
    TaskChange,
    TaskDiff,
    UnitChange,
    WordChange,
    WordOp,
)
from policyparse.model.opinion import Adopted, Opinion
from policyparse.model.plan import Plan
from policyparse.reports.cells import chinese_date
from policyparse.reports.diff_pieces import redline, side, whole
from policyparse.reports.diff_rows import TaskRows, moment
from policyparse.reports.diff_shelf import NEW, OLD, DraftShelf
from policyparse.reports.diff_units import unit_lines
from policyparse.reports.diff_views import (
    DATE,
    DUTY,
    FIGURE,
    HAND_OVER,
    MEASURE,
    AroundRow,
    ChangeRow,
    CommentRow,
    DiffReport,
    OpinionRow,
    PassageRow,
    TaskRow,
    UnitView,
)
from policyparse.reports.diff_words import MOVED, NO_CHANGE, duty_count, sums, verdict_label
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.opinions import change_text
from policyparse.reports.sources import squeeze

FIELD, HEADING, ROSTER = "文件要素", "标题", "名单"
TITLE = "稿件比对报告"


def diff_report(
    diff: Diff,
    old: Plan,
    new: Plan,
    *,
    texts: tuple[str, str] | None = None,
    opinions: Sequence[Opinion] = (),
    today: date | None = None,
) -> DiffReport:
    """All that a report may show; ``texts`` are the normalised texts of both drafts."""
    shelf = DraftShelf(diff, old, new, texts, opinions)
    tasks = tuple(_task(shelf, number, task) for number, task in enumerate(diff.tasks, 1))
    goals = TaskRows(shelf, None, "")
    rows = [row for task in tasks for row in task.changes] + [*map(goals.figure, diff.goals)]
    return DiffReport(
        title=TITLE,
        made=chinese_date(today.isoformat()) if today else "",
        drafts=((OLD, *_head(diff.old)), (NEW, *_head(diff.new))),
        sums=tuple(sums(diff)),
        notes=tuple(_notes(diff, tasks)),
        tabled=shelf.tabled,
        responsibility=_of(rows, DUTY),
        duties=duty_count(_of(rows, DUTY)),
        units=tuple(_units(shelf, tasks)),
        deadlines=_of(rows, DATE),
        targets=_of(rows, FIGURE),
        measures=_of(rows, MEASURE),
        handovers=_of(rows, HAND_OVER),
        opinions=tuple(_opinion(shelf, one) for one in diff.opinions),
        comments=tuple(_comment(shelf, one, tasks) for one in diff.comments),
        around=tuple(_around(shelf)),
        passages=tuple(_passage(shelf, one) for one in diff.passages),
        tasks=tasks,
        names=tuple(dict.fromkeys(name for task in tasks for name in task.units)),
        sources=tuple(s.view() for s in shelf.texts.all if s.text is not None),
    )


def _head(draft: Draft) -> tuple[str, str]:
    return squeeze(draft.title), "、".join(draft.sources or (draft.source,))


def _of(rows: Iterable[ChangeRow], kind: str) -> tuple[ChangeRow, ...]:
    return tuple(row for row in rows if row.kind == kind)


def _notes(diff: Diff, tasks: Sequence[TaskRow]) -> Iterator[str]:
    same = all(task.key == TaskChange.SAME.value for task in tasks)
    around = (diff.goals, diff.passages, diff.document, diff.headings, diff.roster)
    if same and not any(around):
        yield NO_CHANGE
    yield from diff.notes


def _task(shelf: DraftShelf, number: int, task: TaskDiff) -> TaskRow:
    anchor = f"task{number}"
    before, after = shelf.tasks(task, OLD), shelf.tasks(task, NEW)
    words = _redline(shelf, task)
    said = label(task.kind)
    moved = task.moved and task.kind is not TaskChange.MOVED
    came_or_went = not (task.old and task.new)
    return TaskRow(
        anchor=anchor,
        number=number,
        key=task.kind.value,
        label=f"{said}，{MOVED}" if moved else said,
        title=short_title(squeeze(task.title)),
        old_place=shelf.place(task, OLD),
        new_place=shelf.place(task, NEW),
        redline=words,
        old_text=side(words, new=False),
        new_text=side(words, new=True),
        old_units=unit_lines(before, after, task.responsibility, new=False),
        new_units=unit_lines(after, before, task.responsibility, new=True),
        changes=tuple(TaskRows(shelf, task, anchor).all()),
        basis=shelf.basis(task.explained_by) if came_or_went else "",
        unexplained=came_or_went and shelf.tabled and task.explained_by is None,
        author=task.author or "",
        when=moment(task.when),
        renamed=tuple((one.old, one.new) for one in task.renamed),
        units=shelf.units(task),
        words=sum(not one.duty for one in task.wording),
        named=tuple(_words(one) for one in task.wording if one.unit),
    )


def _words(change: WordChange) -> str:
    """增加“市审计局”."""
    if change.op is WordOp.REPLACE:
        return f"“{change.old}”{label(change.op)}“{change.new}”"
    return f"{label(change.op)}“{change.new or change.old}”"


def _redline(shelf: DraftShelf, task: TaskDiff) -> tuple[Piece, ...]:
    if not task.new:
        return whole("\n".join(map(words_of, shelf.tasks(task, OLD))), Mark.GONE)
    if not task.old:
        return whole("\n".join(map(words_of, shelf.tasks(task, NEW))), Mark.NEW)
    return redline(task.old_text, task.wording)


def _units(shelf: DraftShelf, tasks: Sequence[TaskRow]) -> Iterator[UnitView]:
    """What changed for each unit, in the order of the diff."""
    found: dict[str, list[ChangeRow]] = {}
    for row in (row for task in tasks for row in task.changes if row.kind == DUTY):
        found.setdefault(shelf.current.get(row.subject, row.subject), []).append(row)
    for number, unit in enumerate(shelf.diff.units, 1):
        rows = found.get(unit.unit, [])
        parts = (UnitChange.ADDED.value, UnitChange.REMOVED.value)
        yield UnitView(
            anchor=f"unit{number}",
            name=unit.unit,
            gained=tuple(row for row in rows if row.key == parts[0]),
            lost=tuple(row for row in rows if row.key == parts[1]),
            roles=tuple(row for row in rows if row.key not in parts),
        )


def _opinion(shelf: DraftShelf, landing: OpinionLanding) -> OpinionRow:
    opinion = shelf.opinions.get(landing.n)
    quoted = landing.table_evidence.text if landing.table_evidence else ""
    place = landing.evidence
    asked = [change_text(change) for change in opinion.changes] if opinion else []
    verdicts = [label(change.verdict) for change in landing.changes]
    return OpinionRow(
        number=landing.n,
        who=landing.who or (opinion.who if opinion else ""),
        opinion=squeeze(opinion.opinion if opinion else quoted),
        adopted=label(landing.adopted),
        key=landing.verdict.value.replace(" ", "-"),
        label=verdict_label(landing),
        why=landing.why,
        quote=shelf.link(squeeze(place.text), NEW, (place,)) if place else Link(""),
        nearest=landing.verdict is Landing.CANNOT_TELL,
        query=_to_query(landing),
        units=shelf.concerned(landing),
        parts=tuple(zip(asked, verdicts, strict=True)) if len(asked) == len(verdicts) else (),
    )


def _to_query(landing: OpinionLanding) -> bool:
    """Whether table and draft do not agree, or nobody can tell though it is said to be adopted."""
    if landing.agrees is None and landing.adopted in (Adopted.YES, Adopted.PARTLY):
        return landing.verdict in (Landing.CANNOT_TELL, Landing.NOT_LANDED)
    return landing.agrees is False


def _around(shelf: DraftShelf) -> Iterator[AroundRow]:
    """What changed around the tasks, prose aside."""
    diff = shelf.diff
    for kind, changes in ((FIELD, diff.document), (ROSTER, diff.roster)):
        for change in changes:
            yield AroundRow(
                kind,
                shelf.link(change.old or "", OLD, change.old_evidence),
                shelf.link(change.new or "", NEW, change.new_evidence),
                change.why,
            )
    for heading in diff.headings:
        old, new = (Link(squeeze(text or "")) for text in (heading.old, heading.new))
        yield AroundRow(HEADING, old, new, heading.why)


def _passage(shelf: DraftShelf, passage: PassageDiff) -> PassageRow:
    old, new = passage.old, passage.new
    if old and new:
        kind, words = TaskChange.CHANGED, redline(old.text, passage.wording)
    elif old:
        kind, words = TaskChange.REMOVED, whole(old.text, Mark.GONE)
    else:
        kind, words = TaskChange.ADDED, whole(new.text if new else "", Mark.NEW)
    draft, place = (NEW, new) if new else (OLD, old)
    return PassageRow(
        label=label(kind),
        where=shelf.where(draft, place) if place else Link(""),
        redline=words,
        old_text=side(words, new=False),
        new_text=side(words, new=True),
        words=len(passage.wording),
        unit=any(one.unit for one in passage.wording),
    )


def _comment(shelf: DraftShelf, comment: CommentDiff, tasks: Sequence[TaskRow]) -> CommentRow:
    at = shelf.row_of(comment)
    row = tasks[at] if at is not None else None
    place = (row.new_place or row.old_place) if row else ""
    return CommentRow(
        place=Link(place, f"#{row.anchor}") if row else Link(""),
        title=row.title if row else squeeze(comment.title or ""),
        quoted=shelf.link(squeeze(comment.quoted), OLD if comment.gone else NEW, comment.evidence),
        text=comment.text,
        author=comment.author or "",
        when=moment(comment.when),
    )
