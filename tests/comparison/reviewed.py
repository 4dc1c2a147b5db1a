"""A small comparison for reviewers: three measures of two tasks, one of them taken up."""

from policyparse.model.comparison import (
    Comparison,
    CoverageStatus,
    MeasureCoverage,
    MeasureState,
    Relation,
    RelationKind,
    Side,
    TaskCoverage,
)

HIRE = "每个渡口配备2名持证船员"
INSPECT = "每季度检验渡船救生设备"
CLOSE = "大风天气停止摆渡"
UPPER, LOWER = "澜江省渡口安全行动方案（2026年）", "云屏市渡口安全工作方案"


def measure(task: str, number: int, text: str, state: MeasureState) -> MeasureCoverage:
    return MeasureCoverage(id=f"{task}/{number}", text=text, evidence=(), state=state)


def compared(
    first: str = "2.1", second: str = "2.2", *, hire: str = HIRE, lower: str = LOWER
) -> Comparison:
    tasks = (
        TaskCoverage(
            upper_task=first,
            title="配齐船员",
            status=CoverageStatus.MISSING,
            measures=(measure(first, 1, hire, MeasureState.MISSING),),
        ),
        TaskCoverage(
            upper_task=second,
            title="检验渡船",
            status=CoverageStatus.PARTIAL,
            measures=(
                measure(second, 1, INSPECT, MeasureState.WEAKENED),
                measure(second, 2, CLOSE, MeasureState.TAKEN),
            ),
        ),
    )
    return Comparison(
        upper=Side(title=UPPER, source="省.docx"),
        lower=Side(title=lower, source="市.docx"),
        relation=Relation(kind=RelationKind.DIRECT, why=""),
        tasks=tasks,
    )
