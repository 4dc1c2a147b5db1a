"""What stands around the tasks of two drafts: what they say of themselves, their headings."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from policyparse.drafts import words
from policyparse.drafts.likeness import annexed, bare, heading, headings, section, stageless
from policyparse.model import Document, Plan, Task
from policyparse.model.diff import FieldDiff, HeadingChange, HeadingDiff, TaskDiff

Section = tuple[str, ...]  # headings from the top down, without their numbers


def field_changes(old: Document, new: Document) -> tuple[FieldDiff, ...]:
    """Title, number, issuer, date of issue and period that changed."""
    found = []
    for (field, was), (_, now) in zip(_fields(old), _fields(new), strict=True):
        if bare(stageless(was or "")) != bare(stageless(now or "")):
            found.append(
                FieldDiff(
                    field=field,
                    old=was,
                    new=now,
                    why=words.field_changed(field, was, now),
                    old_evidence=old.evidence.get(field, ()),
                    new_evidence=new.evidence.get(field, ()),
                )
            )
    return tuple(found)


def _fields(document: Document) -> Iterator[tuple[str, str | None]]:
    yield "title", document.title
    yield "doc_number", document.doc_number
    yield "issuer", "、".join(document.issuer) or None
    yield "issued_on", document.issued_on
    years = (document.period.start, document.period.end)
    yield "period", "—".join(dict.fromkeys(str(year) for year in years if year)) or None


def heading_changes(pairs: Sequence[TaskDiff], old: Plan, new: Plan) -> tuple[HeadingDiff, ...]:
    """Headings over tasks that came, went or were reworded; a new number is no change."""
    before, after = _written(old.tasks), _written(new.tasks)
    partner = _partners(pairs, old.tasks, new.tasks, before, after)
    found = [
        _heading(before[one], after[other])
        for one, other in partner.items()
        if one[-1] != other[-1]
    ]
    gone = [one for one in before if one not in partner]
    come = [one for one in after if one not in partner.values()]
    kept = {one[-1] for one in before} & {one[-1] for one in after}
    own = [{heading(task.title) for task in plan.tasks} for plan in (new, old)]
    found += [_heading(before[one], None) for one in gone if one[-1] not in kept | own[0]]
    found += [_heading(None, after[one]) for one in come if one[-1] not in kept | own[1]]
    return tuple(found)


def _written(tasks: Sequence[Task]) -> dict[Section, str]:
    """Every section that has tasks, and its heading as it is written."""
    found: dict[Section, str] = {}
    for task in tasks:
        path = section(task)
        for depth, text in enumerate(headings(task), 1):
            found.setdefault(path[:depth], text)
    return found


def _partners(
    pairs: Sequence[TaskDiff],
    old: Sequence[Task],
    new: Sequence[Task],
    before: Mapping[Section, str],
    after: Mapping[Section, str],
) -> dict[Section, Section]:
    """Sections of the same headings; others by the tasks that they have in common."""
    olds, news = ({task.id: section(task) for task in tasks} for tasks in (old, new))
    votes: Counter[tuple[Section, Section]] = Counter()
    for task in pairs:
        for here, there in product([olds[t] for t in task.old], [news[t] for t in task.new]):
            for depth in range(1, min(len(here), len(there)) + 1):
                votes[here[:depth], there[:depth]] += 1
    made = {one: one for one in before if one in after}
    used = set(made.values())
    for one, other in sorted(votes, key=lambda pair: (pair[0][-1] != pair[1][-1], -votes[pair])):
        if one not in made and other not in used and annexed(one) == annexed(other):
            made[one] = other
            used.add(other)
    return made


def _heading(old: str | None, new: str | None) -> HeadingDiff:
    change = HeadingChange.REWORDED
    if old is None or new is None:
        change = HeadingChange.ADDED if old is None else HeadingChange.REMOVED
    return HeadingDiff(change=change, old=old, new=new, why=words.heading_changed(old, new))
