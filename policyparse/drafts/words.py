"""The sentences in which a difference between drafts is told."""

from collections.abc import Sequence

from policyparse.model import Role

BY_DUTY = "按职责分工"
ROLES = {
    Role.LEAD: "牵头单位",
    Role.SUPPORT: "配合单位",
    Role.RESPONSIBLE: "责任单位",
    Role.GUIDE: "指导单位",
}


def unit_added(name: str, role: Role, like: str | None = None) -> str:
    """市公安局 came in; perhaps it is another name of ``like``."""
    return f"新增“{name}”为{ROLES[role]}{_perhaps(like, '由', '改称')}。"


def unit_removed(name: str, role: Role, like: str | None = None) -> str:
    """市自然资源局 is listed no more; perhaps it is called ``like`` now."""
    return f"“{name}”原为{ROLES[role]}，新稿未列{_perhaps(like, '改称', '')}。"


def _perhaps(like: str | None, before: str, behind: str) -> str:
    return f"，可能是{before}“{like}”{behind}" if like else ""


def role_step(old: Role, new: Role) -> str:
    """由牵头单位改为配合单位."""
    return f"由{ROLES[old]}改为{ROLES[new]}"


def role_changed(name: str, old: Role, new: Role) -> str:
    """Another role."""
    return f"“{name}”{role_step(old, new)}。"


def roles_beside(name: str, role: Role, less: Sequence[Role], more: Sequence[Role]) -> str:
    """The same role, and another one beside it that came or went."""
    said = [f"新增列为{_roles(more)}"] if more else []
    said += [f"不再列为{_roles(less)}"] if less else []
    return f"“{name}”仍为{ROLES[role]}，{'，'.join(said)}。"


def _roles(roles: Sequence[Role]) -> str:
    return "、".join(ROLES[role] for role in roles)


def scope_changed(old: str, new: str) -> str:
    """各县（市、区） -> 各区."""
    return f"“{old}”改为“{new}”，单位范围有调整。"


def first_changed(old: str, new: str, role: Role) -> str:
    """Another unit first."""
    return f"{ROLES[role]}中排在首位的由“{old}”改为“{new}”。"


def by_duty(units: Sequence[str], *, now: bool) -> str:
    """按职责分工 came or went."""
    named = f"“{'”“'.join(units)}”"
    return f"{named}增加“{BY_DUTY}”。" if now else f"{named}不再写“{BY_DUTY}”。"


def open_end(*, now: bool) -> str:
    """等 came or went."""
    return "单位名单末尾增加“等”。" if now else "单位名单末尾的“等”已去掉。"


def replaced(what: str, old: str, new: str, more: str = "") -> str:
    """A date or figure in the place of another one."""
    return f"由“{old}”改为“{new}”{_of(what)}{more}。"


def came(what: str, raw: str) -> str:
    """A date or figure that is new."""
    return f"新增“{raw}”{_of(what)}。"


def went(what: str, raw: str) -> str:
    """A date or figure that is gone."""
    return f"原有“{raw}”{_of(what)}，新稿未见。"


def _of(what: str) -> str:
    return f"（{what}）" if what else ""


FIELDS = {
    "title": "文件标题",
    "doc_number": "文号",
    "issuer": "印发机关",
    "issued_on": "印发日期",
    "period": "规划期",
}


def field_changed(field: str, old: str | None, new: str | None) -> str:
    """What a draft says of itself."""
    return f"{FIELDS[field]}{_instead(old, new)}。"


def heading_changed(old: str | None, new: str | None) -> str:
    """A heading over tasks."""
    return f"标题{_instead(old, new)}。"


def _instead(old: str | None, new: str | None) -> str:
    if old is None:
        return f"新增“{new}”"
    return f"“{old}”新稿未见" if new is None else f"由“{old}”改为“{new}”"


def handed_over(what: str, old: Sequence[str], new: Sequence[str], *, to: bool) -> str:
    """Who hands something over, or to whom."""
    part = "报送对象" if to else "承办单位"
    sides = ["、".join(names) or None for names in (old, new)]
    return f"“{what}”的{part}{_instead(*sides)}。"


def member_came(position: str, person: str, office: str) -> str:
    """A new member."""
    return f"新增{position}{_person(person, office)}。"


def member_went(position: str, person: str, office: str) -> str:
    """A member who is listed no more."""
    return f"原有{position}{_person(person, office)}，新稿未列。"


def _person(person: str, office: str) -> str:
    return f"“{person}”（{office}）" if person and office else f"“{person or office}”"


def member_replaced(position: str, office: str, old: str, new: str) -> str:
    """Another person in the same office."""
    return f"{position}“{office}”{_instead(old or None, new or None)}。"


def member_moved(name: str, old: str, new: str) -> str:
    """The same person in another office or position."""
    return f"“{name}”{_instead(old or None, new or None)}。"


def came_back(draft: int) -> str:
    """A task that was left out and is taken up again."""
    return f"第{draft}稿已有，其后未列，本稿恢复。"


def carried(text: str, title: str, *, away: bool) -> str:
    """A measure that stands in another task now, or stood there before."""
    return f"“{text}”移至“{title}”。" if away else f"“{text}”由“{title}”移来。"
