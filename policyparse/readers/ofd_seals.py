"""The name on an electronic seal (GM/T 0031-2014, GB/T 38540-2020), out of its DER bytes."""

_SEQUENCE, _UTF8 = 0x30, 0x0C
# Where the name stands, as the number of the member in each sequence on the way: a seal is
# (info (header, ID, (type, name, …), …), …); a signed value has (version, seal, …) around it.
_SEAL = (0, 2, 1)
_SIGNED = (0, 1, 0, 2, 1)


def seal_name(data: bytes | None) -> str | None:
    """The name of a seal or of the seal of a signed value; None where there is none."""
    if not data or data[0] != _SEQUENCE:
        return None
    for way in (_SEAL, _SIGNED):
        found = _follow(data, way)
        if found is not None:
            return found
    return None


def _follow(data: bytes, way: tuple[int, ...]) -> str | None:
    here = (0, len(data))
    for number in way:
        opened = _item(data, *here)
        if opened is None or opened[0] != _SEQUENCE:
            return None
        at, end = opened[1], opened[2]
        for _ in range(number):
            passed = _item(data, at, end)
            if passed is None:
                return None
            at = passed[2]
        here = (at, end)
    last = _item(data, *here)
    if last is None or last[0] != _UTF8:
        return None
    return data[last[1] : last[2]].decode("utf-8", "replace").strip() or None


def _item(data: bytes, at: int, end: int) -> tuple[int, int, int] | None:
    """Tag, beginning and end of the content of the value that begins here (X.690, 8.1)."""
    if at + 2 > end:
        return None
    tag, length, start = data[at], data[at + 1], at + 2
    if length & 0x80:
        count = length & 0x7F
        if not 0 < count <= 4 or start + count > end:
            return None
        length, start = int.from_bytes(data[start : start + count], "big"), start + count
    return (tag, start, start + length) if start + length <= end else None
