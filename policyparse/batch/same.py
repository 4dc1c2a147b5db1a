"""Whether two files hold the same document, such as its Word file and its PDF."""

import re
import unicodedata

from policyparse.model.plan import Plan

_MARKS = re.compile(r"[\W_]+")


def same_document(one: Plan, other: Plan) -> bool:
    """The same file, or the same title with the same number, else with the same tasks.

    A document number belongs to one document; drafts have none and are told apart by their tasks.
    """
    if one.source.sha256 == other.source.sha256:
        return True
    here, there = one.document, other.document
    if not here.title or _bare(here.title) != _bare(there.title):
        return False
    if here.doc_number and there.doc_number:
        return _bare(here.doc_number) == _bare(there.doc_number)
    return bool(one.tasks) and _tasks(one) == _tasks(other)


def _tasks(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (
            _bare(task.title),
            _bare(task.text),
            [(assignment.unit.name, assignment.role) for assignment in task.assignments],
        )
        for task in plan.tasks
    ]


def _bare(text: str | None) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text or ""))
