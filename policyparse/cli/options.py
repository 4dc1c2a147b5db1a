"""Arguments and options that several commands share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

REVISIONS = ("original", "final")
ROWS = ("任务", "措施", "交办事项")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)


def _day(context: click.Context, option: click.Parameter, value: str) -> date:
    """The date that was written."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        problem = f"{value} 不是日期，应写成 2026-11-25 这样。"
        raise click.BadParameter(problem, context, option) from error


def files(function: Callable[..., Any]) -> Callable[..., Any]:
    """One file or more."""
    return click.argument("files", nargs=-1, required=True, metavar="文件…", type=FILE)(function)


def lexicon(function: Callable[..., Any]) -> Callable[..., Any]:
    """Word files of the user's own."""
    return click.option(
        "--lexicon",
        multiple=True,
        metavar="词表",
        type=FILE,
        help="自备词表（TOML），补充地名、单位、计量单位等；可以写多次。",
    )(function)


def revisions(function: Callable[..., Any]) -> Callable[..., Any]:
    """Which state of a Word file with tracked changes is read."""
    return click.option(
        "--revisions",
        default=REVISIONS[1],
        show_default=True,
        metavar="|".join(REVISIONS),
        type=click.Choice(REVISIONS),
        help="Word 文件带修订痕迹时读哪一稿：original 拒绝全部修订，final 接受全部修订。",
    )(function)


def insist(function: Callable[..., Any]) -> Callable[..., Any]:
    """Read files that are marked as secrets too."""
    return click.option(
        "--insist",
        is_flag=True,
        help="标有“秘密★”“机密★”“绝密★”的文件也读取；不写时拒绝。请先确认本机可以处理涉密文件。",
    )(function)


def today(function: Callable[..., Any]) -> Callable[..., Any]:
    """The day by which 已过期 and 本月到期 are told: the only place that reads the clock."""
    return click.option(
        "--today",
        default=lambda: date.today().isoformat(),
        metavar="日期",
        callback=_day,
        help="按哪一天判断到期和逾期、给修订和批注署日期，如 2026-11-25；不写就是当天。",
    )(function)


def templates(function: Callable[..., Any]) -> Callable[..., Any]:
    """The office's own templates and lists."""
    return click.option(
        "--templates",
        metavar="文件夹",
        type=FOLDER,
        help="自备的模板、单位排序表、县区名单所在的文件夹。",
    )(function)


def rows(function: Callable[..., Any]) -> Callable[..., Any]:
    """What makes a row of the table."""
    return click.option(
        "--rows",
        default=ROWS[0],
        show_default=True,
        metavar="|".join(ROWS),
        type=click.Choice(ROWS),
        help="分解表一行是什么：一项任务、一条措施，或者一个交办事项。",
    )(function)
