"""The title of a plan that only its notice gives, and the years that a plan speaks of."""

import pytest

from policyparse.pipeline import parse_text

NOTICE = """云屏市人民政府办公室关于印发云屏市滨河
绿道三年建设行动方案的通知
云政办发〔2024〕16号

各区人民政府：
现印发给你们，请认真贯彻执行。

云屏市人民政府办公室
2024年3月8日

附件
云屏市滨河绿道三年建设行动方案
一、建设步道。建成滨河步道。
"""


def test_a_title_over_two_lines_is_read_to_its_end() -> None:
    document = parse_text(NOTICE).document
    assert document.title == "云屏市滨河绿道三年建设行动方案"
    assert document.evidence["title"][0].text == "云屏市滨河\n绿道三年建设行动方案"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024云屏国际龙舟邀请赛保障方案\n一、清理赛道。5月底前完成。\n", (2024, 2024)),
        ("云屏市绿道行动方案\n自2024年起，用三年时间，建成环城绿道。\n", (2024, 2026)),
        ("云屏市绿道行动方案\n自2024年起，逐步建成环城绿道。\n", (None, None)),
    ],
)
def test_years_of_a_plan(text: str, years: tuple[int | None, int | None]) -> None:
    period = parse_text(text).document.period
    assert (period.start, period.end) == years
