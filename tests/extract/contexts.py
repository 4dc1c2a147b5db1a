"""A context for extractors, made from a text as if it were a file."""

from pathlib import Path

from policyparse import readers
from policyparse.extract.context import Context
from policyparse.extract.document import read_document
from policyparse.grammar.unit_names import UnitNames
from policyparse.lexicon.load import load
from policyparse.model import Evidence
from policyparse.normalise import normalise
from policyparse.outline import build

TITLE = "岚江市人民政府办公室关于印发岚江市托育服务发展实施方案的通知"


def context_of(content: str, suffix: str = ".txt") -> tuple[Context, UnitNames]:
    """What the pipeline knows of a document before it reads rosters and opinions."""
    raw = readers.read(Path(f"made{suffix}"), content.encode("utf-8"))
    text = normalise(raw)
    words = load()
    outline = build(text)
    document = read_document(text, outline, words)
    return Context(text, outline, words, document, {}), UnitNames(words)


def is_exact(context: Context, evidence: tuple[Evidence, ...]) -> bool:
    """Whether each place holds just the words that it quotes."""
    return bool(evidence) and all(
        place.text and place.text == context.text.text[place.start : place.end]
        for place in evidence
    )
