"""时限倒排表, 报送材料清单 and 核对."""

from datetime import date

import pytest

from policyparse.model import Deadline, DeadlineKind
from policyparse.model.evidence import Certainty
from policyparse.reports.layouts import check_table, issue_table, ledger_table
from policyparse.reports.order import UnitOrder
from policyparse.reports.rows import RowsBy, rows_of
from policyparse.reports.schedule import deadline_table, group_of, handover_table
from policyparse.reports.tables import LineKind, Table
from policyparse.reports.totals import reconciled, totals_table
from tests.reports.tables_builder import MAIN, PlanBuilder, small_plan

TODAY = date(2023, 9, 15)


def bands(table: Table) -> list[str]:
    return [line.text for line in table.lines if line.kind is LineKind.BAND]


def column(table: Table, key: str) -> list[str]:
    return [line.cell(key).text for line in table.lines if line.kind is LineKind.ROW]


def test_deadlines_stand_in_their_groups_by_date() -> None:
    table = deadline_table(small_plan(), TODAY)
    assert [text.partition("（")[0] for text in bands(table)] == [
        "已过期",
        "以后到期",
        "长期坚持",
    ]
    assert column(table, "due") == [
        "2023年6月底前",
        "2023年8月前",
        "2023年9月10日前",
        "到2023年底",
        "长期坚持",
        "每月底前",
    ]
    assert table.subtitle == "（以2023年9月15日为准）"


def test_what_is_due_this_month_comes_first() -> None:
    table = deadline_table(small_plan(), date(2023, 9, 10))
    assert column(table, "due")[:3] == ["2023年9月10日前", "2023年6月底前", "2023年8月前"]
    assert bands(table)[0] == "本月到期（1项）"


def test_a_task_without_a_date_is_open_and_not_lost() -> None:
    builder = PlanBuilder().add((MAIN, "1.甲事"), "甲事。做甲。再做乙。", lead="市水利局")
    table = deadline_table(builder.plan(), TODAY)
    assert bands(table) == ["未明确（1项，含未写时限、所写时限不能定到日期的事项）"]
    assert column(table, "text") == ["做甲。……"]
    assert table.notes[0] == "任务1项，所写时限0处，未写时限的任务1项。"


@pytest.mark.parametrize(
    ("raw", "kind", "end", "group"),
    [
        ("持续推进", "during", None, "长期坚持"),
        ("自2016年起", "from", None, "长期坚持"),
        ("每季度末", "recurring", None, "长期坚持"),
        ("秋冬季", "during", None, "未明确"),
        ("8月底前", "by", None, "未明确"),
        ("全年", "during", "2023-12-31", "以后到期"),
        ("9月底前", "by", "2023-09-30", "本月到期"),
        ("9月14日前", "by", "2023-09-14", "已过期"),
        ("今日", "by", "2023-09-15", "本月到期"),
    ],
)
def test_groups(raw: str, kind: str, end: str | None, group: str) -> None:
    deadline = Deadline(raw=raw, kind=DeadlineKind(kind), end=end, rule="test", evidence=())
    assert group_of(deadline, TODAY) == group


def test_hand_overs_name_who_what_to_whom_and_when() -> None:
    table = handover_table(small_plan())
    assert [c.header for c in table.shown] == [
        "序号",
        "报送单位",
        "材料名称",
        "报送对象",
        "时限",
        "出处",
    ]
    assert column(table, "who") == ["市水利局", "河东区政府"]
    assert column(table, "to") == ["市政府", ""]
    assert column(table, "iso") == ["2023-07-31", "2023-09-10"]
    assert len(bands(table)) == 2


def test_nobody_is_invented_where_the_plan_names_nobody() -> None:
    builder = PlanBuilder()
    builder.add(
        (MAIN, "1.甲事"),
        "甲事。建成泵站。",
        lead="市水利局",
        handovers=({"raw": "建成泵站", "what": "泵站"},),
    )
    who = column(handover_table(builder.plan()), "who")
    assert who == ["（原文未写明，任务牵头单位：市水利局）"]


@pytest.mark.parametrize("by", list(RowsBy))
def test_totals_agree_in_each_way_of_making_rows(by: RowsBy) -> None:
    plans = [small_plan(name="甲.docx"), small_plan(name="乙.docx", title="河东区方案")]
    rows = rows_of(plans, by)
    table = totals_table(plans, rows)
    assert reconciled(table)
    by_item = {line.cell("item").text: line for line in table.lines}
    assert by_item["任务（条款）合计"].cell("table").text == "8"
    assert by_item["市生态环境局"].cell("lead").text == "4"
    assert by_item["合计（6个单位）"].cell("plan").text == "16"


def test_totals_find_a_dropped_row() -> None:
    plan = small_plan()
    table = totals_table(plan, rows_of(plan)[:-1])
    assert not reconciled(table)


def test_totals_follow_the_order_of_the_office() -> None:
    plan = small_plan()
    order = UnitOrder({"市财政局": 1, "市教育局": 2})
    items = column(totals_table(plan, rows_of(plan), order), "item")
    units = [item for item in items if item.startswith("市")]
    assert units[:3] == ["市财政局", "市教育局", "市水利局"]


def test_doubts_are_listed_to_be_checked() -> None:
    builder = PlanBuilder()
    builder.add((MAIN, "1.甲事"), "甲事。做。", lead="市水利局", certainty=Certainty.LIKELY)
    plan = builder.plan()
    assert "三、待人工核实（1处）" in bands(totals_table(plan, rows_of(plan)))


def test_layouts_have_the_columns_of_the_specification() -> None:
    builder = PlanBuilder()
    builder.add(
        (MAIN, "1.甲事"),
        "甲事。2023年底前达标率90%。",
        dues=({"raw": "2023年底前", "end": "2023-12-31"},),
        targets=({"raw": "达标率90%"},),
        lead="甲局",
        support="乙局",
        responsible="丙局",
        guide="丁局",
    )
    plans = (builder.plan(),)
    rows = rows_of(plans)
    issue = "序号｜重点任务｜具体措施｜完成时限｜牵头单位｜配合（责任）单位"
    check = (
        "序号｜任务类别｜工作任务｜具体措施｜量化指标｜完成时限｜"
        "牵头单位｜配合单位｜责任单位｜指导单位｜出处"
    )
    extra = "责任领导｜责任人｜联系人及电话｜进展情况｜存在问题｜下一步措施｜完成状态｜备注"
    for table, expected in (
        (issue_table(plans, rows), issue),
        (check_table(plans, rows), check),
        (ledger_table(plans, rows), f"{issue}｜{extra}"),
    ):
        assert "｜".join(column.header for column in table.shown) == expected


def test_empty_columns_are_dropped_but_not_those_to_fill_in() -> None:
    builder = PlanBuilder().add((MAIN, "1.甲事"), "甲事。做。", responsible="丙局")
    plans = (builder.plan(),)
    table = ledger_table(plans, rows_of(plans))
    headers = [column.header for column in table.shown]
    assert "牵头单位" not in headers
    assert "完成时限" not in headers
    assert "进展情况" in headers
    assert column(table, "progress") == [""]


def test_bands_name_the_category_and_how_many_tasks_it_has() -> None:
    plans = (small_plan(),)
    table = issue_table(plans, rows_of(plans))
    assert bands(table) == [
        "三、主要任务　（一）河湖治理（共2项）",
        "（二）节约用水（共1项）",
        "保障措施（共1项）",
    ]
    assert table.notes == ("本表共列任务4项（含保障措施1项），计4行。",)


def test_several_documents_are_headed_by_their_titles() -> None:
    plans = (small_plan(), small_plan(title="河东区方案"))
    table = issue_table(plans, rows_of(plans))
    assert table.title == "任务分解表"
    assert bands(table)[0] == "《云川市水环境治理实施方案》（共4项）"
