"""Zip files on the command line: their documents are read and named as people know them."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.fixture
def archive(plan: Path) -> Path:
    """The plan and another in a zip file, beside a file that is broken."""
    path = plan.with_name("来文.zip")
    text = plan.read_text(encoding="utf-8")
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("方案.txt", text)
        made.writestr("县/方案.txt", text.replace("渺渺", "苍苍").replace("渺政", "苍政"))
        made.writestr("县/坏.docx", "不是文档\0\0\0\0")
    plan.unlink()
    return path


def test_run_reads_every_member(call: Call, archive: Path) -> None:
    result = call("run", archive.parent)
    assert result.exit_code == 1
    assert "来文.zip/方案.txt" in result.output
    assert "来文.zip/县/方案.txt" in result.output
    assert "来文.zip/县/坏.docx：" in result.stderr
    assert "policyparse-" not in result.output + result.stderr
    assert len(list(Path("output").glob("*方案*.json"))) == 2


@pytest.mark.parametrize("command", ["parse", "table", "check", "graph", "report"])
def test_commands_read_every_member(command: str, call: Call, archive: Path) -> None:
    result = call(command, archive)
    assert f"{archive}/县/坏.docx：" in result.stderr
    assert "policyparse-" not in result.output + result.stderr


def test_two_drafts_in_a_zip_file(call: Call, archive: Path) -> None:
    with zipfile.ZipFile(archive) as made:
        text = made.read("方案.txt").decode()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("1-征求意见稿.txt", text)
        made.writestr("2-送审稿.txt", text.replace("市财政局", "市审计局"))
    result = call("diff", archive)
    assert result.exit_code == 0
    assert "市审计局" in result.output


def test_json_of_the_one_document(call: Call, archive: Path) -> None:
    assert call("parse", "--json", archive).exit_code == 2
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr(
            "方案.txt", "渺渺市河道方案\n一、主要任务\n（一）清理河道。由市水利局负责。\n"
        )
    result = call("parse", "--json", archive)
    assert result.exit_code == 0
    assert '"市水利局"' in result.stdout


def test_a_broken_zip_file_alone(call: Call, archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:40])
    result = call("parse", archive)
    assert result.exit_code == 1
    assert "压缩包已损坏，打不开" in result.stderr
