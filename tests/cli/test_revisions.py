"""Word files with tracked changes on the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.plans import LEXICON
from tests.readers.tracked import by, cut, listed, made, put, run
from tests.readers.word import saved

FIXTURE = Path(__file__).parents[1] / "readers" / "fixtures" / "tracked.docx"
WORDS = ("--lexicon", LEXICON)


def test_the_text_of_either_state(call: Call) -> None:
    assert "9月底前拆除围网" in call("text", FIXTURE).stdout
    assert "9月底前拆除围网" in call("text", FIXTURE, "--revisions", "final").stdout
    before = call("text", FIXTURE, "--revisions", "original").stdout
    assert "6月底前拆除围网" in before
    assert "2.核对围网位置" in before


def test_the_plan_of_either_state(call: Call) -> None:
    def raws(*more: str) -> list[str]:
        plan = json.loads(call("parse", FIXTURE, "--json", *more, *WORDS).stdout)
        return [d["raw"] for task in plan["tasks"] for d in task["deadlines"]]

    assert raws() == ["9月底前"]
    assert raws("--revisions", "original") == ["6月底前"]
    shown = call("parse", FIXTURE, "--revisions", "original", *WORDS)
    assert "6月底前" in shown.output
    assert shown.exit_code == 0


def test_one_file_is_compared_with_itself_before_its_changes(call: Call) -> None:
    done = call("diff", FIXTURE, *WORDS)
    assert done.exit_code == 0
    text = done.output.replace("\n", "").replace(" ", "")
    assert "tracked.docx（修订前）" in text
    assert "推后：由“6月底前”改为“9月底前”" in text
    assert "（周岚，2027年3月2日09:11）" in text
    assert "核对围网位置（删除）（程湾，2027年3月4日18:30）" in text
    assert "护岸”：补充长度（程湾，2027年3月4日19:00）" in text


def test_the_json_of_one_file_has_authors_and_comments(call: Call) -> None:
    found = json.loads(call("diff", FIXTURE, "--json", *WORDS).stdout)
    dated = next(t for t in found["tasks"] if t["deadlines"])
    assert (dated["author"], dated["when"]) == ("周岚", "2027-03-02T09:11:00Z")
    assert dated["deadlines"][0]["author"] == "周岚"
    (comment,) = found["comments"]
    keys = ("text", "author", "when", "quoted", "task", "gone")
    assert [comment[key] for key in keys] == [
        "补充长度",
        "程湾",
        "2027-03-04T19:00:00Z",
        "护岸",
        "4",
        False,
    ]


@pytest.mark.parametrize("name", ["方案.docx", "方案.md"])
def test_one_file_without_changes_is_told_what_to_do(call: Call, tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    plain = made(run("云屏市方案"), listed() + run("拆除围网"))
    source.write_bytes(saved(plain) if name.endswith("docx") else "# 云屏市方案\n".encode())
    done = call("diff", source)
    assert done.exit_code == 2
    assert "没有修订痕迹" in done.output
    assert "旧稿" in done.output


def test_changes_of_format_alone_are_none(call: Call, tmp_path: Path) -> None:
    source = tmp_path / "方案.docx"
    bold = run("拆除围网", "<w:b/>" + by("rPrChange", "<w:rPr/>"))
    source.write_bytes(saved(made(run("云屏市方案"), bold)))
    assert call("diff", source).exit_code == 2


def test_two_files_are_compared_in_the_state_that_is_asked_for(call: Call, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("一稿.docx", "二稿.docx")]
    for path, month in zip(paths, ("8", "9"), strict=True):
        body = run("（一）拆除围网。") + cut("6") + put(month) + run("月底前完成。（市水利局负责）")
        path.write_bytes(saved(made(run("云屏市方案"), run("一、主要任务"), body)))
    assert "“8月底前”改为“9月底前”" in call("diff", *paths, *WORDS).output
    done = call("diff", *paths, "--revisions", "original", *WORDS)
    assert "没有变化" in done.output
