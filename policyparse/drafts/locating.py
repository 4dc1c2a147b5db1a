"""Which tasks of the old draft an opinion speaks of. 意见所指条款"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyparse.drafts.folded import fold, pieces_of
from policyparse.drafts.likeness import dice, pairs_of, words_of
from policyparse.drafts.scopes import Read
from policyparse.grammar.numbering import Rank, claim
from policyparse.grammar.numerals import number
from policyparse.grammar.requests import quotations
from policyparse.model import Task

_SHORTEST = 4  # characters of a title that is known again in other words
_SAID = 8  # ... and of words of the text, where no marks say that they are quoted
_ALIKE = 0.5  # likeness of a title that is quoted not quite rightly beside its number
_N = "[0-9一二三四五六七八九十百]{1,4}"
_ATOM = re.compile(
    rf"(?P<skip>第{_N}[页行]|[Pp]\.?[0-9]+|[0-9]{{4}}年|(?:桂|国)?〔[0-9]{{4}}〕[0-9]+号)"
    rf"|(?P<deep>(?:倒数|最后)?第?{_N}?(?:自然段|段落?|句话?|款|目))(?![一-龥])"
    r"|(?P<dotted>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})"
    r"|(?:第[ ]?)?[（(](?P<sub>[一二三四五六七八九十]{1,3})[）)]"
    r"|(?:第[ ]?)?[（(](?P<subitem>[0-9]{1,2})[）)]"
    rf"|第[ ]?(?P<free>{_N})[ ]?(?:大|小|个|自然)*(?:条|项|点|部分|章|节|方面|任务|类|小节)"
    r"|(?P<section>[一二三四五六七八九十]{1,3})、"
    r"|(?P<item>[0-9]{1,2})[.．、](?![0-9])"
    r"|序号[ ：:]?(?P<row>[0-9]{1,3})"
    r"|(?P<point>[①-⑳])"
)
_RANKS = {
    "sub": Rank.SUBSECTION,
    "subitem": Rank.SUBITEM,
    "section": Rank.SECTION,
    "item": Rank.ITEM,
    "row": Rank.ITEM,
    "point": Rank.POINT,
}
_ANNEX = re.compile("附件|附表|分解表|分工表|清单")
_ROW = re.compile(r"(?:^|[\t\n])([0-9]{1,3})[.．、]?\t$")  # a row of a table begins with its number
_Number = tuple[Rank | None, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """Tasks that may be meant: any one group of them, all of its tasks together."""

    groups: tuple[tuple[Task, ...], ...] = ()
    named: bool = False  # by words of the draft, not by a number alone
    exact: bool = True  # not a paragraph or sentence of them, which cannot be told apart
    asked: bool = False  # a passage was named at all, other than by its page
    loose: bool = False  # by a title that is not quite that of the draft, and by no number

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks, where it is clear which."""
        return self.groups[0] if len(self.groups) == 1 else ()


@dataclass(frozen=True, slots=True)
class _Seen:
    task: Task
    titles: tuple[str, ...]  # headings from the top down, its own last
    text: str
    numbers: tuple[_Number, ...]


class Locator:
    """Finds the tasks of a draft by title, by words quoted from it, by number."""

    def __init__(self, read: Read):
        self._seen = [_seen(task, read.text.text) for task in read.plan.tasks]

    def spot(self, where: str | None) -> Spot:
        """The tasks that a passage names."""
        if not where:
            return Spot()
        quotes = [where[low + 1 : high - 1] for low, high in quotations(where)]
        numbers, exact = _numbers(where)
        by_number = list(self._by_number(numbers)) if numbers else []
        if _ANNEX.search(where):
            rows = [group for group in by_number if _ANNEX.search("".join(group[0].path))]
            by_number = rows or by_number
        words = [part for quote in (quotes or [where]) if (part := _words(quote))]
        said = [word for word in words if quotes or len(word) >= _SAID]
        groups = self._titled(fold(where), words) or self._quoting(said)
        groups = groups or [group for group in by_number if _about(group, words)]
        if groups:
            close = [group for group in groups if _within(group, by_number)]
            loose = bool(quotes) and not close and not self._is_title(words, groups)
            return Spot(tuple(close or groups), True, exact, True, loose)
        if quotes and any(words):
            return Spot((), False, exact, True)  # its words are not in this draft
        return Spot(tuple(by_number), False, exact, bool(numbers or not _page_only(where)))

    def mentioned(self, text: str) -> Spot:
        """The one task whose title stands among the words of an opinion that names no passage."""
        words = fold(text)
        own = [(seen.titles[-1], seen) for seen in self._seen if len(seen.titles[-1]) > _SHORTEST]
        longest = _longest(title for title, _ in own if title in words)
        tasks = [seen.task for title, seen in own if title in longest]
        return (
            Spot(((tasks[0],),), named=True, asked=True, loose=True) if len(tasks) == 1 else Spot()
        )

    def _is_title(self, words: Sequence[str], groups: Sequence[Sequence[Task]]) -> bool:
        """Whether the words are a heading of the tasks, or stand in their text."""
        tasks = [task for group in groups for task in group]
        own = [seen for seen in self._seen if seen.task in tasks]
        return any(word in (*seen.titles, seen.text) for seen in own for word in words) or any(
            len(word) >= _SAID and word in seen.text for seen in own for word in words
        )

    def _titled(self, where: str, words: Sequence[str]) -> list[tuple[Task, ...]]:
        """Tasks whose title is named, else those under a heading that is."""
        exact: list[tuple[Task, ...]] = [(s.task,) for s in self._seen if s.titles[-1] in words]
        if exact:
            return exact
        own = [(s.titles[-1], s) for s in self._seen if _named(s.titles[-1], where, words)]
        if own:
            longest = _longest(title for title, _ in own)
            return [(s.task,) for title, s in own if title in longest]
        above: dict[tuple[str, ...], list[Task]] = {}
        for seen in self._seen:
            for depth in range(len(seen.titles) - 1, 0, -1):
                if _named(seen.titles[depth - 1], where, words):
                    above.setdefault(seen.titles[:depth], []).append(seen.task)
                    break
        return [tuple(tasks) for tasks in above.values()]

    def _quoting(self, words: Sequence[str]) -> list[tuple[Task, ...]]:
        """Tasks in whose text the quoted words stand."""
        quotes = [word for word in words if len(word) >= _SHORTEST]
        if not quotes:
            return []
        return [(seen.task,) for seen in self._seen if all(q in seen.text for q in quotes)]

    def _by_number(self, numbers: Sequence[_Number]) -> Iterator[tuple[Task, ...]]:
        """The groups of tasks under each heading or item that bears the numbers."""
        found: dict[tuple[_Number, ...], list[Task]] = {}
        for seen in self._seen:
            for end in range(len(seen.numbers), len(numbers) - 1, -1):
                start = end - len(numbers)
                if all(map(_agree, numbers, seen.numbers[start:end])):
                    found.setdefault(seen.numbers[:end], []).append(seen.task)
                    break
        yield from map(tuple, found.values())


def _seen(task: Task, text: str) -> _Seen:
    claims = [claim(heading) for heading in task.path]
    titles = [
        fold(heading[number.length :] if number else heading)
        for heading, number in zip(task.path, claims, strict=True)
    ]
    if not titles or fold(task.title) not in titles[-1]:
        titles.append(fold(task.title))
    numbers: list[_Number] = [(c.rank, c.value) for c in claims if c]
    first = min((e.start for e in task.evidence), default=0)
    row = _ROW.search(text[max(0, first - 6) : first])
    if row:
        numbers.append((Rank.ITEM, int(row[1])))
    return _Seen(task, tuple(titles), fold(words_of(task)), tuple(numbers))


def _numbers(where: str) -> tuple[list[_Number], bool]:
    """The numbers of a passage from the top down, and whether they go down to all of it."""
    bare, exact = where, True
    for low, high in reversed(list(quotations(where))):
        inside = claim(where[low + 1 : high - 1])
        bare = bare[:low] + (inside.text if inside else "") + bare[high:]
    numbers: list[_Number] = []
    for match in _ATOM.finditer(bare):
        kind = match.lastgroup
        if kind == "deep":
            exact = False
        elif kind == "dotted":
            numbers += [(None, int(part)) for part in match["dotted"].split(".")]
        elif kind and kind != "skip" and (value := number(match[kind])) is not None:
            numbers.append((_RANKS.get(kind), value))
    return numbers, exact


def _agree(asked: _Number, own: _Number) -> bool:
    return asked[1] == own[1] and asked[0] in (None, own[0])


def _words(quote: str) -> str:
    """What a quotation says, without the number it begins with."""
    inside = claim(quote)
    return "".join(pieces_of(quote[inside.length :] if inside else quote)[:1])


def _named(title: str, where: str, words: Sequence[str]) -> bool:
    """Whether a title stands among the words, or a quotation is part of the title."""
    if len(title) >= _SHORTEST and title in where:
        return True
    return any(word == title or (len(word) >= _SHORTEST and word in title) for word in words)


def _longest(titles: Iterable[str]) -> set[str]:
    """Titles that are not part of another one."""
    known = set(titles)
    return {one for one in known if not any(one != other and one in other for other in known)}


def _within(group: Sequence[Task], groups: Sequence[Sequence[Task]]) -> bool:
    return any(all(task in other for task in group) for other in groups)


def _about(group: Sequence[Task], words: Iterable[str]) -> bool:
    """Whether the words name, if not quite rightly, the one task that bears the number."""
    if len(group) != 1:
        return False
    return any(dice(pairs_of(word), pairs_of(group[0].title)) >= _ALIKE for word in words)


def _page_only(where: str) -> bool:
    """第16页, 全文: no passage that could be looked for."""
    return not re.sub(rf"第{_N}[页行]|[Pp]\.?[0-9]+|全文|文中|正文|[，、和及 ]", "", where)
