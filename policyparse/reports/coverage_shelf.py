"""The texts behind a coverage report, and links into them. 原文"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from policyparse.model.comparison import Comparison, Quote, Side
from policyparse.model.document import Document
from policyparse.model.evidence import Evidence
from policyparse.model.plan import Plan, Source
from policyparse.reports.coverage_names import short_place
from policyparse.reports.coverage_views import QuoteView
from policyparse.reports.links import Link, SourceView
from policyparse.reports.places import SourceText
from policyparse.reports.sources import squeeze


class Shelf:
    """All documents of some comparisons, the upper ones first."""

    def __init__(
        self,
        comparisons: Sequence[Comparison],
        texts: Mapping[str, str],
        plans: Sequence[Plan] = (),
        more: Sequence[Side] = (),
    ):
        known = {plan.source.name: plan for plan in plans}
        sides = [c.upper for c in comparisons] + [c.lower for c in comparisons]
        sides += more
        names: dict[str, Side] = {}
        for side in sides:
            names.setdefault(side.source, side)
            for name in side.sources:
                if name in texts:  # an annex has no text of its own, it is read with its body
                    names.setdefault(name, side)
        self._texts = {
            name: SourceText(
                index, name, known.get(name) or _bare_plan(name, side), texts.get(name)
            )
            for index, (name, side) in enumerate(names.items(), 1)
        }

    def code(self, side: Side) -> str:
        """文1; several documents judged together have several."""
        names = side.sources or (side.source,)
        return "、".join(self._texts[name].code for name in names if name in self._texts)

    def legend(self) -> tuple[tuple[str, str], ...]:
        """What each code stands for."""
        return tuple((text.code, text.title) for text in self._texts.values())

    def views(self) -> tuple[SourceView, ...]:
        """The texts themselves, for the source panel."""
        return tuple(text.view() for text in self._texts.values() if text.text is not None)

    def link(self, text: str, side: Side, places: Iterable[Evidence], note: str = "") -> Link:
        """A text that leads to its places; without a text of its document it leads nowhere."""
        href, spots = "", dict[str, None]()
        for source, place in self._placed(side, places):
            anchor = source.anchor(place)
            if anchor:
                href = href or f"#{anchor}"
                spots[f"{source.index}:{place.start}-{place.end}"] = None
        return Link(text, href, " ".join(spots), note)

    def where(self, side: Side, places: Sequence[Evidence], clause: str = "") -> Link:
        """Where a passage stands, for paper: 文2 三、（一）1. 全文第15段."""
        if not places:
            return Link(clause)
        source, place = next(self._placed(side, places))
        own = "" if source.plan.tasks else clause  # a plan at hand knows its own clauses
        parts = (source.code, own, short_place(source.reference((place,))))
        return self.link(" ".join(part for part in parts if part), side, (place,))

    def quotes(self, side: Side, places: Sequence[Quote], clause: str = "") -> Iterator[QuoteView]:
        """Passages with where they stand."""
        for place in places:
            yield QuoteView(
                self.link(squeeze(place.text), side, (place,)), self.where(side, (place,), clause)
            )

    def _placed(
        self, side: Side, places: Iterable[Evidence]
    ) -> Iterator[tuple[SourceText, Evidence]]:
        for place in places:
            name = getattr(place, "source", None) or side.source
            yield self._texts.get(name) or self._texts[side.source], place


def _bare_plan(name: str, side: Side) -> Plan:
    """What stands for a plan that is not at hand: its title."""
    return Plan(
        source=Source(name=name, format="", sha256=""), document=Document(title=side.title or None)
    )
