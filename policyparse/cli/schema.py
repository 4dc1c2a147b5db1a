"""``policyparse schema``: what the JSON of each command looks like."""

from importlib import import_module

import click

from policyparse.cli.chinese import Command
from policyparse.cli.reading import write

SCHEMAS = {
    "plan": "plan.Plan",
    "comparison": "comparison.Comparison",
    "comparisons": "comparisons.Comparisons",
    "diff": "diff.Diff",
    "drafts": "drafts.DraftTable",
    "replies": "reply.Replies",
    "check": "check.CheckResult",
}


@click.command("schema", cls=Command)
@click.argument("name", default="plan", metavar="[名称]", type=click.Choice(tuple(SCHEMAS)))
def schema_command(name: str) -> None:
    """显示 --json 输出格式的 JSON Schema。

    名称：plan（parse，不写就是它）、comparison 和 comparisons（compare，两份和多份）、
    diff 和 drafts（diff，两个稿次和多个稿次）、replies（opinions）、check（check）。
    """
    from policyparse.batch.plan_json import json_schema

    module, model = SCHEMAS[name].split(".")
    write(json_schema(getattr(import_module(f"policyparse.model.{module}"), model)))
