"""Other words for the same thing, wider words, and words that only look alike."""

import pytest

from tests.matching.pairs import MISSING, TAKEN, known, only


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("编制“一厂一策”用气方案。", "编制“一企一策”用气方案。"),
        pytest.param(
            "推动重点餐饮企业制定“一厂一策”用气整改方案。",
            "督促重点餐饮公司编制“一企一策”用气整改方案。",
            marks=known("餐饮企业 and 餐饮公司 share no word: 未见“餐饮企业”"),
        ),
        ("摸排独居老人用气情况。", "全面排查独居老年人用气情况。"),
        ("公布食堂抽查不合格名单。", "通报食堂抽查不合格名单。"),
        ("为残疾人家庭建档。", "为残障人士家庭建立台账。"),
        (
            "在幼儿园推行秸秆“五化”利用展示课。",
            "在幼儿园推行秸秆肥料化、饲料化、燃料化、基料化、原料化利用展示课。",
        ),
        (
            "新建养老机构选址符合生态保护红线、环境质量底线、资源利用上线和生态环境准入清单。",
            "新建养老机构选址符合三线一单。",
        ),
        (
            "新建养老机构选址应符合三线一单要求。",
            "新建养老机构选址应符合生态保护红线、环境质量底线、资源利用上线和"
            "生态环境准入清单要求。",
        ),
        (
            "采取“四不两直”方式抽查养老院。",
            "不发通知、不打招呼、不听汇报、不用陪同接待，直奔基层、直插现场抽查养老院。",
        ),
    ],
)
def test_the_same_in_other_words_is_taken(upper: str, lower: str) -> None:
    assert only(upper, lower).state == TAKEN


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("制定重污染天气学校停课指引。", "制定污染天气学校停课指引。"),
        ("为失能老年人提供上门助浴。", "为老年人提供上门助浴。"),
        ("检查乡镇敬老院消防设施。", "检查敬老院消防设施。"),
    ],
)
def test_a_wider_scope_is_no_loss(upper: str, lower: str) -> None:
    assert only(upper, lower).state == TAKEN


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("利用卫星遥感监测撂荒耕地。", "开展车辆尾气遥感抽测。"),
        ("推进学校政务公开专栏建设。", "公开招聘乡村教师。"),
    ],
)
def test_words_that_share_characters_prove_nothing(upper: str, lower: str) -> None:
    assert only(upper, lower).state == MISSING
