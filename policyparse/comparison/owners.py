"""Gaps that may be nobody's fault: the upper level's own business, or what the place has not."""

import re

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
    Level.NATIONAL: re.compile("全国性|国家级"),
    Level.REGION: re.compile("(?:省|自治区)级(?!以)|地方标准|国家—区域"),
    Level.CITY: re.compile("市级(?!以)"),
}
_PREFIXES = {
    Level.NATIONAL: ("国家",),
    Level.REGION: ("省", "自治区"),
    Level.CITY: ("市",),
}
_ACTOR = re.compile("^|(?<=由)|(?<=[，,：:前起])")  # where the one who acts may be named
_LONGEST = 12  # characters of a unit's name
_HEAVY = 0.6  # a word of this weight names a thing


class _Sides:
    """What the two plans say of levels and places."""

    def __init__(self, upper: Plan, lower: Plan, lexicon: Lexicon):
        self.level = upper.document.level
        self.lexicon = lexicon
        self.below = "\n".join(task.text for task in lower.tasks)
        place = lower.document.jurisdiction
        self.place = place.name if place else None
        self.above = (*place.parents, place.name) if place else ()

    def upper_acts(self, text: str) -> bool:
        """Whether a measure names a unit or a thing of the upper level's own."""
        if self.level is None or self.level not in _PREFIXES:
            return False
        if _OWN[self.level].search(text):
            return True
        return any(self._unit_at(text, match.end()) for match in _ACTOR.finditer(text))

    def _unit_at(self, text: str, at: int) -> bool:
        assert self.level is not None
        for prefix in _PREFIXES[self.level]:
            if text.startswith(prefix, at):
                start = at + len(prefix)
                ends = range(start + 2, start + _LONGEST)
                if any(text[start:end] in self.lexicon.forms for end in ends):
                    return True
        return False

    def elsewhere(self, text: str) -> bool:
        """Whether a measure names places, all of them other ones."""
        if self.place is None:
            return False
        named = [name for name in self._places(text) if len(name) > 2]
        return bool(named) and not any(self._ours(name) for name in named)

    def _places(self, text: str) -> list[str]:
        found, at = [], 0
        while at < len(text):
            name = self.lexicon.place_at(text, at)
            if name:
                found.append(name)
            at += len(name) if name else 1
        return found

    def _ours(self, name: str) -> bool:
        return any(
            division.name in self.above or self.place in division.parents
            for division in self.lexicon.divisions[name]
        )


def with_owners(
    tasks: tuple[TaskCoverage, ...], upper: Plan, lower: Plan, vocabulary: Vocabulary
) -> tuple[TaskCoverage, ...]:
    """Mark what is missing and may not be the lower level's to do; a person decides."""
    sides = _Sides(upper, lower, vocabulary.lexicon)
    return tuple(_task(task, sides, vocabulary) for task in tasks)


def _task(task: TaskCoverage, sides: _Sides, vocabulary: Vocabulary) -> TaskCoverage:
    missing = task.status is CoverageStatus.MISSING
    absent = missing and _is_absent(task.title, sides.below, vocabulary)
    own = tuple(_measure(measure, sides, absent) for measure in task.measures)
    return task.model_copy(update={"measures": own, "status": status_of(own)})


def _measure(measure: MeasureCoverage, sides: _Sides, absent: bool) -> MeasureCoverage:
    if measure.state is not MeasureState.MISSING:
        return measure
    if sides.upper_acts(measure.text):
        return measure.model_copy(update={"owner": Owner.UPPER})
    if absent or sides.elsewhere(measure.text):
        return measure.model_copy(update={"owner": Owner.ABSENT})
    return measure


def _is_absent(title: str, below: str, vocabulary: Vocabulary) -> bool:
    """Whether no thing that a title names is spoken of anywhere in the lower plan."""
    things = [t for t in vocabulary.tokens(title) if t.weight >= _HEAVY]
    return bool(things) and not any(pair in below for t in things for pair in t.pairs)
