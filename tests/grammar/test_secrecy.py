"""Marks of state secrets: read where offices print them, not where a text speaks of them."""

import pytest

from policyparse.grammar.secrecy import secrecy_mark


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        (["000017", "机密★1年", "特急", "雁岭市人民政府文件"], "机密★1年"),
        (["份号：000017　　秘 密 ★ 十 年"], "秘密★十年"),
        (["", " ", "绝密★长期"], "绝密★长期"),
        (["秘密☆6个月"], "秘密★6个月"),
        (["密级：机密"], "机密"),
        (["特急　机密★2030年5月1日前"], "机密★2030年5月1日前"),
    ],
)
def test_marks_at_the_head(lines: list[str], mark: str) -> None:
    assert secrecy_mark(lines) == mark


@pytest.mark.parametrize(
    "line",
    [
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "标有“机密★”的文件由机要人员传递。",
        "秘密★级以上文件单独登记",
        "商业秘密",
        "内部资料★注意保存",
        "密级：公开",
        "★秘密",
    ],
)
def test_what_speaks_of_secrets_is_none(line: str) -> None:
    assert secrecy_mark([line]) is None


def test_below_the_head_nothing_is_looked_for() -> None:
    assert secrecy_mark([*["雁岭市保密工作要点"] * 20, "机密★1年"]) is None
