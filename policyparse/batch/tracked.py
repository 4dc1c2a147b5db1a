"""One file with tracked changes -> the drafts before and after them. 修订前后"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from policyparse import pipeline
from policyparse.batch.read import Document
from policyparse.model import Plan, Revisions
from policyparse.model.tracked import Tracked
from policyparse.normalise import NormalisedText, tracked

_NAMES = {Revisions.ORIGINAL: "修订前", Revisions.FINAL: "修订后"}


@dataclass(frozen=True, slots=True)
class States:
    """Both states of one file, each under a name of its own, and what was changed by whom."""

    old: Document
    new: Document
    tracked: Tracked  # without changes where the file has no tracked ones


def draft_states(
    files: Sequence[Path], lexicon: Sequence[Path] = (), *, insist: bool = False
) -> States:
    """Read a body with its annexes as it was before all tracked changes, and after them."""
    states = [
        (state, *pipeline.parse_set(files, lexicon, state, insist=insist)) for state in Revisions
    ]
    old, new = (_document(files[0], *one) for one in states)
    (_, _, before), (_, _, after) = states
    return States(old, new, tracked(before, after))


def _document(path: Path, state: Revisions, plan: Plan, text: NormalisedText) -> Document:
    name = f"{plan.source.name}（{_NAMES[state]}）"
    source = plan.source.model_copy(update={"name": name})
    return Document(path, plan.model_copy(update={"source": source}), text)
