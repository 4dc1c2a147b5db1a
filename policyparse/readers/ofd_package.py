"""An .ofd file opened (GB/T 33190-2016, 7): its XML parts, found by the paths they give."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from policyparse.errors import RefusedSource, UnreadableSource
from policyparse.readers.encoding import decode, written_name
from policyparse.readers.losses import Ledger

Element = etree._Element

HINT = "请用 OFD 阅读器打开核对；能打开的，请导出为 PDF 或 Word 再试，打不开的请重新下载"
_MEMBERS = 20_000  # files in the package
_PART = 32 * 1024 * 1024  # bytes of one XML part, unpacked
_WHOLE = 256 * 1024 * 1024  # bytes of all that is read, each time it is read
_RATIO = 500  # times that a part of more than a megabyte may grow when unpacked
_UTF8 = 0x800  # flag of a member whose name is UTF-8
_LOCKED = 0x1  # flag of a member that needs a password


class Package:
    """The parts of one file. Paths are looked up among its own members only."""

    def __init__(self, source: Path, data: bytes, ledger: Ledger):
        self._source = source
        self._ledger = ledger
        self._left = _WHOLE
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            members = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self.damaged("这个 OFD 文件不完整，压缩结构已损坏") from error
        if len(members) > _MEMBERS:
            raise self.too_large()
        if any(member.flag_bits & _LOCKED for member in members):
            raise self.locked()
        self._members = {_clean(_name(member)): member for member in reversed(members)}
        self._folded = {name.casefold(): name for name in self._members}

    def damaged(self, problem: str) -> UnreadableSource:
        """The error for a file of which nothing can be read."""
        return UnreadableSource(self._source, problem, hint=HINT, code="damaged")

    def locked(self) -> RefusedSource:
        """The error for an encrypted file (GM/T 0099)."""
        return RefusedSource(
            self._source,
            "OFD 文件已加密",
            hint="请用 OFD 阅读器打开，去掉密码后另存再试",
            code="encrypted",
        )

    def too_large(self) -> RefusedSource:
        """The error for a file that grows beyond all bounds."""
        return RefusedSource(
            self._source,
            "OFD 文件解压后过大，可能是恶意文件",
            hint="请核实来源；确属正常文件的，请导出为 PDF 或 Word 再试",
            code="too-large",
        )

    def holds(self, name: str) -> bool:
        """Whether a file of this name, in whatever letters, is at the top."""
        return name.casefold() in self._folded

    def path(self, base: str, location: str | None) -> str | None:
        """The member that a location written in ``base`` means; None where there is none.

        Relative locations start at the folder of ``base``; writers also start them at the top.
        """
        location = (location or "").strip().replace("\\", "/")
        if not location:
            return None
        for start in ("",) if location.startswith("/") else (posixpath.dirname(base), ""):
            name = _clean(posixpath.join(start, location))
            found = self._folded.get(name.casefold())
            if found is not None:
                return name if name in self._members else found
        return None

    def xml(self, name: str | None) -> Element | None:
        """The root of a part; None where it is absent or nothing of it can be read."""
        data = self.part(name)
        if not data:
            return None
        try:
            root = etree.fromstring(data, _parser(recover=False))
        except (etree.XMLSyntaxError, ValueError):
            root = self._mended(data)
            if root is not None:
                self._ledger.note("part-damaged", name or "")
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            return None  # an OFD part declares no document type, which could hold entities
        return root

    def part(self, name: str | None) -> bytes | None:
        """The bytes of a member; None where it is absent or damaged."""
        member = self._members.get(name) if name is not None else None
        if member is None:
            return None
        grown = member.file_size / max(1, member.compress_size)
        if member.file_size > min(_PART, self._left):
            raise self.too_large()
        if member.file_size > _PART // 32 and grown > _RATIO:
            raise self.too_large()
        try:
            with self._archive.open(member) as stream:
                data = stream.read(member.file_size + 1)  # no more than the member claims
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            return None  # RuntimeError: of a method of packing that is not known
        self._left -= len(data)
        return data

    def _mended(self, data: bytes) -> Element | None:
        """What can be read of XML with errors, or of one that claims a wrong encoding."""
        try:
            text = decode(data, self._source).text
        except UnreadableSource:
            return None
        head = text.find("?>") + 2 if text.lstrip().startswith("<?xml") else 0
        try:
            return etree.fromstring(text[head:].encode(), _parser(recover=True))
        except (etree.XMLSyntaxError, ValueError):
            return None


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name; without its flag zipfile takes the bytes for CP437."""
    if member.flag_bits & _UTF8:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    return written_name(raw.decode("utf-8", "surrogateescape"))


def _clean(name: str) -> str:
    """A path from the top of the package; one that leads out of it names nothing there."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/")


def local(element: Element) -> str:
    """An element's name without its namespace, which writers get wrong."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def children(parent: Element | None, name: str) -> Iterator[Element]:
    """The children of that name."""
    for child in () if parent is None else parent:
        if local(child) == name:
            yield child


def child(parent: Element | None, *names: str) -> Element | None:
    """The first child of a name, and of that its first child of the next name."""
    for name in names:
        parent = next(children(parent, name), None)
    return parent


def text_of(parent: Element | None, *names: str) -> str | None:
    """The text of such a child."""
    found = child(parent, *names)
    return None if found is None else (found.text or "").strip() or None


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """That many finite numbers, as boxes and matrices are written; None for anything else."""
    parts = (text or "").replace(",", " ").split()
    if len(parts) < count:
        return None
    found = tuple(number(part) for part in parts[:count])
    return None if None in found else tuple(value for value in found if value is not None)


def number(text: str | None) -> float | None:
    """A finite number, or None."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) < 1e7 else None
