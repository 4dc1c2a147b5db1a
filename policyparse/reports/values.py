"""Figures, years and doubts as they are printed."""

from policyparse.model import Certainty, Comparator, Target
from policyparse.reports.cells import chinese_date
from policyparse.reports.labels import PLEASE_CHECK

SIGNS = {
    Comparator.AT_LEAST: "≥",
    Comparator.MORE: "＞",
    Comparator.AT_MOST: "≤",
    Comparator.LESS: "＜",
    Comparator.EQUAL: "",
    Comparator.RANGE: "",
}
NOT_WRITTEN = "未写明"


def period(start: int | None, end: int | None) -> str | None:
    """2023年, 2021—2025年, 到2025年, 2021年起."""
    if start and end:
        return f"{start}年" if start == end else f"{start}—{end}年"
    if end:
        return f"到{end}年"
    return f"{start}年起" if start else None


def mark(text: str, certainty: Certainty) -> str:
    """A value, with （请核实） where it is unsure."""
    return text + (PLEASE_CHECK if certainty is Certainty.UNSURE else "")


def figure(value: float) -> str:
    """A number as people write it: 86, 30.9."""
    return str(int(value)) if value.is_integer() else f"{value:.10g}"


def value_text(target: Target) -> str:
    """≥86%, 2—3个."""
    unit = target.unit or ""
    if target.op is Comparator.RANGE and target.value_high is not None:
        return f"{figure(target.value)}—{figure(target.value_high)}{unit}"
    return f"{SIGNS[target.op]}{figure(target.value)}{unit}"


def target_text(target: Target) -> str:
    """农作物秸秆综合利用率 ≥86%（2023年，全市）."""
    more = [part for part in (year_text(target.by), target.scope, base_text(target)) if part]
    return f"{target.indicator} {value_text(target)}" + (f"（{'，'.join(more)}）" if more else "")


def year_text(by: str | None) -> str:
    """2023 -> 2023年, 2023-12-31 -> 2023年底; another date in Chinese."""
    if by and by.endswith("-12-31"):
        return f"{by[:4]}年底"
    return chinese_date(by) if by else ""


def base_text(target: Target) -> str:
    """比2015年 where the figure is a change."""
    return f"比{target.base_year}年" if target.base_year else ""
