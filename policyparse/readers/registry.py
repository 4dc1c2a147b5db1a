"""Which reader takes a file: the content decides first, then the name."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from policyparse.model import RawDocument, Revisions


class Strength(IntEnum):
    """How surely content is of a format; a fitting suffix adds one."""

    NONE = 0
    POSSIBLE = 1  # nothing speaks against it: any text may be Markdown
    LIKELY = 3  # has marks of the format
    CERTAIN = 5  # begins with its signature


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how to know it and how to read it. A new format is one more row."""

    format: str  # docx, pdf, html, markdown, text: the value of RawDocument.format
    suffixes: tuple[str, ...]  # lower case, with the dot
    sniff: Callable[[bytes], Strength]
    # imports its libraries only when called; formats without revisions do not look at the last
    read: Callable[[Path, bytes, Revisions], RawDocument]


def choose(readers: tuple[Reader, ...], suffix: str, data: bytes) -> Reader | None:
    """The reader whose format the content shows most strongly; of equals the first row."""
    best: Reader | None = None
    most = 0
    for reader in readers:
        strength = reader.sniff(data)
        if strength == Strength.CERTAIN:
            return reader
        claim = strength + (suffix in reader.suffixes) if strength else 0
        if claim > most:
            best, most = reader, claim
    return best
