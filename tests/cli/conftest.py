"""The command line as a user meets it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policyparse.cli import cli

PLAN = """渺渺市人民政府办公室关于印发渺渺市2026年河道清理工作方案的通知
渺政办发〔2026〕8号

渺渺市2026年河道清理工作方案

一、总体目标

到2026年底，河道保洁覆盖率达到95%以上。

二、重点任务

（一）清理河道垃圾。组织沿河各镇开展清理，6月底前完成。（牵头单位：市水利局；配合单位：市财政局）

（二）修缮护栏。年底前修缮护栏20公里以上。（市交通运输局负责）
"""

Call = Callable[..., Result]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Runs a command in an empty folder, where output/ is made."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan as a file."""
    path = tmp_path / "来文" / "方案.txt"
    path.parent.mkdir()
    path.write_text(PLAN, encoding="utf-8")
    return path
