"""How the given documents stand to each other. 文件清单及相互关系

A first reading for the report: by citation, place, level, period and subject. Each label comes
with its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from policyparse.comparison.profile import Profile
from policyparse.comparison.relation import LEAST_SHARED
from policyparse.graph import Graph
from policyparse.graph.build import Lineage, document_key
from policyparse.graph.citations import LEVELS
from policyparse.model import DocumentKind, Evidence
from policyparse.model.comparison import RelationKind
from policyparse.reports.labels import label
from policyparse.reports.links import Link
from policyparse.reports.places import SourceText, SourceTexts
from policyparse.reports.values import period
from policyparse.reports.views import RelationRow


@dataclass(frozen=True)
class _Shelf:
    """The documents with what is asked of them for each pair."""

    graph: Graph
    texts: SourceTexts
    lineage: Lineage
    profiles: dict[int, Profile] = field(default_factory=dict)

    def profile(self, source: SourceText) -> Profile:
        """Level, place, period and subject, reckoned once for a document."""
        if source.index not in self.profiles:
            self.profiles[source.index] = Profile(source.plan)
        return self.profiles[source.index]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, the upper (or first) one first."""

    upper: SourceText
    lower: SourceText
    kind: RelationKind
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
    shelf = _Shelf(graph, texts, lineage)
    return tuple(_judged(shelf, *_ordered(shelf, one, two)) for one, two in combinations(plans, 2))


def relation_rows(texts: SourceTexts, pairs: Sequence[Pair]) -> tuple[RelationRow, ...]:
    """The pairs that have to do with each other, the closest first."""
    order = list(RelationKind)
    shown = [pair for pair in pairs if pair.kind is not RelationKind.NONE]
    return tuple(
        RelationRow(
            upper=_named(pair.upper),
            lower=_named(pair.lower),
            label=label(pair.kind),
            sure=pair.kind is RelationKind.DIRECT,
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
        if pair.kind is RelationKind.NONE:
            reasons.setdefault(pair.why, []).append(f"{pair.upper.code}与{pair.lower.code}")
    none = label(RelationKind.NONE)
    lines = [f"{none}：{'、'.join(p)}（{why}）。" for why, p in reasons.items()]
    paired = {source.index for pair in pairs for source in (pair.upper, pair.lower)}
    for source in texts.all:
        kind = source.plan.document.kind
        if source.index not in paired and len(texts.all) > 1 and kind is not DocumentKind.PLAN:
            lines.append(f"{source.code}文种为{label(kind)}，不参与承接关系判断。")
    return tuple(lines)


def _ordered(shelf: _Shelf, one: SourceText, two: SourceText) -> tuple[SourceText, SourceText]:
    """Upper and lower: by citation, level, then date."""
    if shelf.graph.has_edge(document_key(one.name), document_key(two.name), "implements"):
        return two, one
    ranks = [shelf.profile(source).rank for source in (one, two)]
    if ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1]:
        return (one, two) if ranks[0] < ranks[1] else (two, one)
    starts = [s.plan.document.period.start or s.plan.document.period.end or 0 for s in (one, two)]
    return (one, two) if starts[0] <= starts[1] else (two, one)


def _judged(shelf: _Shelf, upper: SourceText, lower: SourceText) -> Pair:
    if found := _cited(shelf, upper, lower):
        return found
    above, below = shelf.profile(upper), shelf.profile(lower)
    ranks = above.rank, below.rank
    if ranks[0] is None or ranks[1] is None:
        return Pair(upper, lower, RelationKind.NONE, "有文件未写明行政区或层级，无法判断")
    if above.likeness(below) < LEAST_SHARED:
        return Pair(upper, lower, RelationKind.NONE, "标题和任务的用词重合很少，主题不同")
    if ranks[0] == ranks[1]:
        return _peers(shelf, upper, lower)
    if not shelf.lineage.holds(above.place, above.level, below.place):
        return Pair(upper, lower, RelationKind.NONE, "下级文件的行政区不在上级文件的行政区内")
    if not above.meets(below):
        why = f"规划期不衔接（{_period(above)}与{_period(below)}）"
        return Pair(upper, lower, RelationKind.HISTORY, why)
    if ranks[1] - ranks[0] > 1:
        level = "、".join(label(LEVELS[rank]) for rank in range(ranks[0] + 1, ranks[1]))
        return Pair(upper, lower, RelationKind.INDIRECT, f"中间层级（{level}）的文件未提供")
    why = "未读到可对应的引用；行政区有隶属关系，规划期和主题相近"
    return Pair(upper, lower, RelationKind.PROBABLE, why)


def _cited(shelf: _Shelf, upper: SourceText, lower: SourceText) -> Pair | None:
    """A pair that the text itself connects, directly or through other given documents."""
    graph = shelf.graph
    chain = _chain(graph, document_key(lower.name), document_key(upper.name))
    if not chain:
        return None
    edges = [graph.edges[one, two, "implements"] for one, two in pairwise(chain)]
    evidence = tuple((edge["document"], edge["evidence"]) for edge in edges)
    if len(chain) == 2:
        by = "发文字号" if edges[0]["matched_by"] == "doc_number" else "标题"
        why = f"正文写明依据《{edges[0]['cited_title']}》，按{by}对应"
        return Pair(upper, lower, RelationKind.DIRECT, why, evidence)
    codes = "、".join(shelf.texts[key.removeprefix("document:")].code for key in chain[1:-1])
    return Pair(upper, lower, RelationKind.INDIRECT, f"经{codes}逐级承接", evidence)


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


def _peers(shelf: _Shelf, upper: SourceText, lower: SourceText) -> Pair:
    above, below = shelf.profile(upper), shelf.profile(lower)
    if above.place is None or above.place != below.place:
        return Pair(upper, lower, RelationKind.PEER, "层级相同，行政区不同")
    if not above.meets(below):
        why = f"同一行政区，规划期不同（{_period(above)}与{_period(below)}）"
        return Pair(upper, lower, RelationKind.HISTORY, why)
    why = "同一行政区、规划期相接，可能是同一方案的不同稿本或并行文件"
    return Pair(upper, lower, RelationKind.PEER, why)


def _period(profile: Profile) -> str:
    years = profile.document.period
    return period(years.start, years.end) or "未写明"
