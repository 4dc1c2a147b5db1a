"""One file -> the replies that it holds. 征求意见回复

Every word of the file goes somewhere: into a suggestion, into the words that say 无意见, into the
frame of the letter, or into ``rest``, which people look through.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from policyparse.extract.changes import ChangeReader
from policyparse.extract.context import Context
from policyparse.extract.reply_clauses import Clauses
from policyparse.extract.reply_forms import FormReader, FormRow
from policyparse.extract.reply_letter import Letter, read_letter
from policyparse.extract.reply_points import NOT_SURE, Cutter, Point
from policyparse.extract.reply_sections import Section, Sections, bare_title, cited, is_draft
from policyparse.grammar.replies import LineKind, ReplyGrammar
from policyparse.grammar.unit_names import UnitNames
from policyparse.model import Change, ChangeOp, DocumentKind, Evidence
from policyparse.model.reply import Naming, Origin, Reply, ReplyKind, Suggestion

Span = tuple[int, int]

BOTH = "既写有“无意见”，又提出意见，已按有意见计，请核实"
ANNEXED = "文中说意见见附件（附表），没有读到，请核实"
EMPTY = "没有读出回复内容，请核实"
QUOTED = "文中引用的来信没有计入，请核实"
WHICH_DRAFT = "涉及哪一份征求意见稿没有写明，请核实"
REQUEST = "像是征求意见的来函，未计入回复，请核实"
CLEAN_DRAFT = "像是征求意见稿本身，未计入回复，请核实"
MARKED = "文中有批注{}处、修订{}处，没有计入意见，请核实"
_SHORTEST_DRAFT = 300  # characters


@dataclass(slots=True)
class _Draft:
    """A reply in the making."""

    namings: list[Naming]
    rows: list[Suggestion] = field(default_factory=list)
    none: list[Span] = field(default_factory=list)
    frame: list[Span] = field(default_factory=list)
    rest: list[Span] = field(default_factory=list)
    refused: bool = False


def read_replies(
    context: Context, names: UnitNames, source: str
) -> tuple[tuple[Reply, ...], str | None]:
    """The replies of a file: one, or one for each unit that speaks in it.

    A file that is the draft itself, or the letter that asks, is none: why is said instead.
    """
    reader = _Reader(context, names, source)
    why = reader.no_reply()
    return ((), why) if why else (reader.replies(), None)


class _Reader:
    def __init__(self, context: Context, names: UnitNames, source: str):
        self.context = context
        self.text = context.text.text
        self.grammar = ReplyGrammar(names)
        self.source = source
        self.letter: Letter = read_letter(context.text, self.grammar)
        self.form = FormReader(context.text, self.grammar).read()
        self.drafts = self._drafts()

    def no_reply(self) -> str | None:
        """Why the file is taken for no reply: it asks for replies, or is the clean draft."""
        if any(self.grammar.is_request(title, self.text) for title in self.letter.titles):
            return REQUEST
        return CLEAN_DRAFT if self._is_draft() and not self._marked() else None

    def _is_draft(self) -> bool:
        """A plan that nobody signed, with no table of opinions."""
        signed = {Origin.SIGNATURE, Origin.FORM} & {n.origin for n in self.letter.namings}
        plan = self.context.document.kind is DocumentKind.PLAN
        whole = len(self.text) > _SHORTEST_DRAFT and not self.form.rows
        return plan and whole and not signed and not self.letter.titles

    def _marked(self) -> str | None:
        """What is written into the margin and the text of a draft that came back."""
        raw = self.context.text.raw
        if not raw.comments and not raw.revisions:
            return None
        return MARKED.format(len(raw.comments), len(raw.revisions))

    def _returned(self) -> Reply:
        """The draft with comments and tracked changes: people read them in the file."""
        return Reply(
            source=self.source,
            kind=ReplyKind.UNCLEAR,
            frame=self._evidence([(b.start, b.end) for b in self.context.text.blocks]),
            doubts=(f"返回的是征求意见稿原文，{self._marked()}",),
        )

    def replies(self) -> tuple[Reply, ...]:
        """All replies of the file."""
        if self._is_draft():
            return (self._returned(),)
        form = self.form
        whole = _Draft([*self.letter.namings, *form.namings], frame=[*self.letter.frame])
        speakers: dict[str, _Draft] = {}
        senders = (naming.name for naming in whole.namings)
        parts = Sections(self.text, self.grammar, self.drafts, senders)
        for section in parts.of(self.letter.body):
            self._section(section, self._speaker(section, whole, speakers))
        for cell in form.body:
            lines = list(self._parts(cell))
            said = [s for s in lines if self._line(s) is LineKind.BODY]
            whole.frame += [s for s in lines if s not in said]
            for section in parts.of(said):
                self._section(section, self._speaker(section, whole, speakers))
        for row in form.rows:
            self._row(row, whole, speakers)
        for span, who in form.none:
            draft = self._speaking(who, whole, speakers)
            draft.none.append(span)
        whole.frame += form.frame
        whole.rest += form.rest
        drafts = [whole, *speakers.values()]
        if speakers and not (whole.rows or whole.none):
            first = next(iter(speakers.values()))
            first.frame = [*whole.frame, *first.frame]
            first.rest = [*whole.rest, *first.rest]
            drafts = list(speakers.values())
        return tuple(self._finished(draft) for draft in drafts)

    def _line(self, span: Span) -> LineKind:
        return self.grammar.line(self.text[span[0] : span[1]])

    def _parts(self, span: Span) -> Iterator[Span]:
        """The paragraphs of a cell."""
        at = span[0]
        for part in self.text[span[0] : span[1]].split("\n"):
            if part.strip():
                low = at + len(part) - len(part.lstrip())
                yield low, low + len(part.strip())
            at += len(part) + 1

    # --- who speaks ------------------------------------------------------------------------

    def _speaker(self, section: Section, whole: _Draft, speakers: dict[str, _Draft]) -> _Draft:
        if section.unit is None or section.place is None:
            return whole
        return self._named(section.unit, section.place, speakers)

    def _named(self, name: str, place: Span, speakers: dict[str, _Draft]) -> _Draft:
        found = speakers.get(name)
        if found is None:
            naming = Naming(
                name=name, origin=Origin.SECTION, evidence=(self.context.evidence(*place),)
            )
            found = speakers[name] = _Draft([naming])
        return found

    def _speaking(self, who: Span | None, whole: _Draft, speakers: dict[str, _Draft]) -> _Draft:
        """The unit of a cell, where it is not the sender itself."""
        name = re.sub(r"\s", "", self.text[who[0] : who[1]]) if who else ""
        own = {self.grammar.without_office(naming.name) for naming in whole.namings}
        inside = any(self.grammar.speaks_inside(name, sender) for sender in own)
        if who is None or not self.grammar.is_unit(name) or name in own or inside:
            if who is not None:
                whole.frame.append(who)
            return whole
        draft = self._named(name, who, speakers)
        draft.frame.append(who)
        return draft

    # --- letters ---------------------------------------------------------------------------

    def _section(self, section: Section, draft: _Draft) -> None:
        draft.frame += section.frame
        if not section.body:
            return
        cut = Cutter(self.text, self.grammar).cut(section.body)
        draft.none += cut.none
        draft.frame += cut.frame
        draft.rest += cut.rest
        draft.refused = draft.refused or (cut.refused and self._of_all(cut.none))
        for point in cut.points:
            if NOT_SURE in point.doubts and (self.form.rows or self.form.none):
                draft.rest += point.pieces  # what is said stands in the table
                continue
            draft.rows.append(self._suggestion(point, section, draft))

    def _of_all(self, none: Sequence[Span]) -> bool:
        """Whether 无意见 is said of all drafts and not of one among several."""
        if len(self.drafts) < 2:
            return True
        return not any(cited(self.text[low:high]) for low, high in none)

    def _suggestion(self, point: Point, section: Section, draft: _Draft) -> Suggestion:
        who = draft.namings[0] if draft.namings else None
        changes = tuple(change for piece in point.pieces for change in self._asked(piece, who))
        doubts = list(point.doubts)
        about = section.draft or self._draft_of(point)
        if about is None and len(self.drafts) > 1:
            doubts.append(WHICH_DRAFT)
        return Suggestion(
            text="\n".join(self.text[low:high] for low, high in point.pieces),
            clause=self._clauses.of(point, changes),
            document=about,
            changes=changes,
            doubts=tuple(doubts),
            evidence=tuple(self.context.evidence(*piece) for piece in point.pieces),
        )

    def _asked(self, piece: Span, who: Naming | None) -> tuple[Change, ...]:
        place = who.evidence[0] if who and who.evidence else None
        named = (place.start, place.end) if place else None
        return self._changes.changes(*piece, who.name if who else "", named)

    @cached_property
    def _changes(self) -> ChangeReader:
        return ChangeReader(self.context)

    @cached_property
    def _clauses(self) -> Clauses:
        return Clauses(self.text, self.grammar, self._changes.requests)

    # --- drafts ----------------------------------------------------------------------------

    def _drafts(self) -> list[str]:
        """The drafts that the reply is about: those of its title, and all that say 征求意见稿."""
        titles = [title for line in self.letter.titles for title in cited(line)]
        titles += [title for title in cited(self.text) if is_draft(title)]
        return list(dict.fromkeys(bare_title(title) for title in titles))

    def _draft_of(self, point: Point) -> str | None:
        """The draft named in a point, in its heading, or last before it and alone."""
        if len(self.drafts) < 2:
            return self.drafts[0] if self.drafts else None
        spans = [point.pieces[0], *([point.under] if point.under else [])]
        for low, high in spans:
            named = self._named_in(low, high)
            if len(named) == 1:
                return named[0]
        start = point.pieces[0][0]
        for low, high in reversed([span for span in self.letter.body if span[0] < start]):
            mask = self.grammar.mask(self.text[low:high])
            for a, b in reversed(list(self.grammar.sentences(mask, 0, len(mask)))):
                named = self._named_in(low + a, min(start, low + b))
                if named:
                    return named[0] if len(named) == 1 else None
        return None

    def _named_in(self, low: int, high: int) -> list[str]:
        found = dict.fromkeys(bare_title(title) for title in cited(self.text[low:high]))
        return [title for title in found if title in self.drafts]

    # --- rows of forms ---------------------------------------------------------------------

    def _row(self, row: FormRow, whole: _Draft, speakers: dict[str, _Draft]) -> None:
        draft = self._speaking(row.who, whole, speakers)
        said = re.sub(r"\s", "", self.text[slice(*row.who)]) if row.who else None
        who = draft.namings[0] if draft.namings else None
        clause = " ".join(self._clauses_of(row)) or None
        changes = self._row_changes(row, who)
        places = [span for _, span in (*row.cells, *row.clauses)]
        draft.rows.append(
            Suggestion(
                text="\n".join(self._parts_of(row, changes)),
                clause=clause or next((c.where for c in changes if c.where), None),
                document=self.drafts[0] if len(self.drafts) == 1 else None,
                speaker=said if said and draft is whole and not self._is_own(said, whole) else None,
                changes=changes,
                evidence=tuple(self.context.evidence(*span) for span in places),
            )
        )

    def _parts_of(self, row: FormRow, changes: Sequence[Change]) -> Iterator[str]:
        """The cells under their headings; a replacement in the words of an opinion table."""
        cells = list(row.cells)
        replaced = row.new and row.old and [c.old for c in changes] == [self._said(row.old)]
        if replaced and row.old:
            yield f"将“{self._said(row.old)}”修改为“{self._said(row.asked)}”。"
            cells = [cell for cell in cells if cell[1] not in (row.old, row.asked)]
        for heading, span in cells:
            yield f"{heading}：{self._said(span)}" if heading else self._said(span)

    def _said(self, span: Span) -> str:
        return self.text[span[0] : span[1]]

    def _clauses_of(self, row: FormRow) -> Iterator[str]:
        """第3页 第二条: a page is a number under its heading."""
        for heading, span in row.clauses:
            text = re.sub(r"\s", "", self.text[slice(*span)])
            if text.isdecimal() and heading.endswith(self.grammar.words.pages):
                yield f"第{text}页"
            elif not self.grammar.opinions.is_blank(text):
                yield text

    def _is_own(self, said: str, whole: _Draft) -> bool:
        return any(said in (n.name, self.grammar.without_office(n.name)) for n in whole.namings)

    def _row_changes(self, row: FormRow, who: Naming | None) -> tuple[Change, ...]:
        """原文 and 修改为 side by side are one replacement; else what the words ask for."""
        asked = self._asked(row.asked, who)
        if row.new and row.old and not asked:
            return (
                Change(
                    op=ChangeOp.REPLACE,
                    old=self.text[slice(*row.old)],
                    new=self.text[slice(*row.asked)],
                    evidence=tuple(self.context.evidence(*s) for s in (row.asked, row.old)),
                ),
            )
        return asked

    # --- the whole -------------------------------------------------------------------------

    def _finished(self, draft: _Draft) -> Reply:
        kind = ReplyKind.UNCLEAR
        if draft.rows:
            kind = ReplyKind.OPINIONS
        elif draft.none and not self._elsewhere(draft):
            kind = ReplyKind.NONE
        doubts = []
        if draft.rows and draft.refused:
            doubts.append(BOTH)
        if kind is ReplyKind.UNCLEAR:
            doubts.append(ANNEXED if self._elsewhere(draft) else EMPTY)
        if self.letter.quoted:
            doubts.append(QUOTED)
        if marked := self._marked():
            doubts.append(marked)
        return Reply(
            source=self.source,
            namings=tuple(draft.namings),
            documents=tuple(self.drafts),
            kind=kind,
            suggestions=tuple(draft.rows),
            none=self._evidence(draft.none),
            frame=self._evidence(draft.frame),
            rest=self._evidence(draft.rest),
            doubts=tuple(doubts),
        )

    def _elsewhere(self, draft: _Draft) -> bool:
        """Whether the words send to an annex with opinions, and nothing else says 无意见."""
        told = [*draft.none, *draft.frame]
        sent = [span for span in told if self.grammar.is_annexed(self._said(span))]
        ends = {high for _, high in sent}
        own = [span for span in draft.none if span not in sent and span[1] not in ends]
        bodies = [
            (low, high) for low, high in self.letter.body if any(low <= s[0] < high for s in sent)
        ]
        own = [span for span in own if not any(low <= span[0] < high for low, high in bodies)]
        return bool(bodies) and not own

    def _evidence(self, spans: Sequence[Span]) -> tuple[Evidence, ...]:
        places = sorted({span for span in spans if span[0] < span[1]})
        return tuple(self.context.evidence(*span) for span in places)
