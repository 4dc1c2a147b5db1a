"""The changes that one opinion asks for, with units named as the plan would name them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from policyparse.extract.context import Context
from policyparse.extract.naming import Namer
from policyparse.grammar.changes import Candidate, ChangeGrammar
from policyparse.grammar.notes import NoteGrammar
from policyparse.grammar.requests import Joined, Request, RequestGrammar, joined, trimmed
from policyparse.grammar.unit_lists import Item
from policyparse.lexicon.lexicon import alternation
from policyparse.model import Change, ChangeOp, Evidence, Part, Role

Span = tuple[int, int]
Roles = dict[str, Role | None]

_CUT = re.compile("将|把|建议|(?<!自)由|以")
_PLURAL = re.compile("等(?:单位|部门)?$")
_ELLIPSIS = re.compile(r"(?:…+|[.．]{3,}|。{3,})")
_EDGES = " 的在对请为，,、。"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A change on its way; places are offsets in the joined opinion."""

    op: ChangeOp
    start: int
    end: int
    old: str | None = None
    new: str | tuple[str, ...] | None = None
    unit: str | None = None
    role: Role | None = None
    place: str | None = None  # the passage, where the words themselves hold it
    elided: bool = False  # the unit is not named: 建议调整为配合单位


class ChangeReader:
    """Reads opinions; one for a whole table."""

    def __init__(self, context: Context):
        self.context = context
        words = context.lexicon.file.opinions
        self.notes = NoteGrammar(context.lexicon)
        self.namer = Namer(self.notes.names, context.document)
        self.requests = RequestGrammar(words)
        self.grammar = ChangeGrammar(context.lexicon)
        self.speaker = re.compile(
            f"(?:{alternation(words.speakers)})(?:{alternation(words.speaker_heads)})*$"
        )
        self.label = self.notes.label

    def changes(self, start: int, end: int, who: str, place: Span | None) -> tuple[Change, ...]:
        """The changes asked for in text[start:end]; ``place`` is where the speaker is named."""
        opinion = joined(self.context.text.text[start:end])
        done: list[Change] = []
        for request in self.requests.requests(opinion.text):
            drafts = self._drafts(request, who)
            for change in self._finished(request, opinion, start, drafts, place):
                if not any(_repeats(change, before) for before in done):
                    done.append(change)
        return tuple(done)

    # --- reading ---------------------------------------------------------------------------

    def _drafts(self, request: Request, who: str) -> list[_Draft]:
        taken: list[Span] = []
        drafts: list[_Draft] = []
        for candidate in self.grammar.candidates(request):
            if any(a < candidate.end and candidate.start < b for a, b in taken):
                continue
            reading = _Reading(self, request, candidate, who)
            found = reading.drafts()
            if found:
                taken.append((candidate.start, candidate.end))
                drafts += found
        return self._moved(sorted(drafts, key=lambda d: d.start))

    @staticmethod
    def _moved(drafts: list[_Draft]) -> list[_Draft]:
        """移出牵头单位，列为配合单位 is one change of role."""
        kept: list[_Draft] = []
        for draft in drafts:
            before = kept[-1] if kept else None
            if (
                before is not None
                and before.op is ChangeOp.REMOVE_UNIT
                and draft.op in (ChangeOp.CHANGE_ROLE, ChangeOp.ADD_UNIT)
                and (draft.elided or draft.unit == before.unit)
                and draft.role is not before.role
            ):
                kept[-1] = replace(
                    draft, op=ChangeOp.CHANGE_ROLE, unit=before.unit, start=before.start
                )
            else:
                kept.append(draft)
        return kept

    def _finished(
        self,
        request: Request,
        opinion: Joined,
        base: int,
        drafts: list[_Draft],
        speaker: Span | None,
    ) -> Iterator[Change]:
        """The drafts with the passage that each is about and its place in the document."""
        at, last = request.start, request.place
        for draft in drafts:
            where = draft.place
            if where is None:
                span = self.requests.where(request.masked, at, max(at, draft.start))
                where = request.text[slice(*span)] if span and span[0] < span[1] else None
            where = where or last
            last, at = where, max(at, draft.end)
            low, high = opinion.place(draft.start, draft.end)
            evidence = [self.context.evidence(base + low, base + high)]
            if draft.unit and draft.unit not in evidence[0].text and speaker:
                evidence.append(self.context.evidence(*speaker, Part.RULE))
            yield _change(draft, where, tuple(evidence))

    # --- units -----------------------------------------------------------------------------

    def units(self, text: str, who: str) -> list[str]:
        """The units that a stretch names, or none where it is something else."""
        cut = [match.end() for match in _CUT.finditer(text)]
        for at in [*reversed(cut), 0]:
            found = self._units(text[at:].strip(_EDGES), who)
            if found:
                return found
        return []

    def _units(self, text: str, who: str) -> list[str]:
        if not text:
            return []
        items: list[Item] = [Item(0, 0, who)]
        for item in self.notes.lists.split(text, 0, len(text)).items:
            name = self._unit(item.name)
            if name is None:
                return []
            own = who if self.speaker.fullmatch(name) else name
            items.append(Item(item.start, item.end, own, item.shared, item.comma))
        return [named.unit.name for named in self.namer.name(items)[1:]]

    def _unit(self, text: str) -> str | None:
        """The unit that the text is, or that it ends with: 第3条中我局."""
        names = self.notes.names
        if self.speaker.fullmatch(text) or names.known(text):
            return text
        for at in range(1, len(text) - 1):
            if self.speaker.fullmatch(text, at) or names.known(text[at:]):
                rest = text[:at]
                if rest[-1:] in "中里内的条款项点页段”" or rest.endswith(("单位", "部门")):
                    return text[at:]
        return text if names.plausible(text) and names.has_head(text) else None

    def roles(self, text: str, who: str, default: Role | None = None) -> Roles:
        """Units and roles of words that are a note: 牵头单位：A、B。配合单位：C."""
        note = self.notes.parse(text.strip("（()）"), 0, len(text.strip("（()）")))
        if note is None or not note.mentions:
            return {}
        labelled = any(m.rule == "label" for m in note.mentions)
        names = self.notes.names
        if not labelled and not all(names.known(m.item.name) for m in note.mentions):
            return {}
        items = [Item(0, 0, who), *(m.item for m in note.mentions)]
        named = [n.unit.name for n in self.namer.name(items)[1:]]
        roles = [
            m.role if m.rule == "label" or default is None else default for m in note.mentions
        ]
        return dict(zip(named, roles, strict=True))

    def role(self, text: str) -> Role | None:
        """The role that a word names: 牵头单位, 牵头."""
        return self.notes.role_of_label(text) or self.notes.role_of_label(text + "单位")


class _Reading:
    """One candidate made into drafts; none where its words do not fit."""

    def __init__(self, reader: ChangeReader, request: Request, found: Candidate, who: str):
        self.reader = reader
        self.request = request
        self.found = found
        self.who = who

    def drafts(self) -> list[_Draft]:
        made: dict[str, Callable[[], list[_Draft]]] = {
            "notes": self._replaced,
            "remove": self._removed,
            "role": self._role_changed,
            "by": self._by,
            "by-new": self._by_new,
            "add": self._added,
            "units": self._units_replaced,
            "replace": self._replaced,
            "add-text": self._text_added,
            "delete": self._text_deleted,
        }
        return made[self.found.rule]()

    def _text(self, group: str) -> str | None:
        span = self.found.groups.get(group)
        if span is None:
            return None
        text = self.request.text[slice(*span)]
        quoted = self.request.masked[span[0]] == "“" and self.request.masked[span[1] - 1] == "”"
        return text[1:-1] if quoted and len(text) > 1 else text

    def _draft(self, op: ChangeOp, **values: object) -> _Draft:
        return _Draft(op, self.found.start, self.found.end, **values)  # type: ignore[arg-type]

    def _units(self, group: str) -> list[str]:
        text = self._text(group)
        return self.reader.units(text, self.who) if text else []

    def _role(self, group: str) -> Role | None:
        text = self._text(group)
        return self.reader.role(text) if text else None

    # --- units -----------------------------------------------------------------------------

    def _for_each(self, op: ChangeOp, role: Role | None) -> list[_Draft]:
        text = self._text("u")
        if text is None or not re.sub("建议|并|同时|将|把|或|也|调整|[，, ]", "", text):
            return [self._draft(op, unit=self.who, role=role, elided=True)]
        return [self._draft(op, unit=name, role=role) for name in self._units("u")]

    def _removed(self) -> list[_Draft]:
        return self._for_each(ChangeOp.REMOVE_UNIT, self._role("r"))

    def _role_changed(self) -> list[_Draft]:
        return self._for_each(ChangeOp.CHANGE_ROLE, self._role("to"))

    def _added(self) -> list[_Draft]:
        return [
            self._draft(ChangeOp.ADD_UNIT, unit=name, role=self._role("r"))
            for name in self._units("u")
        ]

    def _by(self) -> list[_Draft]:
        if "v" not in self.found.groups:
            return self._role_changed()
        new = self._units("v")
        if not new or not self._units("u"):
            return []
        role = self._role("to")
        old = "、".join(self._units("u"))
        return [self._draft(ChangeOp.REPLACE_UNITS, old=old, new=tuple(new), role=role)]

    def _by_new(self) -> list[_Draft]:
        role = self._role("to")
        return [
            self._draft(ChangeOp.CHANGE_ROLE, unit=name, role=role) for name in self._units("v")
        ]

    def _units_replaced(self) -> list[_Draft]:
        role = self._role("r")
        new = self.reader.roles(self._text("new") or "", self.who, role)
        if not new:
            listed = self.reader.units(self._text("new") or "", self.who)
            new = dict.fromkeys(listed, role)
        if not new:
            return []
        old_text = self._text("old")
        old = self.reader.roles(old_text, self.who, role) if old_text else {}
        if set(old) & set(new):
            return self._diff(old, new)
        return [self._draft(ChangeOp.REPLACE_UNITS, old=old_text, new=tuple(new), role=role)]

    def _diff(self, old: Roles, new: Roles) -> list[_Draft]:
        """Two lists of units with their roles: who left, who came, whose role changed."""
        words = {"old": self._text("old"), "new": self._text("new")}
        drafts = []
        for unit, role in old.items():
            if unit not in new:
                drafts.append(self._draft(ChangeOp.REMOVE_UNIT, unit=unit, role=role, **words))
            elif new[unit] is not role:
                drafts.append(
                    self._draft(ChangeOp.CHANGE_ROLE, unit=unit, role=new[unit], **words)
                )
        for unit, role in new.items():
            if unit not in old:
                drafts.append(self._draft(ChangeOp.ADD_UNIT, unit=unit, role=role, **words))
        return drafts

    # --- words -----------------------------------------------------------------------------

    def _replaced(self) -> list[_Draft]:
        old, new = self._text("old"), self._text("new")
        place = self._text("lead")
        place = place.strip("．.。：: （(“") if place else None
        if "bare" in self.found.groups:
            place, old = self._parted(self._text("bare") or "")
        if old and new:
            before, after = self.reader.roles(old, self.who), self.reader.roles(new, self.who)
            if before and after and (drafts := self._diff(before, after)):
                return [replace(draft, place=place) for draft in drafts]
            if place is None:
                place, old, new = _unshared(old, new)
        return [self._draft(ChangeOp.REPLACE, old=old, new=new, place=place)]

    def _parted(self, bare: str) -> tuple[str | None, str | None]:
        """第5页中的年检机构 -> the passage and the words."""
        match = self.reader.requests.place.match(bare)
        if match is None:
            return None, bare.strip(_EDGES) or None
        low, high = trimmed(bare, match.end(), len(bare))
        return bare[: match.end()], bare[low:high].lstrip("中里内的") or None

    def _text_added(self) -> list[_Draft]:
        new = self._text("new") or ""
        place = self._text("into")
        listed = self.reader.roles(new, self.who)
        if listed and self.reader.label.search(new):
            return [
                self._draft(ChangeOp.ADD_UNIT, unit=unit, role=role, place=place)
                for unit, role in listed.items()
            ]
        if listed and all(self.reader.notes.names.known(unit) for unit in listed):
            return [self._draft(ChangeOp.ADD_UNIT, unit=unit, place=place) for unit in listed]
        return [self._draft(ChangeOp.ADD_TEXT, new=new, place=place)]

    def _text_deleted(self) -> list[_Draft]:
        old, place = self._text("old"), self._text("into")
        if place:
            low, high = trimmed(place, 0, len(place))
            place = place[low:high] or None
        if "bare" in self.found.groups:
            place, old = self._parted(self._text("bare") or "")
        names = self.reader.notes.names
        listed = self.reader.units(old, self.who) if old else []
        if listed and all(names.known(unit) or unit == self.who for unit in listed):
            return [self._draft(ChangeOp.REMOVE_UNIT, unit=unit, place=place) for unit in listed]
        if not old and not place:
            return []
        return [self._draft(ChangeOp.DELETE_TEXT, old=old, place=place)]


def _unshared(old: str, new: str) -> tuple[str | None, str, str]:
    """A shared beginning that closes with an ellipsis is the passage, not the change."""
    size = next(
        (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
        min(len(old), len(new)),
    )
    marks = [m for m in _ELLIPSIS.finditer(old, 0, size) if m.start() > 0]
    if not marks:
        return None, old, new
    cut = marks[-1].end()
    return old[: marks[-1].start()].rstrip("。"), old[cut:], new[cut:]


def _change(draft: _Draft, where: str | None, evidence: tuple[Evidence, ...]) -> Change:
    return Change(
        op=draft.op,
        where=where,
        old=draft.old,
        new=draft.new,
        unit=draft.unit,
        role=str(draft.role) if draft.role else None,
        evidence=evidence,
    )


def _repeats(change: Change, before: Change) -> bool:
    """The same unit asked for twice about the same passage."""
    if change.unit is None:
        return change == before
    same = (change.op, change.unit, change.role) == (before.op, before.unit, before.role)
    return same and (change.where is None or change.where == before.where)
