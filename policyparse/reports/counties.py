"""Collective units spelt out to real ones from the office's list. 县区名单"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from policyparse.errors import BadConfig
from policyparse.reports.order import read_list
from policyparse.reports.resources import template_path

HEADING = re.compile(r"\[(.+)\]$")
BRACKETS = re.compile(r"[（）()〔〕<>＜＞\[\]、\s]")
GOVERNMENT = re.compile(r"人民政府$|政府$")
COUNTIES = "各县市区"
# 各县（市、区）、各区县、各县市区、各市县（区）…: words for all places one level below
COUNTY_WORDS = re.compile(r"各(?=[县市区旗]*[县区旗])[县市区旗]+$")


@dataclass(frozen=True, slots=True)
class Counties:
    """The real places behind each collective name."""

    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def members(self, unit: str) -> tuple[str, ...]:
        """Return the places a collective name stands for; none if it is not in the list."""
        return self.groups.get(bare_collective(unit), ())


NO_COUNTIES = Counties()


def bare_collective(unit: str) -> str:
    """Return a collective name without brackets and 人民政府: all ways to write it are one."""
    bare = GOVERNMENT.sub("", BRACKETS.sub("", unit).removeprefix("全市"))
    return COUNTIES if COUNTY_WORDS.match(bare) else bare


def bare_place(unit: str) -> str:
    """Return the name of a place's government without 人民政府: 港北区政府 and 港北区 are one."""
    return GOVERNMENT.sub("", unit)


def load_counties(path: Path) -> Counties:
    """Read a 县区名单: a place a line, under [各县（市、区）] or another collective name."""
    groups: dict[str, list[str]] = {}
    current = COUNTIES
    for line in read_list(path):
        heading = HEADING.match(line.replace("［", "[").replace("］", "]"))
        if heading:
            names = re.split(r"[=＝，,]", heading.group(1))
            current = bare_collective(names[0])
            members = groups.setdefault(current, [])
            for other in names[1:]:
                groups[bare_collective(other)] = members
        elif line.startswith(("[", "［")):
            raise BadConfig(f"县区名单 {path}：“{line}”缺右方括号。请改正后重试。")
        else:
            groups.setdefault(current, []).append(line)
    return Counties({name: tuple(dict.fromkeys(places)) for name, places in groups.items()})


def office_counties(user_dir: Path | None = None) -> Counties:
    """Read the 县区名单 that is in force: the user's, else the shipped one."""
    path = template_path("县区名单.txt", user_dir)
    return load_counties(path) if path is not None else NO_COUNTIES


def safe_name(name: str, taken: Iterable[str] = (), suffix: str = "") -> str:
    """Return a file name that Windows takes and that is not in use."""
    base = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", name).strip(" .")[:60].rstrip(" .") or "未命名"
    if re.fullmatch(r"(?i)con|prn|aux|nul|com\d|lpt\d", base.split(".")[0]):
        base = f"_{base}"
    used = {other.casefold() for other in taken}
    candidate, number = f"{base}{suffix}", 2
    while candidate.casefold() in used:
        candidate, number = f"{base}（{number}）{suffix}", number + 1
    return candidate
