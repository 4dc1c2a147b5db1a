"""Rules on the numbers of headings and items. 序号"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.grammar.numbering import Rank
from policyparse.grammar.numerals import chinese_numeral
from policyparse.matching.annexes import annexes
from policyparse.model import Evidence
from policyparse.model.check import Severity
from policyparse.outline import Node

_LONGEST_QUOTE = 30
_UNCOUNTED = ("heading", "annex", "remarks")
_STYLED = ("section", "subsection", "item", "article")
_FIGURES = re.compile(r"[0-9０-９一二三四五六七八九十百零〇]+")
_SENTENCE_END = re.compile(r"[。；！？：，、;:]$")
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class _Step:
    """A number and the one that stands before it in the same row."""

    before: Node | None
    node: Node
    wanted: int

    @property
    def value(self) -> int:
        """The number as counted."""
        return self.node.value


def number_gap(subject: Subject) -> Iterator[Hit]:
    """同级序号不连续，中间有缺号。

    为什么：缺号可能是漏了一段内容，也会让引用条款的文件对不上号。
    怎么改：核实是漏写了内容还是编错了序号，补上内容或者重新编号。
    """
    for step in _steps(subject):
        if step.value > step.wanted and not _swapped(step, subject) and not _slip(step, subject):
            behind = f"“{_shown(step.before)}”之后" if step.before else "开头"
            said = f"{behind}即为“{_shown(step.node)}”，缺{_missing(step)}"
            yield Hit(_places(subject, step), said)


def number_repeated(subject: Subject) -> Iterator[Hit]:
    """同级的两段用了同一个序号。

    为什么：序号重复，引用、分工、督办时说不清是哪一条。
    怎么改：核对后一段的序号，顺延重新编号。
    """
    for step in _steps(subject):
        if step.before and step.value == step.before.value:
            yield Hit(_places(subject, step), f"序号“{_shown(step.node)}”用了两次")


def number_restarted(subject: Subject) -> Iterator[Hit]:
    """同级序号中途退回，或者前后颠倒。

    为什么：中途从头编号，多半是上一级标题丢失；前后颠倒会使引用对不上号。
    怎么改：核实此处是否漏了上一级标题，或者把序号顺延。
    """
    for step in _steps(subject):
        if step.before and step.value < step.before.value and not _new_list(subject, step):
            yield Hit(
                _places(subject, step),
                f"“{_shown(step.before)}”之后序号退回“{_shown(step.node)}”，请核实是否漏了上一级标题",
            )


def heading_without_text(subject: Subject) -> Iterator[Hit]:
    """标题下面没有内容。

    为什么：空标题说明内容漏写、错位，或者标题本身多余。
    怎么改：补上内容，或者删去这个标题。
    """
    nodes = list(_counted(subject))
    for node, after in pairwise([*nodes, None]):
        if node is None or not _bare_heading(subject, node):
            continue
        if after is None or after.rank > node.rank:
            continue
        alike = [n for n in _siblings(subject, node) if n.kind == node.kind and n is not node]
        full = [n for n in alike if n.children or n.body]
        if full and 2 * len(full) > len(alike):
            yield Hit((_quote(subject, node),), f"标题“{_named(subject, node)}”下面没有内容")


def only_item(subject: Subject) -> Iterator[Hit]:
    """标题下面只编了一个序号。

    为什么：只有一层意思就不必编号；编了“（一）”而没有“（二）”，也可能是后面的内容漏了。
    怎么改：核实是否漏了后面的内容；没有漏的，去掉序号。
    """
    for parent in _counted(subject):
        numbered = [n for n in parent.children if n.kind in ("subsection", "item") and n.value]
        if len(numbered) != 1 or numbered[0].value != 1:
            continue
        if not _counts_on(subject, parent, numbered[0]):
            yield Hit(
                (_quote(subject, numbered[0]),),
                f"“{_named(subject, parent)}”下面只有“{_shown(numbered[0])}”一个序号",
            )


def mixed_numbers(subject: Subject) -> Iterator[Hit]:
    """同一级标题的序号写法不统一。

    为什么：公文的层次序数依次为“一、”“（一）”“1.”“（1）”，同级混用会使层次不清。
    怎么改：按“一、”“（一）”“1.”“（1）”统一同级序号的写法。
    """
    for message, start, end in subject.outline.repairs:
        if "阿拉伯数字" in message:
            yield Hit(
                (subject.quote(start, end),),
                f"“{subject.text.text[start:end]}”是一级标题，其他一级标题用“二、”一类序号",
            )
    for kind in _STYLED:
        first: dict[str, Node] = {}
        count: Counter[str] = Counter()
        for node in _counted(subject):
            in_annex = node.path()[0].kind == "annex"
            if node.kind == kind and not in_annex and not _repaired(subject, node):
                style = _style(node)
                count[style] += 1
                first.setdefault(style, node)
        if len(first) > 1:
            styles = sorted(first, key=lambda style: (count[style], first[style].start))
            said = "、".join(f"“{_shown(first[s])}”一类{count[s]}处" for s in styles)
            yield Hit(tuple(_quote(subject, first[s]) for s in styles), f"同级序号写法不一：{said}")


def _steps(subject: Subject) -> Iterator[_Step]:
    """Every number with the one it must follow; counting through headings is allowed."""
    last: dict[str, int] = {}
    before: dict[tuple[int, str], Node] = {}
    article = 0  # 第八条, in which a list counts from （一） again
    for node in _counted(subject):
        row = _row(node)
        is_article = node.kind == "article"
        article = node.value if is_article else article if node.rank > Rank.SECTION else 0
        key = (id(node.parent), row if is_article else f"{row} {article}")
        own = before.get(key)
        through = last.get(row, 0) + 1
        begins = (1, through) if own is None else (own.value + 1, through)
        if node.value not in begins:
            yield _Step(own, node, own.value + 1 if own is not None else 1)
        before[key] = node
        last[row] = node.value


def _missing(step: _Step) -> str:
    """The one number that is missing, as it would be written, or how many they are."""
    missing = step.value - step.wanted
    shown = _shown(step.node)
    digits = [str(step.value), chinese_numeral(step.value)]
    own = next((d for d in digits if d and shown.count(d) == 1), None)
    if missing > 1 or own is None:
        return f"{missing}个序号"
    wanted = str(step.wanted) if own == digits[0] else chinese_numeral(step.wanted)
    return f"“{shown.replace(own, wanted)}”"


def _row(node: Node) -> str:
    """What numbers must share to be counted together: 2.1 and 2.2, not 3.1."""
    head, dot, _ = node.number.strip("、．. ").rpartition(".")
    return f"{node.kind} {head}" if node.kind == "dotted" and dot else node.kind


def _counted(subject: Subject) -> Iterator[Node]:
    """Numbered nodes in reading order, without what an opinion quotes and the list of annexes."""
    spans = [(e.start, e.end) for o in subject.plan.opinions for e in o.evidence]
    low = min((a for a, _ in spans), default=-1)
    high = max((b for _, b in spans), default=-1)
    listed = {annex.start for annex in annexes(subject.plan, subject.text.text)}
    for node in subject.outline.walk():
        counted = node.value and node.kind not in _UNCOUNTED and node.start not in listed
        if counted and not low <= node.start <= high:
            yield node


def _siblings(subject: Subject, node: Node) -> Sequence[Node]:
    return node.parent.children if node.parent else subject.outline.nodes


def _swapped(step: _Step, subject: Subject) -> bool:
    """Whether the number that seems missing comes later: it is reported there."""
    later = (n for n in _siblings(subject, step.node) if n.start > step.node.start)
    return any(_row(n) == _row(step.node) and n.value == step.wanted for n in later)


def _slip(step: _Step, subject: Subject) -> bool:
    """Whether one wrong figure makes both a gap and a repeated number: 1, 3, 3 or 2, 2, 4."""
    row = [n for n in _siblings(subject, step.node) if _row(n) == _row(step.node)]
    at = row.index(step.node)
    after = at + 1 < len(row) and row[at + 1].value == step.value
    return after or (at > 1 and row[at - 1].value == row[at - 2].value)


def _new_list(subject: Subject, step: _Step) -> bool:
    """Whether a paragraph between introduces a new list, or a title a new part."""
    if step.before is None or step.value != 1:
        return False
    own = subject.text.block_at(step.before.start).index
    between = [p for n in step.before.walk() for p in n.body if p.block != own]
    between = [p for p in between if p.end <= step.node.start]
    if step.node.rank >= Rank.ITEM:
        return bool(between)
    return any(p.table or _heads(subject, p.start, p.end) for p in between)


def _heads(subject: Subject, start: int, end: int) -> bool:
    line = subject.plain[start:end]
    if line.endswith("："):  # 有下列情形之一的：
        return True
    return len(line) <= _LONGEST_HEADING and not _SENTENCE_END.search(line)


def _bare_heading(subject: Subject, node: Node) -> bool:
    """A heading on a line of its own with nothing in its own line or under it."""
    if node.kind not in ("section", "subsection", "item", "part", "dotted"):
        return False
    line = subject.plain[slice(*node.title)]
    end = subject.plain[node.title[1] : node.title[1] + 1]
    return (
        node.alone
        and not node.children
        and not node.body
        and len(line) <= _LONGEST_HEADING
        and not _SENTENCE_END.search(line)
        and end not in "。；：;:"
    )


def _counts_on(subject: Subject, parent: Node, only: Node) -> bool:
    """Whether a second number stands in the text without being read as an item."""
    second = re.compile(r"[（(]二[）)]" if only.kind == "subsection" else r"(?<!\d)2[.．、](?!\d)")
    end = max([only.title[1], *(p.end for n in parent.walk() for p in n.body)])
    return second.search(subject.plain, only.start, end) is not None


def _repaired(subject: Subject, node: Node) -> bool:
    return any(start == node.start for _, start, _ in subject.outline.repairs)


def _style(node: Node) -> str:
    return _FIGURES.sub("#", node.number.replace("．", ".").replace(" ", ""))


def _places(subject: Subject, step: _Step) -> tuple[Evidence, ...]:
    nodes: Iterable[Node] = (step.node, step.before) if step.before else (step.node,)
    return tuple(_quote(subject, node) for node in nodes)


def _quote(subject: Subject, node: Node) -> Evidence:
    """The number and the first words behind it."""
    end = min(max(node.title[1], node.start + 1), node.start + _LONGEST_QUOTE)
    return subject.quote(node.start, end)


def _named(subject: Subject, node: Node) -> str:
    return subject.text.text[node.start : node.title[1]].strip()[:_LONGEST_QUOTE]


def _shown(node: Node) -> str:
    return node.number


RULES = (
    Rule("PP101", "number-gap", Severity.WARNING, number_gap),
    Rule("PP102", "number-repeated", Severity.WARNING, number_repeated),
    Rule("PP103", "number-restarted", Severity.WARNING, number_restarted),
    Rule("PP104", "heading-without-text", Severity.WARNING, heading_without_text),
    Rule("PP105", "only-item", Severity.INFO, only_item),
    Rule("PP106", "mixed-numbers", Severity.INFO, mixed_numbers),
)
