"""Numbers with their unit of measure and the words that compare: 不低于93.8%, 3个以上."""

import re
from dataclasses import dataclass

from policyparse.grammar.numerals import CHINESE, DIGITS, chinese_number, half_width
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model import Comparator

_NUM = r"\d+(?:,\d{3})*(?:\.\d+)?"
_DASH = r"(?:[—–\-~～－]{1,2}|至|到)"
_SIGNS = {
    "≥": ">=",
    "＞": ">",
    ">": ">",
    "≤": "<=",
    "＜": "<",
    "<": "<",
    "=": "=",
    "＝": "=",
    "≧": ">=",
    "≦": "<=",
}
_RATIO = (
    r"百分之(?P<ratio>[一二三四五六七八九十百零两]+(?:点[一二三四五六七八九零]+)?)|"
    r"(?<![\d个])(?P<whole>百分百)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number ``text[number_start:number_end]`` inside its comparing words ``text[start:end]``."""

    start: int  # of the comparator before it, or of the number
    end: int  # behind the comparator after it
    number_start: int
    number_end: int  # behind the unit of measure
    value: float
    value_high: float | None
    unit: str | None
    op: Comparator | None  # None: a bare number
    before: str | None  # comparing words before the number
    after: str | None
    change: str | None  # up, down: the number is a change
    sign: bool = False  # compared by a sign such as ≥

    @property
    def lasts(self) -> bool:
        """Whether the number only says how long: 3年内建成."""
        return self.unit == "年" and self.before is None and self.after in ("内", "之内", "以内")


class QuantityGrammar:
    """Finds quantities by the lexicon's units of measure and comparators."""

    def __init__(self, lexicon: Lexicon):
        words = lexicon.file.comparators
        measures = lexicon.file.measures
        self._same = measures.same
        units = alternation(measures.units)
        self._number = re.compile(
            rf"(?=[0-9百])(?:(?<![\d.A-Za-z〔\-])(?:(?P<low>{_NUM})(?P<lowunit>%|‰|[百千万亿]?(?:{units}))?{_DASH})?"
            rf"(?P<num>{_NUM})(?:余|多)?(?P<unit>[十百千万亿]{{0,2}}(?:余|多)?(?:{units})(?:[/／](?:{units}))?)?(?![\dA-Za-z.]|年度)"
            rf"|{_RATIO})"
        )
        self._before_op = {w: op for op, ws in words.before for w in ws}
        self._after_op = {w: op for op, ws in words.after for w in ws}
        self._down, self._up = set(words.changes_down), set(words.changes_up)
        change = alternation((*words.changes_down, *words.changes_up))
        before = alternation(self._before_op)
        self._before = re.compile(
            rf"(?:(?P<op>{before})(?:约|大约|了|在|到|为|近)?|(?P<change>{change})(?P<kind>率|幅度|幅|速度)?(?P<join>了|约|为|不低于|不少于|超过|突破|达到|达|控制在|不超过|不高于)?"
            rf"|(?P<sign>[≥≤＞＜>=<＝≧≦]))[ ]?$"
        )
        floors = alternation(w for w in self._before_op if len(w) > 2 and w[0] == "不")
        self._distant = re.compile(  # 不低于行政区域排放总量的65%
            rf"(?P<op>{floors})[^，。；、\d]{{2,20}}的(?P<change>$^)?(?P<sign>$^)?(?P<join>$^)?$"
        )
        self._after = re.compile(f"[ ]?(?P<op>{alternation(self._after_op)})")

    def find(self, text: str, start: int, end: int) -> tuple[Quantity, ...]:
        """All quantities of ``text[start:end]``; the caller masks dates and titles."""
        plain = half_width(text[start:end])
        found: list[Quantity] = []
        for match in self._number.finditer(plain):
            quantity = self._quantity(plain, match, found[-1] if found else None)
            found.append(_moved(quantity, start))
        return tuple(found)

    def _quantity(self, plain: str, match: re.Match[str], last: Quantity | None) -> Quantity:
        low, value, unit = self._figures(match)
        head = plain[max(0, match.start() - 12) : match.start()]
        before = self._before.search(head) or self._distant.search(
            plain[max(0, match.start() - 30) : match.start()]
        )
        if before is not None and "的" in before.group():
            head = before.string
        after = self._after.match(plain, match.end())
        op, change = self._compared(before, after)
        begin = match.start() - (len(head) - before.start() if before else 0)
        return Quantity(
            begin,
            after.end() if after else match.end(),
            match.start(),
            match.end(),
            value if low is None else low,
            None if low is None else value,
            unit,
            Comparator.RANGE if low is not None else op,
            before.group().strip() if before else None,
            after["op"] if after else None,
            change,
            bool(before and before["sign"]),
        )

    def _figures(self, match: re.Match[str]) -> tuple[float | None, float, str | None]:
        if match["ratio"]:
            return None, _chinese_decimal(match["ratio"]), "%"
        if match["whole"]:
            return None, 100.0, "%"
        unit = (match["unit"] or "").strip("余多") or None
        low = float(match["low"].replace(",", "")) if match["low"] else None
        if unit is None and match["lowunit"]:
            unit = match["lowunit"]
        unit = re.sub("[余多]", "", unit) if unit else None
        return (
            low,
            float(match["num"].replace(",", "")),
            self._same.get(unit, unit) if unit else None,
        )

    def _compared(
        self, before: re.Match[str] | None, after: re.Match[str] | None
    ) -> tuple[Comparator | None, str | None]:
        change = None
        op: str | None = None
        if before and before["change"]:
            change = "down" if before["change"] in self._down else "up"
            op = self._before_op.get(before["join"] or "")
        elif before:
            op = _SIGNS[before["sign"]] if before["sign"] else self._before_op[before["op"]]
        if after:
            op = self._after_op[after["op"]]
        return (Comparator(op) if op else None), change


def _chinese_decimal(text: str) -> float:
    whole, _, part = text.partition("点")
    value = float(chinese_number(whole) or 0)
    return value + (float("0." + "".join(str(DIGITS[c]) for c in part)) if part else 0.0)


def _moved(q: Quantity, shift: int) -> Quantity:
    return Quantity(
        q.start + shift,
        q.end + shift,
        q.number_start + shift,
        q.number_end + shift,
        q.value,
        q.value_high,
        q.unit,
        q.op,
        q.before,
        q.after,
        q.change,
        q.sign,
    )


__all__ = ["CHINESE", "Quantity", "QuantityGrammar"]
