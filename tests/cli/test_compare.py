"""The command compare: what it prints, writes and says of what it cannot read."""

import json
from pathlib import Path

import pytest

from policyparse.cli.width import width_of
from tests.cli.conftest import Call
from tests.conftest import CORPUS
from tests.plans import LEXICON

TODAY = ("--today", "2026-11-25")
WORDS = ("--lexicon", LEXICON)
PROVINCE = next(CORPUS.glob("01-*.docx"))
CITY = next(CORPUS.glob("02-*方案.docx"))
CITY_ANNEX = next(CORPUS.glob("02-*.xlsx"))
DISTRICT = next(CORPUS.glob("03-*.html"))

UPPER = """澜江省2026年山塘管护行动方案

一、主要任务
（一）守好山塘大坝。汛期每日巡坝2次。坝体渗漏的立即降低水位。（省水利厅牵头）
（二）备足抢险物料。每座山塘储备编织袋500条。组建村级抢险队。（省应急厅牵头）
"""
LOWER = """云屏市2026年山塘管护工作方案

一、主要任务
（一）守好山塘大坝。汛期每日巡坝2次。（市水利局牵头）
（二）备足抢险物料。组建村级抢险队。（市应急管理局牵头）
"""
EMERGENCY = """云屏市2026年山塘险情应急预案

一、主要任务
（一）处置险情。坝体渗漏的立即降低水位。每座山塘储备编织袋500条。（市应急管理局牵头）
"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """An upper plan, a lower one and its emergency plan."""
    made = {}
    for name, text in (("省", UPPER), ("市", LOWER), ("预案", EMERGENCY)):
        made[name] = tmp_path / f"{name}.txt"
        made[name].write_text(text, encoding="utf-8")
    return made


def states(comparison: dict[str, object]) -> dict[str, str]:
    tasks = comparison["tasks"]
    assert isinstance(tasks, list)
    measures = [m for task in tasks for m in task["measures"] if not m["minor"]]
    return {m["text"]: m["state"] for m in measures}


def test_json_is_all_that_is_printed(call: Call, files: dict[str, Path]) -> None:
    result = call("compare", "--json", *WORDS, files["省"], files["市"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["schema"] == "policyparse/comparison/1"
    assert states(found) == {
        "汛期每日巡坝2次": "taken",
        "坝体渗漏的立即降低水位": "missing",
        "每座山塘储备编织袋500条": "missing",
        "组建村级抢险队": "taken",
    }
    assert result.stderr == ""
    assert result.stdout == call("compare", "--json", *WORDS, files["省"], files["市"]).stdout


def test_several_lower_plans_stand_in_one_object(call: Call, files: dict[str, Path]) -> None:
    found = json.loads(call("compare", "--json", *WORDS, *files.values()).stdout)
    assert found["schema"] == "policyparse/comparisons/1"
    assert [one["lower"]["source"] for one in found["comparisons"]] == ["市.txt", "预案.txt"]


def test_documents_of_one_place_are_judged_together(call: Call, files: dict[str, Path]) -> None:
    found = json.loads(call("compare", "--json", "--together", *WORDS, *files.values()).stdout)
    assert found["schema"] == "policyparse/comparison/1"
    assert set(states(found).values()) == {"taken"}
    assert found["lower"]["sources"] == ["市.txt", "预案.txt"]


def test_each_place_is_judged_by_its_own_documents(call: Call, files: dict[str, Path]) -> None:
    other = files["市"].with_name("邻市.txt")
    other.write_text(LOWER.replace("云屏市", "望岭市"), encoding="utf-8")
    result = call("compare", "--json", "--together", *WORDS, *files.values(), other)
    found = json.loads(result.stdout)
    assert [one["lower"]["source"] for one in found["comparisons"]] == ["市.txt", "邻市.txt"]
    assert "missing" in states(found["comparisons"][1]).values()


def test_the_summary_fits_the_terminal(call: Call, files: dict[str, Path]) -> None:
    result = call("compare", *WORDS, files["省"], files["市"])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert max(width_of(line) for line in lines) <= 80
    assert "√ 已体现2" in result.stdout
    assert "× 未见对应内容2" in result.stdout
    relation = next(at for at, line in enumerate(lines) if line.startswith("关系"))
    assert relation < next(at for at, line in enumerate(lines) if line.startswith("措施"))
    assert "部分体现" in result.stdout
    assert "--out" in lines[-1]


def test_an_annex_goes_with_its_body(call: Call) -> None:
    found = json.loads(call("compare", "--json", *WORDS, PROVINCE, CITY, CITY_ANNEX).stdout)
    assert found["schema"] == "policyparse/comparison/1"
    assert found["lower"]["sources"] == [CITY.name, CITY_ANNEX.name]
    assert found["relation"]["kind"] == "direct"


def test_three_levels_tell_where_a_measure_was_lost(call: Call) -> None:
    found = json.loads(call("compare", "--json", *WORDS, PROVINCE, CITY, DISTRICT).stdout)
    assert len(found["comparisons"]) == 2
    (trace,) = found["traces"]
    kinds = {row["text"]: row["kind"] for row in trace["measures"]}
    slag = [kind for text, kind in kinds.items() if "炉渣" in text]
    assert slag
    assert set(slag) == {"lost middle"}
    assert "逐级" in call("compare", *WORDS, PROVINCE, CITY, DISTRICT).stdout


def test_plans_given_upside_down_are_told(call: Call, files: dict[str, Path]) -> None:
    result = call("compare", *WORDS, files["市"], files["省"])
    assert result.exit_code == 0
    assert "次序可能颠倒" in result.stdout


def test_a_plan_beside_itself(call: Call, files: dict[str, Path]) -> None:
    found = json.loads(call("compare", "--json", *WORDS, files["省"], files["省"]).stdout)
    assert set(states(found).values()) == {"taken"}
    assert "同一份文件" in found["relation"]["why"]


def test_files_of_one_name_are_told_apart(call: Call, tmp_path: Path) -> None:
    places = {"省": UPPER, "市": LOWER}
    for place, text in places.items():
        (tmp_path / place).mkdir()
        (tmp_path / place / "方案.txt").write_text(text, encoding="utf-8")
    found = json.loads(call("compare", "--json", *WORDS, "省/方案.txt", "市/方案.txt").stdout)
    assert (found["upper"]["source"], found["lower"]["source"]) == ("省/方案.txt", "市/方案.txt")


def test_an_unreadable_lower_plan_stops_not_the_others(call: Call, files: dict[str, Path]) -> None:
    broken = files["省"].with_name("坏.docx")
    broken.write_bytes(b"PK\3\4" + b"\1" * 300)
    result = call("compare", "--json", *WORDS, files["省"], broken, files["市"])
    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["comparisons"]) == 1
    assert "坏.docx" in result.stderr
    alone = call("compare", *WORDS, files["省"], broken)
    assert alone.exit_code == 1
    assert "没有一份下级文件读成" in alone.stderr
    above = call("compare", *WORDS, broken, files["市"])
    assert above.exit_code == 1
    assert "没有一份上级文件读成" in above.stderr


def test_an_unreadable_annex_is_named_and_left_out(call: Call, files: dict[str, Path]) -> None:
    annex = files["市"].with_name("市-附件1.docx")
    annex.write_bytes(b"PK\3\4" + b"\1" * 300)
    result = call("compare", "--json", *WORDS, files["省"], files["市"], annex)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["schema"] == "policyparse/comparison/1"
    assert "市-附件1.docx" in result.stderr


def test_without_a_lower_plan_usage_is_told(call: Call, files: dict[str, Path]) -> None:
    assert call("compare", files["省"]).exit_code == 2
    annex = files["省"].with_name("省-附件1.txt")
    annex.write_text("附件1\n任务表\n", encoding="utf-8")
    result = call("compare", files["省"], annex)
    assert result.exit_code == 2
    assert "没有下级文件" in result.stderr


def test_several_upper_plans_give_one_list(call: Call, files: dict[str, Path]) -> None:
    result = call("compare", "--json", *WORDS, files["省"], files["市"], "--upper", files["预案"])
    found = json.loads(result.stdout)
    assert [one["upper"]["source"] for one in found["comparisons"]] == ["省.txt", "预案.txt"]
    assert len(found["task_list"]["plans"]) == 2
    shown = call("compare", *WORDS, files["省"], files["市"], "--upper", files["预案"]).stdout
    assert "2份文件共3项任务" in shown


def test_results_of_reviewers_are_taken_in(call: Call, files: dict[str, Path]) -> None:
    table = files["省"].with_name("核对.csv")
    table.write_text(
        "措施原文,核对结果,理由\n每座山塘储备编织袋500条,上级事权,由省级统一采购\n",
        encoding="utf-8",
    )
    result = call("compare", "--json", *WORDS, files["省"], files["市"], "--reviews", table)
    found = json.loads(result.stdout)
    reviews = [m["review"] for task in found["tasks"] for m in task["measures"] if m["review"]]
    assert [review["reason"] for review in reviews] == ["由省级统一采购"]
    table.write_text("无关,内容\n", encoding="utf-8")
    wrong = call("compare", "--json", files["省"], files["市"], "--reviews", table)
    assert wrong.exit_code == 2
    assert wrong.stdout == ""


def test_the_full_report_goes_into_a_folder(call: Call, files: dict[str, Path]) -> None:
    result = call("compare", *WORDS, *TODAY, files["省"], files["市"], "--out", "对照")
    assert result.exit_code == 0, result.output
    names = {path.name for path in Path("对照").iterdir() if not path.name.startswith(".")}
    assert names == {"对照报告.html", "对照报告.xlsx", "对照报告.docx", "对照结果.json"}
    printed = call("compare", "--json", *WORDS, files["省"], files["市"]).stdout
    assert Path("对照/对照结果.json").read_text(encoding="utf-8") == printed
    assert "已写出" in result.stdout


def test_json_and_report_at_once_leave_stdout_clean(call: Call, files: dict[str, Path]) -> None:
    result = call("compare", "--json", *WORDS, files["省"], files["市"], "--out", "对照")
    assert json.loads(result.stdout)
    assert "已写出" in result.stderr


def test_results_of_another_pair_are_told_in_one_line(call: Call, files: dict[str, Path]) -> None:
    other = "《秋浦市城中村供水改造方案》"
    rows = "".join(f"{other},每座泵站配备2台机组{n}。,需补充,漏写\n" for n in range(30))
    table = files["市"].with_name("核对.csv")
    table.write_text(f"下级文件,措施原文,核对结果,理由\n{rows}", encoding="utf-8")
    asked = ("compare", "--reviews", table, *WORDS, files["省"], files["市"])
    result = call(*asked, "--json")
    said = "核对结果第2行等30行：未找到对应的上级文件或下级文件，请核实。"
    assert said in json.loads(result.stdout)["notes"]
    assert call(*asked).stdout.count("未找到对应") == 1


def test_a_table_that_nobody_filled_in_is_told(call: Call, files: dict[str, Path]) -> None:
    table = files["市"].with_name("核对.csv")
    table.write_text("措施原文,核对结果,理由\n汛期每日巡坝2次。,,\n", encoding="utf-8")
    result = call("compare", "--reviews", table, *WORDS, files["省"], files["市"])
    assert result.exit_code == 0
    assert "没有填有核对结果的行" in result.stderr


def test_a_name_from_an_archive_of_windows_is_readable(
    call: Call, files: dict[str, Path], tmp_path: Path
) -> None:
    packed = "市级方案".encode("gb18030").decode("utf-8", "surrogateescape")
    try:
        lower = files["市"].rename(tmp_path / f"{packed}.txt")
    except OSError:
        pytest.skip("this file system takes names of Unicode only")
    result = call("compare", "--json", *WORDS, files["省"], lower, "--out", tmp_path / "结果")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["lower"]["source"] == "市级方案.txt"
    assert "市级方案.txt" in (tmp_path / "结果" / "对照报告.html").read_text(encoding="utf-8")
