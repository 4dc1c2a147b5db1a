"""Missing: the bare topic, a title, an act on something else, what answers another measure."""

import pytest

from tests.matching.pairs import MISSING, TAKEN, WEAKENED, compared, judged, known, only, plan

SCHOOL_BUSES = (
    "整治校车安全。逐车核验校车使用许可。严禁校车超员，将超员校车移出备案名录。",
    "建设停靠站点。按每2公里1处的标准设置校车停靠站牌，配齐反光标志。",
    "健全管理制度。建立校车运行监控平台，实时监测行驶轨迹，严格落实家长接送责任。",
    "加强宣传教育。开展乘车安全宣传，每学期组织1次逃生演练。",
)
TEA = (
    "培育茶叶品牌。建设有机茶园2000亩，推广绿色防控技术，注册地理标志商标。",
    "开拓销售渠道。支持茶企参加博览会，每年举办斗茶大赛1场。",
    "提升加工水平。改造初制茶厂30家，加强茶叶农残抽检，严格落实主体责任。",
    "加强资金保障。开展茶农小额信贷，每年组织1次银企对接。",
)


def test_a_title_alone_proves_nothing() -> None:
    upper = "推进燃气安全改造｜更换灶具不锈钢波纹管，加装熄火保护装置。"
    lower = "推进燃气安全改造｜召开动员会，张贴宣传海报。"
    assert {m.state for m in judged(upper, lower).values()} == {MISSING}


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("拆除侵占盲道的报刊亭。", "拆除山体护坡上的广告牌。"),
        ("开展校车驾驶员体检。", "开展粮库熏蒸作业培训。"),
        ("培训乡村厨师。", "培训养老护理员。"),
        ("新建社区食堂40家。", "新建乡村戏台40处。"),
        ("建立粮库温湿度台账。", "建立托育机构收费台账。"),
        ("建立质量追溯平台。", "建立校车运行监控平台。"),
        (
            "每季度至少召开1次会议研究解决重大问题。",
            "组织网格员对用气场所进行巡查，每季度不少于1次。",
        ),
        pytest.param(
            *("每季度开展1次床位安全抽查。", "每季度开展1次水质抽查。"),
            marks=known("每季度开展……抽查 on another object is called weakened"),
        ),
    ],
)
def test_the_same_act_on_another_object_is_missing(upper: str, lower: str) -> None:
    assert only(upper, lower).state == MISSING


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("对无证托育机构依法取缔。", "为无证托育机构办理登记。"),
        ("封堵山洪沟旁的废井。", "宣传山洪避险知识。"),
        ("回收过期药品。", "宣传过期药品的危害。"),
        ("淘汰老旧电梯。", "为老旧电梯拍照登记。"),
        ("修缮危旧校舍。", "登记危旧校舍。"),
    ],
)
def test_another_act_on_the_same_object_is_not_taken(upper: str, lower: str) -> None:
    assert only(upper, lower).state != TAKEN


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("对无证经营校车依法处罚", "对超员校车依法处罚"),
        ("建立校车驾驶员体检台账", "建立校车车辆检修台账"),
        ("为高龄老人发放手环", "为独居老人发放门磁报警器"),
        ("新建社区食堂40家", "改造敬老院厨房12处"),
        ("严禁校车超员", "严禁校车超速"),
    ],
)
def test_what_answers_one_measure_does_not_answer_another(first: str, second: str) -> None:
    both = judged(f"{first}。{second}。", f"{first}。")
    assert (both[first].state, both[second].state) == (TAKEN, MISSING)
    turned = judged(f"{second}。{first}。", f"{first}。")
    assert (turned[first].state, turned[second].state) == (TAKEN, MISSING)


@pytest.mark.parametrize(("upper", "lower"), [(SCHOOL_BUSES, TEA), (TEA, SCHOOL_BUSES)])
def test_plans_that_have_nothing_to_do_with_each_other(
    upper: tuple[str, ...], lower: tuple[str, ...]
) -> None:
    found = compared(plan(*upper), plan(*lower))
    assert [(m.text, m.state) for m in found if not m.minor and m.state != MISSING] == []


def test_nothing_stands_in_an_empty_plan() -> None:
    found = compared(plan(*TEA), plan("办好其他事项。"))
    assert {m.state for m in found} == {MISSING}


def test_a_missing_measure_says_where_was_looked() -> None:
    found = only("为独居老人安装门磁报警器。", "为高龄老人发放就餐券。")
    assert found.state == MISSING
    assert "查找范围" in found.why
    assert found.lost == ()


def test_what_is_weakened_says_what_both_have() -> None:
    found = only("淘汰不达标的护理床位。", "整治不达标的护理床位。")
    assert found.state == WEAKENED
    assert [quote.text for quote in found.lower] == ["整治不达标的护理床位"]
