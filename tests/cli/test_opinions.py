"""The command opinions: what it prints, what it writes, what it keeps."""

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from policyparse.cli.width import width_of
from policyparse.pipeline import parse
from tests.batch.test_replies import REPLIES
from tests.cli.conftest import Call
from tests.conftest import CORPUS
from tests.plans import LEXICON

TABLE = "征求意见汇总及采纳情况表"
DAY = ("--today", "2026-04-10")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Replies with a list of the units asked beside them."""
    for name, text in REPLIES.items():
        path = tmp_path / "回复" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "名单.txt").write_text("市财政局、水利局、教育局、统计局\n", encoding="utf-8")
    return tmp_path / "回复"


def test_the_summary_fits_the_terminal(call: Call, folder: Path) -> None:
    done = call("opinions", folder, "--sent", folder.parent / "名单.txt", *DAY)
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert max(map(width_of, lines)) <= 80
    assert "单位      发出4个，已回复3个，意见2条" in lines
    assert "无意见    2个：市财政局、市教育局" in lines
    assert "有意见    1个：市水利局（1条）" in lines
    assert "未回复    1个：市统计局" in lines
    assert "名单以外  1个：岚江市气象局" in lines


def test_the_json_is_all_that_is_printed(call: Call, folder: Path) -> None:
    done = call("opinions", folder, "--json", "--sort", "条款", *DAY)
    found = json.loads(done.stdout)
    assert found["schema"] == "policyparse/replies/1"
    assert found["totals"]["rows"] == 2


def test_a_table_that_people_filled_is_kept(call: Call, folder: Path, tmp_path: Path) -> None:
    arguments = ("opinions", folder, "--out", tmp_path / "结果", *DAY)
    assert call(*arguments).exit_code == 0
    table = tmp_path / "结果" / f"{TABLE}.xlsx"
    book = openpyxl.load_workbook(table)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "采纳情况":
                sheet.cell(cell.row + 1, cell.column).value = "采纳"
    book.save(table)
    filled = table.read_bytes()
    done = call(*arguments)
    kept = tmp_path / "结果" / f"{TABLE}（改动稿1）.xlsx"
    assert kept.read_bytes() == filled
    assert "改名保留" in done.output


def test_results_in_the_folder_are_no_replies(call: Call, folder: Path) -> None:
    call("opinions", folder, "--out", folder, *DAY)
    found = json.loads(call("opinions", folder, "--json", *DAY).stdout)
    assert {reply["source"] for reply in found["replies"]} <= set(REPLIES)


def test_the_same_folder_gives_the_same_bytes(call: Call, folder: Path, tmp_path: Path) -> None:
    for name in ("一", "二"):
        call("opinions", folder, "--out", tmp_path / name, *DAY)
    files = [sorted((tmp_path / name).glob("征求*")) for name in ("一", "二")]
    assert len(files[0]) == 3
    assert [path.read_bytes() for path in files[0]] == [path.read_bytes() for path in files[1]]


def test_an_empty_folder_is_said(call: Call, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    done = call("opinions", tmp_path / "空")
    assert done.exit_code == 1
    assert "没有读出任何回复" in done.output


def test_a_table_that_was_gathered_and_filled_serves_diff(call: Call, tmp_path: Path) -> None:
    """Replies made of the opinions of the corpus come to the same verdicts as its own table."""
    drafts = sorted((CORPUS / "drafts").glob("*.docx"))
    words = ("--lexicon", LEXICON)
    rows = [row for row in parse(drafts[2], (Path(LEXICON),)).opinions if not row.none]
    (tmp_path / "回复").mkdir()
    for unit in dict.fromkeys(row.who for row in rows):
        own = [row.opinion.replace("\n", "") for row in rows if row.who == unit]
        body = "\n".join(f"{n}.{text}" for n, text in enumerate(own, 1))
        letter = f"市水务局：\n提出以下意见：\n{body}\n{unit}\n2026年3月1日\n"
        (tmp_path / "回复" / f"{unit}.txt").write_text(letter, encoding="utf-8")
    call("opinions", tmp_path / "回复", "--out", tmp_path / "结果", *words, *DAY)
    table = tmp_path / "结果" / f"{TABLE}.docx"
    paper = docx.Document(str(table))
    said = {row.opinion.replace("\n", ""): row.adopted for row in rows}
    shown = {"yes": "采纳", "no": "不采纳", "partly": "部分采纳"}
    for line in paper.tables[0].rows[1:]:
        line.cells[4].text = shown[said[line.cells[3].text.replace("\n", "")]]
    paper.save(str(table))
    verdicts = [
        sorted((row["who"], row["verdict"]) for row in json.loads(done.stdout)["opinions"])
        for opinions in (table, drafts[2])
        for done in [call("diff", *drafts[:2], "--opinions", opinions, "--json", *words)]
    ]
    assert len(verdicts[0]) == len(rows)
    assert verdicts[0] == verdicts[1]


def test_one_draft_under_its_short_title_is_no_second_one(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "回复"
    folder.mkdir()
    for name, title in (("甲", "云屏市湿地管护行动计划"), ("乙", "行动计划")):
        (folder / f"市{name}局.txt").write_text(
            f"关于《{title}》的反馈意见\n建议第二条“巡护”改为“管护”。\n市{name}局\n3月5日\n",
            encoding="utf-8",
        )
    lines = call("opinions", folder).stdout.splitlines()
    assert [line for line in lines if line.startswith("征求意见")] == [
        "征求意见  《云屏市湿地管护行动计划》"
    ]
