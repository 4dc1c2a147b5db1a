"""``policyparse check``: what a careful reader would query before a plan is issued."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import bar, documents_of, loading, tell_failures, write
from policyparse.cli.stops import DONE, FINDINGS, Failed
from policyparse.cli.writing import write_folder

if TYPE_CHECKING:
    from policyparse.batch.attempt import Failure
    from policyparse.batch.checked import Checked
    from policyparse.batch.settings import CheckSettings


@click.command("check", cls=Command)
@options.files
@click.option(
    "--select",
    multiple=True,
    metavar="规则",
    help="只用编号以此开头的规则，如 PP2 或 PP203；可以写多次。",
)
@click.option("--ignore", multiple=True, metavar="规则", help="不用这些规则；可以写多次。")
@click.option(
    "--config",
    metavar="文件",
    type=options.FILE,
    help="配置文件；不写时用当前文件夹中的 policyparse.toml。",
)
@click.option(
    "--baseline", metavar="文件", type=options.FILE, help="已判定清单，其中的发现不再列出。"
)
@click.option(
    "--write-baseline",
    "written",
    metavar="文件",
    type=options.NEW_FILE,
    help="把本次的发现记入已判定清单，原文不改就不再列出。",
)
@click.option(
    "--out",
    metavar="文件夹",
    type=options.NEW_FOLDER,
    help="把核查报告和 Word 批注稿写到这个文件夹。",
)
@click.option("--json", "as_json", is_flag=True, help="向标准输出写 JSON，不写别的。")
@options.lexicon
@options.insist
@options.templates
@options.today
def check_command(
    files: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    baseline: Path | None,
    written: Path | None,
    out: Path | None,
    as_json: bool,
    lexicon: tuple[Path, ...],
    insist: bool,
    templates: Path | None,
    today: date,
) -> None:
    """核查方案本身：序号、分工、时限、指标、引用、名称、表格、名单有没有前后不一致之处。

    每一处发现都引原文。规则说明见 policyparse explain。附件与正文一起列出时合为一份。
    写 --out 时，Word 文件另存一份批注稿，发现写成批注，标在原处；原文件和正文文字不动。

    退出码：0 没有发现；1 有发现，或者有文件没有读成；2 用法、词表或配置有误。
    """
    with loading():
        from policyparse.batch.checked import check_files, check_json
        from policyparse.batch.settings import FILE, CheckSettings, read_settings
        from policyparse.checks.registry import select as chosen
        from policyparse.lexicon.load import load

        load(lexicon)
    config = config or (Path(FILE) if Path(FILE).is_file() else None)
    settings = read_settings(config) if config else CheckSettings()
    rules = chosen(select or settings.select, (*ignore, *settings.ignore))
    archives = documents_of(files)
    checked = check_files(archives.sets, rules, lexicon, bar, insist=insist)
    checked = replace(checked, failures=(*archives.failures, *checked.failures))
    if not checked.subjects:
        tell_failures(checked.failures)
        raise Failed("没有一份文件读成，没有核查任何文件。")
    checked = _judged(checked, baseline, written, settings)
    if as_json:
        write(check_json(checked.result))
    else:
        _show(checked)
    failures = checked.failures
    if out is not None:
        failures += _write(checked, out, (today, templates), as_json)
    tell_failures(failures)
    raise SystemExit(FINDINGS if checked.result.findings or failures else DONE)


def _judged(
    checked: "Checked", baseline: Path | None, written: Path | None, settings: "CheckSettings"
) -> "Checked":
    """Without what was judged before; all that is left is written down as judged if asked."""
    from policyparse.batch.settings import read_baseline, write_baseline
    from policyparse.checks.baseline import judged, mute
    from policyparse.model.check import Baseline

    if written is not None:
        before = read_baseline(written) if written.is_file() else Baseline()
        write_baseline(judged(checked.result.findings, before), written)
        click.echo(f"已记入 {written}，共{len(checked.result.findings)}处。", err=True)
    named = baseline or (Path(settings.baseline) if settings.baseline else None)
    if named is None:
        return checked
    return checked.with_result(mute(checked.result, read_baseline(named)))


def _write(
    checked: "Checked", out: Path, how: tuple[date, Path | None], as_json: bool
) -> "tuple[Failure, ...]":
    """The report; people's changes in the folder are kept."""
    from policyparse.batch.check_outputs import check_outputs

    return write_folder(out, lambda beside: check_outputs(checked, beside, *how), as_json)


def _show(checked: "Checked") -> None:
    from policyparse.cli.check_summary import summary

    for line in summary(checked.result, [subject for _, subject in checked.subjects]):
        click.echo(line)
