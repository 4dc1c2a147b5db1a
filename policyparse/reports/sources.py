"""Where a row comes from, in the words of a printed reference. 出处"""

import re
from collections.abc import Iterable, Sequence

from policyparse.model.evidence import Evidence
from policyparse.model.plan import Plan
from policyparse.model.task import Category, Task

NUMERALS = "一二三四五六七八九十百零〇"
NUMBER = re.compile(
    rf"\s*(第[{NUMERALS}\d]+[编章节条款部分]+"
    rf"|[（(][{NUMERALS}\d]+[）)]"
    rf"|[{NUMERALS}]+、"
    r"|\d+(?:\.\d+)+[.．、]?"
    r"|\d+[.．、]"
    rf"|[{NUMERALS}]是"
    r"|[\u2460-\u2473])\s*"
)
ITEM = re.compile(r"\s*(?:\d|[（(]\d|[\u2460-\u2473])")  # 1.、（1）、①: an item, not a section
PART = re.compile(r"-(\d+)$")
SIBLING = re.compile(r"\.u(\d+)")
SAFEGUARD = "保障措施"
WITHOUT_NUMBER = 16  # characters of a heading that stands for its missing number


def number_of(heading: str) -> str:
    """Return the number a heading opens with, as written: 三、 （一） 1."""
    found = NUMBER.match(heading)
    return found.group(1) if found else ""


def without_number(heading: str) -> str:
    """Return a heading without its number."""
    found = NUMBER.match(heading)
    return heading[found.end() :].strip() if found else heading.strip()


def plan_title(plan: Plan) -> str:
    """Return the title of a document, else the name of its file without suffix."""
    return squeeze(plan.document.title or "") or re.sub(r"\.[^.]+$", "", plan.source.name)


def squeeze(text: str) -> str:
    """Return a heading on one line."""
    return re.sub(r"\s*\n\s*", "", text).strip()


def has_own_heading(task: Task) -> bool:
    """Say whether the last heading of the path is the task's own item."""
    if not task.path:
        return False
    item = bool(ITEM.match(task.path[-1])) or bool(PART.search(task.id))
    return item or title_is_heading(task)


def title_is_heading(task: Task) -> bool:
    """Say whether the title is the last heading of the path."""
    return bool(task.path) and _bare(without_number(task.path[-1])) == _bare(task.title)


def headings_of(task: Task) -> tuple[str, ...]:
    """Return the headings a task stands under; 保障措施 for a safeguard, however it is headed."""
    above = tuple(squeeze(part) for part in task.path)
    if has_own_heading(task):
        above = above[:-1] or above[:1]
    if task.category is Category.SAFEGUARD:
        return (SAFEGUARD, *above[1:])
    return above


def clause_of(task: Task) -> str:
    """Return the numbers that lead to a task: 三、（一）1. and the part of an item, if any."""
    numbers = "".join(
        number_of(part) or f"“{squeeze(part)[:WITHOUT_NUMBER]}”" for part in task.path
    )
    part = PART.search(task.id)
    sibling = SIBLING.findall(task.id)
    if part:
        return f"{numbers}第{part.group(1)}项"
    if sibling and not has_own_heading(task):
        return f"{numbers}第{sibling[-1]}段"
    return numbers or task.id


def page_of(places: Iterable[Evidence]) -> int | None:
    """Return the page of the first place that has one."""
    return next((place.page for place in places if place.page is not None), None)


def cited_names(plans: Sequence[Plan]) -> list[str]:
    """Return the name by which each document is cited; drafts of one title add their file."""
    titles = [plan_title(plan) for plan in plans]
    return [
        f"《{title}》" + (f"（{plan.source.name}）" if titles.count(title) > 1 else "")
        for title, plan in zip(titles, plans, strict=True)
    ]


def clause_and_page(task: Task, places: Sequence[Evidence] = ()) -> str:
    """Return a reference within one document: 三、（一）1.，第5页."""
    page = page_of(places) or page_of(task.evidence)
    return clause_of(task) + (f"，第{page}页" if page else "")


def _bare(text: str) -> str:
    return re.sub(r"[\s。．.：:]+", "", text)
