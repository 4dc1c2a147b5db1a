"""Document after document -> plans; one that cannot be read is named, never fatal."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from policyparse import pipeline
from policyparse.batch.archives import shown_name
from policyparse.batch.attempt import Failed, Failure, attempt
from policyparse.batch.same import same_document
from policyparse.batch.track import Track, silent
from policyparse.model.plan import Plan
from policyparse.model.raw import Revisions
from policyparse.normalise import NormalisedText


@dataclass(frozen=True, slots=True)
class Document:
    """A plan that was read, with the text that its evidence points into."""

    path: Path  # of the body
    plan: Plan
    normalised: NormalisedText

    @property
    def text(self) -> str:
        """The characters of the text."""
        return self.normalised.text


Read = Callable[[Sequence[Path]], Document]


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
    revisions: Revisions = Revisions.FINAL,
    insist: bool = False,
) -> Reading:
    """Read each set of files as one document; ``base`` is left out of the names in failures."""
    reading = Reading()
    read = partial(read_document, lexicon=tuple(lexicon), revisions=revisions, insist=insist)
    for files in track("读取", tuple(sets)):
        _read_set(reading, tuple(files), read, base)
    return reading


def _read_set(reading: Reading, files: tuple[Path, ...], read: Read, base: Path | None) -> None:
    """Read one document; an annex that cannot be read is left out and named.

    Annexes of a body that cannot be read are read by themselves.
    """
    while files:
        result = attempt(partial(read, files))
        if not isinstance(result, Failed):
            _add(reading, result)
            return
        bad = result.source if result.source in files else files[-1]
        reading.failures.append(result.of(shown_name(bad, base)))
        if bad == files[0]:
            for annex in files[1:]:
                _read_set(reading, (annex,), read, base)
            return
        files = tuple(path for path in files if path != bad)


def read_document(
    files: Sequence[Path],
    lexicon: Sequence[Path] = (),
    revisions: Revisions = Revisions.FINAL,
    *,
    insist: bool = False,
) -> Document:
    """One document from its body and its annexes."""
    plan, text = pipeline.parse_set(files, lexicon, revisions, insist=insist)
    return Document(files[0], plan, text)


def _add(reading: Reading, document: Document) -> None:
    for before in reading.documents:
        if same_document(before.plan, document.plan):
            reading.copies.append(Copy(document.path, before, document.plan))
            return
    reading.documents.append(document)
