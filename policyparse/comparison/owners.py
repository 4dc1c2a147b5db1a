"""Gaps that may be nobody's fault: the upper level's own business, or what the place has not."""

import re
from collections.abc import Iterable, Sequence

from policyparse.comparison.coverage import status_of
from policyparse.lexicon.lexicon import Lexicon
from policyparse.matching.words import Vocabulary
from policyparse.model import Level, Plan
from policyparse.model.comparison import (
    CoverageStatus,
    MeasureCoverage,
    MeasureState,
    Owner,
    TaskCoverage,
)

_OWN = {  # what the upper level says of itself
    Level.NATIONAL: re.compile("^国家|全国性|国家级"),
    Level.REGION: re.compile("^(?:省|自治区)(?![（(]|级以)|(?:省|自治区)级|地方标准|国家—区域"),
    Level.CITY: re.compile("^市(?!场|民|区|县|政公用|、)|市级"),
}
_HEAVY = 0.6  # a word of this weight names a thing
_PAIR = 2


def with_owners(
    tasks: tuple[TaskCoverage, ...], upper: Plan, lower: Plan, lexicon: Lexicon
) -> tuple[TaskCoverage, ...]:
    """Mark what is missing and may not be the lower level's to do; a person decides."""
    below = "\n".join(task.text for task in lower.tasks)
    vocabulary = Vocabulary(lexicon, [task.title for task in tasks])
    return tuple(_task(task, upper.document.level, below, vocabulary) for task in tasks)


def _task(
    task: TaskCoverage, level: Level | None, below: str, vocabulary: Vocabulary
) -> TaskCoverage:
    absent = task.status is CoverageStatus.MISSING and _is_absent(task.title, below, vocabulary)
    own = tuple(_measure(measure, level, absent) for measure in task.measures)
    return task.model_copy(update={"measures": own, "status": status_of(own)})


def _measure(measure: MeasureCoverage, level: Level | None, absent: bool) -> MeasureCoverage:
    if measure.state is not MeasureState.MISSING:
        return measure
    signs = _OWN.get(level) if level is not None else None
    if signs is not None and signs.search(measure.text):
        return measure.model_copy(update={"owner": Owner.UPPER})
    return measure.model_copy(update={"owner": Owner.ABSENT}) if absent else measure


def _is_absent(title: str, below: str, vocabulary: Vocabulary) -> bool:
    """Whether no thing that a title names is spoken of anywhere in the lower plan."""
    things = [t.text for t in vocabulary.tokens(title) if t.weight >= _HEAVY]
    return bool(things) and not any(_spoken_of(thing, below) for thing in things)


def _spoken_of(thing: str, below: str) -> bool:
    return any(thing[at : at + _PAIR] in below for at in range(max(1, len(thing) - 1)))
