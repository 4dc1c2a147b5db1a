"""Goals outside tasks: a list, and a grid where places share the same indicators. 总体目标"""

from collections import Counter

from policyparse.model import Target, TargetKind
from policyparse.reports.cells import listed
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.values import NOT_WRITTEN, base_text, mark, value_text, year_text
from policyparse.reports.views import GoalGrid, GoalView

LEAST_PLACES = 3  # with fewer, a list reads better


def goal_rows(texts: SourceTexts, source: SourceText) -> tuple[GoalView, ...]:
    """The goals that are not in the grid."""
    shared = _shared(source)
    return tuple(
        _row(texts, source, goal)
        for goal in listed(source.plan.goals)
        if _column(goal) not in shared
    )


def goal_grid(texts: SourceTexts, source: SourceText) -> GoalGrid | None:
    """Places down, indicators across: what a table of targets by county looks like."""
    shared = _shared(source)
    cells: dict[str, dict[tuple[str, ...], list[Target]]] = {}
    for goal in listed(source.plan.goals):
        if _column(goal) in shared:
            cells.setdefault(goal.scope or "", {}).setdefault(_column(goal), []).append(goal)
    if not cells:
        return None
    return GoalGrid(
        columns=tuple(_head(texts, source, column) for column in shared),
        rows=tuple(
            (
                place,
                tuple(
                    tuple(_value(texts, source, goal) for goal in row.get(column, ()))
                    for column in shared
                ),
            )
            for place, row in cells.items()
        ),
    )


def _head(texts: SourceTexts, source: SourceText, column: tuple[str, ...]) -> tuple[str, str, Link]:
    goals = [goal for goal in listed(source.plan.goals) if _column(goal) == column]
    when = "，".join(part for part in (column[1] or f"年份{NOT_WRITTEN}", column[2]) if part)
    return column[0], when, texts.reference(source.name, goals[0].evidence)


def _shared(source: SourceText) -> list[tuple[str, ...]]:
    """The indicators that are set for several places."""
    places = {(_column(goal), goal.scope) for goal in listed(source.plan.goals) if goal.scope}
    counts = Counter(column for column, _ in places)
    order = dict.fromkeys(_column(goal) for goal in listed(source.plan.goals))
    return [column for column in order if counts[column] >= LEAST_PLACES]


def _column(goal: Target) -> tuple[str, ...]:
    return (_name(goal), year_text(goal.by), base_text(goal), goal.unit or "")


def _name(goal: Target) -> str:
    return goal.indicator + ("（限值）" if goal.kind is TargetKind.LIMIT else "")


def _value(texts: SourceTexts, source: SourceText, goal: Target) -> Link:
    shown = mark(value_text(goal), goal.certainty)
    return texts.link(shown, source.name, goal.evidence, source.reference(goal.evidence))


def _row(texts: SourceTexts, source: SourceText, goal: Target) -> GoalView:
    return GoalView(
        indicator=_name(goal),
        value=_value(texts, source, goal),
        year=year_text(goal.by) or NOT_WRITTEN,
        scope=goal.scope or NOT_WRITTEN,
        base=base_text(goal),
        section=goal.section or "",
        source=texts.reference(source.name, goal.evidence),
    )
