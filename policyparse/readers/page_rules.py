"""The rules drawn on a page -> the cells of its tables, found as pdfplumber finds them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policyparse.readers.page_space import Box

_STRAIGHT = 0.5  # points by which a rule may be off the straight
_SNAP = 3.0  # points within which rules are one, as in pdfplumber
_SHORTEST = 3.0  # points
_MOST = 100_000  # pairs of rules that may cross; more are a drawing
_CROSSINGS = 4_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along an edge of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """Whether it goes across."""
        return self.bottom - self.top <= self.x1 - self.x0


def rule(start: tuple[float, float], end: tuple[float, float]) -> Rule | None:
    """The rule between two points; None if it is aslant or a dot."""
    wide, high = abs(start[0] - end[0]), abs(start[1] - end[1])
    if min(wide, high) > _STRAIGHT or max(wide, high) < _SHORTEST:
        return None
    xs, ys = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Rule(xs[0], ys[0], xs[1], ys[1])


class TooManyRules(Exception):
    """A page with so many rules that it is a drawing, not a table."""


def tables_of(rules: Iterable[Rule]) -> list[list[Box]]:
    """The cells of each table that the rules draw."""
    edges = [_edge(one) for one in rules]
    if sum(e["orientation"] == "h" for e in edges) < 2 or len(edges) < 4:
        return []
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    edges = merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    level = sum(edge["orientation"] == "h" for edge in edges)
    if level * (len(edges) - level) > _MOST:
        raise TooManyRules
    crossings = edges_to_intersections(edges, _SNAP, _SNAP)
    if len(crossings) > _CROSSINGS:
        raise TooManyRules
    found: Sequence[Sequence[Sequence[float]]] = cells_to_tables(intersections_to_cells(crossings))
    return [[Box(*map(float, cell)) for cell in table] for table in found]


def _edge(one: Rule) -> dict[str, float | str]:
    return {
        "x0": one.x0,
        "x1": one.x1,
        "top": one.top,
        "bottom": one.bottom,
        "width": one.x1 - one.x0,
        "height": one.bottom - one.top,
        "orientation": "h" if one.is_level else "v",
        "object_type": "line",
    }
