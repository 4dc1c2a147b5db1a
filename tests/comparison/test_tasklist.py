"""Several upper documents make one list: the same task once, all sources kept."""

from policyparse.comparison.tasklist import merge
from policyparse.model import Category, Certainty, Plan
from policyparse.model.tasklist import DifferenceKind, TaskList
from policyparse.pipeline import parse_text
from tests.plans import LEXICON

DUST = """澜江省扬尘治理行动方案（2026—2027年）
一、主要任务
（一）公布巡查结果。每季度通过政府网站公布道路积尘巡查结果，对连续两次排名末位的县区予以通报。\
2026年9月底前建立巡查结果公布制度。（省生态环境厅牵头，省住房城乡建设厅配合）
（二）硬化场内道路。施工工地主要道路全部硬化，出口设置冲洗设施。（省住房城乡建设厅牵头）
二、保障措施
（一）加强资金保障。统筹各类资金支持治理项目。（省财政厅牵头）
"""
NOISE = """澜江省噪声治理行动方案（2026—2027年）
一、主要任务
（一）公布巡查结果。每季度通过政府网站公布道路积尘巡查结果，对连续两次排名末位的县区予以通报。\
2026年11月底前建立巡查结果公布制度。（省住房城乡建设厅牵头，省生态环境厅配合）
（二）限制夜间施工。夜间施工须持证明并提前两日公告。（省住房城乡建设厅牵头）
二、保障措施
（一）加强资金保障。统筹各类资金支持治理项目。（省财政厅牵头）
"""
ODOUR = """澜江省恶臭治理行动方案（2026—2027年）
一、主要任务
（一）加强资金保障。统筹各类资金和社会投入，优先支持恶臭、噪声治理项目。（省财政厅牵头）
（二）密闭收集废气。畜禽粪污处理设施全部密闭，废气收集率不低于90%。（省农业农村厅牵头）
"""


def read(text: str) -> Plan:
    return parse_text(text, text.split("\n")[0], (LEXICON,))


def merged(*texts: str) -> TaskList:
    return merge([read(text) for text in texts])


def test_the_same_task_is_one_row_with_both_sources() -> None:
    found = merged(DUST, NOISE)
    assert [(row.number, row.title, len(row.sources)) for row in found.rows] == [
        (1, "公布巡查结果", 2),
        (2, "硬化场内道路", 1),
        (3, "限制夜间施工", 1),
        (4, "加强资金保障", 2),
    ]
    assert [source.task.id for source in found.rows[3].sources] == ["2.1", "2.1"]
    assert found.rows[3].category is Category.SAFEGUARD
    assert found.rows[3].differences == ()


def test_dates_that_conflict_are_shown_side_by_side() -> None:
    row = merged(DUST, NOISE).rows[0]
    dates = next(d for d in row.differences if d.kind is DifferenceKind.DEADLINE)
    assert [stated.text for stated in dates.stated] == ["2026年9月底前", "2026年11月底前"]
    assert [q.text for stated in dates.stated for q in stated.evidence] == [
        "2026年9月底前",
        "2026年11月底前",
    ]
    assert "请核实以哪份文件为准" in dates.why


def test_units_that_conflict_are_shown_by_role() -> None:
    row = merged(DUST, NOISE).rows[0]
    units = [d for d in row.differences if d.kind is DifferenceKind.UNIT]
    assert [d.what for d in units] == ["牵头单位", "配合单位"]
    assert [stated.text for stated in units[0].stated] == ["省生态环境厅", "省住房城乡建设厅"]


def test_figures_that_conflict_are_shown_by_indicator() -> None:
    stricter = ODOUR.replace("恶臭治理行动", "养殖治理行动").replace("90%", "95%")
    rows = merged(ODOUR, stricter).rows
    figures = [d for row in rows for d in row.differences]
    assert [(d.kind, d.what) for d in figures] == [(DifferenceKind.TARGET, "废气收集率")]
    assert [s.text for s in figures[0].stated] == ["废气收集率不低于90%", "废气收集率不低于95%"]


def test_what_is_only_alike_is_left_to_a_person() -> None:
    found = merged(DUST, ODOUR)
    row = next(row for row in found.rows if row.title == "加强资金保障")
    assert len(row.sources) == 2
    assert row.certainty is Certainty.LIKELY
    assert "是否为同一任务请核实" in found.notes[-1]


def test_every_task_is_in_one_row() -> None:
    plans = [read(text) for text in (DUST, NOISE, ODOUR)]
    rows = merge(plans).rows
    held = [(source.source, source.task.id) for row in rows for source in row.sources]
    assert sorted(held) == sorted((p.source.name, t.id) for p in plans for t in p.tasks)


def test_tasks_of_one_plan_are_never_merged() -> None:
    twice = DUST + "（二）加强资金保障。统筹各类资金支持治理项目。（省财政厅牵头）\n"
    assert len(merged(twice).rows) == len(read(twice).tasks)


def test_a_plan_merged_with_itself_has_no_differences() -> None:
    found = merged(DUST, DUST.replace("行动方案", "工作方案", 1))
    assert all(len(row.sources) == 2 and row.differences == () for row in found.rows)
    assert found.notes == ("2份文件共6项任务，合并为3行，其中3行见于多份文件，出处全部保留。",)
