"""``policyparse diff``: what changed from one draft to the next."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import loading, write

if TYPE_CHECKING:
    from policyparse.model.diff import Diff


@click.command("diff", cls=Command)
@click.argument("old", metavar="旧稿", type=options.FILE)
@click.argument("new", metavar="新稿", type=options.FILE)
@click.option("--json", "as_json", is_flag=True, help="向标准输出写 JSON，不写别的。")
@options.lexicon
def diff_command(old: Path, new: Path, as_json: bool, lexicon: tuple[Path, ...]) -> None:
    """比对同一方案的两个稿次：谁新增、谁移出、谁的角色变了，时限、指标、措施怎么改。

    条目重新编号、移动、拆分、合并、改写后仍能对应；单位改用简称、全称或机构改革后的名称，不算责任调整。

    退出码：0 全部完成；1 有文件没有读成；2 用法或词表有误。
    """
    with loading():
        from policyparse.batch.read import read_document
        from policyparse.drafts.diff import diff
        from policyparse.lexicon.load import load

        load(lexicon)
    before, after = (read_document((path,), lexicon).plan for path in (old, new))
    found = diff(before, after, lexicon=lexicon)
    if as_json:
        write(_json(found))
        return
    from policyparse.cli.diff_summary import summary

    for line in summary(found):
        click.echo(line)


def _json(found: "Diff") -> str:
    return found.model_dump_json(by_alias=True, indent=2) + "\n"
