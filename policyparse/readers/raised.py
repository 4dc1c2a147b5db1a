"""Superscript figures: 10 to the power of 4 must not read as 104."""

_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def raised(text: str, before: str) -> str:
    """Raised text as it is put into a line: a raised figure after a figure stays raised."""
    plain = text.strip()
    figure = plain.lstrip("+-")
    if before[-1:].isdecimal() and figure.isascii() and figure.isdigit():
        return plain.translate(_SUPERSCRIPT)
    return text
