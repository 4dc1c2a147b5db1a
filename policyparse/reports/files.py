"""Writing files whole or not at all, and office files with the same bytes each time."""

import io
import os
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from policyparse.model.plan import Plan

EPOCH = (1980, 1, 1, 0, 0, 0)
NO_DATE = "2000-01-01"


def write_whole(target: Path, data: bytes) -> Path:
    """Write beside the target, then put it in its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip of named members, in the order given, without the time of day in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return buffer.getvalue()


def repacked(data: bytes) -> bytes:
    """Return an office file with fixed times on its members, their order kept."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped((info.filename, archive.read(info)) for info in archive.infolist())


def stamp(plans: Sequence[Plan]) -> datetime:
    """Return the date that stands in a file's properties: the newest date of issue."""
    dates = [plan.document.issued_on for plan in plans if plan.document.issued_on]
    return datetime.fromisoformat(max([date for date in dates if len(date) == 10], default=NO_DATE))
