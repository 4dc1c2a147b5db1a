"""Zip files -> the documents in them, in a private folder for as long as they are read. 压缩包

Names inside an archive decide what the files are called, never where they are written.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from policyparse.batch.attempt import Failure
from policyparse.batch.find import in_order, is_document, is_left_alone, named_annex, sets_of
from policyparse.readers.encoding import written_name

SUFFIX = ".zip"
# Of one archive with all that are nested in it.
MOST_FILES = 1_000  # documents
MOST_BYTES = 500_000_000  # unpacked
MOST_OF_ONE = 200_000_000  # of one file, unpacked
MOST_RATIO, RATIO_FROM = 200, 10_000_000  # unpacked to packed, of files larger than the second
MOST_DIRECTORY = 20_000_000  # bytes of the list of contents
DEEPEST = 3  # archives in archives
_CHUNK = 1 << 20
_TAIL = 65_557  # where the record at the end of an archive stands
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"
_UTF8, _LOCKED = 0x800, 0x1  # flags of a member
_OFFICE = {"[Content_Types].xml", "mimetype", "OFD.xml"}  # a document that is a zip file itself
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\x7f]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST, _MOST_FOLDERS = 60, 8  # characters of a name without its suffix; folders kept of a path
_BROKEN = (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
_AGAIN = "请重新下载或重新发送，或者解压后再试"
_SMALLER = "请确认来源可靠，解压后只留下要读的文件再试"
# Where the files of each folder come from; paths outlive the folders as names.
_ORIGINS: dict[Path, Path] = {}

Files = tuple[Path, ...]  # of one document, the body first


@dataclass(frozen=True, slots=True)
class Opened:
    """Documents, with those of archives in the place of the archives."""

    sets: tuple[Files, ...]
    passed_over: tuple[Path, ...] = ()  # members that are no documents
    failures: tuple[Failure, ...] = ()


@contextmanager
def opened(sets: Iterable[Sequence[Path]], base: Path | None = None) -> Iterator[Opened]:
    """The documents of the sets; those of archives stand on the disk until the end.

    ``base`` is left out of the names in failures.
    """
    given = tuple(tuple(files) for files in sets)
    if not any(is_archive(path) for files in given for path in files):
        yield Opened(given)
        return
    with TemporaryDirectory(prefix="policyparse-", ignore_cleanup_errors=True) as name:
        yield _opened(given, Path(name).resolve(), base)


def _opened(given: Sequence[Files], folder: Path, base: Path | None) -> Opened:
    found: list[Files] = []
    unpacked: dict[Path, _Unpacking] = {}
    for files in given:
        body, *annexes = files
        joined: list[Path] = []
        for path in annexes:
            joined += _unpack(path, folder, unpacked) if is_archive(path) else [path]
        if is_archive(body):
            found += _sets(_unpack(body, folder, unpacked))
            found += [(path,) for path in joined]
        else:
            found.append((body, *joined))
    return Opened(
        tuple(found),
        tuple(path for one in unpacked.values() for path in one.passed_over),
        tuple(
            Failure(shown_name(path, base), problem, hint)
            for one in unpacked.values()
            for path, problem, hint in one.problems
        ),
    )


def is_archive(path: Path) -> bool:
    """Whether a file named .zip is an archive and not a document under a wrong name."""
    if path.suffix.lower() != SUFFIX:
        return False
    try:
        with path.open("rb") as file:
            if file.read(2) != b"PK":
                return False
        if _directory_size(path) > MOST_DIRECTORY:
            return True
        with zipfile.ZipFile(path) as archive:
            return not _OFFICE.intersection(archive.namelist())
    except _BROKEN:
        return path.is_file()  # the reason is told where it is unpacked


def origin(path: Path) -> Path:
    """Where a file comes from, for people: 材料.zip/方案.docx of one that was unpacked."""
    for folder, archive in _ORIGINS.items():
        if path.is_relative_to(folder):
            return archive / path.relative_to(folder)
    return path


def shown_name(path: Path, base: Path | None) -> str:
    """A path as the user knows it: from the folder that was given."""
    path = origin(path)
    if base is not None and path.is_relative_to(base):
        path = path.relative_to(base)
    return written_name(path.as_posix() if base is not None else str(path))


def _sets(paths: Sequence[Path]) -> list[Files]:
    """Annexes with their bodies; those that name none go with the only body beside them."""
    sets = list(sets_of(paths))
    bodies = [files for files in sets if not named_annex(files[0])]
    for body in bodies:
        if sum(other[0].parent == body[0].parent for other in bodies) > 1:
            continue
        beside = [s for s in sets if s not in bodies and s[0].parent == body[0].parent]
        sets = [s for s in sets if s not in beside]
        sets[sets.index(body)] = (*body, *(path for annex in beside for path in annex))
    return sets


def _unpack(path: Path, folder: Path, unpacked: "dict[Path, _Unpacking]") -> list[Path]:
    into = folder / str(len(unpacked))
    _ORIGINS[into] = path
    unpacked[into] = unpacking = _Unpacking(into)
    unpacking.unpack(path, into)
    if not unpacking.documents and not unpacking.problems:
        unpacking.problems.append((into, "压缩包里没有文稿", "请核对是否选错文件"))
    return in_order(unpacking.documents, into)


@dataclass(slots=True)
class _Unpacking:
    """One archive on its way to the disk; what is nested in it counts as part of it."""

    folder: Path
    documents: list[Path] = field(default_factory=list)
    passed_over: list[Path] = field(default_factory=list)
    problems: list[tuple[Path, str, str]] = field(default_factory=list)  # file, what, what to do
    bytes_left: int = MOST_BYTES

    def unpack(self, path: Path, into: Path, depth: int = 1) -> None:
        """Write the documents of an archive into a folder of their own."""
        if depth > DEEPEST:
            self._fail(into, f"压缩包套压缩包超过{DEEPEST}层，没有读取", "请先解压再试")
            return
        try:
            if _directory_size(path) > MOST_DIRECTORY:
                self._fail(into, "压缩包中的文件过多，没有读取", _SMALLER)
                return
            with zipfile.ZipFile(path) as archive:
                self._members(archive, into, depth)
        except _BROKEN:
            self._fail(into, "压缩包已损坏，打不开", _AGAIN)

    def _members(self, archive: zipfile.ZipFile, into: Path, depth: int) -> None:
        locked: list[str] = []
        for info in archive.infolist():
            place = _place(info)
            if place is None:
                continue
            target = _free(into / place)
            if not is_document(target):
                self.passed_over.append(target)
            elif info.flag_bits & _LOCKED:
                locked.append(place.name)
            elif len(self.documents) >= MOST_FILES:
                self._fail(into, f"压缩包中的文件超过{MOST_FILES}个，其余没有读取", _SMALLER)
                break
            elif self._write(archive, info, target):
                self._take(target, depth)
        if locked:
            names = "、".join(locked[:3]) + ("等" if len(locked) > 3 else "")
            problem = f"压缩包设有密码，其中{len(locked)}个文件没有读取（{names}）"
            self._fail(into, problem, "请输入密码解压后再试")

    def _take(self, target: Path, depth: int) -> None:
        """A document, or the documents of an archive in the archive."""
        if not is_archive(target):
            self.documents.append(target)
            return
        packed = target.rename(self.folder.with_name(f"{self.folder.name}-{depth}"))
        self.unpack(packed, target, depth + 1)
        packed.unlink()

    def _write(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> bool:
        """Unpack one file, as long as it keeps within the limits."""
        size, ratio = info.file_size, info.file_size / max(1, info.compress_size)
        if size > MOST_OF_ONE or size > self.bytes_left:
            self._fail(target, f"解压后过大（{size // 1_000_000} MB），没有读取", _SMALLER)
            return False
        if size > RATIO_FROM and ratio > MOST_RATIO:
            self._fail(target, f"压缩比异常（{ratio:.0f}倍），没有读取", _SMALLER)
            return False
        self.bytes_left -= size
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with archive.open(info) as member, target.open("xb") as file:
                while chunk := member.read(_CHUNK):  # never more than the size it states
                    file.write(chunk)
        except (*_BROKEN, zlib.error):
            target.unlink(missing_ok=True)
            self._fail(target, "压缩包中的这个文件已损坏，或者压缩方法不能识别", _AGAIN)
            return False
        return True

    def _fail(self, path: Path, problem: str, hint: str) -> None:
        self.problems.append((path, problem, hint))


def _directory_size(path: Path) -> int:
    """How long the list of contents is; of the kind for huge archives, more than is taken."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read(_TAIL)
    end = tail.rfind(_END)
    if end < 0:
        return 0
    if _END_64 in tail[:end]:
        return MOST_DIRECTORY + 1
    return int.from_bytes(tail[end + 12 : end + 16], "little")


def _place(info: zipfile.ZipInfo) -> Path | None:
    """The name of a member below the folder of its archive; none of folders, links, leftovers."""
    if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16):
        return None
    parts = [part for part in PurePosixPath(_name(info).replace("\\", "/")).parts if part != "/"]
    parts = [part for part in parts if part not in ("", ".", "..")]
    if not parts or "__MACOSX" in parts or is_left_alone(parts[-1]):
        return None
    return Path(*map(_safe, parts[-_MOST_FOLDERS:]))


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; without a mark for UTF-8 it may still be that, or GB18030."""
    if info.flag_bits & _UTF8:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    return written_name(raw.decode("utf-8", "surrogateescape"))


def _safe(part: str) -> str:
    """A name that every system can write."""
    part = _UNSAFE.sub("_", part).strip(". ") or "_"
    if _DEVICE.match(part):
        part = f"_{part}"
    name = Path(part)
    return name.stem[:_LONGEST] + name.suffix[:_LONGEST]


def _free(path: Path) -> Path:
    """The path, or one beside it where the archive has two files of one name."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}~{number}{path.suffix}")
    return found
