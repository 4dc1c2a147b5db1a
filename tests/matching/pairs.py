"""Small plans of invented places, an upper and a lower one, and what becomes of the measures."""

from collections.abc import Iterable
from functools import cache

import pytest

from policyparse.comparison.coverage import measure_coverage
from policyparse.lexicon.load import load
from policyparse.matching.clauses import Clause, clauses
from policyparse.matching.find import Finder
from policyparse.matching.judge import judge_all
from policyparse.matching.measures import Measure, measures
from policyparse.matching.words import Vocabulary
from policyparse.model import Plan
from policyparse.model.comparison import MeasureCoverage
from policyparse.pipeline import parse_text
from tests.plans import LEXICON

TAKEN, WEAKENED, MISSING = "taken", "weakened", "missing"
TITLE = "办好民生实事"
BESIDE = (  # what else a lower plan says; no test asks for it
    "修缮乡村戏台。为戏班添置灯光，逢集日排演折子戏。",
    "开放体育场馆。延长羽毛球馆晚间开放时间，门票半价。",
)


@cache
def vocabulary() -> Vocabulary:
    """The words of the lexicon with the whole dictionary, made once."""
    return Vocabulary(load((LEXICON,)))


def plan_text(*tasks: str, safeguards: Iterable[str] = (), annex: str = "") -> str:
    """A plan of some tasks, each a title with its sentences."""
    lines = ["云屏市公共服务工作方案", "一、主要任务"]
    lines += [f"{number}.{task}" for number, task in enumerate(tasks, 1)]
    kept = list(safeguards)
    if kept:
        lines.append("二、保障措施")
        lines += [f"{number}.{task}" for number, task in enumerate(kept, 1)]
    return "\n".join([*lines, annex]) + "\n"


def plan(*tasks: str, safeguards: Iterable[str] = (), annex: str = "") -> Plan:
    """The same, read."""
    text = plan_text(*tasks, safeguards=safeguards, annex=annex)
    return parse_text(text, "方案", (LEXICON,))


def found_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a task with a title of its own."""
    return clauses(plan(titled(text)))


def found_measures(text: str) -> tuple[Measure, ...]:
    """The measures of a task's text, without its title."""
    return tuple(
        measure
        for measure in measures(found_clauses(text), vocabulary())
        if not measure.clauses[0].lead
    )


def cut(text: str) -> list[str]:
    """The words of the measures of a task's text that are no mere principle."""
    return [measure.evidence.text for measure in found_measures(text) if not measure.minor]


def principles(text: str) -> list[str]:
    """The words of those that are."""
    return [measure.evidence.text for measure in found_measures(text) if measure.minor]


def compared(upper: Plan, lower: Plan) -> tuple[MeasureCoverage, ...]:
    """All measures of the upper plan with what the lower one makes of them."""
    words = vocabulary()
    finder = Finder(words, clauses(lower))
    verdicts = judge_all(finder, measures(clauses(upper), words))
    return tuple(measure_coverage(finder, verdict) for verdict in verdicts)


def titled(task: str) -> str:
    """A task with its title; 标题｜正文 names one of its own."""
    return task.replace("｜", "。") if "｜" in task else f"{TITLE}。{task}"


def judged(upper: str, *lower: str) -> dict[str, MeasureCoverage]:
    """Measures of one upper task by their words, against lower tasks; its title left out.

    Tasks that have nothing to do with it stand beside the lower ones.
    """
    below = plan(*map(titled, lower), *BESIDE)
    return {m.text: m for m in compared(plan(titled(upper)), below) if not is_title(m, upper)}


def is_title(measure: MeasureCoverage, upper: str) -> bool:
    """Whether a measure is but the title of the task."""
    return measure.minor and titled(upper).startswith(f"{measure.text}。")


def only(upper: str, *lower: str) -> MeasureCoverage:
    """What became of the one measure of an upper text."""
    found = [measure for measure in judged(upper, *lower).values() if not measure.minor]
    assert [measure.text for measure in found] == [upper.rstrip("。")]
    return found[0]


def said(measure: MeasureCoverage) -> str:
    """All that is said to be lost of a measure."""
    return "；".join(measure.lost)


def known(reason: str) -> pytest.MarkDecorator:
    """A case that does not hold yet; it says so as soon as it does."""
    return pytest.mark.xfail(strict=True, reason=reason)
