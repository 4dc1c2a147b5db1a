"""Lines on a terminal."""

from policyparse.cli.width import flow, pad, shorten, width_of, wrap


def test_a_chinese_character_takes_two_columns() -> None:
    assert width_of("任务12") == 6
    assert pad("任务", 6) == "任务  "
    assert shorten("重点任务清单", 7) == "重点…"


def test_lines_stay_within_the_width_and_lose_nothing() -> None:
    text = "各单位要按照职责分工，于12月底前报送进展情况（含40件）。" * 3
    lines = wrap(text, 40).split("\n")
    assert all(width_of(line) <= 40 for line in lines)
    assert "".join(lines) == text
    assert not any(line[0] in "，。）件" for line in lines)


def test_names_are_not_broken() -> None:
    assert flow(["甲文件", "乙文件", "丙文件"], 20).split("\n") == ["甲文件、乙文件、", "丙文件"]
