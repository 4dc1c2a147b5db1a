"""What the headings and cells of an opinion-handling table 意见采纳情况表 say."""

import re
from collections.abc import Iterable
from enum import StrEnum

from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import alternation
from policyparse.model import Adopted

_ASIDE = re.compile(r"[（(〔][^（()）〔〕]*[）)〕]")
_CLAUSES = re.compile(r"[，,。；;！!\n]+")
_BEHIND = re.compile(
    "[（(](?![一二三四五六七八九十0-9]+[）)])[^（()）]{2,20}[）)]"
)  # behind a unit: （含下属单位）
_ARTICLE = re.compile(
    r"第[（(]?[0-9一二三四五六七八九十百]+[）)]?[页条款项点段章节行部]|[Pp]\.?\d+|[0-9]+页"
    r"|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|\d+[.．、]\D|全文|标题|正文|附件|附表|《"
)
_CUE = re.compile(
    r"意见(?:和|及|与)?(?:建议)?(?:的?征求)?(?:情况)?(?:采纳|反馈|汇总|处理|征集|收集|吸收|征求|吸纳)"
    r"|征求意见(?:情况|汇总|反馈)|采纳|反馈(?:的?意见|的?建议)|吸纳|吸收情况"
)
_CLAUSE = re.compile(r"[^，,。；;：:（(\n]+")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()、·“”/]+")


class Column(StrEnum):
    """What a column of the table holds."""

    NUMBER = "number"  # 序号
    WHO = "who"  # 单位
    CLAUSE = "clause"  # 涉及条款
    OPINION = "opinion"  # 修改意见
    ADOPTED = "adopted"  # 采纳情况
    REASON = "reason"  # 不采纳理由
    REMARKS = "remarks"  # 备注: holds the reason where no column is for it
    OTHER = "other"


class OpinionGrammar:
    """Judges headings and cells by the lexicon's words."""

    def __init__(self, names: UnitNames):
        self.names = names
        words = self.words = names.lexicon.file.opinions
        self._exact = frozenset(
            (*words.number, *words.who, *words.opinion, *words.adopted, *words.reason)
        )
        self._blank = frozenset(("", *words.blanks))
        self._ticks = frozenset(words.ticks)
        self._agree = frozenset(words.agree)
        things, heads = alternation(words.none_things), alternation(words.none_heads)
        self._none = re.compile(
            rf"(?:.{{0,60}}?(?:对|就|关于).{{2,80}}?)?.{{0,16}}?(?:{heads})"
            rf"(?:其他|其它|任何|具体|不同|补充|新的|反馈|书面|进一步|实质性|原则性|重大|相关|的)*(?:{things})"
            rf"(?:和建议|或建议|、建议|建议)?"
        )
        assents = alternation(word for word in words.agree if "同" in word)
        self._assent = re.compile(rf"(?:{assents})[^建修增删改将应列需但把调移补]{{0,40}}")
        self._polite = re.compile(f"(?:{alternation(words.polite)})")
        self._letters = {
            adopted: re.compile(f"(?:{alternation(row)})")
            for adopted, row in (
                (Adopted.PARTLY, words.partly),
                (Adopted.NO, words.no),
                (Adopted.YES, words.yes),
            )
        }
        self._verdict = re.compile(
            r"(?P<which>(?:第|意见|建议)[^，。；采吸不未]{1,12}?)?(?:均|都|已)?(?:"
            + "|".join(f"(?P<{key}>{row.pattern})" for key, row in self._letters.items())
            + r")(?P<many>[0-9一二三四五六七八九十]+[条点项])?"
        )
        self._opening = re.compile(f"(?:{alternation(words.openings)})")
        self._reason = re.compile(f"(?:{alternation(words.reasons)}|已|鉴于|由于|因|根据|按照)")
        self.cue = _CUE
        self.total = re.compile(f"(?:{alternation(words.totals)})")

    # --- headings --------------------------------------------------------------------------

    def column(self, heading: str) -> Column | None:
        """The column that a heading names, or None."""
        text = _ASIDE.sub("", re.sub(r"\s", "", heading)).strip("：:")
        words = self.words
        if not text or len(text) > 24:
            return None
        if text in words.number:
            return Column.NUMBER
        if any(w in text for w in words.adopted) and (
            not text.endswith(words.reason) or text.startswith(("采纳情况", "是否采纳", "处理"))
        ):
            return None if text.endswith(("。", "条")) else Column.ADOPTED
        if text.endswith(words.reason):
            return Column.REASON
        if text in words.remarks:
            return Column.REMARKS
        if text.endswith(words.who):
            return Column.WHO
        if text.endswith(words.clause):
            return Column.CLAUSE
        if text.endswith(words.opinion):
            return Column.OPINION
        return None

    def is_whole_heading(self, text: str) -> bool:
        """Whether the lexicon has these very words as a heading."""
        return re.sub(r"\s", "", text) in self._exact

    def is_opinion_table(self, headings: Iterable[str], before: str, *, known: bool) -> bool:
        """Whether columns are those of such a table; ``before`` is the text in front of it."""
        columns = {self.column(text): text for text in headings}
        adopted = bool(self.cue.search(columns.get(Column.ADOPTED, "")))
        if Column.OPINION not in columns or not (Column.WHO in columns or adopted):
            return False
        return known or adopted or bool(self.cue.search(before))

    # --- cells -----------------------------------------------------------------------------

    def is_blank(self, text: str) -> bool:
        """An empty cell, or one that holds only a mark for empty."""
        return re.sub(r"\s", "", text).strip("。") in self._blank

    def is_tick(self, text: str) -> bool:
        """√ in a column that is there to be ticked."""
        return re.sub(r"\s", "", text) in self._ticks

    def is_none(self, text: str) -> bool:
        """Whether an opinion says that there is none: 无意见, 经研究，我局无修改意见."""
        text = re.sub(r"[\s ]", "", text)
        if text.strip("。") in self._agree:
            return True
        found = False
        for clause in filter(None, _CLAUSES.split(text)):
            if self._none.fullmatch(clause) or self._assent.fullmatch(clause):
                found = True
            elif not self._polite.search(clause) or len(clause) > 20:
                return False
        return found

    def adopted(self, text: str) -> tuple[Adopted, int]:
        """By the letter of the cell, with the length of the words that say it.

        A cell that adopts one point and not another (第1条采纳，第2条不采纳) is partly.
        """
        said: set[Adopted] = set()
        end = 0
        for clause in _CLAUSE.finditer(text):
            match = self._verdict.fullmatch(clause.group().strip())
            if match is None:
                break
            said.add(next(adopted for adopted in Adopted if match.groupdict().get(adopted)))
            end = clause.end()
            if match["which"] is None and match["many"] is None:
                break  # what follows explains it
        if not said:
            return Adopted.BLANK, 0
        return (said.pop() if len(said) == 1 else Adopted.PARTLY), end

    def letter_of_heading(self, text: str) -> Adopted:
        """What a tick under a heading means: 采纳 | 不采纳 | 部分采纳."""
        text = re.sub(r"\s", "", text)
        for adopted, pattern in self._letters.items():
            if pattern.fullmatch(text):
                return adopted
        return Adopted.BLANK

    def says_adopted(self, text: str) -> bool:
        """Whether a cell holds the words of adoption and nothing else."""
        text = re.sub(r"[\s。]", "", text)
        return any(pattern.fullmatch(text) for pattern in self._letters.values())

    # --- how well lines of flattened text fit a column -----------------------------------------

    def fit(self, column: Column, parts: list[str]) -> float:
        """How well the lines of one cell fit a column; higher is better."""
        if not parts:
            return {Column.WHO: -6.0, Column.OPINION: -4.0}.get(column, 0.0)
        if column is Column.WHO:
            return self._fit_who(parts)
        if column is Column.OPINION:
            return self._fit_opinion(parts)
        if column is Column.ADOPTED:
            return self._fit_adopted(parts)
        if column is Column.REASON:
            return 1.5 if self._reason.match(parts[0]) or self.is_blank(parts[0]) else -0.5
        if column is Column.CLAUSE:
            return 3.0 - len(parts) if _ARTICLE.match(parts[0]) or parts[0] in self._blank else -2.0
        return -1.0 * len(parts)

    def _fit_who(self, parts: list[str]) -> float:
        joined = "".join(parts)
        if len(parts) > 1 and _BEHIND.fullmatch(parts[-1]):
            return self._fit_who(parts[:-1]) + 1.0
        if len(joined) > 60 or self.is_none(joined) or self.says_adopted(parts[-1]):
            return -10.0
        if self.names.known(joined):
            return 8.0
        if not _NAME.fullmatch(joined) or self._opening.match(joined):
            return -10.0
        if any(self._opening.match(part) and len(part) > 6 for part in parts[1:]):
            return -10.0
        if self.names.plausible(joined) and self.names.has_head(joined):
            return 6.0 - 0.1 * len(parts)
        return 2.0 - 0.5 * len(parts) if len(joined) <= 20 else -4.0

    def _fit_opinion(self, parts: list[str]) -> float:
        score = -5.0 * sum(self.says_adopted(part) for part in parts)
        if self.is_none("".join(parts)) and len(parts) == 1:
            return score + 4.0
        return score + (4.0 if self._opening.match(parts[0]) else 0.0)

    def _fit_adopted(self, parts: list[str]) -> float:
        if self.says_adopted("".join(parts)):
            return 6.0
        if len(parts) == 1 and self.is_blank(parts[0]):
            return 1.0
        said, _ = self.adopted(parts[0])
        return 4.0 - 0.5 * len(parts) if said is not Adopted.BLANK else -10.0
