"""Tasks of task tables 任务分解表: rows, merged and continued cells, units, dates, rules."""

from pathlib import Path

import pytest

from policyparse.extract.table_layout import TableKind
from policyparse.model import Part
from tests.extract.table_plans import (
    HEAD,
    dates,
    grid,
    html_of,
    of_blocks,
    paragraph,
    plan_of,
    rows_of,
    units,
)

COLUMNS = "序号 | 工作任务 | 具体措施 | 完成时限 | 牵头单位 | 配合单位"


def markdown(*rows: str, head: str = COLUMNS, section: str = "## 一、任务分解") -> str:
    """A plan whose section holds one table."""
    columns = head.count("|") + 1
    lines = [f"| {row} |" for row in (head, " | ".join(["---"] * columns), *rows)]
    return HEAD + section + "\n\n" + "\n".join(lines) + "\n"


def test_every_row_that_names_its_work_is_one_task(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        markdown(
            "1 | 建设社区食堂 | 年内建成40家，覆盖率达到70%。 | 9月 | 市民政局 | 市财政局、残联",
            "2 | 开展适老化改造 | 改造困难老年人家庭600户。 | 全年 | 市残联 | 各县（区）人民政府",
        ),
    )
    first, second = plan.tasks
    assert [t.id for t in plan.tasks] == ["1.1", "1.2"]
    assert first.path == ("一、任务分解", "建设社区食堂")
    assert first.title == "建设社区食堂"
    assert first.text == "年内建成40家，覆盖率达到70%。"
    assert units(first) == {"市民政局": "lead", "市财政局": "support", "市残联": "support"}
    assert dates(first) == [("by", None, "2026-12-31"), ("by", None, "2026-09-30")]
    assert dates(second) == [("during", "2026-01-01", "2026-12-31")]
    assert [(t.op.value, t.value) for t in first.targets] == [("=", 40.0), (">=", 70.0)]
    rules = [e.text for a in first.assignments for e in a.evidence if e.part is Part.RULE]
    assert "牵头单位" in rules


def test_category_rows_and_merged_cells_become_the_path(tmp_path: Path) -> None:
    table = rows_of(
        "序<br>号|任务类别|工作任务|完成<br>时限|牵头单位",
        "1x5:一、设施建设（共2项）",
        "1|2x1:社区设施|新建日间照料中心8个|6月底前|市民政局",
        "2|改造养老床位300张|11月|2x1:市住房城乡建设局",
        "1x5:二、服务提升",
        "3|人才队伍|培训护理员500人次|长期坚持",
    )
    plan = plan_of(tmp_path, html_of(table), ".html")
    assert [t.path for t in plan.tasks] == [
        ("附件", "工作任务分解表", "一、设施建设（共2项）", "社区设施", "新建日间照料中心8个"),
        ("附件", "工作任务分解表", "一、设施建设（共2项）", "社区设施", "改造养老床位300张"),
        ("附件", "工作任务分解表", "二、服务提升", "人才队伍", "培训护理员500人次"),
    ]
    assert [t.id for t in plan.tasks] == ["a.1", "a.2", "a.3"]
    assert dates(plan.tasks[2]) == [("during", None, None)]


def test_a_merged_cell_holds_for_all_rows_it_spans_and_says_so(tmp_path: Path) -> None:
    table = rows_of(
        "序号|工作任务|具体措施|完成时限|牵头单位|配合单位",
        "2x1:1|2x1:建设社区食堂|选址建设。|3月|2x1:市民政局|2x1:市财政局",
        "制定补贴办法。|5月",
        "2|开展助浴服务|购置助浴车6辆。|8月||市卫生健康委",
    )
    first, second, third = plan_of(tmp_path, html_of(table), ".html").tasks
    assert [t.id for t in (first, second, third)] == ["a.1-1", "a.1-2", "a.2"]
    assert units(first) == units(second) == {"市民政局": "lead", "市财政局": "support"}
    assert [a.inherited for a in first.assignments] == [False, False]
    assert [a.inherited for a in second.assignments] == [True, True]
    assert second.title == "建设社区食堂"
    assert units(third) == {"市卫生健康委": "support"}  # an empty cell is no lead


def test_a_second_row_without_number_and_units_takes_those_above(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        markdown(
            "一、设施 | | | | | ",
            "1 | 建设社区食堂 | 选址建设。 | 3月 | 市民政局 | 市财政局等",
            " | | 制定补贴办法。 | 5月 | | ",
            " | | 落实运营补贴。 | | | ",
            "2 | 开展助浴服务 | 购置助浴车6辆。 | 8月 | 市卫生健康委 | ",
        ),
    )
    assert [t.id for t in plan.tasks] == ["1.1-1", "1.1-2", "1.1-3", "1.2"]
    second, third = plan.tasks[1:3]
    assert units(second) == {"市民政局": "lead", "市财政局": "support"}
    assert all(a.inherited and a.rule.endswith("+inherited") for a in second.assignments)
    assert second.open_ended
    assert dates(second) == [("by", None, "2026-05-31")]
    assert dates(third) == [("by", None, "2026-05-31")]  # flattened from one merged cell
    assert second.path == ("一、任务分解", "一、设施", "建设社区食堂")


def test_units_stand_one_a_line_and_broken_lines_are_one_name(tmp_path: Path) -> None:
    table = rows_of(
        "序号|工作任务|责任单位",
        "1|开展健康管理|市卫生健康委<br>市民政局、医保局<br>市人力资源社<br>会保障局",
    )
    (task,) = plan_of(tmp_path, html_of(table), ".html").tasks
    assert list(units(task)) == ["市卫生健康委", "市民政局", "市医保局", "市人力资源社会保障局"]
    assert set(units(task).values()) == {"responsible"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "牵头单位：市民政局 配合单位：市财政局、商务局",
            {"市民政局": "lead", "市财政局": "support", "市商务局": "support"},
        ),
        ("市民政局牵头落实", {"市民政局": "lead"}),
        ("市民政局牵头，市商务局配合", {"市民政局": "lead", "市商务局": "support"}),
        ("市民政局、商务局", {"市民政局": "responsible", "市商务局": "responsible"}),
        ("—", {}),
    ],
)
def test_labels_and_verbs_in_a_cell_outweigh_its_heading(
    tmp_path: Path, cell: str, expected: dict[str, str]
) -> None:
    plan = plan_of(
        tmp_path, markdown(f"1 | 建设社区食堂40家 | {cell}", head="序号 | 工作任务 | 责任单位")
    )
    assert units(plan.tasks[0]) == expected


def test_rules_under_the_table_hold_for_its_rows(tmp_path: Path) -> None:
    table = rows_of(
        "序号|主要工作任务|主要责任单位|配合/责任单位",
        "1|建设社区食堂|市民政局、商务局、财政局|各县（区）人民政府",
        "2|开展助浴服务|市卫生健康委|",
    )
    notes = [
        "注：主要责任单位第一个为牵头单位，其余为主要配合单位。",
        "以上任务均需市政府督查室配合，不再列出。",
    ]
    plan = plan_of(tmp_path, html_of(table, notes=["".join(notes)]), ".html")
    first, second = plan.tasks
    assert units(first) == {
        "市民政局": "lead",
        "市商务局": "support",
        "市财政局": "support",
        "各县（区）人民政府": "support",
        "市政府督查室": "support",
    }
    assert units(second) == {"市卫生健康委": "lead", "市政府督查室": "support"}
    added = second.assignments[-1]
    assert added.inherited
    assert notes[1].removesuffix("。") in added.evidence[-1].text


def test_a_rule_in_a_cell_holds_from_its_row_on(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        markdown(
            "1 | 建设社区食堂 | 市民政局",
            "2 | 开展助浴服务 | 市残联，以下任务均需各县（区）人民政府配合，不再列出",
            "3 | 发放服务补贴 | 市财政局",
            head="序号 | 工作任务 | 责任单位",
        ),
    )
    assert [list(units(task)) for task in plan.tasks] == [
        ["市民政局"],
        ["市残联", "各县（区）人民政府"],
        ["市财政局", "各县（区）人民政府"],
    ]


def test_without_a_rule_nobody_leads(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path, markdown("1 | 建设社区食堂 | 市民政局、商务局", head="序号 | 任务 | 责任单位")
    )
    assert "lead" not in units(plan.tasks[0]).values()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("8月", [("by", None, "2026-08-31")]),
        ("2026年8月底前", [("by", None, "2026-08-31")]),
        ("2026.6", [("by", None, "2026-06-30")]),
        ("2026-06-15", [("by", None, "2026-06-15")]),
        ("全年", [("during", "2026-01-01", "2026-12-31")]),
        ("持续推进", [("during", None, None)]),
        ("6月底前启动，11月底前完成", [("by", None, "2026-06-30"), ("by", None, "2026-11-30")]),
        ("5月底前完成，并持续推进", [("by", None, "2026-05-31"), ("during", None, None)]),
        ("6月30日、9月30日前", [("by", None, "2026-06-30"), ("by", None, "2026-09-30")]),
        ("每季度", [("recurring", None, None)]),
        ("第三季度", [("by", None, "2026-09-30")]),
        ("3—5月", [("during", "2026-03-01", "2026-05-31")]),
        ("/", []),
    ],
)
def test_words_of_a_deadline_column(
    tmp_path: Path, cell: str, expected: list[tuple[str, str | None, str | None]]
) -> None:
    plan = plan_of(
        tmp_path,
        markdown(f"1 | 建设社区食堂 | 市民政局 | {cell}", head="序号 | 任务 | 牵头单位 | 时限要求"),
    )
    assert dates(plan.tasks[0]) == expected


def test_quarter_columns_are_stages_with_their_dates(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        markdown(
            "社区食堂 | 建设社区食堂40家 | 市民政局 | 王某、李某 | 开工20家 | 全部开工",
            "老年大学 | 建设老年大学分校3所 | 市教育局 | 赵某 | / | 完成选址",
            head="攻坚事项 | 具体任务 | 责任单位 | 责任领导 | 二季度目标任务 | 三季度目标任务",
        ),
    )
    first, second = plan.tasks
    assert first.text == "建设社区食堂40家\n开工20家\n全部开工"
    assert dates(first) == [("by", None, "2026-06-30"), ("by", None, "2026-09-30")]
    assert dates(second) == [("by", None, "2026-09-30")]
    assert [(c.role, c.name) for c in first.contacts] == [
        ("责任领导", "王某"),
        ("责任领导", "李某"),
    ]
    assert list(units(first)) == ["市民政局"]


def test_headings_in_two_rows_a_repeated_heading_and_a_second_page() -> None:
    head = "序号|主要任务|完成\\n时限|牵头单位|配合单位"
    blocks = [
        paragraph("云屏市2026年养老服务重点任务分解表"),
        grid(head, "1|建设社区食堂。|6月|市民政局|市商务局", "2|开展助浴服务。|8月|市残联|"),
        grid(head, "3|发放服务补贴。|9月|市财政局|", head, "4|组织技能培训。|10月|市民政局|"),
        grid("5|评定机构等级。|11月|市民政局|市市场监管局"),
    ]
    tables, tasks, _, _ = of_blocks(blocks)
    assert [t.kind for t in tables] == [TableKind.TASKS]
    assert [t.id for t in tasks] == ["t1.1", "t1.2", "t1.3", "t1.4", "t1.5"]
    assert units(tasks[4]) == {"市民政局": "lead", "市市场监管局": "support"}


def test_a_text_cut_by_a_page_is_one_task_again() -> None:
    head = "序号|工作任务|牵头单位"
    _, tasks, _, _ = of_blocks(
        [
            paragraph("云屏市2026年养老服务重点任务分解表"),
            grid(head, "1|建设社区食堂，年内建成。|市民政局", "2|开展助浴服务，购置|市残联"),
            grid(head, "|助浴车6辆。|", "3|发放服务补贴，按月到账。|市财政局"),
        ]
    )
    assert [t.text for t in tasks][1] == "开展助浴服务，购置助浴车6辆。"
    assert [t.id for t in tasks] == ["t1.1", "t1.2", "t1.3"]


def test_rows_that_only_add_units_belong_to_the_task_above(tmp_path: Path) -> None:
    table = rows_of(
        "序号|工作任务|责任单位|责任人",
        "2x1:1|2x1:建设社区食堂40家|市民政局|王某",
        "市商务局|李某",
        "合计||2家|",
    )
    (task,) = plan_of(tmp_path, html_of(table), ".html").tasks
    assert units(task) == {"市民政局": "responsible", "市商务局": "responsible"}
    assert [c.name for c in task.contacts] == ["王某", "李某"]


def test_ids_of_rows_without_numbers_and_of_numbers_that_start_again(tmp_path: Path) -> None:
    numbered = markdown(
        "1 | 建设社区食堂 | 市民政局",
        "1 | 开展助浴服务 | 市残联",
        head="序号 | 工作任务 | 牵头单位",
    )
    assert [t.id for t in plan_of(tmp_path, numbered).tasks] == ["1.1", "1.1~2"]
    bare = markdown("建设社区食堂 | 市民政局", "开展助浴服务 | 市残联", head="工作任务 | 牵头单位")
    assert [t.id for t in plan_of(tmp_path, bare).tasks] == ["1.u1", "1.u2"]


def test_a_paragraph_that_leads_up_to_the_table_is_no_task(tmp_path: Path) -> None:
    section = "## 一、任务分解\n\n各单位要对照下表抓好落实，年内建成社区食堂40家。"
    row = "1 | 建设社区食堂 | 市民政局"
    plan = plan_of(tmp_path, markdown(row, head="序号 | 工作任务 | 责任单位", section=section))
    assert [t.id for t in plan.tasks] == ["1.1"]
    assert [g.value for g in plan.goals] == [40.0]


def test_ids_differ_from_those_of_items_under_the_same_heading(tmp_path: Path) -> None:
    content = markdown("1 | 建设社区食堂 | 市民政局", head="序号 | 工作任务 | 责任单位")
    plan = plan_of(tmp_path, content + "\n### 1.加强调度\n\n按月调度。（市民政局牵头）\n")
    assert [t.id for t in plan.tasks] == ["1.t1.1", "1.1"]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "序号 | 考核内容 | 分值 | 评分标准 | 责任单位",
            "1 | 组织领导 | 10 | 未成立专班扣5分 | 市民政局",
        ),
        (
            "序号 | 项目名称 | 建设内容 | 总投资 | 责任单位",
            "1 | 颐养中心 | 新建楼房 | 900万元 | 市民政局",
        ),
        ("姓名 | 职务 | 单位", "王某 | 组长 | 市民政局"),
        ("序号 | 单位 | 修改意见 | 采纳情况", "1 | 市财政局 | 无意见 | "),
        ("索引号 | 发文机关", "123 | 云屏市人民政府"),
        ("工作任务 | 完成情况", "建设社区食堂 | 已完成"),
    ],
)
def test_tables_that_are_no_task_tables(tmp_path: Path, head: str, row: str) -> None:
    assert plan_of(tmp_path, markdown(row, row, head=head)).tasks == ()


TEXT = """## 一、重点任务

### 1.建设社区食堂

在街道社区建设社区食堂。{first}

### 2.开展助浴服务

购置助浴车，推行上门助浴。（牵头单位：市残联）

附件：任务分解表

附件

任务分解表

"""


def repeated(first: str, *rows: str) -> str:
    """A plan whose annex table states its tasks once more."""
    lines = [
        f"| {row} |" for row in ("序号 | 工作任务 | 完成时限 | 牵头单位", "- | - | - | -", *rows)
    ]
    return HEAD + TEXT.format(first=first) + "\n".join(lines) + "\n"


def test_rows_that_repeat_the_text_complete_its_tasks(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        repeated(
            "", "1 | 建设社区食堂 | 9月底前 | 市民政局", "2 | 开展助浴服务 | 10月 | 市卫生健康委"
        ),
    )
    first, second = plan.tasks
    assert units(first) == {"市民政局": "lead"}  # the text names none
    assert dates(first) == [("by", None, "2026-09-30")]
    assert units(second) == {"市残联": "lead"}  # the text is not overruled
    codes = [w.code for w in plan.warnings]
    assert codes.count("table-repeats-text") == 1
    assert codes.count("table-lead-differs") == 1


def test_rows_of_their_own_stay_tasks_of_the_annex(tmp_path: Path) -> None:
    rows = (
        "1 | 建设社区食堂 | 9月底前 | 市民政局",
        "2 | 开展助浴服务 | 10月 | 市残联",
        "3 | 评定养老机构等级 | 11月 | 市民政局",
    )
    plan = plan_of(tmp_path, repeated("", *rows))
    assert [t.id for t in plan.tasks] == ["1.1", "1.2", "a.3"]
    others = ("1 | 发放服务补贴 | 9月 | 市财政局", "2 | 评定机构等级 | 11月 | 市民政局")
    assert len(plan_of(tmp_path, repeated("", *others)).tasks) == 4
