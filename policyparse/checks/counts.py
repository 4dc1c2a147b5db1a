"""Rules on counts that are claimed and lists that follow or stand before. 数目与列举"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.running import rows
from policyparse.checks.subject import Subject
from policyparse.grammar.brackets import split_outside
from policyparse.grammar.numerals import number
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model import Evidence, Opinion
from policyparse.model.check import Severity
from policyparse.outline import Node

_N = (
    r"(?<![0-9一二两三四五六七八九十百千万第〇年月.．])"
    r"(?P<n>[一二两三四五六七八九十]{1,3}|[1-9]\d?)"
)
_LEAST, _MOST = 2, 30
_CLOSE = '[”"]?'
_AND = re.compile("[和与及]|以及")
_SHORTEST_ITEM = 3
_BEHIND = "”：（"  # between a count and its list
_GOVERNMENT = re.compile("(?:人民政府|政府|管委会|管委)$")
_PLACES = re.compile("政府$|设区市|县区|区县|县（市、区）")
_ASKING = re.compile("(?:向|征求)[^。；]{2,60}?意见")
_ASKED = re.compile(
    r"(?<!\d)(?P<n>[1-9]\d{0,2})[个家]"
    r"(?P<noun>[^，。；、\d]{0,12}?(?:单位|部门|人民政府|设区市|县区|区县|县（市、区）)(?:人民政府)?)"
)
_WHO = 2  # evidence of a row: the opinion, then who gave it


@dataclass(frozen=True, slots=True)
class _Claim:
    """A count with its noun: text[start:end]."""

    n: int
    start: int
    end: int


@dataclass(frozen=True)
class _Words:
    """The patterns that the lexicon's words make up."""

    behind: re.Pattern[str]  # 5方面工作。 in front of 一是
    named: re.Pattern[str]  # “四大结构”即 …
    quoted: re.Pattern[str]  # “四个到位”（…）
    below: re.Pattern[str]  # 以下三项工作：, and the items stand below
    titled: re.Pattern[str]  # a heading that ends with 三大工程
    before: re.Pattern[str]  # A、B、C三个战役
    inline: re.Pattern[str]  # 以下三项： A；B；C。
    unlisted: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    words = lexicon.file.proofreading
    counter, noun = alternation(words.counters), alternation(words.collected)
    claim = rf"{_N}(?:{counter})?(?:[\u4e00-\u9fff]{{0,4}}?(?:{noun}))"
    return _Words(
        behind=re.compile(rf"{claim}[^。；！？，\d“]{{0,10}}[。：:，；,]$"),
        named=re.compile(
            rf"{_N}(?:{counter})[\u4e00-\u9fff]{{1,10}}?{_CLOSE}[\u4e00-\u9fff]{{0,4}}?"
            rf"(?:即|是指|指的是|分别是|分别为|：)：?(?P<list>[^。；]{{4,200}})(?=[。；])"
        ),
        quoted=re.compile(rf"“{_N}[个大项类][^“”（）]{{1,10}}”（(?P<list>[^（）]{{4,160}})）"),
        below=re.compile(
            rf"(?:(?<=以下)|(?<=下列)|(?=[^：]{{0,16}}(?:{noun})(?:如下)?：$))"
            rf"{_N}(?:{counter})[\u4e00-\u9fff]{{0,10}}：$"
        ),
        titled=re.compile(rf"{_N}(?:大|项|个|类)[\u4e00-\u9fff]{{0,4}}(?:{noun})$"),
        before=re.compile(
            rf"(?P<list>[\u4e00-\u9fffA-Za-z0-9.Ⅰ-Ⅻ]{{1,40}}?(?:、[\u4e00-\u9fffA-Za-z0-9.Ⅰ-Ⅻ]{{1,40}}?){{1,60}}?)"
            rf"(?P<n>[二两三四五六七八九十]{{1,2}})(?:{counter})[\u4e00-\u9fff]{{0,4}}?(?:{noun})"
        ),
        inline=re.compile(
            rf"(?:以下|下列|如下){_N}(?:{counter})[^。；：]{{0,10}}："
            r"(?P<list>[^。；：]{2,80}(?:；[^。；：]{2,80})+)。"
        ),
        unlisted=re.compile(alternation(words.unlisted)),
    )


def count_differs(subject: Subject) -> Iterator[Hit]:
    """写明的数目与后面列出的项数不一致。

    为什么：数目对不上，是漏列、多列或者改稿后没有同步修改，最容易被指出来。
    怎么改：逐项清点，补齐漏列的内容，或者改正数目。
    """
    yield from _before_ordinals(subject)
    yield from _lists(subject)
    yield from _items(subject)


def heading_count_differs(subject: Subject) -> Iterator[Hit]:
    """标题里的数目与下面编号的项数不一致。

    为什么：标题说“三大工程”，下面编了四条，读的人不知道哪几条算数。
    怎么改：核实各条是否都属于标题所说的内容，改标题的数目，或者调整下面的条目。
    """
    for node in subject.outline.walk():
        start, end = node.title
        match = _words(subject.lexicon).titled.search(subject.plain, start, end)
        listed = _numbered(node)
        if match and (n := _value(match["n"])) and listed and len(listed) != n:
            yield _hit(
                subject,
                _Claim(n, match.start("n"), match.end()),
                [(c.start, c.title[1]) for c in listed],
                "请核实",
            )


def list_before_count_differs(subject: Subject) -> Iterator[Hit]:
    """前面列举的项数与后面写明的数目不一致。

    为什么：增删列举内容后没有同步改数目，读的人不知道以哪个为准。
    怎么改：逐项清点，改正数目，或者补齐、删去列举的内容。
    """
    words = _words(subject.lexicon)
    for start, end in subject.lines():
        for match in words.before.finditer(subject.plain, start, end):
            n, listed = _value(match["n"]), match["list"]
            pieces = list(split_outside(subject.plain, "、", *match.span("list")))
            least, most = len(pieces), _most(subject, pieces)
            if not n or least <= n <= most or words.unlisted.search(listed):
                continue
            if most < n or _even(subject, pieces):
                claim = _Claim(n, match.start("n"), match.end())
                yield _hit(subject, claim, pieces, "请核实")


def _even(subject: Subject, pieces: list[tuple[int, int]]) -> bool:
    """Whether the items are of one sort: else the list may have begun later than it seems."""
    lengths = [b - a for a, b in pieces]
    text = subject.plain[pieces[0][0] : pieces[-1][1]]
    return max(lengths) <= 2 * min(lengths) and min(lengths) > 1 and "的" not in text


def askers_differ(subject: Subject) -> Iterator[Hit]:
    """征求意见的单位数目与意见表列出的单位数目不一致。

    为什么：说明里的数目与表对不上，征求意见的过程就经不起核对。
    怎么改：按发函名单核对意见表，改正数目，或者增删表中的单位。
    """
    opinions = subject.plan.opinions
    if not any(opinion.none for opinion in opinions):
        return
    listed: dict[str, Opinion] = {}
    for opinion in opinions:
        listed.setdefault(opinion.who, opinion)
    places = {who: o for who, o in listed.items() if _GOVERNMENT.search(who)}
    units = {who: o for who, o in listed.items() if who not in places}
    claims = _asked(subject, min(o.evidence[0].start for o in opinions))
    apart = any(of_places for of_places, _ in claims)
    for (of_places, n), quotes in claims.items():
        rows_of = places if of_places else units if apart else listed
        if rows_of and n != len(rows_of):
            whos = [
                opinion.evidence[-1 if len(opinion.evidence) < _WHO else 1]
                for opinion in rows_of.values()
            ]
            yield Hit(
                (*quotes, whos[0], whos[-1]),
                f"文中写明“{quotes[0].text}”，意见表列有{len(rows_of)}个（同一单位只计一次）",
            )


def _asked(subject: Subject, before: int) -> dict[tuple[bool, int], list[Evidence]]:
    """How many governments and how many other units the text says were asked."""
    found: dict[tuple[bool, int], list[Evidence]] = {}
    for start, end in subject.lines():
        for sentence in _ASKING.finditer(subject.plain, start, min(end, before)):
            for claim in _ASKED.finditer(subject.plain, *sentence.span()):
                key = bool(_PLACES.search(claim["noun"])), int(claim["n"])
                found.setdefault(key, []).append(subject.quote(*claim.span()))
    return found


def _before_ordinals(subject: Subject) -> Iterator[Hit]:
    """5方面工作。一是…四是…"""
    for row in rows(subject):
        first = row.marks[0]
        if first.value != 1:
            continue
        line = subject.plain.rfind("\n", 0, first.start) + 1
        match = _words(subject.lexicon).behind.search(subject.plain[line : first.start])
        n = _value(match["n"]) if match else None
        if match and n and n not in (len(row.marks), max(mark.value for mark in row.marks)):
            claim = _Claim(n, line + match.start("n"), line + match.end() - 1)
            yield _hit(subject, claim, [(m.start, m.end) for m in row.marks])


def _lists(subject: Subject) -> Iterator[Hit]:
    """“四大结构”即 A、B、C 和 D; “四个到位”（A、B、C、D）."""
    words = _words(subject.lexicon)
    for start, end in subject.lines():
        for pattern in (words.named, words.quoted, words.inline):
            for match in pattern.finditer(subject.plain, start, end):
                n = _value(match["n"])
                mark = "；" if pattern is words.inline else "、"
                pieces = _pieces(subject, *match.span("list"), mark)
                least = len(pieces)
                most = _most(subject, pieces) if mark == "、" else least
                if not n or least < _LEAST or words.unlisted.search(match["list"]):
                    continue
                if not least <= n <= most:
                    said = subject.plain[match.start("n") : match.start("list")].rstrip(_BEHIND)
                    claim = _Claim(n, match.start("n"), match.start("n") + len(said))
                    yield _hit(subject, claim, pieces)


def _pieces(subject: Subject, start: int, end: int, mark: str) -> list[tuple[int, int]]:
    """The items of a list, none where commas make it a list of lists or items are bare words."""
    text = subject.plain
    if mark == "、" and "，" in text[start:end]:
        return []
    pieces = list(split_outside(text, mark, start, end))
    short = sum(b - a < _SHORTEST_ITEM for a, b in pieces)
    return [] if 2 * short > len(pieces) else pieces


def _most(subject: Subject, pieces: list[tuple[int, int]]) -> int:
    return sum(1 + len(_AND.findall(subject.plain, a, b)) for a, b in pieces)


def _items(subject: Subject) -> Iterator[Hit]:
    """以下三项工作： and the items below."""
    for node in subject.outline.walk():
        listed = _numbered(node)
        if not listed:
            continue
        start = max([node.title[0], *(p.start for p in node.body if p.start < listed[0].start)])
        end = max([node.title[1], *(p.end for p in node.body if p.start < listed[0].start)])
        begin = max(subject.plain.rfind("。", start, end) + 1, start)
        match = _words(subject.lexicon).below.search(subject.plain[begin:end])
        n = _value(match["n"]) if match else None
        if match and n and n != len(listed):
            claim = _Claim(n, begin + match.start("n"), begin + match.end() - 1)
            yield _hit(subject, claim, [(c.start, c.title[1]) for c in listed])


def _numbered(node: Node) -> list[Node]:
    """The items right below a heading, where they are one unbroken row."""
    items = [child for child in node.children if child.value]
    alike = {child.kind for child in items}
    whole = [child.value for child in items] == list(range(1, len(items) + 1))
    return items if len(items) >= _LEAST and len(alike) == 1 and whole else []


def _value(text: str) -> int | None:
    n = number(text)
    return n if n is not None and _LEAST <= n <= _MOST else None


def _hit(subject: Subject, claim: _Claim, listed: list[tuple[int, int]], ask: str = "") -> Hit:
    said = subject.quote(claim.start, claim.end)
    places = (said, *(subject.quote(a, min(b, a + 30)) for a, b in listed))
    return Hit(places, f"写明“{said.text}”，列出的是{len(listed)}项" + (f"，{ask}" if ask else ""))


RULES = (
    Rule("PP608", "count-differs", Severity.ERROR, count_differs),
    Rule("PP609", "heading-count-differs", Severity.WARNING, heading_count_differs),
    Rule("PP612", "list-before-count-differs", Severity.WARNING, list_before_count_differs),
    Rule("PP610", "askers-differ", Severity.WARNING, askers_differ),
)
