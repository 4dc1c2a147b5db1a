"""The changes that one opinion asks for."""

import re
from collections.abc import Iterator
from dataclasses import replace

from policyparse.extract.change_readings import Draft, Reading
from policyparse.extract.context import Context
from policyparse.extract.opinion_units import OpinionUnits
from policyparse.grammar.changes import ChangeGrammar
from policyparse.grammar.requests import Joined, Request, RequestGrammar, joined
from policyparse.model import Change, ChangeOp, Evidence, Part

Span = tuple[int, int]

_SAME_PLACE = re.compile("(?:该|此|本|同)(?:自然段|段|条|款|项|页|句|处|部分|点|节)")


class ChangeReader:
    """Reads opinions; one for a whole table."""

    def __init__(self, context: Context):
        self.context = context
        self.units = OpinionUnits(context)
        self.requests = RequestGrammar(context.lexicon.file.opinions)
        self.grammar = ChangeGrammar(context.lexicon)

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

    def _drafts(self, request: Request, who: str) -> list[Draft]:
        taken: list[Span] = []
        drafts: list[Draft] = []
        for candidate in self.grammar.candidates(request):
            if any(a < candidate.end and candidate.start < b for a, b in taken):
                continue
            reading = Reading(self.units, self.requests, request, candidate, who)
            found = reading.drafts()
            if found:
                taken.append((candidate.start, candidate.end))
                drafts += found
        return self._moved(sorted(drafts, key=lambda d: d.start))

    @staticmethod
    def _moved(drafts: list[Draft]) -> list[Draft]:
        """移出牵头单位，列为配合单位 is one change of role."""
        kept: list[Draft] = []
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
                    draft,
                    op=ChangeOp.CHANGE_ROLE,
                    unit=before.unit,
                    start=before.start,
                    place=draft.place or before.place,
                )
            elif (
                before is not None
                and draft.role is None
                and {draft.op, before.op} <= {ChangeOp.ADD_UNIT, ChangeOp.REMOVE_UNIT}
            ):
                kept.append(replace(draft, role=before.role))  # 增加“A”，删除“B”: one list
            else:
                kept.append(draft)
        return kept

    def _finished(
        self,
        request: Request,
        opinion: Joined,
        base: int,
        drafts: list[Draft],
        speaker: Span | None,
    ) -> Iterator[Change]:
        """The drafts with the passage that each is about and its place in the document."""
        at, last = request.start, request.place
        for draft in drafts:
            where = draft.place
            if where is None:
                span = self.requests.where(request.masked, at, max(at, draft.start))
                where = request.text[slice(*span)] if span and span[0] < span[1] else None
            where = _bare(where) or last
            if last and where != last and _SAME_PLACE.match(where or ""):
                where = last + (where or "")  # 第13页 … 该段
            last, at = where, max(at, draft.end)
            low, high = opinion.place(draft.start, draft.end)
            evidence = [self.context.evidence(base + low, base + high)]
            if draft.unit and draft.unit not in evidence[0].text and speaker:
                evidence.append(self.context.evidence(*speaker, Part.RULE))
            yield _change(draft, where, tuple(evidence))


def _bare(where: str | None) -> str | None:
    """A passage that is one quotation, without its marks."""
    if where is None or not (where.startswith("“") and where.endswith("”")):
        return where
    inner = where[1:-1]
    return where if "“" in inner or "”" in inner else inner


def _change(draft: Draft, where: str | None, evidence: tuple[Evidence, ...]) -> Change:
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
