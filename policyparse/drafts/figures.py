"""The figures of a task, or of a whole plan, in two drafts. 指标变化"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyparse.drafts import words
from policyparse.drafts.closest import closest
from policyparse.drafts.likeness import dice, pairs_of, still_there
from policyparse.lexicon.lexicon import Lexicon
from policyparse.matching.figures import (
    Direction,
    Quantity,
    compare,
    direction,
    is_change,
    joint,
    quantity,
)
from policyparse.matching.indicators import Likeness, Name, alike, name_of
from policyparse.matching.passages import bigrams, likeness, piece, stretch, text_of
from policyparse.model import Certainty, Target, TargetKind, Task
from policyparse.model.comparison import FigureVerdict
from policyparse.model.diff import TargetChange, TargetDiff
from policyparse.model.evidence import least_sure

_NAMED = {Likeness.SAME: 0.5, Likeness.PART: 0.4, Likeness.WEAK: 0.1, Likeness.NONE: 0.0}
_SAME_VALUE, _SAME_UNIT, _SAME_YEAR, _SAME_SCOPE = 0.2, 0.15, 0.3, 0.3
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CLOSE = 0.35  # what name and clause must have in common by themselves
_LEAST = 0.65
_NAME = 0.6  # likeness of two names that differ in wording only
_TURNED = {TargetChange.STRICTER: TargetChange.LOOSER, TargetChange.LOOSER: TargetChange.STRICTER}
_MORE = {TargetChange.STRICTER: "，要求收严", TargetChange.LOOSER: "，要求放宽"}


@dataclass(frozen=True, slots=True)
class _Figure:
    target: Target
    name: Name
    amount: Quantity
    way: Direction
    clause: frozenset[str]

    @property
    def value(self) -> tuple[object, ...]:
        """The figure itself."""
        t = self.target
        return t.value, t.value_high, t.unit


def target_changes(
    old: Sequence[Task], new: Sequence[Task], lexicon: Lexicon
) -> tuple[TargetDiff, ...]:
    """Figures of a pair of tasks that came, went or changed; a date alone is no change of them."""
    before = [_of_task(t, task, lexicon) for task in old for t in task.targets]
    after = [_of_task(t, task, lexicon) for task in new for t in task.targets]
    found = _changes(before, after, dated=False)
    return tuple(
        change
        for change in found
        if not (change.new is None and change.old and still_there(_said(change.old), old, new))
        and not (change.old is None and change.new and still_there(_said(change.new), new, old))
    )


def _said(target: Target) -> str:
    """The number with its unit of measure, as it is written."""
    numbers = [n for n in _NUMBER.findall(target.raw) if float(n) == target.value]
    return f"{numbers[-1]}{target.unit or ''}" if numbers else target.raw


def goal_changes(
    old: Sequence[Target], new: Sequence[Target], lexicon: Lexicon
) -> tuple[TargetDiff, ...]:
    """Figures outside tasks that came, went or changed, their years too."""
    before = [_figure(target, target.raw, lexicon) for target in old]
    after = [_figure(target, target.raw, lexicon) for target in new]
    return tuple(_changes(before, after, dated=True))


def _of_task(target: Target, task: Task, lexicon: Lexicon) -> _Figure:
    value = target.evidence[0]
    place = stretch(task, value.start)
    if place is None:
        return _figure(target, target.raw, lexicon)
    span = piece(place, value.start, min(value.end, place.end))
    return _figure(target, text_of(place, span), lexicon)


def _figure(target: Target, clause: str, lexicon: Lexicon) -> _Figure:
    return _Figure(
        target,
        name_of(target, lexicon),
        quantity(target, lexicon),
        direction(target, lexicon),
        bigrams(clause),
    )


def _changes(
    before: Sequence[_Figure], after: Sequence[_Figure], *, dated: bool
) -> Iterator[TargetDiff]:
    pairs = closest(before, after, _score, _LEAST)
    partner = {n: o for o, n in pairs.items()}
    for n, figure in enumerate(after):
        if n not in partner:
            yield _came(figure)
        elif change := _changed(before[partner[n]], figure, dated=dated):
            yield change
    for o, figure in enumerate(before):
        if o not in pairs:
            yield _went(figure)


def _score(old: _Figure, new: _Figure) -> float:
    """How surely two figures are of one indicator."""
    if old.name.changes != new.name.changes and old.name.key != new.name.key:
        return 0.0
    score = _NAMED[alike(old.name, new.name)] + likeness(old.clause, new.clause)
    if score < _CLOSE:
        return 0.0
    same = old.value == new.value
    score += _SAME_VALUE * same + _SAME_UNIT * (old.amount.dimension == new.amount.dimension)
    score += _SAME_YEAR * (old.target.by == new.target.by)
    return score + _SAME_SCOPE * (old.target.scope == new.target.scope)


def _changed(old: _Figure, new: _Figure, *, dated: bool) -> TargetDiff | None:
    change = _verdict(old, new)
    certainty = least_sure(old.target.certainty, new.target.certainty)
    if dated and old.target.by != new.target.by:
        change, certainty = _with_year(change, old.target, new.target), Certainty.LIKELY
    same_words = old.target.raw == new.target.raw and old.value == new.value
    if change is None or (same_words and not dated):
        return None  # what is read around the same words may differ
    return TargetDiff(
        change=change,
        old=old.target,
        new=new.target,
        why=words.replaced(
            _what(new.target), old.target.raw, new.target.raw, _MORE.get(change, "")
        ),
        certainty=certainty,
    )


def _verdict(old: _Figure, new: _Figure) -> TargetChange | None:
    """Stricter or looser by arithmetic; reworded where that cannot be told."""
    if _bound(old) == _bound(new) and _same_name(old.name, new.name):
        return None
    if not _comparable(old, new):
        return TargetChange.REWORDED
    way = joint(old.way, new.way)
    found = compare(old.amount, new.amount, way) if way else None
    if found is FigureVerdict.STRICTER:
        return TargetChange.STRICTER
    if found is FigureVerdict.LOOSER:
        return TargetChange.LOOSER
    return TargetChange.REWORDED


def _same_name(old: Name, new: Name) -> bool:
    """垃圾清运 and 清运垃圾: the words are told of as wording."""
    if (old.changes, old.group) != (new.changes, new.group):
        return False
    return dice(pairs_of(old.key), pairs_of(new.key)) >= _NAME


def _bound(figure: _Figure) -> tuple[object, ...]:
    target = figure.target
    return target.op, *figure.value, target.scope, target.base_year, target.kind


def _comparable(old: _Figure, new: _Figure) -> bool:
    """Whether arithmetic says which of two figures asks for more."""
    one, other = old.target, new.target
    conditions = TargetKind.CONDITION in (one.kind, other.kind)
    same = old.amount.dimension == new.amount.dimension and one.base_year == other.base_year
    return same and not conditions and is_change(one) == is_change(other)


def _with_year(change: TargetChange | None, old: Target, new: Target) -> TargetChange:
    """The verdict beside another year: an earlier one is stricter."""
    if not old.by or not new.by:
        return change or TargetChange.REWORDED
    earlier = new.by < old.by
    by_year = TargetChange.STRICTER if earlier else TargetChange.LOOSER
    if change is None:
        return by_year
    return TargetChange.REWORDED if change is _TURNED.get(by_year) else change


def _came(figure: _Figure) -> TargetDiff:
    target = figure.target
    return TargetDiff(
        change=TargetChange.ADDED,
        new=target,
        why=words.came(_what(target), target.raw),
        certainty=target.certainty,
    )


def _went(figure: _Figure) -> TargetDiff:
    target = figure.target
    return TargetDiff(
        change=TargetChange.REMOVED,
        old=target,
        why=words.went(_what(target), target.raw),
        certainty=target.certainty,
    )


def _what(target: Target) -> str:
    """The indicator and whose it is, unless the words quoted say it themselves."""
    parts = (target.indicator, target.scope)
    return "，".join(part for part in parts if part and part not in target.raw)
