"""Findings: what weighs most, what may stand on a front page, and what may not."""

from dataclasses import dataclass

import pytest

from policyparse.comparison.compare import compare
from policyparse.comparison.findings import findings, front
from policyparse.comparison.totals import totals
from policyparse.model.comparison import (
    Comparison,
    CoverageFinding,
    FindingKind,
    MeasureState,
    Relation,
    RelationKind,
    Review,
    ReviewResult,
)
from policyparse.model.evidence import Certainty
from tests.comparison.passages import plan
from tests.plans import LEXICON

UPPER = "澜江省古树名木保护行动方案（2026年）"
LOWER = "云屏市古树名木保护实施方案（2026年）"
BASIS = f"根据《{UPPER}》（澜政办发〔2026〕31号），"
ABOVE = """一、工作目标
到2026年底，古树名木建档率达到100%。
二、主要任务
（一）加强古树养护
1.消除树冠下的隐患。逐株划定古树保护范围。全部拆除树冠投影范围内的违法建筑。为一级古树安装避雷装置。\
对擅自移植古树的施工单位依法处罚。树冠下方不得堆放建筑材料。（省林业局牵头，省住房城乡建设厅参与）
2.查明古树长势。运用无人机航测、树干应力波探伤、土壤监测等技术手段查明古树长势。\
每株古树每年复壮不少于2次。省林业局编制复壮技术手册。（省林业局牵头，省科技厅参与）
（二）培育乡土苗木
1.建设采种母树林。选择优良单株嫁接扩繁，每个县建设母树林不少于50亩。（省林业局牵头）
（三）宣传古树文化
1.讲好古树故事。各地要充分认识保护古树的重要意义。征集口述史料，编印古树图册。（省林业局牵头）
"""
BELOW = """一、工作目标
到2026年底，古树名木建档率达到100%。
二、主要任务
（一）加强古树养护
1.消除树冠下的隐患。逐株划定古树保护范围。对树冠投影范围内的违法建筑开展集中整治。\
对擅自移植古树的施工单位督促整改。树冠下方不得堆放建筑材料。\
（牵头单位：市住房城乡建设局；配合单位：市林业局）
2.查明古树长势。运用无人机航测、土壤监测等技术手段查明古树长势。\
每株古树每年复壮不少于1次。（牵头单位：市林业局；配合单位：市科技局）
（三）宣传古树文化
1.讲好古树故事。征集口述史料，编印古树图册和采种指南。（牵头单位：市林业局）
"""


@dataclass(frozen=True)
class Case:
    """A comparison with its findings."""

    comparison: Comparison
    found: tuple[CoverageFinding, ...]

    def about(self, text: str) -> CoverageFinding:
        """The one finding that says a word."""
        (found,) = (one for one in self.found if text in one.says)
        return found


def compared(above: str = ABOVE, below: str = BELOW) -> Comparison:
    upper = plan(UPPER, number="澜政办发〔2026〕31号", work=above, unit="省")
    lower = plan(LOWER, BASIS, work=below, unit="市")
    return compare(upper, lower, lexicon=(LEXICON,))


def judged(comparison: Comparison) -> Case:
    return Case(comparison, findings(comparison, lexicon=(LEXICON,)))


@pytest.fixture(scope="module")
def case() -> Case:
    return judged(compared())


def test_a_step_down_between_copied_words_stands_in_front(case: Case) -> None:
    found = case.about("拆除 → 整治")
    assert found.kind is FindingKind.MEASURE_WEAKENED
    assert found in front(case.found)
    assert "违法建筑" in found.upper[0].text
    assert "整治" in found.lower[0].text


def test_a_clause_dropped_from_a_copied_paragraph_stands_in_front(case: Case) -> None:
    found = case.about("避雷装置")
    assert found.kind is FindingKind.MEASURE_MISSING
    assert found in front(case.found)


def test_a_phrase_taken_out_of_a_copied_list_stands_in_front(case: Case) -> None:
    assert case.about("未见“树干应力波探伤”") in front(case.found)


def test_a_standard_full_of_figures_stands_in_front_whatever_became_of_its_task() -> None:
    standard = "以树冠受损30%以上持续15日、受损60%以上持续7日、主干断裂80厘米以上为抢救启动条件"
    above = ABOVE.replace("选择优良单株嫁接扩繁", f"加强母树管护，{standard}")
    below = BELOW.replace("编印古树图册", "加强母树管护，编印古树图册")
    case = judged(compared(above, below))
    assert case.about("受损30%") in front(case.found)


def test_a_looser_figure_is_said_once_and_first(case: Case) -> None:
    (found,) = (one for one in case.found if "复壮不少于2次" in one.says)
    assert found.kind is FindingKind.TARGET_LOOSER
    assert case.found[0] == found
    assert found.lower[0].text.startswith("每株古树")


def test_leads_that_change_places_are_one_finding(case: Case) -> None:
    found = case.about("“市林业局”为配合单位")
    assert found.kind is FindingKind.UNIT_DEMOTED
    assert "改由“市住房城乡建设局”牵头" in found.says
    assert not any(one.kind is FindingKind.UNIT_PROMOTED for one in case.found)


def test_a_task_of_which_nothing_is_there_is_one_finding(case: Case) -> None:
    about = [one for one in case.found if one.title == "建设采种母树林"]
    assert len(about) == 1
    assert "条措施" in about[0].says
    assert about[0] in front(case.found)


def test_appeals_and_the_upper_levels_own_acts_are_not_for_the_front(case: Case) -> None:
    said = "".join(one.says for one in front(case.found))
    assert "充分认识" not in said
    assert "复壮技术手册" not in said


def test_a_front_page_varies_its_tasks(case: Case) -> None:
    first = [one.upper_task for one in front(case.found)[:3]]
    assert len(set(first)) == 3


def test_every_finding_is_neutral_and_says_why_it_matters(case: Case) -> None:
    for found in case.found:
        assert found.says.endswith("。")
        assert found.matters.endswith("。")
        assert not any(word in found.says for word in ("打折扣", "不到位", "已落实", "达标"))
        assert "请核实" in found.says


def test_what_is_no_answer_has_no_front_and_asks_nobody_to_check(case: Case) -> None:
    history = Relation(kind=RelationKind.HISTORY, why="规划期不衔接。")
    old = judged(case.comparison.model_copy(update={"relation": history}))
    assert front(old.found) == ()
    assert all("请核实" not in one.says for one in old.found if one.says[:2] != "提示")
    assert "供对照参考" in old.found[0].says


def test_without_an_annex_nothing_is_surely_missing(case: Case) -> None:
    searched = (*case.comparison.searched, "附件《任务分解表》未提供")
    cut = judged(case.comparison.model_copy(update={"searched": searched}))
    missing = [one for one in cut.found if one.kind is FindingKind.MEASURE_MISSING]
    assert missing
    assert all(one.certainty is not Certainty.SURE for one in missing)
    assert "附件未提供" in missing[0].says


def test_what_a_reviewer_settled_leaves_the_front_and_keeps_its_result(case: Case) -> None:
    review = Review(result=ReviewResult.ELSEWHERE, reason="《防雷工作计划》第三条")
    tasks = tuple(
        task.model_copy(
            update={
                "measures": tuple(
                    m.model_copy(update={"review": review}) if "避雷" in m.text else m
                    for m in task.measures
                )
            }
        )
        for task in case.comparison.tasks
    )
    settled = judged(case.comparison.model_copy(update={"tasks": tasks}))
    found = settled.about("避雷装置")
    assert found not in front(settled.found)
    assert found.review == review


def test_a_weaker_word_with_a_figure_of_its_own_is_left_to_a_person() -> None:
    above = ABOVE.replace("逐株划定古树保护范围", "提高古树复壮成活率")
    below = BELOW.replace("逐株划定古树保护范围", "古树复壮成活率维持在86%")
    case = judged(compared(above, below))
    assert not any("维持" in one.says for one in front(case.found))


def test_the_same_plan_on_both_sides_has_no_findings() -> None:
    own = judged(compared(ABOVE, ABOVE))
    assert [one.says for one in front(own.found)] == []


def test_counts_add_up(case: Case) -> None:
    counted = totals(case.comparison)
    measures = [m for task in case.comparison.tasks for m in task.measures]
    assert counted.reconciles
    assert counted.measures.all == len(measures)
    assert counted.measures.minor == sum(m.minor for m in measures)
    assert counted.measures.missing == sum(
        m.state is MeasureState.MISSING and not m.minor for m in measures
    )
    assert sum(counted.tasks.values()) == len(case.comparison.tasks)


def test_a_paraphrase_beside_a_term_of_its_own_is_left_to_a_person() -> None:
    above = ABOVE.replace("逐株划定古树保护范围", "支持古树公园开发研学课程")
    below = BELOW.replace("逐株划定古树保护范围", "鼓励古树公园面向中小学生办户外课堂")
    case = judged(compared(above, below))
    assert not any("研学课程" in one.says for one in front(case.found))


def test_what_happens_less_often_is_not_called_late() -> None:
    above = ABOVE.replace("逐株划定古树保护范围", "每月通报古树保护情况")
    below = BELOW.replace("逐株划定古树保护范围", "每季度通报古树保护情况")
    (found,) = (one for one in judged(compared(above, below)).found if "频次降低" in one.says)
    assert found.matters == "按本级频次开展，次数少于上级要求。"


def test_a_figure_with_how_often_within_it_is_said_once() -> None:
    above = ABOVE.replace("逐株划定古树保护范围", "林业、公安、住建部门每半年至少开展1次联合巡查")
    below = BELOW.replace("逐株划定古树保护范围", "林业、公安、住建部门每年至少开展1次联合巡查")
    about = [one for one in judged(compared(above, below)).found if "联合巡查" in one.says]
    assert [one.kind for one in about] == [FindingKind.TARGET_LOOSER]


def test_a_long_measure_is_cut_at_a_mark() -> None:
    long = "对生长在居民院落、学校操场、工矿厂区、公路两侧、河道堤岸的古树逐株挂牌并明确管护责任人"
    above = ABOVE.replace("逐株划定古树保护范围", long)
    found = judged(compared(above, BELOW)).about("居民院落")
    assert "“对生长在居民院落、学校操场、工矿厂区、公路两侧……”" in found.says


def test_the_units_listed_instead_of_a_lost_one_are_all_named() -> None:
    above = ABOVE.replace("省住房城乡建设厅参与", "省住房城乡建设厅、省财政厅参与")
    below = BELOW.replace("配合单位：市林业局", "配合单位：市林业局、市水务局")
    found = judged(compared(above, below)).about("“省财政厅”")
    assert {quote.text for quote in found.lower} == {"市住房城乡建设局", "市林业局", "市水务局"}


def test_a_task_that_asks_for_the_very_plan_is_no_gap_in_front() -> None:
    closing = """三、组织实施
各市人民政府要切实履行属地责任。结合实际制定本地实施方案，2026年3月底前报省林业局备案。\
省有关部门要加强指导服务，推广典型经验。
"""
    case = judged(compared(ABOVE + closing, BELOW))
    said = "".join(one.says for one in front(case.found))
    assert "履行属地责任" not in said
    assert "组织实施" not in said
