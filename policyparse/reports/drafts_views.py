"""What a report on three drafts and more shows: tasks down, drafts across. 各稿对照

Plain frozen views; ``drafts_content.drafts_report`` fills them.
"""

from dataclasses import dataclass

from policyparse.model.comparison import Piece
from policyparse.reports.diff_views import DiffReport
from policyparse.reports.links import Link, SourceView


@dataclass(frozen=True, slots=True)
class MatterCell:
    """Who is in charge of a matter in one draft."""

    place: Link  # 二、（一）2.
    units: tuple[Piece, ...]  # marked: what went and what came since the draft before
    stays: bool  # the same units as in the draft before


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One matter through all drafts."""

    number: int
    title: str
    changed: bool
    cells: tuple[MatterCell | None, ...]  # None: not there
    steps: tuple[tuple[str, str], ...]  # 第1稿→第2稿, what changed
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftsReport:
    """All that a template may see."""

    title: str
    made: str
    drafts: tuple[tuple[str, str, str, int], ...]  # 第1稿, title, files, number of tasks
    sums: tuple[tuple[str, str], ...]  # 第1稿→第2稿, counts
    notes: tuple[str, ...]
    rows: tuple[MatterRow, ...]
    steps: tuple[tuple[str, DiffReport], ...]
    names: tuple[str, ...]  # units to filter by
    sources: tuple[SourceView, ...]
