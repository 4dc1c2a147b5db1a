"""What responsibility notes and running text say of units, read once more with their places."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from policyparse.checks.subject import Subject
from policyparse.extract.naming import Namer
from policyparse.grammar.brackets import groups, split_outside
from policyparse.grammar.leads import leading
from policyparse.grammar.notes import NoteGrammar
from policyparse.lexicon.lexicon import Lexicon
from policyparse.matching.counterparts import Counterparts, Tie, UnitSetting
from policyparse.model import Evidence, Level, Role, Task, Unit, UnitKind

_TIES = (Tie.OWN, Tie.NAMED, Tie.MERGED, Tie.REORGANISED)
_LEVELS = tuple(Level)
_NO_LEADS = (UnitKind.OFFICE, UnitKind.ENTERPRISE)  # 支持企业牵头攻关
_SHORT = 3  # characters: 朝阳乡 in 朝阳乡人民政府
_LONG = 6  # characters in any order: 东浦公安分局 in 市公安局东浦分局


@cache
def _grammar(lexicon: Lexicon) -> NoteGrammar:
    return NoteGrammar(lexicon)


@cache
def _registry(lexicon: Lexicon) -> Counterparts:
    return Counterparts(lexicon)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit at one place, in one role."""

    unit: Unit
    role: Role
    place: Evidence
    listed: tuple[int, ...]  # offsets of its note, and of the label or verb that holds for it


def full_name(unit: Unit) -> str:
    """The name by which a unit is known, whatever it is called here."""
    return unit.canonical or unit.name


@dataclass(frozen=True)
class Units:
    """The units of a document, told apart and found again under other names."""

    subject: Subject

    @property
    def registry(self) -> Counterparts:
        """The registry of systems."""
        return _registry(self.subject.lexicon)

    @property
    def _grammar(self) -> NoteGrammar:
        return _grammar(self.subject.lexicon)

    @cached_property
    def _namer(self) -> Namer:
        return Namer(self._grammar.names, self.subject.plan.document)

    def same(self, one: Unit, other: Unit) -> bool:
        """Whether two names may well be one unit's, or a unit's and its branch's."""
        short, long = sorted((self._bare(one), self._bare(other)), key=len)
        if len(short) >= _SHORT and short in long:
            return True
        if len(short) >= _LONG and not Counter(short) - Counter(long):
            return True
        link = self.registry.link(one, other, UnitSetting())
        return link is not None and link.tie in _TIES

    def above(self, unit: Unit) -> bool:
        """Whether a unit belongs to a level above that of the document."""
        level = self.subject.plan.document.level
        if level is None or unit.level is None:
            return False
        return _LEVELS.index(unit.level) < _LEVELS.index(level)

    def answers(self, unit: Unit) -> bool:
        """Whether a unit is one that a plan of this level gives tasks to, known by its system."""
        known = unit.system is not None and unit.kind not in _NO_LEADS
        return known and not self.above(unit) and not self.registry.collective(unit)

    def _bare(self, unit: Unit) -> str:
        name = unit.name
        for row in self.subject.lexicon.file.counterparts.alike:
            for word in row[1:]:
                name = name.replace(word, row[0])
        return name

    def noted(self, task: Task) -> Iterator[Named]:
        """Every unit of the notes within a task, those written twice too."""
        for place in task.evidence:
            for note in self._grammar.find(self.subject.plain, place.start, place.end):
                named = self._namer.name([m.item for m in note.mentions])
                for mention, unit in zip(note.mentions, named, strict=True):
                    at = self.subject.quote(mention.item.start, mention.item.end)
                    yield Named(unit.unit, mention.role, at, (note.start, *(mention.cause or ())))

    def in_cells(self, task: Task) -> Iterator[Named]:
        """Every unit of the table cells that give a task its units."""
        seen: set[int] = set()
        for assignment in task.assignments:
            place = assignment.evidence[0]
            for cell in self.subject.text.blocks[place.block].cells:
                if cell.start <= place.start < cell.end and cell.start not in seen:
                    seen.add(cell.start)
                    items = self._grammar.lists.split(self.subject.plain, cell.start, cell.end)
                    for item, unit in zip(
                        items.items, self._namer.name([*items.items]), strict=True
                    ):
                        at = self.subject.quote(item.start, item.end)
                        yield Named(unit.unit, assignment.role, at, (cell.start,))

    def may_be_noted(self, task: Task) -> bool:
        """Whether a task has a label, or ends in a bracket that holds the name of a unit."""
        grammar, text = self._grammar, self.subject.plain
        for place in task.evidence:
            if grammar.label.search(text, place.start, place.end):
                return True
            for low, high in groups(text, place.start, place.end):
                if not text[high : place.end].strip(" 。；\n"):
                    items = grammar.lists.split(text, low + 1, high - 1).items
                    return any(grammar.names.has_head(item.name) for item in items)
        return False

    def leading(self, task: Task) -> Iterator[Named]:
        """Units that a clause of a task's running text names as leads: 市商务局牵头开展…"""
        roles = self.subject.lexicon.file.role
        verbs = [verb for row in roles for verb in row.verbs if Role(row.role) is Role.LEAD]
        text = self.subject.plain
        for place in task.evidence:
            notes = self._grammar.find(text, place.start, place.end)
            for low, high in split_outside(text, "，,。；;\n", place.start, place.end):
                if any(note.start <= low < note.end for note in notes):
                    continue
                if any(verb in text[low:high] for verb in verbs):
                    yield from self._leads(low, high)

    def _leads(self, low: int, high: int) -> Iterator[Named]:
        text = self.subject.plain
        note = leading(self._grammar, text, low, high)
        mentions = note.mentions if note else ()
        named = self._namer.name([m.item for m in mentions])
        for mention, unit in zip(mentions, named, strict=True):
            if mention.role is Role.LEAD and mention.cause:
                place = self.subject.quote(mention.item.start, mention.item.end)
                yield Named(unit.unit, mention.role, place, (low,))
