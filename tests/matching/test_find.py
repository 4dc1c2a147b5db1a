"""Where a measure is taken up: split, merged, in safeguards, in a table, in another order."""

from pathlib import Path

import pytest

from tests.extract.table_plans import plan_of
from tests.matching.pairs import BESIDE, TAKEN, compared, judged, only, plan

ASSESS = "每季度委托第三方机构对社区食堂开展1次评估"


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (
            "为高龄老人安装扶手、发放手环。",
            ("居家改造｜为高龄老人安装扶手。", "智慧助老｜为高龄老人发放手环。"),
        ),
        (
            "编制农贸市场改造清单并逐一验收农贸市场改造项目。",
            (
                "农贸市场改造｜编制农贸市场改造清单。",
                "农贸市场验收｜逐一验收农贸市场改造项目。",
            ),
        ),
        (
            "编制农贸市场改造清单并逐一验收农贸市场改造项目。",
            ("农贸市场改造｜编制农贸市场改造清单。逐一验收农贸市场改造项目。",),
        ),
    ],
)
def test_one_measure_split_over_several_places(upper: str, lower: tuple[str, ...]) -> None:
    assert only(upper, *lower).state == TAKEN


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("配齐校医，定期体检。", "配齐学校校医并定期组织学生体检。"),
        (
            "安装燃气泄漏报警器，更换老化软管。",
            "统一安装燃气泄漏报警器和更换老化软管。",
        ),
        ("疏浚村内沟渠。硬化入户道路。", "疏浚村内沟渠并硬化入户道路。"),
    ],
)
def test_two_measures_in_one_lower_clause(upper: str, lower: str) -> None:
    assert [m.state for m in judged(upper, lower).values()] == [TAKEN, TAKEN]


def test_a_measure_that_stands_in_the_safeguards_only() -> None:
    lower = plan("建设社区食堂。改建闲置门面。", *BESIDE, safeguards=[f"加强监督。{ASSESS}。"])
    found = compared(plan(f"办好社区食堂。{ASSESS}。"), lower)
    assert (found[-1].state, found[-1].lower_task) == (TAKEN, lower.tasks[-1].id)


def test_a_measure_that_stands_in_a_table_row_only(tmp_path: Path) -> None:
    lower = plan_of(
        tmp_path,
        "# 云屏市社区服务工作方案\n\n一、主要任务\n\n（一）修缮乡村戏台。逢集日排演折子戏。\n\n"
        "附件\n\n工作任务分解表\n\n| 序号 | 工作任务 | 具体措施 | 责任单位 |\n|---|---|---|---|\n"
        f"| 1 | 办好社区食堂 | {ASSESS} | 市民政局 |\n"
        "| 2 | 开放体育场馆 | 延长羽毛球馆晚间开放时间 | 市体育局 |\n",
    )
    found = compared(plan(f"办好社区食堂。{ASSESS}。"), lower)
    assert found[-1].state == TAKEN
    assert ASSESS in found[-1].lower[0].text


def test_the_quote_is_the_sentence_it_stands_in() -> None:
    found = only("为独居老人安装门磁报警器。", "登记独居老人，安装门磁报警器，公布电话。开办食堂。")
    assert [q.text for q in found.lower] == ["登记独居老人，安装门磁报警器，公布电话"]


def test_the_task_that_takes_up_the_neighbours_is_preferred() -> None:
    upper = "改造敬老院厨房，更换敬老院灶具，公布改造结果。"
    lower = (
        "学校改造｜改造学校操场。公布改造结果。",
        "敬老院改造｜改造敬老院厨房，更换敬老院灶具，公布改造结果。",
    )
    assert {m.lower_task for m in judged(upper, *lower).values()} == {"1.2"}
