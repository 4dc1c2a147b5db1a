"""Assignments 责任分工: notes, carried prefixes, inherited notes and document-wide rules."""

from collections.abc import Iterable
from dataclasses import dataclass

from policyparse.extract.context import Context
from policyparse.extract.naming import NamedUnit, Namer
from policyparse.extract.segments import PlacedNote, Segment
from policyparse.grammar.brackets import split_outside
from policyparse.grammar.leads import DRAWS_UP, leading
from policyparse.grammar.notes import Mention, Note, NoteGrammar, Statement
from policyparse.model import Assignment, Category, Certainty, Evidence, Part, Role
from policyparse.outline import Node


@dataclass(frozen=True, slots=True)
class PlacedStatement:
    """A rule for the rest of the document (or of a part), and where it stands."""

    statement: Statement
    base: int
    part: Node | None  # the top section it stands in; None before the first section

    @property
    def start(self) -> int:
        return self.base + self.statement.start


class Assigner:
    """Turns the notes of a task into assignments."""

    def __init__(self, context: Context, grammar: NoteGrammar, statements: list[PlacedStatement]):
        self.context = context
        self.grammar = grammar
        self.namer = Namer(grammar.names, context.document)
        self.statements = statements

    def assign(self, segment: Segment, at: int) -> tuple[tuple[Assignment, ...], bool]:
        """The assignments of a task that begins at ``at``, and whether its list is open."""
        own = [placed for placed in segment.notes if placed.note.mentions]
        notes = own or segment.inherited
        inherited = not own
        made = list(self._of_notes(notes, inherited))
        if not notes and segment.category is Category.MAIN:
            made = list(self._of_text(segment))
        opened = any(placed.note.open_ended for placed in notes)
        made += self._added(segment, made, max([at, *(n.end for n in segment.notes)]))
        return tuple(_unique(made)), opened

    def _of_notes(self, notes: list[PlacedNote], inherited: bool) -> Iterable[Assignment]:
        until = max((n.end for n in notes), default=0)
        for placed in notes:
            mentions = placed.note.mentions
            named = self.namer.name([m.item for m in mentions])
            first = self._first_leads(placed, until)
            for number, (mention, unit) in enumerate(zip(mentions, named, strict=True)):
                yield self._assignment(placed, mention, unit, number, first, inherited)

    def _assignment(
        self,
        placed: PlacedNote,
        mention: Mention,
        named: NamedUnit,
        number: int,
        first: PlacedStatement | None,
        inherited: bool,
    ) -> Assignment:
        base = placed.passage.base
        evidence = [self.context.evidence(base + mention.item.start, base + mention.item.end)]
        role, rule, certainty = mention.role, mention.rule, mention.certainty
        if first is not None:
            role = Role.LEAD if number == 0 else first.statement.role
            rule, certainty = "first-leads", Certainty.SURE
            evidence.append(
                self._rule(first.base + first.statement.start, first.base + first.statement.end)
            )
        elif mention.cause:
            evidence.append(self._rule(base + mention.cause[0], base + mention.cause[1]))
        if named.carried_from is not None:
            item = named.carried_from
            evidence.append(self._rule(base + item.start, base + item.end))
            rule += "+prefix"
        if inherited:
            rule += "+inherited"
        unit = named.unit
        written = evidence[0].text
        if written != unit.mention and not mention.item.shared:
            unit = unit.model_copy(update={"mention": written})
        return Assignment(
            unit=unit,
            role=role,
            by_duty=mention.by_duty,
            inherited=inherited,
            rule=rule,
            certainty=certainty,
            evidence=tuple(evidence),
        )

    def _rule(self, start: int, end: int) -> Evidence:
        return self.context.evidence(start, end, Part.RULE)

    def _first_leads(self, placed: PlacedNote, until: int) -> PlacedStatement | None:
        """The rule 列第一位者为牵头单位, where it holds for this plain list."""
        mentions = placed.note.mentions
        plain = (
            bool(mentions)
            and len({m.role for m in mentions}) == 1
            and mentions[0].role is Role.RESPONSIBLE
        )
        if not plain:
            return None
        rules = [
            s for s in self.statements if s.statement.kind == "first-leads" and s.start < until
        ]
        return rules[-1] if rules else None

    def _added(self, segment: Segment, made: list[Assignment], at: int) -> Iterable[Assignment]:
        """Units that a rule adds to all that follows: 以下均需各镇街落实，不再列出."""
        top = segment.node.path()[0]
        have = {(a.unit.name, a.role) for a in made}
        for placed in self.statements:
            statement = placed.statement
            if statement.kind != "also" or placed.start >= at:
                continue
            if placed.part is not None and placed.part is not top:
                continue
            if placed.part is None and segment.category is Category.SAFEGUARD:
                continue
            for named in self.namer.name(list(statement.units)):
                if (named.unit.name, statement.role) in have:
                    continue
                rule = self._rule(placed.base + statement.start, placed.base + statement.end)
                yield Assignment(
                    unit=named.unit,
                    role=statement.role,
                    by_duty=False,
                    inherited=True,
                    rule="also",
                    certainty=Certainty.SURE,
                    evidence=(
                        self.context.evidence(
                            placed.base + statement.units[0].start,
                            placed.base + statement.units[-1].end,
                        ),
                        rule,
                    ),
                )

    def _of_text(self, segment: Segment) -> Iterable[Assignment]:
        """Items that are the assignment themselves: 由区规划局牵头，建立联席会议制度."""
        text = self.context.text.plain
        for start, end in segment.stretches:
            for low, high in split_outside(text, "。；;", start, end):
                note = leading(self.grammar, text, low, high)
                if note is not None and not self._hands_over(text, note, low, high, start):
                    yield from self._leading(note)

    @staticmethod
    def _hands_over(text: str, note: Note, low: int, high: int, start: int) -> bool:
        """A lead that only draws something up leads that deliverable, not the task."""
        last = max(m.cause[1] for m in note.mentions if m.cause)
        return low > start and bool(DRAWS_UP.match(text, last, high))

    def _leading(self, note: Note) -> Iterable[Assignment]:
        named = self.namer.name([m.item for m in note.mentions])
        for mention, unit in zip(note.mentions, named, strict=True):
            evidence = [self.context.evidence(mention.item.start, mention.item.end)]
            if mention.cause:
                evidence.append(self._rule(*mention.cause))
            yield Assignment(
                unit=unit.unit,
                role=mention.role,
                by_duty=mention.by_duty,
                inherited=False,
                rule="running-text",
                certainty=Certainty.LIKELY,
                evidence=tuple(evidence),
            )


def _unique(assignments: list[Assignment]) -> Iterable[Assignment]:
    seen: set[tuple[str, Role]] = set()
    for assignment in assignments:
        key = (assignment.unit.name, assignment.role)
        if key not in seen:
            seen.add(key)
            yield assignment
