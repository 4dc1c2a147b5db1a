"""A reviewer's results on measures, found again by their words in a new run. 核对结果

A measure is known by its own text and the titles of both plans; numbers may change between runs.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policyparse.model.comparison import (
    Comparison,
    MeasureCoverage,
    MeasureState,
    Review,
    ReviewResult,
)

RESULT_LABELS: dict[ReviewResult, str] = {
    ReviewResult.SUPPLEMENT: "需补充",
    ReviewResult.ELSEWHERE: "另文落实（文件及条款）",
    ReviewResult.NOT_HERE: "本地不涉及",
    ReviewResult.UPPER: "上级事权",
    ReviewResult.NONE: "不作补充",
}
STATE_LABELS: dict[MeasureState, str] = {
    MeasureState.TAKEN: "已体现",
    MeasureState.WEAKENED: "表述减弱",
    MeasureState.MISSING: "未见对应内容",
}
NEARLY = 0.9  # likeness of a measure whose wording was changed a little since

_MARKS = re.compile(r"[\W_]+")
_AFRESH = "请核实核对结果是否仍然适用"


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """One row of a file of results; an empty title stands for any plan."""

    line: int  # where it stands in its file, from 1
    text: str  # of the measure
    review: Review
    upper: str = ""
    lower: str = ""
    task: str = ""  # tells apart measures of the same words
    state: MeasureState | None = None  # when the result was written


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a measure stands in a comparison."""

    task: int
    measure: int


def apply_reviews(comparison: Comparison, entries: Sequence[ReviewEntry]) -> Comparison:
    """The comparison with the results on its measures; what does not fit is added to its notes.

    Rows of other pairs of plans are passed over.
    """
    fitting = [entry for entry in entries if _addresses(entry, comparison)]
    applied, notes = _Applier(comparison).apply(fitting)
    return applied.model_copy(update={"notes": (*comparison.notes, *notes)})


def apply_to_all(
    comparisons: Sequence[Comparison], entries: Sequence[ReviewEntry]
) -> tuple[tuple[Comparison, ...], tuple[str, ...]]:
    """As ``apply_reviews`` for each pair, and what is to be said of rows that fit no pair."""
    done = tuple(apply_reviews(comparison, entries) for comparison in comparisons)
    strange = [
        entry
        for entry in entries
        if not any(_addresses(entry, comparison) for comparison in comparisons)
    ]
    if not strange:
        return done, ()
    more = f"等{len(strange)}行" if len(strange) > 1 else ""
    return done, (f"{_row(strange[0])}{more}：未找到对应的上级文件或下级文件，请核实。",)


def normalised(text: str) -> str:
    """The words by which a measure or a title is known: no blanks, no marks, one width."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


def _row(entry: ReviewEntry) -> str:
    return f"核对结果第{entry.line}行"


def _addresses(entry: ReviewEntry, comparison: Comparison) -> bool:
    pairs = ((entry.upper, comparison.upper.title), (entry.lower, comparison.lower.title))
    return all(not said or normalised(said) == normalised(title) for said, title in pairs)


class _Applier:
    """The measures of a comparison by their words."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._by_text: dict[str, list[_Place]] = {}
        for at, task in enumerate(comparison.tasks):
            for number, measure in enumerate(task.measures):
                key = normalised(measure.text)
                self._by_text.setdefault(key, []).append(_Place(at, number))

    def apply(self, entries: Sequence[ReviewEntry]) -> tuple[Comparison, list[str]]:
        """Put the results on the measures; the last row for a measure counts."""
        results: dict[_Place, ReviewEntry] = {}
        notes: list[str] = []
        for entry in entries:
            places, nearly = self._find(entry)
            if not places:
                notes.append(f"{_row(entry)}：未找到对应措施，请核实。")
            if nearly:
                notes.append(
                    f"{_row(entry)}：措施文字与本次略有出入，已按最相近的一条对应，请核实。"
                )
            notes += self._doubts(entry, places, results)
            results |= dict.fromkeys(places, entry)
        return self._with(results), notes

    def _find(self, entry: ReviewEntry) -> tuple[list[_Place], bool]:
        """The measures of a row, and whether only their wording is near."""
        key = normalised(entry.text)
        places = self._by_text.get(key, [])
        if places:
            tasks = self._comparison.tasks
            same = [place for place in places if tasks[place.task].upper_task == entry.task]
            return same or places, False
        matcher = SequenceMatcher(None, b=key, autojunk=False)
        best: tuple[float, str] = (0.0, "")
        for other in self._by_text:
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() >= NEARLY and matcher.quick_ratio() >= NEARLY:
                best = max(best, (matcher.ratio(), other))
        return (self._by_text[best[1]], True) if best[0] >= NEARLY else ([], False)

    def _measure(self, place: _Place) -> MeasureCoverage:
        return self._comparison.tasks[place.task].measures[place.measure]

    def _doubts(
        self, entry: ReviewEntry, places: Sequence[_Place], earlier: dict[_Place, ReviewEntry]
    ) -> Iterator[str]:
        """What a person should look at again."""
        other = next((earlier[place] for place in places if place in earlier), None)
        if other is not None and other.review != entry.review:
            yield f"{_row(entry)}：与第{other.line}行是同一措施而结果不同，以本行为准，请核实。"
        states = {self._measure(place).state for place in places}
        if places and entry.state is not None and entry.state not in states:
            now = "、".join(STATE_LABELS[state] for state in MeasureState if state in states)
            before = STATE_LABELS[entry.state]
            yield f"{_row(entry)}：该措施的情况由“{before}”变为“{now}”，{_AFRESH}。"
        if not entry.review.reason:
            what = RESULT_LABELS[entry.review.result]
            yield f"{_row(entry)}：“{what}”未写理由，请补充。"

    def _with(self, results: dict[_Place, ReviewEntry]) -> Comparison:
        tasks = tuple(
            task.model_copy(
                update={
                    "measures": tuple(
                        measure.model_copy(update={"review": results[place].review})
                        if (place := _Place(at, number)) in results
                        else measure
                        for number, measure in enumerate(task.measures)
                    )
                }
            )
            for at, task in enumerate(self._comparison.tasks)
        )
        return self._comparison.model_copy(update={"tasks": tasks})
