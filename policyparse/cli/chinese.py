"""What click itself says, in Chinese: its messages, its usage lines, its help pages."""

import importlib
from collections.abc import Iterable
from typing import Any

import click

from policyparse.cli.width import columns, pad, width_of, wrap

# As click marks them for translation; a message that is not here stays as it is.
MESSAGES = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示这段帮助。",
    "Show the version and exit.": "显示版本号。",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "default: {default}": "默认：{default}",
    "required": "必填",
    "Error: {message}": "错误：{message}",
    "Aborted!": "已中止。",
    "Try '{command} {option}' for help.": "用法说明请运行：{command} {option}",
    "Missing command.": "缺少命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少 {param_type}",
    "Choose from:\n\t{choices}": "可选：{choices}",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such option: {name}": "没有选项 {name}。",
    "No such command {name!r}.": "没有命令 {name}。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是不是其中之一：{possibilities}？",
    "Invalid value: {message}": "取值有误：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的取值有误：{message}",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename}：{message}",
    "unknown error": "原因不明",
    "Got unexpected extra argument ({args})": "多出了参数：{args}",
    "Got unexpected extra arguments ({args})": "多出了参数：{args}",
    "Option {name!r} does not take a value.": "选项 {name} 后面不能跟取值。",
    "Option {name!r} requires an argument.": "选项 {name} 后面要跟一个取值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 后面要跟 {nargs} 个取值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 要有 {nargs} 个取值。",
    "{value!r} is not {choice}.": "{value} 不可用，只能是 {choice}。",
    "{value!r} is not one of {choices}.": "{value} 不在可选范围内，可选：{choices}。",
    "{value!r} does not match the format {format}.": "{value} 的写法不对，应写成 {format}。",
    "{value!r} does not match the formats {formats}.": "{value} 的写法不对，可写成 {formats}。",
    "{value!r} is not a valid {number_type}.": "{value} 不是数字。",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "{name} {filename!r} does not exist.": "{name} {filename} 不存在，请检查名称和位置。",
    "{name} {filename!r} is a file.": "{filename} 是文件，这里要的是{name}。",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹，这里要的是{name}。",
    "{name} {filename!r} is not readable.": "{name} {filename} 没有读取权限。",
    "{name} {filename!r} is not writable.": "{name} {filename} 没有写入权限。",
}
_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types", "utils")


def translate(message: str) -> str:
    """The Chinese of one of click's messages."""
    return MESSAGES.get(message, message)


def translate_plural(one: str, many: str, count: int) -> str:
    """As ``ngettext``: Chinese words have one form."""
    return translate(one if count == 1 else many)


def speak_chinese() -> None:
    """Put the translations in the place of the ``gettext`` that click's modules imported."""
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        for word, function in (("_", translate), ("ngettext", translate_plural)):
            if hasattr(module, word):
                setattr(module, word, function)


class Formatter(click.HelpFormatter):
    """Help pages whose lines count Chinese characters as two columns."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__(width=columns())

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """用法：policyparse run [选项] 文件夹"""
        head = f"{prefix or translate('Usage:')}{prog} "
        self.write(wrap(args, self.width, head, " " * width_of(head)) + "\n")

    def write_heading(self, heading: str) -> None:
        """选项："""
        self.write(f"{heading}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, each on lines of its own."""
        paragraphs = ("".join(map(str.strip, part.split("\n"))) for part in text.split("\n\n"))
        indent = " " * self.current_indent
        self.write("\n".join(wrap(part, self.width, indent, indent) for part in paragraphs) + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 26, col_spacing: int = 2
    ) -> None:
        """Terms on the left, what they mean on the right."""
        rows = list(rows)
        indent = " " * self.current_indent
        left = min(max(width_of(term) for term, _ in rows), col_max) + col_spacing
        later = indent + " " * left
        for term, meaning in rows:
            first = indent + pad(term, left)
            if width_of(term) > left - col_spacing:
                self.write(f"{indent}{term}\n")
                first = later
            self.write(wrap(meaning, self.width, first, later) + "\n")


class Context(click.Context):
    """A context whose help pages fit Chinese text."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose usage line and short help are Chinese."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; its sentence for what is missing ends in an English full stop."""
        try:
            return super().parse_args(ctx, args)
        except click.MissingParameter as error:
            shown = error.param.make_metavar(ctx) if error.param else ""
            raise click.UsageError(f"缺少参数：{shown}。", ctx) from error

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first line of the help text."""
        return (self.short_help or self.help or "").strip().split("\n")[0].rstrip("。")


class Group(click.Group):
    """A group of such commands."""

    context_class = Context
    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        kwargs.setdefault("subcommand_metavar", "命令 [参数]…")
        super().__init__(*args, **kwargs)
