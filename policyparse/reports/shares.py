"""Who gets what: the rows of each unit, collective units spelt out. 分送件"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policyparse.model.assignment import Role
from policyparse.model.plan import Plan
from policyparse.model.unit import UnitKind
from policyparse.reports.cells import UnitName
from policyparse.reports.counties import Counties, bare_collective, bare_place
from policyparse.reports.order import UnitOrder
from policyparse.reports.rows import Row, RowsBy, rows_of

EACH = ("各", "全市各", "全区各", "全县各")
TOGETHER = "“{}”为统称，县区名单中没有列出所指单位，按一件分送，请据实转发"
SPELT_OUT = "含方案以{}统称的任务"


@dataclass(slots=True)
class Share:
    """What one unit gets."""

    name: str
    rows: dict[Role, list[Row]] = field(default_factory=dict)
    handovers: list[Row] = field(default_factory=list)
    rank: int = 0
    together: bool = False  # a collective name without a list of its members
    through: dict[str, None] = field(default_factory=dict)  # collective names it is meant by

    def tasks(self, role: Role) -> int:
        """Return the number of tasks in one role."""
        return len({row.task for row in self.rows.get(role, [])})

    @property
    def remark(self) -> str:
        """Return what the office should know of this share."""
        if self.together:
            return TOGETHER.format(self.name)
        if self.through:
            names = list(self.through)
            return SPELT_OUT.format(f"“{names[0]}”" + ("等" if len(names) > 1 else ""))
        return ""


class _Shares:
    """Shares as they are filled, by what makes two names the same unit."""

    def __init__(self, plans: Sequence[Plan], order: UnitOrder, counties: Counties) -> None:
        self.found: dict[str, Share] = {}
        self._order = order
        self._counties = counties
        places = (place for members in counties.groups.values() for place in members)
        self._places = {bare_place(place): place for place in places}
        self._keys = _keys_by_name(plans)

    def of(self, unit: UnitName) -> Iterator[Share]:
        """Yield the shares of a unit: its own, or those of all it stands for."""
        members = self._counties.members(unit.name)
        for member in members:
            share = self._share(f"place {bare_place(member)}", member)
            share.through[unit.name] = None
            yield share
        if members:
            return
        place = self._places.get(bare_place(unit.name))
        if unit.kind is UnitKind.COLLECTIVE or unit.name.startswith(EACH):
            share = self._share(f"each {bare_collective(unit.name)}", unit.name)
            share.together = True
            yield share
        elif place or bare_place(unit.name) != unit.name:  # 港北区政府, 港北区人民政府
            yield self._share(f"place {bare_place(unit.name)}", place or unit.name)
        else:
            key = self._keys.get(unit.name, unit.key)
            yield self._share(f"unit {key}", unit.name, key.partition("/")[2])

    def _share(self, key: str, name: str, canonical: str = "") -> Share:
        if key not in self.found:
            self.found[key] = Share(name, rank=self._order.rank_name(name, canonical))
        return self.found[key]


def shares_of(
    plans: Sequence[Plan], by: RowsBy, order: UnitOrder, counties: Counties
) -> list[Share]:
    """Deal the rows out to the units, in the order of the office or as first named."""
    shares = _Shares(plans, order, counties)
    by = RowsBy.TASK if by is RowsBy.DELIVERABLE else by  # hand-overs have a block of their own
    for row in rows_of(plans, by, order):
        for held in row.lists:
            for unit in held.units:
                for share in shares.of(unit):
                    _add(share.rows.setdefault(held.role, []), row)
    for row in rows_of(plans, RowsBy.DELIVERABLE, order):
        if row.by is RowsBy.DELIVERABLE:
            for unit in (unit for held in row.lists for unit in held.units):
                for share in shares.of(unit):
                    _add(share.handovers, row)
    return sorted(shares.found.values(), key=lambda share: share.rank)


def _add(rows: list[Row], row: Row) -> None:
    """Add a row once, though a place may be named twice: alone and in a collective."""
    if row not in rows[-1:]:
        rows.append(row)


def _keys_by_name(plans: Sequence[Plan]) -> dict[str, str]:
    """Return what units are known by name, for hand-overs that give no more than a name."""
    keys: dict[str, str] = {}
    for row in rows_of(plans):
        for held in row.lists:
            for unit in held.units:
                keys.setdefault(unit.name, unit.key)
    return keys
