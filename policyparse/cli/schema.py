"""``policyparse schema``: what the JSON of a document looks like."""

import click

from policyparse.cli.chinese import Command
from policyparse.cli.reading import write


@click.command("schema", cls=Command)
def schema_command() -> None:
    """显示 parse --json 输出格式的 JSON Schema。"""
    from policyparse.batch.plan_json import plan_schema

    write(plan_schema())
