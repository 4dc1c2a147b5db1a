"""Writing the results of one command, and saying where they are."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policyparse.cli.reading import bar

if TYPE_CHECKING:
    from policyparse.batch.attempt import Failure
    from policyparse.batch.publish import Output, Published

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
    _tell(published, err=False)


def write_folder(
    out: Path, outputs: Callable[[Path], "Iterable[Output]"], err: bool
) -> "tuple[Failure, ...]":
    """Write all that ``outputs`` makes of a folder beside; people's changes in ``out`` are kept.

    With ``err`` it is told on standard error, where standard output is JSON.
    """
    from policyparse.batch.publish import make_all, publish, staging

    with staging(out) as beside:
        failures = make_all(tuple(outputs(beside)), bar)
        published = publish(beside, out, whole=False)
    _tell(published, err=err)
    return tuple(failures)


def _tell(published: "Published", *, err: bool) -> None:
    for path in published.kept:
        click.echo(f"原有文件有人改动过，已改名保留为 {path}", err=err)
    for path in published.written:
        click.echo(f"已写出 {path}", err=err)
