"""Document after document -> plans; one that cannot be read is named, never fatal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from policyparse import pipeline
from policyparse.batch.attempt import Failure, attempt
from policyparse.batch.same import same_document
from policyparse.batch.track import Track, silent
from policyparse.model.plan import Plan

_parse_set = getattr(pipeline, "parse_set", None)  # several files as one document


@dataclass(frozen=True, slots=True)
class Document:
    """A plan that was read, with the text that its evidence points into."""

    path: Path  # of the body
    plan: Plan
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A further file with a document that was read already, such as its PDF."""

    path: Path
    document: Document
    plan: Plan

    @property
    def differs(self) -> bool:
        """Whether another number of tasks was read from this file."""
        return len(self.plan.tasks) != len(self.document.plan.tasks)


@dataclass(slots=True)
class Reading:
    """What was read, in the order given."""

    documents: list[Document] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans of all documents."""
        return tuple(document.plan for document in self.documents)


def read_all(
    sets: Iterable[Sequence[Path]],
    lexicon: Sequence[Path] = (),
    *,
    base: Path | None = None,
    track: Track = silent,
) -> Reading:
    """Read each set of files as one document; ``base`` is left out of the names in failures."""
    reading = Reading()
    for files in track("读取", tuple(readable_sets(sets))):
        name = shown_name(files[0], base)
        result = attempt(name, partial(read_document, tuple(files), tuple(lexicon)))
        if isinstance(result, Failure):
            reading.failures.append(result)
        else:
            _add(reading, result)
    return reading


def readable_sets(sets: Iterable[Sequence[Path]]) -> Iterator[Sequence[Path]]:
    """The sets as they are; single files while the pipeline cannot put annexes to their body."""
    for files in sets:
        if _parse_set is not None:
            yield files
        else:
            yield from ((path,) for path in files)


def read_document(files: tuple[Path, ...], lexicon: tuple[Path, ...]) -> Document:
    """One document from its body and its annexes."""
    if len(files) > 1 and _parse_set is not None:
        plan, text = _parse_set(files, lexicon)
    else:
        plan, text = pipeline.parse_with_text(files[0], lexicon)
    return Document(files[0], plan, text.text)


def _add(reading: Reading, document: Document) -> None:
    for before in reading.documents:
        if same_document(before.plan, document.plan):
            reading.copies.append(Copy(document.path, before, document.plan))
            return
    reading.documents.append(document)


def shown_name(path: Path, base: Path | None) -> str:
    """A path as the user knows it: from the folder that was given."""
    if base is not None and path.is_relative_to(base):
        path = path.relative_to(base)
    return path.as_posix() if base is not None else str(path)
