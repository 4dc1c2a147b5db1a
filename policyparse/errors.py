"""What stops us: input that cannot be read. Everything else is a value."""

import errno
from pathlib import Path

_REASONS = {
    errno.EACCES: "没有权限，或者文件正被其他程序打开",
    errno.EPERM: "没有权限，或者文件正被其他程序打开",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOTDIR: "上级位置是文件，不是文件夹",
    errno.EISDIR: "同名的文件夹已经存在，请先移走或改名",
    errno.EEXIST: "同名的文件已经存在",
    errno.ENOENT: "文件或文件夹不存在",
}


class PolicyParseError(Exception):
    """The root of all errors that a user may see; its text is Chinese and says what to do next."""


class UnreadableSource(PolicyParseError):
    """A source file could not be opened as the format its name or content claims."""

    def __init__(self, source: Path | str, problem: str, *, hint: str, code: str = "unreadable"):
        super().__init__(f"{source}：{problem}。{hint}。")
        self.source = source
        self.problem = problem
        self.hint = hint
        self.code = code


class UnknownFormat(UnreadableSource):
    """No reader is registered for this kind of file."""

    def __init__(self, source: Path | str, problem: str, *, hint: str):
        super().__init__(source, problem, hint=hint, code="unknown-format")


class RefusedSource(UnreadableSource):
    """A file that may not be read, such as an encrypted one."""

    def __init__(self, source: Path | str, problem: str, *, hint: str, code: str = "refused"):
        super().__init__(source, problem, hint=hint, code=code)


class BadLexicon(PolicyParseError):
    """A word file has an error; the message names file, line and key."""

    def __init__(self, source: Path | str, line: int | None, key: str | None, problem: str):
        where = f"第{line}行" if line else ""
        what = f"“{key}”" if key else ""
        super().__init__(f"词表文件 {source} {where}{what}：{problem}。请改正后重试。")
        self.source = source
        self.line = line
        self.key = key


class BadConfig(PolicyParseError):
    """A setting or template of the user's own cannot be used."""


class UnprovenRedline(PolicyParseError):
    """Tracked changes that do not lead from the one draft to the other; no file is written."""


class UnprovenComments(PolicyParseError):
    """Comments that would change more of a file than its comments; no file is written."""


def reason_of(error: OSError) -> str:
    """An error of the operating system in Chinese."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
