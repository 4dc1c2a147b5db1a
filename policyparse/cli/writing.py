"""Writing the results of one command, and saying where they are."""

from collections.abc import Callable
from pathlib import Path

import click

OUTPUT = Path("output")


def write_results(out: Path | None, name: str, make: Callable[[Path], list[Path]]) -> None:
    """Write to the file that was asked for, else into output/, where people's changes are kept."""
    if out is not None:
        for path in make(out):
            click.echo(f"已写出 {path}")
        return
    from policyparse.batch.publish import publish, staging

    with staging(OUTPUT) as beside:
        make(beside / name)
        published = publish(beside, OUTPUT, whole=False)
    for path in published.kept:
        click.echo(f"原有文件有人改动过，已改名保留为 {path}")
    for path in published.written:
        click.echo(f"已写出 {path}")
