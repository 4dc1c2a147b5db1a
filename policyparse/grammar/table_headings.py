"""Headings of table columns: what a column holds, by the lexicon's words. 表头"""

import re
from enum import StrEnum
from functools import cache

from policyparse.grammar.grammars import grammars
from policyparse.grammar.notes import NoteGrammar
from policyparse.grammar.pattern import Pattern
from policyparse.lexicon.lexicon import Lexicon
from policyparse.lexicon.schema import Words
from policyparse.model import Role


class ColumnKind(StrEnum):
    """What the cells of a column are."""

    NUMBER = "number"  # 序号
    CATEGORY = "category"  # 类别
    TASK = "task"  # 工作任务
    THING = "thing"  # 项目名称: a task only beside units
    MEASURE = "measure"  # 具体措施
    DEADLINE = "deadline"  # 完成时限
    STAGE = "stage"  # 二季度目标任务
    ROLE = "role"  # 牵头单位
    CONTACT = "contact"  # 责任人
    SOURCE = "source"  # 任务来源
    TARGET = "target"  # 工作目标
    PAST = "past"  # 2022年实际
    INDICATOR = "indicator"  # 指标名称
    VALUE = "value"  # 2025年目标: figures to be reached
    AREA = "area"  # 县（市、区）
    UNIT = "unit"  # 计量单位
    SCORE = "score"  # 分值
    MONEY = "money"  # 投资额
    OPINION = "opinion"  # 修改意见
    ADOPTED = "adopted"  # 采纳情况
    PERSON = "person"  # 姓名
    REMARKS = "remarks"  # 备注
    OTHER = "other"


_WORDS = (  # of two fields that hold the same word, the first counts
    ("number", ColumnKind.NUMBER),
    ("adopted", ColumnKind.ADOPTED),
    ("opinion", ColumnKind.OPINION),
    ("person", ColumnKind.PERSON),
    ("task", ColumnKind.TASK),
    ("measure", ColumnKind.MEASURE),
    ("deadline", ColumnKind.DEADLINE),
    ("source", ColumnKind.SOURCE),
    ("category", ColumnKind.CATEGORY),
    ("indicator", ColumnKind.INDICATOR),
    ("target", ColumnKind.TARGET),
    ("past", ColumnKind.PAST),
    ("thing", ColumnKind.THING),
    ("area", ColumnKind.AREA),
    ("unit", ColumnKind.UNIT),
    ("score", ColumnKind.SCORE),
    ("money", ColumnKind.MONEY),
    ("remarks", ColumnKind.REMARKS),
)
_ALONE = (ColumnKind.NUMBER, ColumnKind.UNIT)  # never the end of a longer heading
_BRACKET = re.compile(r"[（(〔\[【](?P<in>[^（）()〔〕\[\]【】]*)[）)〕\]】]$")
_LEVEL = re.compile(r"^(?:自治区|[省市区县州盟旗])(?:级|直)?(?=.{3})")
_WITH_PERSONS = re.compile(
    r"(?P<units>.*?(?:单位|部门|科室))(?:及其?|和|与|、|/|／)?(?:责任人|负责人|联系人|分管领导).*"
)
STAGE = Pattern(
    "stage",
    r"(?:20\d{2}年(?:度)?)?(?:第?[一二三四1-4]季度|[上下]半年|(?:1[0-2]|[1-9])(?:[—–\-~～至](?:1[0-2]|[1-9]))?"
    r"月份?(?:底|末)?|年底|全年)?前?(?<=[年月度底末份前])",
    hits=("二季度", "2026年上半年", "6月底前", "1-3月", "2026年"),
    misses=("季度", "工作任务"),
)


class HeadingWords:
    """Reads headings; remembers them, since tables repeat theirs."""

    def __init__(self, lexicon: Lexicon, notes: NoteGrammar):
        words = lexicon.file.columns
        self._notes = notes
        self._exact: dict[str, ColumnKind] = {}
        self._add(ColumnKind.CONTACT, (*lexicon.file.labels.contacts, *words.contacts))
        for field, kind in _WORDS:
            self._add(kind, getattr(words, field))
        self._add(ColumnKind.DEADLINE, lexicon.file.labels.deadlines)
        self._roles = {w: role for role in Role for w in getattr(words, role.value)}
        self._stages = frozenset(words.stage)
        self._lengths = sorted({len(word) for word in self._exact}, reverse=True)
        self._memory: dict[str, tuple[ColumnKind, Role | None]] = {}

    def _add(self, kind: ColumnKind, words: Words) -> None:
        for word in words:
            self._exact.setdefault(word, kind)

    def read(self, heading: str) -> tuple[ColumnKind, Role | None]:
        """Kind of a column and, for a column of units, their role."""
        found = self._memory.get(heading)
        if found is None:
            found = self._memory[heading] = self._read(re.sub(r"\s+", "", heading).rstrip(":："))
        return found

    def _read(self, heading: str) -> tuple[ColumnKind, Role | None]:
        if not heading:
            return ColumnKind.OTHER, None
        if heading in self._exact and heading not in self._roles:
            return self._exact[heading], None
        bracket = _BRACKET.search(heading)
        core = heading[: bracket.start()] if bracket and bracket.start() else heading
        role = self._role(heading) or self._role(core)
        if role is not None:
            return ColumnKind.ROLE, role
        if bracket and self._exact.get(bracket["in"]) is ColumnKind.PAST:
            return ColumnKind.PAST, None
        if self._is_stage(core):
            return ColumnKind.STAGE, None
        return self._by_ending(core), None

    def _role(self, heading: str) -> Role | None:
        if heading in self._roles:
            return self._roles[heading]
        if self._by_ending(heading) is ColumnKind.CONTACT:
            mixed = _WITH_PERSONS.fullmatch(heading)
            return self._notes.role_of_label(mixed["units"]) if mixed else None
        bare = _LEVEL.sub("", heading)
        return self._notes.role_of_label(heading) or self._notes.role_of_label(bare)

    def _is_stage(self, core: str) -> bool:
        found = STAGE.compiled.match(core)
        return (
            found is not None
            and bool(found.group())
            and (found.end() == len(core) or core[found.end() :] in self._stages)
        )

    def _by_ending(self, heading: str) -> ColumnKind:
        """The kind of the longest word that the heading ends with."""
        if heading in self._exact:
            return self._exact[heading]
        for length in self._lengths:
            if 2 <= length < len(heading):
                kind = self._exact.get(heading[-length:])
                if kind is not None and kind not in _ALONE:
                    return kind
        return ColumnKind.OTHER


@cache
def heading_words(lexicon: Lexicon) -> HeadingWords:
    """The heading words of a lexicon, indexed once."""
    return HeadingWords(lexicon, grammars(lexicon).notes)
