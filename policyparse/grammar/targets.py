"""Numeric targets 指标: which quantities bind, on what indicator, for whom."""

import re
from dataclasses import replace

from policyparse.grammar.quantities import Quantity, QuantityGrammar
from policyparse.grammar.target_expression import TargetExpression
from policyparse.grammar.target_lists import STOPS, paired, whole_lists
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model import Certainty, Comparator, TargetKind

_SLOGAN = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)个(?:100%|百分百|百分之百)")
_TIME_LEAD = re.compile(
    r"^(?:□|[到至自在从于前底末内起止](?=□)|(?<=□)[前底末内起止]|期间|期末|[，、和及与](?=□)|，"
    r"|(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})年(?:之|以)?内)+"
)
_DONE = re.compile(r"已经?(?:达|建成|完成|累计|实现|有)[^，。；]{0,3}$|首次[^，。；]{0,4}$")
_PLACE_ALONE = re.compile(r"其?他?[\u4e00-\u9fff]{1,5}(?:区|县|市|城|镇|乡|村|州|旗|地区)")
_GENERIC = ("总数", "总量", "总数量", "总人数", "总规模", "占比", "比例", "比重")
_WHERE = re.compile(r"在[^，。；]{2,24}?(?:区域|地区|等地|范围|领域|环节)内?(?=[\u4e00-\u9fff]{3})")
_MONEY = re.compile("元|%|分|倍")
_HELD = re.compile("(?:召开|举行|举办|通报|调度|会商|检查|巡查)$")
_CHANGED_TO = re.compile(
    r"(?:[以左][上下内右])?(?:增加|提高|提升|下降|降低|缩短|减少|压减|压缩|缩减|扩大|增长|上升|升)[到至]"
)
_AT_LEAST = re.compile(r"至少|不少于|最少")
_CLOSED = re.compile(r"[ ]?(?:$|[，。；;、：）)\n])")
_PLAIN_NOUN = re.compile(
    r"[\u4e00-\u9fffA-Za-z（）()“”·/、]{1,24}?(?=[，。；;、：]|$|和|以及|并|，)"
)
_GOAL_NOUNS = re.compile(r"^的?(?:目标|要求|任务|比例|标准|水平|规模|原则|进度)")


class TargetGrammar:
    """Targets of a paragraph by the lexicon's words."""

    def __init__(self, lexicon: Lexicon):
        words = lexicon.file.comparators
        self.quantities = QuantityGrammar(lexicon)
        self._achieve = re.compile(
            f"(?:{alternation(words.achieve)})(?:了|各|约|不少于|全部"
            f"|[首一二三第]{{1,2}}批|新一批)?$"
        )
        self._achieve_start = re.compile(f"(?:{alternation(words.achieve)})")
        self.indicator = re.compile(
            f"(?:{alternation(words.indicators)})(?:（[^（）]*）)?(?:目标|任务)?$"
        )
        self._lead = re.compile(f"^(?:(?!使用)(?:{alternation(words.leads)}))+")
        scopes = alternation(words.scopes)
        self._scope = re.compile(
            rf"^(?:{scopes}|[\u4e00-\u9fff]{{1,8}}(?:自治区|省|市|州|县|区|镇|乡|街道)(?=[^，。]{{2,}}(?:率|数|量|度|比重|比例|积)))(?:范围)?内?(?:的)?"
        )
        sorts = alternation(words.sorts_of_place)
        self._sorted = re.compile(rf"(?:{sorts})(?=[\u4e00-\u9fff])(?!范围|内|的|分别|达)")
        self._reward = re.compile(alternation(words.rewards))
        self._history = re.compile(alternation(words.history))
        self._limit = re.compile(alternation(words.limits))

    def find(self, text: str, start: int, end: int) -> tuple[TargetExpression, ...]:
        """Targets of ``text[start:end]``; dates, titles and doc numbers are masked as □."""
        numbers = self.quantities.find(text, start, end)
        quantities = [q for q in numbers if not (q.lasts or self._starts_a_change(text, q))]
        found: list[TargetExpression] = []
        for number, quantity in enumerate(quantities):
            before = quantities[number - 1] if number else None
            target = self._target(text, start, end, quantity, before, found)
            if target is not None:
                if target.rule == "paired" and (target.unit or "").startswith(
                    found[-1].unit or "□"
                ):
                    found[-1] = replace(found[-1], unit=target.unit)  # 4个、6个工作日
                found.append(target)
        found += whole_lists(self, text, start, end)
        found = paired(text, found, self.indicator)
        return tuple(sorted(found, key=lambda t: t.number))

    # --- one quantity ---------------------------------------------------------------------

    def _target(
        self,
        text: str,
        start: int,
        end: int,
        q: Quantity,
        last: Quantity | None,
        found: list[TargetExpression],
    ) -> TargetExpression | None:
        low = self._clause_start(text, start, q, last, found)
        lead = text[low : q.start]
        clause = text[self.left(text, start, q.start, STOPS) : q.start]
        if self._excluded(text, q, clause, lead, end):
            return None
        sibling = self._sibling(text, q, last, found)
        op, rule, certainty = self._operator(text, q, (low, lead), end, sibling, found)
        if op is None:
            return None
        span = self._indicator_span(text, start, low, q, found)
        indicator = self._named(text, span, self._noun(text, q, lead, end), sibling)
        if not indicator:
            return None
        indicator, place = self._of_place(self._in_context(indicator, found), found)
        name_start = span[0] if span else q.start
        return TargetExpression(
            start=name_start,
            end=q.end,
            rule=rule,
            indicator=indicator,
            indicator_span=span,
            op=op,
            value=q.value,
            value_high=q.value_high,
            unit=q.unit,
            scope=place or self.scope_of(text, start, name_start, low),
            kind=self._kind(text, q, lead, clause, end),
            certainty=certainty,
            number=(q.number_start, q.number_end),
        )

    def _noun(self, text: str, q: Quantity, lead: str, end: int) -> str | None:
        """The thing that a count or a share is of, where it stands behind the number."""
        if q.unit == "%" and q.before is None and q.after and not q.change:
            noun = self._noun_behind(text, q, end)  # 50%以上泊位
            return noun + "比例" if noun else None
        return self._noun_behind(text, q, end) if self._counts(q, lead) else None

    def _in_context(self, indicator: str, found: list[TargetExpression]) -> str:
        """总数达到…: of what the target before is about."""
        if indicator not in _GENERIC or not found:
            return indicator
        return self._achieve_start.sub("", found[-1].indicator, count=1) + indicator

    @staticmethod
    def _starts_a_change(text: str, q: Quantity) -> bool:
        """由15个工作日（压减至7个工作日）: where a change begins is no target."""
        return text[max(0, q.start - 1) : q.start] in ("由", "从") and bool(
            _CHANGED_TO.match(text, q.end)
        )

    def _excluded(self, text: str, q: Quantity, clause: str, lead: str, end: int) -> bool:
        if q.unit in (None, "年", "月", "日", "级") and not (q.before or q.after):
            return True
        if q.unit is None and not q.sign and not q.before:
            return True
        if q.unit == "年" and 1900 < q.value < 2100:
            return True
        money = q.unit is None or bool(_MONEY.search(q.unit))
        if (
            (money and self._reward.search(clause[-24:]))
            or self._history.search(clause)
            or _DONE.search(clause)
        ):
            return True
        if _SLOGAN.match(text, q.number_start) or re.search(r"[\d一二两三四五六七八九十]个$", lead):
            return True
        behind = text[q.number_end : min(end, q.number_end + 2)]
        if text[max(0, q.start - 1) : q.start] in ("第", "“", "·", "+"):
            return True
        return q.op is None and behind[:1] in ("”", "+", "·")

    def _operator(
        self,
        text: str,
        q: Quantity,
        clause: tuple[int, str],
        end: int,
        sibling: TargetExpression | None,
        found: list[TargetExpression],
    ) -> tuple[Comparator | None, str, Certainty]:
        """The comparator, the rule that gave it, and how sure it is."""
        low, lead = clause
        follow = text[q.end : end]
        if q.op is not None and (q.before or q.sign):
            return q.op, "compared", Certainty.SURE
        if q.change:
            return q.op or Comparator.EQUAL, "change", Certainty.SURE
        if sibling is not None:
            return q.op or sibling.op, "paired", Certainty.LIKELY
        achieved = bool(self._achieve.search(lead)) or bool(
            _CLOSED.match(follow)
            and self._achieve_start.match(self._lead.sub("", _TIME_LEAD.sub("", lead)))
        )
        if q.op is not None:  # only a word behind: 30%以上
            if achieved or q.unit == "%" or not follow or follow[0] in STOPS + "、）)（(":
                return q.op, "compared-behind", Certainty.SURE
            return (
                (q.op, "compared-behind", Certainty.LIKELY) if lead else (None, "", Certainty.SURE)
            )
        return self._bare(text, q, (low, lead), follow, found, achieved=achieved)

    def _bare(
        self,
        text: str,
        q: Quantity,
        clause: tuple[int, str],
        follow: str,
        found: list[TargetExpression],
        *,
        achieved: bool,
    ) -> tuple[Comparator | None, str, Certainty]:
        """A number that nothing compares: 建成3个示范区, 比率0.0%, 软管30公里."""
        low, lead = clause
        name = lead.rstrip("（(为是:： ")
        bare = Comparator.AT_LEAST if _AT_LEAST.search(lead) else Comparator.EQUAL
        if self.indicator.search(name) and q.unit is not None and q.unit != "个":
            return bare, "named", Certainty.LIKELY
        lasts = q.unit in ("小时", "分钟", "天", "日") and not _CLOSED.match(follow)
        if (achieved or bare is Comparator.AT_LEAST) and not lasts:
            return bare, "count", Certainty.LIKELY
        if q.unit == "%" and re.match("的[\u4e00-\u9fff]", follow):
            return bare, "share", Certainty.LIKELY
        if q.unit is not None and len(name) >= 2 and _CLOSED.match(follow):
            if text[low - 1 : low] == "、" and found:  # 泵车不少于24台、软管30公里
                bare = found[-1].op
            return bare, "count-behind", Certainty.UNSURE
        return None, "", Certainty.SURE

    def _sibling(
        self, text: str, q: Quantity, last: Quantity | None, found: list[TargetExpression]
    ) -> TargetExpression | None:
        """The target this quantity continues: 10%、20%、30%."""
        if last is None or not found or found[-1].number != (last.number_start, last.number_end):
            return None
        between = text[last.end : q.start]
        alike = q.unit == last.unit or (q.unit or "").startswith(last.unit or "□")
        joined = between in ("、", "和", "，", "及", "与", "或", "以及") and alike
        return found[-1] if joined and q.before is None else None

    # --- the indicator --------------------------------------------------------------------

    @staticmethod
    def left(text: str, start: int, at: int, stops: str) -> int:
        """Where the clause that ends at ``at`` begins, brackets skipped."""
        depth = 0
        for here in range(at - 1, start - 1, -1):
            if text[here] in "）)":
                depth += 1
            elif text[here] in "（(":
                depth -= 1
                if depth < 0:
                    return here + 1
            elif depth == 0 and text[here] in stops:
                return here + 1
        return start

    def _clause_start(
        self,
        text: str,
        start: int,
        q: Quantity,
        last: Quantity | None,
        found: list[TargetExpression],
    ) -> int:
        low = self.left(text, start, q.start, STOPS)
        qualifies = (  # 投资额1亿元以上制造业项目分别达到420个: part of what is counted
            last is not None
            and bool(found)
            and found[-1].number[0] == last.number_start
            and found[-1].kind is TargetKind.CONDITION
            and q.start - last.end >= 2
            and text[last.end] not in "、，和"
        )
        if last is not None and last.end > low and not qualifies:
            low = last.end
            while low < q.start and text[low] in "、和及与，或":
                low += 1
        return low

    def _indicator_span(
        self, text: str, start: int, low: int, q: Quantity, found: list[TargetExpression]
    ) -> tuple[int, int] | None:
        span = self.trimmed(text, low, q.start)
        if span is not None:
            return span
        high = low - 1  # nothing in this clause: the clause before names the indicator
        while high > start and text[high - 1] in "，、":
            high -= 1
        if high <= start or text[high : high + 1] not in ("，", "、", "和", ""):
            return None
        before = self.left(text, start, high, STOPS)
        if found and found[-1].number[1] > before:
            return found[-1].indicator_span
        return self.trimmed(text, before, high)

    def trimmed(self, text: str, low: int, high: int) -> tuple[int, int] | None:
        """Without 到2025年, 确保, 全市 in front and 比2015年, 分别 behind."""
        while True:
            part = text[low:high]
            cut = _TIME_LEAD.match(part) or self._lead.match(part) or _WHERE.match(part)
            scope = self._scope.match(part)
            if cut and cut.end() < len(part):
                low += cut.end()
            elif self._sorted.match(part):
                break  # 农村公路优良路率: part of the name
            elif scope and scope.end() < len(part):
                low += scope.end()
            elif cut:
                return None
            else:
                break
        part = text[low:high]
        tail = re.search(
            r"(?:[由从]\d[^，。；]{0,12}|分别|均|都|力争|确保|争取|稳定|保持|已|约|要|应|须|应当|必须|不得|至少|平均|年均|每年|同比|再|总体|稳步|达到|到□+[年底末]*|□+[年底末前]*|，|比上年|较上年|(?:比|较|在|与)□+(?:年|同期|水平|基础上|相比)*|原则上|全部|的|（|\()+$",
            part,
        )
        if tail:
            high = low + tail.start()
        return (low, high) if high - low >= 2 else None

    def _named(
        self,
        text: str,
        span: tuple[int, int] | None,
        noun: str | None,
        sibling: TargetExpression | None,
    ) -> str:
        own = text[span[0] : span[1]].replace("□", "") if span else ""
        if noun and _HELD.search(own):
            return own[-2:] + noun
        if noun:
            head = self._achieve_start.match(own)
            stripped = own[head.end() :] if head else own
            return noun if not stripped or self._achieve.search(own) else stripped + noun
        return own or (sibling.indicator if sibling else "")

    def _of_place(self, indicator: str, found: list[TargetExpression]) -> tuple[str, str | None]:
        """全市达到70%以上，县城达到60%以上: the place alone; the indicator stays the same."""
        if (
            found
            and len(indicator) <= 8
            and (self._scope.fullmatch(indicator) or _PLACE_ALONE.fullmatch(indicator))
        ):
            return found[-1].indicator, indicator
        return indicator, None

    def _counts(self, q: Quantity, lead: str) -> bool:
        return (
            q.unit is not None
            and q.unit not in ("%", "‰")
            and bool(
                self._achieve.search(lead)
                or _AT_LEAST.search(lead[-4:])
                or _HELD.search(lead)
                or not lead.strip()
            )
        )

    @staticmethod
    def _noun_behind(text: str, q: Quantity, end: int) -> str | None:
        match = _PLAIN_NOUN.match(text, q.end, end)
        return match.group().strip("的、") or None if match else None

    def scope_of(self, text: str, start: int, name_start: int, low: int) -> str | None:
        """The place or group that the clause names in front of the indicator."""
        sentence = self.left(text, start, name_start, "。；;\n")
        part = text[low:name_start]
        while part:
            cut = _TIME_LEAD.match(part) or self._lead.match(part)
            scope = self._scope.match(part)
            if scope:
                return (
                    scope.group().removesuffix("的").removesuffix("内").removesuffix("范围") or None
                )
            if not cut or not cut.end():
                break
            part = part[cut.end() :]
        first = self._scope.match(_TIME_LEAD.sub("", text[sentence:name_start]))
        return first.group().removesuffix("的") if first else None

    # --- what the number is for -----------------------------------------------------------

    def _kind(self, text: str, q: Quantity, lead: str, clause: str, end: int) -> TargetKind:
        follow = text[q.end : min(end, q.end + 12)]
        if q.sign:
            return TargetKind.CONDITION
        if q.before is None and q.unit in ("米", "公里") and q.after in ("内", "以内", "之内"):
            return TargetKind.CONDITION
        achieved = bool(self._achieve_start.match(self._lead.sub("", _TIME_LEAD.sub("", lead))))
        share = q.unit == "%" and q.before is None  # 60%的县级医院达到标准
        if q.unit in ("岁", "周岁") and q.before is None and q.after != "左右":
            return TargetKind.CONDITION
        if follow.startswith("的") and not _GOAL_NOUNS.match(follow) and not achieved and not share:
            return TargetKind.CONDITION
        if re.match(r"范围|半径|宽|处|的?区域", follow) or re.search(
            r"半径|每小时|持续|未来|连续|超过$", lead
        ):
            return TargetKind.CONDITION
        loose = (
            q.after in ("以上", "以下", "及以上", "及以下") and q.before is None and not q.change
        )
        if loose and q.unit != "%" and follow and follow[0] not in STOPS + "、）)":
            return TargetKind.GOAL if self._achieve.search(lead) else TargetKind.CONDITION
        if re.search(
            r"(?:^|[，；])(?:对|凡|如|若|当|将|对于)[^，。；]*$", clause
        ) and not self.indicator.search(lead):
            return TargetKind.CONDITION
        if self._limit.search(clause) or (q.before or "").startswith(("不得", "不应", "不能")):
            return TargetKind.LIMIT
        return TargetKind.GOAL
