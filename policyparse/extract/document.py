"""Document fields 文件: title, number, issuer, date, place, level, period, kind, citations."""

import re
from dataclasses import dataclass
from datetime import date

from policyparse.extract.places import PlaceFinder
from policyparse.grammar.calendar import plan_years
from policyparse.grammar.citations import NUMBER
from policyparse.grammar.numerals import half_width, number
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model import Document, DocumentKind, Evidence, Level, Period
from policyparse.normalise import NormalisedText
from policyparse.outline import Outline, Paragraph

_DATE = re.compile(
    r"(?P<y>(?:20|19)\s?\d{2}|二[〇○零O0][一二三四五六七八九〇○零]{2})\s?年\s?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,3})\s?月\s?(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s?日"
)
_ISSUER_END = re.compile(
    r"(?:政府|办公室|办公厅|委员会|国务院|[局厅委部院署会办]|指挥部|领导小组|管委会|工委)$"
)
_ADDRESSEE = re.compile(r"[:：]$")
_SENTENCE = re.compile("[。；！？]")
_YEARS_OF_TITLE = re.compile(r"20\d{2}(?=年)|^20\d{2}(?=[\u4e00-\u9fff])")  # 2024某某国际马拉松
_LENGTH = re.compile(
    r"[自从](?P<from>20\d{2})年起，?(?:利?用)?(?P<n>[二两三四五])年(?:左右)?的?时间"
)
_PLAN = re.compile(r"[“\"]?(?P<five>十[一二三四五六七])五[”\"]?")
_ISSUED_TITLE = re.compile(
    r"^(?P<who>.{2,60}?)关于(?:印发|转发|下发|批转)(?:《|〈)?(?P<what>.+?)(?:》|〉)?的(?:通知|函|批复)$"
)
_ISSUED_BY = re.compile(r"^发(?:文|布)(?:机关|机构|单位)[:： \t]*(?P<who>[^ \t，。]{3,30})$")
_ANNEX_MARK = re.compile(r"附[件表录]\s*[0-9一二三四五六七八九十]{0,2}[:：]?")
_META = re.compile(
    r"^(?:索引号|主题分类|发文机关|成文日期|标题|发文字号|发布日期|主题词|公开方式"
    r"|文号|发布机构|信息来源|来源|作者|时间)[ \t]*[:：]?"
)
_DRAFT = re.compile(
    r"^[（(](?:征求意见稿|送审稿|报审稿|讨论稿|修订稿|试行|修订|草案|代拟稿|20\d{2}年?[—–\-－~～至]{1,2}20\d{2}年?)[）)]$"
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def read_document(text: NormalisedText, outline: Outline, lexicon: Lexicon) -> Document:
    """The fields that the head and foot of the document state; what is not written is null."""
    return _Reader(text, outline, lexicon).read()


class _Reader:
    def __init__(self, text: NormalisedText, outline: Outline, lexicon: Lexicon):
        self.text = text
        self.outline = outline
        self.lexicon = lexicon
        self.head = [_line(text, p) for p in outline.preamble if not p.table]
        if not outline.nodes:
            self.head = self.head[:40]
        self.foot = self._foot()
        kinds = alternation(w for row in lexicon.file.kind for w in row.words)
        self._kind_end = re.compile(
            rf"(?:{kinds})(?:[（(][^（）()]{{1,16}}[）)]|〔[^〔〕]{{1,10}}〕)*$"
        )
        self.places = PlaceFinder(lexicon)
        self.evidence: dict[str, tuple[Evidence, ...]] = {}

    def read(self) -> Document:
        title, notice = self._titles()
        name = self._clean(self.text.text[title.start : title.end]) if title else None
        said = self._clean(title.text) if title else None
        issuer = self._issuer(notice)
        issued = self._issued_on()
        place, level = self.places.of_document(
            self.text, said, notice.text if notice else None, issuer, self.outline
        )
        if title:
            self.evidence["title"] = (self.text.evidence(title.start, title.end),)
        return Document(
            title=name,
            doc_number=self._doc_number(),
            issuer=tuple(issuer),
            issued_on=issued,
            jurisdiction=place,
            level=level,
            period=self._period(said),
            kind=self._kind(said, notice),
            evidence=self.evidence,
        )

    # --- title ----------------------------------------------------------------------------

    def _titles(self) -> tuple[_Line | None, _Line | None]:
        """The plan's own title and that of the notice it came with."""
        titles = self._title_lines()
        notices = [t for t in titles if t.text.endswith(("通知", "的函", "通告"))]
        own = [t for t in titles if t not in notices]
        notice = notices[0] if notices else None
        if own:
            later = [t for t in own if notice is None or t.start > notice.start]
            return (later or own)[0], notice
        if notice:
            inner = _ISSUED_TITLE.match(notice.text)
            if inner:
                start = self._offset(notice, inner.start("what"))
                end = self._offset(notice, inner.end("what") - 1) + 1
                return _Line(start, end, inner["what"]), notice
            return notice, notice
        headings = [
            b
            for b in self.text.blocks[:6]
            if b.kind == "heading" and 4 <= b.end - b.start <= 60 and not self._numbered(b.start)
        ]
        if headings:
            block = headings[0]
            return _Line(block.start, block.end, self.text.plain[block.start : block.end]), None
        return None, None

    def _offset(self, line: _Line, at: int) -> int:
        """Where character ``at`` of a title stands in the text, which may break its lines."""
        places = [n for n in range(line.start, line.end) if self.text.text[n] != "\n"]
        return places[at]

    def _numbered(self, start: int) -> bool:
        return any(node.start == start for node in self.outline.nodes)

    def _title_lines(self) -> list[_Line]:
        found: list[_Line] = []
        lines = self.head
        at = 0
        while at < len(lines):
            low = at
            while at < len(lines) and self._title_like(lines[at]):
                at += 1
                if self._kind_end.search(lines[at - 1].text):
                    while at < len(lines) and _DRAFT.match(lines[at].text):
                        at += 1
                    break
            if at > low and any(self._kind_end.search(x.text) for x in lines[low:at]):
                while low < at - 1 and self._signature_like(lines[low]):
                    low += 1
                start, end = lines[low].start, lines[at - 1].end
                whole = "".join(x.text for x in lines[low:at])
                found.append(_Line(start, end, whole))
            if at == low:
                at += 1
        return found

    def _title_like(self, line: _Line) -> bool:
        text = line.text
        if not 2 <= len(text) <= 70 or _SENTENCE.search(text) or _ADDRESSEE.search(text):
            return False
        if (
            _ANNEX_MARK.fullmatch(text)
            or _DATE.search(text)
            or _META.match(text)
            or NUMBER.compiled.fullmatch(text)
        ):
            return False
        return (
            not re.search(r"^[（(]此件|^附件|^—|：|\d{11}|第\d+号$|号$", text)
            and text.count("，") <= 1
        )

    def _signature_like(self, line: _Line) -> bool:
        return bool(_ISSUER_END.search(line.text)) and len(line.text) <= 24

    @staticmethod
    def _clean(title: str) -> str:
        title = re.sub(r"\s+", "", title)
        inner = re.fullmatch(r"《(.+)》", title)
        return inner[1] if inner else title

    def _kind(self, title: str | None, notice: _Line | None) -> DocumentKind:
        for name in (title, notice.text if notice else None):
            if not name:
                continue
            bare = re.sub(r"[（(〔][^（）()〔〕]{1,16}[）)〕]$", "", name)
            bare = re.sub(r"[（(〔][^（）()〔〕]{1,16}[）)〕]$", "", bare)
            for row in self.lexicon.file.kind:
                if bare.endswith(row.words):
                    return DocumentKind(row.kind)
            if "方案" in bare or "计划" in bare:
                return DocumentKind.PLAN
        return DocumentKind.OTHER

    # --- number, issuer, date ---------------------------------------------------------------

    def _doc_number(self) -> str | None:
        for line in self.head:
            match = NUMBER.compiled.search(line.text)
            if not match or len(line.text) > 60:
                continue
            before = line.text[: match.start()]
            if (
                "《" in before
                or "根据" in before
                or (before.endswith(("（", "(")) and len(before) > 2)
            ):
                continue
            start = line.start + match.start()
            number_text = re.sub(r"^(?:发文字号|文号)[:：]?", "", match.group())
            self.evidence["doc_number"] = (self.text.evidence(start, line.start + match.end()),)
            return re.sub(r"\s", "", number_text)
        return None

    def _foot(self) -> list[_Line]:
        """The last lines of the body, where issuer and date are signed."""
        blocks = [b for b in self.text.blocks if b.kind != "table"][-14:]
        known = {line.start for line in self.head}
        return [
            _Line(b.start, b.end, self.text.plain[b.start : b.end])
            for b in blocks
            if b.start not in known
        ]

    def _dated(self) -> list[tuple[int, _Line, re.Match[str], list[_Line]]]:
        """Lines that are a date and little else: (position, line, match, list it stands in)."""
        found = []
        for lines in (self.head, self.foot):
            for at, line in enumerate(lines):
                match = _DATE.search(half_width(line.text))
                rest = len(line.text) - len(match.group()) if match else 0
                bracket = bool(match) and line.text[:1] in "（(" and line.text[-1:] in "）)"
                meta = bool(match) and bool(
                    re.match(r"^(?:成文日期|发文日期|印发日期|发布日期)[:：]?", line.text)
                )
                said = (
                    bool(match)
                    and bool(re.match(r"^[—–\-（(]", line.text))
                    and len(line.text) <= 60
                )
                if match and (
                    rest <= 2 or bracket or said or meta or self._signed(line.text, match)
                ):
                    found.append((at, line, match, lines))
        return found

    @staticmethod
    def _signed(text: str, match: re.Match[str]) -> bool:
        before = text[: match.start()].strip()
        return len(text) <= 50 and match.end() >= len(text) - 3 and bool(_ISSUER_END.search(before))

    def _issued_on(self) -> str | None:
        for _, line, match, _ in self._dated():
            year, month, day = (number(match[k].replace(" ", "")) for k in ("y", "m", "d"))
            if year and month and day:
                try:
                    value = date(year, month, day).isoformat()
                except ValueError:
                    continue
                start = line.start + match.start()
                self.evidence["issued_on"] = (
                    self.text.evidence(start, start + len(match.group())),
                )
                return value
        return None

    def _issuer(self, notice: _Line | None) -> list[str]:
        for at, line, match, lines in self._dated():
            before = line.text[: match.start()].strip("（( ")
            if self._signed(line.text, match) and before:
                return self._issuers(line.start + line.text.find(before), before)
            names: list[_Line] = []
            for other in reversed(lines[max(0, at - 3) : at]):
                if (
                    _ISSUER_END.search(other.text)
                    and len(other.text) <= 40
                    and not _SENTENCE.search(other.text)
                ):
                    names.insert(0, other)
                else:
                    break
            if names:
                self.evidence["issuer"] = tuple(self.text.evidence(n.start, n.end) for n in names)
                return [re.sub(r"\s+", "", n.text) for n in names]
        for line in self.head:
            named = _ISSUED_BY.match(line.text)
            if named:
                return self._issuers(line.start + named.start("who"), named["who"])
        own = _ISSUED_TITLE.match(notice.text) if notice else None
        if notice and own and _ISSUER_END.search(own["who"]):
            return self._issuers(notice.start, own["who"])
        return []

    def _issuers(self, start: int, name: str) -> list[str]:
        self.evidence["issuer"] = (self.text.evidence(start, start + len(name)),)
        return [name]

    # --- period -----------------------------------------------------------------------------

    def _period(self, title: str | None) -> Period:
        if title:
            bare = half_width(title)
            span = re.search(r"(20\d{2})年?[—–\-－~～至到]{1,2}(20\d{2})年?", bare)
            if span:
                return Period(start=int(span[1]), end=int(span[2]))
            five = _PLAN.search(bare)
            if five and (plan := number(five["five"])):
                first, last = plan_years(plan)
                return Period(start=first, end=last)
            years = [int(y) for y in _YEARS_OF_TITLE.findall(bare)]
            if years:
                return Period(start=min(years), end=max(years))
        return self._period_of_goals() or self._period_of_length()

    def _period_of_length(self) -> Period:
        """自2024年起，用三年时间: three years from 2024 on."""
        found = _LENGTH.search(self.text.plain)
        length = number(found["n"]) if found else None
        if not found or not length:
            return Period()
        return Period(start=int(found["from"]), end=int(found["from"]) + length - 1)

    def _period_of_goals(self) -> Period | None:
        """A goal 到2025年 gives the end; years written bare beside it give the start."""
        words = self.lexicon.file.sections
        frames = [w for w in words.background if w.startswith("总体")]
        goals = re.compile(alternation((*words.goals, *frames)))
        reached: list[int] = []
        bare: list[int] = []
        for node in self.outline.walk():
            title = self.text.plain[slice(*node.title)]
            above = [self.text.plain[slice(*n.title)] for n in node.path()[:-1]]
            if not any(goals.search(t) for t in (title, *above)):
                continue
            for part in [
                self.text.plain[slice(*node.title)],
                *(self.text.plain[p.start : p.end] for p in node.body),
            ]:
                part = half_width(part)
                reached += [int(y) for y in re.findall(r"(?:到|至)(20\d{2})年", part)]
                bare += [
                    int(y)
                    for y in re.findall(
                        r"(?<![\d比较到至])(20\d{2})(?=年(?:[，底末前、内]|\d{1,2}月)|至20)", part
                    )
                ]
        if reached or bare:
            return Period(start=min(bare) if bare else None, end=max((*reached, *bare)))
        return None


def _line(text: NormalisedText, paragraph: Paragraph) -> _Line:
    return _Line(paragraph.start, paragraph.end, text.plain[paragraph.start : paragraph.end])


__all__ = ["Level", "read_document"]
