"""Older Word, Excel and WPS files and OpenDocument give what their docx or xlsx gives."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from policyparse.model import Plan
from policyparse.pipeline import parse_set
from policyparse.readers import read
from tests.conftest import CORPUS
from tests.plans import LEXICON
from tests.plans import read as read_plan
from tests.test_formats import told

SaveAs = Callable[[Path, str], Path]
PLAN = next((CORPUS / "formats").glob("03-*.docx"))
ANNEX = next(CORPUS.glob("02-*.xlsx"))
BODY = next(CORPUS.glob("02-*.docx"))
# LibreOffice writes Chinese marks of numbers as "?"; Word and WPS write them so.
LEVELS = {
    rb"\'02\'00\'3f;": rb"\'02\'00\u12289 ?;",
    rb"\'03\'28\'01\'29;": rb"\'03\u65288 ?\'01\u65289 ?;",
}


def facts(plan: Plan) -> list[dict[str, object]]:
    return [told(task) for task in plan.tasks]


def goals(plan: Plan) -> list[tuple[object, ...]]:
    return [(g.indicator, g.op, g.value, g.value_high, g.unit, g.scope) for g in plan.goals]


def named(file: Path, folder: Path, suffix: str) -> Path:
    """The same file under another suffix."""
    return Path(shutil.copy(file, folder / f"{file.stem}{suffix}"))


@pytest.fixture(params=["doc", "wps", "dot", "wpt", "rtf", "odt"])
def converted(request: pytest.FixtureRequest, saved_as: SaveAs, tmp_path: Path) -> Path:
    """The plan as a file of another format; WPS writes .wps as Word writes .doc."""
    form: str = request.param
    if form not in ("rtf", "odt"):
        return named(saved_as(PLAN, "doc"), tmp_path, f".{form}")
    made = saved_as(PLAN, form)
    data = made.read_bytes()
    for wrong, right in LEVELS.items():
        data = data.replace(wrong, right) if form == "rtf" else data
    (tmp_path / made.name).write_bytes(data)
    return tmp_path / made.name


def test_a_plan_of_an_older_format_gives_the_same_tasks(converted: Path) -> None:
    plan, _ = parse_set((converted,), (LEXICON,))
    before, _ = read_plan((PLAN,))
    assert facts(plan) == facts(before)
    assert goals(plan) == goals(before)
    assert plan.document.title == before.document.title
    assert plan.source.format == {"dot": "doc", "wpt": "wps"}.get(
        suffix := converted.suffix[1:], suffix
    )
    assert plan.losses[0].code == "converted"


@pytest.mark.parametrize("form", ["xls", "et", "ods"])
def test_an_annex_of_an_older_format_gives_the_same_goals(
    form: str, saved_as: SaveAs, tmp_path: Path
) -> None:
    annex = named(saved_as(ANNEX, "ods" if form == "ods" else "xls"), tmp_path, f".{form}")
    plan, _ = parse_set((BODY, annex), (LEXICON,))
    before, _ = read_plan((BODY, ANNEX))
    assert goals(plan) == goals(before)
    assert read(annex).format == form
