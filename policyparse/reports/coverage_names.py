"""What plans, tasks and places of a comparison are called in its tables. 对照用语"""

from collections import Counter
from collections.abc import Iterable, Sequence

from policyparse.model.comparison import (
    Comparison,
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
        where = f"{clause_of(task)}“{squeeze(task.title)}”"
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


def cited(place: str, quotes: Sequence[Evidence]) -> str:
    """A place with its page."""
    page = next((quote.page for quote in quotes if quote.page is not None), None)
    return f"{place}，第{page}页" if page else place


def quoted(quotes: Sequence[Quote]) -> str:
    """The passages of a side as one text."""
    return GAP.join(quote.text for quote in quotes)


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
