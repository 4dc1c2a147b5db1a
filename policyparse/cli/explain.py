"""``policyparse explain``: what a rule looks for, why, and what to do."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import click

from policyparse.cli.chinese import Command
from policyparse.cli.reading import loading
from policyparse.cli.width import columns, wrap

if TYPE_CHECKING:
    from policyparse.checks.rule import Rule

INDENT = " " * 8


@click.command("explain", cls=Command)
@click.argument("codes", nargs=-1, metavar="[规则…]")
def explain_command(codes: tuple[str, ...]) -> None:
    """说明核查规则：查什么、为什么、怎么改。不写规则编号时列出全部规则。"""
    with loading():
        from policyparse.checks.registry import select

    rules = select(codes)
    for line in _all(rules) if len(rules) > 1 else _one(rules[0]):
        click.echo(line)


def _all(rules: "tuple[Rule, ...]") -> Iterator[str]:
    """The rules by families, a line or two each."""
    from policyparse.reports.labels import label

    for family, group in groupby(rules, key=lambda rule: rule.family):
        yield click.style(f"PP{family} {label(family)}", bold=True)
        for rule in group:
            said = f"{rule.title}（{label(rule.severity)}）"
            yield wrap(said, columns(), f"  {rule.code} ", INDENT)


def _one(rule: "Rule") -> Iterator[str]:
    from policyparse.reports.labels import label

    yield click.style(f"{rule.code} {rule.name}（{label(rule.severity)}）", bold=True)
    for name, text in (("查什么", rule.title), ("为什么", rule.why), ("怎么改", rule.fix)):
        yield wrap(f"{name}：{text}", columns(), "", INDENT)
