"""The documents of one job under names of their own, and their texts by these names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from policyparse.batch.read import Document
from policyparse.readers.encoding import written_name


def distinct(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents under names of their own: a second 方案.docx is told apart by its folder.

    A file that stands on both sides keeps its one name.
    """
    names: dict[str, set[Path]] = {}
    for document in documents:
        names.setdefault(document.plan.source.name, set()).add(document.path)
    named: dict[Path, str] = {}
    used: Counter[str] = Counter()
    for document in documents:
        if document.path in named:
            continue
        name = document.plan.source.name
        if len(names[name]) > 1:
            folder = written_name(document.path.parent.name)
            name = f"{folder}/{name}" if folder else name
        used[name] += 1
        named[document.path] = name if used[name] == 1 else f"{name}~{used[name]}"
    return tuple(_renamed(document, named[document.path]) for document in documents)


def _renamed(document: Document, name: str) -> Document:
    source = document.plan.source
    if source.name == name:
        return document
    source = source.model_copy(update={"name": name})
    return replace(document, plan=document.plan.model_copy(update={"source": source}))


def texts_of(documents: Sequence[Document]) -> dict[str, str]:
    """The normalised texts by the names of the sources."""
    return {document.plan.source.name: document.text for document in documents}
