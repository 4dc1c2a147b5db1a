"""The one page for a leader: what was found, and what could be done about it. 呈报件"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from policyparse.comparison.totals import totals
from policyparse.model.comparison import Comparison
from policyparse.reports.coverage_front import IN_FULL, NOTHING, SIGNS_MEAN, Found, reference
from policyparse.reports.coverage_names import Names, annex_absent
from policyparse.reports.coverage_proposals import proposal
from policyparse.reports.coverage_words import (
    READINGS,
    measure_sentence,
    relation_sentence,
    short_sentence,
    task_sentence,
)
from policyparse.reports.sources import squeeze
from policyparse.reports.tables import display_width

MOST = 8  # findings on the page
TOLD = 6  # lower plans that are told one by one
TEXT_WIDTH, TEXT_HEIGHT = 442.0, 638.0  # points between the margins of an upright A4 page
TITLE_SIZE, TITLE_LINE, TITLE_AFTER = 22, 32, 10
INDENT = 4  # half-width characters
SPARE = 1  # lines that stay free, for punctuation that may not open a line


@dataclass(frozen=True, slots=True)
class Type:
    """A size of type and how far its lines are apart, in points."""

    size: float
    line: float


LARGE, MIDDLE, SMALL = Type(16, 28), Type(14, 23), Type(12, 20)
TRIED = ((LARGE, 5), (MIDDLE, 4), (SMALL, 4), (MIDDLE, 3), (SMALL, 3))  # with so many findings


@dataclass(frozen=True, slots=True)
class Brief:
    """The page: its title, its parts as heading and paragraphs, its last lines, its type."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    closing: tuple[str, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class _Draft:
    """What the page may say; how much of it fits is found out by trying."""

    title: str
    overall: tuple[str, ...]
    problems: tuple[str, ...]
    proposals: tuple[str, ...]
    unsure: int
    annexes: tuple[str, ...]
    in_full: bool  # what is unsure is annexed
    compared: bool  # 对照参考: nothing has to be mended


def brief(
    comparisons: Sequence[Comparison],
    top: Sequence[Found],
    rest: Sequence[Found],
    names: Names,
    annexes: Sequence[str],
) -> Brief:
    """The page in the largest type that holds the findings wanted."""
    draft = _draft(comparisons, top, rest, names, annexes)
    total = len(draft.problems)
    tries = [
        (kind, count)
        for kind, wanted in (*TRIED, (SMALL, 0))
        for count in range(min(MOST, total), min(wanted, total) - 1, -1)
    ]
    pages = (_page(draft, kind, count) for kind, count in tries)
    return next((page for page in pages if height(page) <= TEXT_HEIGHT), _page(draft, *tries[-1]))


def height(page: Brief) -> float:
    """The points that a page takes, as far as they can be foreseen."""
    title = ceil(display_width(page.title) / int(TEXT_WIDTH / TITLE_SIZE * 2))
    texts = [text for head, own in page.parts for text in (head, *own)]
    lines = sum(_lines(text, page.type) for text in (*texts, *page.closing))
    return title * TITLE_LINE + TITLE_AFTER + (lines + SPARE) * page.type.line


def _lines(text: str, kind: Type) -> int:
    return ceil((INDENT + display_width(text)) / (int(TEXT_WIDTH / kind.size) * 2))


def _draft(
    comparisons: Sequence[Comparison],
    top: Sequence[Found],
    rest: Sequence[Found],
    names: Names,
    annexes: Sequence[str],
) -> _Draft:
    several = len(comparisons) > 1
    begin = [f"{names.pair(found.comparison)}：" if several else "" for found in top]
    return _Draft(
        title=title_of(comparisons, names),
        overall=tuple(_overall(comparisons, names)),
        problems=tuple(a + f.finding.says for a, f in zip(begin, top, strict=True)),
        proposals=tuple(a + proposal(f, names) for a, f in zip(begin, top, strict=True)),
        unsure=len(rest),
        annexes=tuple(annexes),
        in_full=len(comparisons) <= IN_FULL,
        compared=reference(comparisons),
    )


def _page(draft: _Draft, kind: Type, count: int) -> Brief:
    total = len(draft.problems)
    more = f"共{total}项，列前{count}项，其余见附件1。" if count < total else ""
    problems = [*_numbered(draft.problems[:count]), *([more] if more else [])]
    heads = ("二、主要问题", "三、修改建议")
    if draft.compared:
        heads = ("二、主要差异（对照参考）", "三、可供参考的上级原文")
    parts = (
        ("一、总体情况", draft.overall),
        (heads[0], tuple(problems) or (NOTHING,)),
        (heads[1], tuple(_numbered(draft.proposals[:count])) or ("无。",)),
    )
    listed = "　".join(f"{at}.{name}" for at, name in enumerate(draft.annexes, start=1))
    where = "列入附件1“待人工核实”" if draft.in_full else "见同名工作簿“对照结论”"
    unsure = f"另有{draft.unsure}项把握不大，{where}。" if draft.unsure else ""
    closing = [text for text in (unsure, f"附件：{listed}" if listed else "") if text]
    return Brief(draft.title, tuple(p for p in parts if p[1] != ("无。",)), tuple(closing), kind)


def _numbered(texts: Sequence[str]) -> Iterator[str]:
    return (f"{number}.{text}" for number, text in enumerate(texts, start=1))


def title_of(comparisons: Sequence[Comparison], names: Names) -> str:
    """The title of the page."""
    what = "对照参考情况" if reference(comparisons) else "承接上级文件情况"
    if len(comparisons) > 1:
        lowers = len({comparison.lower.source for comparison in comparisons})
        return f"关于{lowers}个下级方案{what}的呈报"
    lower = comparisons[0].lower
    whose = f"{lower.jurisdiction.name}方案" if lower.jurisdiction else "下级方案"
    return f"关于{whose}{what}的呈报"


def _overall(comparisons: Sequence[Comparison], names: Names) -> Iterator[str]:
    if len(comparisons) == 1:
        (one,) = comparisons
        found = totals(one)
        counts = measure_sentence(found.measures, absent=annex_absent(one))
        reading = READINGS[one.relation.kind]
        yield relation_sentence(one) + task_sentence(found) + counts + reading
        return
    uppers = dict.fromkeys(squeeze(comparison.upper.title) for comparison in comparisons)
    yield f"上级文件：{'、'.join(f'《{title}》' for title in uppers)}。{SIGNS_MEAN}"
    for comparison in comparisons[:TOLD]:
        yield short_sentence(names.pair(comparison), comparison)
    if len(comparisons) > TOLD:
        yield f"其余{len(comparisons) - TOLD}项对照的情况见附件。"
