"""Paths of an OFD page (GB/T 33190-2016, 9.1) -> rules along the edges of the page."""

from collections.abc import Iterator

from policyparse.readers.ofd_package import Element, number, text_of
from policyparse.readers.ofd_space import Matrix
from policyparse.readers.page_rules import Rule, rule

# How many numbers follow each letter of AbbreviatedData; the last two are where it leads.
_COUNTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Point = tuple[float, float]


def rules_of(element: Element, matrix: Matrix) -> Iterator[Rule]:
    """The straight lines of a PathObject that is drawn at all."""
    if element.get("Stroke") == "false" and element.get("Fill") != "true":
        return
    for start, end in _straight((text_of(element, "AbbreviatedData") or "").split()):
        found = rule(matrix.at(*start), matrix.at(*end))
        if found is not None:
            yield found


def _straight(parts: list[str]) -> Iterator[tuple[Point, Point]]:
    """The straight lines of a path in its own space."""
    at = 0
    start = here = (0.0, 0.0)
    while at < len(parts):
        letter = parts[at].upper()
        count = _COUNTS.get(letter)
        if count is None:
            at += 1
            continue
        values = [number(part) for part in parts[at + 1 : at + 1 + count]]
        at += 1 + count
        if letter == "C":
            yield here, start
            here = start
            continue
        if len(values) < count or values[-1] is None or values[-2] is None:
            return
        there = values[-2], values[-1]
        if letter == "L":
            yield here, there
        elif letter in "SM":
            start = there
        here = there
