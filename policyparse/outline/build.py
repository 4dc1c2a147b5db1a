"""Blocks -> outline: numbers are claims, the tree is what they can agree on."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.grammar.brackets import groups
from policyparse.grammar.numbering import (
    INLINE,
    INLINE_ANYWHERE,
    LABEL_LINE,
    Claim,
    Rank,
    claim,
)
from policyparse.normalise import Block, NormalisedText
from policyparse.outline.tree import Node, Outline, Paragraph

_ANNEX = re.compile(r"附[件表录]?[ \t]*(?:[0-9一二三四五六七八九十]{1,2})?[ \t]*[:：]?$")
_REMARKS = re.compile(r"(?:注|说明|备注)[:：]")
_TITLE_END = re.compile(r"[。！？；;]|(?<=[\u4e00-\u9fff])[:：](?!\d)")
_RUN_ON = re.compile(
    r"(?P<title>[\u4e00-\u9fff、“”]{2,16}) (?=\S{12,})"
)  # a blank ends the heading
_PLAN_TITLE = re.compile(
    r"(?:方案|计划|规划|分工|要点|意见|措施|办法|清单|任务|表|行动|目录)(?:[（(][^（）()]{1,12}[）)])?$"
)
_SENTENCE = re.compile("[，。；]")
_ANNEX_RANK, _REMARK_RANK = -1, 6


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or the part of one that begins with a number that has run on."""

    start: int
    end: int
    block: Block
    claim: Claim | None
    first: bool  # stands at the start of its block


def build(text: NormalisedText) -> Outline:
    """The outline; never fails: what carries no number stays a paragraph."""
    pieces = list(_pieces(text))
    pieces, repairs = _repaired(text, pieces)
    preamble: list[Paragraph] = []
    roots: list[Node] = []
    stack: list[Node] = []
    for number, piece in enumerate(pieces):
        node = _node(text, piece, stack, number == 0 or not (roots or preamble))
        paragraph = Paragraph(
            piece.start, piece.end, piece.block.index, piece.block.kind == "table"
        )
        if node is None:
            (stack[-1].body if stack else preamble).append(paragraph)
            continue
        while stack and stack[-1].rank >= node.rank:
            stack.pop()
        if stack:
            node.parent = stack[-1]
            stack[-1].children.append(node)
        else:
            roots.append(node)
        stack.append(node)
    _number(roots, "")
    return Outline(tuple(preamble), tuple(roots), tuple(repairs))


def _pieces(text: NormalisedText) -> Iterator[_Piece]:
    last: dict[str, int] = {}
    for block in text.blocks:
        if block.kind == "table":
            yield _Piece(block.start, block.end, block, None, True)
            continue
        start = block.start
        own = claim(text.plain, start) if start < block.end else None
        if own:
            last[own.kind] = own.value
        for at in _inline(text.plain, block, last, own):
            yield _Piece(start, at, block, claim(text.plain, start), start == block.start)
            start = at
        yield _Piece(start, block.end, block, claim(text.plain, start), start == block.start)


def _inline(text: str, block: Block, last: dict[str, int], own: Claim | None) -> Iterator[int]:
    """Places inside a block where a heading or item has run on: the numbers must follow on."""
    spans: list[tuple[int, int]] | None = None
    for match in _run_on_places(text, block):
        found = claim(text, match.end())
        if found is None or found.kind not in ("section", "subsection", "item"):
            continue
        expected = last.get(found.kind, 0) + 1
        deeper = found.value == 1 and (own is None or found.rank > own.rank)
        if found.value != expected and not deeper:
            continue
        if (
            found.kind == "item"
            and found.value == 1
            and not _counts_on(text, match.end(), block, 2)
        ):
            continue
        if spans is None:
            spans = list(groups(text, block.start, block.end))
        if any(a < match.end() < b - 1 for a, b in spans):
            continue
        last[found.kind] = found.value
        for kind in ("subsection", "item"):
            if found.rank < {"subsection": Rank.SUBSECTION, "item": Rank.ITEM}[kind]:
                last.pop(kind, None) if kind == "subsection" else None
        yield match.end()


def _run_on_places(text: str, block: Block) -> list[re.Match[str]]:
    """Behind a full stop or bracket; behind a unit list without a mark, too."""
    found = list(INLINE.finditer(text, block.start + 1, block.end))
    label = LABEL_LINE.search(text, block.start, block.end)
    if label:
        found += INLINE_ANYWHERE.finditer(text, label.end(), block.end)
    return sorted({m.end(): m for m in found}.values(), key=lambda m: m.end())


def _counts_on(text: str, start: int, block: Block, value: int) -> bool:
    """Whether the next number of the same sort follows in the block."""
    return any(
        (found := claim(text, m.end())) is not None
        and found.kind == "item"
        and found.value == value
        for m in INLINE.finditer(text, start, block.end)
    )


def _repaired(
    text: NormalisedText, pieces: list[_Piece]
) -> tuple[list[_Piece], list[tuple[str, int, int]]]:
    """A first heading written 1、 where 二、 follows is a section."""
    sections = [p for p in pieces if p.claim and p.claim.kind == "section"]
    if not sections or sections[0].claim is None or sections[0].claim.value != 2:
        return pieces, []
    for number, piece in enumerate(pieces):
        if piece is sections[0]:
            break
        own = piece.claim
        if own and own.kind == "item" and own.value == 1 and piece.end - piece.start <= 30:
            fixed = Claim("section", Rank.SECTION, 1, own.text, own.length)
            done = list(pieces)
            done[number] = _Piece(piece.start, piece.end, piece.block, fixed, piece.first)
            return done, [("一级标题编号写作阿拉伯数字，按“一、”处理", piece.start, piece.end)]
    return pieces, []


def _node(text: NormalisedText, piece: _Piece, stack: list[Node], first: bool) -> Node | None:
    line = text.plain[piece.start : piece.end]
    own = piece.claim
    in_remarks = bool(stack) and stack[-1].kind == "remarks"
    if piece.block.kind == "table":
        return None
    if _ANNEX.match(line) and not first:
        return Node(
            _ANNEX_RANK, "annex", 0, line, piece.start, (piece.start, piece.end), alone=True
        )
    if _REMARKS.match(line) and len(line) <= 200:
        return Node(
            _REMARK_RANK - (1 if own else 0) + 4,
            "remarks",
            0,
            "",
            piece.start,
            (piece.start, piece.start + 1),
            [Paragraph(piece.start, piece.end, piece.block.index)],
        )
    if own is None:
        return _unnumbered(text, piece, stack, first)
    if in_remarks and own.rank > Rank.SECTION:
        return None
    rank = int(Rank.SUBSECTION if own.kind == "article" else own.rank)
    title, body_start = _title(text.plain, piece.start + own.length, piece.end)
    body = []
    rest = text.plain[body_start : piece.end].strip()
    if rest and rest not in "。；;：:":
        body.append(Paragraph(body_start, piece.end, piece.block.index))
    return Node(
        rank,
        own.kind,
        own.value,
        own.text,
        piece.start,
        title,
        body,
        alone=not body and piece.end <= piece.block.end,
    )


def _unnumbered(text: NormalisedText, piece: _Piece, stack: list[Node], first: bool) -> Node | None:
    """A heading by its style alone, inside the body."""
    line = text.plain[piece.start : piece.end]
    if piece.block.kind != "heading" or not stack or first:
        return None
    if _SENTENCE.search(line) or len(line) > 40:
        return None
    if _PLAN_TITLE.search(line) and (piece.block.level or 9) <= 2 and stack[0].kind == "annex":
        return None
    top = stack[-1].rank if stack[-1].kind == "heading" else None
    rank = (
        top if top is not None else min(int(Rank.ITEM), max(stack[-1].rank + 1, int(Rank.SECTION)))
    )
    return Node(rank, "heading", 0, "", piece.start, (piece.start, piece.end), alone=True)


def _title(text: str, start: int, end: int) -> tuple[tuple[int, int], int]:
    """The lead phrase and where the body begins."""
    while start < end and text[start] in " \t\u3000":
        start += 1
    match = _RUN_ON.match(text, start, end) or _TITLE_END.search(text, start, end)
    if match is not None and match.re is _RUN_ON:
        return match.span("title"), match.end()
    if match is None:
        return (start, end), end
    if match.group() in ":：" and match.start() - start > 24:
        match = re.compile("[。！？；;]").search(text, match.end(), end)
        if match is None:
            return (start, end), end
    return (start, match.start()), match.end()


def _number(nodes: list[Node], prefix: str) -> None:
    """Ids from the outline's own numbers: 3.1.2, 3.1.u2 without a number, ~2 when repeated."""
    seen: Counter[str] = Counter()
    unnumbered = 0
    for node in nodes:
        if node.kind == "annex":
            own = "a" + (re.sub(r"\D", "", node.number) or "")
        elif node.value and node.kind != "remarks":
            own = str(node.value)
        else:
            unnumbered += 1
            own = f"u{unnumbered}"
        seen[own] += 1
        if seen[own] > 1:
            own = f"{own}~{seen[own]}"
        node.id = f"{prefix}.{own}" if prefix else own
        _number(node.children, node.id)
