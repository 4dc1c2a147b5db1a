"""Rules on counts such as “三个严把” whose word stands in every item. 概括语"""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.grammar.brackets import split_outside
from policyparse.grammar.numerals import number
from policyparse.model.check import Severity

Span = tuple[int, int]

_SLOGAN = re.compile(r"“(?P<n>[一二两三四五六七八九十]{1,2})个(?P<word>[\u4e00-\u9fff]{1,4})”")
_STOPS = "。；\n\t"
_LEADS_TO = re.compile("[，：（]?(?:即|是指|指的是|分别是|分别为)?[：（]?")
_LEAST = 2


def slogan_count(subject: Subject) -> Iterator[Hit]:
    """“三个严把”一类的概括，与所列的项数不一致。

    为什么：增删了其中一项而没有改数目，读的人不知道是哪几个。
    怎么改：逐项清点，改正数目，或者补齐、删去所列的项目。
    """
    for match in _SLOGAN.finditer(subject.plain):
        n, word = number(match["n"]), match["word"]
        low = max(subject.plain.rfind(stop, 0, match.start()) for stop in _STOPS) + 1
        ends = [at for s in _STOPS if (at := subject.plain.find(s, match.end())) >= 0]
        leads = _LEADS_TO.match(subject.plain, match.end())
        before = list(split_outside(subject.plain, "、，", low, match.start()))
        behind = split_outside(
            subject.plain, "、，", leads.end() if leads else match.end(), min(ends, default=0)
        )
        back = _run(subject, reversed(before), word)
        back = back or _run(subject, reversed(before[:-1]), word)  # …，落实“三个严把”
        for items in (back[::-1], _run(subject, behind, word) if leads and leads[0] else []):
            if len(items) >= _LEAST and n != len(items):
                places = (match.span(), *items)
                said = f"写明{match[0]}，列出的是{len(items)}项，请核实"
                yield Hit(tuple(subject.quote(*place) for place in places), said)
                break


def _run(subject: Subject, items: Iterable[Span], word: str) -> list[Span]:
    """The items next to the slogan, up to the first that does not have its word.

    Before the first item may stand a verb: 要严把设计关. One character must open the item.
    """

    def has_word(item: Span) -> bool:
        text = subject.plain[slice(*item)]
        text = text[text.rfind("“") + 1 :] or text
        return text != word and (word in text if len(word) > 1 else text.startswith(word))

    return [_bare(subject, item) for item in takewhile(has_word, items)]


def _bare(subject: Subject, item: Span) -> Span:
    """An item without the quotation mark that opens the list or closes it."""
    start, end = item
    text = subject.plain[start:end]
    opened = text.find("“")
    start += opened + 1 if 0 <= opened < len(text) - 1 else 0
    closed = subject.plain.find("”", start, end)
    return start, closed if closed > start else end


RULES = (Rule("PP613", "slogan-count", Severity.WARNING, slogan_count),)
