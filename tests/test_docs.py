"""What README.md and CONTRIBUTING.md show works as shown."""

import re
import shutil
from pathlib import Path

import pytest

from policyparse.cli import COMMANDS
from policyparse.lexicon.load import read
from tests.conftest import CORPUS, TOP

README = (TOP / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("code", blocks(README, "python"))
def test_a_python_example_runs(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in re.findall(r'Path\("([^"]+)"\)', code):
        shutil.copy(next(CORPUS.glob("02-*方案.docx")), name)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out or "assert" in code


@pytest.mark.parametrize("code", blocks(README, "toml"))
def test_a_word_file_example_is_right(code: str) -> None:
    assert read("README.md", code.encode())


def test_every_command_is_described() -> None:
    described = re.findall(r"^\| `policyparse (\w+)", README, re.MULTILINE)
    assert sorted(described) == sorted(COMMANDS)


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+?)\)", README + CONTRIBUTING)
    assert [link for link in links if not (TOP / link).exists()] == []


def test_files_that_newcomers_are_sent_to_are_there() -> None:
    paths = re.findall(r"`((?:policyparse|tests|templates)/[\w./-]+\.\w+)`", CONTRIBUTING)
    paths += re.findall(r"^python (tests/[\w./-]+)", CONTRIBUTING, re.MULTILINE)
    assert paths
    assert [path for path in paths if not (TOP / path).exists()] == []


def test_the_tests_are_run_by_the_command_in_the_readme() -> None:
    command = next(line for line in "".join(blocks(README, "bash")).splitlines() if "test" in line)
    script = (TOP / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"python -m pytest$", command)
    assert re.search(r"^python -m pytest$", script, re.MULTILINE)
