"""Rows of the task-assignment table."""

import pytest

from policyparse.model import Category, Role
from policyparse.model.evidence import Certainty
from policyparse.reports.measures import measures_of, split_sentences
from policyparse.reports.order import AS_NAMED, UnitOrder
from policyparse.reports.rows import RowsBy, rows_of
from policyparse.reports.sources import clause_of, headings_of, number_of
from tests.reports.tables_builder import MAIN, PlanBuilder, small_plan


def test_a_task_is_a_row_in_the_order_of_the_plan() -> None:
    rows = rows_of(small_plan())
    assert [row.number for row in rows] == ["1", "2", "3", "4"]
    assert [row.task_number for row in rows] == ["3.1.1", "3.1.2", "3.2.1", "4.1"]
    assert rows[0].title == "清理河道"
    assert rows[0].text == "2023年6月底前完成云水河清淤。到2023年底，城区水质达标率达到90%以上。"
    assert rows[0].units(Role.LEAD).text == "市水利局、市生态环境局"
    assert [due.text for due in rows[0].dues] == ["2023年6月底前", "到2023年底"]
    assert rows[0].iso == "2023-06-30"


def test_a_row_says_where_it_comes_from() -> None:
    rows = rows_of(small_plan())
    assert rows[0].source == "《云川市水环境治理实施方案》三、（一）1.，第4页"
    assert rows[2].clause == "三、（二）1."


def test_drafts_of_one_title_are_told_apart_by_their_files() -> None:
    rows = rows_of([small_plan(name="初稿.docx"), small_plan(name="二稿.docx")])
    assert rows[0].document == "《云川市水环境治理实施方案》（初稿.docx）"
    assert [row.number for row in rows] == [str(number) for number in range(1, 9)]


def test_measure_rows_are_sentences_with_their_own_dates_and_figures() -> None:
    plan = small_plan()
    rows = rows_of(plan, RowsBy.MEASURE)
    assert [row.number for row in rows] == ["1.1", "1.2", "2.1", "2.2", "2.3", "3.1", "3.2", "4"]
    first, second = rows[:2]
    assert [due.text for due in first.dues] == ["2023年6月底前"]
    assert [due.text for due in second.dues] == ["到2023年底"]
    assert not first.targets
    assert second.targets[0].text == "城区水质达标率达到90%以上"
    task = plan.tasks[0]
    for row in (first, second):
        assert task.text[row.start : row.end] == row.text
        assert row.place is not None
        place = task.evidence[0]
        assert place.text[row.place - place.start :].startswith(row.text)


def test_hand_overs_are_sub_rows_with_their_own_unit_and_date() -> None:
    rows = [row for row in rows_of(small_plan(), RowsBy.DELIVERABLE) if row.task == 2]
    assert [row.number for row in rows] == ["2", "2.1", "2.2"]
    assert rows[0].dues == ()
    assert [due.text for due in rows[1].dues] == ["2023年8月前"]
    assert rows[1].iso == "2023-07-31"
    assert rows[1].units(Role.LEAD).text == "市水利局"
    assert rows[2].units(Role.LEAD).text == ""  # the plan does not call it a lead
    assert rows[2].units(Role.RESPONSIBLE).text == "河东区政府"
    assert rows[2].task_number == "3.1.2#d2"


def test_a_hand_over_without_a_unit_is_the_business_of_the_lead() -> None:
    builder = PlanBuilder()
    builder.add(
        (MAIN, "1.建设泵站"),
        "建设泵站。年内建成泵站。",
        lead="市水利局",
        responsible="市财政局",
        handovers=({"raw": "年内建成泵站", "what": "泵站"},),
    )
    row = rows_of(builder.plan(), RowsBy.DELIVERABLE)[1]
    assert row.units(Role.LEAD).text == "市水利局"
    assert row.units(Role.RESPONSIBLE).text == ""


def test_a_date_known_only_as_iso_is_marked() -> None:
    builder = PlanBuilder()
    builder.add(
        (MAIN, "1.建设泵站"),
        "建设泵站。建成泵站。",
        handovers=({"raw": "建成泵站", "what": "泵站", "by": "2023-08-31"},),
    )
    due = rows_of(builder.plan(), RowsBy.DELIVERABLE)[1].dues[0]
    assert (due.text, due.certainty) == ("2023年8月31日", Certainty.UNSURE)


def test_etc_stands_behind_the_list_that_it_closes() -> None:
    builder = PlanBuilder()
    builder.add((MAIN, "1.甲事"), "甲事。做甲。", etc=True, lead="市水利局", support="市财政局")
    row = rows_of(builder.plan())[0]
    assert row.units(Role.LEAD).text == "市水利局等"
    assert row.units(Role.SUPPORT).text == "市财政局"


def test_a_unit_named_twice_in_a_role_is_printed_once() -> None:
    builder = PlanBuilder()
    builder.add((MAIN, "1.甲事"), "甲事。做甲。", lead="市水利局、市水利局")
    assert rows_of(builder.plan())[0].units(Role.LEAD).text == "市水利局"


def test_units_keep_the_order_of_the_plan_without_a_list_of_the_office() -> None:
    builder = PlanBuilder()
    builder.add((MAIN, "1.甲事"), "甲事。做甲。", support="市水利局、市财政局、市教育局")
    plan = builder.plan()
    listed = UnitOrder({"教育局": 1, "市财政局": 2})
    text = [rows_of(plan, order=order)[0].units(Role.SUPPORT).text for order in (AS_NAMED, listed)]
    assert text == ["市水利局、市财政局、市教育局", "市教育局、市财政局、市水利局"]


@pytest.mark.parametrize(
    ("leads_too", "expected"), [(False, "市水利局、市财政局"), (True, "市财政局、市水利局")]
)
def test_joint_leads_keep_their_order_unless_the_office_says_otherwise(
    leads_too: bool, expected: str
) -> None:
    builder = PlanBuilder().add((MAIN, "1.甲事"), "甲事。做甲。", lead="市水利局、市财政局")
    order = UnitOrder({"市财政局": 1, "市水利局": 2}, leads_too)
    assert rows_of(builder.plan(), order=order)[0].units(Role.LEAD).text == expected


def test_a_safeguard_stands_in_its_own_category_however_it_is_headed() -> None:
    row = rows_of(small_plan())[3]
    assert row.headings == ("保障措施",)
    assert row.source.endswith("四、（一）")


def test_conditions_are_no_targets_and_doubts_are_marked() -> None:
    builder = PlanBuilder()
    builder.add(
        (MAIN, "1.甲事"),
        "甲事。对10蒸吨以下锅炉，达标率90%以上。",
        targets=(
            {"raw": "10蒸吨以下", "kind": "condition"},
            {"raw": "达标率90%以上", "certainty": Certainty.UNSURE},
        ),
        certainty=Certainty.UNSURE,
        lead="市水利局",
    )
    row = rows_of(builder.plan())[0]
    assert [target.marked() for target in row.targets] == ["达标率90%以上（请核实）"]
    assert row.units(Role.LEAD).text == "市水利局（请核实）"
    assert row.certainty is Certainty.UNSURE


def test_a_title_that_is_a_sentence_is_cut_and_its_text_kept_whole() -> None:
    sentence = "推进港口岸电设施改造，确保年底前全部港口码头岸电设施安装率达到百分之八十以上并投用"
    builder = PlanBuilder().add((MAIN, "4.移动源治理"), f"{sentence}。", id="3.4-2", title=sentence)
    row = rows_of(builder.plan())[0]
    assert row.title == "推进港口岸电设施改造……"
    assert row.text == f"{sentence}。"
    assert row.clause == "三、4.第2项"


def test_a_task_that_is_only_its_title_keeps_its_text() -> None:
    builder = PlanBuilder().add((MAIN, "1.甲事"), "甲事。")
    assert rows_of(builder.plan(), RowsBy.MEASURE)[0].text == "甲事。"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("甲。乙！丙", ["甲。", "乙！", "丙"]),
        ("按《甲。乙》办。丙。", ["按《甲。乙》办。", "丙。"]),
        ("（甲。乙）后丙。丁。", ["（甲。乙）后丙。", "丁。"]),
        ("强调“甲。”乙。", ["强调“甲。”", "乙。"]),
        ("缺右括号（甲。乙。", ["缺右括号（甲。", "乙。"]),
        ("甲\n 乙。", ["甲", "乙。"]),
        ("甲？！”乙", ["甲？！”", "乙"]),
        ("", []),
        ("。", ["。"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_no_character_of_a_text_is_lost_between_sentences() -> None:
    for task in small_plan().tasks:
        measures = measures_of(task)
        kept = "".join(measure.text for measure in measures)
        assert kept == task.text[measures[0].start :]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("三、主要任务", "三、"),
        ("（一）河湖", "（一）"),
        ("(2) 河湖", "(2)"),
        ("1.清理", "1."),
        ("1、清理", "1、"),
        ("1.2.3 清理", "1.2.3"),
        ("①清理", "①"),
        ("第三章 总则", "第三章"),
        ("2023年工作", ""),
        ("三江口治理", ""),
    ],
)
def test_numbers_of_headings(heading: str, number: str) -> None:
    assert number_of(heading) == number


def test_a_task_right_under_a_section_stands_in_that_section() -> None:
    builder = PlanBuilder()
    builder.add(("五、烟花爆竹管控行动",), "烟花爆竹管控行动。做。", title="烟花爆竹管控行动")
    builder.add(("五、监测",), "完善监测网络。做。", id="5.u2")
    first, second = builder.tasks
    assert headings_of(first) == ("五、烟花爆竹管控行动",)
    assert headings_of(second) == ("五、监测",)
    assert clause_of(second) == "五、第2段"


def test_category_of_a_main_task() -> None:
    assert rows_of(small_plan())[0].category is Category.MAIN


def test_a_long_heading_is_a_title_and_not_a_sentence() -> None:
    heading = "持续开展简易低效挥发性有机物治理设施和无组织排放整治及监督检查"
    builder = PlanBuilder().add((MAIN, f"2.{heading}"), f"{heading}。完成整治。")
    row = rows_of(builder.plan())[0]
    assert (row.title, row.text) == (heading, "完成整治。")
