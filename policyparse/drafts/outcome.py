"""What the new draft makes of one change that was asked for. 修改情况"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from policyparse.drafts.folded import Span
from policyparse.model.diff import Landing

PairKey = tuple[tuple[str, ...], tuple[str, ...]]  # old and new ids of a TaskDiff


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its reason, its places, and the differences that follow from it."""

    verdict: Landing
    why: str
    new: Span | None = None  # to be quoted
    old: Span | None = None
    gone: tuple[Span, ...] = ()  # stretches of the old draft that the opinion took out
    come: tuple[Span, ...] = ()  # stretches of the new draft that it brought in
    units: tuple[tuple[PairKey, str], ...] = ()  # units whose part it changed
    tasks: tuple[PairKey, ...] = ()  # tasks that it took out as a whole


def agreed(outcomes: Sequence[Outcome], doubt: str) -> Outcome:
    """One outcome for several places, any of which may be meant: sure where all are alike."""
    if len({outcome.verdict for outcome in outcomes}) == 1:
        return _with_all(outcomes[0], outcomes)
    first = next((o for o in outcomes if o.verdict is Landing.LANDED), outcomes[0])
    return Outcome(Landing.CANNOT_TELL, doubt, first.new, first.old)


def joined(outcomes: Sequence[Outcome], why: str) -> Outcome:
    """One outcome for several places, all of which are meant."""
    if len(outcomes) == 1:
        return outcomes[0]
    verdict = together(outcome.verdict for outcome in outcomes)
    first = next((o for o in outcomes if o.verdict is not Landing.LANDED), outcomes[0])
    alike = len({outcome.verdict for outcome in outcomes}) == 1
    shown = replace(first, verdict=verdict, why=first.why if alike else why)
    return _with_all(shown, outcomes)


def _with_all(shown: Outcome, outcomes: Iterable[Outcome]) -> Outcome:
    """All differences that follow from any of them."""
    every = tuple(outcomes)
    return replace(
        shown,
        gone=tuple(span for one in every for span in one.gone),
        come=tuple(span for one in every for span in one.come),
        units=tuple(unit for one in every for unit in one.units),
        tasks=tuple(task for one in every for task in one.tasks),
    )


def together(verdicts: Iterable[Landing]) -> Landing:
    """Landed where all landed, not landed where none did, partly where it is sure that some did."""
    found = set(verdicts)
    if len(found) == 1:
        return found.pop()
    sure = {Landing.LANDED, Landing.NOT_LANDED} <= found or Landing.PARTLY in found
    return Landing.PARTLY if sure else Landing.CANNOT_TELL
