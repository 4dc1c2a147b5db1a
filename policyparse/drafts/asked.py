"""What of a wording is to come in and what is to go. 要求修改的文字"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import product

from policyparse.drafts.folded import fold
from policyparse.model import Change


def asked_pieces(old: list[str], new: list[str]) -> tuple[list[list[str]], list[list[str]]]:
    """What is to come in and what is to go, piece by piece."""
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    come = [new[c:d] for op, _, _, c, d in steps if op in ("insert", "replace")]
    gone = [old[a:b] for op, a, b, _, _ in steps if op in ("delete", "replace")]
    return _parted(come), _parted(gone)


def _parted(pieces: Sequence[list[str]]) -> list[list[str]]:
    """The pieces cut at marks, without these."""
    cut: list[list[str]] = []
    for piece in pieces:
        own: list[list[str]] = [[]]
        for token in piece:
            if fold(token):
                own[-1].append(token)
            else:
                own.append([])
        cut += [part for part in own if part]
    return cut


def holds(said: Sequence[str], piece: Sequence[str]) -> bool:
    size = len(piece)
    return any(list(said[at : at + size]) == list(piece) for at in range(len(said) - size + 1))


def is_quoted(change: Change) -> bool:
    """Whether the words to be added are given as such, not only described."""
    new = str(change.new)
    for place in change.evidence:
        for mark, at in product('“「『‘"：:', _places(place.text, new)):
            if place.text[:at].rstrip().endswith(mark):
                return True
    return False


def _places(text: str, words_: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(words_), text)]
