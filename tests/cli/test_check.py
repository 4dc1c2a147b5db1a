"""The commands check and explain: what they print, what they keep silent, how they end."""

import json
from pathlib import Path

import docx
import pytest

from policyparse.checks.registry import RULES
from policyparse.cli.width import width_of
from policyparse.readers import read
from tests.cli.conftest import Call

PLAN = """渺渺市城市道路保洁实施方案

一、清扫街巷。背街小巷每日清扫两遍。（市城市管理局牵头，市城市管理局、市水利局配合）

二、清洗护栏。主干道护栏每周清洗一次。（市交通运输局负责）
"""
CLEAN = PLAN.replace("市城市管理局、市水利局配合", "市水利局配合")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "方案.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_a_finding_is_told_with_its_words_and_its_code(call: Call, plan: Path) -> None:
    done = call("check", plan, "--select", "PP203")
    assert done.exit_code == 1
    assert max(map(width_of, done.output.splitlines())) <= 80
    assert "“清扫街巷”中市城市管理局既牵头又配合（PP203）" in done.output
    assert "市城市管理局牵头，【市城市管理局】、市水利局" in done.output


def test_a_plan_without_findings_is_said_to_have_none(call: Call, plan: Path) -> None:
    plan.write_text(CLEAN, encoding="utf-8")
    done = call("check", plan, "--select", "PP203")
    assert done.exit_code == 0
    assert "没有发现需要核实之处。" in done.output


def test_the_json_is_all_that_is_printed(call: Call, plan: Path) -> None:
    done = call("check", plan, "--json", "--select", "lead-also-supports")
    found = json.loads(done.stdout)
    assert found["schema"] == "policyparse/check/1"
    (finding,) = found["findings"]
    assert (finding["code"], finding["severity"], finding["task"]) == ("PP203", "warning", "1")
    assert [place["text"] for place in finding["evidence"]] == ["市城市管理局"] * 2


def test_the_folder_holds_a_page_and_the_json(call: Call, plan: Path, tmp_path: Path) -> None:
    done = call("check", plan, "--select", "PP203", "--out", tmp_path / "核查")
    assert done.exit_code == 1
    page = (tmp_path / "核查" / "核查报告.html").read_text(encoding="utf-8")
    assert "清扫街巷”中市城市管理局既牵头又配合" in page
    assert "责任重复" in page
    found = json.loads((tmp_path / "核查" / "核查结果.json").read_text(encoding="utf-8"))
    assert len(found["findings"]) == 1


def test_text_of_a_plan_is_no_code_on_the_page(call: Call, plan: Path, tmp_path: Path) -> None:
    plan.write_text(PLAN.replace("清扫街巷", "清扫<script>alert(1)</script>"), encoding="utf-8")
    call("check", plan, "--select", "PP203", "--out", tmp_path / "核查")
    page = (tmp_path / "核查" / "核查报告.html").read_text(encoding="utf-8")
    assert "既牵头又配合" in page
    assert "<script>alert" not in page


def test_what_was_judged_stays_silent_until_its_text_changes(call: Call, plan: Path) -> None:
    chosen = ("--select", "PP203")
    call("check", plan, *chosen, "--write-baseline", "已判定.json")
    silent = call("check", plan, *chosen, "--baseline", "已判定.json")
    assert silent.exit_code == 0
    assert "已判定清单中的1处没有再列。" in silent.output
    moved = "渺渺市人民政府公告一则。\n\n" + PLAN.replace("每日清扫两遍", "每日清扫三遍")
    plan.write_text(moved, encoding="utf-8")
    assert call("check", plan, *chosen, "--baseline", "已判定.json").exit_code == 0
    plan.write_text(PLAN.replace("、市水利局", "、市财政局"), encoding="utf-8")
    assert call("check", plan, *chosen, "--baseline", "已判定.json").exit_code == 1


def test_reasons_written_into_the_list_are_kept(call: Call, plan: Path, tmp_path: Path) -> None:
    kept = tmp_path / "已判定.json"
    call("check", plan, "--select", "PP203", "--write-baseline", kept)
    noted = kept.read_text(encoding="utf-8").replace('"why": ""', '"why": "会议已定"')
    kept.write_text(noted, encoding="utf-8")
    call("check", plan, "--select", "PP203", "--write-baseline", kept)
    assert json.loads(kept.read_text(encoding="utf-8"))["findings"][0]["why"] == "会议已定"


def test_the_settings_of_the_folder_are_used(call: Call, plan: Path, tmp_path: Path) -> None:
    settings = tmp_path / "policyparse.toml"
    settings.write_text('[tool.policyparse.check]\nselect = ["PP203"]\n', encoding="utf-8")
    assert call("check", plan).exit_code == 1
    settings.write_text(
        '[tool.policyparse.check]\nselect = ["PP203"]\nignore = ["PP2"]\n', encoding="utf-8"
    )
    assert call("check", plan).exit_code == 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[tool.policyparse.check]\nignor = ["PP203"]\n', "没有这个键"),
        ("[tool.policyparse.check\n", "不合 TOML 格式"),
        ('[tool.policyparse.check]\nignore = ["PP0"]\n', "没有编号或名称为“PP0”的规则"),
        ('[tool.policyparse.check]\nbaseline = "无.json"\n', "打不开已判定清单"),
    ],
)
def test_wrong_settings_are_named(call: Call, plan: Path, settings: str, said: str) -> None:
    Path("policyparse.toml").write_text(settings, encoding="utf-8")
    done = call("check", plan)
    assert done.exit_code == 2
    assert said in done.output


def test_one_bad_file_stops_nothing(call: Call, plan: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\3\4" + b"\1" * 300)
    done = call("check", broken, plan, "--select", "PP203")
    assert done.exit_code == 1
    assert "坏.docx" in done.output
    assert "既牵头又配合" in done.output
    assert call("check", broken).exit_code == 1


def test_codes_may_be_written_with_commas(call: Call, plan: Path) -> None:
    assert call("check", plan, "--select", "PP203,PP3").exit_code == 1
    assert call("check", plan, "--select", "PP2", "--ignore", "PP203，PP3").exit_code == 0


def test_a_rule_is_explained(call: Call) -> None:
    done = call("explain", "pp203")
    assert done.exit_code == 0
    for word in ("查什么：", "为什么：", "怎么改："):
        assert word in done.output


def test_all_rules_are_listed(call: Call) -> None:
    done = call("explain")
    assert all(rule.code in done.output for rule in RULES)
    assert max(map(width_of, done.output.splitlines())) <= 80


def test_an_unknown_rule_is_refused(call: Call) -> None:
    assert call("explain", "PP999").exit_code == 2


def word_file(path: Path, text: str = PLAN) -> Path:
    path.parent.mkdir(exist_ok=True)
    document = docx.Document()
    for line in filter(None, text.splitlines()):
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_a_word_file_comes_back_with_comments(call: Call, tmp_path: Path) -> None:
    plan = word_file(tmp_path / "方案.docx")
    before = plan.read_bytes()
    chosen = ("--select", "PP203", "--out", "核查", "--today", "2026-05-20")
    done = call("check", plan, *chosen)
    assert "已写出 核查/方案-核查批注.docx" in done.output
    first = Path("核查/方案-核查批注.docx").read_bytes()
    (comment,) = read(Path("批注.docx"), first).comments
    assert (comment.quoted, comment.author) == ("市城市管理局", "文稿核查")
    assert comment.when == "2026-05-20T00:00:00Z"
    assert plan.read_bytes() == before
    call("check", plan, *chosen)
    assert Path("核查/方案-核查批注.docx").read_bytes() == first


def test_files_of_one_name_are_told_apart(call: Call, tmp_path: Path) -> None:
    one, other = (word_file(tmp_path / town / "方案.docx") for town in ("东镇", "西镇"))
    word_file(other, PLAN.replace("清扫街巷", "清扫广场"))
    done = call("check", one, other, "--select", "PP203", "--out", "核查", "--json")
    found = json.loads(done.stdout)["findings"]
    assert [finding["source"] for finding in found] == ["东镇/方案.docx", "西镇/方案.docx"]
    names = ("方案-核查批注.docx", "方案-核查批注（西镇）.docx")
    texts = [read(Path(name), Path("核查", name).read_bytes()).comments[0].text for name in names]
    assert "清扫街巷" in texts[0]
    assert "清扫广场" in texts[1]
    page = Path("核查/核查报告.html").read_text(encoding="utf-8")
    assert page.count("既牵头又配合") >= 2


def test_a_word_file_without_findings_is_not_written_again(call: Call, tmp_path: Path) -> None:
    call("check", word_file(tmp_path / "方案.docx", CLEAN), "--select", "PP203", "--out", "核查")
    assert not Path("核查/方案-核查批注.docx").exists()
    assert Path("核查/核查报告.html").exists()


def test_a_page_saved_under_the_name_of_a_word_file_gets_no_comments(
    call: Call, tmp_path: Path
) -> None:
    page = tmp_path / "方案.docx"
    lines = "".join(f"<p>{line}</p>" for line in PLAN.splitlines())
    page.write_text(f"<html><body>{lines}</body></html>", encoding="utf-8")
    done = call("check", page, "--select", "PP203", "--out", "核查")
    assert "已写出 核查/核查报告.html" in done.output
    assert "批注" not in done.output


def test_the_place_of_a_quote_is_told_as_people_call_it(call: Call, plan: Path) -> None:
    plan.write_text(PLAN.replace("一、清扫", "一、工作任务\n\n（一）清扫"), encoding="utf-8")
    done = call("check", plan, "--select", "PP203")
    assert "      一、（一）：…" in done.output


def test_the_json_has_a_schema(call: Call) -> None:
    assert "CheckResult" in call("schema", "check").output
