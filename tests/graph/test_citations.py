"""A citation finds the document it names, and no other."""

import pytest

from policyparse.graph.citations import likeness, plain_number, resolve
from policyparse.model import Citation, Document, Jurisdiction, Level, Period

REGION = Document(
    title="澜江省节水行动实施方案（2025—2027年）",
    doc_number="澜政办发〔2025〕12号",
    jurisdiction=Jurisdiction(name="澜江省"),
    level=Level.REGION,
    period=Period(start=2025, end=2027),
)
CITY = Document(
    title="云屏市2026年节水行动工作方案",
    doc_number="云政办发〔2026〕3号",
    jurisdiction=Jurisdiction(name="云屏市", parents=("澜江省",)),
    level=Level.CITY,
    period=Period(start=2026, end=2026),
)


def cited(title: str, number: str | None = None) -> Citation:
    return Citation(title=title, doc_number=number, basis=True, evidence=())


@pytest.mark.parametrize(
    "title",
    [
        "澜江省节水行动实施方案（2025—2027年）",
        "澜江省人民政府办公厅关于印发澜江省节水行动实施方案（2025—2027年）的通知",
        "澜江节水行动实施方案（2025-2027年）",
        "关于印发《澜江省节水行动实施方案》的通知",
    ],
)
def test_other_wordings_of_a_title_are_found(title: str) -> None:
    match = resolve(cited(title), 1, [REGION, CITY])
    assert match is not None
    assert (match.index, match.by) == (0, "title")


@pytest.mark.parametrize(
    "title",
    [
        "海陵省节水行动实施方案（2025—2027年）",  # another place
        "节水行动实施方案",  # no place, though the document names one
        "澜江省节水行动实施方案（2021—2023年）",  # another period
        "澜江省城市更新行动实施方案（2025—2027年）",  # another subject
        "澜江省“十四五”规划",
    ],
)
def test_likenesses_that_are_none(title: str) -> None:
    assert resolve(cited(title), 1, [REGION, CITY]) is None


def test_a_doc_number_decides_however_its_brackets_are_written() -> None:
    match = resolve(cited("节水方案", "澜政办发[2025]12号"), 1, [REGION, CITY])
    assert match is not None
    assert match.by == "doc_number"
    assert plain_number("澜政办发〔2025〕 12 号") == plain_number("澜政办发(2025)12号")


def test_a_document_neither_cites_itself_nor_one_below() -> None:
    assert resolve(cited(str(CITY.title)), 1, [REGION, CITY]) is None
    assert resolve(cited(str(CITY.title)), 0, [REGION, CITY]) is None


def test_a_missing_title_is_like_nothing() -> None:
    assert likeness("澜江省节水行动实施方案", Document()) == 0.0
