"""``policyparse table``: one table, or all of them in a workbook."""

from datetime import date
from pathlib import Path

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import exit_code, read_files
from policyparse.cli.writing import write_results

SHARES = "分送件"
LAYOUTS = ("印发版", "核对版", "调度台账", "时限倒排表", "报送材料清单", SHARES)


@click.command("table", cls=Command)
@options.files
@click.option(
    "--layout",
    metavar="|".join(LAYOUTS),
    type=click.Choice(LAYOUTS),
    help="版式。不写时：xlsx 各版式一张工作表，docx 为印发版。分送件是每个单位一份的压缩包。",
)
@click.option(
    "--format",
    "kind",
    default="xlsx",
    show_default=True,
    metavar="xlsx|docx",
    type=click.Choice(("xlsx", "docx")),
    help="文件格式。",
)
@options.rows
@click.option(
    "--out",
    metavar="文件",
    type=options.NEW_FILE,
    help="写到哪个文件；不写时放在 output/ 中，以版式为名。",
)
@options.lexicon
@options.insist
@options.today
@options.templates
def table_command(
    files: tuple[Path, ...],
    layout: str | None,
    kind: str,
    rows: str,
    out: Path | None,
    lexicon: tuple[Path, ...],
    insist: bool,
    today: date,
    templates: Path | None,
) -> None:
    """写出任务分解表，几份文件合为一张表。"""
    from policyparse.batch.outputs import settings, write_shares, write_table
    from policyparse.reports.rows import ROWS_BY

    how = settings(today, ROWS_BY[rows], templates)
    reading = read_files(files, lexicon, insist=insist)
    suffix = "zip" if layout == SHARES else kind
    name = f"{layout or '任务分解表'}.{suffix}"
    if layout == SHARES:
        write_results(out, name, lambda target: write_shares(reading.plans, kind, target, how))
    else:
        write_results(
            out, name, lambda target: write_table(reading.plans, layout, kind, target, how)
        )
    raise SystemExit(exit_code(reading.failures))
