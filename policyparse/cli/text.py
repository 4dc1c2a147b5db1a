"""``policyparse text``: the text that all evidence points into."""

from pathlib import Path

import click

from policyparse.cli import options
from policyparse.cli.chinese import Command
from policyparse.cli.reading import write


@click.command("text", cls=Command)
@click.argument("file", metavar="文件", type=options.FILE)
@options.revisions
@options.lexicon
@options.insist
def text_command(file: Path, revisions: str, lexicon: tuple[Path, ...], insist: bool) -> None:
    """显示一份文件整理后的文字。

    折行、空白和标记已经合并，字词和数字不变。
    JSON 中的 start、end 就是这份文字里的字符位置（从 0 数起）。
    """
    from policyparse.batch.read import read_document
    from policyparse.model.raw import Revisions

    text = read_document([file], lexicon, Revisions(revisions), insist=insist).text
    write(text if text.endswith("\n") else text + "\n")
