"""Automatic numbers as Word counts and shows them (ECMA-376 part 1, 17.9)."""

import re
from dataclasses import dataclass, replace

from policyparse.readers.docx_styles import ListRef, Style, Styles
from policyparse.readers.docx_xml import MC, VAL, Element, W, integer, is_on, value
from policyparse.readers.number_formats import FORMATS, shown_number

LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}
_LARGEST = 100_000  # no list starts beyond this; a damaged start value counts as 1


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list (17.9.6 lvl)."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""  # %1 to %9 stand for the figures of the levels
    suffix: str = "\t"
    restart: int | None = None  # lvlRestart, from 1: the level that restarts this; 0 never
    legal: bool = False  # isLgl: all figures decimal
    style: str | None = None  # pStyle: the paragraph style that is this level
    hidden: bool = False
    width: int = 0  # of a custom format such as 001: figures padded with zeros


@dataclass(frozen=True, slots=True)
class ListDefinition:
    """A w:num: the levels it shows, and the abstract list whose count it goes on with."""

    abstract_id: int
    levels: tuple[Level, ...]
    starts: frozenset[int]  # levels that begin anew with this w:num (startOverride)


@dataclass(frozen=True, slots=True)
class Number:
    """A shown number and what stands between it and the text."""

    text: str
    suffix: str
    known: bool = True  # the number format is one of FORMATS


class Numbering:
    """The list definitions of a document."""

    def __init__(self, root: Element | None, styles: Styles):
        self._styles = styles
        self._abstract = {
            integer(element.get(W + "abstractNumId")): element
            for element in (root.findall(W + "abstractNum") if root is not None else ())
        }
        self._nums = {
            integer(element.get(W + "numId")): element
            for element in (root.findall(W + "num") if root is not None else ())
        }
        self._lists: dict[int, ListDefinition | None] = {}

    def __getitem__(self, num_id: int) -> ListDefinition | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._definition(num_id)
        return self._lists[num_id]

    def place(
        self, reference: ListRef | None, style: Style, style_id: str | None
    ) -> ListRef | None:
        """The list and level of a paragraph from its own properties and its style's."""
        inherited = style.list_ref
        if reference is None and inherited is None:
            return None
        num_id = reference.num_id if reference is not None else -1
        own = num_id >= 0
        if not own:
            num_id = inherited.num_id if inherited is not None else -1
        definition = self[num_id] if num_id > 0 else None
        if definition is None:
            return None
        level = reference.level if reference is not None else None
        if level is None and inherited is not None and (not own or inherited.num_id == num_id):
            level = self._linked_level(definition, style_id)
            level = inherited.level if level is None else level
        return ListRef(num_id, min(max(level or 0, 0), LEVELS - 1))

    def _linked_level(self, definition: ListDefinition, style_id: str | None) -> int | None:
        """The level whose pStyle names the paragraph's style (17.9.23)."""
        for index, level in enumerate(definition.levels):
            if style_id is not None and level.style == style_id:
                return index
        return None

    def _definition(self, num_id: int) -> ListDefinition | None:
        num = self._nums.get(num_id)
        abstract_id = integer(value(num, "abstractNumId"))
        if num is None or abstract_id is None or abstract_id not in self._abstract:
            return None
        levels = list(self._levels(abstract_id, set()))
        starts: set[int] = set()
        for override in num.findall(W + "lvlOverride"):
            index = integer(override.get(W + "ilvl"))
            if index is None or not 0 <= index < LEVELS:
                continue
            own = override.find(W + "lvl")
            if own is not None:
                levels[index] = _level(own)
            start = integer(value(override, "startOverride"))
            if start is not None and 0 <= start <= _LARGEST:
                starts.add(index)
                levels[index] = replace(levels[index], start=start)
        return ListDefinition(abstract_id, tuple(levels), frozenset(starts))

    def _levels(self, abstract_id: int, seen: set[int]) -> tuple[Level, ...]:
        """The nine levels of an abstract list, taken from its numbering style if it links one."""
        abstract = self._abstract[abstract_id]
        link = value(abstract, "numStyleLink")
        linked = self._styles.list_of(link) if link else None
        target = integer(value(self._nums.get(linked), "abstractNumId")) if linked else None
        if target is not None and target in self._abstract and target not in seen | {abstract_id}:
            return self._levels(target, seen | {abstract_id})
        levels = [Level() for _ in range(LEVELS)]
        for element in abstract.findall(W + "lvl"):
            index = integer(element.get(W + "ilvl"))
            if index is not None and 0 <= index < LEVELS:
                levels[index] = _level(element)
        return tuple(levels)


def _level(element: Element) -> Level:
    start = integer(value(element, "start"))
    number_format, width = _format(element)
    run = element.find(W + "rPr")
    return Level(
        start=start if start is not None and 0 <= start <= _LARGEST else 0 if start is None else 1,
        number_format=number_format,
        text=value(element, "lvlText") or "",
        suffix=_SUFFIXES.get(value(element, "suff") or "tab", "\t"),
        restart=integer(value(element, "lvlRestart")),
        legal=is_on(element.find(W + "isLgl")),
        style=value(element, "pStyle"),
        hidden=run is not None and is_on(run.find(W + "vanish")),
        width=width,
    )


def _format(element: Element) -> tuple[str, int]:
    """The number format; newer Word writes 001 as a custom one beside a fallback."""
    found = element.find(W + "numFmt")
    if found is None:
        found = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if found is None:
        return "decimal", 0
    name = found.get(VAL) or "decimal"
    if name != "custom":
        return name, 0
    first = (found.get(W + "format") or "").split(",")[0].strip()
    return "decimal", len(first) if first.isascii() and first.isdigit() else 0


class Counters:
    """The counts of one pass through a document, from its first paragraph to its last."""

    def __init__(self, numbering: Numbering):
        self._numbering = numbering
        self._counts: dict[int, list[int | None]] = {}
        self._seen: set[tuple[int, int]] = set()  # lists and levels met

    def advance(self, place: ListRef) -> Number | None:
        """Count one more paragraph at its place; the number it shows, None for a bullet."""
        definition = self._numbering[place.num_id]
        if definition is None:
            return None
        counts = self._counts.setdefault(definition.abstract_id, [None] * LEVELS)
        at = place.level or 0
        if at in definition.starts and (place.num_id, at) not in self._seen:
            counts[at] = None
        self._seen.add((place.num_id, at))
        before = counts[at]
        counts[at] = definition.levels[at].start if before is None else before + 1
        for index in range(at):  # a level that is skipped counts as if it had been shown once
            if counts[index] is None:
                counts[index] = definition.levels[index].start
        for index in range(at + 1, LEVELS):
            restart = definition.levels[index].restart
            if at < (index if restart is None else restart):
                counts[index] = None
        return _shown(definition.levels, counts, at)


def _shown(levels: tuple[Level, ...], counts: list[int | None], at: int) -> Number | None:
    level = levels[at]
    if level.hidden or level.number_format == "bullet":
        return None
    unknown = False

    def figure(match: re.Match[str]) -> str:
        nonlocal unknown
        index = int(match[1]) - 1
        count = counts[index]
        shown = levels[index]
        name = "decimal" if level.legal and shown.number_format != "none" else shown.number_format
        unknown = unknown or (name not in FORMATS and name != "bullet")
        if name == "bullet":
            return ""
        text = shown_number(shown.start if count is None else count, name)
        return text.zfill(shown.width)

    text = _PLACEHOLDER.sub(figure, level.text)
    return Number(text, level.suffix if text else "", not unknown) if text else None
