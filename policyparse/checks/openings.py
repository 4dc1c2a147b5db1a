"""Rules on the phrases that paragraphs open with. 段首主题句"""

import re
from collections.abc import Iterator

from policyparse.checks.rule import Hit, Rule, in_quotes
from policyparse.checks.subject import Subject
from policyparse.grammar.numbering import claim
from policyparse.model import Evidence
from policyparse.model.check import Severity

_HEADINGS = ("section", "subsection", "item")
_SHORTEST_TITLE, _IN_SENTENCE = 4, re.compile("[，。；：]")
_SHORTEST = 6  # characters: 加强领导 may well open two paragraphs
_OPENING = re.compile(
    r"(?P<phrase>[^，,。；！？：\n]{4,36})(?:[，,][^。；！？：\n]{1,30})?。(?=[^\n])"
)


def same_opening(subject: Subject) -> Iterator[Hit]:
    """两段（两项任务）的主题句开头相同，或者同级的两个标题相同。

    为什么：可能是复制上一段后没有改标题，两项任务名称相同也不便引用。
    怎么改：核实后改写其中一处的主题句，或者合并两段。
    """
    found: dict[str, list[Evidence]] = {}
    for phrase, place in _openings(subject):
        found.setdefault(phrase, []).append(place)
    for phrase, places in found.items():
        if len(places) > 1:
            yield Hit(tuple(places), f"有{len(places)}段都以{in_quotes(phrase)}开头，请核实")
    told = {place.start for places in found.values() if len(places) > 1 for place in places}
    for title, places in _side_by_side(subject):
        if not told & {place.start for place in places}:
            yield Hit(tuple(places), f"同级的{len(places)}个标题都是{in_quotes(title)}，请核实")


def _side_by_side(subject: Subject) -> Iterator[tuple[str, list[Evidence]]]:
    """Titles that numbered headings under one heading share, however short."""
    rows: dict[tuple[int, str], list[Evidence]] = {}
    for node in subject.outline.walk():
        title = subject.plain[slice(*node.title)]
        numbered = node.value and node.kind in _HEADINGS
        if numbered and len(title) >= _SHORTEST_TITLE and not _IN_SENTENCE.search(title):
            rows.setdefault((id(node.parent), title), []).append(subject.quote(*node.title))
    yield from ((title, places) for (_, title), places in rows.items() if len(places) > 1)


def _openings(subject: Subject) -> Iterator[tuple[str, Evidence]]:
    """The first words of lead sentences behind which the paragraph goes on."""
    for block in subject.text.blocks:
        if block.kind == "table":
            continue
        for line in re.finditer(r"[^\n]+", subject.plain[block.start : block.end]):
            text = line[0]
            number = claim(text.lstrip())
            skipped = len(text) - len(text.lstrip()) + (number.length if number else 0)
            skipped += len(text[skipped:]) - len(text[skipped:].lstrip())
            opening = _OPENING.match(text, skipped)
            if opening and len(opening["phrase"]) >= _SHORTEST:
                low, high = (block.start + line.start() + at for at in opening.span("phrase"))
                yield opening["phrase"], subject.quote(low, high)


RULES = (Rule("PP109", "same-opening", Severity.WARNING, same_opening),)
