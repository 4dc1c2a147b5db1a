"""A piece of work that may fail without stopping the others."""

import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from policyparse.errors import PolicyParseError, UnreadableSource, reason_of

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be done, why, and what to do about it."""

    name: str  # of the file, as the user knows it
    problem: str
    hint: str = ""

    def line(self) -> str:
        """One line for people."""
        return f"{self.name}：{self.problem}" + (f"。{self.hint}。" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Failed:
    """The error that ended a piece of work."""

    error: BaseException

    @property
    def source(self) -> Path | None:
        """The file that could not be read, where the error names one."""
        return Path(self.error.source) if isinstance(self.error, UnreadableSource) else None

    def of(self, name: str) -> Failure:
        """What to tell people of it; an error of the program's own says where it happened."""
        error = self.error
        if isinstance(error, UnreadableSource):
            return Failure(name, error.problem, error.hint)
        if isinstance(error, PolicyParseError):
            return Failure(name, str(error))
        if isinstance(error, OSError):
            problem = f"文件读写失败（{reason_of(error)}）"
            return Failure(name, problem, "请检查文件是否被占用、有没有权限、磁盘是否已满")
        if isinstance(error, MemoryError):
            return Failure(name, "内存不够", "请关闭其他程序，或者把文件拆小后再试")
        frames = traceback.extract_tb(error.__traceback__)
        where = f"，{Path(frames[-1].filename).name} 第{frames[-1].lineno}行" if frames else ""
        problem = f"程序出错（{type(error).__name__}：{error}{where}）"
        return Failure(name, problem, "其余文件不受影响；请把这份文件和这行文字反馈给维护人员")


def attempt(work: Callable[[], Result]) -> Result | Failed:
    """The result of a piece of work, or the error that ended it.

    It runs as a job of its own, so that whatever goes wrong in it stays in it.
    """
    with ThreadPoolExecutor(max_workers=1) as jobs:
        job = jobs.submit(work)
        error = job.exception()
    return job.result() if error is None else Failed(error)
