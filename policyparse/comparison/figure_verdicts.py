"""One figure beside another: the verdict and its reason in plain Chinese. 指标对照"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from policyparse.matching.figures import Quantity, compare, is_change, joint
from policyparse.matching.indicators import Likeness, alike
from policyparse.matching.plan_figures import Figure
from policyparse.matching.reach import Kind, same_place
from policyparse.model.comparison import FigureVerdict
from policyparse.model.evidence import Certainty, least_sure
from policyparse.model.plan import Plan

_NC = FigureVerdict.NOT_COMPARABLE
_SURE, _LIKELY, _UNSURE = Certainty.SURE, Certainty.LIKELY, Certainty.UNSURE
_SAID = {
    FigureVerdict.MET: "二者一致",
    FigureVerdict.STRICTER: "下级严于上级",
    FigureVerdict.LOOSER: "下级宽于上级，请核实",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its certainty and the end of its sentence."""

    verdict: FigureVerdict
    certainty: Certainty
    because: str


def judge(upper: Figure, lower: Figure) -> Judged:
    """How a lower figure of the same indicator stands to the upper one."""
    barred = _not_comparable(upper, lower)
    if barred:
        return barred
    ours, theirs = _amounts(upper, lower)
    way = joint(upper.way, lower.way)
    if way is None:
        return Judged(_NC, _UNSURE, "一为下限、一为上限，请核实")
    verdict = compare(ours, theirs, way)
    if verdict is None:
        return Judged(_NC, _UNSURE, "数值不同，且不能判断数值高低哪个更严，请核实")
    if _parts_of_one(upper, lower):
        if verdict is FigureVerdict.MET:
            return Judged(verdict, _LIKELY, "数值一致")
        certainty = _SURE if upper.reach.kind is Kind.WHOLE else _LIKELY
        return Judged(_NC, certainty, "下级数值只是上级总数中的一部分，上级未分解到本地")
    return _by_year(upper, lower, _by_place(upper, lower, verdict))


def _not_comparable(upper: Figure, lower: Figure) -> Judged | None:
    one, other = upper.target, lower.target
    if is_change(one) != is_change(other):
        return Judged(_NC, _LIKELY, "一为变化幅度，一为应达到的数值")
    if is_change(one) and one.base_year != other.base_year:
        return Judged(_NC, _LIKELY, f"基期不同（{_base(upper)}、{_base(lower)}）")
    if is_change(one) and one.unit != other.unit:
        return Judged(_NC, _UNSURE, "变化幅度的单位不同（百分点与百分比），请核实")
    if _other_group(upper, lower):
        return Judged(_NC, _LIKELY, f"范围不同（{_scope(upper)}、{_scope(lower)}）")
    if not _same_each(upper, lower) and not _equal(upper, lower):
        return Judged(_NC, _UNSURE, "一为每个单位的数量，一为总数")
    if upper.amount.frequent and (upper.per_year is None) != (lower.per_year is None):
        return Judged(_NC, _UNSURE, "一写明多久一次，一未写明")
    return None


def _other_group(upper: Figure, lower: Figure) -> bool:
    """县城 beside 全市; a part of a place beside a figure that names no place may be the same."""
    groups = upper.name.group, lower.name.group
    whole = Kind.WHOLE in (upper.reach.kind, lower.reach.kind)
    return groups[0] != groups[1] and (all(groups) or whole)


def _base(figure: Figure) -> str:
    year = figure.target.base_year
    return f"比{year}年" if year else "未写基期"


def _scope(figure: Figure) -> str:
    return figure.name.group or figure.reach.name or "未限定范围"


def _equal(upper: Figure, lower: Figure) -> bool:
    ours, theirs = _amounts(upper, lower)
    return (ours.low, ours.high) == (theirs.low, theirs.high)


def _same_each(upper: Figure, lower: Figure) -> bool:
    """Whether both are amounts for each, or one is for each place as large as the other's own."""
    kinds = upper.reach.kind, lower.reach.kind
    if not upper.amount.total or Kind.EACH not in kinds or kinds[0] is kinds[1]:
        return True
    each, whole = (upper, lower) if upper.reach.kind is Kind.EACH else (lower, upper)
    return each.reach.level is not None and each.reach.level is whole.plan.document.level


_MANY = 10  # so often a thing is done in all places together, not in one


def _amounts(upper: Figure, lower: Figure) -> tuple[Quantity, Quantity]:
    """Both figures; by the year where both say how often."""
    both = upper.per_year is not None and lower.per_year is not None
    if not both or not (upper.amount.frequent or upper.amount.total):
        return upper.amount, lower.amount
    return (
        upper.amount.times(upper.per_year or Fraction(1)),
        lower.amount.times(lower.per_year or Fraction(1)),
    )


def one_place(one: Plan, other: Plan) -> bool:
    """Whether two plans are of one place, or of no known place."""
    here, there = one.document.jurisdiction, other.document.jurisdiction
    if here is None or there is None:
        return here is there
    return here.name == there.name


def _parts_of_one(upper: Figure, lower: Figure) -> bool:
    """A total of all of the upper place beside a total of the lower one."""
    whole = upper.reach.kind is lower.reach.kind is Kind.WHOLE
    many = whole and upper.amount.frequent and upper.amount.low >= _MANY  # 全省每年6000场
    adds_up = upper.amount.total or many
    if not adds_up or Kind.EACH in (upper.reach.kind, lower.reach.kind):
        return False
    return not _for_lower_place(upper, lower) and not one_place(upper.plan, lower.plan)


def _for_lower_place(upper: Figure, lower: Figure) -> bool:
    return upper.reach.kind is Kind.PLACE and same_place(upper.reach.name or "", lower.plan)


def _by_place(upper: Figure, lower: Figure, verdict: FigureVerdict) -> Judged:
    """A mean of all of a larger place binds one of its places only so far."""
    mean = upper.reach.kind is Kind.WHOLE and not one_place(upper.plan, lower.plan)
    certainty = surest(upper, lower)
    because = _SAID[verdict]
    if mean and verdict is FigureVerdict.LOOSER:
        return Judged(verdict, _UNSURE, f"{because}；上级为总体指标，是否另有分解指标请一并核实")
    return Judged(verdict, least_sure(certainty, _LIKELY) if mean else certainty, because)


def surest(upper: Figure, lower: Figure) -> Certainty:
    """How sure a comparison of the two can be at best."""
    fit = alike(upper.name, lower.name)
    named = {Likeness.SAME: _SURE, Likeness.PART: _LIKELY}.get(fit, _LIKELY)
    unit = _SURE if upper.target.unit == lower.target.unit else _LIKELY
    doubt = [upper.target.certainty, lower.target.certainty]
    read = _LIKELY if _UNSURE in doubt else _SURE
    return least_sure(named, unit, read)


def _by_year(upper: Figure, lower: Figure, judged: Judged) -> Judged:
    """The same verdict where the years agree; else what can be said across them."""
    ours, theirs = upper.year, lower.year
    if ours is None or theirs is None or ours == theirs:
        return judged
    years = f"年度不同（上级{ours}年，下级{theirs}年）"
    looser = judged.verdict is FigureVerdict.LOOSER
    if theirs < ours and not looser:
        because = f"下级年度早于上级（上级{ours}年，下级{theirs}年），{judged.because}"
        return Judged(judged.verdict, least_sure(judged.certainty, _LIKELY), because)
    if theirs > ours and looser:
        because = f"{years}，{judged.because}"
        return Judged(judged.verdict, least_sure(judged.certainty, _LIKELY), because)
    return Judged(_NC, _LIKELY, f"{years}，不能直接比较")


def judge_rows(upper: Figure, rows: Sequence[Figure]) -> Judged:
    """An upper figure beside the rows of the lower table, where that is all there is."""
    if upper.amount.total:
        return _judge_sum(upper, rows)
    each = [judge(upper, row) for row in rows]
    verdicts = {one.verdict for one in each}
    if verdicts <= {FigureVerdict.MET, FigureVerdict.STRICTER}:
        verdict = FigureVerdict.MET if FigureVerdict.MET in verdicts else FigureVerdict.STRICTER
        return Judged(verdict, _LIKELY, f"下级附表{len(rows)}行均不宽于上级")
    looser = [
        f"{row.reach.name}{row.target.raw}{row.target.unit or ''}"
        for row, one in zip(rows, each, strict=True)
        if one.verdict is FigureVerdict.LOOSER
    ]
    if upper.reach.kind is Kind.EACH and looser:
        because = f"上级要求各地均达到，下级附表{'、'.join(looser)}宽于上级，请核实"
        return Judged(FigureVerdict.LOOSER, _LIKELY, because)
    because = f"下级附表{len(rows)}行各不相同，没有总体数值，请核实"
    return Judged(_NC, _UNSURE, because)


def _judge_sum(upper: Figure, rows: Sequence[Figure]) -> Judged:
    first = rows[0]
    total = Quantity(
        sum((r.amount.low for r in rows), Fraction(0)),
        sum((r.amount.high for r in rows), Fraction(0)),
        first.amount.dimension,
        total=True,
    )
    way = joint(upper.way, first.way)
    verdict = compare(upper.amount, total, way) if way else None
    share = upper.reach.kind is not Kind.PLACE and not one_place(upper.plan, first.plan)
    if verdict is None or (share and verdict is not FigureVerdict.MET):
        return Judged(_NC, _LIKELY, "下级附表各行合计只是上级总数中的一部分")
    return Judged(verdict, _LIKELY, f"下级附表{len(rows)}行合计与上级相比，{_SAID[verdict]}")
