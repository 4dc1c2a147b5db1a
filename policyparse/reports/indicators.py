"""The same indicator in several documents, side by side. 同一指标对照

Matching is cautious: names must be the same once brackets, places and subscripts are out of the
way, and the unit of measure must be the same. Names whose words are all among those of
another are shown too, as a question. No value is called higher or lower: years and scopes are
stated instead.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policyparse.lexicon.load import load
from policyparse.model import Jurisdiction, Target, TargetKind
from policyparse.nlp.words import segmenter
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.values import NOT_WRITTEN, base_text, mark, value_text
from policyparse.reports.views_lists import IndicatorRow, IndicatorView

LEAST_WORDS = 2  # fewer common words do not make two indicators alike

_ALIAS = re.compile(r"^([\u4e00-\u9fff]{2,12})\(([A-Za-z][A-Za-z0-9.]{0,9})\)")
_BRACKETS = re.compile(r"\([^()]*\)")
_WHOLE = re.compile(r"^(?:全国|全省|全区|全市|全县|全州|全盟|我省|我区|我市|我县|辖区内?|各地)+的?")
_MEAN = re.compile(r"(?<![日时月季])(?:年平均|年均|平均)")
_MARKS = re.compile(r"[\s\u3000“”\"'·、，,。()]+")
_OWN_WHOLE = re.compile(r"^[全我本](?:国|省|区|市|县|州|盟|自治区)$")
_PLACE = re.compile(r"^(?![各全我本]|设区|县级)[\u4e00-\u9fff]{2,}(?:省|自治区|市|区|县|州|盟|旗)$")
_MEASURES = {
    "％": "%",
    "ug/m3": "微克/立方米",
    "μg/m3": "微克/立方米",
    "微克每立方米": "微克/立方米",
    "mg/m3": "毫克/立方米",
    "毫克每立方米": "毫克/立方米",
    "km": "公里",
    "t": "吨",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A target with its document and the scope in full."""

    source: SourceText
    target: Target
    key: str
    measure: str
    year: str
    scope: str  # as shown, the place in full where it can be told: 全市 -> 贵港市
    area: str  # the place it holds for, the same in every document; empty if that is not clear

    @property
    def figures(self) -> tuple[object, ...]:
        """What two values have in common if they say the same."""
        target = self.target
        return (target.op, target.value, target.value_high, target.base_year)


def indicator_views(texts: SourceTexts) -> tuple[IndicatorView, ...]:
    """The indicators that at least two documents set, the sure ones first."""
    groups = _groups(list(_values(texts)))
    sure = [_view(texts, group, sure=True) for group in groups.values() if _documents(group) > 1]
    alone = {key: group for key, group in groups.items() if _documents(group) == 1}
    return (*sure, *(_view(texts, group, sure=False) for group in _alike(alone)))


def key_of(name: str, aliases: Iterable[tuple[str, str]] = ()) -> str:
    """An indicator's name without what two documents may write differently."""
    text = _plain(name)
    text = _ALIAS.sub(lambda match: match.group(2), text)
    for long, short in aliases:
        text = text.replace(long, short)
    text = _BRACKETS.sub("", text)
    return _MEAN.sub("", _MARKS.sub("", _WHOLE.sub("", text))).lower()


def aliases_of(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Long names and their symbols, as the indicators themselves say: 细颗粒物（PM2.5）."""
    found: dict[str, str] = {}
    for name in names:
        if match := _ALIAS.match(_plain(name)):
            found.setdefault(match.group(1), match.group(2))
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


def measure_of(unit: str | None) -> str:
    """A unit of measure in one spelling."""
    plain = unicodedata.normalize("NFKC", unit or "").replace(" ", "").replace("µ", "μ")
    return _MEASURES.get(plain, plain)


def _plain(name: str) -> str:
    return _WHOLE.sub("", unicodedata.normalize("NFKC", name).strip())


def _values(texts: SourceTexts) -> Iterator[Value]:
    found = [
        (source, target)
        for source in texts.all
        for owner in (source.plan.goals, *(task.targets for task in source.plan.tasks))
        for target in owner
        if target.kind is not TargetKind.CONDITION
    ]
    aliases = aliases_of(target.indicator for _, target in found)
    for source, target in found:
        key = key_of(target.indicator, aliases)
        if key:
            year = (target.by or "")[:4]
            scope, area = _scope(source, target)
            yield Value(source, target, key, measure_of(target.unit), year, scope, area)


def _scope(source: SourceText, target: Target) -> tuple[str, str]:
    """What is shown as the scope, and the place it means; 城市 or 重点行业 mean none."""
    place, scope = source.plan.document.jurisdiction, target.scope or ""
    if place and _OWN_WHOLE.match(scope):
        return place.name, _own_name(place)
    return scope, scope if _PLACE.match(scope) else ""


def _own_name(place: Jurisdiction) -> str:
    """A place without its parents, as a table of the level above writes it: 青禾区."""
    name = place.name
    for parent in place.parents:
        if name.startswith(parent) and len(name) > len(parent) + 1:
            name = name[len(parent) :]
    return name


def _groups(values: Sequence[Value]) -> dict[tuple[str, str], list[Value]]:
    groups: dict[tuple[str, str], list[Value]] = {}
    for value in values:
        groups.setdefault((value.key, value.measure), []).append(value)
    return groups


def _documents(group: Sequence[Value]) -> int:
    return len({value.source.index for value in group})


def _alike(groups: dict[tuple[str, str], list[Value]]) -> Iterator[list[Value]]:
    """Groups of one document each, the words of one name being among those of the other."""
    if len({value.source.index for group in groups.values() for value in group}) < 2:
        return
    cut = segmenter(load()).cut
    words = {key: frozenset(w for w in cut(key[0]) if len(w) > 1) for key in groups}
    used: set[tuple[str, str]] = set()
    for key, group in groups.items():
        if key in used or len(words[key]) < LEAST_WORDS:
            continue
        others = [
            other
            for other in groups
            if other not in used
            and other[1] == key[1]
            and other != key
            and words[key] <= words[other]
            and key[0][-1:] == other[0][-1:]
        ]
        together = group + [value for other in others for value in groups[other]]
        if _documents(together) > 1:
            used |= {key, *others}
            yield together


def _view(texts: SourceTexts, group: Sequence[Value], *, sure: bool) -> IndicatorView:
    years = sorted({value.year for value in group}, key=lambda year: (not year, year))
    sources = {value.source.index: value.source for value in group}
    rows = tuple(
        _row(texts, source, [v for v in group if v.source is source], years)
        for _, source in sorted(sources.items())
    )
    return IndicatorView(
        name=min((value.target.indicator for value in group), key=len),
        unit=group[0].measure,
        sure=sure,
        years=tuple(f"{year}年" if year else f"年份{NOT_WRITTEN}" for year in years),
        rows=rows,
        remarks=tuple(_remarks(group, sure=sure)),
    )


def _row(
    texts: SourceTexts, source: SourceText, values: Sequence[Value], years: Sequence[str]
) -> IndicatorRow:
    cells = []
    for year in years:
        cell: list[tuple[Link, str]] = []
        for value in values:
            if value.year == year:
                cell.append(_shown(texts, value))
        cells.append(tuple(cell))
    names = dict.fromkeys(value.target.indicator for value in values)
    return IndicatorRow(source.code, "；".join(names), tuple(cells))


def _shown(texts: SourceTexts, value: Value) -> tuple[Link, str]:
    target, name = value.target, value.source.name
    shown = mark(value_text(target), target.certainty)
    kind = "限值" if target.kind is TargetKind.LIMIT else ""
    more = [value.scope or f"范围{NOT_WRITTEN}", base_text(target), kind]
    place = value.source.reference(target.evidence)
    return (
        texts.link(shown, name, target.evidence, target.raw),
        "，".join([part for part in more if part] + [place]),
    )


def _remarks(group: Sequence[Value], *, sure: bool) -> Iterator[str]:
    if not sure:
        yield "各文件所用名称不完全相同，是否为同一指标，请核实。"
    comparable = comparable_values(group)
    if not comparable:
        yield "没有年份、行政区域都相同的数值，不宜直接比较。"
    for values in comparable:
        codes = "与".join(dict.fromkeys(value.source.code for value in values))
        what = f"{values[0].year}年、{values[0].scope}的数值，{codes}"
        same = len({value.figures for value in values}) == 1
        yield f"{what}相同。" if same else f"{what}不同，请核实。"


def comparable_values(group: Sequence[Value]) -> list[list[Value]]:
    """Values of different documents for the same year and place, in one line of places."""
    found: dict[tuple[str, str], list[Value]] = {}
    for value in group:
        if value.year and value.area:
            found.setdefault((value.year, value.area), []).append(value)
    return [
        values
        for values in found.values()
        if _documents(values) > 1 and all(_akin(values[0], other) for other in values[1:])
    ]


def same_place(values: Sequence[Value]) -> bool:
    """Whether all documents govern the same place; else one sets a figure for the other."""
    return len({_governed(value) for value in values}) == 1


def _governed(value: Value) -> str:
    place = value.source.plan.document.jurisdiction
    return place.name if place else ""


def _akin(one: Value, two: Value) -> bool:
    """Whether one document's place is the other's or holds it: 鼓楼区 is found in many cities."""
    places = [value.source.plan.document.jurisdiction for value in (one, two)]
    if places[0] is None or places[1] is None:
        return False
    first, second = ({place.name, *place.parents} for place in places if place)
    return places[0].name in second or places[1].name in first


def differing(texts: SourceTexts) -> list[list[Value]]:
    """Same indicator, year and scope, other figures: sure enough for the front page."""
    groups = _groups(list(_values(texts))).values()
    return [
        values
        for group in groups
        for values in comparable_values(group)
        if len({value.figures for value in values}) > 1
    ]
