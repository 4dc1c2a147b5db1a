"""Trifles of form, one finding for each kind: half-width marks, brackets, dashes. 格式细节"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.grammar.citations import NUMBER
from policyparse.lexicon.lexicon import alternation
from policyparse.model.check import Severity
from policyparse.nlp.words import Segmenter

Span = tuple[int, int]
_MOST_QUOTED = 3
_CN = "[\u4e00-\u9fff”》）]"
_HALF_MARK = re.compile(
    rf"(?<={_CN})[,;:?!](?!//)|[,;:?!](?=[\u4e00-\u9fff“《（])"
    r"|(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff]|$)",
    re.MULTILINE,
)
_HALF_BRACKET = re.compile(r"(?<=[\u4e00-\u9fff，。；、])[()]|[()](?=[\u4e00-\u9fff，。；、])")
_LINE_OR_BRACKET = re.compile(r"[()\n\t]")
_HALF_QUOTE = re.compile(r"(?<=[\u4e00-\u9fff，。；、（])\"|\"(?=[\u4e00-\u9fff，。；、）])")
_TWO_MARKS = re.compile("[，、；：。！？,;:]{2,}")
_ALLOWED_MARKS = re.compile("[！？]+")
_RANGE = re.compile(
    r"(?<![0-9A-Za-z.〔\-])\d{1,4}(?:\.\d+)?[%％年月日号]?(?P<dash>[-–]|——)\d{1,4}(?:\.\d+)?"
    r"(?=[%％年月日天个家项次倍周岁人米元万亿小时分页条吨])"
)
_NESTED = re.compile("《[^《》]{0,60}《[^《》]{2,60}》")
_BETWEEN_TITLES = re.compile("》、《|”、“")
_YEAR_BRACKET = re.compile(r"[\[（(【]\s?\d{4}\s?[\]）)】]")
_ORDINAL = re.compile(r"〕\s?(?:第|0)")
_INSIDE = re.compile("[\u4e00-\u9fff]{2}")
_SHORTEST_LINE = 20  # shorter lines are spaced on purpose: names, titles
_NEAR = 10
_OPEN_END = re.compile(
    "[\u4e00-\u9fff，、“”]{7,}(?<=[\u4e00-\u9fff])"
)  # no label, bracket or figure
_LABEL = 4  # 责任单位
_LONGEST_WORD = 4  # longer ones are names put together, such as those of two issuers


def half_width_marks(subject: Subject) -> Iterator[Hit]:
    """汉字之间用了半角标点。

    为什么：公文用全角标点，半角、全角混用，排版后疏密不一。
    怎么改：改用全角的逗号、分号、冒号和句号。
    """
    yield from _one(subject, _found(subject, _HALF_MARK), "汉字之间用了半角标点")


def half_width_brackets(subject: Subject) -> Iterator[Hit]:
    """汉字两旁用了半角括号。

    为什么：公文用全角括号，半角、全角混用，常常一前一后不配套。
    怎么改：改用全角括号“（）”。
    """
    spans: list[Span] = []
    for start, end in _found(subject, _HALF_BRACKET):
        behind = subject.text.text[spans[-1][0] : start] if spans else ""
        pair = behind.startswith("(") and not _LINE_OR_BRACKET.search(behind, 1)
        if not (pair and subject.text.text[start] == ")"):  # one place, not two
            spans.append((start, end))
    yield from _one(subject, spans, "汉字两旁用了半角括号")


def straight_quotes(subject: Subject) -> Iterator[Hit]:
    """用了不分前后的直引号。

    为什么：公文用弯引号“”，直引号分不出前后。
    怎么改：改用“”。
    """
    yield from _one(subject, _found(subject, _HALF_QUOTE), "用了不分前后的直引号")


def two_marks(subject: Subject) -> Iterator[Hit]:
    """两个标点连用。

    为什么：多半是删改文字时留下的。
    怎么改：留下需要的一个标点。
    """
    found = _matches(subject, _TWO_MARKS)
    spans = [m.span() for m in found if not _ALLOWED_MARKS.fullmatch(m.group())]
    yield from _one(subject, spans, "两个标点连用")


def range_dash(subject: Subject) -> Iterator[Hit]:
    """数值或者年份的起止之间用了短横线。

    为什么：国家标准规定，起止范围用一字线“—”或者浪纹线“～”，短横线用于编号和复合词。
    怎么改：改用“—”或者“～”，全文统一。
    """
    spans = [m.span() for m in _matches(subject, _RANGE)]
    yield from _one(subject, spans, "起止范围用了短横线", around=0)


def nested_titles(subject: Subject) -> Iterator[Hit]:
    """书名号里又用双书名号。

    为什么：国家标准规定，书名号里还有书名时，里面用单书名号〈〉。
    怎么改：里面一层改用〈〉。
    """
    yield from _one(subject, _found(subject, _NESTED), "书名号里又用双书名号", around=0)


def comma_between_titles(subject: Subject) -> Iterator[Hit]:
    """并列的书名号或者引号之间用了顿号。

    为什么：国家标准规定，标有书名号、引号的并列成分之间通常不用顿号。
    怎么改：删去中间的顿号；之间另有文字的除外。
    """
    yield from _one(subject, _found(subject, _BETWEEN_TITLES), "并列的书名号或者引号之间用了顿号")


def number_form(subject: Subject) -> Iterator[Hit]:
    """发文字号的写法不规范。

    为什么：国家标准规定，发文字号的年份用六角括号〔〕，序号不加“第”、不编虚位。
    怎么改：改为“×政发〔2023〕3号”的写法。
    """
    spans = [
        m.span()
        for m in _matches(subject, NUMBER.compiled)
        if _YEAR_BRACKET.search(m.group()) or _ORDINAL.search(m.group())
    ]
    yield from _one(subject, spans, "发文字号的写法不规范", around=0)


def no_full_stop(subject: Subject) -> Iterator[Hit]:
    """段末没有标点。

    为什么：多半是删改后漏了句号，也可能后面的话没有写完。
    怎么改：核实后面有没有漏字，补上句号。
    """
    opinions = {e.block for opinion in subject.plan.opinions for e in opinion.evidence}
    spans = []
    for block in subject.text.blocks:
        line = subject.plain[block.start : block.end]
        tail = line[line.rfind("。") + 1 :]
        whole = "。" in line and block.kind != "table" and block.index not in opinions
        if whole and _OPEN_END.fullmatch(tail) and subject.outline.nodes:
            spans.append((block.end - 1, block.end))
    yield from _one(subject, spans, "段末没有标点", around=_NEAR)


def blanks_in_words(subject: Subject) -> Iterator[Hit]:
    """词语中间有空格。

    为什么：多余的空格多半是复制时带入的，排版后会出现空档，检索也找不到这个词。
    怎么改：删去空格。
    """
    yield from _one(subject, list(_blanks(subject)), "词语中间有空格")


def marks_between_roles(subject: Subject) -> Iterator[Hit]:
    """责任分工说明中，各类单位之间的标点不统一。

    为什么：有的用分号，有的用句号，同一份文件的体例不一。
    怎么改：统一用分号隔开牵头单位、配合单位和责任单位。
    """
    words = subject.lexicon.file
    stem = alternation(stem for row in words.role for stem in row.stems)
    mark = re.compile(rf"[；。，、](?=(?:{stem})(?:单位|部门)：)")
    found: dict[str, list[Span]] = {}
    for start, end in subject.lines():
        for match in mark.finditer(subject.plain, start, end):
            found.setdefault(match.group(), []).append(match.span())
    if len(found) > 1:
        rare = sorted(found.values(), key=lambda spans: (len(spans), spans[0]))
        said = "、".join(f"“{subject.plain[spans[0][0]]}”{len(spans)}处" for spans in rare)
        places = [span for spans in rare for span in spans[:_MOST_QUOTED]]
        quotes = tuple(subject.quote(start, end + _LABEL) for start, end in places)
        yield Hit(quotes, f"各类责任单位之间的标点不统一：{said}")


def _blanks(subject: Subject) -> Iterator[Span]:
    """Places in the words of a paragraph where the source has blanks that were left out."""
    text = subject.text.text
    near = {}
    for at in _gaps(subject):
        block = subject.text.block_at(at)
        if block.end - block.start >= _SHORTEST_LINE and _INSIDE.fullmatch(text[at - 1 : at + 1]):
            near[at] = max(block.start, at - _NEAR), min(block.end, at + _NEAR)
    if not near:
        return
    words = Segmenter(subject.lexicon, [text[low:high] for low, high in near.values()])
    for at, (low, high) in near.items():
        found = (w for w in words.words(text[low:high]) if low + w.start < at < low + w.end)
        if any(word.frequency and len(word.text) <= _LONGEST_WORD for word in found):
            yield at - 1, at + 1


def _gaps(subject: Subject) -> Iterator[int]:
    """Where in a paragraph blanks of the source were left out."""
    for one, other in pairwise(subject.text.pieces):
        at = one.start + one.length
        if one.source == other.source and one.source[1] is None and at == other.start:
            source = subject.text.raw.blocks[one.source[0]].text
            gap = source[one.origin + one.length : other.origin]
            if gap and not gap.strip():
                yield at


def _matches(subject: Subject, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for start, end in subject.lines():
        yield from pattern.finditer(subject.text.text, start, end)


def _found(subject: Subject, pattern: re.Pattern[str]) -> list[Span]:
    return [match.span() for match in _matches(subject, pattern)]


def _one(subject: Subject, spans: Iterable[Span], what: str, around: int = 3) -> Iterator[Hit]:
    """One finding for all places: their number, and the first of them."""
    spans = list(spans)
    if spans:
        quotes = []
        for start, end in spans[:_MOST_QUOTED]:
            block = subject.text.block_at(start)
            low, high = max(block.start, start - around), min(block.end, end + around)
            quotes.append(subject.quote(low, high))
        yield Hit(tuple(quotes), f"{what}，共{len(spans)}处")


RULES = (
    Rule("PP901", "half-width-marks", Severity.INFO, half_width_marks),
    Rule("PP902", "half-width-brackets", Severity.INFO, half_width_brackets),
    Rule("PP903", "straight-quotes", Severity.INFO, straight_quotes),
    Rule("PP904", "two-marks", Severity.INFO, two_marks),
    Rule("PP905", "range-dash", Severity.INFO, range_dash),
    Rule("PP906", "nested-titles", Severity.INFO, nested_titles),
    Rule("PP907", "mark-between-titles", Severity.INFO, comma_between_titles),
    Rule("PP908", "number-form", Severity.INFO, number_form),
    Rule("PP911", "no-full-stop", Severity.INFO, no_full_stop),
    Rule("PP910", "marks-between-roles", Severity.INFO, marks_between_roles),
    Rule("PP909", "blanks-in-words", Severity.INFO, blanks_in_words),
)
