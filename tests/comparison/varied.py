"""Plans of the sample set as plain text, changed in ways that change no substance."""

import random
import re
from collections.abc import Iterable, Sequence
from functools import cache

from policyparse.matching.clauses import clauses
from policyparse.matching.measures import Measure, measures
from policyparse.model import Plan
from policyparse.model.comparison import MeasureCoverage
from policyparse.pipeline import parse_text
from tests.matching.pairs import compared, vocabulary
from tests.plans import LEXICON, corpus_sets, read

NUMERALS = "一二三四五六七八九十"
UNRELATED = (
    "修缮乡村戏台。为戏班添置灯光音响，逢集日排演折子戏。",
    "护航候鸟迁徙。在滩涂架设观鸟屏，禁止使用捕鸟网，救护受伤候鸟。",
)


@cache
def sample(number: int) -> tuple[str, ...]:
    """Texts of the tasks in a plan of the sample set: 0 region, 1 city, 2 district."""
    made = read(corpus_sets()[number])[0]
    return tuple(task.text for task in made.tasks if not task.id.startswith("a."))


def parts(number: int, size: int = 6) -> list[tuple[str, ...]]:
    """The same in smaller plans."""
    whole = sample(number)
    return [whole[at : at + size] for at in range(0, len(whole), size)]


def numbered(tasks: Iterable[str], form: str = "{n}.") -> list[str]:
    """Lines with numbers before them; {n} is a figure, {c} a Chinese numeral."""
    return [
        form.format(n=n, c=NUMERALS[(n - 1) % 10] if n <= 10 else f"十{NUMERALS[(n - 1) % 10]}")
        + task
        for n, task in enumerate(tasks, 1)
    ]


def written(lines: Sequence[str]) -> Plan:
    """A plan of these lines."""
    text = "\n".join(["云屏市2026年环境整修工作方案", "一、主要任务", *lines])
    return parse_text(text + "\n", "方案", (LEXICON,))


def as_plan(tasks: Sequence[str]) -> Plan:
    """A plan of these tasks, a paragraph each."""
    return written(numbered(tasks))


def grouped(tasks: Sequence[str], size: int = 4) -> Plan:
    """The same in headings （一）, （二） …, counted anew under each."""
    lines: list[str] = []
    for at in range(0, len(tasks), size):
        lines.append(f"（{NUMERALS[at // size]}）有关工作")
        lines += numbered(tasks[at : at + size], "{n}、")
    return written(lines)


def split(tasks: Sequence[str]) -> Plan:
    """The same with a paragraph for each sentence."""
    lines: list[str] = []
    for line in numbered(tasks):
        first, *rest = re.findall(r"[^。]+。?", line)
        lines += [first + "".join(rest[:1]), *rest[1:]]
    return written(lines)


def shuffled(tasks: Sequence[str], seed: int) -> Plan:
    """The same tasks in another order."""
    moved = list(tasks)
    random.Random(seed).shuffle(moved)
    return as_plan(moved)


def with_unrelated(tasks: Sequence[str], at: int) -> Plan:
    """The same with tasks of another field in between."""
    return as_plan([*tasks[:at], *UNRELATED, *tasks[at:]])


Verdicts = dict[str, tuple[str, tuple[str, ...]]]


def verdicts(upper: Plan, lower: Plan) -> Verdicts:
    """For each upper measure its state and what is lost, without regard to numbers and places."""
    return {
        f"{number}: {measure.text}": (measure.state.value, measure.lost)
        for number, measure in enumerate(compared(upper, lower))
    }


def changes(before: Verdicts, after: Verdicts) -> dict[str, tuple[object, object]]:
    """The verdicts that are not the same."""
    return {
        key: (before.get(key), after.get(key))
        for key in before | after
        if before.get(key) != after.get(key)
    }


def asked(plan: Plan) -> tuple[Measure, ...]:
    """The measures of a plan."""
    return measures(clauses(plan), vocabulary())


def without(tasks: Sequence[str], task: int, words: str) -> list[str]:
    """The tasks without one clause of one of them; the marks round it are mended."""
    body = tasks[task]
    at = body.index(words, len(body.split("。")[0]))
    before, after = body[:at], body[at + len(words) :]
    if before.endswith("，") or not after.startswith("，"):
        before = before.rstrip("，：")
        if before.endswith(("。", "；")) and after[:1] in ("。", "；"):
            after = after[1:]
    else:
        after = after[1:]
    changed = list(tasks)
    changed[task] = before + after
    return changed


def states(found: Iterable[MeasureCoverage]) -> dict[str, str]:
    """Measures by number, with their states."""
    return {measure.id: measure.state.value for measure in found}
