"""``policyparse table``: one table, or all of them in a workbook."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import exit_code, read_files

if TYPE_CHECKING:
    from policyparse.batch.outputs import Settings
    from policyparse.model.plan import Plan

BUNDLE = "分送件"
LAYOUTS = ("印发版", "核对版", "调度台账", "时限倒排表", "报送材料清单", BUNDLE)


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
@options.today
@options.templates
def table_command(
    files: tuple[Path, ...],
    layout: str | None,
    kind: str,
    rows: str,
    out: Path | None,
    lexicon: tuple[Path, ...],
    today: date,
    templates: Path | None,
) -> None:
    """写出任务分解表，几份文件合为一张表。"""
    from policyparse.batch.outputs import settings
    from policyparse.reports.rows import ROWS_BY

    how = settings(today, ROWS_BY[rows], templates)
    reading = read_files(files, lexicon)
    target = out or Path("output") / f"{layout or '任务分解表'}.{suffix_of(layout, kind)}"
    for path in maker_of(layout, kind)(reading.plans, target, how):
        click.echo(f"已写出 {path}")
    raise SystemExit(exit_code(reading.failures))


def suffix_of(layout: str | None, kind: str) -> str:
    """The suffix of the file: a bundle is always a zip."""
    return "zip" if layout == BUNDLE else kind


Maker = Callable[[tuple["Plan", ...], Path, "Settings"], list[Path]]


def maker_of(layout: str | None, kind: str) -> Maker:
    """What writes a layout in a format."""

    def make(plans: tuple["Plan", ...], target: Path, how: "Settings") -> list[Path]:
        from policyparse.reports import bundle, catalogue, word, xlsx

        options = {"today": how.today, "by": how.rows, "order": how.order}
        own = {"user_dir": how.templates}
        if layout == BUNDLE:
            formats = (bundle.Format(kind),)
            return bundle.write_bundle(
                plans, target, **options, **own, counties=how.counties, formats=formats
            )
        if kind == "docx":
            which = catalogue.Layout(layout or LAYOUTS[0])
            return word.write_docx(plans, target, **options, **own, layout=which)
        sheets = (catalogue.Layout(layout),) if layout else tuple(catalogue.Layout)
        return xlsx.write_xlsx(plans, target, **options, which=sheets)

    return make
