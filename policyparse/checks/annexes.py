"""Rules on annexes: named, there, numbered and titled alike. 附件"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.grammar.numerals import number
from policyparse.matching.annexes import Annex, annexes
from policyparse.model.check import Severity
from policyparse.outline import Node

_NUMBER = r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})"
_REFERRED = re.compile(rf"附[件表]{_NUMBER}(?![件表\d])")
_ANY = re.compile("附[件表录后]")
_LIST = re.compile(rf"附[件表录]\s*(?:{_NUMBER})?\s*[:：]\s*(?:(?P<m>\d{{1,2}})[.．、])?")
_ITEM = re.compile(r"(?P<m>\d{1,2})[.．、]")
_MARKS = re.compile(r"[\s《》〈〉“”]|[（(][^（()）]*[）)]$")
_FOREIGN = re.compile(r"[》号]）?$")  # the annex of a document that is cited
_ELSEWHERE = re.compile("[（(](?:略|此略|另发|另附|另行印发|另行下发|不公开|此件不公开)[）)]")
_ALIKE, _MOST_LINES, _LONGEST_LINE = 0.6, 4, 60


@dataclass(frozen=True, slots=True)
class _There:
    """An annex that the file holds: its heading, and the title under it."""

    n: int | None
    node: Node
    titles: tuple[str, ...]  # of one line, of two lines, …
    spans: tuple[tuple[int, int], ...]  # of each


def annex_missing(subject: Subject) -> Iterator[Hit]:
    """正文写明有附件，文件中没有。

    为什么：附件是正文的组成部分，漏附了，任务和指标就下不去。
    怎么改：补上附件；附件另件印发或者未交来核查的，一并核对。
    """
    known = _numbers(subject)
    for annex in _named(subject):
        bare = _REFERRED.search(annex.text) if not annex.titled else None
        if known and bare and number(bare["n"]) not in known:
            continue  # a number that no annex has is reported as such
        if not annex.read and not _ELSEWHERE.search(annex.text):
            end = annex.start + len(annex.text)
            yield Hit(
                (subject.quote(annex.start, end),),
                f"正文写明{annex.shown}，所给文件中未见，请核实是否漏附",
            )


def annex_unnamed(subject: Subject) -> Iterator[Hit]:
    """文件后面有附件，正文没有提到。

    为什么：正文不提，读的人不知道附件起什么作用，附件也失去依据。
    怎么改：在正文相应处写明“详见附件”，并在文末列出附件名称。
    """
    there = _there(subject)
    if there and not _ANY.search(subject.plain, 0, there[0].node.start):
        node = there[0].node
        yield Hit((subject.quote(*node.title),), "文件后面有附件，正文没有提到，也没有列出附件名称")


def annex_title_differs(subject: Subject) -> Iterator[Hit]:
    """正文所列附件名称与附件自己的标题不一致。

    为什么：名称对不上，不知道附的是不是这一份。
    怎么改：以附件标题为准，改正正文所列的名称，或者相反。
    """
    there, named = _there(subject), [a for a in _named(subject) if a.titled]
    for at, annex in enumerate(named, start=1):
        n = _own_number(annex, at)
        own = [t for t in there if t.n == n or (len(there) == len(named) == 1)]
        if len(own) != 1 or not own[0].titles:
            continue
        said = _bare(annex.name)
        if any(said in t or t in said for t in own[0].titles[-1:]):
            continue
        likeness = [SequenceMatcher(None, said, t, autojunk=False).ratio() for t in own[0].titles]
        if _ALIKE <= max(likeness) < 1:
            end = annex.start + len(annex.text)
            span = own[0].spans[likeness.index(max(likeness))]
            yield Hit(
                (subject.quote(annex.start, end), subject.quote(*span)),
                "正文所列附件名称与附件标题不一致",
            )


def annex_number_unknown(subject: Subject) -> Iterator[Hit]:
    """正文提到的附件序号，所列附件中没有。

    为什么：多半是增删附件后没有同步修改，读的人找不到。
    怎么改：核对附件序号，改正提到的地方，或者补列附件。
    """
    known = _numbers(subject)
    if not known:
        return
    found: dict[int, list[tuple[int, int]]] = {}
    for match in _REFERRED.finditer(subject.plain):
        n = number(match["n"])
        before = subject.plain[max(0, match.start() - 3) : match.start()]
        if n and n not in known and not _FOREIGN.search(before):
            found.setdefault(n, []).append(match.span())
    for spans in found.values():
        yield Hit(
            tuple(subject.quote(*span) for span in spans[:3]),
            f"文中提到“{subject.plain[slice(*spans[0])]}”，所列附件中没有这一号",
        )


def _named(subject: Subject) -> tuple[Annex, ...]:
    return annexes(subject.plan, subject.text.text)


def _there(subject: Subject) -> list[_There]:
    """The annexes that the file holds; the plan that a notice brings along is none."""
    found = []
    own = _bare(subject.plan.document.title or "")
    for node in subject.outline.nodes:
        if node.kind != "annex":
            continue
        digits = re.search(_NUMBER, subject.plain[slice(*node.title)])
        titles, spans = _titles(subject, node)
        if own and own in titles:
            continue
        found.append(_There(number(digits["n"]) if digits else None, node, titles, spans))
    return found


def _titles(subject: Subject, node: Node) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    titles: list[str] = []
    spans: list[tuple[int, int]] = []
    text = ""
    for block in subject.text.blocks:
        if block.start < node.title[1]:
            continue
        line = subject.plain[block.start : block.end]
        long = len(line) > _LONGEST_LINE or line.endswith(("。", "：", "；"))
        if block.kind == "table" or long or len(titles) == _MOST_LINES:
            break
        text += line
        titles.append(_bare(text))
        spans.append((spans[0][0] if spans else block.start, block.end))
    return tuple(titles), tuple(spans)


def _own_number(annex: Annex, at: int) -> int:
    head = _LIST.match(annex.text) or _ITEM.match(annex.text)
    digits = (head.groupdict().get("n") or head["m"]) if head else None
    return (number(digits) if digits else None) or at


def _numbers(subject: Subject) -> set[int]:
    """The numbers that the list of annexes and the annexes themselves bear."""
    named = [a for a in _named(subject) if a.titled]
    listed = {_own_number(annex, at) for at, annex in enumerate(named, start=1)}
    return listed | {t.n for t in _there(subject) if t.n}


def _bare(title: str) -> str:
    while (shorter := _MARKS.sub("", title)) != title:
        title = shorter
    return title


RULES = (
    Rule("PP501", "annex-missing", Severity.WARNING, annex_missing),
    Rule("PP502", "annex-unnamed", Severity.INFO, annex_unnamed),
    Rule("PP503", "annex-title-differs", Severity.WARNING, annex_title_differs),
    Rule("PP504", "annex-number-unknown", Severity.WARNING, annex_number_unknown),
)
