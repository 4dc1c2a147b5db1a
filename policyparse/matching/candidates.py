"""A further source of candidates, such as a sentence-embedding model that an office has.

It only says where to look as well; whether a measure is taken up there is judged by words as ever.
"""

from collections.abc import Sequence
from importlib.metadata import entry_points
from typing import Protocol

from policyparse.errors import BadConfig

GROUP = "policyparse.candidates"  # entry points by which an installed package offers one


class CandidateSource(Protocol):
    """Finds, for each measure, the clauses of the lower plan that are nearest in meaning."""

    def __call__(self, measures: Sequence[str], clauses: Sequence[str]) -> Sequence[Sequence[int]]:
        """For each measure the numbers of clauses, from 0, the nearest first; a few are enough."""


def candidate_source(name: str) -> CandidateSource:
    """The installed source of this name; raises BadConfig where there is none."""
    found = {point.name: point for point in entry_points(group=GROUP)}
    if name not in found:
        known = "、".join(sorted(found)) or "没有"
        raise BadConfig(
            f"没有安装名为“{name}”的候选来源（已安装：{known}）。请先安装，或不写 --candidates。"
        )
    source: CandidateSource = found[name].load()
    return source
