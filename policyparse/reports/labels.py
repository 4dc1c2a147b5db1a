"""Chinese labels of keys and enum values, as shared by tables, pages and messages."""

from enum import StrEnum

from policyparse.comparison.review import RESULT_LABELS, STATE_LABELS
from policyparse.model.assignment import Role
from policyparse.model.check import Family, Severity
from policyparse.model.comparison import (
    CoverageStatus,
    DateVerdict,
    FigureVerdict,
    FindingKind,
    Mark,
    MeasureState,
    Owner,
    RelationKind,
    ReviewResult,
    UnitNote,
    UnitVerdict,
)
from policyparse.model.deadline import DeadlineKind, Precision
from policyparse.model.diff import (
    DeadlineChange,
    HandOverChange,
    HeadingChange,
    Landing,
    MeasureChange,
    MemberChange,
    TargetChange,
    TaskChange,
    UnitChange,
    WordOp,
)
from policyparse.model.document import DocumentKind
from policyparse.model.evidence import Certainty, Part
from policyparse.model.opinion import Adopted, ChangeOp
from policyparse.model.plan import Status
from policyparse.model.reply import ReplyKind
from policyparse.model.target import Comparator, TargetKind
from policyparse.model.task import Category
from policyparse.model.tasklist import DifferenceKind
from policyparse.model.trace import TraceKind
from policyparse.model.unit import Level, UnitKind

# One table an enum: members of different StrEnums with the same value are equal as keys.
LABELS: dict[type[StrEnum], dict[str, str]] = {
    Role: {
        "lead": "牵头单位",
        "support": "配合单位",
        "responsible": "责任单位",
        "guide": "指导单位",
    },
    Severity: {"error": "应改", "warning": "请核实", "info": "提示"},
    Family: {
        "1": "结构和序号",
        "2": "责任分工",
        "3": "时限",
        "4": "指标",
        "5": "引用和附件",
        "6": "名称和文字",
        "7": "表格和意见表",
        "8": "组成人员名单",
        "9": "格式细节",
    },
    Category: {"main": "主要任务", "safeguard": "保障措施"},
    Certainty: {"sure": "确定", "likely": "推断（请核实）", "unsure": "存疑（请核实）"},
    Part: {"value": "原文", "rule": "依据", "context": "上下文"},
    DeadlineKind: {"by": "截止", "from": "起始", "during": "期间", "recurring": "定期"},
    Precision: {"day": "日", "month": "月", "quarter": "季度", "season": "季节", "year": "年"},
    TargetKind: {"goal": "目标", "limit": "限值", "condition": "条件"},
    Comparator: {
        ">=": "不低于",
        ">": "高于",
        "<=": "不高于",
        "<": "低于",
        "=": "等于",
        "range": "区间",
    },
    Level: {
        "national": "国家级",
        "region": "省级",
        "city": "市级",
        "county": "县级",
        "township": "乡级",
    },
    UnitKind: {
        "department": "政府部门",
        "government": "政府",
        "party": "党委部门",
        "mass": "群团组织",
        "judicial": "司法机关",
        "vertical": "垂直管理单位",
        "institution": "事业单位",
        "collective": "统称单位",
        "office": "议事协调机构",
        "enterprise": "企业",
        "unknown": "未归类",
    },
    DocumentKind: {
        "plan": "方案",
        "drafting_note": "起草说明",
        "opinion_table": "意见采纳情况表",
        "measures": "条文式文件",
        "speech": "讲话",
        "report": "报告",
        "notice": "通知",
        "other": "其他",
    },
    Adopted: {"yes": "采纳", "no": "不采纳", "partly": "部分采纳", "blank": "未注明"},
    ChangeOp: {
        "replace": "改写",
        "add_text": "增加内容",
        "delete_text": "删除内容",
        "add_unit": "增加单位",
        "remove_unit": "移出单位",
        "change_role": "角色调整",
        "replace_units": "单位整体调整",
    },
    Status: {"ok": "已读取", "partial": "部分读取", "refused": "未读取", "failed": "读取失败"},
    MeasureState: {state.value: shown for state, shown in STATE_LABELS.items()},
    CoverageStatus: {"covered": "全部体现", "partial": "部分体现", "missing": "未体现"},
    RelationKind: {
        "direct": "直接承接",
        "probable": "可能承接（请核实）",
        "indirect": "间接承接",
        "history": "历史对照",
        "peer": "同级参考",
        "none": "无承接关系",
    },
    FigureVerdict: {
        "met": "一致",
        "stricter": "严于上级",
        "looser": "宽于上级",
        "missing": "未设",
        "not comparable": "口径不同，不可比",
    },
    DateVerdict: {
        "same": "一致",
        "earlier": "提前",
        "later": "推后",
        "missing": "未明确",
        "not comparable": "口径不同，不可比",
    },
    UnitVerdict: {
        "kept": "对应一致",
        "lost": "未列入",
        "promoted": "配合改牵头",
        "demoted": "牵头改配合",
        "added": "本级新增",
    },
    UnitNote: {
        "no counterpart": "无对应机构",
        "named lead": "明确为牵头",
        "elsewhere": "见于其他任务",
    },
    Owner: {"upper": "可能属上级事权", "absent": "可能不涉及"},
    ReviewResult: {result.value: shown for result, shown in RESULT_LABELS.items()},
    Mark: {"same": "两级相同", "gone": "仅上级有", "new": "仅下级有"},
    FindingKind: {
        "measure missing": "措施未见",
        "measure weakened": "表述减弱",
        "target looser": "指标宽于上级",
        "target missing": "指标未设",
        "deadline later": "时限推后",
        "unit lost": "单位未列入",
        "unit demoted": "牵头改配合",
        "unit promoted": "配合改牵头",
    },
    TraceKind: {
        "kept": "各级均已体现",
        "lost middle": "中间层级起未见",
        "lost lower": "末级未见",
        "weakened middle": "中间层级起减弱",
        "weakened lower": "末级减弱",
        "weakened both": "逐级减弱",
        "added back": "末级自行补上",
        "restored": "末级恢复",
    },
    TaskChange: {
        "same": "无变化",
        "changed": "有修改",
        "moved": "仅移动",
        "split": "拆分",
        "merged": "合并",
        "added": "新增",
        "removed": "删除",
    },
    UnitChange: {
        "added": "新增",
        "removed": "移出",
        "role": "角色调整",
        "order": "牵头排序调整",
        "scope": "范围调整",
    },
    DeadlineChange: {
        "added": "新增",
        "removed": "删除",
        "earlier": "提前",
        "later": "推后",
        "reworded": "改写",
    },
    TargetChange: {
        "added": "新增",
        "removed": "删除",
        "stricter": "收严",
        "looser": "放宽",
        "reworded": "改写",
    },
    MeasureChange: {
        "added": "新增",
        "removed": "删除",
        "strengthened": "加强",
        "weakened": "减弱",
    },
    HandOverChange: {"who": "承办单位调整", "to": "报送对象调整"},
    HeadingChange: {"added": "新增", "removed": "删除", "reworded": "改写"},
    MemberChange: {
        "added": "新增",
        "removed": "移出",
        "person": "人员调整",
        "position": "组内职务调整",
        "office": "所任职务调整",
    },
    WordOp: {"insert": "增加", "delete": "删去", "replace": "改为"},
    Landing: {
        "landed": "已修改到位",
        "not landed": "未修改到位",
        "partly": "部分修改",
        "cannot tell": "需人工核对",
    },
    ReplyKind: {"none": "无意见", "opinions": "有意见", "unclear": "未能判断（请核实）"},
    DifferenceKind: {
        "deadline": "完成时限不一致",
        "unit": "责任单位不一致",
        "target": "量化指标不一致",
    },
}

SIGNS = {MeasureState.TAKEN: "√", MeasureState.WEAKENED: "△", MeasureState.MISSING: "×"}
TASK_SIGNS = {CoverageStatus.COVERED: "√", CoverageStatus.PARTIAL: "△", CoverageStatus.MISSING: "×"}
MINOR = "原则性表述"
ANNEX_ABSENT = "正文未见，附件未提供"  # in the place of 未见对应内容 where an annex was not given

# Roles as they stand inside a cell that holds more than one role.
SHORT_ROLES = {
    Role.LEAD: "牵头",
    Role.SUPPORT: "配合",
    Role.RESPONSIBLE: "责任",
    Role.GUIDE: "指导",
}

RECURS = {
    "weekly": "每周",
    "monthly": "每月",
    "quarterly": "每季度",
    "half-yearly": "每半年",
    "yearly": "每年",
}

PLEASE_CHECK = "（请核实）"


def label(value: StrEnum) -> str:
    """Return what staff call an enum value; the value itself if it has no label."""
    return LABELS.get(type(value), {}).get(value.value, value.value)
