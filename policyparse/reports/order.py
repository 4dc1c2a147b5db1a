"""The office's own order of units. 单位排序表"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from policyparse.errors import BadConfig
from policyparse.model.assignment import Role
from policyparse.model.unit import Unit
from policyparse.reports.resources import template_path

T = TypeVar("T")

LEADS_TOO = "@牵头单位一并排序"
UNLISTED = 1_000_000
LEVEL_PREFIX = re.compile(r"^(?:自治区|省|市|区|县|旗|州|盟)(?=.{2})")


@dataclass(frozen=True, slots=True)
class UnitOrder:
    """Names in the order an office prints them; an empty one changes nothing."""

    ranks: dict[str, int] = field(default_factory=dict)
    leads_too: bool = False  # else joint leads stay as the plan names them

    def rank(self, unit: Unit) -> int:
        """Return the place of a unit; units that are not listed come last."""
        return self.rank_name(unit.name, unit.canonical, unit.mention)

    def rank_name(self, *names: str | None) -> int:
        """Return the place of the first name that is listed, with or without its level."""
        known = [name for name in names if name]
        for name in known:
            if name in self.ranks:
                return self.ranks[name]
        for name in known:
            bare = LEVEL_PREFIX.sub("", name)
            if bare in self.ranks:
                return self.ranks[bare]
        return UNLISTED

    def sort(self, items: Iterable[T], unit_of: Callable[[T], Unit], role: Role) -> list[T]:
        """Order units in one role; those not listed keep the order they were named in."""
        items = list(items)
        if not self.ranks or (role is Role.LEAD and not self.leads_too):
            return items
        return sorted(items, key=lambda item: self.rank(unit_of(item)))


AS_NAMED = UnitOrder()


def load_order(path: Path) -> UnitOrder:
    """Read a 单位排序表: a unit a line, other names of the same unit behind it."""
    ranks: dict[str, int] = {}
    leads_too = False
    for number, line in enumerate(read_list(path), start=1):
        names = re.split(r"[\s、，,]+", line)
        if names[0].startswith("@"):
            if line != LEADS_TOO:
                raise BadConfig(
                    f"单位排序表 {path}：不认识“{line}”。以@开头的行只能写“{LEADS_TOO}”，"
                    "请改正后重试。"
                )
            leads_too = True
            continue
        for name in names:
            if name in ranks:
                raise BadConfig(f"单位排序表 {path}：“{name}”写了两次。请删去一处后重试。")
            ranks[name] = number
    return UnitOrder(ranks, leads_too)


def office_order(user_dir: Path | None = None) -> UnitOrder:
    """Read the 单位排序表 that is in force: the user's, else the shipped one."""
    path = template_path("单位排序表.txt", user_dir)
    return load_order(path) if path is not None else AS_NAMED


def read_list(path: Path) -> list[str]:
    """Return the lines of an editable list without comments (#) and empty lines."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise BadConfig(f"读不到名单文件 {path}。请检查文件名和权限。") from error
    lines = (line.partition("#")[0].strip() for line in decode(path, text).splitlines())
    return [line for line in lines if line]


def decode(path: Path, data: bytes) -> str:
    """Decode a list that was saved by 记事本: UTF-8, UTF-16 with a mark, or GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadConfig(f"文件 {path} 的编码无法识别。请用记事本另存为 UTF-8 后重试。")
