"""Deadlines 时限: which time expressions bind a task, and what they mean there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from policyparse.extract.context import Context
from policyparse.grammar.calendar import Meaning, meaning, written_year
from policyparse.grammar.numerals import half_width
from policyparse.grammar.time_expressions import TimeExpression
from policyparse.model import Certainty, Deadline, DeadlineKind, Evidence, Part
from policyparse.nlp.annotate import Passage

_BARE = {"year", "month", "day", "half", "quarter"}
_CLAUSE_START = "，。；、：:;（(和及与或\n□“”—,的是在于到至自从将并且即"
_NO_DEADLINE_BEFORE = re.compile(
    r"(?:比|较|与|同|以|截至|截止|自从|基于|依据|按照|根据|参照|修订|建于|始于|成立于|超过|高于|低于|优于|不低于|恢复到|《)$"
)
_NO_DEADLINE_BEHIND = re.compile(
    r"(?:版|以来|同期|水平|基础|为基|目录|本）|修订|届|标准|年鉴|数据|度(?:以来|的|，)|的(?:基础|水平|\d)|[^，。；]{0,12}(?:基础上|以来|印发了|出台了|下发了|发布了|召开了|已(?:完成|建成|达到|累计|实现)))"
)
_STARTS = re.compile(
    r"，?(?:正式|全面|统一|起|将)?(?:实施|执行|施行|启用|启动|开始|起|推行|实行|开通|运行)"
)
_PAST = re.compile(r"(?:已经?|曾)[^，。；]{0,12}$|(?:去年|上年|过去|近年来)[^，。；]{0,6}$")
# 榨季蔗叶利用实施计划: the season belongs to the name of a document or campaign.
_IN_A_NAME = re.compile(
    r"[^，。；、]{0,20}(?:方案|计划|预案|规划|清单|专项行动|攻坚行动)(?=[，。；、]|$)"
)
# 2026年、2027年分别达到…: values to be reached by the end of each year.
_LISTED = re.compile(r"[^，。；]{0,24}分别|[、和]20\d{2}年[^，。；]{0,24}分别")
_BOUNDARY = re.compile("[。；;！？\n]")


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression that binds, with its meaning: passage, expression, year's place."""

    passage: Passage
    expression: TimeExpression
    meaning: Meaning
    year_from: tuple[int, int] | None = None  # where the year was taken from

    @property
    def start(self) -> int:
        return self.passage.base + self.expression.start

    @property
    def end(self) -> int:
        return self.passage.base + self.expression.end


def timed(
    context: Context, passages: Iterable[Passage], headings: Iterable[tuple[int, int]] = ()
) -> list[Timed]:
    """The expressions of an item that bind, their years resolved within the item."""
    year, place = _heading_year(context, headings)
    found: list[Timed] = []
    for passage in passages:
        for expression in passage.times:
            if not _binds(context, passage, expression):
                continue
            years = context.years(year)
            own = written_year(expression, years)
            sense = meaning(_with_kind(passage, expression), years)
            sense = _bare_kind(passage, expression, sense)
            inferred = place if own is None and year is not None else None
            found.append(Timed(passage, expression, sense, inferred))
            if own is not None:
                year = expression.year2 or own
                place = (passage.base + expression.start, passage.base + expression.end)
    return found


def deadline(context: Context, item: Timed) -> Deadline:
    """The value with its evidence."""
    sense, expression = item.meaning, item.expression
    evidence: list[Evidence] = [context.evidence(item.start, item.end)]
    certainty = Certainty.SURE
    if item.year_from is not None and item.year_from != (item.start, item.end):
        evidence.append(context.evidence(*item.year_from, Part.CONTEXT))
        certainty = Certainty.LIKELY
    if sense.open_year or expression.rule in _BARE:
        certainty = Certainty.UNSURE if sense.open_year else Certainty.LIKELY
    return Deadline(
        raw=context.text.text[item.start : item.end],
        kind=sense.kind,
        start=sense.start,
        end=sense.end,
        precision=sense.precision,
        recurs=sense.recurs,
        rule=expression.rule,
        certainty=certainty,
        evidence=tuple(evidence),
    )


def _heading_year(
    context: Context, headings: Iterable[tuple[int, int]]
) -> tuple[int | None, tuple[int, int] | None]:
    for start, end in reversed(list(headings)):
        found = re.search(r"(20\d{2})年", half_width(context.text.text[start:end]))
        if found:
            return int(found[1]), (start + found.start(), start + found.end())
    return None, None


def _binds(context: Context, passage: Passage, e: TimeExpression) -> bool:
    text = passage.text
    before, behind = text[max(0, e.start - 14) : e.start], text[e.end : e.end + 24]
    if _PAST.search(before):
        return False
    if e.rule == "plan-period":
        return "末" in e.raw or "期" in e.raw or "满" in e.raw
    if (
        e.rule == "every"
        and re.search(r"每(?:个)?[人户村家名生床]$", before)
        and behind[:1].isdigit()
    ):
        return False  # 每人每年1.2万元 is a rate
    if e.rule == "season":
        return not _IN_A_NAME.match(behind)
    if e.rule in _BARE or e.rule in ("span", "year-end", "year-part"):
        if _NO_DEADLINE_BEFORE.search(before) or _NO_DEADLINE_BEHIND.match(behind):
            return False
        if _is_past(context, e) and not before.endswith(("到", "至")):
            return False
    if e.rule in ("year", "month", "day", "half", "quarter"):
        return _stands_free(e, before, behind)
    return True


def _stands_free(e: TimeExpression, before: str, behind: str) -> bool:
    """A bare date counts where a clause or list puts it first, not inside a name."""
    if e.rule in ("quarter", "half") and (
        e.closed or before.endswith(("在", "于")) or re.match("达到|完成|实现|不低于", behind)
    ):
        return True
    free_before = not before or before[-1] in "，。；、：:;（(和及与\n力争确保于在每"
    if e.rule == "year":
        free_before = free_before and not before.endswith("在")
        if e.raw.endswith("度"):
            return free_before and behind[:1] in ("，", "、")
    free_behind = (
        not behind or behind[0] in "，、和及与（(；。）):：内" or bool(_STARTS.match(behind))
    )
    acts = re.match(
        r"[^，。；]{0,30}(?:完成|达到|达|实现|不低于|不少于|控制在|不超过|以上|以下|突破|建成|分别|力争|开展|组织|启动|全面|基本)",
        behind,
    )
    return free_before and (free_behind or bool(acts))


def _is_past(context: Context, e: TimeExpression) -> bool:
    year = e.year2 or e.year
    document = context.document
    first = document.period.start or (int(document.issued_on[:4]) if document.issued_on else None)
    return year is not None and first is not None and year < first


def _with_kind(passage: Passage, e: TimeExpression) -> TimeExpression:
    """6月30日、9月30日、12月31日前: the later 前 holds for the dates before it too."""
    return e


def _bare_kind(passage: Passage, e: TimeExpression, sense: Meaning) -> Meaning:
    if e.rule == "day" and _STARTS.match(passage.text, e.end):
        return Meaning(DeadlineKind.FROM, sense.end, None, sense.precision, None, sense.open_year)
    behind = passage.text[e.end : e.end + 40]
    stage = passage.text[e.start - 1 : e.start] == "（" and behind.startswith("）")
    spans = (
        (
            e.rule == "year"
            and not _LISTED.match(behind)
            and not re.search("[到至]$|年、$", passage.text[max(0, e.start - 3) : e.start])
        )
        or (e.rule in ("quarter", "half") and not e.closed)
        or (e.rule == "month" and stage)
    )
    if spans and sense.end:
        return Meaning(
            DeadlineKind.DURING, _first_day(e, sense.end), sense.end, sense.precision, None, False
        )
    return sense


def _first_day(e: TimeExpression, end: str) -> str:
    """The first day of the span that ends on ``end``: of its year, half, quarter or month."""
    last = date.fromisoformat(end)
    months = {"year": 12, "half": 6, "quarter": 3, "month": 1}[e.rule]
    return date(last.year, last.month - months + 1, 1).isoformat()


def sentence_start(text: str, at: int) -> int:
    """Where the sentence that holds ``at`` begins."""
    last = 0
    for match in _BOUNDARY.finditer(text, 0, at):
        last = match.end()
    return last
