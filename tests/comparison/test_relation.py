"""How two plans stand to each other, as a careful reader would say it."""

from dataclasses import dataclass

import pytest

from policyparse.comparison.relation import related_pairs, relation, sided
from policyparse.model import Level, Plan
from policyparse.model.comparison import Relation, RelationKind
from tests.comparison.passages import OTHER_WORK, WORK, plan, words
from tests.plans import corpus_sets, read, shared_sets

PROVINCE = plan(
    "澜江省河道水环境治理行动方案（2026—2027年）",
    number="澜政办发〔2026〕31号",
    unit="省",
    year=2027,
)
CITY_TITLE = "云屏市2026年河道水环境治理工作方案"
CITY = plan(CITY_TITLE, "为改善河道水质，")
DISTRICT = plan("云屏市栖川区2026年河道水环境治理实施方案", unit="区")


def judged(upper: Plan, lower: Plan) -> Relation:
    return relation(upper, lower, words())


@pytest.mark.parametrize(
    "basis",
    [
        "根据《澜江省治水方案》（澜政办发〔2026〕31号），",
        "根据《澜江省河道水环境治理行动方案（2026—2027年）》，",
        "根据《澜江省人民政府办公厅关于印发澜江省河道水环境治理行动方案（2026—2027年）的通知》，",
        "按照《澜江省河道治理行动方案》要求，",
    ],
    ids=["number", "title", "notice", "shortened"],
)
def test_a_lower_plan_that_cites_the_upper_one_answers_it(basis: str) -> None:
    found = judged(PROVINCE, plan(CITY_TITLE, basis))
    assert found.kind is RelationKind.DIRECT
    assert found.evidence[0].source == CITY_TITLE
    assert found.evidence[0].text in basis
    assert "《澜江省" in found.why


@pytest.mark.parametrize(
    "basis",
    [
        "根据《澜江省河道水环境治理行动方案（2021—2023年）》，",  # of another period
        "根据《海陵省河道水环境治理行动方案》，",  # of another place
        "根据《澜江省普惠托育发展行动方案》，",  # on another subject
        "",
    ],
    ids=["period", "place", "subject", "none"],
)
def test_without_such_a_citation_it_may_answer_it(basis: str) -> None:
    found = judged(PROVINCE, plan(CITY_TITLE, basis))
    assert found.kind is RelationKind.PROBABLE
    assert "请核实" in found.why
    assert [quote.source for quote in found.evidence] == [
        PROVINCE.source.name,
        CITY_TITLE,
    ]


def test_the_same_title_with_another_number_is_shown_for_a_person_to_check() -> None:
    basis = "根据《澜江省河道水环境治理行动方案（2026—2027年）》（澜政办发〔2025〕7号），"
    found = judged(PROVINCE, plan(CITY_TITLE, basis))
    assert found.kind is RelationKind.PROBABLE
    assert "澜政办发〔2025〕7号" in found.why
    assert "澜政办发〔2026〕31号" in found.why


def test_the_title_without_its_place_may_be_that_of_another_level() -> None:
    basis = "根据《河道水环境治理行动方案（2026—2027年）》，"
    found = judged(PROVINCE, plan(CITY_TITLE, basis))
    assert found.kind is RelationKind.PROBABLE
    assert "未写明行政区" in found.why
    assert found.evidence[0].text == "《河道水环境治理行动方案（2026—2027年）》"


def test_a_plan_of_other_years_that_cites_it_still_answers_it() -> None:
    basis = "根据《澜江省治水方案》（澜政办发〔2026〕31号），"
    late = plan("云屏市2029年河道水环境治理工作方案", basis, year=2029)
    found = judged(PROVINCE, late)
    assert found.kind is RelationKind.DIRECT
    assert "规划期不衔接（2026—2027年与2029年）" in found.why


def test_a_citation_outside_the_preamble_is_called_so() -> None:
    work = WORK.replace("逐段清淤", "按《澜江省河道水环境治理行动方案（2026—2027年）》逐段清淤")
    found = judged(PROVINCE, plan(CITY_TITLE, work=work))
    assert found.kind is RelationKind.DIRECT
    assert found.why.startswith("下级文件正文中引用《澜江省")


def test_the_plans_of_the_state_council_stand_above_all() -> None:
    ministry = plan("国务院办公厅关于印发河道水环境治理行动方案的通知", work=PLAIN)
    assert ministry.document.level is Level.NATIONAL
    assert judged(ministry, PROVINCE).kind is RelationKind.PROBABLE
    assert judged(ministry, CITY).kind is RelationKind.INDIRECT


ISSUE = (
    "根据《澜江省水利厅等五部门关于印发〈澜江省河道清淤疏浚、入河排口溯源和"
    "农田退水治理行动实施方案〉的通知》（澜水发〔2026〕8号），"
)


@pytest.mark.parametrize(
    "title", ["行动实施方案", "澜江省河道清淤疏浚行动实施方案"], ids=["cut", "whole"]
)
def test_a_plan_issued_with_others_is_cited_by_the_issue(title: str) -> None:
    upper = plan(title, "为治理澜江省河道，", unit="省", year=2027)
    found = judged(upper, plan(CITY_TITLE, ISSUE))
    assert found.kind is RelationKind.DIRECT
    assert "一并印发" in found.why
    assert "未读到" in found.why


def test_an_issue_on_other_subjects_cites_no_plan_with_a_cut_title() -> None:
    upper = plan("行动实施方案", "为治理澜江省河道，", unit="省", year=2027)
    basis = ISSUE.replace("河道清淤疏浚", "水库除险").replace("入河排口溯源", "渠系节水")
    found = judged(upper, plan(CITY_TITLE, basis))
    assert found.kind is RelationKind.PROBABLE
    assert "未读到完整标题和文号" in found.why


def test_a_level_between_makes_it_indirect() -> None:
    found = judged(PROVINCE, DISTRICT)
    assert found.kind is RelationKind.INDIRECT
    assert "云屏市" in found.why
    cites = plan(
        "云屏市栖川区2026年河道水环境治理实施方案",
        f"根据《云屏市人民政府办公室关于印发{CITY_TITLE}的通知》，",
        unit="区",
    )
    found = judged(PROVINCE, cites)
    assert found.kind is RelationKind.INDIRECT
    assert found.evidence[0].text == f"《云屏市人民政府办公室关于印发{CITY_TITLE}的通知》"


def test_a_district_that_cites_the_province_itself_answers_it() -> None:
    lower = plan(
        "云屏市栖川区2026年河道水环境治理实施方案",
        "根据《澜江省河道水环境治理行动方案（2026—2027年）》，",
        unit="区",
    )
    assert judged(PROVINCE, lower).kind is RelationKind.DIRECT


@dataclass(frozen=True)
class Pair:
    upper: Plan
    lower: Plan
    kind: RelationKind
    said: str


PAIRS = {
    "earlier": Pair(
        PROVINCE,
        plan("云屏市2021年河道水环境治理工作方案", year=2021),
        RelationKind.HISTORY,
        "规划期",
    ),
    "two cities": Pair(CITY, plan("澄湾市2026年河道水环境治理工作方案"), RelationKind.PEER, "分属"),
    "one city twice": Pair(
        CITY, plan("云屏市2023年河道水环境治理方案", year=2023), RelationKind.HISTORY, "规划期不同"
    ),
    "two drafts": Pair(
        CITY, plan("云屏市2026年河道水环境治理方案（送审稿）"), RelationKind.PEER, "稿本"
    ),
    "itself": Pair(CITY, CITY, RelationKind.PEER, "同一份文件"),
    "other subject": Pair(
        PROVINCE, plan("云屏市2026年托育服务工作方案", work=OTHER_WORK), RelationKind.NONE, "主题"
    ),
    "other place": Pair(
        plan("澄湾市2026年河道水环境治理工作方案"), DISTRICT, RelationKind.NONE, "没有隶属关系"
    ),
    "upside down": Pair(CITY, PROVINCE, RelationKind.NONE, "次序可能颠倒"),
    "no plan": Pair(
        PROVINCE,
        plan("《云屏市河道水环境治理工作方案》编制说明"),
        RelationKind.NONE,
        "不是部署任务的方案",
    ),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
def test_pairs_that_do_not_answer_each_other(pair: Pair) -> None:
    found = judged(pair.upper, pair.lower)
    assert found.kind is pair.kind
    assert pair.said in found.why


def test_a_plan_of_no_known_place_is_left_to_a_person() -> None:
    unknown = plan("河道水环境治理工作方案", work=PLAIN)
    found = judged(PROVINCE, unknown)
    assert unknown.document.level is None
    assert found.kind is RelationKind.PROBABLE
    assert "未能读出，请核实" in found.why


PLAIN = """一、主要任务
（一）实施河道清淤疏浚
1.清理淤积河段。对淤积河段逐段清淤。
2.管护河堤绿化带。补植缺株。
（二）推进排口溯源整治
1.排查入河排口。逐一登记排口来源。
2.封堵违法排口。对违法排口限期封堵。
"""


NEW_CITY = "汀沙市2026年河道水环境治理工作方案"  # a place that no list of divisions has


def test_of_a_place_that_no_list_has_nothing_is_denied() -> None:
    found = judged(PROVINCE, plan(NEW_CITY))
    assert found.kind is RelationKind.PROBABLE
    assert "未能查到汀沙市的上级行政区，是否隶属澜江省请核实" in found.why
    assert "次序可能颠倒，请核实" in judged(plan(NEW_CITY), PROVINCE).why


def test_in_a_folder_such_a_place_answers_what_it_cites() -> None:
    basis = f"根据《{PROVINCE.document.title}》，"
    pairs = related_pairs([plan(NEW_CITY, basis), plan(NEW_CITY), PROVINCE], words())
    assert [(upper, lower, found.kind.value) for upper, lower, found in pairs] == [(2, 0, "direct")]


def test_a_side_names_all_its_files() -> None:
    assert sided(CITY).sources == ()
    both = sided([CITY, DISTRICT])
    assert both.title == CITY_TITLE
    assert both.sources == (CITY.source.name, DISTRICT.source.name)


def test_pairs_of_a_folder() -> None:
    early = plan("云屏市2021年河道水环境治理工作方案", year=2021)
    drafting = plan("《云屏市河道水环境治理工作方案》编制说明")
    other = plan("云屏市2026年托育服务工作方案", work=OTHER_WORK)
    pairs = related_pairs([CITY, other, PROVINCE, early, drafting, DISTRICT], words())
    assert [(upper, lower, found.kind.value) for upper, lower, found in pairs] == [
        (0, 5, "probable"),
        (2, 0, "probable"),
        (2, 3, "history"),
        (2, 5, "indirect"),
    ]


def test_the_three_levels_of_the_samples() -> None:
    plans = [read(files)[0] for files in corpus_sets() if files[0].parent.name == "corpus"]
    pairs = related_pairs(plans, words())
    assert [(upper, lower, found.kind.value) for upper, lower, found in pairs] == [
        (0, 1, "direct"),
        (0, 2, "indirect"),
        (1, 2, "direct"),
    ]


def test_the_real_plans(shared: object) -> None:
    sets = shared_sets()
    plans = [read(files)[0] for files in sets]
    pairs = related_pairs(plans, words())
    named = {
        (sets[upper][0].stem.split("-")[0], sets[lower][0].stem.split("-")[0]): found.kind.value
        for upper, lower, found in pairs
    }
    assert named == {
        ("guangxi", "guigang"): "direct",
        ("guangxi", "qixing"): "indirect",
        ("guangxi", "qinzhou"): "history",
    }
