"""The same words set otherwise: what typists, scanners and converters make of one text."""

import random
import re
import unicodedata
from collections.abc import Callable

Retelling = Callable[[list[str], random.Random], str]

_CN = "[\u4e00-\u9fff]"
_AT_FIGURES = re.compile(f"(?<={_CN})(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?={_CN})")
_HALF = str.maketrans("，；：（）！？", ",;:()!?")
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in map(chr, range(0x21, 0x7F)) if c.isalnum() or c in "%/"}
_SMALL = str.maketrans("，：；（）%。", "﹐﹕﹔﹙﹚﹪｡")
_RADICALS = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0x2F00, 0x2FD6)}
_RADICALS |= {"长": "⻓", "门": "⻔", "车": "⻋", "见": "⻅", "风": "⻛", "民": "⺠"}
CHARACTERS = str.maketrans({radical: char for char, radical in _RADICALS.items()})
_NEVER_FIRST = "，。；：、）！？》”〕"
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"


def _by_line(change: Callable[[str, random.Random], str]) -> Retelling:
    return lambda lines, rng: "\n".join(change(line, rng) for line in lines)


def _between(left: str, right: str, put: str, share: float) -> Retelling:
    """Something put between two characters, here and there."""
    place = re.compile(f"(?<={left})(?={right})")

    def change(line: str, rng: random.Random) -> str:
        return place.sub(lambda _: put if rng.random() < share else "", line)

    return _by_line(change)


def _some(table: dict[int, int] | dict[int, str], share: float) -> Retelling:
    def change(line: str, rng: random.Random) -> str:
        return "".join(c.translate(table) if rng.random() < share else c for c in line)

    return _by_line(change)


def columns(text: str) -> int:
    """How wide a text is: a Chinese character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrapped(
    size: int, *, indent: str = "", hang: bool = True, measure: Callable[[str], int]
) -> Retelling:
    """Each paragraph broken at a size, by columns or by characters; marks may hang over."""

    def rows(line: str) -> list[str]:
        found, row = [], ""
        for char in indent + line:
            if row and measure(row + char) > size and not (hang and char in _NEVER_FIRST):
                found.append(row)
                row = ""
            row += char
        return [*found, row]

    return lambda lines, _: "\n".join(row for line in lines for row in rows(line))


def torn(lines: list[str], rng: random.Random) -> str:
    """One break in the middle of a long paragraph, now and then."""
    done = []
    for line in lines:
        cut = rng.randrange(16, len(line) - 4) if len(line) > 60 and rng.random() < 0.4 else 0
        done += [line[:cut], line[cut:]] if cut else [line]
    return "\n".join(done)


RETELLINGS: dict[str, Retelling] = {
    "half-width marks": _by_line(lambda line, _: line.translate(_HALF)),
    "marks of both widths": _some(_HALF, 0.4),
    "brackets of mixed width": _by_line(lambda line, _: line.replace("）", ")")),
    "full-width figures and letters": _by_line(lambda line, _: line.translate(_WIDE)),
    "full-width per cent": _by_line(lambda line, _: line.replace("%", "％")),
    "ratio sign for colon": _by_line(lambda line, _: line.replace("：", "∶")),
    "small marks": _by_line(lambda line, _: line.translate(_SMALL)),
    "radicals for characters": _some(str.maketrans(_RADICALS), 0.6),
    "blanks in words": _between(_CN, _CN, " ", 0.06),
    "a blank in every word": _between(_CN, _CN, " ", 1.0),
    "no-break blanks in words": _between(_CN, _CN, "\u00a0", 0.06),
    "blanks at marks": _between(".", "[，。；：、）]", " ", 0.4),
    "blanks behind marks": _between("[，。；：、（）]", ".", " ", 0.4),
    "blanks at figures": _by_line(lambda line, _: _AT_FIGURES.sub(" ", line)),
    "characters without width": _between(".", ".", "\u200b", 0.1),
    "other unseen characters": _by_line(
        lambda line, rng: "".join(c + rng.choice(_UNSEEN) * (rng.random() < 0.05) for c in line)
    ),
    "paragraphs set apart": lambda lines, _: "\n\n\n".join(lines),
    "indented by tabs": _by_line(lambda line, _: "\t" + line),
    "indented by wide blanks": _by_line(lambda line, _: "\u3000\u3000" + line + "\u3000"),
    "indented by en blanks": _by_line(lambda line, _: "\u2002\u2003" + line + "  "),
    "byte order mark": lambda lines, _: "\ufeff" + "\n".join(lines),
    "line ends of Windows": lambda lines, _: "\r\n".join(lines),
    "line ends of old Macs": lambda lines, _: "\r".join(lines),
    "line separators": lambda lines, _: "\u2028".join(lines),
    "broken at 80 columns": wrapped(80, measure=columns),
    "broken at 60 columns": wrapped(60, measure=columns),
    "broken at 40 columns": wrapped(40, measure=columns),
    "broken at 30 characters": wrapped(30, measure=len),
    "broken without care for marks": wrapped(66, hang=False, measure=columns),
    "broken, with indents": wrapped(56, indent="　　", measure=columns),
    "broken, indented, apart": lambda lines, rng: "\n\n".join(
        wrapped(72, indent="　　", measure=columns)([line], rng) for line in lines
    ),
    "torn once": torn,
}
