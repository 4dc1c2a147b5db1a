"""The documents of one job under names of their own, and their texts by these names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from policyparse.batch.read import Document
from policyparse.readers.encoding import written_name


def distinct(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents under names of their own; a file that stands on both sides keeps its one."""
    named = names_of([document.path for document in documents])
    return tuple(_renamed(document, named[document.path]) for document in documents)


def names_of(paths: Sequence[Path]) -> dict[Path, str]:
    """A name for each file: a second 方案.docx is told apart by its folder."""
    same = Counter(written_name(path.name) for path in dict.fromkeys(paths))
    named: dict[Path, str] = {}
    used: Counter[str] = Counter()
    for path in dict.fromkeys(paths):
        name = written_name(path.name)
        if same[name] > 1:
            folder = written_name(path.parent.name)
            name = f"{folder}/{name}" if folder else name
        used[name] += 1
        named[path] = name if used[name] == 1 else f"{name}~{used[name]}"
    return named


def _renamed(document: Document, name: str) -> Document:
    source = document.plan.source
    if source.name == name:
        return document
    source = source.model_copy(update={"name": name})
    return replace(document, plan=document.plan.model_copy(update={"source": source}))


def texts_of(documents: Sequence[Document]) -> dict[str, str]:
    """The normalised texts by the names of the sources."""
    return {document.plan.source.name: document.text for document in documents}
