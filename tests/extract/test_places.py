"""Level and place of a plan whose title names neither."""

from policyparse.model import Level
from policyparse.pipeline import parse_text

NATIONAL = """社区书屋建设行动方案（2026—2028年）
一、主要任务
（一）增加藏书。为社区书屋更新少儿读物。（教育部、财政部，国家发展改革委按职责分工负责）
（二）延长开放。周末延长开放两小时。（民政部牵头，文化和旅游部配合）
"""
CITY = """社区书屋建设行动方案（2026—2028年）
一、主要任务
（一）增加藏书。为社区书屋更新少儿读物。（市教育局、市财政局负责）
（二）延长开放。周末延长开放两小时。（市民政局牵头，市文化和旅游局配合）
"""


def test_ministries_in_the_notes_make_a_national_plan() -> None:
    document = parse_text(NATIONAL).document
    assert document.level is Level.NATIONAL
    assert document.jurisdiction is None


def test_bureaus_in_the_notes_make_a_city_plan() -> None:
    assert parse_text(CITY).document.level is Level.CITY
