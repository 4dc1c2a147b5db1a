"""Goals of indicator tables: one for each figure, with area, indicator, unit and date."""

from pathlib import Path

import pytest

from policyparse.extract.table_layout import TableKind
from policyparse.model import Part
from tests.extract.table_plans import (
    HEAD,
    figures,
    grid,
    html_of,
    of_blocks,
    paragraph,
    plan_of,
    rows_of,
)


def markdown(
    *rows: str, head: str, title: str = "表1 2026年各县（市、区）目标任务", plan: str = HEAD
) -> str:
    """A plan with one table of figures."""
    columns = head.count("|") + 1
    lines = [f"| {row} |" for row in (head, " | ".join(["---"] * columns), *rows)]
    return plan + f"## 一、目标分解\n\n{title}\n\n" + "\n".join(lines) + "\n"


def test_area_rows_take_indicator_and_unit_from_the_headings(tmp_path: Path) -> None:
    content = markdown(
        "1 | 栖川区 | 93.5 | ≥120 | 1.2",
        "2 | 东浦区 | — | ＞98 | 0.8",
        " | 全市 | 91 | 260 | 2.0",
        head="序号 | 县（市、区） | 床位使用率（%） | 社区食堂<br>（家） | 受益人数/万人",
    )
    goals = plan_of(tmp_path, content).goals
    assert figures(goals) == [
        ("栖川区", "床位使用率", "=", 93.5, "%"),
        ("栖川区", "社区食堂", ">=", 120.0, "家"),
        ("栖川区", "受益人数", "=", 1.2, "万人"),
        ("东浦区", "社区食堂", ">", 98.0, "家"),
        ("东浦区", "受益人数", "=", 0.8, "万人"),
        ("全市", "床位使用率", "=", 91.0, "%"),
        ("全市", "社区食堂", "=", 260.0, "家"),
        ("全市", "受益人数", "=", 2.0, "万人"),
    ]
    assert {g.by for g in goals} == {"2026"}
    assert {g.section for g in goals} == {"表1 2026年各县（市、区）目标任务"}
    rules = [e.text for e in goals[0].evidence if e.part is Part.RULE]
    assert rules == ["床位使用率（%）"]
    assert [e.text for e in goals[0].evidence if e.part is Part.VALUE] == ["93.5"]


def test_merged_headings_and_merged_figures(tmp_path: Path) -> None:
    table = rows_of(
        "2x1:序号|2x1:县（区）|1x2:设施建设|1x2:床位数（张）",
        "社区食堂（家）|助餐点覆盖率（%）|城区|农村",
        "1|栖川区|12|2x1:85|300|120",
        "2|东浦区|8|260|90",
        "1x2:合计|20|85|560|210",
    )
    content = html_of(table, title="2026年各县（区）养老服务目标任务表")
    goals = plan_of(tmp_path, content, ".html").goals
    assert figures(goals)[:4] == [
        ("栖川区", "社区食堂", "=", 12.0, "家"),
        ("栖川区", "助餐点覆盖率", "=", 85.0, "%"),
        ("栖川区", "床位数城区", "=", 300.0, "张"),
        ("栖川区", "床位数农村", "=", 120.0, "张"),
    ]
    assert ("东浦区", "助餐点覆盖率", "=", 85.0, "%") in figures(goals)
    assert [g.value for g in goals if g.scope == "合计"] == [20.0, 85.0, 560.0, 210.0]
    assert len(goals) == 12


def test_a_row_of_units_under_the_headings(tmp_path: Path) -> None:
    content = markdown(
        "单位 | 家 | 万人次",
        "栖川区 | 12 | 0.6",
        "东浦区 | 8 | 不少于0.4",
        head="县（区） | 社区食堂 | 助餐服务",
    )
    assert figures(plan_of(tmp_path, content).goals) == [
        ("栖川区", "社区食堂", "=", 12.0, "家"),
        ("栖川区", "助餐服务", "=", 0.6, "万人次"),
        ("东浦区", "社区食堂", "=", 8.0, "家"),
        ("东浦区", "助餐服务", ">=", 0.4, "万人次"),
    ]


FIVE_YEARS = "# 云屏市“十五五”养老服务规划\n\n为加快发展，制定本规划。\n\n"


def test_indicator_rows_with_years_base_and_comparators(tmp_path: Path) -> None:
    content = markdown(
        "设施 | 1.护理型床位占比 | % | 52 | ≥65 | ≥73 | 约束性",
        "设施 | 2.社区食堂 | 家 | 80 | 160 | 200～240 | 预期性",
        "人才 | 3.持证护理员 | 万人 | — | 1 | 1.5万人以上 | 预期性",
        "人才 | 4.老年人意外事故 | | | 下降10% | [18] | 预期性",
        head="类别 | 指标名称 | 单位 | 2025年（基期） | 2028年 | 2030年目标 | 属性",
        title="表1 主要指标",
        plan=FIVE_YEARS,
    )
    goals = plan_of(tmp_path, content).goals
    assert [(g.indicator, g.op.value, g.value, g.unit, g.by) for g in goals] == [
        ("护理型床位占比", ">=", 65.0, "%", "2028"),
        ("护理型床位占比", ">=", 73.0, "%", "2030"),
        ("社区食堂", "=", 160.0, "家", "2028"),
        ("社区食堂", "range", 200.0, "家", "2030"),
        ("持证护理员", "=", 1.0, "万人", "2028"),
        ("持证护理员", ">=", 1.5, "万人", "2030"),
        ("老年人意外事故下降", "=", 10.0, "%", "2028"),
        ("老年人意外事故", "=", 18.0, None, "2030"),
    ]
    assert {g.scope for g in goals} == {None}
    assert goals[3].value_high == 240.0


def test_a_year_before_the_plan_and_past_results_are_no_goals(tmp_path: Path) -> None:
    content = markdown(
        "社区食堂（家） | 60 | 75 | 90 | 100",
        head="指标 | 2024年 | 2025年实际 | 2026年目标 | 2027年目标",
        title="表1 主要指标",
    )
    assert [(g.value, g.by) for g in plan_of(tmp_path, content).goals] == [
        (90.0, "2026"),
        (100.0, "2027"),
    ]


def test_areas_may_head_the_columns(tmp_path: Path) -> None:
    content = markdown(
        "助餐点覆盖率（%） | 85 | 90 | 80",
        head="指标 | 全市 | 栖川区 | 东浦区",
        title="表1 分解指标",
    )
    assert figures(plan_of(tmp_path, content).goals) == [
        ("全市", "助餐点覆盖率", "=", 85.0, "%"),
        ("栖川区", "助餐点覆盖率", "=", 90.0, "%"),
        ("东浦区", "助餐点覆盖率", "=", 80.0, "%"),
    ]


def test_the_title_names_what_the_headings_do_not(tmp_path: Path) -> None:
    content = markdown(
        "柳荫镇 | 12 | 10月底前",
        "青禾镇 | 8 | 11月",
        head="乡镇 | 目标任务（处） | 完成时限",
        title="2026年各乡镇农村幸福院建设任务分解表",
    )
    goals = plan_of(tmp_path, content).goals
    assert figures(goals) == [
        ("柳荫镇", "农村幸福院建设", "=", 12.0, "处"),
        ("青禾镇", "农村幸福院建设", "=", 8.0, "处"),
    ]
    assert [g.by for g in goals] == ["2026-10-31", "2026-11-30"]


def test_one_unit_for_the_whole_table(tmp_path: Path) -> None:
    content = markdown(
        "栖川区 | 120",
        "东浦区 | 90",
        head="县（区） | 护理型床位",
        title="2026年床位建设目标\n\n单位：张",
    )
    assert [g.unit for g in plan_of(tmp_path, content).goals] == ["张", "张"]


NOTE = "注：1.空置率为上限值，其余指标为下限值。2.社区食堂完成时限为2026年6月底前。"


@pytest.mark.parametrize(
    ("note", "ops"),
    [
        (NOTE, ["<=", ">="]),
        ("注：以上指标均为下限值。", [">=", ">="]),
        ("注：空置率为上限值。", ["=", "="]),  # says nothing of the others
        ("注：数据由市民政局提供。", ["=", "="]),
    ],
)
def test_a_note_gives_comparators_only_where_it_covers_all_figures(
    tmp_path: Path, note: str, ops: list[str]
) -> None:
    content = markdown("栖川区 | 12 | 30", head="县（区） | 空置率（%） | 社区食堂（家）")
    goals = plan_of(tmp_path, content + f"\n{note}\n").goals
    assert [g.op.value for g in goals] == ops
    if note == NOTE:
        assert [g.by for g in goals] == ["2026", "2026-06-30"]
        assert "其余指标为下限值" in [e.text for e in goals[1].evidence]


def test_a_table_broken_by_a_page_goes_on(tmp_path: Path) -> None:
    blocks = [
        paragraph("2026年各县（区）养老服务目标任务表"),
        grid("县（区）|社区食堂（家）|床位（张）", "栖川区|12|300"),
        paragraph("续表"),
        grid("县（区）|社区食堂（家）|床位（张）", "东浦区|8|260"),
        grid("望岭区|6|180", "全市|26|740"),
    ]
    tables, _, goals, _ = of_blocks(blocks)
    assert [t.kind for t in tables] == [TableKind.INDICATORS]
    assert [g.scope for g in goals] == ["栖川区"] * 2 + ["东浦区"] * 2 + ["望岭区"] * 2 + [
        "全市"
    ] * 2


def test_a_title_and_notes_inside_the_table() -> None:
    sheet = grid(
        "2026年各县（区）目标任务表||", "县（区）|空置率（%）|社区食堂（家）", "栖川区|12|30"
    )
    wide = [c for c in sheet.cells if c.row or not c.column]
    block = type(sheet)(
        "table",
        sheet.place,
        cells=tuple(
            type(c)(c.text, c.row, c.column, 1, 3 if not c.row else 1, place=c.place) for c in wide
        ),
        rows=3,
        columns=3,
    )
    tables, _, goals, text = of_blocks([block])
    assert [text.text[slice(*span)] for span in tables[0].captions] == [
        "2026年各县（区）目标任务表"
    ]
    assert figures(goals) == [
        ("栖川区", "空置率", "=", 12.0, "%"),
        ("栖川区", "社区食堂", "=", 30.0, "家"),
    ]


@pytest.mark.parametrize(
    ("title", "head", "row"),
    [
        ("考核评分表", "指标 | 分值 | 目标值", "社区食堂 | 10 | 30"),
        ("2026年目标任务评分标准", "县（区） | 社区食堂（家）", "栖川区 | 12"),
        ("重点项目任务表", "项目名称 | 总投资（万元） | 计划投资（万元）", "颐养中心 | 900 | 300"),
        ("各县（区）基本情况统计表", "县（区） | 老年人口（万人）", "栖川区 | 4.5"),
        ("补助资金分配表", "县（区） | 任务（家） | 补助资金（万元）", "栖川区 | 12 | 60"),
        ("县（区）名单", "序号 | 县（区）", "1 | 栖川区"),
        ("报名表", "姓名 | 年龄 | 目标岗位", "王某 | 45 | 护理员"),
        ("现状值", "县（区） | 2025年实际（家）", "栖川区 | 12"),
    ],
)
def test_tables_whose_figures_are_no_goals(tmp_path: Path, title: str, head: str, row: str) -> None:
    assert plan_of(tmp_path, markdown(row, row, head=head, title=title)).goals == ()
