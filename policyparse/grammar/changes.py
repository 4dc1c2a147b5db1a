"""The usual phrasings by which an opinion asks for a change, as patterns over its masked text.

A pattern runs on text whose quotations are masked, so that ``“■■”`` is always a quotation.
Groups: ``u`` units, ``r`` their role, ``to`` the role they are to have, ``old`` and ``new`` words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.grammar.requests import QUOTE, Request
from policyparse.lexicon.lexicon import Lexicon, alternation

Span = tuple[int, int]

_START = r"(?:(?<=[，,。；;：:\n”将把])|(?<=建议)|^)"
_BARE = r"[^“”，,。；;：:\n]"
_U = rf"(?:{QUOTE}|{_BARE}{{1,60}}?)"
_STOP = r"(?=[，,。；;\n]|$)"
_LIST = r"(?:名单|列表|之列|行列|序列|栏)?"
_IN = r"(?:之?中|里|内)?的?"
_TASK = r"(?:该项|此项|本项|该|此|本)?(?:工作|任务|措施|条款|内容)?的?"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a stretch; the rules further up in RULES are tried first."""

    rule: str
    start: int
    end: int
    groups: dict[str, Span]


class ChangeGrammar:
    """The patterns, made of the lexicon's words."""

    def __init__(self, lexicon: Lexicon):
        words = lexicon.file.opinions
        stems = alternation(s for row in lexicon.file.role for s in row.stems)
        heads = alternation(lexicon.file.labels.heads)
        verbs = alternation(v for row in lexicon.file.role for v in row.verbs)
        change = alternation(words.change)
        self._parts = {
            "ROLE": rf"(?:{stems})(?:责任)?(?:{heads})",
            "VERB": f"(?:{verbs})",
            "CHANGE": rf"(?:(?:{change})+(?:为|成|至)|{alternation(words.should)})",
            "ADD": f"(?:{alternation(words.add)})",
            "ENLIST": f"(?:{alternation(words.enlist)})",
            "LISTAS": f"(?:{alternation(words.list_as)})",
            "DELETE": f"(?:{alternation(words.delete)})",
            "REMOVE": f"(?:{alternation(words.remove)})",
            "NOTAS": f"(?:{alternation(words.not_as)})",
            "START": _START,
            "QUOTE": QUOTE,
            "BARE": _BARE,
            "STOP": _STOP,
            "LIST": _LIST,
            "TASK": _TASK,
            "IN": _IN,
            "U": _U,
        }
        self.rules = tuple((name, re.compile(self._filled(regex))) for name, regex in RULES)

    def _filled(self, regex: str) -> str:
        return re.sub(r"<([A-Z]+)>", lambda match: self._parts[match[1]], regex)

    def candidates(self, request: Request) -> Iterator[Candidate]:
        """All readings of a request, the most specific rules first."""
        for name, pattern in self.rules:
            for match in pattern.finditer(request.masked, request.start, request.end):
                groups = {
                    key: match.span(key) for key, value in match.groupdict().items() if value
                }
                start = min([*(low for low, _ in groups.values()), match.end()])
                yield Candidate(name, start, match.end(), groups)


_LABEL = r"[（(]?(?:<ROLE>)[:：]"
_NOTE = rf"(?:[“]?{_LABEL}[^“”\n]*?)"

RULES = (
    # “牵头单位：A、B”without marks of quotation on either side
    (
        "notes",
        rf"(?:将|把)(?P<lead>[^“”\n]*?)(?P<old>{_NOTE})(?:建议)?<CHANGE>[:：]?"
        rf"(?P<new>{_LABEL}[^“”\n]*?[）)。]?)(?=[，,。]?(?:建议|同时|另|将)|[\n]|$)",
    ),
    # 我局不作为牵头单位
    ("remove", r"<START>(?P<u><U>)??(?:建议)?<NOTAS>(?:为)?<TASK>(?P<r><ROLE>)"),
    ("remove", r"不(?:再|宜|应)?(?:宜|应)?由(?P<u><U>)(?P<r><VERB>)"),
    # 将X由牵头单位调整为配合单位, 将X列为配合单位
    (
        "role",
        r"<START>(?P<u>(?!<ADD>|建议<ADD>)<U>)?(?:(?:由|从)?(?:原来?的?)?(?P<r><ROLE>)<LIST>)?"
        r"[，,]?(?:建议)?(?:<CHANGE>|<LISTAS>)<TASK>(?P<to><ROLE>)(?![:：])",
    ),
    # 由X牵头改为由Y牵头, 由X牵头改为配合
    (
        "by",
        r"<START>(?P<u><U>)(?P<r><VERB>)[，,]?(?:建议)?<CHANGE>(?:由)?(?P<v><BARE>{2,40}?)??"
        r"(?P<to><VERB>)<STOP>",
    ),
    ("by-new", r"(?:改|改为|调整为|变更为|明确|明确为|应|宜)由(?P<v><BARE>{2,40}?)(?P<to><VERB>)<STOP>"),
    ("by-new", r"建议(?:<BARE>{0,20}?任务|<BARE>{0,20}?工作)?由(?P<v><BARE>{2,40}?)(?P<to><VERB>)<STOP>"),
    # 增加X为配合单位; 配合单位中增加X; 将X纳入配合单位; 增加配合单位：X
    ("add", r"<ADD>(?P<u><U>)(?:列?为|作为|到|至|进入?)<TASK>(?P<r><ROLE>)"),
    (
        "add",
        r"(?P<r><ROLE>)<LIST>(?:之?中|里|内|后面?)?[，,]?(?:建议)?(?:再|还|应|可|需)?<ADD>(?:上|了|入)?"
        r"[:：]?(?P<u><QUOTE>|<BARE>{2,80})<STOP>",
    ),
    (
        "add",
        r"<START>(?P<u><U>)(?:也|一并)?<ENLIST>(?:为|到|至|进|作为|入)?<TASK>(?P<r><ROLE>)",
    ),
    ("add", r"<ADD>(?P<r><ROLE>)[:：]?(?P<u><QUOTE>|<BARE>{2,80})<STOP>"),
    # 将X移出牵头单位; 从牵头单位中删除X; 删除牵头单位中的X; 取消X的牵头单位
    (
        "remove",
        r"<START>(?P<u><U>)(?:建议)?(?:从|由|自)?<TASK>(?P<r><ROLE>)<LIST><IN>(?:予以)?<REMOVE>(?:出|掉)?<STOP>",
    ),
    ("remove", r"<START>(?P<u><U>)(?:建议)?<REMOVE>(?:出|掉)?<TASK>(?P<r><ROLE>)<LIST>"),
    (
        "remove",
        r"(?P<r><ROLE>)<LIST><IN>[，,]?(?:建议)?<REMOVE>(?:掉|了)?(?P<u><QUOTE>|<BARE>{2,80})<STOP>",
    ),
    ("remove", r"<REMOVE>(?:其中的?|该)?(?P<r><ROLE>)<LIST><IN>(?P<u><QUOTE>|<BARE>{2,80})<STOP>"),
    ("remove", r"<REMOVE>(?P<u><U>)(?:的|作为)?(?P<r><ROLE>)"),
    # 牵头单位调整为“A、B”
    (
        "units",
        r"(?P<r><ROLE>)<LIST>[，,]?(?:由|从)?(?P<old><QUOTE>|(?<=[由从])<BARE>{2,80}?)?(?:建议)?"
        r"(?:统一)?(?:<CHANGE>|明确为|确定为)[:：]?(?P<new><QUOTE>|[^“”。；;\n]{2,120})",
    ),
    # 将“A”修改为“B”
    ("replace", r"(?P<old><QUOTE>)[^“”。；;\n]{0,24}?<CHANGE>[:：]?[ ]?(?P<new><QUOTE>)"),
    ("replace", r"(?:以|用)(?P<new><QUOTE>)(?:替换|代替|替代|取代)(?:原来?的?)?(?P<old><QUOTE>)"),
    ("replace", r"(?:将|把)(?P<bare>[^“”。；;\n]{2,60}?)<CHANGE>[:：]?(?P<new><QUOTE>)"),
    ("replace", r"<CHANGE>[:：]?[ ]?(?P<new><QUOTE>)"),
    ("replace", r"(?P<old><QUOTE>)[^“”。；;\n]{0,24}?<CHANGE>[:：]?(?P<new>[^“”。；;\n]{2,120})"),
    # 增加“A”表述
    (
        "add-text",
        r"<ADD>(?:上|入|了|一[句条项段款点]|以下|如下|下列|相关|有关)*(?:内容|表述|文字|措施|语句)?[:：]?"
        r"(?P<new><QUOTE>)",
    ),
    ("add-text", r"(?:将|把)(?P<new><QUOTE>)(?:一并|也)?<ENLIST>(?:到|至|进|在)?(?P<into><BARE>*)"),
    # 删除“A”
    (
        "delete",
        r"<DELETE>(?:掉|了)?(?P<into>[^“”。；;，,\n]{1,40}?(?:<QUOTE>(?:中|里|内)?的?)?"
        r"|<QUOTE>(?:中|里|内)的?)?(?P<old><QUOTE>)",
    ),
    (
        "delete",
        r"(?P<old><QUOTE>)[^“”。；;，,\n]{0,16}?[，,]?(?:建议)?(?:予以|可|一并|全部|应|整体)*<DELETE>"
        r"(?:掉|了)?<STOP>",
    ),
    # the same without marks of quotation
    (
        "replace",
        r"(?:将|把)(?P<bare>[^“”。；;\n]{2,60}?)<CHANGE>[:：]?(?P<new>[^“”。；;，,\n]{2,120})",
    ),
    ("add-text", r"<ADD><BARE>{0,16}[:：](?P<new>[^“”\n。；;]{4,200}[。；;]?)"),
    (
        "add-text",
        r"<ADD>(?P<new><BARE>{4,80}?)(?:的|等)?(?:表述|内容|要求|字样|条款|规定|措施|任务)<STOP>",
    ),
    ("delete", r"(?:将|把)(?P<bare><BARE>{2,60}?)(?:予以|全部|一并|整体)*<DELETE>(?:掉|了)?<STOP>"),
    ("delete", r"(?:建议|^|[，,；;])(?:予以)?<DELETE>(?:掉|了)?(?P<bare><BARE>{2,60})<STOP>"),
)
