"""``policyparse diff``: what changed from one draft to the next."""

from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import (
    bar,
    exit_code,
    loading,
    open_archives,
    tell_failures,
    write,
)
from policyparse.cli.stops import Failed
from policyparse.cli.width import columns, wrap
from policyparse.cli.writing import write_folder

if TYPE_CHECKING:
    from policyparse.batch.attempt import Failure
    from policyparse.batch.draft_outputs import Basis
    from policyparse.batch.drafts import Drafts

    Failures = tuple[Failure, ...]


ONE_DRAFT = (
    "只给了一个稿次，其中没有修订痕迹。请先写旧稿，再写新稿（附件与正文合为一稿，不单独算）。"
)


@click.command("diff", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="旧稿 新稿…", type=options.FILE)
@click.option(
    "--out",
    metavar="文件夹",
    type=options.NEW_FOLDER,
    help="把完整结果写到这个文件夹。",
)
@click.option(
    "--opinions",
    metavar="意见表",
    type=options.FILE,
    help="征求意见采纳情况表：逐条看意见在新稿中改了没有，并列出未见意见依据的修改。",
)
@click.option("--json", "as_json", is_flag=True, help="向标准输出写 JSON，不写别的。")
@options.revisions
@options.lexicon
@options.insist
@options.today
@options.templates
def diff_command(
    files: tuple[Path, ...],
    out: Path | None,
    opinions: Path | None,
    as_json: bool,
    revisions: str,
    lexicon: tuple[Path, ...],
    insist: bool,
    today: date,
    templates: Path | None,
) -> None:
    """比对同一方案的两个或多个稿次：谁新增、谁移出、谁的角色变了，时限、指标、措施怎么改。

    按稿次先后列出文件；附件与正文一起列出时合为一稿。只给一份带修订痕迹的 Word 文件时，
    比对修订前后，并注明修订人和时间。
    条目重新编号、移动、拆分、合并、改写后仍能对应；单位改用简称、全称或机构改革后的名称，不算责任调整。

    退出码：0 全部完成；1 有文件没有读成或没有写成；2 用法或词表有误。
    """
    with loading():
        from policyparse.batch.draft_outputs import Basis
        from policyparse.batch.drafts import compare_drafts, drafts_json, drafts_of, read_drafts
        from policyparse.lexicon.load import load
        from policyparse.model.raw import Revisions

        load(lexicon)
    archives = open_archives(drafts_of(files))
    state = Revisions(revisions)
    read = read_drafts(archives.sets, opinions, lexicon, bar, state, insist=insist)
    read = replace(read, failures=(*archives.failures, *read.failures))
    if read.tracked is not None and not (read.tracked.changes or read.tracked.comments):
        raise click.UsageError(ONE_DRAFT)
    found = compare_drafts(read, lexicon, bar)
    if not found.steps:
        tell_failures(found.failures)
        raise Failed("读成的稿次不足两份，无法比对。")
    text = drafts_json(found)
    failures = found.failures + _tell(found, text, out, Basis(lexicon, today, templates), as_json)
    tell_failures(failures)
    raise SystemExit(exit_code(failures))


def _tell(
    found: "Drafts", text: str, out: Path | None, basis: "Basis", as_json: bool
) -> "Failures":
    """What was found on the terminal, or as JSON, and the files where a folder is named."""
    if as_json:
        write(text)
    else:
        _show(found, out)
    return _write(found, text, out, basis, as_json) if out is not None else ()


def _show(found: "Drafts", out: Path | None) -> None:
    from policyparse.cli import diff_summary, drafts_summary, landings_summary

    lines = (
        drafts_summary.summary(found.table)
        if found.table
        else chain.from_iterable(diff_summary.summary(step.found) for step in found.steps)
    )
    judged = chain.from_iterable(landings_summary.summary(step.found) for step in found.steps)
    for line in chain(lines, judged):
        click.echo(line)
    if out is None:
        click.echo("\n完整结果：加 --out 文件夹；机器读取：加 --json。")


def _write(found: "Drafts", text: str, out: Path, basis: "Basis", as_json: bool) -> "Failures":
    """All files of the results; people's changes in the folder are kept."""
    from policyparse.batch.draft_outputs import draft_outputs

    notes: list[str] = []
    basis = replace(basis, told=notes.append)
    failures = write_folder(out, lambda beside: draft_outputs(found, text, beside, basis), as_json)
    for note in notes:
        click.echo(wrap(note, columns()), err=as_json)
    return failures
