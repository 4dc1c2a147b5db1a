"""Prose outside the tasks that changed: preamble, principles, annexes. 任务以外的文字修改"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain as joined
from pathlib import Path

from policyparse.drafts.alignment import Item, chain
from policyparse.drafts.likeness import bare, heading, pairs_of, stageless
from policyparse.drafts.names import Names
from policyparse.drafts.scopes import Read
from policyparse.drafts.unit_words import with_unit
from policyparse.drafts.wording import Redline, names_of
from policyparse.lexicon.load import load
from policyparse.model import Part
from policyparse.model.diff import Diff, PassageDiff

_ALIKE = 0.4  # likeness of two passages that are one, reworded
_LEAST = 2  # characters of a passage that says anything


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph, or a row of a table."""

    text: str
    start: int
    kind: str

    @property
    def item(self) -> Item:
        """What makes it equal to another: its words without their number."""
        return Item(heading(self.text) or self.text, pairs_of(self.text), self.kind)


def with_passages(found: Diff, old: Read, new: Read, *, lexicon: Sequence[Path] = ()) -> Diff:
    """The diff with the prose that changed outside the tasks; what only moved is no change."""
    before, after = tuple(_outside(old)), tuple(_outside(new))
    words, loaded = names_of((*old.plan.tasks, *new.plan.tasks)), load(lexicon)
    redline = Redline(loaded, [one.text for one in (*before, *after)], words)
    names = Names(loaded)
    changes = tuple(
        _change(one, other, (old, new), redline, names)
        for one, other in _pairs(before, after)
        if not _same(one, other, old, new)
    )
    return found.model_copy(update={"passages": changes})


def _outside(read: Read) -> Iterator[_Passage]:
    """Passages that hold nothing of what is compared elsewhere: tasks, their headings, roster."""
    plan = read.plan
    told = {bare(part) for task in plan.tasks for part in task.path}
    told |= {
        bare(line)
        for e in joined.from_iterable(plan.document.evidence.values())
        for line in e.text.split("\n")
    }
    quoted = list(joined.from_iterable(member.evidence for member in plan.roster))
    quoted += joined.from_iterable(task.evidence for task in plan.tasks)
    taken = [(e.start, e.end) for e in quoted if e.part is Part.VALUE]
    taken += read.spans(plan.tasks)
    for block in read.text.blocks:
        at = block.start
        for line in read.text.text[block.start : block.end].split("\n"):
            end = at + len(line)
            apart = not any(a < end and at < b for a, b in taken)
            if apart and len(bare(line)) >= _LEAST and bare(line) not in told:
                yield _Passage(line, at, "row" if block.kind == "table" else "text")
            at = end + 1


def _pairs(
    before: Sequence[_Passage], after: Sequence[_Passage]
) -> Iterator[tuple[_Passage | None, _Passage | None]]:
    """What became of each passage, in the order of both drafts."""
    found = chain([one.item for one in before], [one.item for one in after], _ALIKE)
    o = n = 0
    for to_old, to_new in (*found, (len(before), len(after))):
        yield from ((one, None) for one in before[o:to_old])
        yield from ((None, one) for one in after[n:to_new])
        if to_old < len(before):
            yield before[to_old], after[to_new]
        o, n = to_old + 1, to_new + 1


def _same(one: _Passage | None, other: _Passage | None, old: Read, new: Read) -> bool:
    """Whether nothing but numbers changed, or a passage stands elsewhere in the other draft."""
    if one and other:
        return heading(stageless(one.text)) == heading(stageless(other.text))
    if one:
        return heading(stageless(one.text)) in bare(new.text.text)
    return other is None or heading(stageless(other.text)) in bare(old.text.text)


def _change(
    one: _Passage | None,
    other: _Passage | None,
    reads: tuple[Read, Read],
    redline: Redline,
    names: Names,
) -> PassageDiff:
    was, now = (
        read.text.evidence(part.start, part.start + len(part.text)) if part else None
        for part, read in zip((one, other), reads, strict=True)
    )
    steps = redline.changes(one.text, other.text) if one and other else ()
    marked = (with_unit(step, redline, names) for step in steps)
    return PassageDiff(old=was, new=now, wording=tuple(marked))
