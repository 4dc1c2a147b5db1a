"""``policyparse parse``: what was read out of a document."""

from pathlib import Path

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import (
    documents_of,
    exit_code,
    loading,
    read_files,
    tell_failures,
    write,
)
from policyparse.cli.stops import Failed


@click.command("parse", cls=Command)
@options.files
@click.option("--json", "as_json", is_flag=True, help="向标准输出写 JSON；一次一份文件。")
@options.revisions
@options.lexicon
@options.insist
def parse_command(
    files: tuple[Path, ...],
    as_json: bool,
    revisions: str,
    lexicon: tuple[Path, ...],
    insist: bool,
) -> None:
    """读取文件，显示任务、责任单位、时限、指标。

    加 --json 输出完整结果，格式见 policyparse schema。附件与正文一起列出时合为一份。
    """
    if as_json:
        _print_json(files, lexicon, revisions, insist)
        return
    from policyparse.cli.parse_summary import summary

    reading = read_files(files, lexicon, revisions, insist=insist)
    for document in reading.documents:
        for line in summary(document.plan):
            click.echo(line)
    raise SystemExit(exit_code(reading.failures))


def _print_json(
    files: tuple[Path, ...], lexicon: tuple[Path, ...], revisions: str, insist: bool
) -> None:
    with loading():
        from policyparse.batch.plan_json import plan_json
        from policyparse.batch.read import read_document
        from policyparse.model.raw import Revisions

    archives = documents_of(files)
    sets = archives.sets
    tell_failures(archives.failures)
    if not sets:
        raise Failed("没有一份文件读成，没有写出任何结果。")
    if len(sets) > 1:
        raise click.UsageError("--json 一次只能读一份文件；多份请用 policyparse run 文件夹。")
    plan = read_document(sets[0], lexicon, Revisions(revisions), insist=insist).plan
    write(plan_json(plan))
    raise SystemExit(exit_code(archives.failures))
