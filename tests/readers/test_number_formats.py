"""Figures of automatic numbers (ECMA-376 part 1, 17.18.59)."""

import pytest

from policyparse.readers.number_formats import FORMATS, shown_number


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {1: "１", 20: "２０"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        (
            "chineseCounting",
            {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 101: "一〇一"},
        ),
        (
            "chineseCountingThousand",
            {
                10: "十",
                19: "十九",
                20: "二十",
                100: "一百",
                101: "一百零一",
                110: "一百一十",
                1001: "一千零一",
            },
        ),
        ("japaneseCounting", {10: "十", 21: "二十一", 101: "百一", 110: "百十"}),
        ("ideographDigital", {9: "九", 10: "一〇", 20: "二〇"}),
        ("taiwaneseCountingThousand", {12: "十二", 120: "一百二十"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV"}),
        ("lowerRoman", {2: "ii"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {3: "c"}),
        ("none", {1: ""}),
        ("vietnameseCounting", {7: "7"}),
    ],
)
def test_figures(name: str, shown: dict[int, str]) -> None:
    assert {number: shown_number(number, name) for number in shown} == shown


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_every_count(name: str) -> None:
    for number in (0, 1, 9, 10, 60, 99, 100, 999, 1000, 9999, 10_000, 99_999):
        assert isinstance(shown_number(number, name), str)
