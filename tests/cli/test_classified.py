"""Every command that reads a file refuses one that is marked 秘密★, unless told otherwise."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call

COMMANDS = ("parse", "parse --json", "text", "table", "graph", "report", "check")


@pytest.fixture
def secret(plan: Path) -> Path:
    """The plan with a mark at its head."""
    plan.write_text("000017\n机密★1年\n特急\n" + plan.read_text("utf-8"), encoding="utf-8")
    return plan


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_is_refused_and_read_when_told(command: str, call: Call, secret: Path) -> None:
    refused = call(*command.split(), secret)
    assert refused.exit_code == 1
    assert "标有“机密★1年”，没有读取" in refused.stderr
    assert "清理" not in refused.output
    told = call(*command.split(), secret, "--insist")
    assert "没有读取" not in told.stderr
    assert told.exit_code == 0


def test_a_folder_is_read_without_it(call: Call, plan: Path) -> None:
    other = plan.with_name("密件.txt")
    other.write_text("秘密★\n" + plan.read_text("utf-8").replace("渺渺", "苍苍"), encoding="utf-8")
    refused = call("run", plan.parent)
    assert refused.exit_code == 1
    assert "密件.txt：文件标有“秘密★”" in refused.stderr
    assert not Path("output/密件.json").exists()
    assert call("run", plan.parent, "--insist").exit_code == 0
    assert Path("output/密件.json").exists()


@pytest.mark.parametrize("command", ["compare", "diff"])
def test_two_files_are_refused_if_one_is_marked(command: str, call: Call, plan: Path) -> None:
    other = plan.with_name("密件.txt")
    other.write_text(
        "秘密★\n" + plan.read_text("utf-8").replace("20公里", "30公里"), encoding="utf-8"
    )
    assert "标有“秘密★”" in call(command, plan, other).stderr
    assert "标有“秘密★”" not in call(command, plan, other, "--insist").stderr


def test_a_reply_is_refused_too(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "回复"
    folder.mkdir()
    (folder / "市水利局.txt").write_text("秘密★\n市水利局：无意见。\n", encoding="utf-8")
    assert "标有“秘密★”" in call("opinions", folder).stderr
