"""A small comparison of two invented plans that has something for every sheet and annex."""

from policyparse.model.assignment import Role
from policyparse.model.comparison import (
    Comparison,
    CoverageStatus,
    DateVerdict,
    DeadlineCoverage,
    FigureVerdict,
    Mark,
    MeasureCoverage,
    MeasureState,
    Owner,
    Piece,
    Quote,
    Relation,
    RelationKind,
    Review,
    ReviewResult,
    Side,
    TargetCoverage,
    TaskCoverage,
    UnitCoverage,
    UnitNote,
    UnitVerdict,
)
from policyparse.model.deadline import Deadline, DeadlineKind
from policyparse.model.document import Jurisdiction
from policyparse.model.evidence import Certainty
from policyparse.model.target import Comparator, Target

UPPER = "沧岭省公共浴场卫生整治方案"
LOWER = "雾江市公共浴场卫生整治实施方案"
CLOSE = "全部关停水质连续两次不合格的浴场"
INSPECT = "对水质连续两次不合格的浴场开展检查"
BADGE = "在浴场入口公示水质检测结果"
FORMULA = "=建立浴场水质台账"


def quote(text: str, start: int = 0, page: int | None = None) -> Quote:
    return Quote(text=text, start=start, end=start + len(text), block=0, page=page)


def piece(text: str, mark: Mark = Mark.SAME) -> Piece:
    return Piece(text=text, mark=mark)


def measure(number: int, text: str, state: MeasureState, **more: object) -> MeasureCoverage:
    fields = {"certainty": Certainty.SURE, **more}
    return MeasureCoverage.model_validate(
        {
            "id": f"2.1/{number}",
            "text": text,
            "evidence": (quote(text, 10 * number, page=3),),
            "state": state,
            **fields,
        }
    )


def measures() -> tuple[MeasureCoverage, ...]:
    weakened = measure(
        1,
        CLOSE,
        MeasureState.WEAKENED,
        lower_task="3.1",
        lower=(quote(INSPECT, 40),),
        lost=("关停 → 检查", "未见“全部”"),
        upper_pieces=(
            piece("全部关停", Mark.GONE),
            piece("水质连续两次不合格的浴场"),
        ),
        lower_pieces=(
            piece("对水质连续两次不合格的浴场"),
            piece("开展检查", Mark.NEW),
        ),
    )
    missing = measure(2, BADGE, MeasureState.MISSING, lower=(quote("公示投诉电话", 90),))
    taken = measure(3, FORMULA, MeasureState.TAKEN, lower_task="3.1", lower=(quote(FORMULA, 120),))
    upper_own = measure(4, "省级建立检测机构名录", MeasureState.MISSING, owner=Owner.UPPER)
    reviewed = measure(
        5,
        "每年培训浴场管理员",
        MeasureState.MISSING,
        review=Review(result=ReviewResult.ELSEWHERE, reason="《雾江市培训计划》第二条"),
    )
    slogan = measure(6, "切实保障群众健康", MeasureState.MISSING, minor=True)
    return weakened, missing, taken, upper_own, reviewed, slogan


def units() -> tuple[UnitCoverage, ...]:
    return (
        UnitCoverage(
            upper="省卫生健康委",
            role=Role.LEAD,
            lower="市卫生健康委",
            lower_role=Role.LEAD,
            verdict=UnitVerdict.KEPT,
            why="对应一致。",
        ),
        UnitCoverage(
            upper="省体育局",
            role=Role.SUPPORT,
            verdict=UnitVerdict.LOST,
            note=UnitNote.NO_COUNTERPART,
            why="本级未见体育条线的单位，请核实。",
        ),
    )


def figure(raw: str, value: float) -> Target:
    return Target(
        raw=raw,
        indicator="水质抽检合格率",
        op=Comparator.AT_LEAST,
        value=value,
        unit="%",
        by="2026-12-31",
        scope="全市",
        section="一、工作目标",
        rule="",
        evidence=(quote(raw, 200),),
    )


def due(raw: str, end: str) -> Deadline:
    return Deadline(raw=raw, kind=DeadlineKind.BY, end=end, rule="", evidence=(quote(raw, 300),))


def task(number: int) -> TaskCoverage:
    return TaskCoverage(
        upper_task=f"2.{number}",
        title="整治不合格浴场",
        path=("二、重点任务", f"{number}.整治不合格浴场"),
        status=CoverageStatus.PARTIAL,
        measures=tuple(
            one.model_copy(update={"id": f"2.{number}/{at}"})
            for at, one in enumerate(measures(), start=1)
        ),
        lower_tasks=("3.1",),
        units=units(),
    )


LOOSER = TargetCoverage(
    indicator="水质抽检合格率",
    upper=figure("水质抽检合格率不低于98%", 98),
    lower=figure("水质抽检合格率不低于95%", 95),
    verdict=FigureVerdict.LOOSER,
    why="上级不低于98%，下级不低于95%，下级宽于上级，请核实。",
)
LATER = DeadlineCoverage(
    what="完成浴场排查",
    upper=due("6月底前", "2026-06-30"),
    lower=due("9月底前", "2026-09-30"),
    upper_task="2.1",
    lower_task="3.1",
    verdict=DateVerdict.LATER,
    why="上级“6月底前”，下级“9月底前”，推后92天，请核实。",
)


def compared(
    kind: RelationKind = RelationKind.DIRECT,
    *,
    place: str = "雾江市",
    source: str = "市.docx",
    copies: int = 1,
    searched: tuple[str, ...] = ("主要任务4项", "保障措施2项"),
) -> Comparison:
    """The comparison; with ``copies`` the task stands several times."""
    return Comparison(
        upper=Side(title=UPPER, source="省.docx"),
        lower=Side(
            title=LOWER.replace("雾江市", place),
            source=source,
            jurisdiction=Jurisdiction(name=place, code=None, parents=()),
        ),
        relation=Relation(kind=kind, why="下级文件引用上级文件。"),
        tasks=tuple(task(number) for number in range(1, copies + 1)),
        targets=(LOOSER,),
        deadlines=(LATER,),
        lower_only=("3.4",),
        searched=searched,
    )
