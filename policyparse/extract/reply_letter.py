"""A reply as a letter: head, body, signature, and the units that it names as its author."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policyparse.extract.layout import Line, lines
from policyparse.grammar.punctuation import full_width
from policyparse.grammar.replies import ANNEX_ITEM, DATE, LineKind, ReplyGrammar
from policyparse.model.reply import Naming, Origin
from policyparse.normalise import NormalisedText

Span = tuple[int, int]

_TITLE_LINES = 4
_SIGNED_LINES = 6
_LONGEST_TITLE = 120
_HEAD_LINES = 14
_GOES_ON = ("：", ":", "、", "，", ",")
_PLACE = re.compile(r"第[（(]?[0-9一二三四五六七八九十百]+[）)]?[页条款项点]")
_OWN_NAME = re.compile("征求|意见|反馈|回复|修改|的|《")
_BEHIND = re.compile(r"\s*(?:附\s*[件表]\s*[0-9]{0,2})?\s*[：:]?\s*$")
_ADDRESSED = re.compile(r"(?:单位|部门|[局委办厅部府会院处中心室组]|领导|同志|老师|公司)$")


@dataclass(slots=True)
class Letter:
    """The parts of a letter; every line of the file stands in one of them."""

    body: list[Span] = field(default_factory=list)  # paragraphs
    frame: list[Span] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    namings: list[Naming] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    quoted: bool = False  # holds the letter that it answers


def read_letter(text: NormalisedText, grammar: ReplyGrammar) -> Letter:
    """The letter that the paragraphs of a file make up; tables are left out."""
    return _Reader(text, grammar).read()


class _Reader:
    def __init__(self, text: NormalisedText, grammar: ReplyGrammar):
        self.text = text
        self.grammar = grammar
        self.lines = [part for line in lines(text) for part in _parted(text.text, line, grammar)]
        self.said = [text.text[line.start : line.end] for line in self.lines]
        self.kinds = [grammar.line(said) for said in self.said]
        self.letter = Letter()
        self.framed: set[int] = set()

    def read(self) -> Letter:
        self._quotation()
        body = self._head()
        self._annex_items()
        self._signature(body)
        for at, kind in enumerate(self.kinds):
            if kind is LineKind.LABEL:
                self._label(at)
            if kind is LineKind.MAIL:
                self._sender(at)
            if kind is not LineKind.BODY:
                self.framed.add(at)
        self.letter.frame += [(self.lines[at].start, self.lines[at].end) for at in self._framed()]
        self.letter.body += self._paragraphs()
        return self.letter

    def _framed(self) -> list[int]:
        return sorted(self.framed)

    def _quotation(self) -> None:
        """The letter that an e-mail answers is nobody's opinion."""
        for at, kind in enumerate(self.kinds):
            if kind is LineKind.QUOTED and any(k is LineKind.BODY for k in self.kinds[:at]):
                self.letter.quoted = True
                for later in range(at, len(self.kinds)):
                    self.kinds[later] = LineKind.QUOTED
                return

    # --- head ------------------------------------------------------------------------------

    def _head(self) -> int:
        """Letterhead, title and addressee; the line where the body begins."""
        at = 0
        several = sum(self._is_named_heading(said) for said in self.said) > 1
        while at < min(len(self.lines), _HEAD_LINES):
            said = self.said[at]
            if self.kinds[at] is not LineKind.BODY:
                at += 1
                continue
            title = self._title(at)
            if title:
                at = self._take_title(at, title)
            elif self._is_addressee(said) and not several:
                self.framed.add(at)
                self.letter.addressees += self._names(said.rstrip("：: "))
                return at + 1
            elif spans := self._letterhead(said):
                self.framed.add(at)
                self._name(at, spans, Origin.LETTERHEAD)
                at += 1
            else:
                return at
        return at

    def _is_named_heading(self, said: str) -> bool:
        return said.endswith(("：", ":")) and self.grammar.heading_of_unit(said) is not None

    def _letterhead(self, said: str) -> list[Span]:
        spans = self.grammar.unit_spans(said)
        if spans or "。" in said:
            return spans
        bare = self.grammar.letterhead(said)
        if bare and self.grammar.is_unit(bare):
            start = said.find(bare)
            return [(start, start + len(bare))] if start >= 0 else [(0, len(said))]
        return []

    def _is_addressee(self, said: str) -> bool:
        bare = said.rstrip("：: ")
        if bare == said or len(bare) > 60 or self.grammar.asks(self._unit_free(bare)):
            return False
        return bool(_ADDRESSED.search(bare)) and not re.search("[。；]", bare)

    def _unit_free(self, said: str) -> str:
        return "" if self.grammar.unit_spans(said) else said

    def _names(self, said: str) -> list[str]:
        return [re.sub(r"\s", "", said[a:b]) for a, b in self.grammar.unit_spans(said)]

    def _title(self, at: int) -> int:
        """How many lines a title takes that begins here; none if none does."""
        joined = ""
        for count in range(1, _TITLE_LINES + 1):
            here = at + count - 1
            if here >= len(self.lines) or self.kinds[here] is not LineKind.BODY:
                return 0
            said = self.said[here]
            if "。" in said or said.endswith(("：", ":")):
                return 0
            joined += re.sub(r"\s", "", said)
            if len(joined) > _LONGEST_TITLE or _PLACE.search(joined):
                return 0
            if self.grammar.is_title(joined):
                return count
        return 0

    def _take_title(self, at: int, count: int) -> int:
        first, last = self.lines[at], self.lines[at + count - 1]
        title = re.sub(r"\s", "", "".join(self.said[at : at + count]))
        self.letter.titles.append(title)
        self.framed |= set(range(at, at + count))
        who = re.split("关于|对《", title)[0]
        if who == title:  # 甲市档案馆征求意见反馈表
            who = _OWN_NAME.split(title)[0]
        if self.grammar.is_unit(who) and (who != title):
            place = self.text.evidence(first.start, last.end)
            self.letter.namings.append(Naming(name=who, origin=Origin.TITLE, evidence=(place,)))
        return at + count

    # --- foot ------------------------------------------------------------------------------

    def _annex_items(self) -> None:
        """附件：1.意见表, and in the next line 2.修改对照表."""
        for at in range(1, len(self.lines)):
            if self.kinds[at - 1] is LineKind.ANNEX and ANNEX_ITEM.compiled.fullmatch(
                full_width(self.said[at])
            ):
                self.kinds[at] = LineKind.ANNEX

    def _signature(self, body: int) -> None:
        """The units above a date; without a date the last lines, if they are units."""
        for at in range(body, len(self.lines)):
            if self.kinds[at] is LineKind.DATE:
                if self._signed(at - 1, body):
                    return
            elif self.kinds[at] is LineKind.BODY and self._dated_unit(at):
                return
        for at in self._ends(body):
            if self._signed(at, body):
                return

    def _ends(self, body: int) -> Iterator[int]:
        """The last lines of letter and annexes that are no contacts or page numbers."""
        for end in range(len(self.lines), body, -1):
            last = end == len(self.lines) or self.kinds[end] is LineKind.ANNEX
            if not last:
                continue
            at = end - 1
            while at >= body and self.kinds[at] is not LineKind.BODY:
                at -= 1
            if at > body or (at == body and body):
                yield at

    def _signed(self, last: int, body: int) -> bool:
        """Take the unit lines that end at ``last``."""
        at, taken = last, 0
        while at >= body and taken < _SIGNED_LINES:
            if self.kinds[at] in (LineKind.MARK, LineKind.DATE, LineKind.CONTACT):
                at -= 1
                continue
            if self.kinds[at] is not LineKind.BODY:
                break
            if at > body and self.said[at - 1].endswith(_GOES_ON):
                break  # 责任单位：, and in the next line the units
            count = self._unit_lines(at, body)
            if not count:
                break
            taken += count
            at -= count
        return taken > 0

    def _unit_lines(self, at: int, body: int) -> int:
        """How many lines up from here name a unit: one, or two where its name is broken."""
        upper, said = self.said[at - 1] if at > body else "", self.said[at]
        if upper and self.grammar.is_broken_name(upper, self._bare(said)):
            return self._take_two(at, re.sub(r"\s", "", upper + self._bare(said)))
        return self._take_one(at)

    def _bare(self, said: str) -> str:
        """A line without the seal behind a name."""
        spans = self.grammar.unit_spans(said)
        return said[spans[0][0] : spans[-1][1]] if spans else said

    def _take_one(self, at: int) -> int:
        spans = self.grammar.unit_spans(self.said[at])
        if not spans:
            return 0
        self.framed.add(at)
        self._name(at, spans, Origin.SIGNATURE)
        return 1

    def _take_two(self, at: int, name: str) -> int:
        self.framed |= {at - 1, at}
        place = self.text.evidence(self.lines[at - 1].start, self.lines[at].end)
        found = Naming(name=name, origin=Origin.SIGNATURE, evidence=(place,))
        self.letter.namings.append(found)
        return 2

    def _dated_unit(self, at: int) -> bool:
        """溪桥市财政局 2026年3月5日 in one line."""
        said = self.said[at]
        match = next(
            (m for m in DATE.compiled.finditer(said) if m.end() == len(said) and m.start() > 2),
            None,
        )
        spans = self.grammar.unit_spans(said[: match.start()]) if match else []
        if spans:
            self.framed.add(at)
            self._name(at, spans, Origin.SIGNATURE)
        return bool(spans)

    # --- names -----------------------------------------------------------------------------

    def _name(self, at: int, spans: Sequence[Span], origin: Origin) -> None:
        base = self.lines[at].start
        for low, high in spans:
            place = self.text.evidence(base + low, base + high)
            name = re.sub(r"\s", "", place.text)
            self.letter.namings.append(Naming(name=name, origin=origin, evidence=(place,)))

    def _label(self, at: int) -> None:
        value = self.grammar.label_value(self.said[at])
        if value:
            spans = self.grammar.unit_spans(self.said[at][: value[1]], value[0])
            self._name(at, spans, Origin.FORM)

    def _sender(self, at: int) -> None:
        start = self.grammar.sender(self.said[at])
        if start is not None:
            shown = re.split(r"[<＜（(\[]", self.said[at][start:])[0]
            cut = self.said[at][: start + len(shown)]
            spans = self.grammar.unit_spans(cut.rstrip(" \"'”"), start)
            self._name(at, spans, Origin.SENDER)

    # --- body ------------------------------------------------------------------------------

    def _quote_ends(self, at: int) -> bool:
        """A line that ends in 。” ends its paragraph, also where a reader joined it."""
        return bool(re.search("[。！？][”」』]$", self.said[at]))

    def _paragraphs(self) -> Iterator[Span]:
        """The lines that are left, joined where the file had one paragraph."""
        before: Line | None = None
        start = 0
        for at, line in enumerate(self.lines):
            if at in self.framed:
                if before is not None:
                    yield start, before.end
                before = None
                continue
            if before is not None and (before.block != line.block or self._quote_ends(at - 1)):
                yield start, before.end
                before = None
            if before is None:
                start = line.start
            before = line
        if before is not None:
            yield start, before.end


def _parted(text: str, line: Line, grammar: ReplyGrammar) -> Iterator[Line]:
    """…建议删除。岚江市财政局2026年4月3日: a reader that lost the breaks before a signature."""
    said = text[line.start : line.end]
    date = next(
        (m for m in DATE.compiled.finditer(said) if not _BEHIND.sub("", said[m.end() :])), None
    )
    low = (
        max((said.rfind(mark, 0, date.start()) for mark in "。”；"), default=-1) + 1 if date else 0
    )
    signed = date is not None and bool(grammar.unit_spans(said[low : date.start()]))
    ends = [low, date.end(), len(said)] if signed and date else [len(said)]
    at = 0
    for end in ends:
        part = said[at:end]
        start = line.start + at + len(part) - len(part.lstrip())
        if part.strip():
            yield Line(start, start + len(part.strip()), line.block)
        at = end
