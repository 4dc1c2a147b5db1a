"""Rules on words: doubled ones, two spellings, characters that do not belong. 文字"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from policyparse.checks.rule import Hit, Rule
from policyparse.checks.subject import Subject
from policyparse.lexicon.lexicon import Lexicon, alternation
from policyparse.model.check import Severity
from policyparse.nlp.words import Segmenter, Word

_TWICE = re.compile(r"([\u4e00-\u9fff])\1|([\u4e00-\u9fff]{2,4})\2")
_LATIN = re.compile(
    r"(?<![A-Za-z0-9.@/_:-])(?<![A-Za-z] )[A-Za-z][A-Za-z0-9]{2,}(?:\.\d+)?"
    r"(?![A-Za-z0-9@/_:]|[. -][A-Za-z0-9])"
)
_NOT_CHINESE = re.compile(r"[^\s\u4e00-\u9fff]+")
_ADDRESS = re.compile(r"@|://|www\.")  # of mail or web
_MOST_QUOTED, _MOST_CHARACTERS = 3, 8


def doubled(subject: Subject) -> Iterator[Hit]:
    """字词重复。

    为什么：多出的字词多半是改稿或者粘贴时留下的。
    怎么改：删去重复的字词；确为叠用的，不必修改。
    """
    text = subject.text.text
    found = [
        (line, matches)
        for line in subject.lines()
        if not _in_roster(subject, line[0]) and (matches := list(_TWICE.finditer(text, *line)))
    ]
    if not found:
        return
    segmenter = Segmenter(subject.lexicon, [text[slice(*line)] for line, _ in found])
    doubling = _Doubling(subject.lexicon)
    for (start, end), matches in found:
        words = list(segmenter.words(text[start:end]))
        for match in matches:
            if doubling.seen(words, match.start() - start, match.end() - start):
                yield Hit((subject.quote(*match.span()),), f"“{match.group()}”字词重复")


def two_spellings(subject: Subject) -> Iterator[Hit]:
    """同一个外文缩写有两种写法。

    为什么：大小写不一，像是两个不同的术语，检索和统计也会漏掉。
    怎么改：按规范写法统一。
    """
    forms: dict[str, dict[str, list[tuple[int, int]]]] = {}
    text = subject.text.text
    for start, end in subject.lines():
        runs = _NOT_CHINESE.finditer(text, start, end)
        hidden = [run.span() for run in runs if _ADDRESS.search(run.group())]
        for match in _LATIN.finditer(text, start, end):
            if not any(a <= match.start() < b for a, b in hidden):
                by_form = forms.setdefault(match.group().casefold(), {})
                by_form.setdefault(match.group(), []).append(match.span())
    for by_form in forms.values():
        if len(by_form) > 1:
            order = sorted(by_form, key=lambda form: (len(by_form[form]), by_form[form][0]))
            quotes = [subject.quote(*at) for form in order for at in by_form[form][:_MOST_QUOTED]]
            said = "、".join(f"“{form}”{len(by_form[form])}处" for form in order)
            yield Hit(tuple(quotes), f"同一缩写写法不一：{said}")


def traditional(subject: Subject) -> Iterator[Hit]:
    """简体文件里夹有繁体字或者异体字。

    为什么：公文应使用规范汉字，夹杂的繁体字多半来自转载或者识别。
    怎么改：改为规范字，并核对附近文字是否识别有误。
    """
    simplified = subject.lexicon.simplified
    found: dict[str, list[int]] = {}
    for start, end in subject.lines():
        if not _in_roster(subject, start):
            for at in range(start, end):
                if subject.text.text[at] in simplified:
                    found.setdefault(subject.text.text[at], []).append(at)
    if len(found) > _MOST_CHARACTERS:
        first = sorted(at for places in found.values() for at in places)
        quotes = tuple(subject.quote(at, at + 1) for at in first[:_MOST_QUOTED])
        yield Hit(quotes, f"夹有较多繁体字或者异体字，共{len(first)}处，可能是转载件，请核对原件")
        return
    for char, places in found.items():
        quotes = tuple(subject.quote(at, at + 1) for at in places[:_MOST_QUOTED])
        times = f"，共{len(places)}处" if len(places) > 1 else ""
        yield Hit(quotes, f"“{char}”不是规范字，应为“{simplified[char]}”{times}")


def _aabb(line: Sequence[Word], start: int) -> bool:
    """扎扎实实: both characters are said twice."""
    text = "".join(w.text for w in line)
    four = (text[start : start + 4], text[max(0, start - 2) : start + 2])
    return any(len(f) == 4 and f[0] == f[1] != f[2] == f[3] for f in four)


def bound_said_twice(subject: Subject) -> Iterator[Hit]:
    """同一个界限前后各说了一遍。

    为什么：“不低于60%以上”前后重复，究竟含不含60%也说不清，考核时容易争执。
    怎么改：只留一个：“不低于60%”或者“60%以上”。
    """
    bounds = _bounds(subject.lexicon)
    for start, end in subject.lines():
        for match in bounds.finditer(subject.plain, start, end):
            yield Hit(
                (subject.quote(*match.span()),),
                f"“{subject.text.text[slice(*match.span())]}”重复表述界限",
            )


@cache
def _bounds(lexicon: Lexicon) -> re.Pattern[str]:
    """不低于 60% 以上: a word, a figure with its unit, the word that says it again."""
    unit = alternation(lexicon.file.measures.units)
    pairs = lexicon.file.proofreading.bounds
    return re.compile(
        "|".join(
            rf"{re.escape(before)}\d[\d.,]*[万亿]?(?:{unit})?{re.escape(after)}"
            for before, after in pairs
        )
    )


def _in_roster(subject: Subject, at: int) -> bool:
    return any(e.start <= at < e.end for m in subject.plan.roster for e in m.evidence)


class _Doubling:
    """Tells a slip of the pen from characters that two words share by chance."""

    def __init__(self, lexicon: Lexicon):
        words = lexicon.file.proofreading
        self._particles = frozenset(words.particles)
        self._free = frozenset("".join(words.free))
        self._allowed = words.reduplicated
        self._each = words.each
        self._surnames = frozenset("".join(lexicon.file.roster.surnames))

    def seen(self, line: Sequence[Word], start: int, end: int) -> bool:
        """Whether the stretch from start to end of a line says the same twice."""
        half = (start + end) // 2
        before = next(w for w in line if w.start <= start < w.end)
        after = next(w for w in line if w.start <= half < w.end)
        twice = "".join(w.text for w in line)[start:end]
        if (
            before is after
            or _aabb(line, start)
            or any(twice in word or word in twice for word in self._allowed)
        ):
            return False
        if half - start > 1:  # 进行进行
            return (before.start, before.end, after.end) == (start, half, end)
        return self._character(line, before, after)

    def _character(self, line: Sequence[Word], before: Word, after: Word) -> bool:
        char = before.text[-1]
        first, second = len(before.text) == 1, len(after.text) == 1
        if first and second and char in self._particles:
            return True
        if char in self._free or char in self._particles:
            return False
        if first and second:
            left = next((w.text for w in reversed(line) if w.end == before.start), "")
            right = next((w.text for w in line if w.start == after.end), "")
            name = left[-1:] in self._surnames  # of a person
            return not name and not right.startswith(self._each)  # 室室有医生
        return first or second  # 实|实施, 措施|施


RULES = (
    Rule("PP605", "doubled-word", Severity.WARNING, doubled),
    Rule("PP606", "two-spellings", Severity.INFO, two_spellings),
    Rule("PP607", "traditional-character", Severity.WARNING, traditional),
    Rule("PP611", "bound-said-twice", Severity.WARNING, bound_said_twice),
)
