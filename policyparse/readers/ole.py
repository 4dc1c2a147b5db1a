"""The old binary container of Word, Excel and WPS ([MS-CFB]): which streams stand at its root."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # sector numbers from here on are marks
_MOST_ENTRIES = 20_000
_SMALL, _PIECE = 4096, 64  # shorter streams stand in pieces inside that of the root
_WORD, _OLD_WORD = b"\xec\xa5", b"\xdc\xa5"  # wIdent of a FIB ([MS-DOC] 2.5.2), of Word 6 and 95
_LOCKED = 0x0100  # fEncrypted
_PASSWORD = 0x002F  # record FILEPASS ([MS-XLS] 2.4.117)


@dataclass(frozen=True, slots=True)
class Container:
    """The bytes of a container and its sectors."""

    data: bytes
    size: int  # of a sector
    table: tuple[int, ...]  # the sector after each

    def at(self, sector: int) -> int:
        """Where a sector begins."""
        return (sector + 1) * self.size

    def chain(self, sector: int) -> Iterator[int]:
        """A sector and those that follow it; a damaged chain ends."""
        for _ in range(len(self.table)):
            if sector >= min(_LAST, len(self.table)):
                return
            yield sector
            sector = self.table[sector]


def root_streams(data: bytes) -> dict[str, int]:
    """Names at the root, each with the place of its first byte, 0 if that is not known.

    Of what is no container, or a damaged one, as many as can be found.
    """
    if not data.startswith(OLE) or len(data) < 512:
        return {}
    shift, first = struct.unpack_from("<H", data, 30)[0], struct.unpack_from("<I", data, 48)[0]
    if shift not in (9, 12):
        return {}
    size = 1 << shift
    table = _table(data, size)
    container = Container(data, size, table)
    entries: list[bytes] = []
    for sector in container.chain(first):
        start = container.at(sector)
        entries += [data[at : at + 128] for at in range(start, start + size, 128)]
        if len(entries) > _MOST_ENTRIES:
            break
    if not entries or len(entries[0]) < 128:
        return {}
    small = list(container.chain(struct.unpack_from("<I", entries[0], 116)[0]))
    found = {}
    for entry in _children(entries):
        length = min(64, struct.unpack_from("<H", entry, 64)[0])
        name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
        found[name] = _begins(container, small, *struct.unpack_from("<II", entry, 116))
    return found


def _begins(container: Container, small: list[int], begin: int, length: int) -> int:
    """Where a stream begins."""
    if length >= _SMALL:
        return container.at(begin) if begin < len(container.table) else 0
    sector, within = divmod(begin * _PIECE, container.size)
    return container.at(small[sector]) + within if sector < len(small) else 0


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """The allocation table: 109 of its sectors are named in the head, the rest in a chain."""
    places = list(struct.unpack_from("<109I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    for _ in range(len(data) // size):
        start = (more + 1) * size
        if more >= _LAST or start + size > len(data):
            break
        *listed, more = struct.unpack_from(f"<{size // 4}I", data, start)
        places += listed
    table: list[int] = []
    for place in places:
        start = (place + 1) * size
        if place >= _LAST or start + size > len(data):
            break
        table += struct.unpack_from(f"<{size // 4}I", data, start)
    return tuple(table)


def _children(entries: list[bytes]) -> Iterator[bytes]:
    """The entries that hang below the root as a tree of brothers."""
    waiting, seen = [struct.unpack_from("<I", entries[0], 76)[0]], set[int]()
    while waiting:
        number = waiting.pop()
        if number in seen or number >= len(entries) or len(entries[number]) < 128:
            continue
        seen.add(number)
        yield entries[number]
        waiting += struct.unpack_from("<II", entries[number], 68)


def needs_password(data: bytes) -> bool:
    """Whether an old Word or Excel file is encrypted."""
    streams = root_streams(data)
    word = streams.get("WordDocument", 0)
    if word and data[word : word + 2] == _WORD:
        return bool(struct.unpack_from("<H", data.ljust(word + 12), word + 10)[0] & _LOCKED)
    at = streams.get("Workbook", 0) or streams.get("Book", 0)
    for _ in range(4):  # the record stands right behind the first
        if not at or at + 4 > len(data):
            return False
        record, length = struct.unpack_from("<HH", data, at)
        if record == _PASSWORD:
            return True
        at += 4 + length
    return False


def is_before_97(data: bytes) -> bool:
    """Whether Word or Excel 95 or an older one wrote the file."""
    streams = root_streams(data)
    word = streams.get("WordDocument", 0)
    if word:
        return data[word : word + 2] == _OLD_WORD
    return "Book" in streams and "Workbook" not in streams
