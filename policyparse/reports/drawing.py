"""The few SVG elements that the pictures are made of, and where text fits."""

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',SimHei,sans-serif"
INK, MUTED, LINE, STRONG = "#1d2733", "#5b6673", "#dfe3e8", "#9aa4b0"
# One colour a role, also told apart in black and white: fill, text, border.
ROLE_COLOURS = {
    "lead": ("#1f4e79", "#ffffff", "#1f4e79"),
    "support": ("#d6e6f2", "#1f3a52", "#a9c6dc"),
    "responsible": ("#5d8f8a", "#ffffff", "#5d8f8a"),
    "guide": ("#ffffff", "#8a5a16", "#b98a45"),
}


def number(value: float) -> str:
    """A coordinate without needless digits."""
    return f"{value:.1f}".removesuffix(".0")


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 11,
    fill: str = INK,
    anchor: str = "start",
    weight: str = "",
) -> str:
    """Words on one line."""
    more = f' text-anchor="{anchor}"' if anchor != "start" else ""
    more += f' font-weight="{weight}"' if weight else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{fill}"{more}>'
        f"{escape(words)}</text>"
    )


def column_text(x: float, y: float, words: str, *, size: float = 11, fill: str = INK) -> str:
    """Words from top to bottom, a character below the other; every viewer can draw it."""
    xs = " ".join(number(x) for _ in words)
    ys = " ".join(number(y + size * (1.06 * index + 0.9)) for index in range(len(words)))
    return (
        f'<text x="{xs}" y="{ys}" font-size="{number(size)}" fill="{fill}" '
        f'text-anchor="middle">{escape(words)}</text>'
    )


def box(
    x: float, y: float, width: float, height: float, fill: str, *, border: str = "", hint: str = ""
) -> str:
    """A filled rectangle; the hint is shown on hovering."""
    stroke = f' stroke="{border}"' if border else ""
    head = (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
        f'fill="{fill}"{stroke}'
    )
    return f"{head}><title>{escape(hint)}</title></rect>" if hint else f"{head}/>"


def rule(x1: float, y1: float, x2: float, y2: float, colour: str = LINE, width: float = 1) -> str:
    """A straight line."""
    return (
        f'<path d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" stroke="{colour}" '
        f'stroke-width="{number(width)}"/>'
    )


def picture(width: float, height: float, parts: Iterable[str], title: str) -> str:
    """A whole SVG image, scaled by whoever shows it."""
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'width="{number(width)}" height="{number(height)}" role="img" font-family="{FONT}">'
        f"<title>{escape(title)}</title>\n{body}\n</svg>"
    )


def moved(y: float, parts: Iterable[str]) -> str:
    """Parts further down the picture."""
    body = "\n".join(parts)
    return f'<g transform="translate(0 {number(y)})">{body}</g>'


def width_of(words: str, size: float) -> float:
    """About how wide words are: Chinese characters are square, others a little over half."""
    return sum(
        size if unicodedata.east_asian_width(char) in "WFA" else size * 0.56 for char in words
    )


def fitted(words: str, size: float, width: float) -> str:
    """The words, cut with … where they do not fit."""
    if width_of(words, size) <= width:
        return words
    while words and width_of(words + "…", size) > width:
        words = words[:-1]
    return words + "…" if words else ""


def wrapped(words: str, size: float, width: float, most: int) -> Sequence[str] | None:
    """The words on at most so many lines; None where they do not fit."""
    lines, line = [], ""
    for char in words:
        if line and width_of(line + char, size) > width:
            lines.append(line)
            line = ""
        line += char
    lines.append(line)
    fits = len(lines) <= most and all(width_of(line, size) <= width for line in lines)
    return lines if fits else None
