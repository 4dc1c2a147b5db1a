"""The coverage reports of a folder, as the consistency report leads to them. 对照报告"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policyparse.comparison.totals import totals
from policyparse.model.comparison import Comparison
from policyparse.reports.links import Link
from policyparse.reports.places import SourceTexts
from policyparse.reports.relations import Pair
from policyparse.reports.views import AnswerRow


@dataclass(frozen=True, slots=True)
class Answer:
    """A lower plan beside an upper one, by their places among the documents."""

    upper: int
    lower: int
    comparison: Comparison
    page: str  # the file that shows it, beside the consistency report; empty if there is none


def agreeing(pairs: Sequence[Pair], answers: Sequence[Answer]) -> tuple[Pair, ...]:
    """The pairs with the relation that their coverage report names: both reports say one thing."""
    known = {(answer.upper + 1, answer.lower + 1): answer.comparison for answer in answers}
    return tuple(
        replace(pair, kind=found.relation.kind, why=found.relation.why.rstrip("。"))
        if (found := known.get((pair.upper.index, pair.lower.index)))
        else pair
        for pair in pairs
    )


def answer_rows(texts: SourceTexts, answers: Sequence[Answer]) -> Iterator[AnswerRow]:
    """A row for each pair, with its figures and its page."""
    for answer in answers:
        upper, lower = texts.all[answer.upper], texts.all[answer.lower]
        measures = totals(answer.comparison).measures
        yield AnswerRow(
            upper=Link(f"{upper.code}《{upper.title}》", f"#doc{upper.index}"),
            lower=Link(f"{lower.code}《{lower.title}》", f"#doc{lower.index}"),
            figures=(measures.counted, measures.taken, measures.weakened, measures.missing),
            page=answer.page,
        )
