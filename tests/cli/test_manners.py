"""Messages, exit codes, widths, and how the command line starts."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from policyparse.cli import COMMANDS
from policyparse.cli.chinese import MESSAGES
from policyparse.cli.width import WIDEST, flow, shorten, width_of, wrap
from tests.cli.conftest import Call
from tests.conftest import CORPUS, TOP

WRONG = [
    ("没有的命令",),
    ("--没有",),
    ("parse",),
    ("parse", "没有.txt"),
    ("parse", "--jsn", "x"),
    ("parse", ".", "--json"),
    ("run", "没有"),
    ("run", ".", "--today", "2026-13-40"),
    ("run", ".", "--rows", "单位"),
    ("run", ".", "--lexicon", "没有.toml"),
    ("run", ".", "--templates", "没有"),
    ("run", ".", "另一个"),
    ("table", "--layout", "没有版", "x"),
    ("graph", "--format"),
    ("schema", "多余"),
]
TOLD = [(), ("--help",), *((name, "--help") for name in COMMANDS), *WRONG]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_ends_with_2_and_one_chinese_message(
    arguments: tuple[str, ...], call: Call
) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert re.search("错误：.*[\u4e00-\u9fff]", result.stderr)
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("arguments", TOLD, ids=" ".join)
def test_click_says_nothing_in_english(arguments: tuple[str, ...], call: Call) -> None:
    output = call(*arguments).output
    words = r"Usage|Options|Commands|Error|Missing|Invalid|Try|No such|does not|default:|\[required"
    assert re.findall(words, output) == []


@pytest.mark.parametrize("arguments", TOLD, ids=" ".join)
def test_help_is_at_most_80_columns_wide(arguments: tuple[str, ...], call: Call) -> None:
    lines = call(*arguments).stdout.splitlines()
    assert [line for line in lines if width_of(line) > WIDEST] == []


def test_translated_messages_are_still_clicks_own() -> None:
    """A message that click no longer knows is of no use."""
    folder = Path(click.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    source = source.replace('" "', "").replace('"\n', "")
    older = {"No such option: {name}"}
    unknown = [text for text in MESSAGES if repr(text)[1:-1] not in source and text not in older]
    assert unknown == []


def test_a_bad_word_file_is_wrong_usage(call: Call, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "坏.toml").write_text('[[unit]]\nname = "甲"\nlevel = 1\n', encoding="utf-8")
    result = call("parse", plan, "--lexicon", "坏.toml")
    assert result.exit_code == 2
    assert "坏.toml" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_single_unreadable_file_is_one_message(call: Call, tmp_path: Path) -> None:
    (tmp_path / "空.docx").touch()
    for arguments in (("parse", "空.docx"), ("parse", "--json", "空.docx"), ("text", "空.docx")):
        result = call(*arguments)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.startswith("错误：")
        assert result.stderr.count("\n") == 1


def test_a_place_that_cannot_be_written_is_told(call: Call, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "挡路").touch()
    result = call("graph", plan, "--out", "挡路/图.svg")
    assert result.exit_code == 1
    assert "错误：" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("arguments", [("run", CORPUS), ("parse", CORPUS / "02-*.docx")])
def test_summaries_fit_80_columns(arguments: tuple[str, Path], call: Call) -> None:
    command, place = arguments
    files = [place] if place.is_dir() else sorted(CORPUS.glob(place.name))
    lines = call(command, *files).stdout.splitlines()
    assert len(lines) > 15
    assert [line for line in lines if width_of(line) > WIDEST] == []


def shell(*arguments: str, code: str = "", **variables: str) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own."""
    command = ["-c", code] if code else ["-m", "policyparse", *arguments]
    return subprocess.run(
        [sys.executable, *command],
        cwd=TOP,
        env=os.environ | variables,
        capture_output=True,
        check=False,
    )


def test_help_loads_nothing_of_weight() -> None:
    """What makes a start slow is libraries; the help needs none but click."""
    code = (
        "import sys; from policyparse.cli import cli; cli(['--help'], standalone_mode=False);"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    done = shell(code=code)
    loaded = {name.partition(".")[0] for name in done.stderr.decode().split()}
    assert "click" in loaded
    assert loaded & {"spacy", "jieba", "pydantic", "docx", "openpyxl", "lxml", "numpy"} == set()


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_output_is_utf8_whatever_the_console(encoding: str) -> None:
    done = shell("--help", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert "把政府方案读成任务" in done.stdout.decode("utf-8")


def test_nothing_but_errors_goes_to_stderr(plan: Path) -> None:
    done = shell("parse", "--json", str(plan))
    assert done.stderr == b""
    assert done.returncode == 0


def test_a_closed_pipe_is_no_error(plan: Path) -> None:
    command = f"{sys.executable} -m policyparse parse --json '{plan}' | head -c 1"
    done = subprocess.run(
        ["bash", "-c", command], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.stdout == "{"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("市发改委，市财政局", 9, ["市发改", "委，市财", "政局"]),
        ("完成（一）项", 7, ["完成", "（一）", "项"]),
        ("共有40件", 6, ["共有", "40件"]),
        ("改用 PM2.5 浓度", 8, ["改用", "PM2.5 浓", "度"]),
        ("", 8, [""]),
    ],
)
def test_lines_break_where_chinese_breaks(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width).split("\n") == lines


def test_later_lines_are_indented() -> None:
    assert wrap("甲乙丙丁", 8, "时限  ", "      ") == "时限  甲\n      乙\n      丙\n      丁"


def test_names_are_not_broken() -> None:
    assert flow(["甲表.xlsx", "乙表.xlsx", "丙.svg"], 24) == "甲表.xlsx、乙表.xlsx、\n丙.svg"
    assert flow([], 24, "  ") == "  "


def test_a_long_name_is_cut_with_a_mark() -> None:
    assert shorten("某市工作方案", 7) == "某市…"
    assert shorten("某市", 7) == "某市"
