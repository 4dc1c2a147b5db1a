"""A rendered report, read back: what its links lead to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from lxml import html

from policyparse.reports.html import render_report
from tests.graph.made_plans import Draft, texts_of

TODAY = date(2026, 5, 20)


@dataclass(frozen=True)
class Page:
    """The page of some drafts."""

    text: str
    sources: tuple[str, ...]

    @classmethod
    def of(cls, *drafts: Draft, today: date | None = TODAY) -> "Page":
        """Render the report of these plans."""
        page = render_report([draft.plan for draft in drafts], texts_of(*drafts), today)
        return cls(page, tuple(draft.text for draft in drafts))

    @cached_property
    def tree(self) -> Any:
        """The parsed page."""
        return html.document_fromstring(self.text)

    def words(self, section: str) -> str:
        """The visible words of a section, blanks folded."""
        (found,) = self.tree.xpath(f"//*[@id='{section}']")
        return re.sub(r"\s+", " ", found.text_content()).strip()

    def rows(self, selector: str) -> list[list[str]]:
        """The cells of the tables that a path selects."""
        return [
            [re.sub(r"\s+", " ", cell.text_content()).strip() for cell in row.xpath("./td|./th")]
            for row in self.tree.xpath(f"{selector}//tr")
        ]

    def links(self) -> Iterator[tuple[str, str, list[str]]]:
        """Each link into a source: its words, its anchor and the words it leads to."""
        for link in self.tree.xpath("//a[contains(@class, 'src')]"):
            yield link.text_content(), link.get("href"), self.quoted(link.get("data-at"))

    def quoted(self, spots: str) -> list[str]:
        """The words at the places of a link."""
        places = [re.fullmatch(r"(\d+):(\d+)-(\d+)r?", spot) for spot in spots.split()]
        return [
            self.sources[int(place[1]) - 1][int(place[2]) : int(place[3])]
            for place in places
            if place is not None
        ]
