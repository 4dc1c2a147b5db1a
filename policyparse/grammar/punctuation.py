"""A text as patterns read it: each character in its usual shape, lengths unchanged."""

import re
import unicodedata

_COMMA = re.compile(r"(?<!\d),|,(?!\d{3})")
_COLON = re.compile(r"(?<!\d):(?!//)|:(?![\d/])")
_FULL_STOP = re.compile(r"(?<=[\u4e00-\u9fff”》）)])\.(?=$|[\u4e00-\u9fff（(〔“\n])")
_OTHERS = ((";", "；"), ("(", "（"), (")", "）"), ("!", "！"), ("?", "？"))
_ANY = re.compile(r"[,:;().!?]")

# Shapes that converters and input methods leave behind: radicals and compatibility forms that
# look like a Chinese character (⼯ for 工), small and upright punctuation, marks of half width.
_RARE = re.compile(
    "[\u2215\u2236\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff61-\uff64]"
)
_SHAPES = {ord("∶"): ":", ord("∕"): "/"} | {
    ord(radical): usual
    for radical, usual in zip(
        "⺠⻁⻄⻅⻆⻉⻋⻐⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民虎西见角贝车钅长长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
}
# Figures and letters of full width; a full stop of full width only between figures: １．总体要求.
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ％／]")
_WIDE_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")
_NARROW = {
    ord(wide): unicodedata.normalize("NFKC", wide)
    for wide in (*map(chr, range(0xFF10, 0xFF1A)), "％", "／")
} | {code: chr(code - 0xFEE0) for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


def full_width(text: str) -> str:
    """The text with Chinese punctuation marks; figures and times stay."""
    text = usual_shapes(text)
    if not _ANY.search(text):
        return text
    for half, full in _OTHERS:  # faster than str.translate on Chinese text
        text = text.replace(half, full)
    text = _COMMA.sub("，", text)
    text = _COLON.sub("：", text)
    return _FULL_STOP.sub("。", text)


def as_read(text: str) -> str:
    """The text with Chinese punctuation marks, and figures and letters of half width."""
    text = full_width(text)
    if not _WIDE.search(text):
        return text
    return _WIDE_POINT.sub(".", text.translate(_NARROW))


def usual_shapes(text: str) -> str:
    """The text with rare shapes of a character read as the usual one."""
    if not _RARE.search(text):
        return text
    return "".join(_usual(char) for char in text)


def _usual(char: str) -> str:
    if not _RARE.match(char):
        return char
    usual = _SHAPES.get(ord(char)) or unicodedata.normalize("NFKC", char)
    return usual if len(usual) == 1 else char
