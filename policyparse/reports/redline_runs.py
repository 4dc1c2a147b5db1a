"""Tracked changes put into paragraphs that a Word file already has. 修订标记"""

import copy
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from policyparse.model.comparison import Mark

TAGS = {Mark.GONE: "w:del", Mark.NEW: "w:ins"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHARACTERS = {"\t": "w:tab", "\n": "w:br"}
_SIGNS = {qn(tag): character for character, tag in _CHARACTERS.items()}
_POINTS = tuple(
    qn(f"w:{tag}")
    for tag in ("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd")
)
_LAST = (qn("w:sectPr"), qn("w:pPrChange"))  # of a paragraph's properties, behind its mark's


class Unfit(Exception):
    """A place in a file of which we cannot say which characters are shown."""


class Marker:
    """Who changed something and when; each change has a number of its own."""

    def __init__(self, author: str, day: date, after: int = 0):
        self._author = author
        self._day = f"{day.isoformat()}T00:00:00Z"
        self._number = after

    def attributes(self) -> dict[str, str]:
        """The attributes of the next change."""
        self._number += 1
        return {"w:id": str(self._number), "w:author": self._author, "w:date": self._day}

    def change(self, mark: Mark, content: Any = None) -> Any:
        """A w:ins or w:del, around a run or for a mark by itself."""
        element = OxmlElement(TAGS[mark], {qn(k): v for k, v in self.attributes().items()})
        if content is not None:
            element.append(content)
        return element


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a paragraph that are new, and what stood there before."""

    start: int
    end: int
    gone: str = ""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character as it stands in a run, or a point between runs."""

    text: str
    run: int
    look: Any  # the properties of its run
    point: Any = None


def mark_all(paragraph: Any, marker: Marker) -> None:
    """Mark all words of a paragraph as new."""
    text = shown(paragraph)
    edit_paragraph(paragraph, text, [Edit(0, len(text))], marker)


def shown(paragraph: Any) -> str:
    """The characters of a paragraph's runs."""
    return "".join(sign.text for sign in _signs(paragraph))


def edit_paragraph(paragraph: Any, text: str, edits: Sequence[Edit], marker: Marker) -> None:
    """Mark what is new in a paragraph of this text, and put in what is gone."""
    signs = list(_signs(paragraph))
    gone = {edit.start: edit.gone for edit in edits if edit.gone}
    if "".join(sign.text for sign in signs) != text or len({e.start for e in edits}) < len(edits):
        raise Unfit
    for child in paragraph.findall("*"):
        if child.tag != qn("w:pPr"):
            paragraph.remove(child)
    looks = [sign.look for sign in signs if sign.text]
    for place, stretch in _stretches(signs, edits):
        if place in gone:
            paragraph.append(_gone(gone.pop(place), looks, place, marker))
        if stretch[0].point is not None:
            paragraph.append(stretch[0].point)
            continue
        run = run_of("".join(sign.text for sign in stretch), stretch[0].look, Mark.SAME)
        new = any(edit.start <= place < edit.end for edit in edits)
        paragraph.append(marker.change(Mark.NEW, run) if new else run)
    for place, words in gone.items():
        if place != len(text):
            raise Unfit
        paragraph.append(_gone(words, looks, place, marker))


def _stretches(signs: Sequence[_Sign], edits: Sequence[Edit]) -> Iterator[tuple[int, list[_Sign]]]:
    """Characters of one run that are all new or all not, with the place of the first; points."""
    cuts = sorted({place for edit in edits for place in (edit.start, edit.end)})
    places = accumulate((len(sign.text) for sign in signs), initial=0)
    placed = zip(places, signs, strict=False)
    for _, group in groupby(placed, key=lambda p: (p[1].run, bisect_right(cuts, p[0]))):
        stretch = list(group)
        yield stretch[0][0], [sign for _, sign in stretch]


def _gone(words: str, looks: Sequence[Any], place: int, marker: Marker) -> Any:
    look = looks[max(0, place - 1)] if looks else None
    return marker.change(Mark.GONE, run_of(words, look, Mark.GONE))


def _signs(paragraph: Any) -> Iterator[_Sign]:
    for number, child in enumerate(paragraph):
        if child.tag in _POINTS:
            yield _Sign("", number, None, child)
        elif child.tag == qn("w:r"):
            yield from _run_signs(child, number)
        elif child.tag != qn("w:pPr"):
            raise Unfit


def _run_signs(run: Any, number: int) -> Iterator[_Sign]:
    look = run.find(qn("w:rPr"))
    for part in run:
        if part.tag == qn("w:t"):
            yield from (_Sign(character, number, look) for character in part.text or "")
        elif part.tag in _SIGNS and not part.attrib:
            yield _Sign(_SIGNS[part.tag], number, look)
        elif part.tag not in (qn("w:rPr"), qn("w:lastRenderedPageBreak")):
            raise Unfit


def run_of(text: str, look: Any, mark: Mark) -> Any:
    """A run of some text that looks as another one does."""
    run = OxmlElement("w:r")
    if look is not None:
        run.append(copy.deepcopy(look))
    for part in re.split("([\t\n])", text):
        if part in _CHARACTERS:
            run.append(OxmlElement(_CHARACTERS[part]))
        elif part:
            words = OxmlElement("w:delText" if mark is Mark.GONE else "w:t")
            words.text = part
            words.set(_SPACE, "preserve")
            run.append(words)
    return run


def mark_end(paragraph: Any, mark: Mark, marker: Marker) -> None:
    """Say that the mark at the end of a paragraph is new, or gone."""
    properties = paragraph.get_or_add_pPr()
    if properties.find(qn("w:sectPr")) is not None:
        raise Unfit
    end = properties.find(qn("w:rPr"))
    if end is None:
        end = OxmlElement("w:rPr")
        last = [child for child in properties if child.tag in _LAST]
        properties.insert(len(properties) - len(last), end)
    end.insert(0, marker.change(mark))


def gone_paragraph(
    text: str, like: Any, marker: Marker, *, inside: bool = False, numbered: bool = False
) -> Any:
    """A paragraph that is gone, in the look of another one; ``inside`` a cell its mark stays.

    ``numbered`` keeps the automatic number of the other one.
    """
    paragraph = OxmlElement("w:p")
    look = None
    if like is not None:
        runs = sorted(like.iter(qn("w:r")), key=lambda run: -len(run.text))
        look = runs[0].find(qn("w:rPr")) if runs else None
        if like.pPr is not None:
            properties = copy.deepcopy(like.pPr)
            for tag in ("w:sectPr", "w:pPrChange", "w:rPr", *(() if numbered else ("w:numPr",))):
                for child in properties.findall(qn(tag)):
                    properties.remove(child)
            paragraph.append(properties)
    if text:
        paragraph.append(marker.change(Mark.GONE, run_of(text, look, Mark.GONE)))
    if not inside:
        mark_end(paragraph, Mark.GONE, marker)
    return paragraph
