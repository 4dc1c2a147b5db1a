"""``policyparse graph``: who answers for what, as a graph."""

from pathlib import Path

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import exit_code, read_files
from policyparse.cli.writing import write_results

FORMATS = ("svg", "graphml", "gexf", "json", "csv")


@click.command("graph", cls=Command)
@options.files
@click.option(
    "--format",
    "kind",
    default=FORMATS[0],
    show_default=True,
    metavar="|".join(FORMATS),
    type=click.Choice(FORMATS),
    help="svg 供人看；graphml、gexf、json 供 Gephi 等软件；csv 分节点、关系两个文件。",
)
@click.option(
    "--out",
    metavar="文件",
    type=options.NEW_FILE,
    help="写到哪个文件；不写时为 output/责任关系图 加扩展名。",
)
@options.lexicon
@options.insist
def graph_command(
    files: tuple[Path, ...],
    kind: str,
    out: Path | None,
    lexicon: tuple[Path, ...],
    insist: bool,
) -> None:
    """写出责任关系图：单位、任务、交办事项、指标和文件之间的关系。"""
    from policyparse.batch.outputs import GRAPH, write_graph

    reading = read_files(files, lexicon, insist=insist)
    write_results(out, f"{GRAPH}.{kind}", lambda target: write_graph(reading.plans, kind, target))
    raise SystemExit(exit_code(reading.failures))
