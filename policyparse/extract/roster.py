"""Members of the group that a plan sets up 领导小组, from lines, prose and tables."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policyparse.extract.context import Context
from policyparse.extract.layout import Line, grid, lines
from policyparse.grammar.numbering import claim
from policyparse.grammar.roster import Label, Named, RosterGrammar
from policyparse.grammar.unit_names import UnitNames
from policyparse.model import Part, RosterMember
from policyparse.normalise import Block, Cell

Span = tuple[int, int]

_REACH = 4  # paragraphs for which the words that set up a group hold
_NAME_HEADING = re.compile("姓[ ]?名|人员|名单")
_OFFICE_HEADING = re.compile("职[ ]?务|单[ ]?位|部[ ]?门")


def read_roster(context: Context, names: UnitNames) -> Iterator[RosterMember]:
    """All members in reading order, each position and office once."""
    grammar = RosterGrammar(names)
    if not grammar.position.search(context.text.plain):
        return
    seen: set[tuple[str, str, str]] = set()
    known: dict[str, RosterMember] = {}
    for member in _Reader(context, grammar).members():
        if not member.office and member.person in known:
            member = _with_office(member, known[member.person])
        key = (member.position, member.person, member.office)
        if key not in seen:
            seen.add(key)
            known.setdefault(member.person, member)
            yield member


def _with_office(member: RosterMember, before: RosterMember) -> RosterMember:
    """The office that the list gives the same person: 办公室主任由沈皓同志兼任."""
    places = tuple(e for e in before.evidence if e.part is Part.VALUE)[1:]
    rules = tuple(e.model_copy(update={"part": Part.RULE}) for e in places)
    return member.model_copy(
        update={
            "office": before.office,
            "unit": before.unit,
            "evidence": (*member.evidence, *rules),
        }
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A line, or the lines of a block that cannot be read apart."""

    start: int
    end: int


class _Reader:
    def __init__(self, context: Context, grammar: RosterGrammar):
        self.context = context
        self.grammar = grammar
        self.text = context.text.plain
        self.open: Label | None = None  # the position that lines without a label take
        self.missed = 0  # lines of the list that could not be read
        self.reach = 0  # paragraphs for which a group is still spoken of

    def members(self) -> Iterator[RosterMember]:
        by_block: dict[int, list[Line]] = {}
        for line in lines(self.context.text):
            by_block.setdefault(line.block, []).append(line)
        for block in self.context.text.blocks:
            if block.kind == "table":
                yield from self._table(block)
                self.open = None
                continue
            for stretch in self._stretches(by_block.get(block.index, [])):
                yield from self._stretch(stretch)

    def _stretches(self, own: list[Line]) -> Iterator[_Stretch]:
        """Joined lines are parted again before a label or a name with its office."""
        start = None
        for number, line in enumerate(own):
            start = line.start if start is None else start
            after = own[number + 1] if number + 1 < len(own) else None
            if after is None or self._opens(after):
                yield _Stretch(start, line.end)
                start = None

    def _opens(self, line: Line) -> bool:
        if any(label.start == line.start for label in self._labels(line.start, line.end)):
            return True
        if self.open is None and not self.reach:
            return False
        named = self.grammar.members(self.text, line.start, line.end)
        return bool(named) and named[0].person[0] == line.start and named[0].office is not None

    def _labels(self, start: int, end: int) -> list[Label]:
        return self.grammar.labels(self.text, start, end)

    def _stretch(self, line: _Stretch) -> Iterator[RosterMember]:
        cue = self.grammar.group.search(self.text, line.start, line.end)
        labels = self._labels(line.start, line.end)
        if labels and (cue or self.reach or self.open):
            self.reach = _REACH
            yield from self._labelled(labels, line)
            return
        if self.open is not None:
            named = self._unlabelled(line)
            if named:
                self.missed = 0
                for one in named:
                    yield self._member(self.open, one)
                return
        self._pass_over(line)
        self.reach = _REACH if cue else max(0, self.reach - 1)
        if self.reach:
            for found in self.grammar.appointments(self.text, line.start, line.end):
                yield self._member(Label(found.position, *found.place), found.named)

    def _pass_over(self, line: _Stretch) -> None:
        """A short line that no person is found in does not end the list, two do."""
        body = self.text[line.start : line.end]
        self.missed += 1
        if self.missed > 1 or len(body) > 30 or "。" in body or claim(body):
            self.open = None

    def _labelled(self, labels: list[Label], line: _Stretch) -> Iterator[RosterMember]:
        for number, label in enumerate(labels):
            stop = labels[number + 1].start if number + 1 < len(labels) else line.end
            self.open, self.missed = label, 0
            for named in self.grammar.members(self.text, label.end, stop):
                yield self._member(label, named)

    def _unlabelled(self, line: _Stretch) -> list[Named]:
        """Members on a line that takes the position of the label above it."""
        body = self.text[line.start : line.end].rstrip("。；;")
        if "。" in body or "：" in body:
            return []
        named = self.grammar.members(self.text, line.start, line.end)
        if not named or min(n.person[0] for n in named) > line.start + 40:
            return []
        begins = named[0].person[0] == line.start or (named[0].office or (-1, 0))[0] == line.start
        return named if begins else []

    def _member(self, label: Label, named: Named) -> RosterMember:
        place = self.context.evidence
        evidence = [place(*named.person)]
        office = unit = None
        if named.office is not None:
            office = self.text[slice(*named.office)]
            evidence.append(place(*named.office))
            found = self.grammar.unit(self.text, named.office)
            if found:
                unit = self.text[slice(*found)]
                evidence.append(place(*found))
        evidence.append(place(label.start, label.start + len(self._written(label)), Part.RULE))
        return RosterMember(
            position=label.position,
            person=named.name,
            office=office or "",
            unit=unit,
            evidence=tuple(evidence),
        )

    def _written(self, label: Label) -> str:
        match = self.grammar.position.match(self.text, label.start)
        return match.group() if match else ""

    # --- tables ----------------------------------------------------------------------------

    def _table(self, block: Block) -> Iterator[RosterMember]:
        """A column of positions makes a table a roster."""
        rows = grid(self.context.text, block)
        positions = self._column(rows, lambda text: self.grammar.position_of(text) is not None)
        if positions is None or not self.grammar.leader.search(self.text, block.start, block.end):
            return
        person = self._column(rows, self._is_person, besides=positions)
        offices = self._office_columns(rows, positions, person)
        label: Label | None = None
        for row in rows:
            cell = row.get(positions)
            if cell is not None and self.grammar.position_of(self._said(cell)):
                position = self.grammar.position_of(self._said(cell)) or ""
                label = Label(position, cell.start, cell.end)
            elif cell is not None and cell.end > cell.start:
                continue  # the heading
            if label is not None:
                yield from self._row(label, row, person, offices, positions)

    def _row(
        self,
        label: Label,
        row: dict[int, Cell],
        person: int | None,
        offices: list[int],
        positions: int,
    ) -> Iterator[RosterMember]:
        if person is None:
            for column, other in sorted(row.items()):
                if column != positions:
                    for named in self.grammar.members(self.text, other.start, other.end):
                        yield self._member(label, named)
            return
        cell = row.get(person)
        if cell is None or not self._is_person(self._said(cell)):
            return
        name = re.sub(r"\s", "", self._said(cell))
        spans = [(row[c].start, row[c].end) for c in offices if c in row]
        spans = [s for s in dict.fromkeys(spans) if s[0] < s[1]]
        office = spans[0] if spans else None
        member = self._member(label, Named(name, (cell.start, cell.end), office))
        if len(spans) > 1:  # unit and post in columns of their own
            more = tuple(self.context.evidence(*span) for span in spans[1:])
            words = "".join(re.sub(r"\s", "", self.text[slice(*span)]) for span in spans)
            member = member.model_copy(
                update={"office": words, "evidence": (*member.evidence, *more)}
            )
        yield member

    def _column(
        self, rows: list[dict[int, Cell]], fits: Callable[[str], bool], besides: int | None = None
    ) -> int | None:
        """The column most of whose cells fit, if there are two or more."""
        counts: dict[int, int] = {}
        for row in rows:
            for column, cell in row.items():
                if column != besides and fits(self._said(cell)):
                    counts[column] = counts.get(column, 0) + 1
        best = max(counts, key=lambda c: (counts[c], -c), default=None)
        return best if best is not None and counts[best] >= 2 else None

    def _is_person(self, text: str) -> bool:
        return self.grammar.is_name(re.sub(r"\s", "", text))

    def _office_columns(
        self, rows: list[dict[int, Cell]], positions: int, person: int | None
    ) -> list[int]:
        """Columns of unit and post by their headings; without headings all that remain."""
        if not rows or person is None:
            return []
        rest = [c for c in sorted(rows[0]) if c not in (positions, person)]
        named = [c for c in rest if _OFFICE_HEADING.search(self._said(rows[0][c]))]
        heading = any(_NAME_HEADING.search(self._said(cell)) for cell in rows[0].values())
        return named if heading else rest

    def _said(self, cell: Cell) -> str:
        return self.text[cell.start : cell.end]
