"""Three drafts and more -> all that their report shows. 各稿对照"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from policyparse.comparison.finding_words import short_title
from policyparse.model.assignment import Role
from policyparse.model.comparison import Mark, Piece
from policyparse.model.diff import Responsibility, TaskChange
from policyparse.model.drafts import DraftCell, DraftRow, DraftTable, StepChange
from policyparse.model.plan import Plan
from policyparse.model.task import Task
from policyparse.reports.cells import ETC, chinese_date
from policyparse.reports.diff_content import diff_report
from policyparse.reports.diff_units import Named, marks
from policyparse.reports.diff_words import MOVED, sums
from policyparse.reports.drafts_views import DraftsReport, MatterCell, MatterRow
from policyparse.reports.labels import label
from policyparse.reports.places import SourceTexts
from policyparse.reports.sources import clause_of, squeeze

TITLE = "各稿对照"
NO_UNIT = "未明确单位"
ONLY_WORDS = "仅文字有修改。"


def drafts_report(
    table: DraftTable,
    plans: Sequence[Plan],
    *,
    texts: Sequence[str] = (),
    today: date | None = None,
) -> DraftsReport:
    """All that a report may show; ``plans`` are the drafts in their order, ``texts`` theirs."""
    names = [draft_name(number) for number in range(1, len(plans) + 1)]
    read = dict(zip(names, texts, strict=False))
    sources = SourceTexts(names, plans, read, names)
    rows = tuple(_row(table, at, sources, plans) for at in range(len(table.rows)))
    return DraftsReport(
        title=TITLE,
        made=chinese_date(today.isoformat()) if today else "",
        drafts=tuple(
            (name, squeeze(draft.title), "、".join(draft.sources or (draft.source,)), draft.tasks)
            for name, draft in zip(names, table.drafts, strict=True)
        ),
        sums=tuple(_sums(table)),
        notes=table.notes,
        rows=rows,
        steps=tuple(
            (step_name(at), diff_report(step, plans[at - 1], plans[at]))
            for at, step in enumerate(table.steps, 1)
        ),
        names=tuple(dict.fromkeys(name for row in rows for name in row.units)),
        sources=tuple(one.view() for one in sources.all if one.text is not None),
    )


def draft_name(number: int) -> str:
    """What a draft is called, by its place."""
    return f"第{number}稿"


def step_name(number: int) -> str:
    """From one draft to the next."""
    return f"{draft_name(number)}→{draft_name(number + 1)}"


def _sums(table: DraftTable) -> Iterator[tuple[str, str]]:
    for number, step in enumerate(table.steps, 1):
        yield step_name(number), "；".join(f"{name}{text}" for name, text in sums(step))


def _row(table: DraftTable, at: int, sources: SourceTexts, plans: Sequence[Plan]) -> MatterRow:
    row = table.rows[at]
    cells = tuple(
        _cell(table, row, n, sources, _tasks(plan, row.drafts[n])) for n, plan in enumerate(plans)
    )
    steps = [
        (step_name(number), "".join(map(told, changes)))
        for number, changes in enumerate(row.steps, 1)
    ]
    named = [one.unit for cell in reversed(row.drafts) if cell for one in cell.units]
    return MatterRow(
        number=at + 1,
        title=short_title(squeeze(row.title)),
        changed=row.changed,
        cells=cells,
        steps=tuple((name, text) for name, text in steps if text),
        units=tuple(dict.fromkeys(named)),
    )


def _tasks(plan: Plan, cell: DraftCell | None) -> list[Task]:
    wanted = cell.tasks if cell else ()
    return [task for task in plan.tasks if task.id in wanted]


def told(change: StepChange) -> str:
    """有修改，位置移动。新增“市公安局”为配合单位。"""
    if change.kind is TaskChange.SAME:
        return ""
    kind = label(change.kind)
    if change.moved and change.kind is not TaskChange.MOVED:
        kind += f"，{MOVED}"
    said = "".join(change.said)
    if not said and change.kind is TaskChange.CHANGED:
        said = ONLY_WORDS
    return f"{kind}。{said}"


def _cell(
    table: DraftTable, row: DraftRow, n: int, sources: SourceTexts, tasks: Sequence[Task]
) -> MatterCell | None:
    cell = row.drafts[n]
    if cell is None:
        return None
    clauses = "；".join(clause_of(task) for task in tasks)
    evidence = [place for task in tasks for place in task.evidence]
    before = row.drafts[n - 1] if n else None
    return MatterCell(
        place=sources.link(clauses, draft_name(n + 1), evidence),
        units=tuple(_units(cell, *_marked(table, row, n))),
        stays=before is not None and _in_charge(before) == _in_charge(cell),
    )


def _in_charge(cell: DraftCell) -> tuple[list[Named], bool]:
    return list(_held(cell)), cell.open_ended


def _marked(table: DraftTable, row: DraftRow, n: int) -> tuple[list[Named], set[Named]]:
    """Units that went, in the order of the draft before, and units that came since."""
    cell, before = row.drafts[n], row.drafts[n - 1] if n else None
    changes = _changes(table, before, cell, n) if n else []
    own, other = _held(cell), _held(before)
    gone = {named for change in changes for named in marks(change, other, own, new=False)}
    come = {named for change in changes for named in marks(change, own, other, new=True)}
    places = list(other)
    return sorted(gone, key=lambda one: places.index(one) if one in other else -1), come


def _held(cell: DraftCell | None) -> dict[Named, None]:
    """Who is in charge, in order."""
    return dict.fromkeys((one.role, one.unit) for one in cell.units) if cell else {}


def _changes(
    table: DraftTable, before: DraftCell | None, cell: DraftCell | None, n: int
) -> list[Responsibility]:
    old, new = (set(one.tasks) if one else set() for one in (before, cell))
    return [
        change
        for task in table.steps[n - 1].tasks
        if old & set(task.old) or new & set(task.new)
        for change in task.responsibility
    ]


def _units(cell: DraftCell, gone: Collection[Named], come: Collection[Named]) -> Iterator[Piece]:
    """牵头单位：市水务局; what went stands struck out behind those of its role."""
    first = True
    for role in Role:
        here = [one.unit for one in cell.units if one.role is role]
        away = [name for kind, name in gone if kind is role]
        named = [(name, Mark.NEW if (role, name) in come else Mark.SAME) for name in here]
        named += [(name, Mark.GONE) for name in away]
        if not named:
            continue
        yield Piece(text=f"{'' if first else chr(10)}{label(role)}：", mark=Mark.SAME)
        first = False
        for at, (name, mark) in enumerate(named):
            yield Piece(text="、" if at else "", mark=Mark.SAME)
            yield Piece(text=name, mark=mark)
    if cell.open_ended or (None, ETC) in gone:
        mark = Mark.NEW if (None, ETC) in come else Mark.SAME
        yield Piece(text=ETC, mark=mark if cell.open_ended else Mark.GONE)
    if first:
        yield Piece(text=NO_UNIT, mark=Mark.SAME)
