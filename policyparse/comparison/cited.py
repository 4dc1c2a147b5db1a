"""Whether a lower plan cites an upper one: by number, by title, or by the issue it came with."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from policyparse.graph.citations import LEAST_ALIKE, likeness, place_names, plain_number
from policyparse.model import Citation, Document

SHORTEST = 6  # characters of a title without place and years; a shorter one says too little
LEAST_KEPT = 0.6  # share of a title that a shortened form must keep
LEAST_SUBJECT = 4  # characters that a part of an issue shares with the plan it names

_WRAPPED = re.compile(r"关于(?:印发|转发|发布|下达)(.+?)的?通知$")
_YEAR = re.compile(r"20\d{2}")
_YEAR_WORDS = re.compile(r"20\d{2}(?:[—–\-－~～至]+20\d{2})?年?度?")
_MARKS = re.compile(r"[\s《》〈〉「」“”\"'‘’（）()〔〕\[\]，。：:；;·—–\-－]+")
_BETWEEN = re.compile(r"、|以及|[和及与]")


class Way(StrEnum):
    """How a citation names a document."""

    NUMBER = "number"  # 发文字号
    TITLE = "title"
    SHORTENED = "shortened"  # words of the title are left out on one side
    ISSUE = "issue"  # one of several plans that were issued together
    PLACELESS = "placeless"  # the same title without its place: another level may have one too


@dataclass(frozen=True, slots=True)
class Cited:
    """The citation that names the upper plan, and how."""

    citation: Citation
    way: Way


def cited(upper: Document, lower: Document, subjects: Iterable[str]) -> Cited | None:
    """The citation of ``lower`` that names ``upper``; the surest way and a basis come first.

    ``subjects`` are the headings of the upper plan: they tell which part of an issue it is.
    """
    headings = tuple(subjects)
    found = [
        (list(Way).index(way), not citation.basis, at, Cited(citation, way))
        for at, citation in enumerate(lower.citations)
        if (way := _way(citation, upper, headings)) is not None
    ]
    return min(found, key=lambda row: row[:3])[3] if found else None


def namesake(upper: Document, lower: Document) -> Citation | None:
    """A citation with the title of ``upper`` and another number."""
    for citation in lower.citations:
        if _numbers_differ(citation, upper) and likeness(citation.title, upper) >= LEAST_ALIKE:
            return citation
    return None


def title_is_cut(document: Document) -> bool:
    """Whether the title was not read, or does not name the place that the text is about."""
    if not document.title:
        return True
    places = place_names(document)
    return bool(places) and not any(place in document.title for place in places)


def _way(citation: Citation, upper: Document, headings: tuple[str, ...]) -> Way | None:
    number = plain_number(citation.doc_number)
    if number and number == plain_number(upper.doc_number):
        return Way.NUMBER
    if _numbers_differ(citation, upper):
        return None
    if likeness(citation.title, upper) >= LEAST_ALIKE:
        return Way.TITLE
    places = place_names(upper)
    if not _years_agree(citation.title, upper):
        return None
    here, there = core(citation.title, places), core(upper.title or "", places)
    if places and not any(place in citation.title for place in places):
        return Way.PLACELESS if here == there and len(here) >= SHORTEST else None
    if _is_issue(here, there, upper, headings):
        return Way.ISSUE
    return Way.SHORTENED if _is_shortened(here, there) else None


def _numbers_differ(citation: Citation, upper: Document) -> bool:
    here, there = plain_number(citation.doc_number), plain_number(upper.doc_number)
    return bool(here and there) and here != there


def core(title: str, places: tuple[str, ...]) -> str:
    """The words of a title that tell it from others: no notice around it, no place, no years."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", title))
    while match := _WRAPPED.search(text):
        text = match.group(1)
    for place in places:
        text = text.replace(place, "", 1)
    return _YEAR_WORDS.sub("", text)


def _years_agree(title: str, upper: Document) -> bool:
    here = set(_YEAR.findall(re.sub(r"[〔\[]\d{4}[〕\]]", "", title)))
    there = set(_YEAR.findall(upper.title or ""))
    there |= {str(year) for year in (upper.period.start, upper.period.end) if year}
    return not here or not there or bool(here & there)


def _is_shortened(here: str, there: str) -> bool:
    """One of the two is the other with words left out, and keeps most of it."""
    short, long = sorted((here, there), key=len)
    if len(short) < SHORTEST or len(short) < LEAST_KEPT * len(long):
        return False
    if re.findall(r"\d+", short) != re.findall(r"\d+", long):
        return False
    return _left_out(short, long)


def _left_out(short: str, long: str) -> bool:
    """Whether ``short`` is ``long`` with characters left out."""
    rest = iter(long)
    return all(char in rest for char in short)


def _is_issue(here: str, there: str, upper: Document, headings: tuple[str, ...]) -> bool:
    """The cited title lists several subjects, and the upper plan is the one on one of them."""
    parts = _BETWEEN.split(here)
    bare = _BETWEEN.sub("", there)
    if len(parts) < 2 or not bare or not _left_out(bare, "".join(parts)):
        return False
    if upper.doc_number or not title_is_cut(upper):
        return SHORTEST <= len(bare) < len("".join(parts))
    subjects = _BETWEEN.split(_without_tail(here, bare))
    return any(_shares(subject, heading) for subject in subjects for heading in headings)


def _without_tail(here: str, tail: str) -> str:
    """The cited title before the words that it ends with and that are all of the cut title."""
    at = len(here)
    for char in reversed(tail):
        at = here.rfind(char, 0, at)
    return here[: max(at, 0)]


def _shares(subject: str, heading: str) -> bool:
    size = LEAST_SUBJECT
    return any(subject[at : at + size] in heading for at in range(len(subject) - size + 1))
