"""What stops a command: one Chinese message on standard error, and an exit code."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import click

from policyparse.errors import BadConfig, BadLexicon, PolicyParseError, reason_of

DONE, FINDINGS, MISUSED = 0, 1, 2  # exit codes


class Failed(click.ClickException):
    """Something could not be read or written."""

    exit_code = FINDINGS


class Misused(click.ClickException):
    """A word file, template or list of the user's own is wrong."""

    exit_code = MISUSED


@contextmanager
def raising_stops() -> Iterator[None]:
    """Turn errors that a user can mend into click's, which are shown without a traceback."""
    try:
        yield
    except (BadConfig, BadLexicon) as error:
        raise Misused(str(error)) from error
    except PolicyParseError as error:
        raise Failed(str(error)) from error
    except OSError as error:
        if error.errno == errno.EPIPE:  # `policyparse text 文件 | head`: click ends quietly
            raise
        raise Failed(told(error)) from error


def told(error: OSError) -> str:
    """An error of the operating system in Chinese, with what to do."""
    reason = reason_of(error)
    place = f"{error.filename2 or error.filename}：" if error.filename else ""
    return f"{place}{reason}。请关闭正在使用它的程序，检查位置、权限和磁盘空间后重试。"
