"""Units in the cells of a task table: by the column's heading, by labels and verbs in the cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policyparse.extract.assignments import Assigner, PlacedStatement
from policyparse.extract.context import Context
from policyparse.extract.table_layout import Table
from policyparse.extract.table_rows import Held, Item
from policyparse.grammar.notes import Mention, Note, NoteGrammar, Statement
from policyparse.grammar.table_headings import ColumnKind
from policyparse.grammar.unit_lists import Item as ListItem
from policyparse.model import Assignment, Category, Certainty, Evidence, Part, Role
from policyparse.normalise.text import Cell

_LABELS = {
    Role.LEAD: "牵头单位：",
    Role.SUPPORT: "配合单位：",
    Role.RESPONSIBLE: "责任单位：",
    Role.GUIDE: "指导单位：",
}
_LAST = re.compile(r"[^、，；。\n]*$")
_FIRST = re.compile(r"[^、，；。\n]*")
_RULE = re.compile("均|第一|首位|前位|下同")


@dataclass(frozen=True, slots=True)
class Listed:
    """A unit in a cell; its places are offsets in the document."""

    mention: Mention
    held: Held
    plain: bool  # by the column alone: no label or verb in the cell
    opened: bool  # the list of its cell closes with 等
    first: bool  # of its cell


class TableUnits:
    """Assignments of the rows of one task table."""

    def __init__(self, context: Context, grammar: NoteGrammar, assigner: Assigner, table: Table):
        self.context = context
        self.grammar = grammar
        self.assigner = assigner
        self.table = table
        self._roles = table.of_kind(ColumnKind.ROLE)
        self._memory: dict[tuple[int, int], list[Listed]] = {}
        self._notes: dict[str, Note | None] = {}
        self._top = table.node.path()[0] if table.node else None
        known = {statement.start for statement in assigner.statements}
        own = [s for s in self._own_statements() if s.start not in known]
        self.statements = [*assigner.statements, *own]

    def assignments(self, item: Item, category: Category) -> tuple[list[Assignment], bool]:
        """The assignments of a row and whether one of its lists is open."""
        listed = [one for held in item.units for one in self._listed(held)]
        named = self.assigner.namer.name([one.mention.item for one in listed])
        at = max([item.texts[0].start, *(held.cell.end for held in item.units)])
        first = self._first_leads(listed, at)
        made = []
        for one, unit in zip(listed, named, strict=True):
            role, rule, certainty = one.mention.role, one.mention.rule, one.mention.certainty
            evidence = [self.context.evidence(one.mention.item.start, one.mention.item.end)]
            if first is not None and one.plain:
                role = Role.LEAD if one.first else first.statement.role
                rule, certainty = "first-leads", Certainty.SURE
                evidence.append(self._rule(first.start, first.base + first.statement.end))
            elif one.mention.cause is not None:
                evidence.append(self._rule(*one.mention.cause))
            if unit.carried_from is not None:
                evidence.append(self._rule(unit.carried_from.start, unit.carried_from.end))
                rule += "+prefix"
            if one.held.inherited:
                rule += "+inherited"
            made.append(
                Assignment(
                    unit=unit.unit,
                    role=role,
                    by_duty=one.mention.by_duty,
                    inherited=one.held.inherited,
                    rule=rule,
                    certainty=certainty,
                    evidence=tuple(evidence),
                )
            )
        made += self._added(at, made, category)
        return made, any(one.opened for one in listed)

    def _rule(self, start: int, end: int) -> Evidence:
        return self.context.evidence(start, end, Part.RULE)

    # --- one cell -----------------------------------------------------------------------------

    def _listed(self, held: Held) -> list[Listed]:
        key = (held.cell.start, held.column.number)
        if key not in self._memory:
            self._memory[key] = list(self._read(held))
        return [replace(one, held=held) for one in self._memory[key]]

    def _read(self, held: Held) -> Iterator[Listed]:
        """The units of a cell, read as a note whose label is the column's heading."""
        role, merged = self._role(held)
        words, places = self._flat(held.cell)
        label = _LABELS[role]
        note = self._note(label + words)
        if note is None:
            return
        shift = len(label)
        for number, mention in enumerate(note.mentions):
            item = _moved(mention.item, places, shift)
            by_column = mention.cause is None or mention.cause[1] <= shift
            if not by_column and mention.cause is not None:
                low, high = mention.cause[0] - shift, mention.cause[1] - shift
                cause = (places[low], places[high - 1] + 1)
                yield Listed(
                    replace(mention, item=item, cause=cause), held, False, note.open_ended, False
                )
                continue
            heading = held.column.cells[-1] if held.column.cells else None
            mention = replace(
                mention,
                item=item,
                cause=(heading.start, heading.end) if heading else None,
                rule="column-merged" if merged else "column",
                certainty=Certainty.UNSURE if merged else mention.certainty,
            )
            plain = mention.role is Role.RESPONSIBLE and not merged
            yield Listed(mention, held, plain, note.open_ended, number == 0)

    def _note(self, words: str) -> Note | None:
        """The words read as a note; remembered, since tables repeat their lists of units."""
        if words not in self._notes:
            self._notes[words] = self.grammar.parse(words, 0, len(words))
        return self._notes[words]

    def _role(self, held: Held) -> tuple[Role, bool]:
        """The role of the column; none in particular for a cell merged over several roles."""
        last = held.cell.column + held.cell.column_span
        roles = {c.role for c in self._roles if held.cell.column <= c.number < last}
        if len(roles) > 1:
            return Role.RESPONSIBLE, True
        return held.column.role or Role.RESPONSIBLE, False

    def _flat(self, cell: Cell) -> tuple[str, list[int]]:
        """The words of a cell with broken lines joined, and where each character stands."""
        text = self.context.text.plain
        words: list[str] = []
        places: list[int] = []
        for at in range(cell.start, cell.end):
            if text[at] == "\n" and self._broken("".join(words), text[at + 1 : cell.end]):
                continue
            words.append(text[at])
            places.append(at)
        return "".join(words), places

    def _broken(self, before: str, behind: str) -> bool:
        """Whether a line ends inside a name: 市人力资源社 / 会保障局."""
        names = self.grammar.names
        tail, head = _LAST.search(before), _FIRST.match(behind)
        left, right = tail.group() if tail else "", head.group() if head else ""
        if not left or not right or names.known(left):
            return False
        return names.known(left + right) or not names.has_head(left)

    # --- rules ----------------------------------------------------------------------------------

    def _own_statements(self) -> Iterator[PlacedStatement]:
        """Rules in the headings, cells and notes of this table."""
        text = self.context.text.plain
        spans = [(c.start, c.end) for column in self._roles for c in column.cells]
        for row in self.table.rows:
            cells = [row.cells[c.number] for c in self._roles]
            spans += [(c.start, c.end) for c in cells if c is not None]
        for start, end in dict.fromkeys([*spans, *self.table.notes]):
            if _RULE.search(text, start, end):
                for statement in self.grammar.statements(text, start, end):
                    yield PlacedStatement(statement, 0, self._top)

    def _holds(self, placed: PlacedStatement, at: int) -> bool:
        """Whether a rule reaches a row: it stands before it, or with its table."""
        if placed.part is not None and placed.part is not self._top:
            return False
        words = self.context.text.plain[placed.start : placed.start + 8]
        if placed.start < at and "以上" not in words:
            return True
        in_notes = any(a <= placed.start < b for a, b in self.table.notes)
        in_heads = any(
            c.start <= placed.start < c.end for column in self.table.columns for c in column.cells
        )
        return in_notes or in_heads or (placed.start >= self.table.end and "以上" in words)

    def _first_leads(self, listed: list[Listed], at: int) -> PlacedStatement | None:
        """列第一位者为牵头单位, where the row has plain lists and no lead of its own."""
        if any(one.mention.role is Role.LEAD for one in listed):
            return None
        rules = [s for s in self.statements if s.statement.kind == "first-leads"]
        held = [s for s in rules if self._holds(s, at)]
        return held[-1] if held else None

    def _added(self, at: int, made: list[Assignment], category: Category) -> Iterator[Assignment]:
        """Units that a rule adds to every row: 以上任务均需各县（市、区）人民政府落实."""
        have = {a.unit.name for a in made}
        for placed in self.statements:
            statement: Statement = placed.statement
            if statement.kind != "also" or not self._holds(placed, at):
                continue
            if placed.part is None and category is Category.SAFEGUARD:
                continue
            first, last = statement.units[0], statement.units[-1]
            place = self.context.evidence(placed.base + first.start, placed.base + last.end)
            for named in self.assigner.namer.name(list(statement.units)):
                if named.unit.name in have:
                    continue
                have.add(named.unit.name)
                yield Assignment(
                    unit=named.unit,
                    role=statement.role,
                    by_duty=False,
                    inherited=True,
                    rule="also",
                    certainty=Certainty.SURE,
                    evidence=(place, self._rule(placed.start, placed.base + statement.end)),
                )


def _moved(item: ListItem, places: list[int], shift: int) -> ListItem:
    """An item of the flat words at its place in the document."""
    start, end = places[item.start - shift], places[item.end - shift - 1] + 1
    return replace(item, start=start, end=end)
