"""The same plan as Word, PDF, web page and Markdown gives the same tasks."""

from pathlib import Path

import pytest

from policyparse.batch.find import find
from policyparse.batch.same import same_document
from policyparse.model import Plan, Task
from tests.conftest import CORPUS
from tests.plans import name_of, read

FORMATS = CORPUS / "formats"


def pairs() -> list[tuple[tuple[Path, ...], tuple[Path, ...]]]:
    """Each document of formats/ with the one of the same name above it."""
    mains = {files[0].stem: files for files in find(CORPUS).sets if files[0].parent == CORPUS}
    copies = [files for files in find(CORPUS).sets if files[0].parent == FORMATS]
    return [(mains[files[0].stem], files) for files in copies]


def bare(text: str) -> str:
    return "".join(text.split())


def told(task: Task) -> dict[str, object]:
    """What a task says, without where it says it."""
    return {
        "id": task.id,
        "title": bare(task.title),
        "text": bare(task.text),
        "category": task.category,
        "path": [bare(part) for part in task.path],
        "open_ended": task.open_ended,
        "assignments": [
            (a.unit.name, a.unit.canonical, a.role, a.by_duty) for a in task.assignments
        ],
        "deadlines": [(bare(d.raw), d.kind, d.start, d.end, d.precision) for d in task.deadlines],
        "targets": [(t.indicator, t.op, t.value, t.value_high, t.unit) for t in task.targets],
        "deliverables": [(d.who, bare(d.what), d.by) for d in task.deliverables],
    }


@pytest.fixture(params=pairs(), ids=lambda pair: name_of(pair[1]))
def pair(request: pytest.FixtureRequest) -> tuple[Plan, Plan]:
    """A plan, and the same plan in another format."""
    one, other = request.param
    return read(one)[0], read(other)[0]


def test_there_is_every_format() -> None:
    formats = {read(files)[0].source.format for _, files in pairs()}
    assert formats == {"docx", "pdf", "html", "markdown"}


def test_the_tasks_are_the_same(pair: tuple[Plan, Plan]) -> None:
    one, other = pair
    assert [task.title for task in one.tasks] == [task.title for task in other.tasks]
    for here, there in zip(one.tasks, other.tasks, strict=True):
        assert told(here) == told(there)


def test_the_document_is_the_same(pair: tuple[Plan, Plan]) -> None:
    one, other = (plan.document for plan in pair)
    for field in ("title", "doc_number", "issuer", "issued_on", "jurisdiction", "period", "kind"):
        assert getattr(one, field) == getattr(other, field), field
    assert [c.title for c in one.citations] == [c.title for c in other.citations]


def test_the_goals_are_the_same(pair: tuple[Plan, Plan]) -> None:
    goals = [
        [(g.indicator, g.op, g.value, g.value_high, g.unit, g.scope) for g in plan.goals]
        for plan in pair
    ]
    assert goals[0] == goals[1]


def test_a_run_counts_them_once(pair: tuple[Plan, Plan]) -> None:
    assert same_document(*pair)
