"""Results are written beside their place and moved there together; what people changed is kept."""

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from policyparse.batch.attempt import Failed, Failure, attempt
from policyparse.batch.find import MANIFEST, results_in
from policyparse.batch.track import Track

Output = tuple[str, Callable[[], object]]  # name of a file, and what makes it


@dataclass(slots=True)
class Published:
    """What a run left in its folder."""

    written: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)  # changed by people since the last run, renamed
    stale: list[Path] = field(default_factory=list)  # of the last run, not written by this one


def make_all(made: Sequence[Output], track: Track) -> list[Failure]:
    """Make all results; those that cannot be made are returned."""
    results = [(name, attempt(make)) for name, make in track("写出", made)]
    return [result.of(name) for name, result in results if isinstance(result, Failed)]


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A folder beside the results, gone when the work is done or has failed."""
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".policyparse-", dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(staged: Path, out: Path, *, whole: bool = True) -> Published:
    """Move all staged files to their places; a file that people changed is renamed first.

    With ``whole`` they are all that belongs there, else they add to what is there.
    """
    before = results_in(out) or {}
    taken = [out / path.name for path in staged.iterdir() if (out / path.name).is_dir()]
    if taken:  # told before anything is moved, so that no half of the results is left
        raise IsADirectoryError(errno.EISDIR, "a folder is in the way", str(min(taken)))
    now: dict[str, str] = {}
    done = Published()
    for path in sorted(staged.iterdir(), key=lambda path: path.name):
        target = out / path.name
        now[path.name] = _digest(path)
        if target.is_file():
            there = _digest(target)
            if there not in (now[path.name], before.get(path.name)):
                done.kept.append(_put_aside(target))
        os.replace(path, target)
        done.written.append(target)
    if whole:
        done.stale = [out / name for name in before if name not in now and (out / name).is_file()]
    known = {name: before[name] for name in before if (out / name).is_file()} | now
    beside = staged / MANIFEST
    beside.write_text(
        json.dumps(known, sort_keys=True, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    os.replace(beside, out / MANIFEST)
    return done


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _put_aside(path: Path) -> Path:
    """Rename a file that people changed: 任务分解表（改动稿1）.xlsx."""
    number = 1
    while (kept := path.with_stem(f"{path.stem}（改动稿{number}）")).exists():
        number += 1
    os.replace(path, kept)
    return kept
