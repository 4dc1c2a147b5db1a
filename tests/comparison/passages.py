"""Short plans of invented places, read as a file would be."""

from policyparse.lexicon.lexicon import Lexicon
from policyparse.lexicon.load import load
from policyparse.model import Plan
from policyparse.pipeline import parse_text
from tests.plans import LEXICON

WORK = """一、总体目标
到{year}年，河道保洁覆盖率不低于95%。
二、主要任务
（一）实施河道清淤疏浚
1.清理淤积河段。对淤积河段逐段清淤。（{unit}水利局牵头）
2.管护河堤绿化带。补植缺株，每季度巡查1次。（{unit}林业局牵头）
（二）推进排口溯源整治
1.排查入河排口。逐一登记排口来源。（{unit}生态环境局牵头）
2.封堵违法排口。对违法排口限期封堵。（{unit}生态环境局牵头）
"""
OTHER_WORK = """一、总体目标
到{year}年，新增托育机构40家。
二、主要任务
（一）发展普惠托育
1.盘活闲置校舍。改建为托育机构。（{unit}教育局牵头）
2.培训保育员。每年培训不少于40学时。（{unit}卫生健康委牵头）
"""


def words() -> Lexicon:
    """The lexicon that knows the invented places."""
    return load((LEXICON,))


def plan(
    title: str,
    basis: str = "",
    *,
    number: str = "",
    work: str = WORK,
    year: int = 2026,
    unit: str = "市",
) -> Plan:
    """A plan of few lines: number, title, what it rests on, tasks."""
    lead = f"{basis}制定本方案。" if basis else ""
    lines = [number, title, lead, work.format(year=year, unit=unit)]
    text = "\n".join(line for line in lines if line)
    return parse_text(text, title, (LEXICON,))
