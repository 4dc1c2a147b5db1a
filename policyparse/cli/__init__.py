"""The command line. A command is a module with a function of its name and a row in COMMANDS."""

import sys
from importlib import import_module
from io import TextIOWrapper

import click

from policyparse import __version__
from policyparse.cli.chinese import Group, speak_chinese
from policyparse.cli.stops import raising_stops

COMMANDS = (
    "run",
    "compare",
    "diff",
    "opinions",
    "check",
    "explain",
    "parse",
    "text",
    "schema",
    "table",
    "graph",
    "report",
)

speak_chinese()


class LazyGroup(Group):
    """Imports a command's module only when the command is used or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, the main one first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"policyparse.cli.{cmd_name}"), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what stops it becomes a message and an exit code."""
        with raising_stops():
            return super().invoke(ctx)


@click.group(cls=LazyGroup)
@click.version_option(__version__, prog_name="policyparse")
def cli() -> None:
    """把政府方案读成任务、时限、责任单位和指标，每一项都能回到原文。

    最常用：policyparse run 文件夹，结果在 output/ 中。
    """


def main() -> None:
    """Start the command line, writing UTF-8 whatever the console's code page is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli(prog_name="policyparse")
