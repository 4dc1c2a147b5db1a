"""Rows of an opinion-handling table and the changes they ask for."""

from enum import StrEnum

from policyparse.model.base import FrozenModel
from policyparse.model.evidence import Evidence


class ChangeOp(StrEnum):
    """What a change does."""

    REPLACE = "replace"
    ADD_TEXT = "add_text"
    DELETE_TEXT = "delete_text"
    ADD_UNIT = "add_unit"
    REMOVE_UNIT = "remove_unit"
    CHANGE_ROLE = "change_role"
    REPLACE_UNITS = "replace_units"


class Adopted(StrEnum):
    """What became of an opinion."""

    YES = "yes"  # 采纳
    NO = "no"  # 不采纳
    PARTLY = "partly"  # 部分采纳
    BLANK = "blank"  # not stated


class Change(FrozenModel):
    """One change that an opinion asks for."""

    op: ChangeOp
    where: str | None = None
    old: str | None = None
    new: str | tuple[str, ...] | None = None  # a list of units for replace_units
    unit: str | None = None
    role: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Opinion(FrozenModel):
    """One row of a 意见采纳情况表. 意见"""

    n: int
    who: str
    opinion: str
    none: bool  # 无意见
    adopted: Adopted
    reason: str | None = None
    changes: tuple[Change, ...] = ()
    evidence: tuple[Evidence, ...]
