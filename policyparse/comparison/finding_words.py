"""What findings say, in plain and neutral words. 表述"""

import re
from collections.abc import Sequence

from policyparse.comparison.losses import lost_words, still_there
from policyparse.model.assignment import Role
from policyparse.model.comparison import (
    Comparison,
    DeadlineCoverage,
    FindingKind,
    MeasureCoverage,
    RelationKind,
    TargetCoverage,
    TaskCoverage,
    UnitCoverage,
    UnitNote,
)

_LONG = 32  # characters of a measure that is said in full
_LEAST = 12  # ... and of its head, where it is cut at a mark
_SOME = 3  # tasks or units that are named

_ASKED = re.compile("，请(?:一并)?核实")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_BREAK = re.compile("[，、；：]")
_COMPARED = (RelationKind.HISTORY, RelationKind.PEER, RelationKind.NONE)
_ROLES = {
    Role.LEAD: "牵头单位",
    Role.SUPPORT: "配合单位",
    Role.RESPONSIBLE: "责任单位",
    Role.GUIDE: "指导单位",
}
_MATTERS = {
    FindingKind.MEASURE_MISSING: "上级要求在本级没有着落点，任务分工、督查和考核时缺少依据",
    FindingKind.MEASURE_WEAKENED: "要求的内容或力度与上级不同，执行和考核时容易出现两个标准",
    FindingKind.TARGET_LOOSER: "按本级指标完成，仍可能达不到上级指标",
    FindingKind.TARGET_MISSING: "上级的量化要求在本级没有数值，完成情况难以衡量",
    FindingKind.DEADLINE_LATER: "按本级时限完成，可能超过上级规定的时间",
    FindingKind.UNIT_LOST: "上级对口单位布置工作时，本级缺少明确的承接单位",
    FindingKind.UNIT_DEMOTED: "上下级牵头单位不对口，工作部署和情况报送需要另行衔接",
    FindingKind.UNIT_PROMOTED: "本级牵头单位与上级不对口，属提示，按本级分工确定即可",
}


_SELDOM = "按本级频次开展，次数少于上级要求"


class Wording:
    """How the findings of one comparison are put; a mere comparison asks nobody to check."""

    def __init__(self, comparison: Comparison):
        self.kind = comparison.relation.kind
        self.end = "供对照参考。" if self.kind in _COMPARED else "请核实。"
        if self.kind is RelationKind.INDIRECT:
            self.end = "中间层级可能已作调整，请核实。"
        absent = any(part.endswith("未提供") for part in comparison.searched)
        self.missing = "下级正文未见（附件未提供）" if absent else "下级方案未见对应内容"

    def matters(self, kind: FindingKind, *, recurs: bool = False) -> str:
        """Why such a finding matters; ``recurs`` where it is about how often."""
        if self.kind in _COMPARED:
            return "两份文件不是直接的上下级要求关系，差异只反映写法和安排的不同。"
        return f"{_SELDOM if recurs else _MATTERS[kind]}。"

    def measure_missing(self, measure: MeasureCoverage) -> str:
        """One measure that is not there."""
        return f"上级要求“{_short(measure.text)}”，{self.missing}，{self.end}"

    def task_missing(self, task: TaskCoverage, number: int) -> str:
        """A whole task that is not there."""
        return f"上级任务“{task.title}”的{number}条措施，{self.missing}，{self.end}"

    def weakened(self, measure: MeasureCoverage, told: Sequence[str]) -> str:
        """One measure that asks for less, with what was lost."""
        words = lost_words(measure, told or None)
        lost = "；".join(_with_what_stays(measure, one) for one in words)
        lost = lost or "用语与上级不尽相同"
        return (
            f"上级要求“{_short(measure.text)}”，下级写到同一事项，但表述有出入：{lost}，{self.end}"
        )

    def value(self, row: TargetCoverage | DeadlineCoverage) -> str:
        """A figure or a date; the comparison has its own sentence for it."""
        why = plain_dates(row.why).rstrip("。")
        if self.kind in (RelationKind.DIRECT, RelationKind.PROBABLE) and "核实" in why:
            return f"{why}。"
        return f"{_ASKED.sub('', why)}，{self.end}"

    def unit_lost(self, unit: UnitCoverage, tasks: Sequence[str]) -> str:
        """A unit that no lower task of the same matter names, in one task or several."""
        role = _ROLES[unit.role] if unit.role else "单位"
        where = _tasks(tasks)
        what = f"上级“{unit.upper}”在{where}中为{role}，下级对应任务未列同一条线的单位"
        if unit.note is UnitNote.NO_COUNTERPART:
            what += "，本级可能没有对应机构"
        elif unit.note is UnitNote.ELSEWHERE:
            what += "（见于下级其他任务或名单）"
        return f"{what}，{self.end}"

    def demoted(self, units: Sequence[UnitCoverage], leads: Sequence[str], task: str) -> str:
        """A lead above that supports below, with the unit that leads instead."""
        names = "、".join(f"“{unit.upper}”" for unit in units)
        below = "、".join(f"“{unit.lower}”" for unit in units)
        instead = f"，改由{'、'.join(f'“{lead}”' for lead in leads)}牵头" if leads else ""
        return f"“{task}”任务上级由{names}牵头，下级{below}为配合单位{instead}，{self.end}"

    def promoted(self, unit: UnitCoverage, tasks: Sequence[str]) -> str:
        """A unit that supports above and leads below: a hint only."""
        return (
            f"提示：{_tasks(tasks)}中，上级“{unit.upper}”为配合单位，下级“{unit.lower}”为牵头单位。"
        )


def plain_dates(text: str) -> str:
    """Dates as they are said: 2025-12-31 is 2025年底."""
    return _ISO.sub(_said_date, text)


def _said_date(match: re.Match[str]) -> str:
    year, month, day = (int(part) for part in match.groups())
    return f"{year}年底" if (month, day) == (12, 31) else f"{year}年{month}月{day}日"


def short_title(text: str) -> str:
    """A title in a row of others; a sentence that stands for a title is cut at a mark."""
    return _short(text)


def _with_what_stays(measure: MeasureCoverage, lost: str) -> str:
    """A step down, with a word on what the lower passage keeps of it."""
    kept = still_there(measure, lost)
    return f"{lost}（下级另写有“{kept}”，请核对适用情形）" if kept else lost


def _tasks(titles: Sequence[str]) -> str:
    names = "、".join(f"“{_short(title)}”" for title in titles[:_SOME])
    return names + (f"等{len(titles)}项任务" if len(titles) > _SOME else "任务")


def _short(text: str) -> str:
    """A text of no more than so many characters, cut at a mark where there is one."""
    if len(text) <= _LONG:
        return text
    cuts = [at for match in _BREAK.finditer(text) if _LEAST <= (at := match.start()) < _LONG]
    return f"{text[: cuts[-1] if cuts else _LONG - 1]}……"
