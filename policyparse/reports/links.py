"""What everything in a report is made of: words that lead to their sentence, and the sentences."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A text with the places that prove it; without a place ``href`` is empty."""

    text: str
    href: str = ""  # anchor of the first place's paragraph: #doc1-b14
    at: str = ""  # all places for the script: 1:120-138 1:500-520r (r: the place of a rule)
    note: str = ""  # said on hovering


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or table row of a source text."""

    anchor: str  # doc1-b14; empty where nothing refers to it
    number: str  # 15: the paragraph's number for people
    start: int  # offset of its first character
    text: str
    heading: bool = False
    row: bool = False


@dataclass(frozen=True, slots=True)
class SourceView:
    """The normalised text of one document."""

    code: str  # 文1
    index: int  # from 1
    title: str
    name: str  # of the file
    passages: tuple[Passage, ...]
