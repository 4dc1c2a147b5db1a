"""One reading of an opinion's words made into changes, or into none where they do not fit."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from policyparse.extract.opinion_units import EDGES, OpinionUnits, Roles
from policyparse.grammar.changes import Candidate
from policyparse.grammar.requests import Request, RequestGrammar, trimmed
from policyparse.model import ChangeOp, Role

_ELLIPSIS = re.compile(r"(?:…+|[.．]{3,}|。{3,})")
_CONNECTIVE = re.compile("建议|并|同时|将|把|或|也|调整|[，, ]")
_ASKING = re.compile("[，,]?(?:建议|拟|请|可|应|宜|统一|适当|相应)+$")
_TIMES = ("时限", "期限", "时间", "日期")
_THIS_TASK = re.compile("(?:该项|此项|本项|该|此|本|其)?(?:工作|任务|措施|条款|内容)?的?")


@dataclass(frozen=True, slots=True)
class Draft:
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


class Reading:
    """One candidate made into drafts; none where its words do not fit."""

    def __init__(
        self,
        units: OpinionUnits,
        requests: RequestGrammar,
        request: Request,
        found: Candidate,
        who: str,
    ):
        self.units = units
        self.requests = requests
        self.request = request
        self.found = found
        self.who = who

    def drafts(self) -> list[Draft]:
        made: dict[str, Callable[[], list[Draft]]] = {
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
        if quoted and len(text) > 1:
            return text[1:-1]
        return text[1:] if text[:1] in "（(" and not set("）)") & set(text) else text

    def _draft(self, op: ChangeOp, **values: object) -> Draft:
        return Draft(op, self.found.start, self.found.end, **values)  # type: ignore[arg-type]

    def _units(self, group: str) -> list[str]:
        text = self._text(group)
        return self.units.units(text, self.who) if text else []

    def _role(self, group: str) -> Role | None:
        text = self._text(group)
        return self.units.role(text) if text else None

    # --- units -----------------------------------------------------------------------------

    def _for_each(self, op: ChangeOp, role: Role | None) -> list[Draft]:
        if not self._passage_fits():
            return []
        text, place = self._text("u"), self._place()
        if text is None or not _CONNECTIVE.sub("", text):
            return [self._draft(op, unit=self.who, role=role, elided=True, place=place)]
        return [self._draft(op, unit=name, role=role, place=place) for name in self._units("u")]

    def _passage_fits(self) -> bool:
        """Words between a verb and a role are a passage or a mere 该项任务."""
        return all(
            (text := self._text(group)) is None
            or _THIS_TASK.fullmatch(text)
            or self._place_in(group) is not None
            for group in ("at", "from")
        )

    def _place(self) -> str | None:
        """The passage named among the words of the change itself."""
        return self._place_in("at") or self._place_in("from") or self._place_in("u")

    def _place_in(self, group: str) -> str | None:
        span = self.found.groups.get(group)
        mask = self.request.masked
        if span is None or (mask[span[0]] == "“" and "”" not in mask[span[0] : span[1] - 1]):
            return None if group == "u" or span is None else self.request.text[slice(*span)]
        place = self.requests.places(mask, *span)
        if place and group == "u":  # it may begin before the words of the change
            place = self.requests.places(mask, self.request.start, span[1])
        return self.request.text[slice(*place)] if place else None

    def _removed(self) -> list[Draft]:
        roles = [self._role("r"), *([self._role("also")] if "also" in self.found.groups else [])]
        return [d for role in roles for d in self._for_each(ChangeOp.REMOVE_UNIT, role)]

    def _role_changed(self) -> list[Draft]:
        """Who is merely to be listed, by another unit and without a present role, is added."""
        drafts = self._for_each(ChangeOp.CHANGE_ROLE, self._role("to"))
        if "r" in self.found.groups or not self._text("listed"):
            return drafts
        return [
            draft if draft.unit == self.who else replace(draft, op=ChangeOp.ADD_UNIT)
            for draft in drafts
        ]

    def _added(self) -> list[Draft]:
        if "u" not in self.found.groups:
            return []
        return self._for_each(ChangeOp.ADD_UNIT, self._role("r"))

    def _by(self) -> list[Draft]:
        if "v" not in self.found.groups:
            return self._role_changed()
        new = self._units("v")
        if not new or not self._units("u"):
            return []
        role = self._role("to")
        old = "、".join(self._units("u"))
        return [
            self._draft(
                ChangeOp.REPLACE_UNITS, old=old, new=tuple(new), role=role, place=self._place()
            )
        ]

    def _by_new(self) -> list[Draft]:
        drafts = []
        for units, to in (("v", "to"), ("w", "tow")):
            drafts += [
                self._draft(
                    ChangeOp.CHANGE_ROLE, unit=name, role=self._role(to), place=self._place_in("at")
                )
                for name in self._units(units)
            ]
        return drafts

    def _units_replaced(self) -> list[Draft]:
        role = self._role("r")
        if self.units.role(self._text("new") or ""):
            return []
        new = self.units.roles(self._text("new") or "", self.who, role)
        if not new:
            listed = self.units.units(self._text("new") or "", self.who)
            new = dict.fromkeys(listed, role)
        if not new:
            return []
        old_text = self._text("old")
        old = self.units.roles(old_text, self.who, role) if old_text else {}
        if len(old) == len(new) and all(map(self.units.same, old, new)):
            return [self._draft(ChangeOp.REPLACE, old=old_text, new=self._text("new"))]
        return [self._draft(ChangeOp.REPLACE_UNITS, old=old_text, new=tuple(new), role=role)]

    def _diff(self, old: Roles, new: Roles) -> list[Draft]:
        """Two lists of units with their roles: who left, who came, whose role changed."""
        words = {"old": self._text("old"), "new": self._text("new")}
        left = dict(new)
        drafts = []
        for unit, role in old.items():
            match = unit if unit in left else None
            match = match or next((name for name in left if self.units.same(unit, name)), None)
            if match is None:
                drafts.append(self._draft(ChangeOp.REMOVE_UNIT, unit=unit, role=role, **words))
                continue
            now = left.pop(match)
            if now is not role:
                drafts.append(self._draft(ChangeOp.CHANGE_ROLE, unit=match, role=now, **words))
        drafts += [
            self._draft(ChangeOp.ADD_UNIT, unit=unit, role=role, **words)
            for unit, role in left.items()
        ]
        return drafts

    # --- words -----------------------------------------------------------------------------

    def _replaced(self) -> list[Draft]:
        old, new = self._text("old"), self._text("new")
        place = self._text("lead")
        place = place.strip("．.。：: （(“") if place else None
        if "bare" in self.found.groups:
            place, old = self._parted(self._text("bare") or "")
        if self.units.role(new or ""):
            return []
        if "mid" in self.found.groups and (inner := _inside(self._text("mid") or "")) is not None:
            place, old = self._text("old"), inner or None
        if "spot" in self.found.groups:
            place, rest = self._parted(self._text("spot") or "")
            if not place or rest:
                return []
        if old and new:
            before, after = self.units.roles(old, self.who), self.units.roles(new, self.who)
            lists = len(before) + len(after) > 2 or any((*before.values(), *after.values()))
            if before and after and lists and (drafts := self._diff(before, after)):
                return [replace(draft, place=place) for draft in drafts]
            if place is None:
                place, old, new = _unshared(old, new)
        return [self._draft(ChangeOp.REPLACE, old=old, new=new, place=place)]

    def _parted(self, bare: str) -> tuple[str | None, str | None]:
        """第5页中的年检机构, 完成时限由6月 -> the passage and the words."""
        passage, by, words = bare.partition("由")
        if by and passage and words:
            return _ASKING.sub("", passage.strip(EDGES)) or None, words
        match = self.requests.place.match(bare)
        if match is None:
            return None, bare.strip(EDGES) or None
        low, high = trimmed(bare, match.end(), len(bare))
        return bare[: match.end()], bare[low:high].lstrip("中里内的") or None

    def _text_added(self) -> list[Draft]:
        new = self._text("new") or ""
        place = self._text("into")
        listed = self.units.roles(new, self.who)
        if listed and self.units.label(new):
            return [
                self._draft(ChangeOp.ADD_UNIT, unit=unit, role=role, place=place)
                for unit, role in listed.items()
            ]
        if listed and all(self.units.known(unit) for unit in listed):
            return [self._draft(ChangeOp.ADD_UNIT, unit=unit, place=place) for unit in listed]
        return [self._draft(ChangeOp.ADD_TEXT, new=new, place=place)]

    def _text_deleted(self) -> list[Draft]:
        old, place = self._text("old"), self._text("into")
        if place:
            low, high = trimmed(place, 0, len(place))
            place = place[low:high] or None
        if "bare" in self.found.groups:
            place, old = self._parted(self._text("bare") or "")
        listed: Roles = self.units.roles(old, self.who) if old else {}
        if not listed and old:
            units = self.units.units(old, self.who)
            if all(self.units.known(unit) or unit == self.who for unit in units):
                listed = dict.fromkeys(units)
        if listed:
            return [
                self._draft(ChangeOp.REMOVE_UNIT, unit=unit, role=role, place=place)
                for unit, role in listed.items()
            ]
        if not old and not place:
            return []
        return [self._draft(ChangeOp.DELETE_TEXT, old=old, place=place)]


def _inside(middle: str) -> str | None:
    """What behind a quoted passage is to change: “甲”每年2次改为3次; empty: a time not given.

    None where the quotation itself is to change: “甲”的表述建议改为“乙”.
    """
    said = _ASKING.sub("", middle.strip(EDGES).lstrip("的中里内"))
    _, by, words = said.rpartition("由")
    if by and words.strip():
        return words.strip()
    if set("，,") & set(said):
        return None
    if any(char.isdigit() for char in said):
        return said
    return "" if said.endswith(_TIMES) else None


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
