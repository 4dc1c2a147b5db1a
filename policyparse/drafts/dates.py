"""The dates of a task in two drafts. 时限变化"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyparse.drafts import words
from policyparse.drafts.closest import closest
from policyparse.drafts.likeness import pairs_of, still_there
from policyparse.lexicon.lexicon import Lexicon
from policyparse.matching.dates import compare_dates
from policyparse.matching.passages import bigrams, likeness, piece, stretch, text_of
from policyparse.model import Certainty, Deadline, DeadlineKind, Task
from policyparse.model.comparison import DateVerdict
from policyparse.model.diff import DeadlineChange, DeadlineDiff
from policyparse.model.evidence import least_sure

_SAME_CLAUSE, _SAME_DATE, _SAME_KIND = 2.0, 0.4, 0.1  # what is worth how much beside likeness
_LEAST = 0.45
_BARE = 4  # characters: a clause that says no more belongs to the next
_LONG = 24  # characters of a thing that is quoted
_ACTOR = re.compile("会同|牵头|负责|[局委办厅府](?:要|应|须)")  # who is to do it, not what
_NUMBER = re.compile(r"\d+")
_TRIM = re.compile(r"^[，,、：:。\s]+|[，,、：:。\s]+$|^[于在自]|[于在自]$")


@dataclass(frozen=True, slots=True)
class _Due:
    deadline: Deadline
    clause: str
    subject: frozenset[str]

    @property
    def value(self) -> tuple[object, ...]:
        """When it is due, however written."""
        d = self.deadline
        return d.kind, d.start, d.end, d.recurs


def deadline_changes(
    old: Sequence[Task], new: Sequence[Task], lexicon: Lexicon
) -> tuple[DeadlineDiff, ...]:
    """Dates that came, went or changed, in the order of the new draft."""
    before, after = list(_dues(old)), list(_dues(new))
    pairs = closest(before, after, _score, _LEAST)
    partner = {n: o for o, n in pairs.items()}
    found: list[DeadlineDiff] = []
    for n, due in enumerate(after):
        if n not in partner:
            if not still_there(due.deadline.raw, new, old):
                found.append(_came(due))
        elif change := _changed(before[partner[n]], due, lexicon):
            found.append(change)
    gone = (due for o, due in enumerate(before) if o not in pairs)
    found += [_went(due) for due in gone if not still_there(due.deadline.raw, old, new)]
    return tuple(found)


def _dues(tasks: Sequence[Task]) -> Iterator[_Due]:
    for task in tasks:
        for deadline in task.deadlines:
            clause = _clause(task, deadline)
            yield _Due(deadline, clause, bigrams(clause.replace(deadline.raw, "。")))


def _clause(task: Task, deadline: Deadline) -> str:
    """The clause of a date; the next one too where the date stands alone."""
    value = deadline.evidence[0]
    place = stretch(task, value.start)
    if place is None or "+column" in deadline.rule:
        return f"{task.title}{deadline.raw}"
    low, high = piece(place, value.start, min(value.end, place.end))
    left = text_of(place, (low, high)).replace(deadline.raw, "").strip()
    alone = len(left) < _BARE
    if alone and left and low > place.start and place.text[low - 1 - place.start] in "，,":
        return text_of(place, (piece(place, low - 1, low - 1)[0], high))  # …目录，按季度更新
    if alone and high + 1 < place.end and place.text[high - place.start] != "。":
        high = piece(place, high + 1, high + 1)[1]
    return text_of(place, (low, high))


def _score(old: _Due, new: _Due) -> float:
    """How surely two dates are of one thing."""
    if old.clause == new.clause and old.deadline.raw == new.deadline.raw:
        return 1 + _SAME_CLAUSE
    score = likeness(old.subject, new.subject)
    if not old.subject or not new.subject:
        score = likeness(pairs_of(old.clause), pairs_of(new.clause))
    score += _SAME_DATE * (old.value == new.value)
    return score + _SAME_KIND * (old.deadline.kind is new.deadline.kind)


def _changed(old: _Due, new: _Due, lexicon: Lexicon) -> DeadlineDiff | None:
    """What two dates of one thing differ in; nothing where they say the same in the same words."""
    if (old.deadline.raw, old.value) == (new.deadline.raw, new.value):
        return None
    change, certainty = _verdict(old.deadline, new.deadline, lexicon)
    what = _what(new)
    return DeadlineDiff(
        change=change,
        old=old.deadline,
        new=new.deadline,
        what=what,
        why=words.replaced(what, old.deadline.raw, new.deadline.raw, _more(change)),
        certainty=certainty,
    )


def _more(change: DeadlineChange) -> str:
    return {DeadlineChange.EARLIER: "，提前", DeadlineChange.LATER: "，推后"}.get(change, "")


def _verdict(old: Deadline, new: Deadline, lexicon: Lexicon) -> tuple[DeadlineChange, Certainty]:
    """By the calendar, by how often, by the one number in the same words."""
    dated = compare_dates(old, new, lexicon)
    certainty = least_sure(dated.certainty, old.certainty, new.certainty)
    if dated.verdict is DateVerdict.EARLIER:
        return DeadlineChange.EARLIER, certainty
    if dated.verdict is DateVerdict.LATER:
        return DeadlineChange.LATER, certainty
    if dated.verdict is DateVerdict.NOT_COMPARABLE and (step := _by_number(old, new)):
        later = DeadlineChange.LATER if step > 0 else DeadlineChange.EARLIER
        return later, Certainty.LIKELY
    return DeadlineChange.REWORDED, certainty


def _by_number(old: Deadline, new: Deadline) -> int:
    """30日内 beside 20日内: the same words with another number."""
    if _NUMBER.sub("#", old.raw) != _NUMBER.sub("#", new.raw) or old.kind is not DeadlineKind.BY:
        return 0
    numbers = zip(_NUMBER.findall(old.raw), _NUMBER.findall(new.raw), strict=True)
    differing = [(int(one), int(other)) for one, other in numbers if one != other]
    return differing[0][1] - differing[0][0] if len(differing) == 1 else 0


def _came(due: _Due) -> DeadlineDiff:
    what = _what(due)
    return DeadlineDiff(
        change=DeadlineChange.ADDED,
        new=due.deadline,
        what=what,
        why=words.came(what, due.deadline.raw),
        certainty=due.deadline.certainty,
    )


def _went(due: _Due) -> DeadlineDiff:
    what = _what(due)
    return DeadlineDiff(
        change=DeadlineChange.REMOVED,
        old=due.deadline,
        what=what,
        why=words.went(what, due.deadline.raw),
        certainty=due.deadline.certainty,
    )


def _what(due: _Due) -> str:
    """The thing due: the clause without its date."""
    before, _, after = due.clause.partition(due.deadline.raw)
    parts = [_TRIM.sub("", part) for part in (after, before)]
    if _ACTOR.search(parts[1]) and len(parts[0]) >= _BARE:
        return parts[0][:_LONG]
    return max(parts[0] if len(parts[0]) >= _BARE else "", parts[1], key=len)[:_LONG]
