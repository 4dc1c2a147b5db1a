"""What place a figure holds for: all of the plan's, one part of it, each of its parts. 范围"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model.plan import Plan
from policyparse.model.target import Target
from policyparse.model.unit import Level

_ENDS = ("市", "县", "区", "旗", "州", "盟")


class Kind(StrEnum):
    """How a figure reaches."""

    WHOLE = "whole"  # 全市, or the plan's own place by name
    PLACE = "place"  # one place below, or a row of a table
    EACH = "each"  # 各县（市、区）, 每个社区: for each by itself
    OPEN = "open"  # nothing said


@dataclass(frozen=True, slots=True)
class Reach:
    """A place in the sense of a plan."""

    kind: Kind
    name: str | None = None  # as written
    level: Level | None = None  # of the places that each has to reach it


def same_place(name: str, plan: Plan) -> bool:
    """Whether a name is that of the plan's own place: 栖川区 in 云屏市栖川区."""
    place = plan.document.jurisdiction
    return (
        place is not None
        and len(name) > 1
        and (place.name.endswith(name) or name.endswith(place.name))
    )


def reach_of(target: Target, plan: Plan, lexicon: Lexicon, *, in_task: bool) -> Reach:
    """Where a target holds."""
    scope = target.scope or ""
    if scope in lexicon.file.directions.whole:
        return Reach(Kind.WHOLE, scope)
    row = target.rule.startswith("table-cell")
    if scope and (row or scope in lexicon.divisions):
        kind = Kind.WHOLE if same_place(scope, plan) else Kind.PLACE
        return Reach(kind, scope)
    head = scope if scope.startswith(("各", "每")) else target.raw[:14].removeprefix("在")
    if head.startswith(("各", "每")) or "均须" in target.raw or "均应" in target.raw:
        return Reach(Kind.EACH, scope or None, _level(head, lexicon))
    return Reach(Kind.OPEN if in_task else Kind.WHOLE)


def own_work(text: str, plan: Plan, lexicon: Lexicon) -> bool:
    """Whether a unit of the plan's own level is to do it: 省机关事务管理局每半年组织1次."""
    level = plan.document.level
    prefixes = lexicon.levels[level].prefixes if level in lexicon.levels else ()
    heads = alternation(lexicon.file.heads.department)
    prefix = alternation(prefixes)
    return bool(prefix and re.match(rf"(?:{prefix})[^，。]{{1,14}}?(?:{heads})", text))


def others_named(text: str, upper: Plan, lower: Plan, lexicon: Lexicon) -> tuple[str, ...]:
    """The upper plan's places that a passage names, where the lower plan's is not among them."""
    above, place = upper.document.jurisdiction, lower.document.jurisdiction
    if above is None or place is None or above.name == place.name:
        return ()
    found = []
    for name in dict.fromkeys(_names(text, lexicon)):
        parents = {p for division in lexicon.divisions[name] for p in division.parents}
        if same_place(name, lower) or name in place.parents or place.name in parents:
            return ()
        if above.name in parents:
            found.append(name)
    return tuple(found)


def _names(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Full names of places in a text, from left to right."""
    for name in lexicon.places_in(text):
        if name.endswith(_ENDS) and len(name) > len("城区"):
            yield name


def _level(text: str, lexicon: Lexicon) -> Level | None:
    """The level of the places that 各…… names; the highest where several are named."""
    if any(word in text for word in lexicon.file.local.not_places):
        return None
    rows = (lexicon.levels[level] for level in Level if level in lexicon.levels)
    return next((row.level for row in rows if any(word in text for word in row.each)), None)
