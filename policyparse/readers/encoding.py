"""Bytes -> text: byte order mark, strict UTF-8, UTF-16, strict GB18030, then a guess."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from policyparse.errors import UnreadableSource

_MARKS = (  # longest first: the mark of UTF-32-LE begins with that of UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ["gb18030", "big5", "big5hkscs", "utf_8", "shift_jis", "euc_kr", "cp1252"]
_SAMPLE = 20_000  # characters looked at when a decoding is judged
_PLAUSIBLE = 0.85  # share of everyday characters in plain Chinese prose: 0.93 and more
_GARBAGE = 0.5
_BROKEN = 0.005  # share of bytes that may be broken in a text that still is one
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\v\f\x1a\x1b\x1c\x1d\x1e\x1f")
_FEW = 2  # control characters or zero bytes that get into any text
_NULL = b"\x1a"  # stands in for a zero byte while it is decoded
_HEAD = 8192  # bytes, an even number
_NO_CONTROLS = bytes(code for code in range(256) if chr(code) not in _CONTROLS)
_WIDE = ("utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file without its byte order mark."""

    text: str
    encoding: str
    broken: int = 0  # bytes that do not fit the encoding, shown as U+FFFD


def written_name(name: str) -> str:
    """A file's name as people wrote it; one from an archive of Windows is often GB18030."""
    raw = name.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def decode(data: bytes, source: Path | str, declared: str | None = None) -> Decoded:
    """The text of the file; ``declared`` is what the file says of itself, tried before a guess."""
    decoded = _by_mark(data) or (declared and _strict(data, declared)) or _unmarked(data)
    if decoded is None or is_binary(decoded.text):
        raise UnreadableSource(
            source,
            "内容不是文字，而是二进制数据，或者用了无法识别的编码",
            hint="请确认文件没有损坏、扩展名没有写错；是文字文件的，请用记事本另存为 UTF-8 再试",
            code="not-text",
        )
    return decoded


def looks_like_text(data: bytes) -> bool:
    """Whether the beginning of a file can be text in any of the encodings known here."""
    head = data[:_HEAD]
    if b"\0" in head or head.startswith(tuple(mark for mark, _ in _MARKS)):
        decoded = _by_mark(head) or _unmarked(head)
        return decoded is not None and not is_binary(decoded.text)
    controls = len(head.translate(None, _NO_CONTROLS))
    return controls <= max(2, len(head) * _BROKEN)


def is_binary(text: str) -> bool:
    """Whether a decoded text holds more control characters than a text can."""
    sample = text[: _SAMPLE * 5]
    return sum(map(_CONTROLS.__contains__, sample)) > max(_FEW, len(sample) // 500)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    return None


def _unmarked(data: bytes) -> Decoded | None:
    if b"\0" in data:
        return _best(data, _WIDE, _PLAUSIBLE) or _with_nulls(data)
    decoded = _strict(data, "utf-8")
    if decoded is not None:
        return decoded
    decoded = _best(data, ("gb18030", *_WIDE), _PLAUSIBLE)
    if decoded is not None:
        return decoded
    for encoding in ("utf-8", "gb18030"):
        decoded = _lenient(data, encoding)
        share = decoded.broken / max(1, len(data))
        few = share < _BROKEN or decoded.broken == 1
        if few and _everyday(decoded.text) >= _PLAUSIBLE:
            return decoded
    return _guessed(data)


def _with_nulls(data: bytes) -> Decoded | None:
    """A text that a few zero bytes have got into; with many of them it is none."""
    nulls = data.count(0)
    if nulls > max(_FEW, len(data) * _BROKEN):
        return None
    decoded = _unmarked(data.replace(b"\0", b"?"))
    if decoded is None:
        return None
    text = data.replace(b"\0", _NULL).decode(decoded.encoding, errors="replace")
    text = text.replace(_NULL.decode(), "\N{REPLACEMENT CHARACTER}")
    return Decoded(text, decoded.encoding, decoded.broken + nulls)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    return Decoded(text, encoding, broken)


def _best(data: bytes, encodings: tuple[str, ...], least: float) -> Decoded | None:
    """The strict decoding with the largest share of everyday characters, if that is enough."""
    found = [decoded for encoding in encodings if (decoded := _strict(data, encoding))]
    best = max(found, key=lambda decoded: _everyday(decoded.text), default=None)
    return best if best is not None and _everyday(best.text) >= least else None


def _guessed(data: bytes) -> Decoded | None:
    """What charset-normalizer thinks, against GB18030 with its rare characters."""
    from charset_normalizer import from_bytes

    match = from_bytes(data, cp_isolation=_GUESSES).best()
    candidates = [_strict(data, "gb18030"), _lenient(data, "gb18030")]
    if match is not None:
        candidates.insert(0, _strict(data, match.encoding))
    found = [decoded for decoded in candidates if decoded is not None]
    best = max(found, key=lambda decoded: _everyday(decoded.text))
    return best if _everyday(best.text) >= _GARBAGE else None


def _everyday(text: str) -> float:
    """The share of characters that everyday Chinese text is made of, from 0 to 1."""
    sample = [char for char in text[:_SAMPLE] if not char.isspace()]
    return sum(map(_is_everyday, sample)) / len(sample) if sample else 1.0


def _is_everyday(char: str) -> bool:
    if " " <= char <= "~" or "\u3000" <= char <= "\u303f" or "\uff01" <= char <= "\uff5e":
        return True
    if "\u4e00" <= char <= "\u9fff":
        return _is_common_hanzi(char)
    return char in "·—–…“”‘’×°±²³℃‰①②③④⑤⑥⑦⑧⑨⑩★●■□○◆→"


def _is_common_hanzi(char: str) -> bool:
    """Level 1 of GB 2312 (3,755 characters, lead bytes B0-D7) or of Big5 (5,401, A4-C6)."""
    try:
        if 0xB0 <= char.encode("gb2312")[0] <= 0xD7:
            return True
    except UnicodeEncodeError:
        pass
    try:
        return 0xA4 <= char.encode("big5")[0] <= 0xC6
    except UnicodeEncodeError:
        return False
