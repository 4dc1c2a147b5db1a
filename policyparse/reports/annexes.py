"""The annexes that a text names, and whether they came with it. 附件"""

import re
from collections.abc import Iterator, Sequence

_N = r"[ \t]*(?P<n>[\d一二三四五六七八九十]*)[ \t]*"
_HEADING = re.compile(rf"附[件表]{_N}[:：]?")  # alone on its line: the annex begins here
_LIST = re.compile(rf"附[件表]{_N}[:：][ \t]*(?P<rest>.{{4,120}})")
_ITEM = re.compile(r"(?P<n>\d{1,2})[.．、][ \t]*(?P<rest>.{4,120})")
_NAMED = re.compile(rf"(?:详见|参见|[见按]|按照|根据)(?P<name>附[件表]{_N})")


def annexes_of(text: str, parts: Sequence[str] = ()) -> Iterator[tuple[str, int, bool]]:
    """Each annex as the text names it, where, and whether it is there.

    It is there when it came as a file of its own, or when the text goes on under its heading.
    """
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    headings = {m.group("n") for line in lines if (m := _HEADING.fullmatch(line.strip()))}

    def there(number: str, title: str, after: int) -> bool:
        titles = {_bare(line) for line in lines[after:]}
        return (
            bool(parts)
            or _bare(title) in titles
            or number in headings
            or "" in headings
            or (not number and bool(headings))
        )

    listed = list(_listed(lines))
    for at, number, title in listed:
        words = lines[at].strip()
        yield words, starts[at] + lines[at].index(words), there(number, title, at + 1)
    if listed:
        return
    seen: set[str] = set()
    for match in _NAMED.finditer(text):
        name = match.group("name").strip()
        if name not in seen:
            seen.add(name)
            yield name, match.start("name"), there(match.group("n"), name, 0)


def _listed(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """The lines of a list such as 附件：1.… 2.…: line, number, title."""
    inside = False
    for index, line in enumerate(lines):
        words = line.strip()
        if match := _LIST.fullmatch(words):
            inside = True
            first = _ITEM.fullmatch(match.group("rest"))
            number = first.group("n") if first else match.group("n")
            yield index, number, first.group("rest") if first else match.group("rest")
        elif inside and (match := _ITEM.fullmatch(words)):
            yield index, match.group("n"), match.group("rest")
        else:
            inside = False


def _bare(title: str) -> str:
    return re.sub(r"[\s《》]+", "", title)
