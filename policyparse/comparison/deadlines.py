"""Upper dates beside the lower ones for the same thing: same, earlier, later, missing. 时限对照"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from policyparse.comparison.due_index import DueIndex
from policyparse.comparison.plan_dates import Due, dues_of
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.matching.dates import Dated, apart, comparable, compare_dates, is_standing
from policyparse.matching.passages import Postings, spoken
from policyparse.matching.reach import others_named, own_work
from policyparse.model.base import FrozenModel
from policyparse.model.comparison import (
    DateVerdict,
    DeadlineCoverage,
    FigureVerdict,
    MeasureState,
    TargetCoverage,
    TaskCoverage,
)
from policyparse.model.deadline import Deadline, DeadlineKind, Precision
from policyparse.model.evidence import Certainty, Part, least_sure
from policyparse.model.plan import Plan
from policyparse.model.target import Target
from policyparse.model.task import Task

Span = tuple[int, int]

NEAR = 0.3  # likeness of two clauses in matched passages
FAR = 0.45  # and of two clauses that nothing else brings together
CLEAR = 0.6  # of two clauses that are surely of one thing
IN_PASSAGE, IN_SENTENCE, IN_TASK = 0.25, 0.15, 0.05  # what a matched place is worth besides
_SURE, _LIKELY, _UNSURE = Certainty.SURE, Certainty.LIKELY, Certainty.UNSURE
_AGREE = (FigureVerdict.MET, FigureVerdict.STRICTER)


class MeasurePair(FrozenModel):
    """Where an upper measure stands and where the lower plan takes it up.

    Stretches are offsets in the normalised texts; no lower stretch: not taken up.
    """

    upper_task: str
    upper: Span
    lower_task: str | None = None
    lower: tuple[Span, ...] = ()


def measure_pairs(tasks: Iterable[TaskCoverage]) -> tuple[MeasurePair, ...]:
    """The pairs that the coverage of measures found."""
    return tuple(
        MeasurePair(
            upper_task=task.upper_task,
            upper=(place.start, place.end),
            lower_task=None if gone else measure.lower_task,
            lower=() if gone else tuple((q.start, q.end) for q in measure.matched),
        )
        for task in tasks
        for measure in task.measures
        for gone in (measure.state is MeasureState.MISSING,)
        for place in measure.evidence
    )


@dataclass(frozen=True)
class _Sides:
    upper: Plan
    lower: Plan
    dues: DueIndex
    passages: tuple[Task, ...]  # the tasks of the lower plan's sentences
    sentences: Postings
    pairs: Mapping[str, Sequence[MeasurePair]]  # by the upper task
    tasks: Mapping[str, Sequence[str]]
    lexicon: Lexicon


@dataclass(frozen=True)
class _Match:
    """What stands below for an upper date."""

    task: str | None = None  # the lower task that takes the thing up
    due: Due | None = None
    firm: bool = False  # by a pair of measures
    alike: Mapping[int, float] = field(
        default_factory=dict
    )  # how like the upper date the lower ones are
    at: int = -1  # number of the lower date


def deadline_coverage(
    upper: Plan,
    lower: Plan,
    pairs: Sequence[MeasurePair] = (),
    *,
    lexicon: Lexicon,
    tasks: Mapping[str, Sequence[str]] | None = None,
    targets: Sequence[TargetCoverage] = (),
) -> tuple[DeadlineCoverage, ...]:
    """Each date of the upper tasks beside the lower date for the same thing.

    Where no pair of measures holds a date, clauses are compared, in ``tasks`` (upper task ->
    matched lower tasks) first. Years of goals come from ``targets``.
    """
    passages = tuple(spoken(lower))
    of_task: dict[str, list[MeasurePair]] = {}
    for pair in pairs:
        of_task.setdefault(pair.upper_task, []).append(pair)
    sides = _Sides(
        upper,
        lower,
        DueIndex(dues_of(lower)),
        tuple(task for task, _ in passages),
        Postings(text for _, text in passages),
        of_task,
        tasks or {},
        lexicon,
    )
    found = (_covered(due, sides) for due in dues_of(upper))
    return (*_of_goals(targets, lexicon), *(one for one in found if one is not None))


def _covered(upper: Due, sides: _Sides) -> DeadlineCoverage | None:
    others = others_named(upper.clause, sides.upper, sides.lower, sides.lexicon)
    if others:
        because = f"上级点名{'、'.join(others)}，未点名本地"
        return _coverage(upper, _Match(), Dated(DateVerdict.NOT_COMPARABLE, _LIKELY, because), "")
    match = _match(upper, sides)
    if match.due is None:
        return _undated(upper, match, sides)
    dated = compare_dates(upper.deadline, match.due.deadline, sides.lexicon)
    below = f"下级“{match.due.deadline.raw}”（{match.due.what}）"
    certainty = least_sure(dated.certainty, _fit(upper, match))
    if match.firm and certainty is _UNSURE:
        because = (
            f"下级对应处另有“{match.due.deadline.raw}”（{match.due.what}），是否同一事项请核实"
        )
        unsure = Dated(DateVerdict.NOT_COMPARABLE, _UNSURE, because)
        return _coverage(upper, replace(match, due=None), unsure, "")
    noted = _noted(Dated(dated.verdict, certainty, dated.because), upper, match, sides)
    return _coverage(upper, match, noted, below)


def _noted(dated: Dated, upper: Due, match: _Match, sides: _Sides) -> Dated:
    """Say where the thing may be another one, or stands below with another date too."""
    lower = sides.dues.dues[match.at]
    one, other_grade = _grade(upper.what, sides.lexicon), _grade(lower.what, sides.lexicon)
    if one and other_grade and one != other_grade:
        because = f"{dated.because}；一为{one}、一为{other_grade}，是否同一事项请核实"
        return Dated(dated.verdict, _UNSURE, because)
    least = max(match.alike.get(match.at, 0.0) - NEAR, CLEAR)
    for n in sorted(n for n, alike in match.alike.items() if alike >= least):
        other = sides.dues.dues[n]
        differs = comparable(lower.deadline, other.deadline) and other.deadline.end
        if not differs or other.deadline.end == lower.deadline.end or other.task is lower.task:
            continue
        because = f"{dated.because}；下级另一处写为“{other.deadline.raw}”，请一并核实"
        return Dated(dated.verdict, least_sure(dated.certainty, _LIKELY), because)
    return dated


def _grade(text: str, lexicon: Lexicon) -> str:
    """The first grade that a text names, such as 市级; empty if there is none."""
    grades = alternation(word for row in lexicon.file.level for word in row.grades)
    found = re.search(grades, text)
    return found.group() if found else ""


def _fit(upper: Due, match: _Match) -> Certainty:
    """How sure it is that two clauses are of one thing."""
    if match.due is None or not _same_thing(upper, match.due):
        return _UNSURE
    alike = match.alike.get(match.at, 0.0)
    if alike >= CLEAR or (match.firm and alike >= FAR):
        return _SURE
    return _LIKELY if match.firm and alike >= NEAR else _UNSURE


def _same_thing(upper: Due, lower: Due) -> bool:
    """A list or plan that is to be handed over is named below too, not only its subject."""
    return upper.head in lower.said


def _match(upper: Due, sides: _Sides) -> _Match:
    """The lower date of the same thing: clauses alike, and the nearer to a matched passage."""
    pairs = _pairs_at(upper, sides.pairs.get(upper.task.id, ()))
    taken = [pair for pair in pairs if pair.lower]
    tasks = sides.tasks.get(upper.task.id, ())
    dues, alike = sides.dues.dues, sides.dues.alike(upper)
    near = sides.dues.of_tasks({pair.lower_task for pair in taken if pair.lower_task})
    ranked = sorted(
        (-round(alike.get(n, 0.0) + bonus, 2), apart(upper.deadline, dues[n].deadline), n, bonus)
        for n in alike.keys() | near
        if comparable(upper.deadline, dues[n].deadline)
        for bonus in (_bonus(dues[n], taken, tasks),)
    )
    firm = [row for row in ranked if row[3] >= IN_SENTENCE]
    if ranked and -ranked[0][0] >= FAR:
        at = ranked[0][2]
        return _Match(dues[at].task.id, dues[at], ranked[0][3] >= IN_SENTENCE, alike, at)
    if firm and firm[0][3] >= IN_PASSAGE:
        at = firm[0][2]
        return _Match(dues[at].task.id, dues[at], True, alike, at)
    if taken:
        return _Match(taken[0].lower_task, firm=True)
    return _Match(None if pairs else _passage(upper, sides))


def _bonus(due: Due, taken: Iterable[MeasurePair], tasks: Sequence[str]) -> float:
    """How near a lower date stands to where the measure is taken up."""
    own = [pair for pair in taken if pair.lower_task == due.task.id]
    if any(_overlap(due.span, span) for pair in own for span in pair.lower):
        return IN_PASSAGE
    if any(_overlap(due.around, span) for pair in own for span in pair.lower):
        return IN_SENTENCE
    return IN_TASK if due.task.id in tasks else 0.0


def _pairs_at(upper: Due, own: Sequence[MeasurePair]) -> list[MeasurePair]:
    """The measures of its task that hold the date; else those that its clause touches."""
    at = [pair for pair in own if pair.upper[0] <= upper.start < pair.upper[1]]
    return at or [pair for pair in own if _overlap(pair.upper, upper.span)]


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _passage(upper: Due, sides: _Sides) -> str | None:
    """The lower task with a sentence on the same thing, though without a date."""
    alike = sides.sentences.likeness(upper.subject)
    best = max(((likeness, -n) for n, likeness in alike.items()), default=(0.0, 0))
    return sides.passages[-best[1]].id if best[0] >= FAR else None


def _undated(upper: Due, match: _Match, sides: _Sides) -> DeadlineCoverage | None:
    """No date below: the end of a plan for one year stands for it, else it is missing."""
    if is_standing(upper.deadline):
        return None
    end = sides.lower.document.period.end
    if match.task is None and end and upper.deadline.end and int(upper.deadline.end[:4]) > end:
        because = f"不在下级规划期（至{end}年）内，不据此判为未明确"
        return _coverage(upper, match, Dated(DateVerdict.NOT_COMPARABLE, _LIKELY, because), "")
    if match.task is None:
        own = own_work(upper.clause, sides.upper, sides.lexicon)
        certainty = _LIKELY if _binds(upper.deadline) and not own else _UNSURE
        tail = "；该项由上级单位自行开展，可能属上级事权" if own else ""
        because = f"未见对应内容，时限也未见，请核实{tail}"
        return _coverage(upper, match, Dated(DateVerdict.MISSING, certainty, because), "下级")
    dated = _by_period(upper.deadline, sides.lower)
    if dated is None:
        certainty = _LIKELY if match.firm else _UNSURE
        dated = Dated(DateVerdict.MISSING, certainty, "未写明时限，请核实")
    return _coverage(upper, match, dated, "下级对应内容")


def _binds(deadline: Deadline) -> bool:
    """A day or a rate; a season only says when."""
    return bool(deadline.end) or deadline.kind is not DeadlineKind.DURING


def _by_period(upper: Deadline, lower: Plan) -> Dated | None:
    """The whole lower plan is for one year that ends before, or with, what is asked."""
    period = lower.document.period
    year = period.end
    if year is None or period.start != year:
        return None
    if upper.kind is DeadlineKind.RECURRING:
        return _yearly(year) if upper.recurs == "yearly" else None
    if upper.kind is DeadlineKind.FROM:
        begun = (upper.start or "9999") <= f"{year}-01-01"
        because = f"未另写起始时间，但下级为{year}年度方案，已在起始时间之后"
        return Dated(DateVerdict.SAME, _LIKELY, because) if begun else None
    if not upper.end:
        return None
    days = (date(year, 12, 31) - date.fromisoformat(upper.end)).days
    if days > 0:
        return None
    verdict = DateVerdict.EARLIER if days else DateVerdict.SAME
    because = f"未另写时限，但下级为{year}年度方案，按年底计{f'提前{-days}天' if days else '一致'}"
    return Dated(verdict, _LIKELY, because)


def _yearly(year: int) -> Dated:
    return Dated(DateVerdict.SAME, _LIKELY, f"未另写频次，但下级为{year}年度方案，按当年计一致")


def _coverage(upper: Due, match: _Match, dated: Dated, below: str) -> DeadlineCoverage:
    return DeadlineCoverage(
        what=upper.what,
        upper=upper.deadline,
        lower=match.due.deadline if match.due else None,
        upper_task=upper.task.id,
        lower_task=match.due.task.id if match.due else match.task,
        verdict=dated.verdict,
        certainty=dated.certainty,
        why=f"上级“{upper.deadline.raw}”（{upper.what}），{below}{'，' if match.due else ''}"
        f"{dated.because}。",
    )


def _of_goals(targets: Sequence[TargetCoverage], lexicon: Lexicon) -> Iterator[DeadlineCoverage]:
    """The date of a goal that the lower plan sets for another date."""
    for target in targets:
        lower = target.lower
        if target.upper_task or lower is None or target.verdict not in _AGREE:
            continue
        ours, theirs = _of_goal(target.upper), _of_goal(lower)
        if ours is None or theirs is None or ours.end == theirs.end or _nearer(target, targets):
            continue
        dated = compare_dates(ours, theirs, lexicon)
        yield DeadlineCoverage(
            what=target.indicator,
            upper=ours,
            lower=theirs,
            upper_task=target.upper_task,
            lower_task=target.lower_task,
            verdict=dated.verdict,
            certainty=_LIKELY,
            why=f"“{target.indicator}”上级到{ours.end}，下级到{theirs.end}，{dated.because}。",
        )


def _nearer(target: TargetCoverage, targets: Iterable[TargetCoverage]) -> bool:
    """Whether the lower goal answers an upper goal of its own year besides."""
    years = {
        other.upper.by[:4] for other in targets if other.lower == target.lower and other.upper.by
    }
    own, lower = target.upper.by or "", target.lower and target.lower.by
    return bool(lower) and own[:4] != (lower or "")[:4] and (lower or "")[:4] in years


def _of_goal(target: Target) -> Deadline | None:
    """The date of a goal as a deadline, quoted where it is written."""
    if not target.by:
        return None
    end = target.by if len(target.by) > len("2025") else f"{target.by}-12-31"
    dated = [e for e in target.evidence if e.part is Part.CONTEXT and end[:4] in e.text]
    place = dated[0] if dated else target.evidence[0]
    return Deadline(
        raw=place.text,
        kind=DeadlineKind.BY,
        end=end,
        precision=Precision.YEAR,
        rule="goal",
        certainty=_LIKELY,
        evidence=(place,),
    )
