"""Gaps that may be nobody's fault: the upper level's own business, or what the place has not."""

import re

from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model import Plan
from policyparse.model.comparison import (
    CoverageStatus,
    MeasureCoverage,
    MeasureState,
    Owner,
    TaskCoverage,
)

_ACTOR = re.compile("^|(?<=由)|(?<=[，,：:前起])")  # where the one who acts may be named
_LONGEST = 12  # characters of a unit's name


class _Sides:
    """What the two plans say of levels, places and things."""

    def __init__(self, upper: Plan, lower: Plan, lexicon: Lexicon):
        self.lexicon = lexicon
        self.below = "\n".join(task.text for task in lower.tasks)
        place = lower.document.jurisdiction
        self.place = place.name if place else None
        self.above = (*place.parents, place.name) if place else ()
        level = upper.document.level
        row = lexicon.levels.get(level) if level else None
        self._prefixes = row.prefixes if row else ()
        own = alternation(row.own) if row else ""
        self._own = re.compile(f"(?:{own})(?!以)") if own else None  # 省级以上 is not 省级
        self._things = re.compile(alternation(lexicon.file.local.things))

    def upper_acts(self, text: str) -> bool:
        """Whether a measure names a unit or a thing of the upper level's own."""
        if self._own and self._own.search(text):
            return True
        return any(self._unit_at(text, match.end()) for match in _ACTOR.finditer(text))

    def _unit_at(self, text: str, at: int) -> bool:
        for prefix in self._prefixes:
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
        named = [name for name in self.lexicon.places_in(text) if len(name) > 2]
        return bool(named) and not any(self._ours(name) for name in named)

    def _ours(self, name: str) -> bool:
        return any(
            division.name in self.above or self.place in division.parents
            for division in self.lexicon.divisions[name]
        )

    def has_not(self, text: str) -> bool:
        """Whether a text names things that not every place has, and the lower plan none of them."""
        things = self._things.findall(text)
        return bool(things) and not any(thing in self.below for thing in things)


def with_owners(
    tasks: tuple[TaskCoverage, ...], upper: Plan, lower: Plan, lexicon: Lexicon
) -> tuple[TaskCoverage, ...]:
    """Mark what is missing and may not be the lower level's to do; a person decides.

    That a task is missing altogether says nothing of whose business it is.
    """
    sides = _Sides(upper, lower, lexicon)
    return tuple(_task(task, sides) for task in tasks)


def _task(task: TaskCoverage, sides: _Sides) -> TaskCoverage:
    absent = task.status is CoverageStatus.MISSING and sides.has_not(task.title)
    own = tuple(_measure(measure, sides, absent) for measure in task.measures)
    return task.model_copy(update={"measures": own})


def _measure(measure: MeasureCoverage, sides: _Sides, absent: bool) -> MeasureCoverage:
    if measure.state is not MeasureState.MISSING:
        return measure
    if sides.upper_acts(measure.text):
        return measure.model_copy(update={"owner": Owner.UPPER})
    if absent or sides.elsewhere(measure.text) or sides.has_not(measure.text):
        return measure.model_copy(update={"owner": Owner.ABSENT})
    return measure
