"""An opinion's text prepared for reading: lines joined, quotations masked, reasons cut off.

A request is one numbered point of an opinion, or the whole of it, without the reasons that are
given for it. Places in a request are offsets in the joined text; ``Joined.place`` leads back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.grammar.numerals import number
from policyparse.grammar.punctuation import full_width
from policyparse.lexicon.lexicon import alternation
from policyparse.lexicon.schema import OpinionWords

Span = tuple[int, int]

FILL = "■"  # stands for each character inside a quotation
QUOTE = f"“{FILL}*”"
_PAIRS = {"“": "”", "「": "」", "『": "』", "‘": "’"}
_POINTS = (
    re.compile(r"(?P<n>[0-9]{1,2})[.．、](?![0-9])"),
    re.compile(r"[（(](?P<n>[0-9]{1,2})[）)]"),
    re.compile(r"(?P<n>[一二三四五六七八九十]{1,2})、"),
    re.compile(r"[（(](?P<n>[一二三四五六七八九十]{1,2})[）)]"),
    re.compile(r"(?P<n>[一二三四五六七八九十])是"),
    re.compile(r"第(?P<n>[一二三四五六七八九十])[，,]"),
    re.compile(r"其(?P<n>[一二三四五六七八九十])[，,]"),
    re.compile(r"(?P<n>[①-⑩])[、.]?"),
)
_OPENS_POINT = "。；;：:，,\n"
_ATOM = (
    r"(?:倒数)?第[ ]?[（(]?[0-9一二三四五六七八九十百]{1,4}[）)]?(?:大|小|自然|个)?"
    r"(?:页|条|款|项|点|段落|段|行|章|节|部分|句话|句|个方面|方面|目|小节|任务|类)+(?:任务)?"
    r"|[Pp]\.?[0-9]{1,3}|[（(][一二三四五六七八九十0-9]{1,3}[）)](?:[条款项点段])?"
    r"|[一二三四五六七八九十]{1,2}、|[0-9]{1,2}(?:\.[0-9]{1,2})*[.．、](?=[^0-9])"
)

_TAIL = re.compile(
    r"(?:其?中的|里的|内的|其中|进行(?:修改|调整|完善)|[的里内，,：:；;。 \n]|(?<!文)中"
    r"|[，,]?(?:建议|并|将|把|应|由|予以|也|统一|整体|请|现|拟|可|一并|再))$"
)


@dataclass(frozen=True, slots=True)
class Joined:
    """A text without the line breaks inside its sentences, and the way back."""

    text: str
    offsets: tuple[int, ...]  # of each character in the text it came from

    def place(self, start: int, end: int) -> Span:
        """The stretch of the original text."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Request:
    """One point of an opinion: masked[start:end] is what it asks, from its first word on."""

    text: str
    masked: str
    start: int
    end: int
    place: str | None = None  # the passage named before the points: 第二条…，一是…


def joined(text: str) -> Joined:
    """Line breaks go; those before a new point, a reason or a proposal stay."""
    kept = []
    for at, char in enumerate(text):
        if char == "\n" and not _fresh(text, at):
            continue
        kept.append(at)
    return Joined("".join(text[at] for at in kept), tuple(kept))


def _fresh(text: str, at: int) -> bool:
    before, after = text[:at].rstrip(), text[at + 1 : at + 12].lstrip()
    if before.endswith(("。", "；", "”", "：", ":", ";")):
        return True
    return after.startswith(("理由", "建议", "原因", "依据", "修改理由")) or any(
        (m := point.match(after)) is not None and m["n"] in "一二1①2③②" for point in _POINTS[:4]
    )


def masked(text: str) -> str:
    """Quotations as “■■■”, at the same places; a quotation inside another is part of it.

    Punctuation becomes full-width, so that patterns need to know one form of each mark.
    """
    done = list(full_width(text))
    for start, end in quotations(text):
        done[start], done[end - 1] = "“", "”"
        done[start + 1 : end - 1] = FILL * (end - start - 2)
    return "".join(done)


def quotations(text: str) -> Iterator[Span]:
    """Outermost quotations; where the marks do not pair, each mark closes the one before."""
    if text.count("“") != text.count("”"):
        yield from _toggled(text, "“”")
        return
    depth, opened, closing, opening = 0, 0, "", ""
    for at, char in enumerate(text):
        if depth == 0:
            if char in _PAIRS or char == '"':
                depth, opened, opening, closing = 1, at, char, _PAIRS.get(char, '"')
        elif char == closing:
            depth -= 1
            if depth == 0:
                yield opened, at + 1
        elif char == opening:
            depth += 1


def _toggled(text: str, marks: str) -> Iterator[Span]:
    opened: int | None = None
    for at, char in enumerate(text):
        if char not in marks:
            continue
        if opened is None:
            opened = at
        else:
            yield opened, at + 1
            opened = None


class RequestGrammar:
    """Cuts an opinion into its points and finds the passages that it names."""

    def __init__(self, words: OpinionWords):
        reasons = alternation(words.reasons)
        self._reason = re.compile(
            rf"(?:{reasons})(?:如下|分别为|是|为)?[:：]"
            rf"|(?:(?<=[。；，\n])|^)(?:{reasons})(?:如下|是|为)"
        )
        self._resume = re.compile(
            r"(?<=[。；;\n”])[ ]?(?:[（(]?[0-9]{1,2}[）).．、])?[ ]?"
            rf"(?={alternation(words.resumes)})"
        )
        numbered = "(?:[0-9一二三四五六七八九十]{1,2}(?![0-9月年日号、]))?"  # 附件2
        drafts = f"(?:{alternation(words.drafts)}){numbered}"
        self.place = re.compile(
            rf"(?:(?:《[^《》\n]{{1,80}}》|{drafts})(?:的|中的?|里的?)?)*"
            rf"(?:{_ATOM}|{QUOTE}|(?<![\u4e00-\u9fff])(?:{drafts}))"
            rf"(?:[ 的中内里，,之及和、－—-]{{0,3}}(?:{_ATOM}|{QUOTE}|{drafts}))*"
            r"(?:部分|一节|一段|一条|段落|一章)?"
        )
        self._lead = re.compile(
            r"(?:^|[。；;，,：:\n”])[ ]?(?:我[\u4e00-\u9fff]{1,3})?"
            r"(?:并|同时|另|另外|此外|但|但是|不过|现|拟|提出|统一|也)?"
            r"(?:修改)?(?:建议|意见)(?:为|如下|是)?[:：，,]?(?:将|把|对|在(?=第))?"
            r"|(?:(?<=[。；;，,：:\n”])|^)(?:同时|并|另|但|也|再)?(?:将|把)"
        )

    def requests(self, text: str) -> Iterator[Request]:
        """The points of an opinion, the text before the first one being their common lead."""
        mask = masked(text)
        starts = self._points(mask)
        lead = None
        if starts:
            before = self.places(mask, 0, starts[0][0])
            lead = text[slice(*before)] if before else None
            if starts[0][0] > 0:
                yield from self._without_reasons(text, mask, 0, starts[0][0], None)
        else:
            starts = [(0, 0)]
        for at, (_, start) in enumerate(starts):
            stop = starts[at + 1][0] if at + 1 < len(starts) else len(text)
            yield from self._without_reasons(text, mask, start, stop, lead)

    def _points(self, mask: str) -> list[Span]:
        """Where numbered points begin: (before the number, behind it)."""
        for pattern in _POINTS:
            found: list[Span] = []
            for match in pattern.finditer(mask):
                at = match.start()
                if at and mask[at - 1] not in _OPENS_POINT:
                    continue
                if number(match["n"]) == len(found) + 1:
                    found.append(match.span())
            if len(found) >= 2 and not self._reason.search(mask, 0, found[0][0]):
                return found
        return []

    def _without_reasons(
        self, text: str, mask: str, start: int, end: int, lead: str | None
    ) -> Iterator[Request]:
        at = start
        while at < end:
            reason = self._reason.search(mask, at, end)
            stop = reason.start() if reason else end
            if stop > at:
                yield Request(text, mask, at, stop, lead)
            if reason is None:
                return
            again = self._resume.search(mask, reason.end(), end)
            at = again.end() if again else end

    def places(self, mask: str, start: int, end: int) -> Span | None:
        """The passage named last in a stretch, from its first word to its last."""
        last = None
        for match in self.place.finditer(mask, start, end):
            if match.end() > match.start():
                last = match.span()
        return last

    def where(self, mask: str, start: int, end: int) -> Span | None:
        """The passage that the words right before a change name; else the one named last.

        ``建议将第5页“甲”中的`` -> ``第5页“甲”``.
        """
        low = start
        for match in self._lead.finditer(mask[start:end]):
            low = start + match.end()
        span = trimmed(mask, low, end)
        if span[0] < span[1] and (
            self.place.search(mask, *span)
            or mask[span[1] : end].startswith(("中", "里", "内", "由", "从"))
            or mask[: span[1]].endswith(("部分", "一段", "一节", "标题", "后", "前"))
        ):
            return span
        return self.places(mask, start, low)


def trimmed(text: str, low: int, high: int) -> Span:
    """Without the particles at either end: 中的, 的, 里, and marks."""
    while low < high and text[low] in " ，,：:。；;、\n在对":
        low += 1
    while low < high and (match := _TAIL.search(text, low, high)):
        high = match.start()
    return low, high
