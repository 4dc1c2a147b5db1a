"""Who hands over what to whom, in the running text of two drafts. 交办调整"""

from collections.abc import Iterable, Iterator, Sequence

from policyparse.drafts import words
from policyparse.drafts.closest import closest
from policyparse.drafts.likeness import dice, pairs_of
from policyparse.drafts.names import Names
from policyparse.model import Certainty, Deliverable, Task
from policyparse.model.diff import HandOverChange, HandOverDiff
from policyparse.model.evidence import least_sure

_LEAST = 0.5  # likeness of two hand-overs without the names in them


def handover_changes(
    old: Sequence[Task], new: Sequence[Task], names: Names
) -> tuple[HandOverDiff, ...]:
    """Hand-overs of the same thing by others, or to others; what came or went is a measure."""
    before = [one for task in old for one in task.deliverables]
    after = [one for task in new for one in task.deliverables]
    pairs = closest(before, after, _score, _LEAST)
    return tuple(
        change for o, n in sorted(pairs.items()) for change in _changes(before[o], after[n], names)
    )


def _score(old: Deliverable, new: Deliverable) -> float:
    if old.raw == new.raw:
        return 2.0
    return dice(pairs_of(_bare(old)), pairs_of(_bare(new)))


def _bare(one: Deliverable) -> str:
    text = one.raw
    for name in (*one.who, one.to or ""):
        text = text.replace(name, "")
    return text


def _changes(old: Deliverable, new: Deliverable, names: Names) -> Iterator[HandOverDiff]:
    """Only names that stand in the words themselves: others are told of as responsibility."""
    if old.raw == new.raw:
        return
    sides = (
        (HandOverChange.WHO, old.who, new.who),
        (HandOverChange.TO, (old.to,), (new.to,)),
    )
    for change, was, now in sides:
        gone = _written(was, old.raw)
        come = _written(now, new.raw)
        if _agree(gone, come, names):
            continue
        yield HandOverDiff(
            change=change,
            what=new.what,
            old=gone,
            new=come,
            why=words.handed_over(new.what, gone, come, to=change is HandOverChange.TO),
            certainty=least_sure(old.certainty, new.certainty, Certainty.LIKELY),
            old_evidence=old.evidence,
            new_evidence=new.evidence,
        )


def _written(units: Iterable[str | None], raw: str) -> tuple[str, ...]:
    return tuple(name for name in units if name and name in raw)


def _agree(old: Sequence[str], new: Sequence[str], names: Names) -> bool:
    """Whether two lists name the same units, under whatever names."""
    return len(old) == len(new) and all(names.one(a, b) for a, b in zip(old, new, strict=True))
