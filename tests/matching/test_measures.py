"""Measures: one act with its object is one, what only qualifies it stays with it."""

import pytest

from policyparse.matching.clauses import clauses
from policyparse.matching.measures import measures
from tests.matching.pairs import cut, known, plan, principles, vocabulary


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开展失能老人上门评估，建立护理台账。", ["开展失能老人上门评估", "建立护理台账"]),
        (
            "对失能老年人家庭逐户开展上门评估，建立护理需求台账。",
            ["对失能老年人家庭逐户开展上门评估", "建立护理需求台账"],
        ),
        (
            "推进校车安全管理，严禁超员超速，严禁校车带病上路。",
            ["推进校车安全管理", "严禁超员超速", "严禁校车带病上路"],
        ),
        (
            "编制《乡村教师轮岗办法》，公布岗位目录；选派骨干教师到乡村学校任教。",
            ["编制《乡村教师轮岗办法》", "公布岗位目录", "选派骨干教师到乡村学校任教"],
        ),
        (
            "制定校车运行图：明确线路、站点、时刻，公布监督电话。",
            ["制定校车运行图", "明确线路、站点、时刻", "公布监督电话"],
        ),
        (
            "对发现的隐患建立清单，限期整改销号。",
            ["对发现的隐患建立清单", "限期整改销号"],
        ),
        (
            "一是登记独居老人，二是配备智能手环，三是安排志愿者结对。",
            ["一是登记独居老人", "二是配备智能手环", "三是安排志愿者结对"],
        ),
        (
            "禁止校车超员，对违规停放的学校通报批评。",
            ["禁止校车超员", "对违规停放的学校通报批评"],
        ),
        ("建设社区食堂，培训护理员。", ["建设社区食堂", "培训护理员"]),
        ("配齐校医，定期体检。", ["配齐校医", "定期体检"]),
        ("市教育局，各学校，配齐校医。", ["市教育局，各学校，配齐校医"]),
        pytest.param(
            "核验校车使用许可，对驾驶人每半年体检1次。",
            ["核验校车使用许可", "对驾驶人每半年体检1次"],
            marks=known("对…… with a verb that acts lacks is read as an opener and glued on"),
        ),
        pytest.param(
            "鼓励社会力量捐建农家书屋，对捐建者授予荣誉称号。",
            ["鼓励社会力量捐建农家书屋", "对捐建者授予荣誉称号"],
            marks=known("对…… with a verb that acts lacks is read as an opener and glued on"),
        ),
        ("由学校统一采购食材，公布供货商名单。", ["由学校统一采购食材", "公布供货商名单"]),
    ],
)
def test_each_act_with_its_object_is_a_measure(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "在保障学生安全的前提下，有序开放中小学操场",
        "充分利用闲置校舍，改建社区托育园",
        "针对独居老人，每周上门探访1次",
        "对擅自占用消防通道的，依法予以处罚",
        "以乡镇敬老院为重点，改造消防通道",
        "结合乡村振兴，培育乡村厨师",
        "通过政府购买服务，为独居老人安装门磁报警器",
        "按照“政府主导、企业参与”的原则，推进充电设施建设",
        "2026年6月底前，完成老旧燃气立管改造300公里",
    ],
)
def test_what_opens_an_act_belongs_to_it(text: str) -> None:
    assert cut(f"{text}。") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "配齐扶手、护栏、防滑垫、呼叫器等设施",
        "为行动不便的老年人、残疾人提供上门理发、助浴、代购等服务",
        "建立健全“一村一档”，并按季度更新",
        "每季度开展1次床位安全抽查，并将结果报市民政局",
        "培训厨师、育婴师和护理员，其中护理员不少于300人",
        "更换破损餐具、消毒柜，以及冷藏设备",
        "发放就餐补贴，特别是向低保老人倾斜",
        "完成老旧燃气立管改造300公里，2026年6月底前",
        "对未取得健康证上岗的，责令停止经营，并处罚款",
        "“反诈护老”、防火宣传和护苗行动（含校园周边）一并推进",
        pytest.param(
            "建成社区食堂40家，配餐中心6家",
            marks=known("配餐 is tagged a verb, so the second member of a list stands alone"),
        ),
    ],
)
def test_lists_and_what_goes_on_stay_together(text: str) -> None:
    assert cut(f"{text}。") == [text]


@pytest.mark.parametrize(
    ("text", "slogan", "measure"),
    [
        ("坚持以人为本，开展燃气入户安检。", "坚持以人为本", "开展燃气入户安检"),
        ("牢固树立安全意识，更换燃气软管。", "牢固树立安全意识", "更换燃气软管"),
        ("更换燃气软管，切实提升群众安全感。", "切实提升群众安全感", "更换燃气软管"),
        ("高度重视食堂安全。更换食堂灶具。", "高度重视食堂安全", "更换食堂灶具"),
        ("开办社区食堂，更好满足老人就餐需求。", "更好满足老人就餐需求", "开办社区食堂"),
        ("加强组织领导。更换食堂灶具。", "加强组织领导", "更换食堂灶具"),
        ("提高思想认识。更换食堂灶具。", "提高思想认识", "更换食堂灶具"),
        pytest.param(
            *("更换食堂灶具。真正把好事办实。", "真正把好事办实", "更换食堂灶具"),
            marks=known("a slogan without any known word counts as a measure"),
        ),
    ],
)
def test_slogans_are_principles(text: str, slogan: str, measure: str) -> None:
    assert principles(text) == [slogan]
    assert cut(text) == [measure]


def test_a_title_without_a_known_verb_is_still_but_a_title() -> None:
    found = measures(clauses(plan("守好山塘大坝。汛期每日巡坝2次。")), vocabulary())
    assert [measure.minor for measure in found] == [True, False]


def test_a_purpose_with_a_figure_is_a_measure() -> None:
    assert cut("更换燃气软管，实现报警器安装率100%。") == ["更换燃气软管", "实现报警器安装率100%"]


@pytest.mark.parametrize(
    "text",
    [
        "更换食堂灶具。2026年12月底前。",
        "2026年12月底前，更换食堂灶具。",
        "更换食堂灶具，2026年12月底前。",
    ],
)
def test_a_date_alone_is_no_measure(text: str) -> None:
    assert len(cut(text)) == 1


def test_a_year_in_front_of_figures_is_no_measure() -> None:
    text = "到2026年，养老床位达到5000张，护理型床位占比达到60%。"
    assert "到2026年" not in cut(text)
