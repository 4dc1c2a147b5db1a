"""``policyparse opinions``: the units' replies to a draft, gathered into one table."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import bar, exit_code, loading, tell_failures, write
from policyparse.cli.stops import Failed
from policyparse.cli.writing import write_folder

if TYPE_CHECKING:
    from policyparse.batch.attempt import Failure
    from policyparse.model.reply import Replies

SORTS = ("条款", "单位")


@click.command("opinions", cls=Command)
@click.argument("folder", metavar="文件夹", type=options.FOLDER)
@click.option(
    "--sent",
    metavar="名单",
    type=options.FILE,
    help="征求意见单位名单（txt 每行一个、xlsx、docx，或主送一行），据此列出未回复的单位。",
)
@click.option(
    "--sort",
    default="单位",
    show_default=True,
    metavar="|".join(SORTS),
    type=click.Choice(SORTS),
    help="意见按涉及条款排列，还是按单位排列。",
)
@click.option(
    "--out",
    metavar="文件夹",
    type=options.NEW_FOLDER,
    help="把征求意见汇总及采纳情况表（xlsx、docx）和 JSON 写到这个文件夹。",
)
@click.option("--json", "as_json", is_flag=True, help="向标准输出写 JSON，不写别的。")
@options.lexicon
@options.insist
@options.today
@options.templates
def opinions_command(
    folder: Path,
    sent: Path | None,
    sort: str,
    out: Path | None,
    as_json: bool,
    lexicon: tuple[Path, ...],
    insist: bool,
    today: date,
    templates: Path | None,
) -> None:
    """汇总各单位对征求意见稿的回复：谁无意见、谁有意见、谁没有回复。

    回复可以是公函、邮件、意见表（docx、pdf、txt、html、xlsx），子文件夹一并读取。
    单位依次看落款、填报单位、版头、标题、发件人、文件名；互相不一致的列为请核实。

    采纳情况、不采纳理由、修改落实情况留空，由人工填写；
    填好的表不会被覆盖，会改名保留，并可用于 policyparse diff 的 --opinions。

    退出码：0 全部完成；1 没有回复，或者有文件没有读成；2 用法、词表有误。
    """
    with loading():
        from policyparse.batch.replies import gather, replies_json
        from policyparse.extract.gathered import SortBy

    gathered = gather(
        folder,
        sent,
        lexicon,
        templates=templates,
        sort=SortBy(sort),
        out=out,
        track=bar,
        insist=insist,
    )
    if not gathered.found.replies:
        tell_failures(gathered.failures)
        raise Failed(f"{folder} 中没有读出任何回复。")
    if as_json:
        write(replies_json(gathered.found))
    else:
        _show(gathered.found, out)
    failures = gathered.failures
    if out is not None:
        failures += _write(gathered.found, out, today, templates, as_json)
    tell_failures(failures)
    raise SystemExit(exit_code(failures))


def _show(found: "Replies", out: Path | None) -> None:
    from policyparse.cli.opinions_summary import summary

    for line in summary(found):
        click.echo(line)
    if out is None:
        click.echo("\n写出汇总表：加 --out 文件夹；机器读取：加 --json。")


def _write(
    found: "Replies", out: Path, today: date, templates: Path | None, as_json: bool
) -> "tuple[Failure, ...]":
    """The table and the JSON; a table that people filled is kept."""
    from policyparse.batch.replies import replies_outputs

    return write_folder(
        out, lambda beside: replies_outputs(found, beside, today, templates), as_json
    )
