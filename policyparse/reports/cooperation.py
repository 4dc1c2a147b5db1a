"""Who works with whom: units that stand in the same tasks. 单位协作情况"""

from collections.abc import Mapping, Sequence

from policyparse.graph import Graph
from policyparse.graph.query import Load, Pair, cooperation, loads
from policyparse.model import Role, Task
from policyparse.reports.drawing import (
    INK,
    LINE,
    MUTED,
    box,
    fitted,
    picture,
    rule,
    text,
    width_of,
)
from policyparse.reports.duty import tasks_by_key
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.sources import clause_of
from policyparse.reports.views_lists import CooperationView, PairView

MOST_UNITS = 24  # in the picture; the others meet too seldom to be seen
MOST_PAIRS = 8  # in the list
STEP = 24.0
SHADES = ("#eef3f8", "#d3e1ee", "#a9c4dd", "#7299bf", "#416f9d", "#1f4e79")


def cooperation_views(graph: Graph, texts: SourceTexts) -> tuple[CooperationView, ...]:
    """One view a document that has at least two units."""
    tasks = tasks_by_key(texts)
    found = (_view(graph, texts, tasks, source) for source in texts.all)
    return tuple(view for view in found if view is not None)


def _view(
    graph: Graph,
    texts: SourceTexts,
    tasks: Mapping[str, tuple[SourceText, Task]],
    source: SourceText,
) -> CooperationView | None:
    units = [unit for unit in loads(graph, source.name) if not unit.collective]
    known = {unit.unit: unit for unit in units}
    pairs = [p for p in cooperation(graph, source.name) if p.one in known and p.two in known]
    if not pairs:
        return None
    shown = units[:MOST_UNITS]
    note = "每格为两个单位共同列入的任务项数；“各县（市、区）人民政府”等统称单位不计入。"
    if len(units) > len(shown):
        note += f"图中只画任务最多的{len(shown)}个单位（共{len(units)}个）。"
    return CooperationView(
        code=source.code,
        title=source.title,
        picture=_picture(source, shown, pairs),
        pairs=tuple(_pair(texts, tasks, known, pair) for pair in pairs[:MOST_PAIRS]),
        note=note,
    )


def _pair(
    texts: SourceTexts,
    tasks: Mapping[str, tuple[SourceText, Task]],
    known: Mapping[str, Load],
    pair: Pair,
) -> PairView:
    links = []
    for key in pair.tasks:
        source, task = tasks[key]
        duties = [duty for duty in pair.duties if duty.task == key]
        both = [(source.name, duty.evidence) for duty in duties]
        lead = "◆" if all(duty.role is Role.LEAD for duty in duties) else ""
        links.append(texts.links(clause_of(task) + lead, both, task.title))
    return PairView(
        known[pair.one].label, known[pair.two].label, str(pair.count), tuple[Link, ...](links)
    )


def _picture(source: SourceText, units: Sequence[Load], pairs: Sequence[Pair]) -> str:
    """A triangle of squares: darker where two units meet more often."""
    counts = {frozenset((pair.one, pair.two)): pair.count for pair in pairs}
    most = max(counts.values())
    left = min(max(width_of(unit.label, 11.5) for unit in units), 230) + 12
    parts = []
    for row, unit in enumerate(units):
        y = row * STEP + 6
        parts.append(text(left - 6, y + 16, fitted(unit.label, 11.5, 230), size=11.5, anchor="end"))
        parts.append(rule(left, y + STEP, left + row * STEP, y + STEP, LINE))
        for column, other in enumerate(units[:row]):
            count = counts.get(frozenset((unit.unit, other.unit)), 0)
            if count:
                parts += _square(left + column * STEP, y, count, most, unit.label, other.label)
        # the unit's name once more at the head of its own column, on the diagonal
        parts.append(text(left + row * STEP + 5, y + 16, unit.label, size=11, fill=MUTED))
    last = max(width_of(unit.label, 11) + i * STEP for i, unit in enumerate(units))
    height = len(units) * STEP + 12
    return picture(left + last + 16, height, parts, f"单位协作情况：{source.title}")


def _square(x: float, y: float, count: int, most: int, one: str, two: str) -> list[str]:
    step = min(len(SHADES) - 1, (count - 1) * len(SHADES) // max(most, len(SHADES)))
    ink = "#ffffff" if step >= 3 else INK
    hint = f"{one}与{two}：共同任务{count}项"
    return [
        box(x + 1, y + 1, STEP - 2, STEP - 2, SHADES[step], hint=hint),
        text(x + STEP / 2, y + 16, str(count), size=11, fill=ink, anchor="middle"),
    ]
