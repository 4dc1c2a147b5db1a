"""Same input, same bytes out: on two runs, with two hash seeds, from another place."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CORPUS, SHARED, TOP

TODAY = "2026-11-25"


def run(folder: Path, out: Path, seed: int, cwd: Path) -> str:
    """Run the main job in a process of its own; returns what it told."""
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(TOP)}
    done = subprocess.run(
        [
            *(sys.executable, "-W", "error", "-m", "policyparse", "run", str(folder)),
            *("--out", str(out), "--today", TODAY),
        ],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.replace(str(out), "OUT")


def content(folder: Path) -> dict[str, bytes]:
    """All files of a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def check(folder: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    first = run(folder, one, 0, TOP)
    second = run(folder, two, 20261125, tmp_path)
    differing = [name for name, data in content(one).items() if content(two).get(name) != data]
    assert differing == []
    assert content(one).keys() == content(two).keys()
    assert first == second
    before = content(one)
    run(folder, one, 7, TOP)
    assert content(one) == before


def test_the_sample_set_gives_the_same_bytes(tmp_path: Path) -> None:
    check(CORPUS, tmp_path)


def test_the_real_plans_give_the_same_bytes(shared: Path, tmp_path: Path) -> None:
    check(SHARED / "plans", tmp_path)


@pytest.mark.parametrize("command", [["schema"], ["--help"], ["run", "--help"]])
def test_what_is_printed_is_the_same(command: list[str]) -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-m", "policyparse", *command],
            cwd=TOP,
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in (0, 1)
    }
    assert len(printed) == 1
