"""What plans, tasks and places of a comparison are called in its tables. 对照用语"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from policyparse.comparison.finding_words import short_title
from policyparse.model.comparison import (
    Comparison,
    CoverageFinding,
    DeadlineCoverage,
    FindingKind,
    MeasureCoverage,
    MeasureState,
    Quote,
    Side,
)
from policyparse.model.evidence import Certainty, Evidence
from policyparse.model.plan import Plan
from policyparse.model.task import Task
from policyparse.reports.labels import ANNEX_ABSENT, MINOR, PLEASE_CHECK, SIGNS, label
from policyparse.reports.sources import (
    PART,
    SIBLING,
    WITHOUT_NUMBER,
    clause_of,
    number_of,
    squeeze,
    without_number,
)

NOT_GIVEN = "未提供"
SELDOM = "频次降低"
GAP = "……"  # between two passages that take up one measure


class Names:
    """The names of the plans of some comparisons, and of the tasks in them.

    Without the plans a lower task is known by its number alone.
    """

    def __init__(self, comparisons: Sequence[Comparison], plans: Iterable[Plan] = ()) -> None:
        self._tasks: dict[str, dict[str, Task]] = {}
        for plan in plans:
            self._tasks.setdefault(plan.source.name, {}).update({t.id: t for t in plan.tasks})
        self._lowers = _told_apart([comparison.lower for comparison in comparisons])
        self._uppers = _told_apart([comparison.upper for comparison in comparisons])

    def lower(self, side: Side) -> str:
        """The short name of a lower plan: its place, where that tells it from the others."""
        return self._lowers[side.source]

    def pair(self, comparison: Comparison) -> str:
        """The lower plan; with several upper plans the upper one too: 雾江市→雾江市鹭洲区."""
        lower = self.lower(comparison.lower)
        several = len(self._uppers) > 1
        return f"{self.upper(comparison.upper)}→{lower}" if several else lower

    def upper(self, side: Side) -> str:
        """The same for an upper plan."""
        return self._uppers[side.source]

    def task(self, side: Side, number: str) -> Task | None:
        """A task of a side, where its plan is known; ``应急预案.docx 3.1`` names its file."""
        file, _, bare = number.rpartition(" ")
        for name in (file,) if file else (side.source, *side.sources):
            if bare in self._tasks.get(name, {}):
                return self._tasks[name][bare]
        return None

    def place(self, side: Side, number: str | None, quotes: Sequence[Evidence] = ()) -> str:
        """Where a passage stands: file if there are several, clause, title of the task, page."""
        if number is None:
            return cited("", quotes).lstrip("，")
        task = self.task(side, number)
        if task is None:
            return cited(f"任务{number}", quotes)
        file = number.rpartition(" ")[0]
        where = short_place(f"{clause_of(task)}“{short_title(squeeze(task.title))}”")
        return cited(f"{file}　{where}" if file else where, quotes)


def clause(number: str, path: Sequence[str], title: str = "") -> str:
    """The numbers that lead to an upper task, as ``sources.clause_of`` gives them for a task."""
    numbers = "".join(number_of(part) or f"“{squeeze(part)[:WITHOUT_NUMBER]}”" for part in path)
    if part := PART.search(number):
        return f"{numbers}第{part.group(1)}项"
    own = bool(path) and without_number(path[-1]) == title
    if not own and (sibling := SIBLING.findall(number)):
        return f"{numbers}第{sibling[-1]}段"
    return numbers or number


_ANNEX_ROW = re.compile(r"“附件”(?:“[^”]*”)*(“[^”]*”)")


def short_place(text: str) -> str:
    """A row of an annex by its own words, without the heads of the table above it."""
    return _ANNEX_ROW.sub(r"附件\1", text)


def kind_label(finding: CoverageFinding) -> str:
    """时限推后; of how often something is done 频次降低."""
    seldom = finding.kind is FindingKind.DEADLINE_LATER and SELDOM in finding.says
    return SELDOM if seldom else label(finding.kind)


def date_label(row: DeadlineCoverage) -> str:
    """推后; of how often something is done 推后（频次降低）."""
    return label(row.verdict) + (f"（{SELDOM}）" if SELDOM in row.why else "")


def often(why: str, side: str) -> str:
    """How often, as the sentence on a figure has it: 每季度 of 上级每季度“开展1次”."""
    found = re.search(rf"{side}(?:（[^）]*）)?([每全][^“，]{{1,6}})“", why)
    return found.group(1) if found else ""


def as_told(comparison: Comparison, found: Sequence[CoverageFinding]) -> Comparison:
    """The comparison with its gaps as sure as the findings are that tell of them.

    Else a page would call one and the same gap sure in front and unsure below.
    """
    of_measure = {one.measure: one.certainty for one in found if one.measure}
    of_task = {
        one.upper_task: one.certainty
        for one in found
        if one.kind is FindingKind.MEASURE_MISSING and not one.measure
    }
    tasks = tuple(
        task.model_copy(
            update={
                "measures": tuple(
                    _surely(one, of_measure.get(one.id) or of_task.get(task.upper_task))
                    for one in task.measures
                )
            }
        )
        for task in comparison.tasks
    )
    return comparison.model_copy(update={"tasks": tasks})


def _surely(measure: MeasureCoverage, certainty: Certainty | None) -> MeasureCoverage:
    if certainty is None or measure.minor or measure.state is MeasureState.TAKEN:
        return measure
    return measure.model_copy(update={"certainty": certainty})


def in_text_order(
    found: Iterable[CoverageFinding], comparison: Comparison
) -> list[CoverageFinding]:
    """Findings to be worked through beside the upper plan; doubtful ones last."""
    at = {task.upper_task: number for number, task in enumerate(comparison.tasks)}
    return sorted(
        found, key=lambda one: (one.certainty is Certainty.UNSURE, at.get(one.upper_task, -1))
    )


def cited(place: str, quotes: Sequence[Evidence]) -> str:
    """A place with its page."""
    page = next((quote.page for quote in quotes if quote.page is not None), None)
    return f"{place}，第{page}页" if page else place


def quoted(quotes: Sequence[Quote]) -> str:
    """The passages of a side as one text."""
    return GAP.join(quote.text for quote in quotes)


_UNITS = (FindingKind.UNIT_LOST, FindingKind.UNIT_DEMOTED, FindingKind.UNIT_PROMOTED)


def as_read(finding: CoverageFinding, quotes: Sequence[Quote]) -> list[Quote]:
    """The passages of a finding in the order of their file; units stay beside each other."""
    return list(quotes) if finding.kind in _UNITS else in_order(quotes)


def in_order(quotes: Sequence[Quote]) -> list[Quote]:
    """Passages as they stand in their files: the head of a table before its figure."""
    return sorted(quotes, key=lambda quote: (quote.source or "", quote.start))


def annex_absent(comparison: Comparison) -> bool:
    """Whether the lower plan names an annex that was not given."""
    return any(part.endswith(NOT_GIVEN) for part in comparison.searched)


def state_of(measure: MeasureCoverage, comparison: Comparison) -> str:
    """What became of a measure, with its sign: √ 已体现."""
    missing = measure.state is MeasureState.MISSING and annex_absent(comparison)
    return f"{SIGNS[measure.state]} {ANNEX_ABSENT if missing else label(measure.state)}"


def how_sure(certainty: Certainty) -> str:
    """推断（请核实）, on two lines of a narrow cell."""
    return label(certainty).replace(PLEASE_CHECK, f"\n{PLEASE_CHECK}")


def hints(measure: MeasureCoverage) -> str:
    """What makes a person look at a verdict more mildly."""
    parts = [MINOR] if measure.minor else []
    return "；".join([*parts, *([label(measure.owner)] if measure.owner else [])])


def _told_apart(sides: Sequence[Side]) -> dict[str, str]:
    own = {side.source: side for side in sides}
    places = Counter(side.jurisdiction.name for side in own.values() if side.jurisdiction)
    return {
        source: side.jurisdiction.name
        if side.jurisdiction and places[side.jurisdiction.name] == 1
        else squeeze(side.title)
        for source, side in own.items()
    }
