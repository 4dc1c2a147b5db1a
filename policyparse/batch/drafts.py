"""Drafts of one plan -> what changed between them. 稿次比对"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path

from policyparse.batch.archives import shown_name
from policyparse.batch.attempt import Failed, Failure, attempt
from policyparse.batch.find import named_annex, sets_of
from policyparse.batch.named import distinct
from policyparse.batch.read import Document, Reading, read_all
from policyparse.batch.track import Track, silent
from policyparse.batch.tracked import draft_states
from policyparse.drafts.authors import with_authors
from policyparse.drafts.diff import diff
from policyparse.drafts.landings import landed
from policyparse.drafts.outside import with_passages
from policyparse.drafts.scopes import Read
from policyparse.drafts.several import table
from policyparse.model.diff import Diff
from policyparse.model.drafts import DraftTable
from policyparse.model.plan import Plan
from policyparse.model.raw import Revisions
from policyparse.model.tracked import Tracked

NO_BODY = "正文没有读成，这个附件没有单独比对"
Files = tuple[Path, ...]  # of one draft, the body first


@dataclass(frozen=True, slots=True)
class Step:
    """From one draft to another, and their numbers, 1 for the first."""

    old: Document
    new: Document
    numbers: tuple[int, int]
    found: Diff


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts that were read, in the order given, and what changed.

    ``steps`` lead from each to the next; of three drafts and more the last of them leads from the
    first to the last.
    """

    documents: tuple[Document, ...] = ()
    tracked: Tracked | None = None  # where they are the two states of one file
    opinions: Document | None = None  # the opinion table that was given
    steps: tuple[Step, ...] = ()
    table: DraftTable | None = None  # where there are three drafts and more
    failures: tuple[Failure, ...] = ()

    @property
    def plans(self) -> tuple[Plan, ...]:
        """What was read from the drafts."""
        return tuple(document.plan for document in self.documents)


def drafts_of(paths: Sequence[Path]) -> list[Files]:
    """The files of each draft in the order given; annexes with their body, wherever they stand.

    附件1.xlsx, which names no body, goes with the body before it.
    """
    sets = {files[0]: files for files in sets_of(tuple(dict.fromkeys(paths)))}
    found: list[Files] = []
    for files in (sets[path] for path in paths if path in sets):
        if found and named_annex(files[0]) and not named_annex(found[-1][0]):
            found[-1] = (*found[-1], *files)
        else:
            found.append(files)
    return found


def read_drafts(
    asked: Sequence[Files],
    opinions: Path | None = None,
    lexicon: Sequence[Path] = (),
    track: Track = silent,
    revisions: Revisions = Revisions.FINAL,
    *,
    insist: bool = False,
) -> Drafts:
    """Read each draft and the opinion table; what cannot be read is named and left out.

    Of a single draft both states are read, whatever ``revisions`` says.
    """
    if len(asked) == 1:
        found = _states(asked[0], lexicon, insist)
    else:
        read = partial(read_all, lexicon=lexicon, revisions=revisions, insist=insist)
        found = _read(asked, read, track)
    if opinions is None:
        return found
    reading = read_all(((opinions,),), lexicon, insist=insist)
    return replace(
        found,
        opinions=next(iter(reading.documents), None),
        failures=(*found.failures, *reading.failures),
    )


def _states(files: Files, lexicon: Sequence[Path], insist: bool) -> Drafts:
    """One file alone: before its tracked changes and after them."""
    result = attempt(partial(draft_states, files, lexicon, insist=insist))
    if isinstance(result, Failed):
        return Drafts(failures=(result.of(shown_name(result.source or files[0], None)),))
    return Drafts(documents=(result.old, result.new), tracked=result.tracked)


def _read(
    asked: Sequence[Files], read: Callable[[Sequence[Files]], Reading], track: Track
) -> Drafts:
    documents: list[Document] = []
    failures: list[Failure] = []
    for files in track("读取", asked):  # each by itself: two drafts may look like one document
        reading = read((files,))
        failures += reading.failures
        for document in reading.documents:
            if document.path == files[0]:
                documents.append(document)
            else:
                failures.append(Failure(shown_name(document.path, None), NO_BODY))
    return Drafts(documents=distinct(documents), failures=tuple(dict.fromkeys(failures)))


def compare_drafts(drafts: Drafts, lexicon: Sequence[Path] = (), track: Track = silent) -> Drafts:
    """The same with what changed; a pair that fails is named and stops nothing.

    Opinions were given on the first draft, and are looked for in the last one.
    """
    documents = tuple(enumerate(drafts.documents, 1))
    pairs = [*pairwise(documents)]
    if len(documents) > 2:
        pairs.append((documents[0], documents[-1]))
    steps: list[Step] = []
    failures = list(drafts.failures)
    for (number, old), (other, new) in track("比对", pairs):
        judged = drafts.opinions if (number, other) == (1, len(documents)) else None
        result = attempt(partial(_compared, old, new, drafts.tracked, judged, lexicon))
        if isinstance(result, Failed):
            failures.append(result.of(f"{old.plan.source.name} → {new.plan.source.name}"))
        else:
            steps.append(Step(old, new, (number, other), result))
    shown = None
    if len(documents) > 2 and len(steps) == len(pairs):
        *parts, overall = (step.found for step in steps)
        shown = table(drafts.plans, parts, overall)
    return replace(drafts, steps=tuple(steps), table=shown, failures=tuple(failures))


def _compared(
    old: Document,
    new: Document,
    tracked: Tracked | None,
    opinions: Document | None,
    lexicon: Sequence[Path],
) -> Diff:
    before, after = (Read(one.plan, one.normalised) for one in (old, new))
    found = diff(old.plan, new.plan, lexicon=lexicon)
    found = with_passages(found, before, after, lexicon=lexicon)
    if tracked:
        found = with_authors(found, old.plan, new.plan, tracked)
    if opinions:
        found = landed(found, before, after, opinions.plan, lexicon=lexicon)
    return found


def drafts_json(drafts: Drafts) -> str:
    """What ``policyparse diff --json`` prints."""
    shown: DraftTable | Diff = drafts.table or drafts.steps[0].found
    return shown.model_dump_json(by_alias=True, indent=2) + "\n"
