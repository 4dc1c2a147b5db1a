"""spaCy components, one for each kind of thing: span groups with typed values.

Any spaCy user can add them to a ``zh`` pipeline with the character segmenter::

    nlp = spacy.blank("zh")
    nlp.add_pipe("policyparse_units")
    doc = nlp("市发改委牵头制定方案。")
    doc.spans["policyparse_units"][0]._.policyparse

A value's own places are offsets in ``doc.text``.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from policyparse.grammar.citations import TitleSpan, find_numbers, find_titles
from policyparse.grammar.grammars import Grammars, grammars
from policyparse.lexicon.load import load

UNITS = "policyparse_units"
NOTES = "policyparse_notes"
DEADLINES = "policyparse_deadlines"
TARGETS = "policyparse_targets"
CITATIONS = "policyparse_citations"
ALL = (CITATIONS, DEADLINES, TARGETS, NOTES, UNITS)

_FIGURE = re.compile("[0-9０-９百]")  # without one of these there is no target
Finder = Callable[[Doc], Iterable[tuple[int, int, Any]]]

if not Span.has_extension("policyparse"):
    Span.set_extension("policyparse", default=None)


class SpanComponent:
    """Fills one span group from a finder of (start, end, value) in characters."""

    def __init__(self, key: str, finder: Finder):
        self.key = key
        self.finder = finder

    def __call__(self, doc: Doc) -> Doc:
        spans, values = [], []
        exact = len(doc) == len(text_of(doc))  # a token a character
        for start, end, value in self.finder(doc):
            span = (
                Span(doc, start, end)
                if exact
                else doc.char_span(start, end, alignment_mode="expand")
            )
            if span is not None:
                span._.policyparse = value
                spans.append(span)
                values.append(value)
        doc.spans[self.key] = SpanGroup(doc, name=self.key, spans=spans)
        doc.user_data[self.key] = values
        return doc


def values_of(doc: Doc, key: str) -> tuple[Any, ...]:
    """The values of a span group, in order: those of ``span._.policyparse``, kept together."""
    values: list[Any] = doc.user_data[key]
    return tuple(values)


def text_of(doc: Doc) -> str:
    """The text, built once: spaCy puts it together from its tokens at every call."""
    text: str | None = doc.user_data.get("policyparse_text")
    if text is None:
        text = doc.user_data["policyparse_text"] = doc.text
    return text


def titles_of(doc: Doc) -> tuple[TitleSpan, ...]:
    """Titles in 《》, found once for all components."""
    found: tuple[TitleSpan, ...] | None = doc.user_data.get("policyparse_titles")
    if found is None:
        text = text_of(doc)
        found = find_titles(text, 0, len(text)) if "《" in text else ()
        doc.user_data["policyparse_titles"] = found
    return found


def masked(doc: Doc, *, dates: bool) -> str:
    """The text with titles and document numbers (and dates) replaced by □, lengths unchanged."""
    key = f"policyparse_masked_{dates}"
    text: str | None = doc.user_data.get(key)
    if text is None:
        if dates:
            text = masked(doc, dates=False)
            spans = [(s.start_char, s.end_char) for s in doc.spans.get(DEADLINES, ())]
        else:
            text = text_of(doc)
            spans = [(t.start, t.end) for t in titles_of(doc)]
            spans += find_numbers(text, 0, len(text))
        for start, end in spans:
            text = text[:start] + "□" * (end - start) + text[end:]
        doc.user_data[key] = text
    return text


def _grammars(words: list[str] | None) -> Grammars:
    return grammars(load(Path(word) for word in words or ()))


@Language.factory(CITATIONS, default_config={"lexicon": None})
def citations_component(nlp: Language, name: str, lexicon: list[str] | None) -> SpanComponent:
    """引用文件: values are TitleSpan."""

    def find(doc: Doc) -> Iterable[tuple[int, int, Any]]:
        return [(t.start, t.end, t) for t in titles_of(doc)]

    return SpanComponent(CITATIONS, find)


@Language.factory(DEADLINES, default_config={"lexicon": None})
def deadlines_component(nlp: Language, name: str, lexicon: list[str] | None) -> SpanComponent:
    """时限: values are TimeExpression, their years not yet resolved."""
    grammar = _grammars(lexicon).times

    def find(doc: Doc) -> Iterable[tuple[int, int, Any]]:
        text = masked(doc, dates=False)
        return [(e.start, e.end, e) for e in grammar.find(text, 0, len(text))]

    return SpanComponent(DEADLINES, find)


@Language.factory(TARGETS, default_config={"lexicon": None})
def targets_component(nlp: Language, name: str, lexicon: list[str] | None) -> SpanComponent:
    """指标: values are TargetExpression; works best behind the deadlines component."""
    grammar = _grammars(lexicon).targets

    def find(doc: Doc) -> Iterable[tuple[int, int, Any]]:
        if not _FIGURE.search(text_of(doc)):
            return ()
        text = masked(doc, dates=True)
        return [(t.start, t.end, t) for t in grammar.find(text, 0, len(text))]

    return SpanComponent(TARGETS, find)


@Language.factory(NOTES, default_config={"lexicon": None})
def notes_component(nlp: Language, name: str, lexicon: list[str] | None) -> SpanComponent:
    """责任分工: values are Note."""
    grammar = _grammars(lexicon).notes

    def find(doc: Doc) -> Iterable[tuple[int, int, Any]]:
        text = text_of(doc)
        return [(n.start, n.end, n) for n in grammar.find(text, 0, len(text))]

    return SpanComponent(NOTES, find)


@Language.factory(UNITS, default_config={"lexicon": None})
def units_component(nlp: Language, name: str, lexicon: list[str] | None) -> SpanComponent:
    """单位: values are UnitMention."""
    grammar = _grammars(lexicon).mentions

    def find(doc: Doc) -> Iterable[tuple[int, int, Any]]:
        text = text_of(doc)
        return [(m.start, m.end, m) for m in grammar.find(text, 0, len(text))]

    return SpanComponent(UNITS, find)
