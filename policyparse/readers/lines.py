"""Text -> physical lines with their numbers, as an editor counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BREAK = re.compile(r"\r\n|\n|\r")
_WITHIN = re.compile("[\v\f\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line; its text is an exact piece of the file."""

    number: int  # from 1
    text: str


def physical_lines(text: str) -> Iterator[Line]:
    """The lines of a text, blank ones too; a form feed or U+2028 also ends one, uncounted."""
    for number, line in enumerate(_BREAK.split(text), start=1):
        for part in _WITHIN.split(line):
            yield Line(number, part)
