"""A unit that can be held to a task."""

from enum import StrEnum

from policyparse.model.base import FrozenModel


class Level(StrEnum):
    """Level of government. 层级"""

    NATIONAL = "national"  # 国家
    REGION = "region"  # 省、自治区、直辖市
    CITY = "city"  # 地级市、州、盟
    COUNTY = "county"  # 县、区、县级市、旗
    TOWNSHIP = "township"  # 乡、镇、街道


class UnitKind(StrEnum):
    """What sort of body a unit is."""

    DEPARTMENT = "department"  # 部门
    GOVERNMENT = "government"  # 人民政府、管委会、街道办
    PARTY = "party"  # 党委部门
    MASS = "mass"  # 群团组织
    JUDICIAL = "judicial"  # 法院、检察院
    VERTICAL = "vertical"  # 垂直管理机构：海关、税务、海事、气象
    INSTITUTION = "institution"  # 事业单位
    COLLECTIVE = "collective"  # 各县（市、区）人民政府、相关部门
    OFFICE = "office"  # 指挥部、领导小组及其办公室
    ENTERPRISE = "enterprise"  # 企业
    UNKNOWN = "unknown"


class Unit(FrozenModel):
    """A unit as one mention names it. 单位"""

    mention: str  # as written
    name: str  # with the prefix carried along the list: 市发改委、工信局 -> 市工信局
    canonical: str | None = None  # full official name where known: 市工业和信息化局
    level: Level | None = None
    jurisdiction: str | None = None
    system: str | None = None  # 条线: what its counterparts at other levels share
    kind: UnitKind = UnitKind.UNKNOWN
