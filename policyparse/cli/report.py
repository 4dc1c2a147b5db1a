"""``policyparse report``: the consistency report."""

from datetime import date
from pathlib import Path

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import exit_code, read_files


@click.command("report", cls=Command)
@options.files
@click.option(
    "--out",
    default=Path("output/一致性报告.html"),
    show_default=True,
    metavar="文件",
    type=options.NEW_FILE,
    help="写到哪个文件。",
)
@options.lexicon
@options.today
@options.templates
def report_command(
    files: tuple[Path, ...],
    out: Path,
    lexicon: tuple[Path, ...],
    today: date,
    templates: Path | None,
) -> None:
    """写出一致性报告：一个网页文件，不联网也能打开。"""
    from policyparse.batch.outputs import settings, write_report
    from policyparse.reports.rows import RowsBy

    how = settings(today, RowsBy.TASK, templates)
    reading = read_files(files, lexicon)
    for path in write_report(reading.documents, how, out):
        click.echo(f"已写出 {path}")
    raise SystemExit(exit_code(reading.failures))
