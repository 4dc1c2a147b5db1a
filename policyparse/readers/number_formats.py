"""A list's count -> the figure Word shows for it (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from collections.abc import Callable
from functools import partial

_DIGITS = "〇一二三四五六七八九"
_DIGITS_TAIWAN = "○一二三四五六七八九"
_DIGITS_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_DIGITS_LEGAL_TAIWAN = "零壹貳參肆伍陸柒捌玖"
_FULL_WIDTH = "０１２３４５６７８９"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LARGEST = 9999  # of the counting systems here; larger numbers are shown as decimals


def positional(number: int, digits: str) -> str:
    """Figure by figure: 10 -> 一〇."""
    return "".join(digits[int(figure)] for figure in str(number))


def counting(number: int, digits: str) -> str:
    """Up to 99 with 十, from 100 figure by figure: 23 -> 二十三, 101 -> 一〇一."""
    if number >= 100:
        return positional(number, digits)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones or not tens else "")


def thousands(
    number: int, digits: str, units: str = "十百千", *, full: bool = False, zero: str = "零"
) -> str:
    """With 十百千: 110 -> 一百一十; ``full`` keeps the one of 10 (壹拾), no zero without it."""
    if not 0 < number <= _LARGEST:
        return str(number) if number else zero
    shown = ""
    figures = str(number)
    for index, figure in enumerate(figures):
        place = len(figures) - index - 1
        if figure != "0":
            shown += digits[int(figure)] + (units[place - 1] if place else "")
        elif shown and not shown.endswith(zero) and int(figures[index:]):
            shown += zero
    return shown if full or not 10 <= number < 20 else shown[1:]


def japanese(number: int) -> str:
    """Without ones before 十百千 and without zeros: 110 -> 百十."""
    if not 0 < number <= _LARGEST:
        return str(number)
    figures = str(number)
    shown = ""
    for index, figure in enumerate(figures):
        place = len(figures) - index - 1
        if figure != "0":
            one = figure == "1" and place
            shown += ("" if one else _DIGITS[int(figure)]) + ("十百千"[place - 1] if place else "")
    return shown


def roman(number: int) -> str:
    """Lower-case Roman figures."""
    if not 0 < number <= _LARGEST:
        return str(number)
    shown = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        shown += letters * count
    return shown


def letters(number: int, alphabet: str) -> str:
    """A to Z, then AA, BB: the letter is doubled, not counted on."""
    if not 0 < number <= _LARGEST:
        return str(number)
    repeats, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (repeats + 1)


def enclosed(number: int, first: str, size: int) -> str:
    """One character a number, such as ①; decimal beyond the last there is."""
    return chr(ord(first) + number - 1) if 1 <= number <= size else str(number)


def cycle(number: int, names: str) -> str:
    """甲乙丙…: beyond the last name decimal."""
    return names[number - 1] if 1 <= number <= len(names) else str(number)


def _sexagenary(number: int) -> str:
    if number < 1:
        return str(number)
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


def _circled_ideograph(number: int) -> str:
    return enclosed(number, "㊀", 10) if number <= 10 else counting(number, _DIGITS)


_UPPER, _LOWER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
_COUNTING = partial(counting, digits=_DIGITS)
_CIRCLED = partial(enclosed, first="①", size=20)
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": partial(positional, digits=_FULL_WIDTH),
    "decimalFullWidth2": partial(positional, digits=_FULL_WIDTH),
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": partial(enclosed, first="⑴", size=20),
    "decimalEnclosedFullstop": partial(enclosed, first="⒈", size=20),
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "none": lambda number: "",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": partial(letters, alphabet=_UPPER),
    "lowerLetter": partial(letters, alphabet=_LOWER),
    "chineseCounting": _COUNTING,
    "taiwaneseCounting": partial(counting, digits=_DIGITS_TAIWAN),
    "chineseCountingThousand": partial(thousands, digits=_DIGITS),
    "taiwaneseCountingThousand": partial(thousands, digits=_DIGITS),
    "japaneseCounting": japanese,
    "ideographDigital": partial(positional, digits=_DIGITS),
    "japaneseDigitalTenThousand": partial(positional, digits=_DIGITS),
    "taiwaneseDigital": partial(positional, digits=_DIGITS_TAIWAN),
    "chineseLegalSimplified": partial(thousands, digits=_DIGITS_LEGAL, units="拾佰仟", full=True),
    "ideographLegalTraditional": partial(
        thousands, digits=_DIGITS_LEGAL_TAIWAN, units="拾佰仟", full=True
    ),
    "ideographTraditional": partial(cycle, names=_STEMS),
    "ideographZodiac": partial(cycle, names=_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _circled_ideograph,
}


def shown_number(number: int, number_format: str) -> str:
    """The figure for a count; decimal for the formats that Chinese documents do not use."""
    return FORMATS.get(number_format, str)(number)
