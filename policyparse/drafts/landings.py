"""Whether what the opinions asked for stands in the new draft. 意见采纳落实情况"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from policyparse.drafts import landed_words as words
from policyparse.drafts.explained import Grounds, explained
from policyparse.drafts.landed_text import TextLandings
from policyparse.drafts.landed_units import UnitLandings
from policyparse.drafts.locating import Locator, Spot
from policyparse.drafts.outcome import Outcome, together
from policyparse.drafts.requested import Requested
from policyparse.drafts.scopes import Read, Sides
from policyparse.lexicon.load import load
from policyparse.model import Adopted, Change, ChangeOp, Opinion, Part, Plan
from policyparse.model.diff import ChangeLanding, Diff, Landing, OpinionLanding, OpinionTable

_WORDS = (ChangeOp.REPLACE, ChangeOp.ADD_TEXT, ChangeOp.DELETE_TEXT)


def landed(found: Diff, old: Read, new: Read, table: Plan, *, lexicon: Sequence[Path] = ()) -> Diff:
    """The diff with a verdict on each opinion, and with the opinion behind each change."""
    judge = _Judge(Sides(found, old, new), lexicon)
    said = [o for o in table.opinions if not o.none or o.adopted is not Adopted.BLANK]
    judge.claim(said)
    grounds = Grounds(judge.units.alike)
    landings = []
    for opinion in said:
        outcomes = judge.outcomes(opinion)
        for outcome in outcomes:
            grounds.add(opinion.n, outcome)
        landings.append(judge.landing(opinion, outcomes))
    found = explained(found, grounds, old.tasks, new.tasks)
    return found.model_copy(
        update={"table": _table(table), "opinions": tuple(landings), "notes": _notes(found, table)}
    )


def _table(table: Plan) -> OpinionTable:
    return OpinionTable(
        title=table.document.title or table.source.name,
        source=table.source.name,
        rows=len(table.opinions),
        none=sum(opinion.none for opinion in table.opinions),
    )


def _notes(found: Diff, table: Plan) -> tuple[str, ...]:
    if table.opinions:
        return found.notes
    return (*found.notes, f"“{table.source.name}”中没有读出意见，请核对文件。")


class _Judge:
    """Judges opinions one after another."""

    def __init__(self, sides: Sides, lexicon: Sequence[Path]):
        loaded = load(lexicon)
        self.sides = sides
        self.locator = Locator(sides.old)
        self.texts = TextLandings(sides)
        self.units = UnitLandings(sides, loaded)
        self.requested = Requested(loaded)

    def claim(self, opinions: Sequence[Opinion]) -> None:
        """What landed for one opinion is not what another one may have meant."""
        done = [one for opinion in opinions for one in self.outcomes(opinion)]
        done = [one for one in done if one.verdict is Landing.LANDED]
        self.texts.claimed = tuple(span for one in done for span in one.come)
        self.units.claimed = tuple(unit for one in done for unit in one.units)

    def outcomes(self, opinion: Opinion) -> tuple[Outcome, ...]:
        """What became of each change that an opinion asks for."""
        return tuple(self._outcome(change, opinion) for change in opinion.changes)

    def _spot(self, change: Change, opinion: Opinion) -> Spot:
        if change.where is None and change.op not in _WORDS:
            return self.locator.mentioned(opinion.opinion)
        return self.locator.spot(change.where)

    def _outcome(self, change: Change, opinion: Opinion) -> Outcome:
        spot = self._spot(change, opinion)
        if change.op in _WORDS:
            everywhere = self.requested.everywhere(change)
            return self.texts.outcome(change, spot, everywhere=everywhere)
        outcome = self.units.outcome(change, spot)
        new = change.op in (ChangeOp.ADD_UNIT, ChangeOp.CHANGE_ROLE)
        if spot.loose and new and outcome.verdict is Landing.NOT_LANDED:
            return replace(outcome, verdict=Landing.CANNOT_TELL, why=outcome.why + words.LOOSE)
        return outcome

    def landing(self, opinion: Opinion, outcomes: Sequence[Outcome]) -> OpinionLanding:
        """The verdict on an opinion as a whole."""
        verdict, why = self._verdict(opinion, outcomes)
        changes = tuple(
            self._change(change, outcome)
            for change, outcome in zip(opinion.changes, outcomes, strict=True)
        )
        shown = next((c for c in changes if c.verdict is verdict), changes[0] if changes else None)
        nearest = None if shown or opinion.none else self.sides.new.nearest(opinion.opinion)
        return OpinionLanding(
            n=opinion.n,
            who=opinion.who,
            adopted=opinion.adopted,
            none=opinion.none,
            verdict=verdict,
            tasks=self._tasks(opinion),
            agrees=_agrees(opinion.adopted, verdict),
            why=why,
            evidence=shown.evidence if shown else nearest,
            old_evidence=shown.old_evidence if shown else None,
            table_evidence=opinion.evidence[0],
            changes=changes,
        )

    def _verdict(self, opinion: Opinion, outcomes: Sequence[Outcome]) -> tuple[Landing, str]:
        if opinion.none:
            return Landing.CANNOT_TELL, words.NO_OPINION
        if not outcomes:
            return Landing.CANNOT_TELL, words.UNREAD
        verdict = together(outcome.verdict for outcome in outcomes)
        why = "".join(dict.fromkeys(outcome.why for outcome in outcomes))
        if verdict is not Landing.PARTLY and self.requested.more(opinion):
            verdict, why = Landing.CANNOT_TELL, why + words.MORE
        return verdict, why + words.beside_adoption(opinion.adopted, verdict)

    def _tasks(self, opinion: Opinion) -> tuple[str, ...]:
        """The tasks that an opinion names; where no change was read, by their titles."""
        spots = [self._spot(change, opinion) for change in opinion.changes]
        if not spots:
            spot = self.locator.spot(opinion.opinion)
            spots = [spot] if spot.named else []
        clear = [spot for spot in spots if spot.named or len(spot.groups) == 1]
        tasks = (task for spot in clear for group in spot.groups for task in group)
        return tuple(dict.fromkeys(task.id for task in tasks))

    def _change(self, change: Change, outcome: Outcome) -> ChangeLanding:
        return ChangeLanding(
            op=change.op,
            verdict=outcome.verdict,
            why=outcome.why,
            evidence=self.sides.new.at(outcome.new) if outcome.new else None,
            old_evidence=self.sides.old.at(outcome.old) if outcome.old else None,
            table_evidence=next((e for e in change.evidence if e.part is Part.VALUE), None),
        )


def _agrees(adopted: Adopted, verdict: Landing) -> bool | None:
    """Whether the new draft bears out what the table says."""
    if verdict is Landing.CANNOT_TELL or adopted is Adopted.BLANK:
        return None
    if adopted is Adopted.PARTLY:
        return True if verdict is Landing.PARTLY else None
    return verdict is (Landing.LANDED if adopted is Adopted.YES else Landing.NOT_LANDED)
