"""Figures by arithmetic: unit of measure, direction, bound. 数值换算与比较"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache

from policyparse.lexicon.lexicon import Lexicon
from policyparse.lexicon.schema import ScaleRow
from policyparse.model.comparison import FigureVerdict
from policyparse.model.target import Comparator, Target

_MULTIPLES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4), ("千", 10**3), ("百", 100))
_UP = (Comparator.AT_LEAST, Comparator.MORE)
_DOWN = (Comparator.AT_MOST, Comparator.LESS)


class Direction(StrEnum):
    """Where the stricter figures lie."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in the base unit of its kind."""

    low: Fraction
    high: Fraction
    dimension: str  # 长度, 比例 …; the unit itself where no scale knows it, "" without unit
    total: bool = False  # adds up over places
    frequent: bool = False  # how often matters

    def times(self, factor: Fraction) -> "Quantity":
        """The quantity so many times over."""
        return replace(self, low=self.low * factor, high=self.high * factor)


def quantity(target: Target, lexicon: Lexicon) -> Quantity:
    """The figure of a target, converted by arithmetic: 2万吨 is 20,000,000 公斤."""
    row, factor = _scale(target.unit or "", lexicon)
    low = exact(target.value) * factor
    high = low if target.value_high is None else exact(target.value_high) * factor
    each = target.indicator.startswith(tuple(lexicon.file.directions.per))
    total = row.total and not each  # 每千人口托位数 of three counties do not add up
    return Quantity(min(low, high), max(low, high), row.name, total, row.frequent)


def exact(value: float) -> Fraction:
    """The number as it is written: 0.1 is a tenth."""
    return Fraction(repr(value))


def _scale(unit: str, lexicon: Lexicon) -> tuple[ScaleRow, Fraction]:
    unit = lexicon.file.measures.same.get(unit, unit)
    table = _units(lexicon)
    if unit in table:
        return table[unit]
    for word, multiple in _MULTIPLES:
        rest = unit.removeprefix(word)
        if rest != unit and (rest in table or rest in lexicon.file.measures.units):
            row, factor = table.get(rest, (ScaleRow(name=rest, units={}), Fraction(1)))
            return row, factor * multiple
    return ScaleRow(name=unit, units={}), Fraction(1)


@cache
def _units(lexicon: Lexicon) -> dict[str, tuple[ScaleRow, Fraction]]:
    return {
        unit: (row, exact(factor))
        for row in lexicon.file.scale
        for unit, factor in row.units.items()
    }


def direction(target: Target, lexicon: Lexicon) -> Direction:
    """A written bound decides, then the indicator's words, then the comparator."""
    written = _by_comparator(target)
    if written is not Direction.UNKNOWN and _bound_written(target, lexicon):
        return written
    if is_change(target):
        return Direction.UP  # the larger change asks for more
    words = by_words(target.indicator, lexicon)
    if words is not Direction.UNKNOWN:
        return words
    if written is not Direction.UNKNOWN:
        return written
    counted = target.rule.startswith("count") or quantity(target, lexicon).total
    return Direction.UP if counted else Direction.UNKNOWN


def is_change(target: Target) -> bool:
    """A figure that says by how much something changes, not where it stands."""
    return target.rule.startswith("change")


def _by_comparator(target: Target) -> Direction:
    if target.op in _UP:
        return Direction.UP
    return Direction.DOWN if target.op in _DOWN else Direction.UNKNOWN


def _bound_written(target: Target, lexicon: Lexicon) -> bool:
    noted = target.rule.startswith("table-cell+")  # a note under the table says 上限值, 下限值
    return noted or any(word in target.raw for word in lexicon.file.directions.bounds)


def by_words(indicator: str, lexicon: Lexicon) -> Direction:
    """Where the stricter figures of an indicator lie, by the word that ends last in its name.

    能耗下降率 rises though 能耗 falls.
    """
    words = lexicon.file.directions
    best, found = (-1, 0), Direction.UNKNOWN
    for way, listed in ((Direction.DOWN, words.lower), (Direction.UP, words.higher)):
        for word in listed:
            at = indicator.rfind(word)
            if at >= 0 and (at + len(word), len(word)) > best:
                best, found = (at + len(word), len(word)), way
    return found


def joint(upper: Direction, lower: Direction) -> Direction | None:
    """The direction of both; none where they contradict each other."""
    if upper is lower or lower is Direction.UNKNOWN:
        return upper
    return lower if upper is Direction.UNKNOWN else None


def compare(upper: Quantity, lower: Quantity, way: Direction) -> FigureVerdict | None:
    """How the lower figure stands to the upper one; none where that cannot be told."""
    if (upper.low, upper.high) == (lower.low, lower.high):
        return FigureVerdict.MET
    if way is Direction.UNKNOWN:
        return None
    above, below = (upper.low, lower.low) if way is Direction.UP else (-upper.high, -lower.high)
    if above == below:
        return FigureVerdict.MET
    return FigureVerdict.STRICTER if below > above else FigureVerdict.LOOSER
