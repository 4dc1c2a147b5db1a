"""Numbers of headings and items: 一、（一）1.（1）① and how sources write them."""

import re
from dataclasses import dataclass
from enum import IntEnum

from policyparse.grammar.numerals import number
from policyparse.grammar.pattern import Pattern

_CN = "[一二三四五六七八九十百零〇]{1,4}"
_AR = "[0-9０-９]{1,3}"
_B = r"[ \t]?"


class Rank(IntEnum):
    """The usual ladder of numbers, the highest first."""

    PART = 0  # 第一部分、第一章
    SECTION = 1  # 一、
    SUBSECTION = 2  # （一）
    ITEM = 3  # 1.
    SUBITEM = 4  # （1）
    POINT = 5  # ①


# Most specific first; group n is the number itself.
NUMBERS = (
    Pattern(
        "part",
        rf"第(?P<n>{_CN}|{_AR})(?:部分|[章篇节編编])(?:[、．.:：]|[ \t\u3000]|"
        rf"(?=[^的中里、，。； ]))",
        hits=("第三部分、", "第一章　"),
        misses=("第一部分的任务",),
    ),
    Pattern(
        "article",
        rf"第(?P<n>{_CN}|{_AR})条(?:[ \t、．.:：]|(?=[^款例规件的第、，。；]))",
        hits=("第十二条 ",),
        misses=("第三条例", "第一条第二款"),
    ),
    Pattern(
        "section",
        rf"(?P<n>{_CN}){_B}(?:[、，．.\ue010]|-、)(?![一二三四五六七八九十]、)",
        hits=("一、", "十二、", "三．", "二，"),
        misses=("一二三四", "三、四、"),
    ),
    Pattern(
        "subsection",
        rf"[（(〔]{_B}(?P<n>{_CN}){_B}[）)〕][、．.]?",
        hits=("（一）", "(十二)", "（三）、"),
        misses=("（1）", "（一类）"),
    ),
    Pattern(
        "dotted",
        r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?:[、．]|\.(?!\d)|[ \t]|(?=[\u4e00-\u9fff]))"
        r"(?![%％个万亿元倍吨米公平立年月微毫千])",
        hits=("1.1 ", "2.3.1、"),
        misses=("0.0%", "1.5万吨", "30.9微克"),
    ),
    Pattern(
        "item",
        rf"(?P<n>{_AR})(?:{_B}[、\ue010]|{_B}[．.](?![0-9０-９]{{1,2}}(?![0-9０-９年])))(?!\d+(?:[月日号%％]|至|—))",
        hits=("1.", "12、", "３．", "1．"),
        misses=("2.5微克", "1．8万人次", "1%", "2023年"),
    ),
    Pattern(
        "subitem",
        rf"(?:[（(]{_B}(?P<n>{_AR}){_B}[）)]|(?P<m>{_AR}){_B}[）)])[、．.]?",
        hits=("（1）", "(12)", "3）"),
        misses=("（2023）", "1."),
    ),
    Pattern("point", r"(?P<n>[①-⑳])[、．.]?", hits=("①", "⑫"), misses=("1",)),
)

_RANKS = {
    "part": Rank.PART,
    "article": Rank.SECTION,
    "section": Rank.SECTION,
    "subsection": Rank.SUBSECTION,
    "dotted": Rank.ITEM,
    "item": Rank.ITEM,
    "subitem": Rank.SUBITEM,
    "point": Rank.POINT,
}
_START = re.compile(
    "(?:" + "|".join(f"(?P<{p.name}>{re.sub('[?]P<[nm]>', '?:', p.regex)})" for p in NUMBERS) + ")"
)
_ROWS = {p.name: p.compiled for p in NUMBERS}


@dataclass(frozen=True, slots=True)
class Claim:
    """A number at the start of a piece of text."""

    kind: str  # name of the row in NUMBERS
    rank: Rank
    value: int
    text: str  # as written, marks included
    length: int


def claim(text: str, start: int = 0) -> Claim | None:
    """The number that stands at ``start``, if any."""
    match = _START.match(text, start)
    if match is None or match.lastgroup is None:
        return None
    kind = match.lastgroup
    row = _ROWS[kind].match(text, start)
    if row is None:
        return None
    digits = row["n"] or (row["m"] if "m" in row.re.groupindex else "")
    value = number(digits.rsplit(".", 1)[-1])
    if value is None:
        return None
    rank = _RANKS[kind]
    if kind == "dotted":  # 1.1 is as deep as it has dots
        rank = Rank(min(Rank.POINT, Rank.SECTION + digits.count(".")))
    return Claim(kind, rank, value, row.group().strip(), row.end() - start)


# Inside a paragraph, behind a full stop or a bracket: the places where a number may start
# a heading or item that has run on.
INLINE = re.compile(
    rf"(?<=[。；;！？）)〕】\] ])[ \t]*(?=(?:{_CN}[、．.]|[（(]{_CN}[）)]|{_AR}[．、.](?!\d)))"
)

# A unit list without a mark at its end touches the next number: 各乡镇人民政府（二）统筹…
LABEL_LINE = re.compile(r"(?:责任|牵头|配合|负责)(?:单位|部门)[:：]")
INLINE_ANYWHERE = re.compile(
    rf"(?<=[\u4e00-\u9fff])[ \t]*(?=(?:{_CN}、|[（(]{_CN}[）)]|{_AR}[．、.]"
    rf"(?!\d))[\u4e00-\u9fff]{{2}})"
)
