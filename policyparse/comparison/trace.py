"""Region, city, district: on which level a measure was lost, weakened or added back. 逐级追踪"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyparse.errors import BadConfig
from policyparse.model.comparison import (
    Comparison,
    MeasureCoverage,
    MeasureState,
    Quote,
    Side,
    TaskCoverage,
)
from policyparse.model.evidence import Certainty, least_sure
from policyparse.model.trace import MeasureTrace, Trace, TraceKind, TraceStep

LEAST_COMMON = 0.5  # of the shorter passage; less is a neighbour, not the same words
LEAST_OF_BEST = 0.6  # a sentence quoted may hold further measures that say something else

_TAKEN, _WEAKENED, _MISSING = MeasureState.TAKEN, MeasureState.WEAKENED, MeasureState.MISSING
_WORST_FIRST = (_MISSING, _WEAKENED, _TAKEN)
_KINDS = {  # state in the middle plan, state in the lower one
    (_TAKEN, _TAKEN): TraceKind.KEPT,
    (_TAKEN, _WEAKENED): TraceKind.WEAKENED_LOWER,
    (_TAKEN, _MISSING): TraceKind.LOST_LOWER,
    (_WEAKENED, _TAKEN): TraceKind.RESTORED,
    (_WEAKENED, _WEAKENED): TraceKind.WEAKENED_MIDDLE,
    (_WEAKENED, _MISSING): TraceKind.LOST_LOWER,
    (_MISSING, _TAKEN): TraceKind.ADDED_BACK,
    (_MISSING, _WEAKENED): TraceKind.ADDED_BACK,
    (_MISSING, _MISSING): TraceKind.LOST_MIDDLE,
}
_SAID = {
    TraceKind.KEPT: "{middle}、{lower}均已体现",
    TraceKind.LOST_MIDDLE: "{middle}未见对应内容，{lower}也未见",
    TraceKind.LOST_LOWER: "{middle}{taken}，{lower}未见对应内容",
    TraceKind.WEAKENED_MIDDLE: "{middle}表述减弱{lost}，{lower}沿用减弱后的表述",
    TraceKind.WEAKENED_LOWER: "{middle}已体现，{lower}表述减弱{lost}",
    TraceKind.WEAKENED_BOTH: "{middle}表述减弱，{lower}又有减弱{lost}",
    TraceKind.ADDED_BACK: "{middle}未见对应内容，{lower}自行写入{back}",
    TraceKind.RESTORED: "{middle}表述减弱{lost}，{lower}已按上级表述写入",
}
_TOTALS = {
    TraceKind.KEPT: "各级均已体现{n}条",
    TraceKind.LOST_MIDDLE: "自{middle}起未见{n}条",
    TraceKind.LOST_LOWER: "{lower}未见{n}条",
    TraceKind.WEAKENED_MIDDLE: "自{middle}起减弱{n}条",
    TraceKind.WEAKENED_LOWER: "{lower}减弱{n}条",
    TraceKind.WEAKENED_BOTH: "逐级减弱{n}条",
    TraceKind.ADDED_BACK: "{middle}未见、{lower}补上{n}条",
    TraceKind.RESTORED: "{middle}减弱、{lower}恢复{n}条",
}


@dataclass(frozen=True, slots=True)
class _Way:
    """One measure with what the three comparisons say of it."""

    task: TaskCoverage
    first: MeasureCoverage  # upper plan against middle plan
    whole: MeasureCoverage | None  # upper plan against lower plan
    carried: tuple[MeasureCoverage, ...]  # the middle plan's own measures against the lower plan


def trace(upper_middle: Comparison, middle_lower: Comparison, upper_lower: Comparison) -> Trace:
    """Each measure of the highest plan: on which level it was lost, weakened or added back."""
    _check(upper_middle, middle_lower, upper_lower)
    middle, lower = upper_middle.lower, upper_lower.lower
    own = _Places([measure for task in middle_lower.tasks for measure in task.measures])
    known = {m.id: m for task in upper_lower.tasks for m in task.measures}
    rows = tuple(
        _traced(_Way(task, first, known.get(first.id), _carriers(first, own)), middle, lower)
        for task in upper_middle.tasks
        for first in task.measures
    )
    notes = tuple(_notes(rows, middle, lower))
    return Trace(upper=upper_middle.upper, middle=middle, lower=lower, measures=rows, notes=notes)


def _check(upper_middle: Comparison, middle_lower: Comparison, upper_lower: Comparison) -> None:
    pairs = (
        (upper_middle.upper, upper_lower.upper),
        (upper_middle.lower, middle_lower.upper),
        (middle_lower.lower, upper_lower.lower),
    )
    for one, other in pairs:
        if one.source != other.source:
            raise BadConfig(
                f"逐级追踪要求三次对照用的是同一组文件，但“{one.source}”与“{other.source}”不同。"
                "请按上级、中间层级、末级的次序重新给出三份文件。"
            )


class _Places:
    """Measures by where they stand."""

    def __init__(self, measures: Sequence[MeasureCoverage]):
        self._measures = measures
        self._quotes = sorted(
            ((number, quote) for number, one in enumerate(measures) for quote in one.evidence),
            key=lambda row: row[1].start,
        )
        self._starts = [quote.start for _, quote in self._quotes]
        self._longest = max((quote.end - quote.start for _, quote in self._quotes), default=0)

    def at(self, places: Iterable[Quote]) -> list[MeasureCoverage]:
        """Those that stand where one of some quotes stands, in their order."""
        found: set[int] = set()
        for place in places:
            low = bisect_left(self._starts, place.start - self._longest)
            near = self._quotes[low : bisect_left(self._starts, place.end)]
            found |= {number for number, quote in near if _same_place(place, quote)}
        return [self._measures[number] for number in sorted(found)]


def _carriers(first: MeasureCoverage, own: _Places) -> tuple[MeasureCoverage, ...]:
    """The middle plan's measures that stand where it takes the upper measure up."""
    if first.state is _MISSING:
        return ()  # the passage quoted is only the nearest one
    there = [(_shared(first.text, measure.text), measure) for measure in own.at(first.lower)]
    best = max((shared for shared, _ in there), default=0.0)
    return tuple(measure for shared, measure in there if shared >= LEAST_OF_BEST * best)


def _shared(one: str, other: str) -> float:
    """The share of pairs of characters of the shorter text that stand in the other one too."""
    here, there = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    return len(here & there) / max(1, min(len(here), len(there)))


def _same_place(one: Quote, other: Quote) -> bool:
    if one.source and other.source and one.source != other.source:
        return False
    common = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return common > 0 and common >= LEAST_COMMON * shorter


def _traced(way: _Way, middle: Side, lower: Side) -> MeasureTrace:
    first = way.first
    step = _step(way)
    kind = _kind(way, step.state)
    return MeasureTrace(
        id=first.id,
        upper_task=way.task.upper_task,
        title=way.task.title,
        text=first.text,
        evidence=first.evidence,
        minor=first.minor,
        kind=kind,
        middle=TraceStep(
            state=first.state,
            quotes=first.lower if first.state is not _MISSING else (),
            lost=first.lost,
        ),
        lower=step,
        carried=tuple(measure.id for measure in way.carried),
        certainty=_certainty(way),
        why=_why(kind, first, step, middle, lower),
    )


def _step(way: _Way) -> TraceStep:
    """What the lower plan makes of it: the better of the direct look and the one by steps."""
    by_steps = _by_steps(way)
    whole = way.whole
    if whole is not None and (
        by_steps is None or _WORST_FIRST.index(whole.state) >= _WORST_FIRST.index(by_steps)
    ):
        quotes = whole.lower if whole.state is not _MISSING else ()
        return TraceStep(state=whole.state, quotes=quotes, lost=whole.lost)
    found = [measure for measure in way.carried if measure.state is not _MISSING]
    return TraceStep(
        state=by_steps or _MISSING,
        quotes=tuple(dict.fromkeys(quote for measure in found for quote in measure.lower)),
        lost=tuple(dict.fromkeys(lost for measure in way.carried for lost in measure.lost)),
    )


def _by_steps(way: _Way) -> MeasureState | None:
    """The lower plan's state as far as the middle plan's own measures tell it."""
    states = {measure.state for measure in way.carried}
    if not states:
        return None
    below = states.pop() if len(states) == 1 else _WEAKENED
    return min(below, way.first.state, key=_WORST_FIRST.index)


def _kind(way: _Way, state: MeasureState) -> TraceKind:
    kind = _KINDS[way.first.state, state]
    again = any(measure.state is not _TAKEN for measure in way.carried)
    return TraceKind.WEAKENED_BOTH if kind is TraceKind.WEAKENED_MIDDLE and again else kind


def _certainty(way: _Way) -> Certainty:
    """No surer than what it rests on; less sure where the two ways down disagree."""
    parts = [way.first, *([way.whole] if way.whole else ()), *way.carried]
    found = [part.certainty for part in parts]
    by_steps = _by_steps(way)
    if way.whole is not None and by_steps is not None and way.whole.state is not by_steps:
        found.append(Certainty.LIKELY)
    return least_sure(*found)


def _why(
    kind: TraceKind, first: MeasureCoverage, step: TraceStep, middle: Side, lower: Side
) -> str:
    weaker_above = kind in (TraceKind.WEAKENED_MIDDLE, TraceKind.RESTORED)
    lost = first.lost if weaker_above else step.lost
    said = _SAID[kind].format(
        middle=_name(middle),
        lower=_name(lower),
        taken="表述减弱" if first.state is _WEAKENED else "已体现",
        lost=f"（{'；'.join(lost)}）" if lost else "",
        back="，表述有减弱" if step.state is _WEAKENED else "",
    )
    return f"{said}。" if kind is TraceKind.KEPT else f"{said}，请核实。"


def _name(side: Side) -> str:
    return f"{side.jurisdiction.name}方案" if side.jurisdiction else f"《{side.title}》"


def _notes(rows: Sequence[MeasureTrace], middle: Side, lower: Side) -> Iterator[str]:
    counted = Counter(row.kind for row in rows if not row.minor)
    names = {"middle": _name(middle), "lower": _name(lower)}
    parts = [_TOTALS[kind].format(n=counted[kind], **names) for kind in TraceKind if counted[kind]]
    if parts:
        yield f"上级措施共{counted.total()}条（不含原则性表述）：{'，'.join(parts)}。"
    if any(row.certainty is not Certainty.SURE for row in rows):
        yield "标为推断或存疑的条目，请对照原文核实；逐级对照与直接对照结论不一的，也标为推断。"
