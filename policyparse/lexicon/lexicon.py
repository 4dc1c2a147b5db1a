"""The words of all loaded files, indexed for look-up."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from policyparse.lexicon.divisions import Division, all_divisions
from policyparse.lexicon.schema import LevelRow, WordFile
from policyparse.model.unit import Level, UnitKind


def alternation(words: Iterable[str]) -> str:
    """The words as one regular expression, the longest first."""
    return _alternation(tuple(words))


@cache
def _alternation(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def _both(one: LevelRow, other: LevelRow) -> LevelRow:
    """The words of two tables of one level."""
    return LevelRow(
        level=one.level,
        prefixes=one.prefixes + other.prefixes,
        own=one.own + other.own,
        grades=one.grades + other.grades,
        each=one.each + other.each,
    )


@dataclass(frozen=True, slots=True)
class Form:
    """A full or short unit name without its place."""

    full: str
    system: str
    kind: UnitKind
    levels: frozenset[Level]


class Lexicon:
    """Words as data; everything is derived from ``file`` on first use."""

    def __init__(self, file: WordFile):
        self.file = file

    @cached_property
    def forms(self) -> dict[str, tuple[Form, ...]]:
        """Unit forms by their text; one text may stand for units of several levels."""
        table: dict[str, list[Form]] = {}
        for system in self.file.system:
            for unit in system.unit:
                form = Form(unit.name, system.name, system.kind, frozenset(unit.levels))
                for text in (unit.name, *unit.short):
                    table.setdefault(text, []).append(form)
        for own in self.file.unit:
            form = Form(own.name, own.system, own.kind, frozenset(own.levels))
            for text in (own.name, *own.short):
                table.setdefault(text, []).insert(0, form)
        return {text: tuple(forms) for text, forms in table.items()}

    @cached_property
    def divisions(self) -> dict[str, tuple[Division, ...]]:
        """Divisions by full and short name."""
        return all_divisions(self.file.division)

    @cached_property
    def _places_by_head(self) -> dict[str, tuple[str, ...]]:
        """Division names by their first two characters, the longest first."""
        heads: dict[str, list[str]] = {}
        for name in self.divisions:
            heads.setdefault(name[:2], []).append(name)
        return {head: tuple(sorted(names, key=len, reverse=True)) for head, names in heads.items()}

    def place_at(self, text: str, start: int = 0) -> str | None:
        """The longest division name (full or short) that stands at ``start``."""
        for name in self._places_by_head.get(text[start : start + 2], ()):
            if text.startswith(name, start):
                return name
        return None

    def places_in(self, text: str) -> Iterator[str]:
        """The division names in a text from left to right, each the longest at its place."""
        at = 0
        while at < len(text):
            name = self.place_at(text, at)
            if name:
                yield name
            at += len(name) if name else 1

    @cached_property
    def levels(self) -> dict[Level, LevelRow]:
        """How each level of government speaks of itself; several tables of a level are one."""
        found: dict[Level, LevelRow] = {}
        for row in self.file.level:
            known = found.get(row.level)
            found[row.level] = row if known is None else _both(known, row)
        return found

    @cached_property
    def collectives(self) -> frozenset[str]:
        """Phrases that name a group of units."""
        return frozenset(self.file.collectives.patterns)

    @cached_property
    def simplified(self) -> dict[str, str]:
        """Traditional characters and variants, each with the one to be written."""
        rows = "".join(self.file.characters.traditional)
        return dict(zip(rows[::2], rows[1::2], strict=True))

    @cached_property
    def jieba_words(self) -> tuple[str, ...]:
        """Words that segmentation must keep whole."""
        measures = self.file.comparators.scopes
        places = [name for name in self.divisions if len(name) > 2]
        return tuple(sorted({*self.forms, *self.collectives, *places, *measures}))
