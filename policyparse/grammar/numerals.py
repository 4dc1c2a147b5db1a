"""Chinese and Arabic numerals to numbers, for numerals that a pattern has already cut out."""

import re

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
CHINESE = "零〇一二三四五六七八九十百千万亿两"
_FULL = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_ANY_FULL = re.compile("[０-９．％]")
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}


def half_width(text: str) -> str:
    """Figures of full width made half-width; length unchanged."""
    return text.translate(_FULL) if _ANY_FULL.search(text) else text


def chinese_number(text: str) -> int | None:
    """``二十三`` -> 23, ``二〇二五`` -> 2025; None where it is no numeral."""
    if not text or any(c not in CHINESE and c != "○" for c in text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit = 0
        else:
            total = (total + section + digit) * _BIG[char]
            section = digit = 0
    return total + section + digit


def chinese_numeral(n: int) -> str:
    """23 -> ``二十三``; from 1 to 99, as items are numbered, else the figure."""
    if not 0 < n < 100:
        return str(n)
    tens, ones = divmod(n, 10)
    digits = "〇一二三四五六七八九"
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones else "")


def number(text: str) -> int | None:
    """Any whole number as plans write them: 3, ３, 三, ③."""
    text = half_width(text.strip())
    if text.isascii() and text.isdigit():
        return int(text)
    return _CIRCLED.get(text) or chinese_number(text)
