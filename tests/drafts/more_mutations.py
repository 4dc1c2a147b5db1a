"""Further known edits: 等, measures struck out or put in weaker words, several in one task."""

import random
import re
from collections.abc import Iterator, Sequence

from policyparse.lexicon.schema import Ladder
from policyparse.matching.clauses import Clause, clauses_of
from policyparse.model import Task
from tests.drafts.mutations import (
    Edit,
    Ground,
    Maker,
    Told,
    add_measure,
    block,
    body,
    change_date,
    change_figure,
    drop_unit,
    reword,
    swap_leads,
    swap_roles,
)

_SENTENCE = re.compile(r"(?<=。)[^。；：，、“”《》（）\d]{10,40}。")
_STOPS = "。；\n"
_HALF = 30  # characters of each part of a task that is split


def open_end(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """等 behind the last unit of a note."""
    if task.open_ended or not task.assignments:
        return None
    last = task.assignments[-1]
    end = last.evidence[0].end
    if last not in ground.plain(task) or ground.text[end : end + 1] != "）":
        return None
    sharing = ground.sharing(last.evidence[0].start)
    if not ground.alike(sharing):
        return None
    told: Told = {("unit", "等", "scope", "", "")}
    return Edit("open end", [(end, end, "等")], {t.id: set(told) for t in sharing})


def drop_measure(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """A sentence of one clause is struck out."""
    for place in body(task):
        for found in _SENTENCE.finditer(place.text):
            start, end = place.start + found.start(), place.start + found.end()
            if not ground.alone(task, start) or _named(ground, task, start, end):
                continue
            told: Told = {("measure", "removed", found.group()[:-1], "")}
            return Edit("drop measure", [(start, end, "")], {task.id: told}, {task.id})
    return None


def _named(ground: Ground, task: Task, start: int, end: int) -> bool:
    """Whether anything else is told of a stretch: a date, a figure, a hand-over."""
    held = [e for one in task.deadlines for e in one.evidence]
    held += [e for one in task.targets for e in one.evidence]
    held += [e for one in task.deliverables for e in one.evidence]
    return any(e.start < end and e.end > start for e in held)


def weaken(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """A word of a ladder in the place of a stronger one."""
    return _step(ground, task, rng, "weakened")


def strengthen(ground: Ground, task: Task, rng: random.Random) -> Edit | None:
    """A word of a ladder in the place of a weaker one."""
    return _step(ground, task, rng, "strengthened")


def _step(ground: Ground, task: Task, rng: random.Random, change: str) -> Edit | None:
    found = [
        (clause, at, old, new)
        for clause in clauses_of([task])
        for ladder in ground.lexicon.file.ladder
        for at, old, new in _words(clause, ladder, change, ground)
        if ground.alone(task, clause.start) and not clause.lead
    ]
    if not found:
        return None
    clause, at, old, new = rng.choice(found)
    text = clause.text
    told: Told = {("measure", change, text, text[:at] + new + text[at + len(old) :])}
    start = clause.start + at
    return Edit(change, [(start, start + len(old), new)], {task.id: told}, {task.id})


def _words(
    clause: Clause, ladder: Ladder, change: str, ground: Ground
) -> Iterator[tuple[int, str, str]]:
    """A word with which a clause begins, and one that is on another step of the same ladder."""
    every = [w for one in ground.lexicon.file.ladder for step in one.steps for w in step]
    if ladder.added or re.search(r"[\d每（“]", clause.text):
        return
    for high in range(len(ladder.steps) - 1):
        for strong in ladder.steps[high]:
            for weak in ladder.steps[high + 1]:
                old, new = (strong, weak) if change == "weakened" else (weak, strong)
                rest = clause.text[len(old) :]
                if len(old) < 2 or not clause.text.startswith(old) or len(rest) < 6:
                    continue
                if every.count(old) > 1 or every.count(new) > 1:
                    continue
                if not any(word in rest for word in every) and old not in new and new not in old:
                    yield 0, old, new


UNITS: tuple[Maker, ...] = (swap_roles, swap_leads, drop_unit, open_end)
WORDS: tuple[Maker, ...] = (change_date, change_figure, reword, add_measure, drop_measure)
MORE: tuple[Maker, ...] = (open_end, drop_measure, weaken, strengthen)


def several(ground: Ground, rng: random.Random) -> Edit | None:
    """Edits of different sorts on one task, each in a sentence of its own, as one edit."""
    for task in rng.sample(ground.plan.tasks, len(ground.plan.tasks)):
        made: list[Edit] = []
        for maker in (rng.choice(UNITS), *rng.sample(WORDS, len(WORDS))):
            edit = maker(ground, task, rng)
            if edit and all(_apart(ground.text, edit, other) for other in made):
                made.append(edit)
        if len(made) > 2:
            return _together(made)
    return None


def _together(made: Sequence[Edit]) -> Edit:
    told: dict[str, Told] = {}
    for edit in made:
        for task, said in edit.told.items():
            told.setdefault(task, set()).update(said)
    pieces = [piece for edit in made for piece in edit.pieces]
    touched = {task for edit in made for task in edit.touched}
    return Edit("several", pieces, told, touched)


def _apart(text: str, one: Edit, other: Edit) -> bool:
    """Whether no sentence is edited by both."""
    return not _sentences(text, one) & _sentences(text, other)


def _sentences(text: str, edit: Edit) -> set[int]:
    """Where the sentences begin that an edit touches."""
    return {
        max(text.rfind(mark, 0, at) for mark in _STOPS)
        for start, end, _ in edit.pieces
        for at in (start, max(start, end - 1))
    }


def split(ground: Ground, task: Task, rng: random.Random) -> tuple[Edit, str] | None:
    """The last task under a heading cut into two, each with the note; the second one's id too."""
    span = block(ground, task)
    own = body(task)[0]
    number = re.search(r"(?<!\d)(\d+)\.$", ground.text[max(0, own.start - 4) : own.start])
    if span is None or number is None:
        return None
    following = int(number[1]) + 1
    if re.match(rf"\n{following}\.", ground.text[span[1] :]):
        return None
    stops = [m.end() for m in re.finditer("。", own.text) if m.end() > len(task.title) + 1]
    stops = [at for at in stops if min(at - len(task.title), len(own.text) - at) >= _HALF]
    if not stops or not ground.alone(task, own.start):
        return None
    at = own.start + rng.choice(stops)
    note = ground.text[own.end : span[1]]
    edit = Edit("split", [(at, at, f"{note}\n{following}.抓好后续工作。")], {task.id: set()})
    return edit, f"{task.id.rpartition('.')[0]}.{following}"
