"""Upper and lower documents -> comparisons of each with each, and what they say together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from policyparse.batch.archives import shown_name
from policyparse.batch.attempt import Failed, Failure, attempt
from policyparse.batch.find import sets_of
from policyparse.batch.named import distinct, texts_of
from policyparse.batch.read import Document, Reading, read_all
from policyparse.batch.track import Track, silent
from policyparse.comparison.compare import compare
from policyparse.comparison.joint import joined
from policyparse.comparison.relation import related_pairs
from policyparse.comparison.review import ReviewEntry, apply_to_all
from policyparse.comparison.tasklist import merge
from policyparse.comparison.trace import trace
from policyparse.lexicon.load import load
from policyparse.matching.candidates import CandidateSource
from policyparse.model.comparison import Comparison, RelationKind
from policyparse.model.comparisons import Comparisons
from policyparse.model.trace import Trace
from policyparse.model.unit import Level

ANSWERS = (RelationKind.DIRECT, RelationKind.PROBABLE)
NO_BODY = "正文没有读成，这个附件没有单独对照"
_LEVELS = tuple(Level)

Files = tuple[Path, ...]  # of one document, the body first
Pair = tuple[Document, Document]  # upper, lower


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared, and the documents under the names that the comparisons use."""

    found: Comparisons
    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()

    def reviewed(self, entries: Sequence[ReviewEntry]) -> "Compared":
        """The same with the results of reviewers on its measures."""
        comparisons, notes = apply_to_all(self.found.comparisons, entries)
        update = {"comparisons": comparisons, "notes": (*self.found.notes, *notes)}
        return replace(self, found=self.found.model_copy(update=update))


def sides(uppers: Sequence[Path], lowers: Sequence[Path]) -> tuple[list[Files], list[Files]]:
    """The documents of both sides, annexes with their body; each stands in a side once."""
    sets = tuple(sets_of(tuple(dict.fromkeys((*uppers, *lowers)))))
    above = [files for files in sets if set(files) & set(uppers)]
    below = [files for files in sets if files not in above or files[0] in lowers]
    return above, below


def read_side(
    sets: Sequence[Files],
    lexicon: Sequence[Path] = (),
    track: Track = silent,
    *,
    insist: bool = False,
) -> Reading:
    """Read one side; an annex whose body cannot be read proves nothing by itself."""
    reading = read_all(sets, lexicon, track=track, insist=insist)
    bodies = {files[0] for files in sets}
    alone = [document for document in reading.documents if document.path not in bodies]
    reading.failures += [Failure(shown_name(document.path, None), NO_BODY) for document in alone]
    reading.documents = [document for document in reading.documents if document.path in bodies]
    return reading


def compare_sides(
    uppers: Sequence[Document],
    lowers: Sequence[Document],
    lexicon: Sequence[Path] = (),
    *,
    together: bool = False,
    candidates: CandidateSource | None = None,
    track: Track = silent,
) -> Compared:
    """Each lower document against each upper one; ``together`` joins those of one place."""
    documents = distinct((*uppers, *lowers))
    above, below = documents[: len(uppers)], documents[len(uppers) :]
    asked = [(upper, lower) for upper in above for lower in below]
    steps = [] if together else _steps(below, lexicon)
    made, failures = compare_pairs([*asked, *steps], lexicon, track, candidates)
    comparisons = tuple(made[at] for at in range(len(asked)) if at in made)
    found = Comparisons(
        comparisons=tuple(_by_place(comparisons)) if together else comparisons,
        traces=traces_of(tuple(made.values())) if steps else (),
        task_list=merge([document.plan for document in above]) if len(above) > 1 else None,
    )
    return Compared(found, documents, failures)


def compare_pairs(
    pairs: Sequence[Pair],
    lexicon: Sequence[Path] = (),
    track: Track = silent,
    candidates: CandidateSource | None = None,
) -> tuple[dict[int, Comparison], tuple[Failure, ...]]:
    """The comparisons by the numbers of their pairs; one that fails is named and stops nothing."""
    made: dict[int, Comparison] = {}
    failures: list[Failure] = []
    for at, (upper, lower) in track("对照", tuple(enumerate(pairs))):
        work = partial(
            compare,
            upper.plan,
            lower.plan,
            lexicon=lexicon,
            texts=texts_of((upper, lower)),
            candidates=candidates,
        )
        result = attempt(work)
        if isinstance(result, Failed):
            failures.append(result.of(f"{upper.plan.source.name} → {lower.plan.source.name}"))
        else:
            made[at] = result
    return made, tuple(failures)


def traces_of(comparisons: Sequence[Comparison]) -> tuple[Trace, ...]:
    """Each way over two steps, where the direct look was taken too."""
    known = {(one.upper.source, one.lower.source): one for one in comparisons}
    return tuple(
        trace(first, second, known[upper, lower])
        for (upper, middle), first in known.items()
        for (above, lower), second in known.items()
        if above == middle and (upper, lower) in known and _falls(first, second)
    )


def _falls(first: Comparison, second: Comparison) -> bool:
    """Whether the three plans are of three levels, one below the other."""
    levels = [side.level for side in (first.upper, first.lower, second.lower)]
    ranks = [_LEVELS.index(level) for level in levels if level]
    return len(ranks) == len(levels) and ranks == sorted(set(ranks))


def _steps(lowers: Sequence[Document], lexicon: Sequence[Path]) -> list[Pair]:
    """The pairs among the lower documents in which one answers the other from a lower level."""
    found = related_pairs([document.plan for document in lowers], load(lexicon))
    return [
        (lowers[upper], lowers[lower])
        for upper, lower, relation in found
        if relation.kind in ANSWERS
        and lowers[upper].plan.document.level is not lowers[lower].plan.document.level
    ]


def _by_place(comparisons: Sequence[Comparison]) -> Iterator[Comparison]:
    """Those of one upper plan and one place as one; what names no place goes with the only one."""
    named = {one.lower.jurisdiction.name for one in comparisons if one.lower.jurisdiction}
    groups: dict[tuple[str, str], list[Comparison]] = {}
    for one in comparisons:
        place = one.lower.jurisdiction.name if one.lower.jurisdiction else one.lower.source
        groups.setdefault((one.upper.source, place if len(named) > 1 else ""), []).append(one)
    for group in groups.values():
        yield joined(group)


def comparison_json(found: Comparisons, *, several: bool) -> str:
    """What ``policyparse compare --json`` prints: one comparison, or an object that holds all."""
    shown: Comparisons | Comparison = found
    if found.comparisons and not several:
        only = found.comparisons[0]
        shown = only.model_copy(update={"notes": (*only.notes, *found.notes)})
    return shown.model_dump_json(by_alias=True, indent=2) + "\n"
