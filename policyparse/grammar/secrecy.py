"""Marks of state secrets at the head of a document: 机密★1年 (GB/T 9704-2012, 7.2.2). 密级"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from policyparse.grammar.pattern import Pattern

_COPY = r"(?:(?:份号|编号|No\.?)?[:：]?\d{3,8})?"
_HASTE = r"(?:特急|加急|急件|平急|特提)?"
_NUMBER = r"[\d一二三四五六七八九十]+"
_TERM = rf"(?:长期|至?(?:{_NUMBER}(?:年|个?月|天|日))+前?|[^★。，；]{{0,6}}前)?"
# Without blanks, and nothing else in the line but what stands beside it there.
SECRECY = (
    Pattern(
        "star",
        rf"{_COPY}{_HASTE}(?:密级[:：]?)?(?P<mark>(?:绝密|机密|秘密)★{_TERM}){_HASTE}{_COPY}$",
        hits=("机密★1年", "秘密★", "000123机密★长期特急", "密级:秘密★6个月", "绝密★启用前"),
        misses=("秘密★级文件由专人保管", "标有机密★的文件", "内部★", "秘密"),
    ),
    Pattern(
        "named",
        r"密级[:：](?P<mark>绝密|机密|秘密)$",
        hits=("密级:机密",),
        misses=("密级:公开", "密级:秘密、机密、绝密"),
    ),
)
_LINES = 20  # of the head; below stand title and text


def secrecy_mark(lines: Iterable[str]) -> str | None:
    """The mark that the first lines of a document bear, or None."""
    for line in islice((line for line in lines if line.strip()), _LINES):
        bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", line)).replace("☆", "★")
        for row in SECRECY:
            found = row.compiled.match(bare)
            if found is not None:
                return found["mark"]
    return None
