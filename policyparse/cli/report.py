"""``policyparse report``: the consistency report."""

from datetime import date
from pathlib import Path

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import exit_code, read_files
from policyparse.cli.writing import write_results


@click.command("report", cls=Command)
@options.files
@click.option(
    "--out",
    metavar="文件",
    type=options.NEW_FILE,
    help="写到哪个文件；不写时为 output/一致性报告.html。",
)
@options.lexicon
@options.insist
@options.today
@options.templates
def report_command(
    files: tuple[Path, ...],
    out: Path | None,
    lexicon: tuple[Path, ...],
    insist: bool,
    today: date,
    templates: Path | None,
) -> None:
    """写出一致性报告：一个网页文件，不联网也能打开。"""
    from policyparse.batch.outputs import REPORT, settings, write_report
    from policyparse.reports.rows import RowsBy

    how = settings(today, RowsBy.TASK, templates)
    reading = read_files(files, lexicon, insist=insist)
    write_results(
        out, f"{REPORT}.html", lambda target: write_report(reading.documents, how, target)
    )
    raise SystemExit(exit_code(reading.failures))
