"""What lines and sentences of a unit's reply to a draft are. 征求意见回复"""

import re
from collections.abc import Iterator
from enum import StrEnum

from policyparse.grammar.citations import NUMBER
from policyparse.grammar.opinions import OpinionGrammar
from policyparse.grammar.pattern import Pattern
from policyparse.grammar.punctuation import full_width
from policyparse.grammar.reply_names import LEADING_PLACE, ReplyNames, squeezed
from policyparse.grammar.requests import FILL, masked
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import alternation

_HAN = "[一二三四五六七八九十]"
_CN = "[一二三四五六七八九十〇零○0-9]"
DATE = Pattern(
    "reply-date",
    rf"[（(]?\s*(?:20\d{{2}}|二{_CN}{{3}})\s*(?:年\s*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*月\s*"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?|[-./]\d{1,2}[-./]\d{1,2})\s*[）)]?"
    r"|(?<![年\d])\d{1,2}\s*月\s*\d{1,2}\s*日(?![前之以起至内后到—-])",
    hits=("2026年3月5日", "二〇二六年三月五日", "（2026 年 3 月 5 日）", "2026-3-5", "3月5日"),
    misses=("到2026年底", "3月5日前"),
)
PAGE = Pattern(
    "page-number",
    r"(?:[—–－\-\s]*\d{1,3}[—–－\-\s]*|第\s?\d+\s?页(?:\s?共\s?\d+\s?页)?)$",
    hits=("—1—", "- 2 -", "第1页 共2页"),
    misses=("第1页第2段", "1.建议"),
)
ANNEX = Pattern(
    "annex-line",
    r"附\s*[件表]\s*[0-9一二三四五六七八九十]{0,2}\s*(?:[：:]\s*.{0,60})?",
    hits=("附件", "附件1", "附件：意见反馈表", "附 件"),
    misses=("建议附件3", "附则"),
)
ANNEX_ITEM = Pattern(
    "annex-item",
    r"\d{1,2}[.．、].{2,50}(?:表|稿|意见|建议|清单|材料|说明|文件)",
    hits=("2.修改对照表",),
    misses=("2.建议删除第三条",),
)
RULE = Pattern("rule-line", r"[-—_=＿*★☆\s]{3,}", hits=("------", "★★★"), misses=("—1—",))
SPOKEN = (
    Pattern("spoken", rf"(?P<n>{_HAN})是", hits=("一是",), misses=("是一",)),
    Pattern("ordinal", rf"第(?P<n>{_HAN})[，,]", hits=("第一，",), misses=("第一条",)),
    Pattern("of-them", rf"其(?P<n>{_HAN})[，,]", hits=("其一，",), misses=("其中，",)),
    Pattern(
        "named",
        rf"(?:修改)?(?:意见|建议)(?P<n>{_HAN}|[0-9]{{1,2}})[：:、，. ]",
        hits=("意见一：", "建议1："),
        misses=("意见：", "建议一项"),
    ),
)
TITLE = Pattern(
    "cited-title",
    r"《(?:[^《》]|《[^《》]*》)*》",
    hits=("《甲市方案》", "《甲〈乙〉方案》", "《关于印发《甲》的通知》"),
    misses=("《甲",),
)
_EXCEPT = re.compile(r"除.{0,30}?外")
_SENTENCE_END = re.compile(r"[。！？!?]+[”’）)]*")
_CLAUSE_END = re.compile(r"[，；。！？：,;:!?\n]+")
_PLACE = re.compile(r"第[（(]?[0-9一二三四五六七八九十百]+[）)]?(?:[页条款项点章节段行]|部分)")
_MOVES = re.compile(r"(?:将|把)(?!.{0,8}(?:意见|建议|情况))")
_ASSENTS = re.compile("(?:.{0,8}?[对就])?.{2,60}表示(?:完全|原则)?(?:同意|赞同|赞成|无异议)")
_ANNEXED = re.compile("(?:意见|建议).{0,8}(?:附件|附后|附表|下表|表格)|附(?:修改|意见|建议)")
_BY_OTHERS = re.compile(r"同意.{1,16}(?:局|委|厅|办|部|政府|单位)的?(?:修改)?(?:意见|建议)")
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff、]+")
_REQUEST = re.compile("征求.*意见的?(?:函|通知|公告|启事)$")
_TITLE_CUE = re.compile("《|函|回复|反馈|征求|回执|意见表")
_SHORT_TITLE = 30
_BY_DATE = re.compile("[请望][^。]{0,60}前[^。]{0,40}(?:反馈|回复|报送|函复|书面|提出)")
_BROKEN = 16  # characters of the first line of a name that runs over two


class Said(StrEnum):
    """What a clause or sentence of a reply does."""

    FRAME = "frame"  # 来文收悉, 特此函复
    NONE = "none"  # 无意见, 同意
    REST = "rest"  # 无其他意见, 除上述意见外无意见
    ASK = "ask"
    OTHER = "other"


class LineKind(StrEnum):
    """What a line of a reply is."""

    MAIL = "mail"
    QUOTED = "quoted"  # from here on the letter that is answered
    CONTACT = "contact"
    COPY = "copy"
    ANNEX = "annex"
    NUMBER = "number"  # 发文字号
    DATE = "date"
    MARK = "mark"  # 特急, page numbers, rules
    LABEL = "label"  # 填报单位：…
    BODY = "body"


class ReplyGrammar(ReplyNames):
    """Judges lines and sentences by the lexicon's words."""

    def __init__(self, names: UnitNames):
        super().__init__(names)
        self.opinions = OpinionGrammar(names)
        words = self.words
        shared = names.lexicon.file.opinions
        self._sealed = re.compile(rf"[（(]?(?:{alternation(words.seals)})[）)]?")
        self._contact = _labelled(words.contact_labels)
        self._unit_label = _labelled(words.unit_labels)
        self._mail = re.compile(rf"(?:{alternation(words.mail)})\s*[：:]")
        self._sender = re.compile(rf"(?:{alternation(words.mail_sender)})\s*[：:]")
        self._quoted = re.compile(rf"[-—_=>\s]*(?:{alternation(words.mail_quotes)})[-—_=\s：:]*")
        self._copy = re.compile(rf"(?:{alternation(words.copies)})\s*[：:].*|.{{2,40}}印发")
        self._mark = re.compile(rf"(?:{alternation(words.marks)})(?:[：:★\s\d年].{{0,20}})?")
        self._letterhead = re.compile(rf"(?:{alternation(words.letterheads)})$")
        self._title_end = re.compile(rf"(?:{alternation(words.titles)})(?:[（(].{{1,12}}[）)])?$")
        self._asks = re.compile(f"(?:{alternation(words.asks)})")
        self._no_asks = re.compile(f"(?:{alternation(words.no_asks)})")
        self._receipt = re.compile(f"(?:{alternation(words.receipts)})")
        self._study = re.compile(
            rf".{{0,6}}?(?:已|现)?(?:经|结合).{{0,30}}?(?:{alternation(words.studies)}).{{0,12}}"
        )
        self._lead = re.compile(f"(?:{alternation(words.leads)})$")
        self._closing = re.compile(f"(?:{alternation(words.closings)})")
        self._pledge = re.compile(f"(?:{alternation(words.pledges)})")
        self._other = re.compile(f"(?:{alternation(words.others)})")
        self._opening = re.compile(f"(?:{alternation(words.openings)})")
        self._directive = re.compile(f"(?:{alternation(words.directives)})")
        self._follow = re.compile(f"(?:同时|并)?(?:{alternation(words.follows)})")
        self.reason = re.compile(rf"(?:{alternation(shared.reasons)})(?:如下|是|为)?[：:]")

    # --- lines -----------------------------------------------------------------------------

    def line(self, text: str) -> LineKind:
        """What a line is by itself; what depends on its place is BODY here."""
        text = full_width(text.strip())
        if self._quoted.fullmatch(text):
            return LineKind.QUOTED
        if self._mail.match(text) or text.startswith((">", "＞")):  # > the letter answered
            return LineKind.MAIL
        if NUMBER.compiled.fullmatch(text) or (NUMBER.compiled.match(text) and len(text) < 40):
            return LineKind.NUMBER
        if DATE.compiled.sub("", text).strip() == "" and text:
            return LineKind.DATE
        marks = (PAGE.compiled, RULE.compiled, self._mark, self._sealed)
        if any(row.fullmatch(text) for row in marks):
            return LineKind.MARK
        if self._copy.fullmatch(text) and not self.asks(text):
            return LineKind.COPY
        if self._unit_label.match(text) and len(text) < 60 and not self.asks(text):
            return LineKind.LABEL
        if self._contact.match(text) and len(text) < 80 and not self.asks(text):
            return LineKind.CONTACT
        return LineKind.ANNEX if self._is_annex(text) else LineKind.BODY

    def _is_annex(self, text: str) -> bool:
        """附件：意见反馈表, but not 附件2：建议删除第5行."""
        if not ANNEX.compiled.fullmatch(text):
            return False
        said = re.split("[：:]", text, maxsplit=1)[-1] if re.search("[：:]", text) else ""
        return not self.asks(said) or bool(self._title_end.search(said.strip("。；")))

    def label_value(self, text: str) -> tuple[int, int] | None:
        """Where the value of 填报单位：… stands."""
        plain = full_width(text)
        match = self._unit_label.match(plain)
        if match is None:
            return None
        other = self._contact.search(plain, match.end())  # 填报单位：… 填报时间：…
        return match.end(), other.start() if other else len(text)

    def sender(self, text: str) -> int | None:
        """Where the sender of an e-mail begins."""
        match = self._sender.match(full_width(text))
        return match.end() if match else None

    def is_title(self, text: str) -> bool:
        """Whether a text is the title of a reply: 关于…的复函, 甲局对《…》的意见."""
        if not self._title_end.search(text) or re.search("[。；]", text):
            return False
        if "关于" in text or len(text) <= _SHORT_TITLE:
            return bool(_TITLE_CUE.search(text)) and not self._asks_first(text)
        return "《" in text and not self._asks_first(text)

    def _asks_first(self, text: str) -> bool:
        start = self._start.match(text)
        return start is not None and start.group() not in ("关于", "对", "《", "征求意见稿", "意见")

    def is_annexed(self, text: str) -> bool:
        """Whether a sentence sends the reader to opinions in an annex."""
        return bool(_ANNEXED.search(text))

    def is_lead(self, text: str) -> bool:
        """Whether a sentence leads in what follows: 提出如下建议："""
        return bool(self._lead.search(squeezed(text).rstrip("：:")))

    def letterhead(self, text: str) -> str:
        """A line of the letterhead without 文件, 便函."""
        return self._letterhead.sub("", re.sub(r"\s", "", text))

    def is_broken_name(self, upper: str, lower: str) -> bool:
        """溪桥市发展和 | 改革委员会: two lines that are one name."""
        upper, lower = re.sub(r"\s", "", upper), re.sub(r"\s", "", lower)
        if not 2 <= len(upper) <= _BROKEN or self.is_unit(upper) or not _HAN_ONLY.fullmatch(upper):
            return False
        if self.clause(upper) is not Said.OTHER or not self.is_unit(upper + lower):
            return False
        if LEADING_PLACE.match(lower) or self.names.parts(lower).prefix:
            return False  # a name that is whole by itself
        return not self.is_unit(lower) or self.known(upper + lower)

    def is_request(self, title: str, text: str) -> bool:
        """Whether a file is the letter that asks for opinions and not a reply to it."""
        return bool(_REQUEST.search(title)) and bool(_BY_DATE.search(text))

    # --- sentences -------------------------------------------------------------------------

    def mask(self, text: str) -> str:
        """Quotations and titles filled, so that no mark inside them counts."""
        done = masked(text)
        return TITLE.compiled.sub(lambda m: "《" + FILL * (len(m.group()) - 2) + "》", done)

    def sentences(self, mask: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The sentences of a masked stretch, their end marks with them."""
        at = start
        for match in _SENTENCE_END.finditer(mask, start, end):
            if mask[at : match.end()].strip():
                yield at, match.end()
                at = match.end()
        if mask[at:end].strip():
            yield at, end

    def clauses(self, mask: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The clauses of a masked stretch, their end marks with them."""
        at = start
        for match in _CLAUSE_END.finditer(mask, start, end):
            if match.start() > at:
                yield at, match.end()
                at = match.end()
        if mask[at:end].strip():
            yield at, end

    def asks(self, text: str) -> bool:
        """Whether a text holds a word by which something is asked."""
        return bool(self._asks.search(self._no_asks.sub("", text)))

    def clause(self, text: str) -> Said:
        """What one masked clause does."""
        text = re.sub(r"\s", "", text).strip("，；。！：,;:!?？、")
        if not text or self._is_frame(text):
            return Said.FRAME
        if _BY_OTHERS.search(text):
            return Said.ASK  # 同意市财政局意见 is an opinion of somebody else's words
        excepted = _EXCEPT.search(text)
        if excepted and _PLACE.search(excepted.group()):
            return Said.ASK  # 除第三条外无意见: something is meant by the third
        if self.opinions.is_none(text) or (_ASSENTS.fullmatch(text) and not self.asks(text)):
            aside = self._other.search(text) or excepted
            return Said.REST if aside else Said.NONE
        if _EXCEPT.fullmatch(text):
            return Said.REST
        return Said.ASK if self.asks(text) else Said.OTHER

    def _is_frame(self, text: str) -> bool:
        """Receipt, study, lead, closing or pledge."""
        if self.names.known(text) or self._speaker.fullmatch(text):
            return True
        bare = TITLE.compiled.sub("", text)
        if _PLACE.search(bare) or _MOVES.search(bare) or FILL in bare:
            return False
        if self._receipt.search(bare) and len(bare) <= 60 and not self.asks(bare):
            return True
        closing = self._closing.match(text)
        if closing and not self.asks(text[closing.end() :]) and len(text) <= 40:
            return True
        if self._lead.search(text) and len(bare) <= 60:
            return not self.asks(re.sub("修改|建议|补充|完善", "", bare))
        if len(bare) > 50 or self.asks(bare):
            return False
        return bool(self._study.fullmatch(bare) or self._pledge.search(bare))

    def begins(self, text: str) -> bool:
        """Whether a paragraph begins an opinion of its own; 理由：… goes on with the last one."""
        text = full_width(text.lstrip())
        if self._follow.match(text):
            return False
        return bool(self._opening.match(text) or self._directive.search(text))


def _labelled(words: tuple[str, ...]) -> re.Pattern[str]:
    """联系人：, 联 系 人：, （联系人：, 单位（盖章）："""
    spaced = "|".join(r"\s?".join(map(re.escape, word)) for word in sorted(words, key=len)[::-1])
    return re.compile(rf"[（(]?\s?(?:{spaced})\s?(?:[（(][^（）()]{{1,8}}[）)])?\s?[：:]")
