"""Figures in table cells, and the units of measure that their headings give. 表格数值"""

import re
from dataclasses import dataclass
from functools import cache

from policyparse.grammar.numerals import half_width
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model import Comparator

_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DASH = r"[ ]?(?:[—–\-~～－]{1,2}|至|到)[ ]?"
_SIGNS = {
    "≥": ">=", "≧": ">=", ">=": ">=", "＞=": ">=", "＞": ">", ">": ">", "≤": "<=", "≦": "<=",
    "<=": "<=", "＜=": "<=", "＜": "<", "<": "<", "=": "=", "＝": "=",
}  # fmt: skip
_PART = re.compile("[，,、；; ]|单位[:：]")
_BRACKET = re.compile(r"[（(〔\[【](?P<in>[^（）()〔〕\[\]【】]{1,24})[）)〕\]】]$")
_SLASH = re.compile(r"(?<=[\u4e00-\u9fff])[/／](?P<in>[^/／]{1,12})$")
_YEAR = re.compile(r"(?:到|至)?20\d{2}年?(?:度|底|末)?(?:前)?")


@dataclass(frozen=True, slots=True)
class CellFigure:
    """The one figure that a cell holds: ``text[start:end]`` with what compares it."""

    start: int
    end: int
    op: Comparator | None  # None: a bare figure
    value: float
    value_high: float | None = None
    unit: str | None = None
    change: str | None = None  # 下降, 增长: the figure is a change


@dataclass(frozen=True, slots=True)
class HeadingParts:
    """A heading taken apart: 优良天数比率（≥，%） -> name, unit of measure, comparator."""

    name: str
    unit: str | None = None
    op: Comparator | None = None


class FigureGrammar:
    """Cell figures by the lexicon's units of measure and comparators."""

    def __init__(self, lexicon: Lexicon):
        words, measures = lexicon.file.comparators, lexicon.file.measures
        self._same = measures.same
        one = rf"[十百千万亿]{{0,2}}(?:{alternation(measures.units)})"
        units = rf"{one}(?:[/／·•]{one}|[/／](?:天|日|月|年|人|次))?"
        self._unit = re.compile(units)
        self._ops = {w: op for op, ws in words.before for w in ws} | _SIGNS
        self._after = {w: op for op, ws in words.after for w in ws}
        changes = alternation((*words.changes_down, *words.changes_up))
        ops, after = alternation(self._ops), alternation(self._after)
        self._cell = re.compile(
            rf"(?P<open>[\[〔【（(])?(?P<change>{changes})?(?:率|幅度|幅)?"
            rf"(?P<op>{ops})?(?:约|到|至|为)?[ ]?(?P<sign>[\-－−](?=\d))?"
            rf"(?P<low>{_NUM})(?:(?P<lowunit>{units})?{_DASH}(?P<high>{_NUM}))?"
            rf"[ ]?(?P<unit>{units})?[ ]?(?P<after>{after})?"
            rf"(?(open)[\]〕】）)])(?:[\[〔【（(][^（）()〔〕\[\]【】]*[\]〕】）)])?[。；;]?"
        )
        self._generic = frozenset((*lexicon.file.columns.value, "目标值", ""))
        tails = alternation(w for w in lexicon.file.columns.value if len(w) > 1)
        self._tail = re.compile(rf"(?<=[\u4e00-\u9fff）%])(?:{tails})$")

    def figure(self, text: str) -> CellFigure | None:
        """The figure that is all a cell holds; None for words, several figures, dashes."""
        plain = half_width(text)
        lead = len(plain) - len(plain.lstrip())
        match = self._cell.fullmatch(plain.rstrip(), lead)
        if match is None:
            return None
        low, high = _number(match["low"]) or 0.0, _number(match["high"])
        unit = match["unit"] or match["lowunit"]
        if unit == "年" and 1900 < low < 2100:
            return None
        op = self._ops.get(match["op"] or "")
        op = self._after.get(match["after"] or "", op)
        if high is not None:
            op = "range"
        elif op is None and match["change"]:
            op = "="
        return CellFigure(
            match.start("sign") if match["sign"] else match.start("low"),
            match.end("unit") if match["unit"] else match.end("high" if match["high"] else "low"),
            Comparator(op) if op else None,
            -low if match["sign"] else low,
            high,
            self.unit(unit) if unit else None,
            match["change"],
        )

    def unit(self, text: str) -> str | None:
        """A unit of measure that the lexicon knows, in its usual spelling."""
        word = re.sub(r"\s+", "", text)
        if not self._unit.fullmatch(word):
            return None
        return self._same.get(word, word)

    def heading(self, text: str) -> HeadingParts:
        """Name, unit and comparator of a heading or of a row's label."""
        name = re.sub(r"\s+", "", text).rstrip("：:*＊")
        unit: str | None = None
        op: Comparator | None = None
        while match := _BRACKET.search(name) or _SLASH.search(name):
            found, sign = self._bracket(match["in"])
            if found is None and sign is None:
                break
            unit, op, name = unit or found, op or sign, name[: match.start()]
        for word in sorted(self._ops, key=len, reverse=True):
            if name.endswith(word) and (word in _SIGNS or word.startswith("不")):
                op, name = op or Comparator(self._ops[word]), name[: -len(word)]
                break
        if unit is None and name.endswith(("%", "％", "‰")):
            unit, name = self._same.get(name[-1], name[-1]), name[:-1]
        return HeadingParts(name, unit, op)

    def _bracket(self, inner: str) -> tuple[str | None, Comparator | None]:
        """Unit and comparator in a bracket: %, 单位：个, ≥，微克/立方米."""
        unit: str | None = None
        op: Comparator | None = None
        for part in filter(None, _PART.split(inner)):
            if part in self._ops:
                op = Comparator(self._ops[part])
            else:
                unit = unit or self.unit(part)
        return unit, op

    def name(self, heading: str) -> str:
        """The indicator that a heading names; empty where it says no more than 2025年目标值."""
        name = _YEAR.sub("", self.heading(heading).name)
        name = re.sub(r"^[，、：:的]+|[（(][）)]$", "", name)
        if name in self._generic:
            return ""
        bare = self._tail.sub("", name)
        return bare if len(bare) >= 4 else name


@cache
def figure_grammar(lexicon: Lexicon) -> FigureGrammar:
    """The grammar of a lexicon, compiled once."""
    return FigureGrammar(lexicon)


def _number(text: str | None) -> float | None:
    return float(text.replace(",", "")) if text else None
