"""``policyparse run``: the main job."""

from datetime import date
from pathlib import Path

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import bar, exit_code, loading, tell_failures
from policyparse.cli.stops import FINDINGS


@click.command("run", cls=Command)
@click.argument("folder", metavar="文件夹", type=options.FOLDER)
@click.option(
    "--out",
    default=Path("output"),
    show_default=True,
    metavar="文件夹",
    type=options.NEW_FOLDER,
    help="结果放在哪个文件夹。",
)
@options.lexicon
@options.insist
@options.today
@options.templates
@options.rows
def run_command(
    folder: Path,
    out: Path,
    lexicon: tuple[Path, ...],
    insist: bool,
    today: date,
    templates: Path | None,
    rows: str,
) -> None:
    """读取文件夹中的全部方案，写出任务分解表、责任关系图和一致性报告。

    子文件夹一并读取。文件夹里有 lexicon.toml 或“词表.toml”时自动采用。
    附件文件名写成“正文文件名-附件…”的，与正文合为一份。
    同一份文件的 Word 版、PDF 版等只计一次。读不了的文件最后列出原因，不影响其他文件。

    结果：任务分解表（xlsx、docx），分送件（zip），一致性报告（html），
    责任关系图（svg、graphml、gexf、json、csv），每份文件一个 JSON。
    您改动过的结果文件不会被覆盖，会改名保留。

    退出码：0 全部完成；1 没有方案，或者有文件没有读成、没有写成；2 用法有误。
    """
    with loading():
        from policyparse.batch.folder import run
        from policyparse.cli.run_summary import summary
        from policyparse.reports.rows import ROWS_BY

    outcome = run(
        folder,
        out,
        today=today,
        lexicon=lexicon,
        templates=templates,
        rows=ROWS_BY[rows],
        track=bar,
        insist=insist,
    )
    for line in summary(outcome, folder, out, today):
        click.echo(line)
    tell_failures(outcome.failures)
    raise SystemExit(exit_code(outcome.failures) if outcome.reading.documents else FINDINGS)
