"""How the given documents stand to each other. 文件清单及相互关系

A first reading for the report: by citation, place, level, period and subject. Each label comes
with its reason.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from math import sqrt

from policyparse.graph import Graph
from policyparse.graph.build import Lineage, document_key
from policyparse.graph.citations import LEVELS
from policyparse.model import Document, DocumentKind, Evidence
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.values import period
from policyparse.reports.views import RelationRow


class Relation(StrEnum):
    """Whether one document answers the other. 关系"""

    DIRECT = "direct"
    PROBABLE = "probable"
    INDIRECT = "indirect"
    HISTORY = "history"
    PEER = "peer"
    NONE = "none"


RELATIONS = {
    Relation.DIRECT: "直接承接",
    Relation.PROBABLE: "可能承接（请核实）",
    Relation.INDIRECT: "间接承接",
    Relation.HISTORY: "历史对照",
    Relation.PEER: "同级参考",
    Relation.NONE: "无承接关系",
}
LEAST_SHARED = 0.3  # likeness of the headings: related real plans 0.42 and more, others up to 0.24
OPEN_START = 5  # years that 到2025年 is taken to reach back where no start is written


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, the upper (or first) one first."""

    upper: SourceText
    lower: SourceText
    kind: Relation
    why: str
    evidence: tuple[tuple[str, tuple[Evidence, ...]], ...] = ()


def pairs_of(graph: Graph, texts: SourceTexts) -> tuple[Pair, ...]:
    """Each pair of plans with its relation."""
    plans = [
        source
        for source in texts.all
        if source.plan.document.kind
        in (DocumentKind.PLAN, DocumentKind.OTHER, DocumentKind.NOTICE, DocumentKind.MEASURES)
    ]
    lineage = Lineage(source.plan.document.jurisdiction for source in texts.all)
    return tuple(
        _judged(graph, texts, lineage, *_ordered(graph, one, two))
        for one, two in combinations(plans, 2)
    )


def relation_rows(texts: SourceTexts, pairs: Sequence[Pair]) -> tuple[RelationRow, ...]:
    """The pairs that have to do with each other, the closest first."""
    order = list(Relation)
    shown = [pair for pair in pairs if pair.kind is not Relation.NONE]
    return tuple(
        RelationRow(
            upper=_named(pair.upper),
            lower=_named(pair.lower),
            label=RELATIONS[pair.kind],
            sure=pair.kind is Relation.DIRECT,
            why=pair.why,
            links=tuple(
                texts.link(f"{texts[name].code} {texts[name].reference(found)}", name, found)
                for name, found in pair.evidence
            ),
        )
        for pair in sorted(shown, key=lambda pair: order.index(pair.kind))
    )


def _named(source: SourceText) -> Link:
    return Link(f"{source.code}《{source.title}》", f"#doc{source.index}")


def unrelated_lines(texts: SourceTexts, pairs: Sequence[Pair]) -> tuple[str, ...]:
    """One sentence for each reason why pairs have nothing to do with each other."""
    reasons: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.kind is Relation.NONE:
            reasons.setdefault(pair.why, []).append(f"{pair.upper.code}与{pair.lower.code}")
    lines = [f"{RELATIONS[Relation.NONE]}：{'、'.join(p)}（{why}）。" for why, p in reasons.items()]
    paired = {source.index for pair in pairs for source in (pair.upper, pair.lower)}
    for source in texts.all:
        kind = source.plan.document.kind
        if source.index not in paired and len(texts.all) > 1 and kind is not DocumentKind.PLAN:
            lines.append(f"{source.code}文种为{label(kind)}，不参与承接关系判断。")
    return tuple(lines)


def _ordered(graph: Graph, one: SourceText, two: SourceText) -> tuple[SourceText, SourceText]:
    """Upper and lower: by citation, level, then date."""
    if graph.has_edge(document_key(one.name), document_key(two.name), "implements"):
        return two, one
    ranks = [_rank(source.plan.document) for source in (one, two)]
    if ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1]:
        return (one, two) if ranks[0] < ranks[1] else (two, one)
    starts = [s.plan.document.period.start or s.plan.document.period.end or 0 for s in (one, two)]
    return (one, two) if starts[0] <= starts[1] else (two, one)


def _rank(document: Document) -> int | None:
    return LEVELS.index(document.level) if document.level else None


def _judged(
    graph: Graph, texts: SourceTexts, lineage: Lineage, upper: SourceText, lower: SourceText
) -> Pair:
    if found := _cited(graph, texts, upper, lower):
        return found
    above, below = upper.plan.document, lower.plan.document
    ranks = _rank(above), _rank(below)
    shared = likeness(upper, lower)
    if ranks[0] is None or ranks[1] is None:
        return Pair(upper, lower, Relation.NONE, "有文件未写明行政区或层级，无法判断")
    if shared < LEAST_SHARED:
        return Pair(upper, lower, Relation.NONE, "标题和任务的用词重合很少，主题不同")
    if ranks[0] == ranks[1]:
        return _peers(upper, lower)
    places = above.jurisdiction, below.jurisdiction
    if (
        not places[0]
        or not places[1]
        or not lineage.holds(places[0].name, above.level, places[1].name)
    ):
        return Pair(upper, lower, Relation.NONE, "下级文件的行政区不在上级文件的行政区内")
    if not periods_meet(above, below):
        why = f"规划期不衔接（{_period(above)}与{_period(below)}）"
        return Pair(upper, lower, Relation.HISTORY, why)
    if ranks[1] - ranks[0] > 1:
        level = "、".join(label(LEVELS[rank]) for rank in range(ranks[0] + 1, ranks[1]))
        return Pair(upper, lower, Relation.INDIRECT, f"中间层级（{level}）的文件未提供")
    why = "未读到可对应的引用；行政区有隶属关系，规划期和主题相近"
    return Pair(upper, lower, Relation.PROBABLE, why)


def _cited(graph: Graph, texts: SourceTexts, upper: SourceText, lower: SourceText) -> Pair | None:
    """A pair that the text itself connects, directly or through other given documents."""
    chain = _chain(graph, document_key(lower.name), document_key(upper.name))
    if not chain:
        return None
    edges = [graph.edges[one, two, "implements"] for one, two in pairwise(chain)]
    evidence = tuple((edge["document"], edge["evidence"]) for edge in edges)
    if len(chain) == 2:
        by = "发文字号" if edges[0]["matched_by"] == "doc_number" else "标题"
        why = f"正文写明依据《{edges[0]['cited_title']}》，按{by}对应"
        return Pair(upper, lower, Relation.DIRECT, why, evidence)
    codes = "、".join(texts[key.removeprefix("document:")].code for key in chain[1:-1])
    return Pair(upper, lower, Relation.INDIRECT, f"经{codes}逐级承接", evidence)


def _chain(graph: Graph, start: str, end: str) -> list[str]:
    """The shortest way along basis citations; empty if there is none."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == end:
            return way
        for _, above, relation in graph.out_edges(way[-1], keys=True):
            if relation == "implements" and above not in seen:
                seen.add(above)
                ways.append([*way, above])
    return []


def _peers(upper: SourceText, lower: SourceText) -> Pair:
    above, below = upper.plan.document, lower.plan.document
    same = (
        above.jurisdiction
        and below.jurisdiction
        and (above.jurisdiction.name == below.jurisdiction.name)
    )
    if same and not periods_meet(above, below):
        why = f"同一行政区，规划期不同（{_period(above)}与{_period(below)}）"
        return Pair(upper, lower, Relation.HISTORY, why)
    if same:
        why = "同一行政区、规划期相接，可能是同一方案的不同稿本或并行文件"
        return Pair(upper, lower, Relation.PEER, why)
    return Pair(upper, lower, Relation.PEER, "层级相同，行政区不同")


def periods_meet(one: Document, two: Document) -> bool:
    """Whether two planning periods touch; what is not written speaks for it."""
    spans = [_span(document) for document in (one, two)]
    if spans[0] is None or spans[1] is None:
        return True
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def _span(document: Document) -> tuple[int, int] | None:
    start, end = document.period.start, document.period.end
    if start is None and end is None:
        return None
    if start is None:
        assert end is not None
        issued = int(document.issued_on[:4]) if document.issued_on else end - OPEN_START + 1
        return min(issued, end), end
    return start, end if end is not None else start + OPEN_START - 1


def _period(document: Document) -> str:
    return period(document.period.start, document.period.end) or "未写明"


def likeness(one: SourceText, two: SourceText) -> float:
    """How far two documents treat the same subject: their headings' pairs of characters."""
    first, second = (_bigrams(source) for source in (one, two))
    dot = sum(count * second[pair] for pair, count in first.items())
    size = sqrt(sum(c * c for c in first.values()) * sum(c * c for c in second.values()))
    return dot / size if size else 0.0


def _bigrams(source: SourceText) -> Counter[str]:
    plan = source.plan
    words = [source.title, *(task.title for task in plan.tasks)]
    words += dict.fromkeys(heading for task in plan.tasks for heading in task.path)
    words += [goal.indicator for goal in plan.goals]
    runs = (run for text in words for run in re.findall(r"[\u4e00-\u9fff]{2,}", text))
    return Counter(run[at : at + 2] for run in runs for at in range(len(run) - 1))
