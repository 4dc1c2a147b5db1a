"""Changes of units and roles that opinions ask for: do they stand in the new draft? 责任修改"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policyparse.drafts import landed_words as words
from policyparse.drafts.folded import Span
from policyparse.drafts.locating import Spot
from policyparse.drafts.names import Names
from policyparse.drafts.outcome import Outcome, PairKey, agreed, joined
from policyparse.drafts.scopes import Read, Sides
from policyparse.drafts.words import ROLES
from policyparse.extract.naming import Namer
from policyparse.grammar.unit_lists import Item
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.lexicon import Lexicon
from policyparse.model import Assignment, Certainty, Change, ChangeOp, Role, Task, Unit
from policyparse.model.diff import Landing, TaskDiff


@dataclass(frozen=True)
class _Held:
    """The roles of one unit in some tasks."""

    assignments: tuple[Assignment, ...]

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(a.role for a in self.assignments)

    @property
    def sure(self) -> bool:
        return all(a.certainty is not Certainty.UNSURE for a in self.assignments)

    @property
    def place(self) -> Span | None:
        if not self.assignments:
            return None
        return self.assignments[0].evidence[0].start, self.assignments[0].evidence[0].end

    @property
    def said(self) -> str:
        return "、".join(ROLES[role] for role in Role if role in self.roles)


class UnitLandings:
    """Judges changes of responsibility."""

    def __init__(self, sides: Sides, lexicon: Lexicon):
        self.sides = sides
        self.names = Names(lexicon)
        document = sides.new.plan.document
        self._namer = Namer(UnitNames(lexicon), document)
        self.claimed: tuple[tuple[PairKey, str], ...] = ()  # parts changed for other opinions

    def outcome(self, change: Change, spot: Spot) -> Outcome:
        """What became of one change of responsibility."""
        groups = spot.groups
        if not groups:
            return self._unlocated(change, spot)
        if len(groups) > 1:
            held = [group for group in groups if self._concerns(change, group)]
            groups = tuple(held) or groups
        found = [self._group(change, group) for group in groups]
        return agreed(found, words.doubtful(change.where or change.unit or ""))

    def same(self, name: str, unit: Unit) -> bool:
        """Whether a name in an opinion is a unit of the draft."""
        if name in (unit.name, unit.mention, unit.canonical):
            return True
        asked = self._unit(name)
        return self.names.key(asked) == self.names.key(unit) or self.names.same(asked, unit)

    def alike(self, name: str, other: str) -> bool:
        """Whether two names are one unit."""
        return self.same(name, self._unit(other))

    def _unit(self, name: str) -> Unit:
        return self._namer.name([Item(0, 0, name)])[0].unit

    # --- where -----------------------------------------------------------------------------

    def _concerns(self, change: Change, tasks: Sequence[Task]) -> bool:
        """Whether tasks of the old draft name the unit in the role it is to lose."""
        if not change.unit or change.op is ChangeOp.ADD_UNIT:
            return False
        held = self._held(change.unit, tasks)
        role = _role(change) if change.op is ChangeOp.REMOVE_UNIT else None
        return role in held.roles if role else bool(held.roles)

    def _unlocated(self, change: Change, spot: Spot) -> Outcome:
        """No passage named but a page: the tasks that name the unit, where all fared alike."""
        tasks = () if spot.asked else self.sides.old.plan.tasks
        if change.op in (ChangeOp.REMOVE_UNIT, ChangeOp.CHANGE_ROLE) and change.unit:
            groups = [(task,) for task in tasks if self._concerns(change, (task,))]
            if groups:
                found = [self._group(change, group) for group in groups]
                return agreed(found, words.doubtful(change.unit))
        return self._doubt(words.nowhere(change.where), change.where or change.unit or "")

    def _group(self, change: Change, group: Sequence[Task]) -> Outcome:
        """All tasks that one passage names; of several those that the change concerns."""
        pairs = self.sides.pairs(group)
        if len(group) > 1:
            held = [task for task in group if self._concerns(change, (task,))]
            if change.op in (ChangeOp.REMOVE_UNIT, ChangeOp.CHANGE_ROLE) and held:
                pairs = self.sides.pairs(held)
        found = [self._pair(change, pair) for pair in pairs]
        return joined(found, "意见涉及的各项任务，新稿修改情况不一。")

    def _pair(self, change: Change, pair: TaskDiff) -> Outcome:
        old, new = self.sides.before([pair]), self.sides.after([pair])
        if not new:
            return self._doubt(words.gone(pair.title), pair.title)
        if change.op is ChangeOp.REPLACE_UNITS:
            outcome = self._listed(change, pair, old, new)
        else:
            unit = change.unit or ""
            was, now = self._held(unit, old), self._held(unit, new)
            if not (was.sure and now.sure):
                return self._doubt(words.UNREAD, pair.title)
            if change.op is ChangeOp.CHANGE_ROLE and change.old and not was.roles:
                return self._doubt(words.unlisted(unit, pair.title), pair.title)
            judge = {
                ChangeOp.ADD_UNIT: self._added,
                ChangeOp.REMOVE_UNIT: self._removed,
                ChangeOp.CHANGE_ROLE: self._changed,
            }[change.op]
            outcome = judge(unit, _role(change), was, now, pair)
            outcome = replace(outcome, units=(((pair.old, pair.new), unit),))
        if outcome.new is None:
            outcome = replace(outcome, new=_note(self.sides.new, new))
        return replace(outcome, old=outcome.old or _note(self.sides.old, old))

    def _held(self, name: str, tasks: Sequence[Task]) -> _Held:
        return _Held(
            tuple(a for task in tasks for a in task.assignments if self.same(name, a.unit))
        )

    # --- one unit --------------------------------------------------------------------------

    def _added(
        self, unit: str, role: Role | None, was: _Held, now: _Held, pair: TaskDiff
    ) -> Outcome:
        told = _Teller(unit, role, was, now, pair)
        if role in now.roles or (role is None and now.roles):
            if role in was.roles or (role is None and was.roles):
                return told(Landing.CANNOT_TELL, "旧稿已列“{unit}”为{now}，新稿未作修改，请核对。")
            return told(Landing.LANDED, "新稿“{title}”中已将“{unit}”列为{now}。")
        if now.roles and now.roles != was.roles:
            return told(Landing.PARTLY, "新稿“{title}”中将“{unit}”列为{now}，意见要求为{role}。")
        if self._came_elsewhere(unit, role, pair):
            return told(Landing.CANNOT_TELL, self._came_elsewhere(unit, role, pair))
        return told(Landing.NOT_LANDED, "新稿“{title}”中未将“{unit}”列为{role}。")

    def _came_elsewhere(self, unit: str, role: Role | None, pair: TaskDiff) -> str:
        """A task that has the unit now, in the role asked for, though not the one named."""
        for other in self.sides.found.tasks:
            key = (other.old, other.new)
            claimed = any(one == key and self.alike(unit, name) for one, name in self.claimed)
            if claimed or key == (pair.old, pair.new):
                continue
            was, now = (
                self._held(unit, tasks).roles
                for tasks in (self.sides.before([other]), self.sides.after([other]))
            )
            if (role in now - was) if role else bool(now and not was):
                return f"新稿在“{other.title}”中新列“{unit}”，与意见所指条款不同，请核对。"
        return ""

    def _removed(
        self, unit: str, role: Role | None, was: _Held, now: _Held, pair: TaskDiff
    ) -> Outcome:
        told = _Teller(unit, role, was, now, pair)
        if not was.roles:
            return told(Landing.CANNOT_TELL, "旧稿“{title}”中未列“{unit}”，请核对意见所指条款。")
        if not now.roles:
            return told(Landing.LANDED, "新稿“{title}”中已不再列“{unit}”。")
        if (role or min(was.roles)) in now.roles or now.roles == was.roles:
            verdict = Landing.NOT_LANDED if role in (None, *was.roles) else Landing.CANNOT_TELL
            return told(verdict, "新稿“{title}”中仍列“{unit}”为{now}。")
        if now.roles <= was.roles:
            return told(Landing.LANDED, "新稿“{title}”中已不再列“{unit}”为{role}。")
        return told(Landing.PARTLY, "新稿“{title}”中“{unit}”由{was}改为{now}，未完全移出。")

    def _changed(
        self, unit: str, role: Role | None, was: _Held, now: _Held, pair: TaskDiff
    ) -> Outcome:
        told = _Teller(unit, role, was, now, pair)
        if was.roles == now.roles:
            if role in now.roles:
                return told(Landing.CANNOT_TELL, "旧稿已列“{unit}”为{now}，新稿未作修改，请核对。")
            if not now.roles:
                if other := self._came_elsewhere(unit, role, pair):
                    return told(Landing.CANNOT_TELL, other)
                return told(Landing.NOT_LANDED, "新稿“{title}”中未将“{unit}”列为{role}。")
            return told(Landing.NOT_LANDED, "新稿“{title}”中“{unit}”仍为{now}。")
        if now.roles == {role}:
            said = "由{was}改为{now}" if was.roles else "已列为{now}"
            return told(Landing.LANDED, f"新稿“{{title}}”中“{{unit}}”{said}。")
        if was.roles == {role}:  # to stay what it was
            said = "由{was}改为{now}" if now.roles else "已不再列为{was}"
            why = f"新稿“{{title}}”中“{{unit}}”{said}，意见要求为{{role}}。"
            return told(Landing.NOT_LANDED, why)
        if not now.roles:
            return told(Landing.PARTLY, "新稿“{title}”中已不再列“{unit}”，未列为{role}。")
        return told(Landing.PARTLY, "新稿“{title}”中“{unit}”由{was}改为{now}，意见要求为{role}。")

    # --- a list of units -------------------------------------------------------------------

    def _listed(
        self, change: Change, pair: TaskDiff, old: Sequence[Task], new: Sequence[Task]
    ) -> Outcome:
        """A list of units is to read otherwise: which of them came, which went."""
        role = _role(change)
        asked = [change.new] if isinstance(change.new, str) else list(change.new or ())
        was = self._in_role(role, old)
        leave = [a.unit for a in was if not any(self.same(name, a.unit) for name in asked)]
        if change.old and (named := [u for u in leave if _names(change.old, u)]):
            leave = named
        come = [name for name in asked if not any(self.same(name, a.unit) for a in was)]
        now = self._in_role(role, new)
        done = [name for name in come if any(self.same(name, a.unit) for a in now)]
        gone = [u for u in leave if not any(self.same(u.name, a.unit) for a in now)]
        further = [
            a.unit.name
            for a in now
            if not any(self.same(name, a.unit) for name in asked)
            and not any(self.same(a.unit.name, b.unit) for b in was)
        ]
        key = (pair.old, pair.new)
        units = tuple((key, name) for name in (*done, *(u.name for u in gone)))
        new_place = _Held(tuple(now)).place
        return Outcome(
            *_list_verdict(
                pair.title,
                (come, [u.name for u in leave]),
                (done, [u.name for u in gone]),
                further,
            ),
            new_place,
            _Held(tuple(was)).place,
            units=units,
        )

    def _in_role(self, role: Role | None, tasks: Sequence[Task]) -> list[Assignment]:
        return [a for task in tasks for a in task.assignments if role in (None, a.role)]

    def _doubt(self, why: str, asked: str) -> Outcome:
        place = self.sides.new.nearest(asked)
        at = (place.start, place.end) if place else None
        return Outcome(Landing.CANNOT_TELL, why, at)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Fills a sentence with the unit and its roles."""

    unit: str
    role: Role | None
    was: _Held
    now: _Held
    pair: TaskDiff

    def __call__(self, verdict: Landing, why: str) -> Outcome:
        told = why.format(
            unit=self.unit,
            title=self.pair.title,
            role=ROLES[self.role] if self.role else "责任单位",
            was=self.was.said,
            now=self.now.said,
        )
        return Outcome(verdict, told, self.now.place, self.was.place)


Lists = tuple[list[str], list[str]]  # units that come, units that go


def _list_verdict(title: str, asked: Lists, done: Lists, further: list[str]) -> tuple[Landing, str]:
    """What is said of a list of units: all done, nothing, or what is left."""
    wanted, made = (*asked[0], *asked[1]), (*done[0], *done[1])
    if not wanted:
        return Landing.CANNOT_TELL, f"旧稿“{title}”所列单位与意见要求一致，请核对。"
    if len(made) == len(wanted):
        if further:
            return Landing.PARTLY, f"新稿“{title}”已按意见调整单位，另新列“{'、'.join(further)}”。"
        return Landing.LANDED, f"新稿“{title}”所列单位已按意见调整。"
    if not made:
        return Landing.NOT_LANDED, f"新稿“{title}”所列单位未按意见调整。"
    left = [f"未列“{name}”" for name in asked[0] if name not in done[0]]
    left += [f"仍列“{name}”" for name in asked[1] if name not in done[1]]
    return Landing.PARTLY, f"新稿“{title}”所列单位部分调整：{'，'.join(left)}。"


def _role(change: Change) -> Role | None:
    return Role(change.role) if change.role else None


def _names(text: str, unit: Unit) -> bool:
    return any(name and name in text for name in (unit.mention, unit.name, unit.canonical))


def _note(read: Read, tasks: Sequence[Task]) -> Span | None:
    """Where some tasks say who is responsible, else where they begin."""
    for task in tasks:
        last = task.evidence[-1]
        return last.start, last.end
    return None
