"""Rules on documents that are named: one under two numbers, one number or plan under two titles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.grammar.citations import find_titles
from policyparse.graph.citations import place_names, plain_number
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model import Evidence
from policyparse.model.check import Severity

_MARKS = re.compile(r"[\s《》〈〉“”\"（）()〔〕\[\]、，。：:；;·—–\-－]+")
_WRAPPER = re.compile(r".*关于(?:印发|转发|发布|下达)(.+?)的?通知$")
_EDITION = re.compile(r"[（(〔][^（()）〔〕]{1,16}[）)〕]$")
_YEARS = re.compile(r"20\d{2}(?:[—–\-－~～至]+20\d{2})?年?度?")
_ABOUT = re.compile(r"(?:的?(?:编制|起草|制定|修订)说明|政策解读|的说明|解读)$")
_BROUGHT = re.compile(
    r"关于(?:印发|发布|下达)(?P<title>[^《》。，；\n]{6,70}(?:\n[^《》。，；\n]{2,40})?)的通知(?=\n|$)"
)
_PLACE = re.compile("[\u4e00-\u9fff]{2,12}?[省市州盟县区旗]")
_SHORTEST = 6
_MOST_QUOTED = 3


@dataclass(frozen=True, slots=True)
class _Cited:
    """A title in 《》 as it stands, with the number behind it."""

    title: str
    number: str  # without differences of brackets and blanks
    start: int
    end: int
    shown: str  # the number as written


def one_title_two_numbers(subject: Subject) -> Iterator[Hit]:
    """同一份文件写了两个发文字号。

    为什么：至少有一个文号是错的，依据就站不住。
    怎么改：查对原文，改正错误的发文字号。
    """
    by_title: dict[str, list[_Cited]] = {}
    for cited in _cited(subject):
        if cited.number:
            by_title.setdefault(_core(cited.title), []).append(cited)
    for title, same in by_title.items():
        numbers = dict.fromkeys(one.number for one in same)
        if title and len(numbers) > 1:
            shown = "、".join(next(o.shown for o in same if o.number == n) for n in numbers)
            yield Hit(_quotes(subject, same), f"同一份文件写了不同的文号：{shown}")


def one_number_two_titles(subject: Subject) -> Iterator[Hit]:
    """同一个发文字号用在两个标题上。

    为什么：一个文号只对应一份文件，至少有一处标题或者文号是错的。
    怎么改：查对原文，改正标题或者文号。
    """
    by_number: dict[str, list[_Cited]] = {}
    for cited in _cited(subject):
        if cited.number:
            by_number.setdefault(cited.number, []).append(cited)
    for same in by_number.values():
        first = {_core(one.title): one for one in reversed(same)}
        cores = sorted(first, key=lambda core: first[core].start)
        if any(a not in b and b not in a for a in cores for b in cores):
            some = [first[core] for core in cores]
            yield Hit(_quotes(subject, some), f"文号{some[0].shown}用在不同的标题上")


def own_title_differs(subject: Subject) -> Iterator[Hit]:
    """同一份文件的标题前后不一致。

    为什么：标题是文件的名称，前后不一，报批和引用时会被当成两份文件。
    怎么改：以审定的标题为准，统一全文的写法。
    """
    title = subject.plan.document.title
    places = subject.plan.document.evidence.get("title", ())
    if not title or not places:
        return
    own = _Title(subject, _ABOUT.sub("", title))
    others: dict[str, list[_Cited]] = {}
    for cited in (*_notice(subject), *_cited(subject)):
        other = _Title(subject, cited.title)
        if not cited.number and own.differs_only_in_form(other):
            others.setdefault(other.core, []).append(cited)
    for same in others.values():
        yield Hit(
            (*_quotes(subject, same), places[0]),
            f"“{same[0].title}”与标题“{title}”写法不一，请核实是否同一份文件",
        )


class _Title:
    """A title with and without the words that tell nothing apart."""

    def __init__(self, subject: Subject, title: str):
        names = place_names(subject.plan.document)
        self.core = _core(title)
        for name in names:  # 广西, 广西壮族自治区: one place
            if name in self.core:
                self.core = self.core.replace(name, names[-1])
                break
        place = _PLACE.match(self.core)
        self.of_place = names[-1] in self.core if names else place is not None
        self._years = _YEARS.findall(title)
        self._bare = _generic(subject.lexicon).sub("", _YEARS.sub("", self.core))

    def differs_only_in_form(self, other: "_Title") -> bool:
        """Whether the other is called the same but for 实施方案, 行动方案 and the like."""
        if self.core == other.core or not (self.of_place and other.of_place):
            return False  # a title without its place may be that of the upper level
        years = not self._years or not other._years or self._years == other._years
        return years and self._bare == other._bare and len(self._bare) >= _SHORTEST


@cache
def _generic(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(alternation(lexicon.file.proofreading.title_words))


def _cited(subject: Subject) -> Iterator[_Cited]:
    for start, end in subject.lines():
        for span in find_titles(subject.plain, start, end):
            shown = subject.text.text[slice(*span.number)] if span.number else ""
            title = re.sub(r"\s+", "", subject.text.text[slice(*span.title)])
            yield _Cited(title, plain_number(shown), span.start, span.end, shown)


def _notice(subject: Subject) -> Iterator[_Cited]:
    """The title as the notice that brings the plan along gives it."""
    nodes = subject.outline.nodes
    head = nodes[0].start if nodes else 0
    for match in _BROUGHT.finditer(subject.plain, 0, head):
        title = re.sub(r"\s+", "", match["title"])
        yield _Cited(title, "", *match.span("title"), "")


def _core(title: str) -> str:
    """The title without wrapper, edition and marks: 关于印发〈…〉的通知 is the plan itself."""
    while match := _WRAPPER.match(title):
        title = match[1]
    while (shorter := _EDITION.sub("", title)) != title:
        title = shorter
    return _MARKS.sub("", title)


def _quotes(subject: Subject, cited: list[_Cited]) -> tuple[Evidence, ...]:
    return tuple(subject.quote(one.start, one.end) for one in cited[:_MOST_QUOTED])


RULES = (
    Rule("PP505", "one-title-two-numbers", Severity.WARNING, one_title_two_numbers),
    Rule("PP506", "one-number-two-titles", Severity.WARNING, one_number_two_titles),
    Rule("PP507", "own-title-differs", Severity.WARNING, own_title_differs),
)
