"""Replies of all files together: whose they are, in what order they stand, how many they are."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from policyparse.extract.replies import ANNEXED
from policyparse.extract.reply_roll import Roll, home_of
from policyparse.grammar.numerals import number
from policyparse.grammar.replies import ReplyGrammar
from policyparse.model import Certainty
from policyparse.model.reply import (
    Answered,
    Asked,
    Naming,
    Origin,
    Replies,
    Reply,
    ReplyKind,
    ReplyTotals,
    Suggestion,
    Unread,
)

ONLY_NAME = "单位只见于文件名，请核实"
NOBODY = "单位未能确定，请核实"
DISAGREE = "{}为“{}”，{}为“{}”，请核实是哪个单位的意见"
SEVERAL = "{}有{}份回复（{}），均已保留，请核实以哪份为准"
BOTH_WAYS = "{}有的回复写“无意见”，有的提出意见，已按有意见计，请核实"
COLLECTIVE = "名单中的“{}”是统称，没有逐个单位核对，未计入发出数，请核实"
ORIGINS = {
    Origin.SECTION: "文中标明",
    Origin.SIGNATURE: "落款",
    Origin.FORM: "填报单位",
    Origin.LETTERHEAD: "版头",
    Origin.TITLE: "标题",
    Origin.SENDER: "发件人",
    Origin.TEXT: "正文",
    Origin.FILE_NAME: "文件名",
}
_EACH = re.compile("各.{0,8}[市县区旗镇乡州盟道]")
_NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十百]+")
_WHOLE = ("全文", "标题", "总体", "题目")


class SortBy(StrEnum):
    """The order of the rows."""

    CLAUSE = "条款"
    UNIT = "单位"


def gathered(
    grammar: ReplyGrammar,
    asked: Sequence[Asked],
    replies: Sequence[Reply],
    unread: Sequence[Unread] = (),
    notes: Iterable[str] = (),
    *,
    sort: SortBy = SortBy.UNIT,
    sent_source: str = "",
) -> Replies:
    """All replies with their units, in order, and the totals that they come to."""
    replies = _one_title(replies)
    documents = _documents(replies)
    names = [n.name for reply in replies for n in reply.namings]
    roll = Roll(grammar, asked, home_of(documents, names))
    owned = [_Owner(grammar, roll, reply).reply() for reply in replies]
    once = tuple(_copies_marked(owned))
    units = tuple(_answered(once, asked, roll, grammar.words.local_ends))
    counted = [one for one in asked if not one.collective]
    numbered = tuple(_numbered(once, [one.name for one in asked], sort))
    told = [*notes, *(COLLECTIVE.format(one.name) for one in asked if one.collective)]
    told += [doubt for unit in units for doubt in unit.doubts if unit.unit in doubt]
    return Replies(
        documents=documents,
        sent=tuple(asked),
        sent_source=sent_source,
        replies=numbered,
        units=units,
        totals=_totals(numbered, units, counted),
        unread=tuple(unread),
        notes=tuple(dict.fromkeys(told)),
    )


def _one_title(replies: Sequence[Reply]) -> tuple[Reply, ...]:
    """The replies with 《行动计划》 under its whole title, where but one ends in these words."""
    known = set(_documents(replies))
    whole = {
        short: longer[0]
        for short in known
        if len(longer := [title for title in known if title != short and title.endswith(short)])
        == 1
    }
    return tuple(
        reply.model_copy(
            update={
                "documents": tuple(dict.fromkeys(whole.get(t, t) for t in reply.documents)),
                "suggestions": tuple(
                    row.model_copy(update={"document": whole[row.document]})
                    if row.document in whole
                    else row
                    for row in reply.suggestions
                ),
            }
        )
        for reply in replies
    )


def _documents(replies: Sequence[Reply]) -> tuple[str, ...]:
    """The drafts that the replies name, those that most of them name first."""
    counts = Counter(title for reply in replies for title in reply.documents)
    return tuple(title for title, _ in counts.most_common())


# --- whose reply it is -----------------------------------------------------------------------


class _Owner:
    """Finds the units of one reply."""

    def __init__(self, grammar: ReplyGrammar, roll: Roll, made: Reply):
        self.grammar = grammar
        self.roll = roll
        self.made = made
        self.by_origin: dict[Origin, list[Naming]] = {}
        for naming in made.namings:
            self.by_origin.setdefault(naming.origin, []).append(naming)

    def reply(self) -> Reply:
        origin = next((one for one in ORIGINS if one in self.by_origin), None)
        doubts = list(self.made.doubts)
        if origin is None:
            doubts.append(NOBODY)
            return self.made.model_copy(update={"doubts": tuple(doubts)})
        units = self._units(origin)
        if origin is Origin.FILE_NAME:
            doubts.append(ONLY_NAME)
            if len(units) > 1:  # one of them may be the addressee
                doubts[-1] = f"文件名中有{'、'.join(units)}，{NOBODY}"
                units = []
        doubts += self._disagreements(origin, units)
        return self.made.model_copy(update={"units": tuple(units), "doubts": tuple(doubts)})

    def _units(self, origin: Origin) -> list[str]:
        return list(dict.fromkeys(self._unit(n.name) for n in self.by_origin[origin]))

    def _unit(self, name: str) -> str:
        found = self.roll.find(name).asked
        return found.name if found else name

    def _disagreements(self, origin: Origin, units: Sequence[str]) -> Iterator[str]:
        """Another place of the reply that names another unit."""
        if origin is Origin.SECTION:
            return
        for other in self.by_origin:
            if other is origin or other is Origin.TEXT:
                continue
            theirs = self._units(other)
            same = any(self._agree(a, b) for a in theirs for b in units)
            if units and not same:
                yield DISAGREE.format(
                    ORIGINS[origin], "、".join(units), ORIGINS[other], "、".join(theirs)
                )

    def _agree(self, one: str, other: str) -> bool:
        bare = self.grammar.without_office
        return one == other or bare(one) == bare(other)


def _copies_marked(replies: Sequence[Reply]) -> Iterator[Reply]:
    """A second file that says just the same counts once."""
    seen: dict[tuple[object, ...], str] = {}
    for reply in replies:
        words = [row.text for row in reply.suggestions] + [p.text for p in reply.none]
        key = (reply.units, reply.kind, re.sub(r"\s", "", "".join(words)))
        first = seen.get(key)
        if first is None or first == reply.source or not reply.units or not key[2]:
            seen.setdefault(key, reply.source)
            yield reply
            continue
        yield reply.model_copy(update={"copy_of": first, "suggestions": ()})


# --- who answered ----------------------------------------------------------------------------


def _answered(
    replies: Sequence[Reply], asked: Sequence[Asked], roll: Roll, places: tuple[str, ...]
) -> Iterator[Answered]:
    """The units that replied: those of the list in its order, then the others."""
    own: dict[str, list[Reply]] = {one.name: [] for one in asked}
    for reply in replies:
        for unit in reply.units:
            own.setdefault(unit, []).append(reply)
    listed = {one.name for one in asked}
    each = next((one.name for one in asked if one.collective and _EACH.match(one.name)), None)
    for unit, theirs in own.items():
        if theirs:
            made = _one(unit, theirs, roll, listed=unit in listed)
            if not made.listed and roll.grammar.without_office(unit).endswith(places):
                made = made.model_copy(update={"collective": each})
            yield made


def _one(unit: str, theirs: Sequence[Reply], roll: Roll, *, listed: bool) -> Answered:
    rows = sum(len(reply.suggestions) for reply in theirs)
    own = [reply for reply in theirs if reply.copy_of is None]
    # a letter that sends to its annex says no more than the annex does
    own = [reply for reply in own if ANNEXED not in reply.doubts] or own
    kinds = {reply.kind for reply in own}
    # of a reply that cannot be told nobody may say 无意见
    order = (ReplyKind.OPINIONS, ReplyKind.UNCLEAR, ReplyKind.NONE)
    kind = next(one for one in order if one in kinds)
    found = [roll.find(n.name) for r in theirs for n in r.namings]
    ways = [one for one in found if one.asked and one.asked.name == unit]
    sure = not ways or any(one.certainty is Certainty.SURE for one in ways)
    sources = tuple(dict.fromkeys(r.source for r in own))
    doubts = [] if sure else [f"{unit}：{one.doubt}" for one in ways[:1]]
    if len(sources) > 1:
        doubts.append(SEVERAL.format(unit, len(sources), "、".join(sources)))
    if {ReplyKind.NONE, ReplyKind.OPINIONS} <= kinds:
        doubts.append(BOTH_WAYS.format(unit))
    return Answered(
        unit=unit,
        kind=kind,
        opinions=rows,
        sources=tuple(dict.fromkeys(r.source for r in theirs)),
        listed=listed,
        certainty=Certainty.SURE if sure else Certainty.LIKELY,
        doubts=tuple(doubts),
    )


def _totals(
    replies: Sequence[Reply], units: Sequence[Answered], counted: Sequence[Asked]
) -> ReplyTotals:
    listed = {one.name for one in counted}
    answered = {one.unit: one.kind for one in units if one.unit in listed}

    def of(kind: ReplyKind) -> tuple[str, ...]:
        return tuple(unit for unit, own in answered.items() if own is kind)

    return ReplyTotals(
        sent=len(counted),
        answered=len(answered),
        none=of(ReplyKind.NONE),
        opinions=of(ReplyKind.OPINIONS),
        unclear=of(ReplyKind.UNCLEAR),
        silent=tuple(one.name for one in counted if one.name not in answered),
        collective=tuple(one.unit for one in units if one.collective),
        unlisted=tuple(one.unit for one in units if not one.listed and not one.collective),
        unknown=tuple(dict.fromkeys(r.source for r in replies if not r.units)),
        rows=sum(len(reply.suggestions) for reply in replies),
    )


# --- order -----------------------------------------------------------------------------------


def _numbered(replies: Sequence[Reply], order: Sequence[str], sort: SortBy) -> Iterator[Reply]:
    """The same replies, their rows numbered in the order asked for."""
    ranks = {name: at for at, name in enumerate(order)}
    keys: list[tuple[tuple[object, ...], int, int]] = []
    for at, reply in enumerate(replies):
        unit = min((ranks.get(name, len(ranks)) for name in reply.units), default=len(ranks) + 1)
        for row, said in enumerate(reply.suggestions):
            by_unit = (unit, at, row)
            key = (clause_key(said), *by_unit) if sort is SortBy.CLAUSE else by_unit
            keys.append((key, at, row))
    numbers = {(at, row): n for n, (_, at, row) in enumerate(sorted(keys), start=1)}
    for at, reply in enumerate(replies):
        rows = tuple(
            said.model_copy(update={"n": numbers[at, row]})
            for row, said in enumerate(reply.suggestions)
        )
        yield reply.model_copy(update={"suggestions": rows})


def clause_key(row: Suggestion) -> tuple[str, int, tuple[int, ...], str]:
    """Whole documents first, then clauses by their numbers, then what names no clause."""
    clause = row.clause or ""
    numbers = tuple(number(match) or 0 for match in _NUMBER.findall(clause))
    named = 1 if numbers else 2 if clause else 3
    rank = 0 if clause.startswith(_WHOLE) else named
    return row.document or "", rank, numbers, clause
