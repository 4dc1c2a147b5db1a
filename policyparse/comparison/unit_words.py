"""Why a unit's verdict is what it is, in one plain sentence."""

from policyparse.comparison.finding_words import short_title
from policyparse.comparison.parties import Named, Party
from policyparse.matching.counterparts import Link, Tie
from policyparse.model import Role
from policyparse.model.comparison import UnitNote, UnitVerdict

ROLES = {
    Role.LEAD: "牵头单位",
    Role.SUPPORT: "配合单位",
    Role.RESPONSIBLE: "责任单位",
    Role.GUIDE: "指导单位",
}


def part_of(party: Party) -> str:
    """按职责分工负责, 为牵头单位 …"""
    return "按职责分工负责" if party.by_duty else f"为{ROLES[party.role]}"


def named_part(party: Party) -> str:
    """上级“省公安厅”为牵头单位."""
    return f"上级“{party.unit.name}”{part_of(party)}"


def matched(
    upper: Party, lower: Party, verdict: UnitVerdict, note: UnitNote | None, tail: str
) -> str:
    """Both sides have the unit."""
    head, name = named_part(upper), f"本级“{lower.unit.name}”"
    if verdict is UnitVerdict.PROMOTED:
        return f"{head}，{name}为牵头单位，由配合改为牵头{tail}，请核实。"
    if verdict is UnitVerdict.DEMOTED:
        now = "配合" if lower.role is Role.SUPPORT else ROLES[lower.role]
        return f"{head}，{name}为{ROLES[lower.role]}，由牵头改为{now}{tail}，请核实。"
    if note is UnitNote.NAMED_LEAD:
        return f"{head}，本级明确“{lower.unit.name}”为牵头单位{tail}。"
    if upper.role is lower.role and upper.by_duty == lower.by_duty:
        also = "同样按职责分工负责" if lower.by_duty else f"同为{ROLES[lower.role]}"
        return f"{head}，{name}{also}，对应一致{tail}。"
    return f"{head}，{name}{part_of(lower)}，已列入{tail}。"


def by_what(upper: Party, lower: Party, link: Link, former: str) -> str:
    """How two units belong together, where the names alone do not show it."""
    match link.tie:
        case Tie.OWN:
            return f"，{former}" if former else ""
        case Tie.MERGED:
            return f"，两者在{link.system}工作上对口"
        case Tie.REORGANISED:
            return f"，按{link.year}年机构改革，相关职责划转至{link.system}条线"
        case Tie.MOVED:
            return f"，该项职责在{link.year}年机构改革中划转至{link.system}条线"
        case Tie.HOSTED:
            return f"，{link.system}工作在这一级一般由“{lower.unit.name}”承担"
        case Tie.HOUSED:
            return f"，“{lower.unit.name}”一般设在{link.system}条线的单位"
        case _:
            return ""


def former_name(upper: Party, lower: Party, years: tuple[int | None, int | None]) -> str:
    """A word on old names: the same unit before and after a reorganisation."""
    if (years[0] is None) == (years[1] is None):
        return ""
    old, year = (upper, years[0]) if years[0] else (lower, years[1])
    return f"“{old.unit.name}”为{year}年前后机构改革之前的名称"


def lost(upper: Party, reason: str) -> str:
    """The lower plan does not list the unit."""
    return f"{named_part(upper)}，{reason}。"


def not_listed(system: str | None, *, plural: bool) -> str:
    """本级对应任务未列农业农村条线的单位."""
    tasks = "本级各项对应任务" if plural else "本级对应任务"
    return f"{tasks}未列{system}条线的单位" if system else f"{tasks}未列对应单位"


def elsewhere(place: Named, link: Link) -> str:
    """Where the lower plan names it."""
    name = f"“{place.unit.name}”"
    if link.tie is Tie.HOSTED:
        name = f"这一级一般承担该项工作的{name}"
    if place.task is None:
        return f"{name}在本级领导小组名单中"
    return f"{name}见于本级“{short_title(place.task.title)}”任务"


def added(lower: Party, open_list: bool) -> str:
    """A unit that only the lower plan lists."""
    why = f"本级将“{lower.unit.name}”列为{ROLES[lower.role]}，上级该任务未列同一条线的单位"
    return f"{why}，但上级名单以“等”结尾，可能包括在内。" if open_list else f"{why}。"


def governments_added(lower: Party, names: str) -> str:
    """The counties are held to it too, as is usual."""
    return f"本级将{names}列为{ROLES[lower.role]}，属任务向下分解的常见做法。"
