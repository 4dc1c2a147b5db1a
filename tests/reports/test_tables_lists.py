"""单位排序表 and 县区名单: lists that an office edits."""

from pathlib import Path

import pytest

from policyparse.errors import BadConfig
from policyparse.reports.counties import Counties, load_counties, safe_name
from policyparse.reports.order import LEADS_TOO, load_order
from policyparse.reports.resources import template_path


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "名单.txt"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_an_order_is_read_in_the_encodings_of_notepad(tmp_path: Path, encoding: str) -> None:
    text = "# 说明\r\n市水利局 市水务局\r\n\r\n财政局  # 后注\r\n"
    order = load_order(write(tmp_path, text, encoding))
    assert order.rank_name("市水务局") == order.rank_name("市水利局") < order.rank_name("区财政局")
    assert order.rank_name("区财政局") < order.rank_name("市教育局")


def test_the_shipped_lists_change_nothing_until_they_are_filled_in() -> None:
    order_file, county_file = template_path("单位排序表.txt"), template_path("县区名单.txt")
    assert order_file is not None
    assert county_file is not None
    assert load_order(order_file).ranks == {}
    assert load_counties(county_file).groups == {}


def test_leads_are_ordered_only_on_request(tmp_path: Path) -> None:
    assert load_order(write(tmp_path, f"{LEADS_TOO}\n市水利局")).leads_too
    assert not load_order(write(tmp_path, "市水利局")).leads_too


@pytest.mark.parametrize(
    ("text", "problem"),
    [("市水利局\n市水利局", "写了两次"), ("@全部重排", "不认识")],
)
def test_a_slip_in_the_order_is_named(tmp_path: Path, text: str, problem: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(BadConfig, match=problem) as caught:
        load_order(path)
    assert str(path) in str(caught.value)


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="读不到名单文件"):
        load_order(tmp_path / "没有.txt")


@pytest.mark.parametrize(
    "name",
    [
        "各县（市、区）人民政府",
        "各县（市、区）政府",
        "各县（市、区）",
        "各县(市、区)人民政府",
        "各县区人民政府",
        "各区县政府",
        "各县〔市、区〕政府",
        "各县<市、区>人民政府",
        "全市各县（区）",
    ],
)
def test_all_ways_to_write_the_counties_are_one(tmp_path: Path, name: str) -> None:
    counties = load_counties(write(tmp_path, "河东区人民政府\n青溪县人民政府\n"))
    assert counties.members(name) == ("河东区人民政府", "青溪县人民政府")


@pytest.mark.parametrize("name", ["各市人民政府", "各有关部门", "市水利局", "各镇街"])
def test_other_collectives_are_not_the_counties(tmp_path: Path, name: str) -> None:
    assert load_counties(write(tmp_path, "河东区人民政府")).members(name) == ()


def test_other_collectives_have_groups_of_their_own(tmp_path: Path) -> None:
    text = "[各县（市、区）人民政府]\n河东区\n[各镇（街道）=各镇街]\n城东街道\n河口镇\n河口镇\n"
    counties = load_counties(write(tmp_path, text))
    assert counties.members("各县区") == ("河东区",)
    assert counties.members("各镇街") == ("城东街道", "河口镇")


def test_a_missing_bracket_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="缺右方括号"):
        load_counties(write(tmp_path, "[各镇街\n河口镇"))


def test_nothing_is_spelt_out_without_a_list() -> None:
    assert Counties().members("各县（市、区）人民政府") == ()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("市水利局", "市水利局"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("CON", "_CON"),
        ("com1.局", "_com1.局"),
        ("结尾有点. ", "结尾有点"),
        (" .", "未命名"),
        ("长" * 100, "长" * 60),
    ],
)
def test_file_names_are_safe_for_windows(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_file_names_do_not_clash() -> None:
    assert safe_name("a局", ["A局"]) == "a局（2）"


def test_the_users_folder_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "单位排序表.txt"
    own.write_text("市水利局", encoding="utf-8")
    assert template_path("单位排序表.txt", tmp_path) == own
    assert template_path("没有这个文件.docx", tmp_path) is None
