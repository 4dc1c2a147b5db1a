"""Runs the spaCy pipeline over the passages of a document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from policyparse.grammar.citations import TitleSpan
from policyparse.grammar.mentions import UnitMention
from policyparse.grammar.notes import Note
from policyparse.grammar.target_expression import TargetExpression
from policyparse.grammar.time_expressions import TimeExpression
from policyparse.nlp import components


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the normalised text with what was found in it.

    Places in the found values are offsets in ``text``; ``base`` leads to the document.
    """

    text: str
    base: int
    titles: tuple[TitleSpan, ...]
    times: tuple[TimeExpression, ...]
    targets: tuple[TargetExpression, ...]
    notes: tuple[Note, ...]
    units: tuple[UnitMention, ...]

    @property
    def end(self) -> int:
        """Offset in the document behind the last character."""
        return self.base + len(self.text)


_LEAST = 3  # shorter cells and lines hold no expression of any kind


@cache
def pipeline(lexicon: tuple[Path, ...] = ()) -> Language:
    """A blank ``zh`` pipeline, a token a character, with all components."""
    nlp = spacy.blank("zh")
    words = [str(path) for path in lexicon]
    for name in components.ALL:
        nlp.add_pipe(name, config={"lexicon": words or None})
    return nlp


def annotate(
    passages: Iterable[tuple[str, int]], lexicon: tuple[Path, ...] = ()
) -> Iterator[Passage]:
    """Annotate (text, offset) pairs one by one: short docs keep spaCy fast."""
    nlp = pipeline(lexicon)
    for text, base in passages:
        if len(text) < _LEAST:
            yield Passage(text, base, (), (), (), (), ())
            continue
        doc = _doc(nlp, text)
        for _, component in nlp.pipeline:  # nlp.pipe costs more than the components themselves
            doc = component(doc)
        found: dict[str, tuple[Any, ...]] = {
            name: components.values_of(doc, name) for name in components.ALL
        }
        yield Passage(
            components.text_of(doc),
            base,
            found[components.CITATIONS],
            found[components.DEADLINES],
            found[components.TARGETS],
            found[components.NOTES],
            found[components.UNITS],
        )


def _doc(nlp: Language, text: str) -> Doc:
    """A token a character, blanks too: offsets in the text are offsets in the Doc."""
    doc = Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))
    doc.user_data["policyparse_text"] = text
    return doc
