"""The command diff: what it prints and what it says of what it cannot read."""

import json
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policyparse.batch.drafts import drafts_of
from policyparse.cli.width import width_of
from tests.cli.conftest import Call
from tests.conftest import CORPUS
from tests.plans import LEXICON

OLD, NEW = (next((CORPUS / "drafts").glob(f"{n}-*")) for n in (1, 2))
WORDS = ("--lexicon", LEXICON)


def test_the_summary_fits_the_terminal_and_uses_the_words_of_the_office(call: Call) -> None:
    done = call("diff", OLD, NEW, *WORDS)
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert max(map(width_of, lines)) <= 80
    assert "责任  4处：新增1，移出1，角色调整2" in lines
    assert "2.3.2 → 2.3.1 完善价格机制（仅移动）" in lines
    assert any("角色调整：“市市场监管局”由配合单位改为牵头单位。" in line for line in lines)
    assert "  市自然资源局：移出 2.1.2 实施分批改造（牵头单位）" in lines


def test_the_json_is_all_that_is_printed(call: Call) -> None:
    done = call("diff", OLD, NEW, "--json", *WORDS)
    found = json.loads(done.stdout)
    assert found["schema"] == "policyparse/diff/1"
    task = next(t for t in found["tasks"] if t["new"] == ["2.2.4"])
    (change,) = task["responsibility"]
    keys = ("unit", "change", "old_role", "new_role", "explained_by", "author", "when")
    assert [change[key] for key in keys] == [
        *("市市场监管局", "role", "support", "lead"),
        *(None, None, None),
    ]
    assert change["old_evidence"][0]["text"] == "市市场监管局"


def test_a_draft_against_itself_is_said_to_be_unchanged(call: Call) -> None:
    done = call("diff", OLD, OLD, *WORDS)
    assert done.exit_code == 0
    assert "没有变化" in done.output


def test_a_file_that_cannot_be_read_is_named(call: Call, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\3\4" + b"\1" * 300)
    done = call("diff", OLD, broken)
    assert done.exit_code == 1
    assert "坏.docx" in done.output


@pytest.mark.parametrize("arguments", [(), (OLD,)])
def test_two_files_are_needed(call: Call, arguments: tuple[Path, ...]) -> None:
    assert call("diff", *arguments).exit_code == 2


def test_plans_that_are_no_drafts_of_each_other_are_said_to_be_so(call: Call) -> None:
    done = call("diff", OLD, next(CORPUS.glob("01-*.docx")), *WORDS)
    assert done.exit_code == 0
    assert "可能不是同一方案的两个稿次" in done.output


def test_the_results_stand_in_the_folder_that_was_named(call: Call, tmp_path: Path) -> None:
    done = call("diff", OLD, NEW, "--out", "比对", *WORDS)
    assert done.exit_code == 0, done.output
    printed = call("diff", OLD, NEW, "--json", *WORDS).stdout
    assert (tmp_path / "比对" / "diff.json").read_text(encoding="utf-8") == printed
    assert "已写出" in done.stdout
    names = {path.name for path in (tmp_path / "比对").iterdir()}
    assert names >= {"稿件比对.html", "稿件比对.xlsx", "修改对照表.docx"}


def test_results_that_people_changed_are_kept(call: Call, tmp_path: Path) -> None:
    call("diff", OLD, NEW, "--out", "比对", *WORDS)
    (tmp_path / "比对" / "diff.json").write_text("{}", encoding="utf-8")
    done = call("diff", OLD, NEW, "--json", "--out", "比对", *WORDS)
    assert json.loads(done.stdout)["schema"] == "policyparse/diff/1"
    assert "已改名保留" in done.stderr
    assert (tmp_path / "比对" / "diff（改动稿1）.json").read_text(encoding="utf-8") == "{}"


def test_an_annex_goes_with_its_body_wherever_it_is_named(call: Call, tmp_path: Path) -> None:
    body = "渺渺市护林工作方案\n\n一、主要任务\n（一）巡护山林。每日巡护{}次。（市林业局负责）\n"
    files = [tmp_path / "旧稿.txt", tmp_path / "新稿-附件1.txt", tmp_path / "新稿.txt"]
    texts = (body.format(1), "附件1\n护林员名单\n张山\n", body.format(2))
    for path, text in zip(files, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    found = json.loads(call("diff", *files, "--json").stdout)
    assert found["old"]["source"] == "旧稿.txt"
    assert found["new"]["sources"] == ["新稿.txt", "新稿-附件1.txt"]
    assert call("diff", *files[1:]).exit_code == 2


def test_an_annex_that_names_no_body_goes_with_the_one_before_it(tmp_path: Path) -> None:
    one, other = tmp_path / "旧稿.docx", tmp_path / "新稿.docx"
    annex, further = tmp_path / "附件1.xlsx", tmp_path / "附件2.xlsx"
    assert drafts_of((one, annex, other, further)) == [(one, annex), (other, further)]
    assert drafts_of((annex, further)) == [(annex,), (further,)]
    assert drafts_of((one, one)) == [(one,), (one,)]


def test_drafts_of_the_same_name_are_told_apart_by_their_folders(
    call: Call, tmp_path: Path
) -> None:
    for name, source in (("初稿", OLD), ("二稿", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "方案.docx").write_bytes(source.read_bytes())
    found = json.loads(call("diff", "初稿/方案.docx", "二稿/方案.docx", "--json", *WORDS).stdout)
    assert (found["old"]["source"], found["new"]["source"]) == ("初稿/方案.docx", "二稿/方案.docx")


def test_of_three_drafts_there_is_one_table(call: Call) -> None:
    done = call("diff", OLD, NEW, OLD, *WORDS)
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert max(map(width_of, lines)) <= 80
    assert any(line.split() == ["第1稿", "第2稿", "第3稿"] for line in lines)
    assert "  第1稿→第2稿：有修改。“市市场监管局”由配合单位改为牵头单位。" in lines
    many = call("diff", OLD, NEW, OLD, NEW, OLD, *WORDS).output.splitlines()
    assert max(map(width_of, many)) <= 80
    assert any(line.startswith("  第5稿   牵头：") for line in many)


def test_the_json_of_three_drafts_fits_its_schema(call: Call) -> None:
    found = json.loads(call("diff", OLD, NEW, OLD, "--json", *WORDS).stdout)
    assert found["schema"] == "policyparse/drafts/1"
    assert (len(found["drafts"]), len(found["steps"])) == (3, 2)
    schema = json.loads(call("schema", "drafts").stdout)
    assert set(found) == set(schema["properties"]) == set(schema["required"])
    row = schema["$defs"]["DraftRow"]
    assert set(found["rows"][0]) == set(row["properties"]) == set(row["required"])


def test_a_draft_that_cannot_be_read_stops_none_of_the_others(call: Call, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\3\4" + b"\1" * 300)
    done = call("diff", OLD, broken, NEW, "--json", *WORDS)
    assert done.exit_code == 1
    assert json.loads(done.stdout)["schema"] == "policyparse/diff/1"
    assert "坏.docx" in done.stderr


def test_of_three_drafts_every_step_has_its_files(call: Call, tmp_path: Path) -> None:
    done = call("diff", OLD, NEW, OLD, "--out", "比对", *WORDS)
    assert done.exit_code == 0, done.output
    names = {path.name for path in (tmp_path / "比对").glob("修改对照表*")}
    assert names == {f"修改对照表-第{n}稿至第{m}稿.docx" for n, m in ((1, 2), (2, 3), (1, 3))}
    names = {path.name for path in (tmp_path / "比对").glob("各稿对照*")}
    assert names == {"各稿对照.html", "各稿对照.xlsx", "各稿对照.docx"}


def test_an_opinion_table_is_held_against_the_drafts(call: Call) -> None:
    table = next((CORPUS / "drafts").glob("3-*"))
    lines = call("diff", OLD, NEW, "--opinions", table, *WORDS).stdout.splitlines()
    assert max(map(width_of, lines)) <= 80
    assert "依据  1处责任、时限、指标或条目的变化未见意见依据。" in lines
    assert any("第7条市住房城乡建设局（采纳）：未修改到位。" in line for line in lines)
    assert any(line.endswith("由配合单位改为牵头单位。（未见意见依据）") for line in lines)
    found = json.loads(call("diff", OLD, NEW, NEW, "--opinions", table, "--json", *WORDS).stdout)
    assert len(found["overall"]["opinions"]) == 9
    assert found["steps"][0]["opinions"] == []


def test_an_opinion_table_that_cannot_be_read_stops_nothing(call: Call, tmp_path: Path) -> None:
    broken = tmp_path / "意见表.docx"
    broken.write_bytes(b"PK\3\4" + b"\1" * 300)
    done = call("diff", OLD, NEW, "--opinions", broken, *WORDS)
    assert done.exit_code == 1
    assert "意见表.docx" in done.stderr
    assert "责任  4处：新增1，移出1，角色调整2" in done.stdout


def test_one_file_with_tracked_changes_is_two_drafts(call: Call, tmp_path: Path) -> None:
    call("diff", OLD, NEW, "--out", tmp_path / "比对", *WORDS)
    redline = tmp_path / "比对" / "修订稿.docx"
    done = call("diff", redline, "--json", *WORDS)
    assert done.exit_code == 0, done.output
    plain = json.loads(call("diff", OLD, NEW, "--json", *WORDS).stdout)
    told = [
        [(task["kind"], [(c["unit"], c["change"]) for c in task["responsibility"]]) for task in f]
        for f in (json.loads(done.stdout)["tasks"], plain["tasks"])
    ]
    assert told[0] == told[1]
    assert "（稿件比对，" in call("diff", redline, *WORDS).stdout


ARTICLES = """云屏市渡口管理办法
第一条 市交通运输局负责渡口安全监督管理。
第二条 渡口经营人应当自受理之日起{days}日内办结登记。
第三条 遇大雾天气，由{unit}发布停航信息。
"""


def test_of_a_text_without_tasks_its_passages_are_told(call: Call, tmp_path: Path) -> None:
    paths = []
    for name, days, unit in (("旧稿", 20, "市气象局"), ("新稿", 15, "市应急管理局")):
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text(ARTICLES.format(days=days, unit=unit), encoding="utf-8")
    lines = [line.strip() for line in call("diff", *paths).stdout.splitlines()]
    assert "条目  旧稿0项，新稿0项" in lines
    assert "文字  “20”改为“15”。" in lines
    assert "文字  “市气象局”改为“市应急管理局”。（涉及单位，请核实）" in lines


def test_what_was_not_adopted_and_not_followed_is_no_fault(call: Call, tmp_path: Path) -> None:
    table = tmp_path / "意见采纳情况表.md"
    table.write_text(
        "# 意见采纳情况表\n\n| 序号 | 单位 | 意见建议 | 采纳情况 | 不采纳理由 |\n"
        "|---|---|---|---|---|\n"
        "| 1 | 市水务局 | 建议“开展排查建档”增加市教育局为配合单位。 | 不采纳 | 职责不符 |\n",
        encoding="utf-8",
    )
    done = call("diff", OLD, NEW, "--opinions", table, "--out", "比对", *WORDS)
    assert "意见  意见采纳情况表.md：1行，未修改1" in done.stdout
    page = (tmp_path / "比对" / "稿件比对.html").read_text(encoding="utf-8")
    assert "1条：未修改1" in page
    assert "未修改到位" not in page


def test_a_redline_that_lost_the_look_of_the_draft_says_so(call: Call, tmp_path: Path) -> None:
    new = tmp_path / "新稿.docx"
    document = docx.Document(str(NEW))
    document.paragraphs[-1]._p.append(parse_xml(f"<w:ins {nsdecls('w')} w:id='9' w:author='甲'/>"))
    document.save(str(new))
    lines = call("diff", OLD, new, "--out", "比对", *WORDS).stdout
    assert "修订稿.docx：新稿的版式较复杂" in lines
    again = call("diff", OLD, NEW, "--out", "又比对", *WORDS).stdout
    assert "新稿的版式较复杂" not in again
