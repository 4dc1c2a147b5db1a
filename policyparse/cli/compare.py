"""``policyparse compare``: whether lower plans take up what an upper one asks."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import (
    bar,
    copy_line,
    exit_code,
    loading,
    open_archives,
    tell_failures,
    write,
)
from policyparse.cli.stops import Failed
from policyparse.cli.writing import write_folder

if TYPE_CHECKING:
    from policyparse.batch.attempt import Failure
    from policyparse.batch.compared import Compared, Files
    from policyparse.batch.read import Reading
    from policyparse.comparison.review import ReviewEntry

    Failures = tuple[Failure, ...]

How = tuple[tuple[Path, ...], date, Path | None]  # lexicon, today, templates


@click.command("compare", cls=Command)
@click.argument("upper", metavar="上级文件", type=options.FILE)
@click.argument("lowers", nargs=-1, required=True, metavar="下级文件…", type=options.FILE)
@click.option(
    "--upper",
    "more",
    multiple=True,
    metavar="文件",
    type=options.FILE,
    help="另一份上级文件，可以写多次：逐份对照，并合并为一份任务清单。",
)
@click.option(
    "--together",
    is_flag=True,
    help="同一地方的几份下级文件合并判断，如工作方案和应急预案：有一份写到即为写到。",
)
@click.option(
    "--out",
    metavar="文件夹",
    type=options.NEW_FOLDER,
    help="把完整报告（html、xlsx、docx）和 JSON 写到这个文件夹。",
)
@click.option("--json", "as_json", is_flag=True, help="向标准输出写 JSON，不写别的。")
@click.option(
    "--reviews",
    metavar="文件",
    type=options.FILE,
    help="填好的“核对结果”表（xlsx、csv 或 json），结果带入本次对照。",
)
@click.option(
    "--candidates",
    metavar="名称",
    help="另装的候选来源（如本机的语义模型），只增加要看的地方，结论仍按用语判断。",
)
@options.lexicon
@options.insist
@options.today
@options.templates
def compare_command(
    upper: Path,
    lowers: tuple[Path, ...],
    more: tuple[Path, ...],
    together: bool,
    out: Path | None,
    as_json: bool,
    reviews: Path | None,
    candidates: str | None,
    lexicon: tuple[Path, ...],
    insist: bool,
    today: date,
    templates: Path | None,
) -> None:
    """对照上下级方案：上级的任务和措施，下级写到了哪些、减弱了哪些、未见哪些。

    第一份是上级文件，其后都是下级文件。附件与正文一起列出时合为一份。
    给出省、市、区三级方案的，逐级看措施在哪一级减弱或未见。

    不写 --out 和 --json 时只在终端显示摘要。结论供核对，不代替审核。

    退出码：0 全部完成；1 有文件没有读成或没有写成；2 用法、词表或核对结果表有误。
    """
    with loading():
        from policyparse.batch.compared import compare_sides, comparison_json, sides
        from policyparse.lexicon.load import load
        from policyparse.matching.candidates import candidate_source

        load(lexicon)
    source = candidate_source(candidates) if candidates else None
    entries = _entries(reviews)
    asked = sides((upper, *more), lowers)
    above = _read(asked[0], "上级", lexicon, insist)
    below = _read(asked[1], "下级", lexicon, insist)
    compared = compare_sides(
        above.documents, below.documents, lexicon, together=together, candidates=source, track=bar
    )
    compared = compared.reviewed(entries) if entries else compared
    failures = (*above.failures, *below.failures, *compared.failures)
    if not compared.found.comparisons:
        tell_failures(failures)
        raise Failed("没有一对文件对照成功。")
    several = len(asked[0]) > 1 or len(asked[1]) > 1
    if together:
        several = len(compared.found.comparisons) > 1  # of several places
    text = comparison_json(compared.found, several=several)
    failures += _tell(compared, text, out, (lexicon, today, templates), as_json)
    tell_failures(failures)
    raise SystemExit(exit_code(failures))


def _entries(reviews: Path | None) -> "tuple[ReviewEntry, ...]":
    if reviews is None:
        return ()
    from policyparse.reports.review_file import read_reviews

    entries = read_reviews(reviews)
    if not entries:
        click.echo(f"{reviews} 中没有填有核对结果的行，本次没有带入结果，请核实。", err=True)
    return entries


def _read(
    asked: "Sequence[Files]", side: str, lexicon: tuple[Path, ...], insist: bool
) -> "Reading":
    """The documents of one side; stops if there is none."""
    from policyparse.batch.compared import read_side

    if not asked:
        raise click.UsageError(f"没有{side}文件：所给的都是上级文件或其附件。")
    archives = open_archives(asked)
    reading = read_side(archives.sets, lexicon, bar, insist=insist)
    reading.failures[:0] = archives.failures
    for copy in reading.copies:
        click.echo(copy_line(copy), err=True)
    if not reading.documents:
        tell_failures(reading.failures)
        raise Failed(f"没有一份{side}文件读成，无法对照。")
    return reading


def _tell(compared: "Compared", text: str, out: Path | None, how: How, as_json: bool) -> "Failures":
    """What was found on the terminal, or as JSON, and the files where a folder is named."""
    if as_json:
        write(text)
    else:
        _show(compared, out, how[0])
    return _write(compared, text, out, how, as_json) if out is not None else ()


def _show(compared: "Compared", out: Path | None, lexicon: tuple[Path, ...]) -> None:
    from policyparse.cli.compare_summary import summary

    for line in summary(compared.found, lexicon):
        click.echo(line)
    if out is None:
        click.echo("\n完整报告：加 --out 文件夹；机器读取：加 --json。")


def _write(compared: "Compared", text: str, out: Path, how: How, as_json: bool) -> "Failures":
    """All files of the report; people's changes in the folder are kept."""
    from policyparse.batch.pairs import Basis, comparison_outputs

    basis = Basis(compared.documents, *how)
    return write_folder(
        out, lambda beside: comparison_outputs(compared, text, beside, basis), as_json
    )
