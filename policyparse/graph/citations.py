"""Which of the given documents a citation names."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policyparse.model import Citation, Document, Level

LEVELS = tuple(Level)  # the highest first
LEAST_ALIKE = 0.85
SHORTEST_CORE = 6  # a shorter title says too little to be matched by likeness

_WRAPPER = re.compile(r"关于(?:印发|转发|发布|下达)(.+?)的?通知$")
_SUFFIX = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|自治州$|地区$|[省市州盟县区旗]$")
_YEAR = re.compile(r"20\d{2}")
_DIGITS = re.compile(r"\d+")
_YEARS_WORDS = re.compile(r"20\d{2}(?:[—–\-－~至]+20\d{2})?年?度?")
_MARKS = re.compile(r"[\s\u3000《》〈〉「」“”\"'‘’（）()〔〕\[\]、，。：:；;·—–\-－]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A citation that names one of the given documents."""

    index: int  # of the document
    by: str  # doc_number or title
    score: float


def resolve(citation: Citation, citing: int, documents: Sequence[Document]) -> Match | None:
    """The given document that a citation of ``documents[citing]`` names, if any."""
    lower = documents[citing]
    found: list[Match] = []
    for index, document in enumerate(documents):
        if index == citing or _below(document, lower):
            continue
        number = plain_number(citation.doc_number)
        if number and number == plain_number(document.doc_number):
            return Match(index, "doc_number", 1.0)
        score = likeness(citation.title, document)
        if score >= LEAST_ALIKE:
            found.append(Match(index, "title", round(score, 3)))
    return max(found, key=lambda match: match.score, default=None)


def likeness(cited: str, document: Document) -> float:
    """How far a cited title is that of a document; 0 when place or year speak against it."""
    if not document.title:
        return 0.0
    places = place_names(document)
    named_here, named_there = (
        any(place in text for place in places) for text in (cited, document.title)
    )
    if named_there and not named_here:
        return 0.0
    if not _years_agree(cited, document):
        return 0.0
    one, two = (_core(text, places) for text in (cited, document.title))
    if one == two:
        return 1.0 if one else 0.0
    if _DIGITS.findall(one) != _DIGITS.findall(two) or min(len(one), len(two)) < SHORTEST_CORE:
        return 0.0
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def plain_number(number: str | None) -> str:
    """A doc number without the differences of brackets and blanks: 桂环发2023,57."""
    text = unicodedata.normalize("NFKC", number or "")
    return re.sub(r"[〔〕\[\]()【】]+", ",", re.sub(r"\s+", "", text)).replace("号", "").strip(",")


def place_names(document: Document) -> tuple[str, ...]:
    """The names by which a title may name the document's place, the longest first."""
    if document.jurisdiction is None:
        return ()
    full = document.jurisdiction.name
    names = {full}
    for parent in document.jurisdiction.parents:
        if full.startswith(parent) and len(full) > len(parent) + 1:
            names.add(full[len(parent) :])
    names |= {short for name in names if len(short := _SUFFIX.sub("", name)) >= 2}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _names(title: str, places: tuple[str, ...]) -> bool:
    return any(place in title for place in places)


def _core(title: str, places: tuple[str, ...]) -> str:
    """The words of a title that tell it from others: no wrapper, place, years or marks."""
    text = unicodedata.normalize("NFKC", title).strip()
    text = _MARKS.sub("", text)
    while match := _WRAPPER.search(text):
        text = match.group(1)
    for place in places:
        text = text.replace(place, "", 1)
    return _YEARS_WORDS.sub("", text)


def _years_agree(cited: str, document: Document) -> bool:
    there = set(_YEAR.findall(_unnumbered(document.title or "")))
    here = set(_YEAR.findall(_unnumbered(cited)))
    period = {str(year) for year in (document.period.start, document.period.end) if year}
    return here <= there | period and (not here or there <= here | period)


def _unnumbered(title: str) -> str:
    return re.sub(r"[〔\[]\d{4}[〕\]]\d+号", "", title)


def _below(document: Document, other: Document) -> bool:
    if document.level is None or other.level is None:
        return False
    return LEVELS.index(document.level) > LEVELS.index(other.level)
