"""Upper figures beside the lower ones: met, stricter, looser, missing. 指标对照"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from policyparse.comparison.figure_verdicts import Judged, judge, judge_rows, one_place
from policyparse.lexicon.lexicon import Lexicon
from policyparse.matching.figures import exact
from policyparse.matching.indicators import Likeness, alike, named_in
from policyparse.matching.passages import likeness, spoken
from policyparse.matching.plan_figures import Figure, figures_of
from policyparse.matching.reach import Kind, others_named, own_work, same_place
from policyparse.model.comparison import FigureVerdict, TargetCoverage
from policyparse.model.evidence import Certainty, least_sure
from policyparse.model.plan import Plan
from policyparse.model.target import Comparator
from policyparse.model.task import Task

Pairs = Mapping[str, Sequence[str]]  # upper task -> matched lower tasks, the most relevant first

AROUND = 0.35  # likeness of the sentences that a name of few words needs besides
TELLING = 10  # smaller figures agree by chance
NAMED = 0.75  # of an indicator's name that a sentence must hold to speak of it
_NC, _MISSING = FigureVerdict.NOT_COMPARABLE, FigureVerdict.MISSING
_SIGNS = {
    Comparator.AT_LEAST: "不低于",
    Comparator.MORE: "高于",
    Comparator.AT_MOST: "不高于",
    Comparator.LESS: "低于",
}


@dataclass(frozen=True)
class _Sides:
    """Both plans' figures and what is matched."""

    upper: Plan
    lower: Plan
    uppers: tuple[Figure, ...]
    lowers: tuple[Figure, ...]
    pairs: Pairs
    lexicon: Lexicon
    passages: tuple[tuple[Task, frozenset[str]], ...]  # sentences of the lower plan


def target_coverage(
    upper: Plan, lower: Plan, pairs: Pairs | None = None, *, lexicon: Lexicon
) -> tuple[TargetCoverage, ...]:
    """Each goal and standard of the upper plan beside the lower plan's figure for it.

    Rows of an upper table for other places are left out; the row for the lower plan's own place
    comes before the figure for all of the upper place.
    """
    uppers = tuple(f for f in figures_of(upper, lexicon) if _concerns(f, lower, lexicon))
    lowers, passages = figures_of(lower, lexicon), tuple(spoken(lower))
    sides = _Sides(upper, lower, uppers, lowers, pairs or {}, lexicon, passages)
    return tuple(_covered(figure, sides) for figure in _once(uppers))


def _concerns(figure: Figure, lower: Plan, lexicon: Lexicon) -> bool:
    """Whether an upper figure is for the lower place, all of the upper one, or a part of it."""
    if figure.reach.kind is not Kind.PLACE or one_place(figure.plan, lower):
        return True
    name, place = figure.reach.name or "", lower.document.jurisdiction
    if same_place(name, lower):
        return True
    own = place.name if place else None
    return any(own in division.parents for division in lexicon.divisions.get(name, ()))


def _once(figures: Sequence[Figure]) -> Iterator[Figure]:
    """A goal that body and table both state is compared once."""
    seen: set[tuple[object, ...]] = set()
    for figure in figures:
        place = figure.reach.kind, figure.reach.name if figure.reach.kind is Kind.PLACE else None
        mark = (figure.name, figure.amount, figure.year, figure.way, place)
        if figure.task is None and mark in seen:
            continue
        seen.add(mark)
        yield figure


def _covered(upper: Figure, sides: _Sides) -> TargetCoverage:
    others = others_named(upper.target.raw, sides.upper, sides.lower, sides.lexicon)
    if others:
        because = f"上级该项点名{'、'.join(others)}，未点名本地"
        return _alone(upper, Judged(_NC, Certainty.LIKELY, because))
    found = _candidates(upper, sides)
    own = _own_row(upper, sides)
    if own and found:
        because = f"上级附表对{own.reach.name}另有指标{_shown(own)}，以该行为准"
        judged = Judged(_NC, Certainty.SURE, because)
        return _coverage(upper, found[0], judged)
    if not found:
        return _missing(upper, own, sides)
    if found[0].reach.kind is Kind.PLACE and upper.reach.kind is not Kind.PLACE:
        return _rows_only(upper, found)
    if found[0].reach.kind is Kind.PLACE and same_place(upper.reach.name or "", sides.lower):
        return _rows_only(upper, found)
    judged = _by_share(judge(upper, found[0]), upper, found[0], sides)
    if _apart(upper, found[0], sides):
        judged = replace(judged, certainty=least_sure(judged.certainty, Certainty.LIKELY))
    return _coverage(upper, found[0], _noted(judged, upper, found))


def _apart(upper: Figure, lower: Figure, sides: _Sides) -> bool:
    """Two figures of one name in tasks that nothing else brings together."""
    if upper.task is None or lower.task is None or lower.task in sides.pairs.get(upper.task, ()):
        return False
    return likeness(upper.context, lower.context) < AROUND


def _by_share(judged: Judged, upper: Figure, lower: Figure, sides: _Sides) -> Judged:
    """A part of a total is as asked for where the upper table gives the lower place just that."""
    if judged.verdict is not _NC or not lower.amount.total:
        return judged
    for row in sides.uppers:
        local = row.reach.kind is Kind.PLACE and same_place(row.reach.name or "", sides.lower)
        if not local or row.year != upper.year:
            continue
        if row.amount == lower.amount and _same_thing(row, lower):
            because = f"与上级附表“{row.reach.name}”一行的{_value(row)}一致"
            return Judged(FigureVerdict.MET, Certainty.LIKELY, because)
    return judged


def _candidates(upper: Figure, sides: _Sides) -> list[Figure]:
    """Lower figures of the same indicator in the same sort of unit, the best first."""
    tasks = sides.pairs.get(upper.task or "", ())
    found = []
    for figure in sides.lowers:
        fit = _fit(upper, figure, tasks)
        if fit is not None and _meets(upper, figure, sides.lower):
            found.append((fit, figure))
    found.sort(key=lambda pair: pair[0])
    return [figure for _, figure in found] or _by_value(upper, sides, tasks)


def _fit(upper: Figure, lower: Figure, tasks: Sequence[str]) -> tuple[float, ...] | None:
    """How well a lower figure fits, the smaller the better; none where it does not."""
    if not _same_sort(upper, lower):
        return None
    named = alike(upper.name, lower.name)
    if named is Likeness.NONE:
        return None
    matched = lower.task in tasks
    around = likeness(upper.context, lower.context)
    both_goals = upper.task is None and lower.task is None
    if named is Likeness.WEAK and not matched and not both_goals and around < AROUND:
        return None
    rank = tasks.index(lower.task) if lower.task in tasks else len(tasks)
    place = _distance(upper, lower)
    year = 0 if upper.year == lower.year else 1 + ((lower.year or 0) > (upper.year or 0))
    group = upper.name.group != lower.name.group
    return (
        -max(named, Likeness.PART),
        group,
        place,
        year,
        rank,
        -named,
        -round(around, 6),
        lower.start,
    )


def _same_sort(upper: Figure, lower: Figure) -> bool:
    one, other = upper.amount, lower.amount
    if one.dimension == other.dimension:
        return True
    bare = "" in (one.dimension, other.dimension)
    return bare and "率" in upper.name.key + lower.name.key  # 填埋比例为0


_NEAR = {
    Kind.WHOLE: (Kind.WHOLE, Kind.OPEN, Kind.EACH, Kind.PLACE),
    Kind.PLACE: (Kind.WHOLE, Kind.OPEN, Kind.EACH, Kind.PLACE),
    Kind.EACH: (Kind.EACH, Kind.OPEN, Kind.WHOLE, Kind.PLACE),
    Kind.OPEN: (Kind.OPEN, Kind.WHOLE, Kind.EACH, Kind.PLACE),
}


def _distance(upper: Figure, lower: Figure) -> int:
    if upper.reach == lower.reach:
        return 0
    return 1 + _NEAR[upper.reach.kind].index(lower.reach.kind)


def _meets(upper: Figure, lower: Figure, plan: Plan) -> bool:
    """Whether a lower figure may answer for the place of the upper one."""
    if upper.reach.kind is not Kind.PLACE or same_place(upper.reach.name or "", plan):
        return True
    return lower.reach.kind is Kind.PLACE and lower.reach.name == upper.reach.name


def _by_value(upper: Figure, sides: _Sides, tasks: Sequence[str]) -> list[Figure]:
    """A figure of the same value and unit for much the same, whatever it is called."""
    return [f for f in sides.lowers if f.amount == upper.amount and _same_thing(upper, f, tasks)]


def _same_thing(upper: Figure, lower: Figure, tasks: Sequence[str] = ()) -> bool:
    """Whether the sentence around a lower figure speaks of the upper indicator."""
    if lower.task in tasks and likeness(upper.context, lower.context) >= AROUND:
        return upper.target.op is lower.target.op
    return upper.target.value >= TELLING and named_in(upper.name, lower.context) >= NAMED


def _own_row(upper: Figure, sides: _Sides) -> Figure | None:
    """The row that the upper table gives for the lower place, for a figure of all places."""
    if upper.reach.kind is not Kind.WHOLE or one_place(sides.upper, sides.lower):
        return None
    rows = [
        figure
        for figure in sides.uppers
        if figure.reach.kind is Kind.PLACE
        and same_place(figure.reach.name or "", sides.lower)
        and figure.year == upper.year
        and _same_sort(upper, figure)
        and alike(upper.name, figure.name) is not Likeness.NONE
    ]
    return max(rows, key=lambda row: (alike(upper.name, row.name), -row.start), default=None)


def _rows_only(upper: Figure, found: Sequence[Figure]) -> TargetCoverage:
    rows = _rows_like(found[0], found)
    return _coverage(upper, found[0], judge_rows(upper, rows))


def _rows_like(first: Figure, found: Sequence[Figure]) -> list[Figure]:
    """The rows of one indicator and year, each place once."""
    rows: dict[str | None, Figure] = {}
    for figure in found:
        if figure.reach.kind is Kind.PLACE and figure.name.key == first.name.key:
            rows.setdefault(figure.reach.name, figure)
    return list(rows.values())


def _noted(judged: Judged, upper: Figure, found: Sequence[Figure]) -> Judged:
    """Add what else the lower plan says: rows of its table, another figure for the same thing."""
    best, *others = found
    end = upper.plan, best.plan.document.period.end
    because, certainty = judged.because, judged.certainty
    if judged.verdict is _NC and upper.year and end[1] and upper.year > end[1]:
        because = f"上级{upper.year}年目标不在下级规划期（至{end[1]}年）内，{because}"
    rows = [f for f in others if f.row and f.reach.kind is Kind.PLACE and f.year == best.year]
    rows = _rows_like(rows[0], rows) if rows else []
    because += _of_rows(rows)
    for other in others:
        same = (other.reach.kind, other.year, other.name) == (
            best.reach.kind,
            best.year,
            best.name,
        )
        if same and other.amount != best.amount:
            certainty = least_sure(certainty, Certainty.LIKELY)
            because += f"；下级另一处写为{_shown(other)}，请一并核实"
            break
    return Judged(judged.verdict, certainty, because)


def _of_rows(rows: Sequence[Figure]) -> str:
    """What the rows of the lower table come to together."""
    if len(rows) < 2:
        return ""
    if len({row.amount.low for row in rows}) == 1:
        return f"；下级附表{len(rows)}行均为{_value(rows[0])}"
    units = {row.target.unit for row in rows}
    if not rows[0].amount.total or len(units) > 1:
        return ""
    total = float(sum(exact(row.target.value) for row in rows))
    said = int(total) if total.is_integer() else total
    return f"；下级附表{len(rows)}行合计{said}{rows[0].target.unit or ''}"


def _coverage(upper: Figure, lower: Figure, judged: Judged) -> TargetCoverage:
    why = f"上级{_said(upper)}，下级{_said(lower)}，{judged.because}。"
    return TargetCoverage(
        indicator=upper.target.indicator,
        upper=upper.target,
        lower=lower.target,
        upper_task=upper.task,
        lower_task=lower.task,
        verdict=judged.verdict,
        certainty=judged.certainty,
        why=why,
    )


def _missing(upper: Figure, own: Figure | None, sides: _Sides) -> TargetCoverage:
    """No lower figure: missing, unless the upper year lies outside the lower plan's period."""
    period = sides.lower.document.period
    year, verdict, certainty = upper.year, _MISSING, _how_missing(upper, sides)
    because = f"下级未见“{upper.target.indicator}”的数值，请核实"
    if own:
        verdict, certainty = _NC, Certainty.SURE
        because = f"上级附表对{own.reach.name}另有指标{_shown(own)}，以该行为准"
    elif year and period.end and year > period.end:
        verdict, certainty = _NC, Certainty.SURE
        because = f"不在下级规划期（至{period.end}年）内，不据此判为未设"
    elif year and period.start and year < period.start:
        verdict, certainty = _NC, Certainty.SURE
        because = f"早于下级规划期（自{period.start}年），不据此判为未设"
    elif verdict is _MISSING and own_work(upper.target.raw, sides.upper, sides.lexicon):
        certainty = Certainty.UNSURE
        because += "；该项由上级单位自行开展，可能属上级事权"
    elif task := _spoken_of(upper, sides):
        certainty = least_sure(certainty, Certainty.LIKELY)
        because += f"；下级“{task.title[:20]}”有相近内容，未写数值"
    return _alone(upper, Judged(verdict, certainty, because))


def _alone(upper: Figure, judged: Judged) -> TargetCoverage:
    return TargetCoverage(
        indicator=upper.target.indicator,
        upper=upper.target,
        upper_task=upper.task,
        verdict=judged.verdict,
        certainty=judged.certainty,
        why=f"上级{_said(upper)}，{judged.because}。",
    )


def _how_missing(upper: Figure, sides: _Sides) -> Certainty:
    """Sure only where the name says enough and nothing below comes near it."""
    if alike(upper.name, upper.name) is Likeness.WEAK or upper.reach.kind is Kind.EACH:
        return Certainty.UNSURE
    near = any(
        likeness(upper.context, f.context) >= AROUND for f in sides.lowers if _same_sort(upper, f)
    )
    doubted = upper.target.certainty is not Certainty.SURE
    return Certainty.LIKELY if near or doubted else Certainty.SURE


def _spoken_of(upper: Figure, sides: _Sides) -> Task | None:
    """The lower task with a sentence that speaks of the upper indicator, without a figure."""
    best = max(
        ((named_in(upper.name, said), -n) for n, (_, said) in enumerate(sides.passages)),
        default=(0.0, 0),
    )
    return sides.passages[-best[1]][0] if best[0] >= NAMED else None


def _said(figure: Figure) -> str:
    """A figure as written, with its place and year."""
    place = _where(figure)
    year = f"{figure.year}年" if figure.target.by and figure.year else ""
    if figure.row:
        return f"附表“{place}”一行{year}{figure.target.indicator}{_value(figure)}"
    often = figure.often.raw if figure.often and figure.often.raw not in figure.target.raw else ""
    what = figure.target.indicator if figure.name.key[:2] not in figure.target.raw else ""
    where = "、".join(part for part in (place, year) if part)
    return f"{f'（{where}）' if where else ''}{often}“{figure.target.raw}”{what and f'（{what}）'}"


def _where(figure: Figure) -> str:
    """The place to name: each of several only for amounts, all of it by its own name."""
    place = figure.plan.document.jurisdiction
    if figure.reach.kind is Kind.WHOLE and figure.reach.name is None and not figure.name.group:
        return place.name if place else ""
    counts = figure.reach.kind is not Kind.EACH or figure.amount.total
    return (figure.reach.name if counts else None) or figure.name.group or ""


def _shown(figure: Figure) -> str:
    return _value(figure) if figure.row else f"“{figure.target.raw}”"


def _value(figure: Figure) -> str:
    sign = _SIGNS.get(figure.target.op, "")
    return f"{sign}{figure.target.raw}{figure.target.unit or ''}"
