"""How alike two texts of one plan's drafts are, by pairs of characters."""

import re
from collections.abc import Sequence
from itertools import pairwise

from policyparse.grammar.numbering import claim
from policyparse.model import Task

_NOISE = re.compile(r"[\W_]+")
_STAGE = re.compile(r"[（(][^（）()]*(?:稿|草案)[）)]$")
_ANNEX = ("附件", "附表", "附录")
Pairs = frozenset[str]


def bare(text: str) -> str:
    """The text without blanks and marks."""
    return _NOISE.sub("", text)


def pairs_of(text: str) -> Pairs:
    """All pairs of characters side by side; a text of one character is its own pair."""
    text = bare(text)
    return frozenset(map("".join, pairwise(text))) or frozenset({text} if text else ())


def dice(one: Pairs, other: Pairs) -> float:
    """The share that two sets have in common, 0 to 1; two empty ones are alike."""
    if not one and not other:
        return 1.0
    return 2 * len(one & other) / (len(one) + len(other))


def share(one: Pairs, other: Pairs) -> float:
    """How much of the first stands in the second."""
    return len(one & other) / len(one) if one else 0.0


def heading(text: str) -> str:
    """A heading without its number."""
    number = claim(text)
    return bare(text[number.length :] if number else text)


def stageless(title: str) -> str:
    """A title without 征求意见稿, 送审稿, 草案: which draft it is, and no part of its title."""
    return _STAGE.sub("", title)


def words_of(task: Task) -> str:
    """Title and body; the body often begins with the title."""
    return task.text if task.text.startswith(task.title) else f"{task.title}\n{task.text}"


def headings(task: Task) -> tuple[str, ...]:
    """The headings above a task as written, without its own."""
    own = task.path and task.title and task.title in task.path[-1]
    return task.path[:-1] if own else task.path


def section(task: Task) -> tuple[str, ...]:
    """The same without their numbers."""
    return tuple(heading(stageless(part)) for part in headings(task))


def annexed(path: Sequence[str]) -> bool:
    """Whether headings are those of an annex."""
    return bool(path) and path[0].startswith(_ANNEX)


def still_there(words: str, own: Sequence[Task], other: Sequence[Task]) -> bool:
    """Whether words of one side stand on the other as often: then they neither came nor went."""
    here, there = (sum(words_of(t).count(words) for t in tasks) for tasks in (own, other))
    return 0 < here <= there
