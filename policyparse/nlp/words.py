"""Words of a short text, by jieba with the lexicon as its dictionary.

Loading takes about a second, so nothing here runs before words are asked for.
"""

import logging
import tempfile
import warnings
from collections.abc import Callable
from functools import cache

from policyparse.lexicon.lexicon import Lexicon

Cut = Callable[[str], list[str]]


@cache
def cutter(lexicon: Lexicon) -> Cut:
    """A function from text to its words; unit names and places are kept whole."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own escapes and pkg_resources
        import jieba
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    with tempfile.TemporaryDirectory(prefix="policyparse-") as private:
        tokenizer.tmp_dir = private  # its default cache has a name anyone can guess
        tokenizer.initialize()
    for word in lexicon.jieba_words:
        tokenizer.add_word(word)
    return lambda text: list(tokenizer.cut(text, HMM=False))
