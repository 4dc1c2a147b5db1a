"""The body of a reply cut into its opinions, greetings, and words that say 无意见."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policyparse.grammar.numbering import claim
from policyparse.grammar.numerals import number
from policyparse.grammar.replies import SPOKEN, ReplyGrammar, Said

Span = tuple[int, int]
Place = tuple[int, int]  # paragraph, offset in the document

_KINDS = ("section", "subsection", "item", "subitem", "point")
_INLINE = re.compile(r"[。；;：:，,]\s*")
_QUOTED_END = re.compile(r"[。！？；][”」』]\s*")
_LONGEST_HEADING = 40
_NAMES_PLACE = re.compile(
    "(?:另|另外|同时|此外)?[，,]?(?:我[局委厅办部中心]{1,2})?(?:另|还)?建议[将把在对]?.{0,24}?"
    "(?:第[（(]?[0-9一二三四五六七八九十百]+|“|《|附[件表]|[（(][一二三四五六七八九十]+[）)])"
)
NOT_SURE = "未能判断这段文字是不是意见，请核实"
GAP = "意见编号不连续，请核实有无缺漏"


@dataclass(slots=True)
class Point:
    """One opinion: its pieces in reading order, and the heading above it."""

    pieces: list[Span]
    under: Span | None = None
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Cut:
    """Where each stretch of a body went."""

    points: list[Point] = field(default_factory=list)
    frame: list[Span] = field(default_factory=list)
    none: list[Span] = field(default_factory=list)
    rest: list[Span] = field(default_factory=list)
    refused: bool = False  # 无意见 is said of the whole, not of what is left


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that may begin an opinion."""

    kind: str
    value: int
    place: Place
    length: int
    first: bool  # of its paragraph


class Cutter:
    """Cuts bodies of one text."""

    def __init__(self, text: str, grammar: ReplyGrammar):
        self.text = text
        self.grammar = grammar
        self._masks: dict[Span, str] = {}

    def cut(self, body: Sequence[Span]) -> Cut:
        """All stretches of a body by what they are."""
        cut = Cut()
        self._cut(list(body), None, cut)
        if not cut.points and not cut.none:
            self._unsure(cut)
        return cut

    def _unsure(self, cut: Cut) -> None:
        """Nothing is asked by its words and 无意见 is not said: people decide."""
        if cut.rest:
            cut.points.append(Point(cut.rest, doubts=[NOT_SURE]))
            cut.rest = []

    def _cut(self, body: list[Span], under: Span | None, cut: Cut) -> None:
        chain = self._chain(body)
        if not chain:
            self._loose(body, under, cut)
            return
        lead = self._between(body, (0, body[0][0]), chain[0].place)
        above = self._lead(lead, cut) or under
        for at, mark in enumerate(chain):
            last = at + 1 == len(chain)
            stop = (len(body) - 1, body[-1][1]) if last else chain[at + 1].place
            start = (mark.place[0], mark.place[1] + mark.length)
            cut.frame.append((mark.place[1], start[1]))
            pieces = self._between(body, start, stop)
            doubts = [GAP] if at and mark.value != chain[at - 1].value + 1 else []
            self._point(pieces, above, cut, doubts, last=last)

    # --- numbers ---------------------------------------------------------------------------

    def _chain(self, body: list[Span]) -> list[_Mark]:
        """The numbers of the opinions: those of the first sort that begins at one."""
        marks = [mark for at, span in enumerate(body) for mark in self._marks(at, span)]
        for first in marks:
            if first.value != 1 or self._gives_reason(body, first):
                continue
            chain = [first]
            own = [mark for mark in marks if mark.kind == first.kind]
            if first.first and any(mark.first and mark.value == 2 for mark in own):
                own = [mark for mark in own if mark.first]  # 一是 inside a reason is none of them
            for mark in own:
                if mark.place > chain[-1].place:
                    step = mark.value - chain[-1].value
                    if step == 1 or (mark.first and chain[-1].first and step in (0, 2)):
                        chain.append(mark)
            if len(chain) > 1 or first.first:
                return chain
        return []

    def _marks(self, at: int, span: Span) -> Iterator[_Mark]:
        mask = self._mask(span)
        head = len(mask) - len(mask.lstrip())
        starts = {head: True}
        said = self.text[span[0] : span[1]]
        for match in (*_INLINE.finditer(mask), *_QUOTED_END.finditer(said)):
            starts.setdefault(match.end(), False)
        for start, first in sorted(starts.items()):
            found = self._number(mask, start)
            sentence = max(mask.rfind("。", 0, start), 0)
            reason = not first and self.grammar.reason.search(mask, sentence, start)
            if found and not reason:
                kind, value, length = found
                yield _Mark(kind, value, (at, span[0] + start), length, first)

    def _number(self, mask: str, start: int) -> tuple[str, int, int] | None:
        for row in SPOKEN:
            match = row.compiled.match(mask, start)
            if match and (value := number(match["n"])):
                return row.name, value, match.end() - start
        found = claim(mask, start)
        if found is None or found.kind not in _KINDS:
            return None
        return found.kind, found.value, found.length

    def _gives_reason(self, body: list[Span], mark: _Mark) -> bool:
        """理由：一是…，二是… are no opinions."""
        before = self._between(body, (0, body[0][0]), mark.place)
        said = "".join(self.text[low:high] for low, high in before)
        if self.grammar.reason.search(said):
            return True
        return mark.kind == "spoken" and said.endswith("，") and not self.grammar.asks(said)

    def _between(self, body: list[Span], start: Place, stop: Place) -> list[Span]:
        """The stretches from one place to another."""
        found = []
        for at in range(start[0], stop[0] + 1):
            low = start[1] if at == start[0] else body[at][0]
            high = stop[1] if at == stop[0] else body[at][1]
            low, high = self._trim(low, high)
            if low < high:
                found.append((low, high))
        return found

    def _trim(self, low: int, high: int) -> Span:
        while low < high and self.text[low].isspace():
            low += 1
        while low < high and self.text[high - 1].isspace():
            high -= 1
        return low, high

    # --- what stands before numbers --------------------------------------------------------

    def _lead(self, pieces: list[Span], cut: Cut) -> Span | None:
        """Sort what stands before the first number; its last sentence may say what it is about."""
        parts = [part for piece in pieces for part in self._sentences(piece)]
        about = None
        if parts and self.text[parts[-1][1] - 1] in "：:" and not self._quotes(parts[-1]):
            about = parts.pop()
            self._lead_in(about, cut)
        self._loose(parts, None, cut)
        return about

    def _leads_in(self, span: Span) -> bool:
        """提出以下修改建议： in front of paragraphs without numbers."""
        said = self._mask(span)
        return said.endswith(("：", ":")) and self.grammar.is_lead(said) and "将" not in said

    def _lead_in(self, span: Span, cut: Cut) -> None:
        """我局原则同意，现提出以下建议： names no opinion, but may say 无意见 of something."""
        for clause in self._clauses(span):
            said = self.grammar.clause(self._mask(clause))
            (cut.none if said in (Said.NONE, Said.REST) else cut.frame).append(clause)

    def _quotes(self, span: Span) -> bool:
        return "“" in self.text[span[0] : span[1]]

    # --- one point -------------------------------------------------------------------------

    def _point(
        self,
        pieces: list[Span],
        under: Span | None,
        cut: Cut,
        doubts: list[str] | None = None,
        *,
        last: bool,
    ) -> None:
        """A point, or the points below it where it is only a heading."""
        if not pieces:
            return
        head = pieces[0]
        if len(pieces) > 1 and self._is_heading(head, pieces[1:]):
            self._under(head, pieces[1:], cut)
            return
        kept = self._without_tail(pieces, cut) if last else pieces
        said = [self._said(part) for piece in kept for part in self._sentences(piece)]
        for piece in kept:
            self._refused(piece, cut)
        if said and all(one in (Said.NONE, Said.REST, Said.FRAME) for one in said):
            for piece in kept:
                self._sorted_out(piece, cut)
            return
        if kept:
            cut.points.append(Point(kept, under, list(doubts or ())))

    def _under(self, head: Span, below: list[Span], cut: Cut) -> None:
        """The points below a heading; what has a number is an opinion even if it asks nothing."""
        points, none, rest = len(cut.points), len(cut.none), len(cut.rest)
        cut.frame.append(head)
        self._cut(below, head, cut)
        if len(cut.points) == points and len(cut.none) == none and len(cut.rest) > rest:
            cut.points.append(Point(cut.rest[rest:], head, [NOT_SURE]))
            del cut.rest[rest:]

    def _is_heading(self, span: Span, below: list[Span]) -> bool:
        """A short line that asks for nothing itself, or has numbered points below it."""
        said = self.text[span[0] : span[1]]
        if len(said) > _LONGEST_HEADING or re.search("[。；;“”]", said):
            return False
        return not self.grammar.asks(said) or bool(self._chain(below))

    def _without_tail(self, pieces: list[Span], cut: Cut) -> list[Span]:
        """Without the closing words behind the last point."""
        kept = list(pieces)
        while kept:
            parts = list(self._sentences(kept[-1]))
            while parts and self._said(parts[-1]) in (Said.FRAME, Said.NONE, Said.REST):
                if len(kept) == 1 and len(parts) == 1:
                    return kept  # the point itself
                self._sorted_out(parts.pop(), cut)
            if parts:
                kept[-1] = (kept[-1][0], self._trim(kept[-1][0], parts[-1][1])[1])
                return kept
            kept.pop()
        return kept

    # --- without numbers -------------------------------------------------------------------

    def _loose(self, body: list[Span], under: Span | None, cut: Cut) -> None:
        """Each paragraph that begins one, and each sentence that names a place, is an opinion."""
        open_point: Point | None = None
        for piece in body:
            fresh = self.grammar.begins(self.text[piece[0] : piece[1]])
            for at, part in enumerate(self._sentences(piece)):
                if open_point and self.text[open_point.pieces[-1][1] - 1] in "：:、，,":
                    _add(open_point, part)  # 责任单位改为：, and in the next line the unit
                    continue
                if self._leads_in(part):
                    self._lead_in(part, cut)
                    continue
                said = self._said(part)
                if said is Said.ASK:
                    self._refused(part, cut)
                goes_on = open_point is not None and (
                    self._follows(part) if at == 0 else not self._names_place(part)
                )
                if said in (Said.FRAME, Said.NONE, Said.REST):
                    self._sorted_out(part, cut)
                elif open_point is not None and (goes_on or not (fresh or at)):
                    _add(open_point, part)
                elif said is Said.ASK or (fresh and open_point is not None):
                    open_point = Point([self._without_frame(part, cut)], under)
                    cut.points.append(open_point)
                else:
                    cut.rest.append(part)

    def _follows(self, span: Span) -> bool:
        said = self.text[span[0] : span[1]]
        return not self.grammar.begins(said)

    def _names_place(self, span: Span) -> bool:
        return bool(_NAMES_PLACE.match(self.text[span[0] : span[1]]))

    def _without_frame(self, span: Span, cut: Cut) -> Span:
        """Without the greeting at its start: 经研究，建议… -> 建议…"""
        start = span[0]
        for clause in self._clauses(span):
            if self.grammar.clause(self._mask(clause)) is not Said.FRAME:
                break
            cut.frame.append(clause)
            start = clause[1]
        return self._trim(start, span[1])

    # --- sentences -------------------------------------------------------------------------

    def _said(self, span: Span) -> Said:
        """What a sentence does: it asks if one of its clauses does."""
        said = {self.grammar.clause(self._mask(clause)) for clause in self._clauses(span)}
        for kind in (Said.ASK, Said.REST, Said.NONE):
            if kind in said:
                return kind
        return Said.OTHER if Said.OTHER in said else Said.FRAME

    def _sorted_out(self, span: Span, cut: Cut) -> None:
        """A sentence that is no opinion, to its place."""
        said = self._said(span)
        if said is Said.FRAME:
            cut.frame.append(span)
            return
        cut.none.append(span)
        self._refused(span, cut)

    def _refused(self, span: Span, cut: Cut) -> None:
        """Note where 无意见 is said outright, even beside an opinion: 无意见，但建议…"""
        for clause in self._clauses(span):
            plain = self.grammar.clause(self._mask(clause)) is Said.NONE
            if plain and re.search("无|没有|未提", self.text[clause[0] : clause[1]]):
                cut.refused = True

    def _sentences(self, span: Span) -> list[Span]:
        mask = self._mask(span)
        return [
            self._trim(span[0] + a, span[0] + b)
            for a, b in self.grammar.sentences(mask, 0, len(mask))
        ]

    def _clauses(self, span: Span) -> list[Span]:
        mask = self._mask(span)
        return [(span[0] + a, span[0] + b) for a, b in self.grammar.clauses(mask, 0, len(mask))]

    def _mask(self, span: Span) -> str:
        found = self._masks.get(span)
        if found is None:
            found = self._masks[span] = self.grammar.mask(self.text[span[0] : span[1]])
        return found


def _add(point: Point, span: Span) -> None:
    """A further sentence of a point."""
    low, high = point.pieces[-1]
    if span[0] - high <= 1:
        point.pieces[-1] = (low, span[1])
    else:
        point.pieces.append(span)
