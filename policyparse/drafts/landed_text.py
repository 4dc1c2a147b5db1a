"""Changes of wording that opinions ask for: do they stand in the new draft? 文字修改"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from policyparse.drafts import landed_words as words
from policyparse.drafts.asked import asked_pieces, holds, is_quoted
from policyparse.drafts.folded import Folded, Span, fold, pieces_of, tokens
from policyparse.drafts.likeness import pairs_of, share
from policyparse.drafts.locating import Spot
from policyparse.drafts.outcome import Outcome, agreed, joined
from policyparse.drafts.scopes import Sides
from policyparse.model import Change, ChangeOp, Part, Task
from policyparse.model.diff import Landing, TaskDiff

_OWN = 6  # characters that no other words of a draft are likely to be by chance
_ALIKE, _FEW = 0.1, 2  # share and number of pairs of characters asked for that came in there
_MOSTLY = 0.68  # ... or anywhere
_CLAUSE = re.compile("[，。；：、！？\n]")


@dataclass(frozen=True, slots=True)
class _Words:
    """Some words, found in both drafts."""

    text: str
    before: tuple[Span, ...]
    after: tuple[Span, ...]

    @property
    def more(self) -> bool:
        return len(self.after) > len(self.before)


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where in both drafts a change is looked for."""

    old: tuple[Span, ...]
    new: tuple[Span, ...]
    pairs: tuple[TaskDiff, ...] = ()  # none: the whole drafts
    title: str | None = None


class TextLandings:
    """Judges changes of wording."""

    def __init__(self, sides: Sides):
        self.sides = sides
        self.claimed: tuple[Span, ...] = ()  # of the new draft, brought in by other opinions

    def outcome(self, change: Change, spot: Spot, *, everywhere: bool) -> Outcome:
        """What became of one change of wording."""
        if change.op is ChangeOp.DELETE_TEXT and not change.old:
            return self._tasks_deleted(change, spot)
        scopes = [self._of(group) for group in spot.groups] or [self._whole()]
        if spot.asked and not spot.groups:
            return self._unlocated(change, spot)
        if len(scopes) > 1 and change.old:
            held = [s for s in scopes if self._words(change.old, s, ()).before]
            scopes = held or scopes
        found = [self._one(change, scope, spot, everywhere=everywhere) for scope in scopes]
        return agreed(found, words.doubtful(change.old or str(change.new)))

    # --- scopes ----------------------------------------------------------------------------

    def _whole(self) -> _Scope:
        return _Scope(self.sides.old.whole, self.sides.new.whole)

    def _of(self, group: Sequence[Task]) -> _Scope:
        pairs = self.sides.pairs(group)
        fresh = self.sides.fresh if len(pairs) > 1 else ()
        return _Scope(
            self.sides.old.spans(self.sides.before(pairs)),
            self.sides.new.spans(self.sides.after((*pairs, *fresh))),
            pairs,
            group[0].title if len(group) == 1 else None,
        )

    def _words(self, text: str, scope: _Scope, not_in: Sequence[str]) -> _Words:
        """Where words stand in both drafts, as places in the documents.

        Places inside ``not_in`` do not count: 补助 in 补助资金.
        """
        marks = any(fold(text) == fold(other) for other in not_in)
        pieces = pieces_of(text, marks=marks)
        places = []
        for read, spans in ((self.sides.old, scope.old), (self.sides.new, scope.new)):
            stretch = read.folded(spans, marks=marks)
            held = [s for other in not_in for s in stretch.find(pieces_of(other, marks=marks))]
            places.append(tuple(self._free(stretch, pieces, held)))
        return _Words(text, *places)

    @staticmethod
    def _free(stretch: Folded, pieces: Sequence[str], held: Sequence[Span]) -> list[Span]:
        return [
            stretch.place((low, high))
            for low, high in stretch.find(pieces)
            if not any(a <= low and high <= b for a, b in held)
        ]

    # --- verdicts --------------------------------------------------------------------------

    def _one(self, change: Change, scope: _Scope, spot: Spot, *, everywhere: bool) -> Outcome:
        if change.op is ChangeOp.ADD_TEXT:
            return self._added(change, scope, spot)
        if change.op is ChangeOp.DELETE_TEXT:
            return self._deleted(change, scope, everywhere=everywhere)
        return self._replaced(change, scope, spot, everywhere=everywhere)

    def _replaced(self, change: Change, scope: _Scope, spot: Spot, *, everywhere: bool) -> Outcome:
        new = str(change.new)
        if not change.old:
            return self._rewritten(new, scope, spot)
        old = change.old
        inside = fold(old) in fold(new) and fold(old) != fold(new)
        was = self._words(old, scope, (new,) if inside or fold(old) == fold(new) else ())
        now = self._words(new, scope, () if inside else (old,))
        if not was.before:
            return self._of_another_draft(change, was, now, scope, spot)
        if now.more and not was.after:
            why = words.replaced(old, new, scope.title)
            return _at(Outcome(Landing.LANDED, why, gone=was.before, come=now.after))
        if len(was.after) >= len(was.before):
            return self._stayed(was, now, scope)
        if now.more:
            doubt = Landing.PARTLY if everywhere else Landing.CANNOT_TELL
            return Outcome(doubt, words.doubtful(old), was.after[0], was.before[0])
        return self._otherwise(was, now, scope)

    def _of_another_draft(
        self, change: Change, was: _Words, now: _Words, scope: _Scope, spot: Spot
    ) -> Outcome:
        """What is to be replaced does not stand where it should in the old draft."""
        whole = self._whole()
        if scope.pairs and len(self._words(was.text, whole, ()).before) == 1:
            return self._one(change, whole, spot, everywhere=False)
        if now.more and len(fold(now.text)) >= _OWN:
            why = words.written(now.text, scope.title)
            return Outcome(Landing.LANDED, why, now.after[0], come=now.after)
        why = words.already(now.text) if now.after else words.unknown(was.text)
        return self._doubt(why, now.text, scope)

    def _stayed(self, was: _Words, now: _Words, scope: _Scope) -> Outcome:
        """The old words are all still there."""
        old, place = was.before[0], was.after[0]
        if now.more:
            why = words.beside(was.text, now.text)
            return Outcome(Landing.PARTLY, why, now.after[-1], old, come=now.after)
        other = self._elsewhere(now.text)
        if other:
            return Outcome(Landing.CANNOT_TELL, other[0], other[1], old)
        done, left = self._insertions(was.text, now.text, scope)
        if done:
            why = words.partly([word.text for word in done], left or [now.text])
            come = tuple(span for word in done for span in word.after)
            verdict = Landing.PARTLY if left else Landing.CANNOT_TELL
            return Outcome(verdict, why, come[-1], old, come=come)
        return Outcome(Landing.NOT_LANDED, words.kept(was.text, scope.title), place, old)

    def _insertions(self, old: str, new: str, scope: _Scope) -> tuple[list[_Words], list[str]]:
        """What of the words to be put in came into the new draft, and what did not."""
        asked, _ = asked_pieces(*(tokens(fold(text, marks=True)) for text in (old, new)))
        pieces = ["".join(piece) for piece in asked]
        found = [self._words(piece, scope, ()) for piece in pieces if len(piece) > 1]
        done = [word for word in found if word.more]
        return done, [piece for piece in pieces if piece not in {word.text for word in done}]

    def _elsewhere(self, text: str) -> tuple[str, Span] | None:
        """Words that came into another part of the new draft."""
        found = self._words(text, self._whole(), ())
        if not found.more or len(fold(text)) < _OWN:
            return None
        places = [p for p in found.after if not any(a <= p[0] < b for a, b in self.claimed)]
        if not places:
            return None
        place = next((p for p in places if self.sides.new.task_at(p)), places[-1])
        task = self.sides.new.task_at(place)
        return words.elsewhere(text, task.title if task else "其他部分"), place

    def _otherwise(self, was: _Words, now: _Words, scope: _Scope) -> Outcome:
        """The old words are gone, and what was asked for is not in their place."""
        old, new = was.text, now.text
        found = self._words(new, self._whole(), ())
        if scope.pairs and found.more and len(fold(new)) >= _OWN:
            task = self.sides.new.task_at(found.after[-1])
            why = words.moved(new, task.title if task else None)
            outcome = Outcome(Landing.LANDED, why, gone=was.before, come=found.after)
            return replace(outcome, new=found.after[-1], old=was.before[0])
        place = self._fate(was.before[0], scope)[0] if scope.new else None
        if place is None:
            return self._doubt(words.otherwise(old), new, scope, was.before[0])
        read = self.sides.new
        said = tokens(read.folded([place]).text)
        asked, dropped = asked_pieces(*(tokens(fold(text, marks=True)) for text in (old, new)))
        done = [piece for piece in asked if holds(said, piece)]
        left = [piece for piece in asked if piece not in done]
        stays = [piece for piece in dropped if holds(said, piece)]
        if done and (left or stays):
            shown = [["".join(piece) for piece in pieces] for pieces in (done, left or asked)]
            why = words.partly(*shown) if left else words.otherwise(old)
            return Outcome(Landing.PARTLY, why, place, was.before[0], was.before, (place,))
        return Outcome(Landing.CANNOT_TELL, words.otherwise(old), place, was.before[0])

    def _fate(self, span: Span, scope: _Scope) -> tuple[Span | None, Span | None]:
        """What of the new draft stands where a stretch of the old one stood; the words before it.

        The first is none where nothing stands there.
        """
        scope = scope if scope.pairs else self._around(span)
        before, after = (
            read.folded(spans)
            for read, spans in ((self.sides.old, scope.old), (self.sides.new, scope.new))
        )
        inside = [n for n, at in enumerate(before.offsets) if span[0] <= at < span[1]]
        low, high = inside[0], inside[-1] + 1
        steps = SequenceMatcher(None, before.text, after.text, autojunk=False).get_opcodes()
        found = [
            (c + max(0, low - a), d - max(0, b - high)) if op == "equal" else (c, d)
            for op, a, b, c, d in steps
            if a < high and low < b
        ]
        start, end = found[0][0], found[-1][1]
        while start < end and after.text[start] == "\n":
            start += 1
        held = after.place((start, end)) if start < end else None
        beside = after.place((start - 1, start)) if start > 1 else None
        return held, beside

    def _around(self, span: Span) -> _Scope:
        """The task in which words of the old draft stand, else their line and the one like it."""
        task = self.sides.old.task_at(span)
        if task:
            return self._of((task,))
        line = self.sides.old.line_at(span)
        old = self.sides.old.text.text[slice(*line)]
        return _Scope((line,), (self.sides.new.line_like(old),))

    def _rewritten(self, new: str, scope: _Scope, spot: Spot) -> Outcome:
        """A passage is to read otherwise as a whole."""
        now = self._words(new, scope, ())
        if now.more:
            own = [e for task in self.sides.before(scope.pairs) for e in task.evidence]
            gone = tuple((e.start, e.end) for e in own if e.part is Part.VALUE)
            why = words.written(new, scope.title)
            return Outcome(Landing.LANDED, why, now.after[0], gone=gone, come=now.after)
        return self._in_parts(new, now, scope, spot)

    def _added(self, change: Change, scope: _Scope, spot: Spot) -> Outcome:
        new = str(change.new)
        now = self._words(new, scope, ())
        if now.more:
            return Outcome(
                Landing.LANDED, words.written(new, scope.title), now.after[-1], come=now.after
            )
        if not is_quoted(change):
            return self._doubt(words.UNREAD, new, scope)
        return self._in_parts(new, now, scope, spot)

    def _in_parts(self, new: str, now: _Words, scope: _Scope, spot: Spot) -> Outcome:
        """Words that are not there as a whole: perhaps some of them, elsewhere, or like them."""
        if now.after:
            return Outcome(Landing.CANNOT_TELL, words.already(new), now.after[0], now.before[0])
        if scope.pairs and (other := self._elsewhere(new)):
            return Outcome(Landing.CANNOT_TELL, other[0], other[1])
        parts = [part for part in _CLAUSE.split(new) if len(fold(part)) > 1]
        found = {part: self._words(part, scope, ()) for part in parts}
        done = [part for part in parts if found[part].more]
        left = [part for part in parts if not found[part].after]
        if done and not [part for part in parts if part not in done]:
            why = words.written(new, scope.title)
            come = tuple(span for part in done for span in found[part].after)
            return Outcome(Landing.LANDED, why, come[0], come=come)
        if done and left:
            come = tuple(span for part in done for span in found[part].after)
            return Outcome(Landing.PARTLY, words.partly(done, left), come[0], come=come)
        if not scope.pairs and spot.asked:
            return self._doubt(words.nowhere(None), new, scope)
        if self._resembles(new, scope):
            return self._doubt(words.alike(new), new, scope)
        place = self.sides.new.nearest(new, scope.new)
        at = (place.start, place.end) if place else None
        return Outcome(Landing.NOT_LANDED, words.absent(new, scope.title), at)

    def _resembles(self, new: str, scope: _Scope) -> bool:
        """Whether something came in that has words in common with what was asked for."""
        asked = pairs_of(new)
        before, after = (
            pairs_of(read.folded(spans).text)
            for read, spans in ((self.sides.old, scope.old), (self.sides.new, scope.new))
        )
        fresh = asked & (after - before)
        if len(fresh) >= _FEW and len(fresh) >= _ALIKE * len(asked - before):
            return True
        steps = (step.new for task in self.sides.found.tasks for step in task.wording)
        tasks = (task.text for task in self.sides.after(self.sides.fresh))
        return share(asked, pairs_of(" ".join((*steps, *tasks)))) >= _MOSTLY

    def _deleted(self, change: Change, scope: _Scope, *, everywhere: bool) -> Outcome:
        old = str(change.old)
        was = self._words(old, scope, ())
        if not was.before:
            return self._doubt(words.unknown(old), old, scope)
        if len(was.after) >= len(was.before):
            why = words.kept(old, scope.title)
            return Outcome(Landing.NOT_LANDED, why, was.after[0], was.before[0])
        if was.after:
            doubt = Landing.PARTLY if everywhere else Landing.CANNOT_TELL
            return Outcome(doubt, words.doubtful(old), was.after[0], was.before[0])
        place, beside = self._fate(was.before[0], scope) if scope.new else (None, None)
        if place is None:
            other = self._words(old, self._whole(), ())
            if len(other.after) >= len(other.before):
                where = self.sides.new.task_at(other.after[-1])
                why = words.elsewhere(old, where.title if where else "其他部分")
                return Outcome(Landing.CANNOT_TELL, why, other.after[-1], was.before[0])
            why = words.deleted(old, scope.title)
            return Outcome(Landing.LANDED, why, beside, was.before[0], gone=was.before)
        parts = [part for part in _CLAUSE.split(old) if len(fold(part)) > 1]
        gone = [part for part in parts if not self._words(part, scope, ()).after]
        left = [part for part in parts if part not in gone]
        if gone and left:
            why = f"新稿已删去“{'”“'.join(map(words.short, gone))}”，仍有“{'”“'.join(left)}”。"
            return Outcome(Landing.PARTLY, why, place, was.before[0], was.before)
        return Outcome(Landing.CANNOT_TELL, words.otherwise(old), place, was.before[0])

    # --- whole tasks -----------------------------------------------------------------------

    def _tasks_deleted(self, change: Change, spot: Spot) -> Outcome:
        if not spot.tasks or not spot.exact:
            why = words.inexact(change.where or "") if spot.tasks else words.nowhere(change.where)
            return self._doubt(why, change.where or "", self._whole())
        outcomes = [self._task_deleted(pair) for pair in self.sides.pairs(spot.tasks)]
        return joined(
            outcomes, "" if len(outcomes) == 1 else "意见所指各项任务，新稿删除情况不一。"
        )

    def _task_deleted(self, pair: TaskDiff) -> Outcome:
        old = self.sides.old.spans(self.sides.before([pair]))
        if not pair.new:
            why = words.gone(pair.title)
            return Outcome(Landing.LANDED, why, None, old[0], gone=old, tasks=((pair.old, ()),))
        new = self.sides.new.spans(self.sides.after([pair]))
        same = len(pair.old) == len(pair.new) == 1
        verdict = Landing.NOT_LANDED if same else Landing.CANNOT_TELL
        return Outcome(verdict, words.there(pair.title), new[0], old[0])

    # --- doubts ----------------------------------------------------------------------------

    def _unlocated(self, change: Change, spot: Spot) -> Outcome:
        """The passage is not found: sure only where the very words came into the new draft."""
        scope = self._whole()
        if change.old and len(self._words(change.old, scope, ()).before) == 1:
            return self._one(change, scope, spot, everywhere=False)
        if change.op is not ChangeOp.DELETE_TEXT and len(fold(str(change.new))) >= _OWN:
            found = self._one(change, scope, spot, everywhere=False)
            if found.verdict is Landing.LANDED:
                return found
        asked = change.new if isinstance(change.new, str) else change.old
        return self._doubt(words.nowhere(change.where), asked or change.where or "", scope)

    def _doubt(self, why: str, asked: str, scope: _Scope, old: Span | None = None) -> Outcome:
        place = self.sides.new.nearest(asked, scope.new or self.sides.new.whole)
        at = (place.start, place.end) if place else None
        return Outcome(Landing.CANNOT_TELL, why, at, old)


def _at(outcome: Outcome) -> Outcome:
    return replace(outcome, new=outcome.come[-1], old=outcome.gone[0])
