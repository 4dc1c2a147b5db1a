"""Rules on figures: do they agree with one another? 指标"""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.lexicon.lexicon import alternation
from policyparse.matching.figures import Direction, exact, is_change
from policyparse.matching.indicators import SHORT, Likeness, alike
from policyparse.matching.plan_figures import Figure, figures_of
from policyparse.matching.reach import Kind
from policyparse.model import Certainty, Comparator, Evidence, TargetKind
from policyparse.model.check import Severity

_PLACES = 2  # rows for places that make a table of parts
_LEAST_NAME = SHORT + 1  # characters of a name that tell one indicator from all others
_LONG_NAME = 8
_MOST = 100  # per cent of a whole
_PERCENT = ("%", "％")
_NUMBER = r"(\d+(?:\.\d+)?)"
_UNIT = r"(%|‰|[^\W\d]{0,6}?)"

_Key = tuple[str, str | None, int | None]  # indicator, unit of measure, year


def two_values(subject: Subject) -> Iterator[Hit]:
    """同一指标在文中有两个数值。

    为什么：考核以哪个为准说不清，正文与附表不一致最常见。
    怎么改：核对来源，统一为一个数值；范围、年份不同的写明范围、年份。
    """
    figures = [figure for figure in _figures(subject) if _telling(figure)]
    told: set[tuple[str, object]] = set()
    for one, other in combinations(figures, 2):
        mark = one.name.key, (one.row and one.reach.name, one.year)
        if mark in told or not _one_indicator(one, other) or one.amount == other.amount:
            continue
        if _same_sentence(one, other, subject) or not _contradict(one, other):
            continue
        told.add(mark)
        values = f"{_value(one)}和{_value(other)}"
        where = "正文与附表" if one.row != other.row else "文中两处"
        said = f"“{one.target.indicator}”{where}数值不同，分别为{values}，请核实"
        yield Hit((_quote(other), _quote(one)), said)


def overlapping_scopes(subject: Subject) -> Iterator[Hit]:
    """同一指标并列写了全域和其中一部分的数值，范围重叠。

    为什么：全域已经包括这一部分，“全域”指全部还是只指其余部分，考核时有两种算法。
    怎么改：写明不重叠的范围，如“市区”“县城”；全域数值确为总平均的，予以说明。
    """
    figures = _figures(subject)
    for whole, part in pairwise(figures):
        if whole.reach.kind is not Kind.WHOLE or whole.reach.name not in _wholes(subject):
            continue
        if not _is_part(part, subject) or not _same_sentence(whole, part, subject):
            continue
        if alike(whole.name, part.name) is Likeness.NONE or whole.year != part.year:
            continue
        if whole.amount.dimension == part.amount.dimension and whole.amount != part.amount:
            said = (
                f"{whole.reach.name}{_value(whole)}与{_part(part)}{_value(part)}并列，"
                f"{whole.reach.name}已包括{_part(part)}，请核实各自的范围"
            )
            yield Hit((_quote(whole), _quote(part)), said)


def parts_below_the_whole(subject: Subject) -> Iterator[Hit]:
    """附表各地数值的合计与全域总数不一致。

    为什么：分解下去的任务加起来完不成总任务，或者总数没有随分解数改过来。
    怎么改：核对各行和总数；未列入附表的部分另行说明。
    """
    figures = _figures(subject)
    rows: dict[_Key, list[Figure]] = {}
    for figure in figures:
        if figure.row and figure.reach.kind is Kind.PLACE and figure.amount.total:
            rows.setdefault(_key(figure), []).append(figure)
    for key, parts in rows.items():
        if len({part.reach.name for part in parts}) < max(_PLACES, len(parts)):
            continue  # one place, or a place with two rows
        total = sum((exact(part.target.value) for part in parts), Fraction())
        for whole in figures:
            of_all = whole.reach.kind is Kind.WHOLE and not is_change(whole.target)
            if of_all and _is_sum_of(_key(whole), key) and _differs(whole, total):
                come_to = f"{_shown(float(total))}{whole.target.unit or ''}"
                said = (
                    f"“{whole.target.indicator}”{_value(whole)}，"
                    f"附表{len(parts)}行合计{come_to}，请核实"
                )
                yield Hit((_quote(whole), *map(_quote, parts)), said)
                break


def over_a_hundred(subject: Subject) -> Iterator[Hit]:
    """比率目标超过100%。

    为什么：占比、覆盖一类的指标不会超过100%，可能是数字有误。
    怎么改：核对数字；确实可以超过100%的指标写明口径。
    """
    words = subject.lexicon.file.figure_checks
    for figure in _figures(subject):
        target = figure.target
        named = target.indicator.endswith(words.shares)
        share = named and not target.indicator.endswith(words.exceptions)
        if share and target.unit in _PERCENT and target.value > _MOST and not is_change(target):
            yield Hit(
                (_quote(figure),), f"“{target.indicator}”为{_value(figure)}，超过100%，请核实"
            )


def wrong_way(subject: Subject) -> Iterator[Hit]:
    """说是提高，数字却低了；说是降低，数字却高了。

    为什么：前后数字写反了，或者动词用反了。
    怎么改：核对现状值和目标值。
    """
    words = subject.lexicon.file.figure_checks
    for verbs, up in ((words.rise, True), (words.fall, False)):
        turn = rf"(?:{alternation(verbs)})(?:到|至|为)?"
        head = r"[由从](?:[^，。；、\n由从]{0,12}?[的为])?"
        for match in re.finditer(rf"{head}{_NUMBER}{_UNIT}{turn}{_NUMBER}", subject.plain):
            before, unit, after = float(match[1]), match[2], float(match[3])
            same_unit = subject.plain.startswith(unit, match.end())
            if same_unit and (after < before if up else after > before):
                quote = subject.quote(match.start(), match.end() + len(unit))
                yield Hit((quote,), f"“{quote.text}”升降与数字不符，请核实")


def _is_sum_of(whole: _Key, part: _Key) -> bool:
    """Whether the rows may be parts of the whole: a heading leaves out whose it is."""
    (name, *rest), (short, *others) = whole, part
    return rest == others and (name == short or (len(short) > SHORT and name.endswith(short)))


def _figures(subject: Subject) -> tuple[Figure, ...]:
    found = figures_of(subject.plan, subject.lexicon)
    return tuple(sorted(found, key=lambda figure: figure.start))


def _telling(figure: Figure) -> bool:
    """A goal whose name, place and year are known well enough to be met again.

    What is less sure must have a long name: 新建社区嵌入式养老服务机构10家.
    """
    target = figure.target
    least = _LEAST_NAME if target.certainty is Certainty.SURE else _LONG_NAME
    known = target.kind is TargetKind.GOAL and figure.per_year is None
    return known and len(figure.name.key) >= least


def _one_indicator(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one thing in one place and year."""
    if one.name != other.name or one.amount.dimension != other.amount.dimension:
        return False
    if is_change(one.target) != is_change(other.target) or one.year != other.year:
        return False
    place, there = one.reach, other.reach
    if place.kind is Kind.PLACE or there.kind is Kind.PLACE:
        return (place.kind, place.name) == (there.kind, there.name)
    kinds = {place.kind, there.kind}  # in a task, nothing need be said of the place
    return Kind.WHOLE in kinds and kinds <= {Kind.WHOLE, Kind.OPEN} and one.year is not None


def _contradict(one: Figure, other: Figure) -> bool:
    """A floor beside a ceiling is no contradiction: they are the two ends of a range."""
    floors = {Comparator.AT_LEAST, Comparator.MORE}
    ceilings = {Comparator.AT_MOST, Comparator.LESS}
    ops = {one.target.op, other.target.op}
    return not (ops & floors and ops & ceilings)


def _same_sentence(one: Figure, other: Figure, subject: Subject) -> bool:
    """Figures of one sentence are meant to stand side by side."""
    first, second = sorted((one.target.evidence[0], other.target.evidence[0]), key=_start)
    return not re.search("[。；\n\t]", subject.plain[first.end : second.start])


def _start(place: Evidence) -> int:
    return place.start


def _wholes(subject: Subject) -> tuple[str, ...]:
    return subject.lexicon.file.directions.whole


def _is_part(figure: Figure, subject: Subject) -> bool:
    """县城, 农村: a part of the place, named at the head of the figure's words."""
    words = subject.lexicon.file.directions
    scopes = [s for s in subject.lexicon.file.comparators.scopes if s not in words.whole]
    part = _part(figure)
    return part in scopes and part not in words.neutral


def _part(figure: Figure) -> str:
    return figure.name.group or figure.target.scope or ""


def _key(figure: Figure) -> _Key:
    return figure.name.key, figure.target.unit, figure.year


def _differs(whole: Figure, total: Fraction) -> bool:
    """Parts that come to less than a floor, or to something else than a figure as such."""
    value = exact(whole.target.value)
    if whole.target.op in (Comparator.AT_MOST, Comparator.LESS):
        return total > value
    if whole.target.op is Comparator.EQUAL and whole.way is not Direction.UP:
        return total != value
    return total < value


def _quote(figure: Figure) -> Evidence:
    return figure.target.evidence[0]


def _value(figure: Figure) -> str:
    target = figure.target
    high = f"—{_shown(target.value_high)}" if target.value_high is not None else ""
    return f"{_shown(target.value)}{high}{target.unit or ''}"


def _shown(value: float) -> str:
    return f"{value:g}" if abs(value) < 1e6 else str(int(value) if value.is_integer() else value)


RULES = (
    Rule("PP401", "two-values", Severity.WARNING, two_values),
    Rule("PP402", "overlapping-scopes", Severity.WARNING, overlapping_scopes),
    Rule("PP403", "parts-and-whole", Severity.WARNING, parts_below_the_whole),
    Rule("PP404", "over-a-hundred", Severity.WARNING, over_a_hundred),
    Rule("PP405", "wrong-way", Severity.WARNING, wrong_way),
)
