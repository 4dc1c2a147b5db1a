"""The tables of words by which ``check`` reads a document."""

from policyparse.model.base import FrozenModel


class Characters(FrozenModel):
    """Characters that do not belong in a text of simplified ones, each with its own. 繁体字"""

    traditional: tuple[str, ...] = ()  # rows of pairs


class Proofreading(FrozenModel):
    """Words by which numbers, counts, names and doubled words are checked. 文字核查"""

    ordinals: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    collected: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    free: tuple[str, ...] = ()  # rows of characters
    reduplicated: tuple[str, ...] = ()
    look_alike: tuple[tuple[str, ...], ...] = ()
    bounds: tuple[tuple[str, str], ...] = ()
    title_words: tuple[str, ...] = ()


class FigureWords(FrozenModel):
    """Words by which figures are checked. 数字核查"""

    shares: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    rise: tuple[str, ...] = ()
    fall: tuple[str, ...] = ()
