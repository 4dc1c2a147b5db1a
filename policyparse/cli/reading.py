"""Reading the files named on the command line, with a progress bar; failures are told at once."""

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from policyparse.cli.options import REVISIONS
from policyparse.cli.stops import DONE, FINDINGS, Failed

if TYPE_CHECKING:
    from policyparse.batch.archives import Opened
    from policyparse.batch.attempt import Failure
    from policyparse.batch.read import Copy, Reading

Item = TypeVar("Item")


@contextmanager
def loading() -> Iterator[None]:
    """Load modules: they stay to the end, and no search for garbage goes through them again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def bar(label: str, items: Sequence[Item], /) -> Iterator[Item]:
    """The items one by one, with a progress bar on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(
        items,
        label=label,
        file=sys.stderr,
        width=30,
        fill_char="█",
        empty_char="░",
        bar_template="%(label)s %(bar)s %(info)s",
        show_pos=True,
        show_eta=False,
    ) as steps:
        yield from steps


def read_files(
    files: Iterable[Path],
    lexicon: Sequence[Path],
    revisions: str = REVISIONS[1],
    *,
    insist: bool = False,
) -> "Reading":
    """Read files, annexes with their body; stops only if none can be read."""
    with loading():
        from policyparse.batch.read import read_all
        from policyparse.lexicon.load import load
        from policyparse.model.raw import Revisions

        load(lexicon)
    archives = documents_of(files)
    reading = read_all(
        archives.sets,
        tuple(lexicon),
        track=bar,
        revisions=Revisions(revisions),
        insist=insist,
    )
    reading.failures[:0] = archives.failures
    for copy in reading.copies:
        click.echo(copy_line(copy), err=True)
    if not reading.documents and len(reading.failures) == 1:
        raise Failed(reading.failures[0].line())
    tell_failures(reading.failures)
    if not reading.documents:
        raise Failed("没有一份文件读成，没有写出任何结果。")
    return reading


def documents_of(files: Iterable[Path]) -> "Opened":
    """The documents that files make up, annexes with their body, those of archives too."""
    from policyparse.batch.find import sets_of

    return open_archives(sets_of(tuple(dict.fromkeys(files))))


def open_archives(sets: Iterable[Sequence[Path]]) -> "Opened":
    """The documents with those of archives, whose files are removed when the command ends."""
    from policyparse.batch.archives import opened

    return click.get_current_context().with_resource(opened(sets))


def copy_line(copy: "Copy", base: Path | None = None) -> str:
    """That a file holds a document that was read from another file already."""
    from policyparse.batch.archives import shown_name

    name, other = shown_name(copy.path, base), shown_name(copy.document.path, base)
    tasks, before = len(copy.plan.tasks), len(copy.document.plan.tasks)
    more = f"；任务数不同（{tasks}项、{before}项），请核实" if copy.differs else ""
    return f"{name} 与 {other} 是同一份文件，只计一次{more}。"


def tell_failures(failures: Sequence["Failure"]) -> None:
    """Name what could not be done, and why, on standard error."""
    if not failures:
        return
    click.echo(f"\n有{len(failures)}项没有完成：", err=True)
    for failure in failures:
        click.echo(f"  {failure.line()}", err=True)


def exit_code(failures: Sequence["Failure"]) -> int:
    """0 if all was done, 1 if something is missing."""
    return FINDINGS if failures else DONE


def write(text: str) -> None:
    """Write to standard output as UTF-8 with the newlines as they are, on every system."""
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
