"""Who answers for a task above and below, as a careful reader would set them side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.comparison.parties import UnitContext
from policyparse.comparison.units import unit_coverage
from policyparse.model import Certainty, Plan, Task
from policyparse.model.comparison import UnitCoverage, UnitNote, UnitVerdict
from policyparse.pipeline import parse_text
from tests.comparison.passages import words
from tests.conftest import CORPUS
from tests.plans import LEXICON, corpus_sets, name_of, read, shared_sets

PROVINCE = "澜江省河道水环境治理行动方案（2026—2027年）"
CITY = "云屏市2026年河道水环境治理工作方案"
DISTRICT = "云屏市栖川区2026年河道水环境治理实施方案"
KEPT, LOST, ADDED = UnitVerdict.KEPT, UnitVerdict.LOST, UnitVerdict.ADDED
PROMOTED, DEMOTED = UnitVerdict.PROMOTED, UnitVerdict.DEMOTED
OTHER = "疏浚内河航道。清除碍航浅滩。"


def plan(title: str, *tasks: str, roster: str = "") -> Plan:
    """A plan with these tasks: a sentence and its note."""
    lines = [title, "一、主要任务", "（一）治理河道"]
    lines += [f"{number}.{task}" for number, task in enumerate(tasks, 1)]
    return parse_text("\n".join([*lines, roster]), title, (LEXICON,))


def task(note: str) -> str:
    """The passage that all notes below belong to."""
    return f"清理淤积河段。对淤积河段逐段清淤，按月巡查。（{note}）"


def compared(
    above: str, below: str, *, upper: str = PROVINCE, lower: str = CITY, rest: tuple[str, ...] = ()
) -> tuple[UnitCoverage, ...]:
    one, other = plan(upper, task(above)), plan(lower, task(below), *rest)
    context = UnitContext(words(), (one,), (other,))
    return unit_coverage(one.tasks[0], other.tasks[:1], context)


def only(rows: tuple[UnitCoverage, ...]) -> UnitCoverage:
    found = [row for row in rows if row.verdict is not ADDED]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("省水利厅牵头", "市水利局牵头"),
        ("省发展改革委牵头", "市发改委牵头"),
        ("省水利厅牵头", "市水务局牵头"),
        ("省气象局牵头", "云屏气象局牵头"),
        ("省税务局牵头", "国家税务总局云屏市税务局牵头"),
        ("澜江海关牵头", "云屏海关牵头"),
        ("省公安厅牵头", "市公安局交警支队牵头"),
        ("团省委牵头", "团市委牵头"),
        ("省农业农村厅牵头", "市农业农村和水利局牵头"),
        ("省水利厅牵头", "市农业农村和水利局牵头"),
        ("省体育局牵头", "市教育体育局牵头"),
        ("省科技厅牵头", "市发改和科技局牵头"),
    ],
)
def test_counterparts_of_one_system(above: str, below: str) -> None:
    row = only(compared(above, below))
    assert (row.verdict, row.note, row.certainty) == (KEPT, None, Certainty.SURE)
    assert row.upper is not None
    assert row.lower is not None
    assert f"“{row.upper}”" in row.why
    assert f"“{row.lower}”" in row.why


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("市公安局牵头", "市公安局栖川分局牵头"),
        ("市公安局牵头", "栖川公安分局牵头"),
        ("市自然资源局牵头", "市自然资源局栖川分局牵头"),
        ("市生态环境局牵头", "市栖川生态环境局牵头"),
        ("市国资委牵头", "区国资局牵头"),
        ("市委宣传部牵头", "区委宣传部牵头"),
    ],
)
def test_a_branch_of_the_city_bureau_is_the_counterpart(above: str, below: str) -> None:
    row = only(compared(above, below, upper=CITY, lower=DISTRICT))
    assert (row.verdict, row.certainty) == (KEPT, Certainty.SURE)


@pytest.mark.parametrize(
    ("above", "below", "year"),
    [
        ("省生态环境厅牵头", "市环保局牵头", 2018),
        ("省工业和信息化厅牵头", "市工信委牵头", 2018),
        ("省自然资源厅牵头", "市国土资源局牵头", 2019),
        ("省自然资源厅牵头", "市规划局牵头", 2019),
        ("省应急厅牵头", "市安监局牵头", 2018),
        ("省市场监管局牵头", "市质监局牵头", 2019),
        ("省卫生健康委牵头", "市卫计委牵头", 2018),
        ("省司法厅牵头", "市法制办牵头", 2018),
        ("省文化和旅游厅牵头", "市旅游局牵头", 2018),
        ("省农业厅牵头", "市农业农村局牵头", 2018),
    ],
)
def test_an_older_name_is_the_same_unit(above: str, below: str, year: int) -> None:
    row = only(compared(above, below, lower="云屏市2018年河道水环境治理工作方案"))
    assert (row.verdict, row.certainty) == (KEPT, Certainty.SURE)
    assert f"{year}年前后机构改革之前的名称" in row.why


def test_several_old_units_became_one() -> None:
    rows = compared("省市场监管局牵头", "市工商局、质监局、食品药品监管局牵头")
    assert [row.verdict for row in rows] == [KEPT]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("省农业农村厅牵头", "市乡村振兴局牵头"),
        ("省扶贫办牵头", "市农业农村局牵头"),
        ("省市场监管局牵头", "市物价局牵头"),
    ],
)
def test_a_unit_that_went_to_another_system_is_likely_the_counterpart(
    above: str, below: str
) -> None:
    row = only(compared(above, below))
    assert (row.verdict, row.certainty) == (KEPT, Certainty.LIKELY)
    assert "机构改革" in row.why


def test_a_function_that_moved_is_followed_only_across_the_year_it_moved() -> None:
    above = plan(
        "澜江省2026年河道碳汇方案", "核算河道碳汇。做好应对气候变化工作。（省生态环境厅牵头）"
    )
    for year, verdict in ((2016, KEPT), (2025, LOST)):
        below = plan(f"云屏市{year}年河道碳汇方案", "核算河道碳汇。（市发改委牵头）")
        context = UnitContext(words(), (above,), (below,))
        row = only(unit_coverage(above.tasks[0], below.tasks, context))
        assert row.verdict is verdict
        assert row.certainty is (Certainty.LIKELY if verdict is KEPT else row.certainty)


@pytest.mark.parametrize(
    ("above", "below", "verdict", "note"),
    [
        ("省水利厅牵头，省财政厅配合", "市财政局牵头，市水利局配合", (DEMOTED, PROMOTED), None),
        ("省水利厅、财政厅按职责分工负责", "市水利局、财政局牵头", (KEPT, KEPT), "named lead"),
        ("省水利厅、财政厅按职责分工负责", "市水利局、财政局配合", (KEPT, KEPT), None),
        ("省水利厅牵头，省财政厅配合", "责任单位：市水利局、财政局", (KEPT, KEPT), None),
        ("省水利厅牵头，省财政厅配合", "市水利局、财政局按职责分工负责", (KEPT, KEPT), None),
        (
            "省水利厅、财政厅牵头",
            "牵头单位：市财政局；责任单位：市水利局",
            (DEMOTED, KEPT),
            None,
        ),
    ],
)
def test_roles_above_and_below(
    above: str, below: str, verdict: tuple[UnitVerdict, ...], note: str | None
) -> None:
    rows = compared(above, below)
    assert tuple(row.verdict for row in rows) == verdict
    assert {row.note for row in rows} == {UnitNote(note) if note else None}


def test_a_unit_that_is_not_listed_is_quoted_where_the_plan_names_it() -> None:
    rest = (OTHER, "抽查清淤质量。随机开挖取样。（市财政局牵头）")
    rows = compared("省水利厅牵头，省财政厅配合", "市水利局牵头", rest=rest)
    row = rows[1]
    assert (row.verdict, row.note, row.lower) == (LOST, UnitNote.ELSEWHERE, None)
    assert row.certainty is Certainty.SURE
    assert "“抽查清淤质量”" in row.why
    assert row.lower_evidence[0].text == "市财政局"


def test_a_unit_of_the_roster_is_named_elsewhere() -> None:
    roster = "附件\n领导小组成员名单\n组长：赵明 副市长\n成员：钱亮 市财政局局长"
    one = plan(PROVINCE, task("省水利厅牵头，省财政厅配合"))
    other = plan(CITY, task("市水利局牵头"), roster=roster)
    assert other.roster
    context = UnitContext(words(), (one,), (other,))
    row = unit_coverage(one.tasks[0], other.tasks[:1], context)[1]
    assert (row.verdict, row.note) == (LOST, UnitNote.ELSEWHERE)
    assert "名单" in row.why


@pytest.mark.parametrize(
    ("below", "sure"),
    [
        ("市水利局牵头", Certainty.SURE),
        ("市水利局等按职责分工负责", Certainty.UNSURE),
        ("市水利局牵头，各有关部门配合", Certainty.UNSURE),
    ],
)
def test_an_open_list_may_hold_the_lost_unit(below: str, sure: Certainty) -> None:
    row = compared("省水利厅牵头，省财政厅配合", below)[1]
    assert (row.verdict, row.certainty) == (LOST, sure)


def test_a_unit_that_not_every_place_has_has_no_counterpart() -> None:
    row = compared("省水利厅牵头，省糖业发展办配合", "市水利局牵头")[1]
    assert (row.verdict, row.note) == (LOST, UnitNote.NO_COUNTERPART)
    assert row.certainty is Certainty.LIKELY
    assert "通篇也未见" in row.why


def test_work_that_another_unit_does_below_is_likely_kept() -> None:
    row = only(compared("省药监局牵头", "市市场监管局牵头"))
    assert (row.verdict, row.certainty) == (KEPT, Certainty.LIKELY)
    own = ("处置过期药品。回收后销毁。（市能源局牵头）",)
    assert only(compared("省能源局牵头", "市发改委牵头", rest=own)).verdict is LOST


def test_a_collective_is_no_match_for_a_department() -> None:
    rows = compared("省水利厅牵头", "各县（市、区）人民政府负责")
    assert [row.verdict for row in rows] == [LOST, ADDED]
    assert rows[1].lower == "各县（市、区）人民政府"


def test_counties_are_added_once_and_departments_each() -> None:
    below = (
        "牵头单位：市水利局；配合单位：市财政局、云屏水务集团；"
        "责任单位：东浦区人民政府、望岭区人民政府、青泽县人民政府、石渡县人民政府"
    )
    rows = compared("省水利厅牵头", below)
    assert [row.lower for row in rows if row.verdict is ADDED] == [
        "市财政局",
        "云屏水务集团",
        "东浦区人民政府、望岭区人民政府、青泽县人民政府等4家",
    ]


def test_the_governments_that_are_called_on_are_the_lower_plan_itself() -> None:
    above = "省水利厅牵头，各设区市人民政府负责落实"
    for below in ("市水利局牵头", "市水利局牵头，各县（区）人民政府负责落实"):
        rows = compared(above, below)
        assert [row.verdict for row in rows] == [KEPT, KEPT]
    assert rows[1].lower == "各县（区）人民政府"


def test_a_zone_that_helps_is_added_by_itself_and_stands_for_no_county() -> None:
    below = "市水利局牵头，市高新区管委会配合"
    rows = compared("省水利厅牵头，各设区市人民政府负责落实", below)
    assert [(row.verdict, row.lower) for row in rows] == [
        (KEPT, "市水利局"),
        (KEPT, None),
        (ADDED, "市高新区管委会"),
    ]


def test_an_office_that_sits_with_the_unit_is_likely_its_counterpart() -> None:
    rest = (OTHER, "化验断面水质。（区生态环境局牵头）")
    row = only(compared("市生态环境局牵头", "区大气办牵头", upper=CITY, lower=DISTRICT, rest=rest))
    assert (row.verdict, row.certainty) == (KEPT, Certainty.LIKELY)
    assert "一般设在生态环境条线的单位" in row.why


def test_departments_in_general_stand_for_any_department() -> None:
    rows = compared("省水利厅牵头，相关部门配合", "市水利局牵头，市财政局、审计局配合")
    assert [row.verdict for row in rows] == [KEPT, KEPT]
    row = compared("省水利厅牵头，相关部门配合", "市水利局牵头")[1]
    assert (row.verdict, row.certainty) == (LOST, Certainty.UNSURE)


def test_units_of_a_less_relevant_task_are_likely_and_never_added() -> None:
    one = plan(PROVINCE, task("省水利厅牵头，省财政厅配合"))
    other = plan(CITY, task("市水利局牵头"), "拨付清淤资金。（市财政局、审计局配合）")
    context = UnitContext(words(), (one,), (other,))
    rows = unit_coverage(one.tasks[0], other.tasks, context)
    assert [(row.verdict, row.certainty) for row in rows] == [
        (KEPT, Certainty.SURE),
        (KEPT, Certainty.LIKELY),
    ]


def test_without_a_matched_task_there_is_nothing_to_compare() -> None:
    one = plan(PROVINCE, task("省水利厅牵头"))
    assert unit_coverage(one.tasks[0], (), UnitContext(words(), (one,), (one,))) == ()


def test_several_lower_plans_are_named_in_the_quotes() -> None:
    one = plan(PROVINCE, task("省水利厅牵头"))
    others = plan(CITY, task("市水利局牵头")), plan("云屏市清淤应急预案", OTHER)
    context = UnitContext(words(), (one,), others)
    row = only(unit_coverage(one.tasks[0], others[0].tasks[:1], context))
    assert row.evidence[0].source is None
    assert row.lower_evidence[0].source == CITY


SYSTEMS = ("水利", "财政", "公安", "生态环境", "农业农村", "应急管理", "气象", "教育体育")
LISTS = st.lists(st.sampled_from(SYSTEMS), min_size=1, max_size=4, unique=True)
FORMS = st.sampled_from(
    ["{0}牵头", "牵头单位：{0}；责任单位：各县（区）人民政府", "{0}按职责分工负责", "{0}等配合"]
)


def itself(one: Plan, own: Task) -> None:
    context = UnitContext(words(), (one,), (one,))
    for row in unit_coverage(own, (own,), context):
        assert (row.verdict, row.note) == (KEPT, None), row
        assert row.why.endswith("。")


@settings(max_examples=40, deadline=None)
@given(LISTS, FORMS)
def test_a_task_compared_with_itself_keeps_all(systems: list[str], form: str) -> None:
    units = "、".join(f"市{system}局" for system in systems)
    one = plan(CITY, task(form.format(units)))
    itself(one, one.tasks[0])


@pytest.mark.parametrize("files", [*corpus_sets(), *shared_sets()], ids=name_of)
def test_a_plan_compared_with_itself_keeps_all(files: tuple) -> None:  # type: ignore[type-arg]
    one, _ = read(files)
    for own in one.tasks:
        itself(one, own)


PLANTED = [
    ("甲8", "01", "2.3.4", "02", ["3.3.4"], {"省商务厅": DEMOTED, "省供销社": PROMOTED}),
    ("甲9", "01", "2.3.1", "02", ["3.3.1.1", "3.3.1.2", "3.3.1.3"], {"省农业农村厅": LOST}),
    ("乙7", "02", "3.5.1", "03", ["2.5.1"], {"市教育局": DEMOTED, "市住房城乡建设局": PROMOTED}),
    ("乙8", "02", "3.1.1", "03", ["2.1.1"], {"市民政局": LOST}),
    ("己5", "01", "2.1.2", "02", ["3.1.2"], {}),
    ("己5", "01", "2.1.3", "02", ["3.1.4", "3.1.5", "3.1.6"], {}),
    ("己5", "01", "2.5.2", "02", ["3.5.2"], {}),
    ("己10", "02", "3.2.2", "03", ["2.2.2"], {}),
    ("己10", "02", "3.1.7", "03", ["2.1.4"], {}),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda row: f"{row[0]}-{row[2]}")
def test_what_is_planted_in_the_corpus(
    planted: tuple[str, str, str, str, list[str], dict[str, UnitVerdict]],
) -> None:
    _, above, own, below, answers, expected = planted
    one, other = corpus(above), corpus(below)
    context = UnitContext(words(), (one,), (other,))
    matched = [t for t in other.tasks if t.id in answers]
    rows = unit_coverage(next(t for t in one.tasks if t.id == own), matched, context)
    changed = {row.upper: row.verdict for row in rows if row.verdict not in (KEPT, ADDED)}
    assert changed == expected
    assert all(row.certainty is Certainty.SURE for row in rows if row.upper in expected)


def corpus(number: str) -> Plan:
    sets = [files for files in corpus_sets() if files[0].parent == CORPUS]
    return read(next(files for files in sets if files[0].name.startswith(number)))[0]


def test_the_word_files_name_only_known_systems_and_units() -> None:
    file = words().file
    systems = {row.name for row in file.system} | {own.system for own in file.unit}
    units = {unit.name for row in file.system for unit in row.unit}
    used = [name for row in file.system for unit in row.unit for name in unit.also]
    used += [name for row in file.reorganisation for name in (*row.old, *row.new)]
    used += [name for row in file.host for name in (*row.systems, *row.by)]
    assert set(used) <= systems
    assert {name for row in file.reorganisation for name in row.units} <= units
    assert all(row.units or row.functions for row in file.reorganisation)
    assert not [unit.name for row in file.system for unit in row.unit if row.name in unit.also]
